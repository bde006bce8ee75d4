// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace egiz {

/// Half-open range of byte offsets into a UTF-8 text.
struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;

    [[nodiscard]] std::size_t size() const noexcept { return end - begin; }
    [[nodiscard]] bool empty() const noexcept { return begin == end; }
    friend bool operator==(const Range&, const Range&) = default;
};

/// The bytes of `text` that `range` covers.
[[nodiscard]] inline std::string_view slice(std::string_view text, Range range) {
    return text.substr(range.begin, range.size());
}

/// Byte offset of the first ill-formed UTF-8 sequence (Unicode 15, table 3-7: overlong forms and
/// surrogates are ill-formed); nothing if there is none.
[[nodiscard]] std::optional<std::size_t> find_invalid_utf8(std::string_view text);

/// Line number of a byte offset, counted from 1; LF, CR and CRLF end lines.
[[nodiscard]] std::size_t line_of(std::string_view text, std::size_t offset);

namespace detail {
[[nodiscard]] char32_t decode_next(std::string_view text, std::size_t& offset);
[[nodiscard]] char32_t decode_previous(std::string_view text, std::size_t& offset);

constexpr bool continues(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }
}  // namespace detail

/// Decodes the code point at `offset` and moves `offset` behind it. An ill-formed sequence
/// gives one U+FFFD (the longest beginning of a character, or a single byte). `offset` must be less
/// than the size.
[[nodiscard]] inline char32_t next_code_point(std::string_view text, std::size_t& offset) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[offset + i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) {
        ++offset;
        return lead;
    }
    const std::size_t left = text.size() - offset;
    if (lead >= 0xC2 && lead < 0xE0 && left > 1 && detail::continues(byte(1))) {
        const auto c = static_cast<char32_t>((lead & 0x1FU) << 6U | (byte(1) & 0x3FU));
        offset += 2;
        return c;
    }
    // Behind E0 and ED not every continuation byte is well-formed.
    if (lead > 0xE0 && lead < 0xF0 && lead != 0xED && left > 2 && detail::continues(byte(1)) &&
        detail::continues(byte(2))) {
        const auto c = static_cast<char32_t>((lead & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U |
                                             (byte(2) & 0x3FU));
        offset += 3;
        return c;
    }
    return detail::decode_next(text, offset);
}

/// Decodes the code point that ends at `offset` and moves `offset` to its first byte.
/// `offset` must be greater than 0.
[[nodiscard]] inline char32_t previous_code_point(std::string_view text, std::size_t& offset) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[offset - i]); };
    const unsigned char last = byte(1);
    if (last < 0x80) {
        --offset;
        return last;
    }
    if (offset > 1 && detail::continues(last)) {
        const unsigned char middle = byte(2);
        if (middle >= 0xC2 && middle < 0xE0) {
            offset -= 2;
            return static_cast<char32_t>((middle & 0x1FU) << 6U | (last & 0x3FU));
        }
        if (offset > 2 && detail::continues(middle)) {
            const unsigned char lead = byte(3);
            if (lead > 0xE0 && lead < 0xF0 && lead != 0xED) {
                offset -= 3;
                return static_cast<char32_t>((lead & 0x0FU) << 12U | (middle & 0x3FU) << 6U |
                                             (last & 0x3FU));
            }
        }
    }
    return detail::decode_previous(text, offset);
}

void append_utf8(std::string& text, char32_t code_point);
[[nodiscard]] std::u32string to_utf32(std::string_view text);

/// What a character is, several at once.
enum CharFlag : std::uint8_t {
    letter_flag = 1,
    upper_flag = 2,  ///< upper or title case letter
    lower_flag = 4,
    digit_flag = 8,   ///< decimal digit of any script
    space_flag = 16,  ///< property White_Space, U+FEFF, U+200B
    han_flag = 32,    ///< script Han
    accent_flag = 64  ///< general category M: belongs to the letter before it
};

namespace detail {
/// Flags of the first 65,536 code points, each from ICU when it is first asked for: asking for all
/// takes longer than many a run. Several threads may find out the same.
inline constexpr std::uint8_t known_flag = 128;
extern std::array<std::atomic<std::uint8_t>, 0x10000> known_char_flags;
[[nodiscard]] std::uint8_t find_char_flags(char32_t code_point);
}  // namespace detail

/// All flags of a character, from a table.
[[nodiscard]] inline std::uint8_t char_flags(char32_t code_point) {
    if (code_point < detail::known_char_flags.size()) {
        const std::uint8_t flags =
            detail::known_char_flags[code_point].load(std::memory_order_relaxed);
        if (flags != 0) return flags & static_cast<std::uint8_t>(~detail::known_flag);
    }
    return detail::find_char_flags(code_point);
}

/// White space in the sense of the Unicode property White_Space, plus U+FEFF and U+200B.
[[nodiscard]] inline bool is_space(char32_t c) { return (char_flags(c) & space_flag) != 0; }
[[nodiscard]] inline bool is_letter(char32_t c) { return (char_flags(c) & letter_flag) != 0; }
/// Upper or title case letter.
[[nodiscard]] inline bool is_upper(char32_t c) { return (char_flags(c) & upper_flag) != 0; }
[[nodiscard]] inline bool is_lower(char32_t c) { return (char_flags(c) & lower_flag) != 0; }
/// Decimal digit of any script.
[[nodiscard]] inline bool is_digit(char32_t c) { return (char_flags(c) & digit_flag) != 0; }
/// Script Han.
[[nodiscard]] inline bool is_han(char32_t c) { return (char_flags(c) & han_flag) != 0; }

/// `range` without the white space at both its ends.
[[nodiscard]] Range trim(std::string_view text, Range range);

[[nodiscard]] std::size_t count_code_points(std::string_view text);

/// Code points that are not white space: the length that length models use.
[[nodiscard]] std::size_t visible_length(std::string_view text);

/// NFKC with full case folding (UAX #15, UAX #31): for comparing, never for showing.
[[nodiscard]] std::string fold(std::string_view text);

/// fold() with runs of white space as one space, and none at the ends.
[[nodiscard]] std::string fold_spaced(std::string_view text);

/// Canonical composition: equal text gives equal bytes.
[[nodiscard]] std::string nfc(std::string_view text);

/// Whether nfc() leaves the text as it is. Knows Latin, Cyrillic, Han and their usual punctuation;
/// of others, and of what is no UTF-8, it says false.
[[nodiscard]] bool is_surely_nfc(std::string_view text);

/// Whether nfc() makes the two the same.
[[nodiscard]] bool canonically_equal(std::string_view a, std::string_view b);

}  // namespace egiz
