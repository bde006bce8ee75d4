// SPDX-License-Identifier: Apache-2.0
#include "text/unicode.hpp"

#include "text/icu.hpp"
#include "text/utf8_blocks.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <cstdint>
#include <cstring>

namespace egiz {
namespace {

const std::uint8_t* bytes(std::string_view text) {
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

UChar32 to_icu(char32_t code_point) { return static_cast<UChar32>(code_point); }

std::string normalize(std::string_view text, const icu::Normalizer2* form, IcuStatus& status) {
    std::string result;
    icu::StringByteSink<std::string> sink(&result, static_cast<std::int32_t>(text.size()));
    form->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
                        sink, nullptr, status);
    status.check("normalizing text");
    return result;
}

}  // namespace

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
    const std::uint8_t* const all = bytes(text);
    const auto is_continuation = [&](std::size_t at) { return (all[at] & 0xC0U) == 0x80U; };
    std::size_t offset = detail::valid_utf8_blocks(text);
    while (offset < text.size()) {
        const std::uint8_t lead = all[offset];
        const std::size_t left = text.size() - offset;
        // The usual cases first; ICU knows all the others.
        if (lead < 0x80) {
            ++offset;
            constexpr std::uint64_t high_bits = 0x8080808080808080U;
            for (std::uint64_t eight = 0; text.size() - offset >= sizeof eight;) {
                std::memcpy(&eight, all + offset, sizeof eight);
                if ((eight & high_bits) != 0) break;
                offset += sizeof eight;
            }
        } else if (lead >= 0xC2 && lead < 0xE0 && left >= 2 && is_continuation(offset + 1)) {
            offset += 2;
        } else if (lead > 0xE0 && lead < 0xED && left >= 3 && is_continuation(offset + 1) &&
                   is_continuation(offset + 2)) {
            offset += 3;
        } else {
            const std::size_t start = offset;
            UChar32 code_point = 0;
            U8_NEXT(all, offset, text.size(), code_point);
            if (code_point < 0) return start;
        }
    }
    return std::nullopt;
}

std::size_t line_of(std::string_view text, std::size_t offset) {
    std::size_t line = 1;
    for (std::size_t i = 0; i < offset && i < text.size(); ++i) {
        const bool lone_cr = text[i] == '\r' && !(i + 1 < text.size() && text[i + 1] == '\n');
        if (text[i] == '\n' || lone_cr) ++line;
    }
    return line;
}

char32_t detail::decode_next(std::string_view text, std::size_t& offset) {
    UChar32 code_point = 0;
    U8_NEXT_OR_FFFD(bytes(text), offset, text.size(), code_point);
    return static_cast<char32_t>(code_point);
}

char32_t detail::decode_previous(std::string_view text, std::size_t& offset) {
    // At most four bytes are looked at, so a window keeps ICU's 32-bit index in range.
    const std::size_t start = offset < 8 ? 0 : offset - 8;
    auto index = static_cast<std::int32_t>(offset - start);
    UChar32 code_point = 0;
    U8_PREV_OR_FFFD(bytes(text) + start, 0, index, code_point);
    offset = start + static_cast<std::size_t>(index);
    return static_cast<char32_t>(code_point);
}

void append_utf8(std::string& text, char32_t code_point) {
    char buffer[U8_MAX_LENGTH];
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(buffer, length, to_icu(code_point));
    text.append(buffer, static_cast<std::size_t>(length));
}

std::u32string to_utf32(std::string_view text) {
    std::u32string result;
    result.reserve(text.size());
    for (std::size_t offset = 0; offset < text.size();) {
        result.push_back(next_code_point(text, offset));
    }
    return result;
}

std::array<std::atomic<std::uint8_t>, 0x10000> detail::known_char_flags{};

