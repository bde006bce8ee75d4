// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
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

/// Decodes the code point at `offset` and moves `offset` behind it. An ill-formed sequence
/// gives one U+FFFD (the longest beginning of a character, or a single byte). `offset` must be less
/// than the size.
[[nodiscard]] char32_t next_code_point(std::string_view text, std::size_t& offset);

/// Decodes the code point that ends at `offset` and moves `offset` to its first byte.
/// `offset` must be greater than 0.
[[nodiscard]] char32_t previous_code_point(std::string_view text, std::size_t& offset);

void append_utf8(std::string& text, char32_t code_point);
[[nodiscard]] std::u32string to_utf32(std::string_view text);

/// White space in the sense of the Unicode property White_Space, plus U+FEFF and U+200B.
[[nodiscard]] bool is_space(char32_t code_point);
[[nodiscard]] bool is_letter(char32_t code_point);
[[nodiscard]] bool is_upper(char32_t code_point);  ///< upper or title case letter
[[nodiscard]] bool is_lower(char32_t code_point);
[[nodiscard]] bool is_digit(char32_t code_point);  ///< decimal digit of any script
[[nodiscard]] bool is_han(char32_t code_point);    ///< script Han

/// `range` without the white space at both its ends.
[[nodiscard]] Range trim(std::string_view text, Range range);

[[nodiscard]] std::size_t count_code_points(std::string_view text);

/// Code points that are not white space: the length that length models use.
[[nodiscard]] std::size_t visible_length(std::string_view text);

/// NFKC with full case folding (UAX #15, UAX #31): for comparing, never for showing.
[[nodiscard]] std::string fold(std::string_view text);

/// Canonical composition: equal text gives equal bytes.
[[nodiscard]] std::string nfc(std::string_view text);

}  // namespace egiz
