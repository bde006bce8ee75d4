// SPDX-License-Identifier: Apache-2.0
#include "formats/xml/characters.hpp"

#include <bit>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace egiz::formats::xml {

constexpr std::array<std::uint8_t, 256> character_classes = [] {
    std::array<std::uint8_t, 256> table{};
    const auto add = [&](std::string_view characters, int what) {
        for (const char c : characters) {
            std::uint8_t& of_character = table[static_cast<unsigned char>(c)];
            of_character = static_cast<std::uint8_t>(of_character | what);
        }
    };
    const std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const std::string_view digits = "0123456789";
    add(letters, starts_name | in_name | in_public_id);
    add("_", starts_name | in_name | in_public_id);
    add(digits, in_name | in_public_id);
    add("-.", in_name | in_public_id);
    add(" ()+,/:=?;!*#@$%", in_public_id);
    for (std::size_t c = ' '; c <= '~'; ++c) table[c] = table[c] | in_system_id;
    for (const char c : {'<', '>', '"', '\''})
        table[static_cast<unsigned char>(c)] &= ~in_system_id;
    add(" \t\r\n", blank);
    for (std::size_t c = 0; c < 0x20; ++c) {
        if (c != '\t' && c != '\n') table[c] = table[c] | ends_text;
    }
    add("<&]", ends_text);
    table[0xEF] = ends_text;  // U+FFFE and U+FFFF begin with it
    return table;
}();

const char* find_text_end(const char* at, const char* end) {
#ifdef __SSE2__
    for (; end - at >= std::ptrdiff_t{sizeof(__m128i)}; at += sizeof(__m128i)) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        const auto is_byte = [&](int byte) {
            return _mm_cmpeq_epi8(block, _mm_set1_epi8(static_cast<char>(byte)));
        };
        const __m128i controls = _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8(0x1F)), block);
        const __m128i usual = _mm_or_si128(is_byte('\t'), is_byte('\n'));
        const __m128i marks = _mm_or_si128(_mm_or_si128(is_byte('<'), is_byte('&')),
                                           _mm_or_si128(is_byte(']'), is_byte(0xEF)));
        const __m128i found = _mm_or_si128(_mm_andnot_si128(usual, controls), marks);
        const auto bits = static_cast<unsigned>(_mm_movemask_epi8(found));
        if (bits != 0) return at + std::countr_zero(bits);
    }
#endif
    while (at < end && !is(*at, ends_text)) ++at;
    return at;
}

bool holds_characters(std::string_view text) {
    const char* const end = text.data() + text.size();
    for (const char* at = text.data(); (at = find_text_end(at, end)) != end; ++at) {
        const bool control = static_cast<unsigned char>(*at) < 0x20 && *at != '\r';
        if (control || is_noncharacter(at, end)) return false;
    }
    return true;
}

}  // namespace egiz::formats::xml