std::uint8_t detail::find_char_flags(char32_t code_point) {
    const UChar32 c = to_icu(code_point);
    IcuStatus status;
    unsigned flags = 0;
    if (u_isUAlphabetic(c) != 0) flags |= letter_flag;
    if (u_isUUppercase(c) != 0 || u_istitle(c) != 0) flags |= upper_flag;
    if (u_isULowercase(c) != 0) flags |= lower_flag;
    if (u_isdigit(c) != 0) flags |= digit_flag;
    if (u_isUWhiteSpace(c) != 0 || code_point == 0xFEFF || code_point == 0x200B) {
        flags |= space_flag;
    }
    if (code_point >= 0x2E80 && uscript_getScript(c, status) == USCRIPT_HAN) flags |= han_flag;
    if ((U_GET_GC_MASK(c) & U_GC_M_MASK) != 0) flags |= accent_flag;
    const auto found = static_cast<std::uint8_t>(flags);
    if (code_point < known_char_flags.size()) {
        known_char_flags[code_point].store(found | known_flag, std::memory_order_relaxed);
    }
    return found;
}

Range trim(std::string_view text, Range range) {
    while (range.begin < range.end) {
        std::size_t next = range.begin;
        if (!is_space(next_code_point(text, next))) break;
        range.begin = next;
    }
    while (range.begin < range.end) {
        std::size_t before = range.end;
        if (!is_space(previous_code_point(text, before))) break;
        range.end = before;
    }
    return range;
}

std::size_t count_code_points(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t offset = 0; offset < text.size(); ++count) {
        static_cast<void>(next_code_point(text, offset));
    }
    return count;
}

std::size_t visible_length(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t offset = 0; offset < text.size();) {
        if (!is_space(next_code_point(text, offset))) ++count;
    }
    return count;
}

std::string fold(std::string_view text) {
    IcuStatus status;
    const icu::Normalizer2* form = icu::Normalizer2::getNFKCCasefoldInstance(status);
    status.check("loading Unicode case folding");
    return normalize(text, form, status);
}

std::string fold_spaced(std::string_view text) {
    std::string result;
    const std::string folded = fold(text);
    for (std::size_t offset = 0; offset < folded.size();) {
        const char32_t c = next_code_point(folded, offset);
        if (!is_space(c)) {
            append_utf8(result, c);
        } else if (!result.empty() && result.back() != ' ') {
            result.push_back(' ');
        }
    }
    if (result.ends_with(' ')) result.pop_back();
    return result;
}

bool is_surely_nfc(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    for (std::size_t i = 0; i < text.size();) {
        const unsigned char lead = byte(i);
        if (lead < 0x80) {
            ++i;
            continue;
        }
        if (lead >= 0xC2 && lead < 0xE0) {
            if (i + 1 >= text.size() || !detail::continues(byte(i + 1))) return false;
            // Letters with accents compose with nothing in front. Marks stand from U+0300 (CC 80)
            // on, and from U+0483 to U+0489 (D2 83 to 89); Greek has characters that are replaced.
            const bool is_inert = lead <= 0xCB || lead == 0xD0 || lead == 0xD1 || lead == 0xD3 ||
                                  (lead == 0xD2 && byte(i + 1) >= 0x8A);
            if (!is_inert) return false;
            i += 2;
            continue;
        }
        if (lead < 0xE2 || lead > 0xEF || i + 2 >= text.size() || !detail::continues(byte(i + 1)) ||
            !detail::continues(byte(i + 2))) {
            return false;
        }
        const unsigned char second = byte(i + 1);
        const unsigned char third = byte(i + 2);
        const bool is_inert =
            (lead == 0xE2 && second == 0x80 && third >= 0x90 && third <= 0xA7) ||  // dashes, quotes
            (lead == 0xE3 && second == 0x80 && third <= 0xA9) ||                   // ideographic
            (lead == 0xE4 && second >= 0xB8) || (lead >= 0xE5 && lead <= 0xE9) ||  // Han
            (lead == 0xEF && (second == 0xBC || (second == 0xBD && third <= 0x9E)));  // full width
        if (!is_inert) return false;
        i += 3;
    }
    return true;
}

bool canonically_equal(std::string_view a, std::string_view b) {
    return a == b || (!(is_surely_nfc(a) && is_surely_nfc(b)) && nfc(a) == nfc(b));
}

std::string nfc(std::string_view text) {
    if (is_surely_nfc(text)) return std::string(text);
    IcuStatus status;
    const icu::Normalizer2* form = icu::Normalizer2::getNFCInstance(status);
    status.check("loading Unicode composition");
    return normalize(text, form, status);
}

}  // namespace egiz
