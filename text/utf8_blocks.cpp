// SPDX-License-Identifier: Apache-2.0
#include "text/utf8_blocks.hpp"

#ifdef __x86_64__
#include <tmmintrin.h>
#endif

namespace egiz::detail {
namespace {

#ifdef __x86_64__

constexpr std::size_t block_size = 16;

// What can be wrong with two bytes in a row: each bit is one kind of fault. A pair is faulty if the
// three half-bytes that tell (first byte's high and low one, second byte's high one) all allow the
// fault. After Keiser and Lemire, "Validating UTF-8 In Less Than One Instruction Per Byte",
// Software: Practice and Experience 51(5), 2021.
constexpr unsigned too_short = 1;    // 11______ 0_______, 11______ 11______
constexpr unsigned too_long = 2;     // 0_______ 10______
constexpr unsigned overlong_3 = 4;   // 11100000 100_____
constexpr unsigned too_large = 8;    // 11110100 1001____, 11110101 and more
constexpr unsigned surrogate = 16;   // 11101101 101_____
constexpr unsigned overlong_2 = 32;  // 1100000_ 10______
constexpr unsigned overlong_4 = 64;  // 11110000 1000____, 1111011_ 1000____ (too large)
constexpr unsigned two_conts = 128;  // 10______ 10______: right behind three and four byte leads
constexpr unsigned any_low = too_short | too_long | two_conts;

__m128i table(const unsigned (&values)[16]) {
    alignas(16) unsigned char bytes[16];
    for (int i = 0; i < 16; ++i) bytes[i] = static_cast<unsigned char>(values[i]);
    return _mm_load_si128(reinterpret_cast<const __m128i*>(bytes));
}

constexpr unsigned first_high[16] = {too_long,
                                     too_long,
                                     too_long,
                                     too_long,
                                     too_long,
                                     too_long,
                                     too_long,
                                     too_long,
                                     two_conts,
                                     two_conts,
                                     two_conts,
                                     two_conts,
                                     too_short | overlong_2,
                                     too_short,
                                     too_short | overlong_3 | surrogate,
                                     too_short | too_large | overlong_4};
constexpr unsigned large = any_low | too_large | overlong_4;
constexpr unsigned first_low[16] = {any_low | overlong_3 | overlong_2 | overlong_4,
                                    any_low | overlong_2,
                                    any_low,
                                    any_low,
                                    any_low | too_large,
                                    large,
                                    large,
                                    large,
                                    large,
                                    large,
                                    large,
                                    large,
                                    large,
                                    large | surrogate,
                                    large,
                                    large};
constexpr unsigned conts = too_long | overlong_2 | two_conts;
constexpr unsigned second_high[16] = {too_short,
                                      too_short,
                                      too_short,
                                      too_short,
                                      too_short,
                                      too_short,
                                      too_short,
                                      too_short,
                                      conts | overlong_3 | overlong_4,
                                      conts | overlong_3 | too_large,
                                      conts | surrogate | too_large,
                                      conts | surrogate | too_large,
                                      too_short,
                                      too_short,
                                      too_short,
                                      too_short};

/// Bytes of whole blocks without a fault; a character may be cut in two at their end.
__attribute__((target("ssse3"))) std::size_t sound_blocks(std::string_view text) {
    const __m128i table_1 = table(first_high);
    const __m128i table_2 = table(first_low);
    const __m128i table_3 = table(second_high);
    const __m128i low_half = _mm_set1_epi8(0x0F);
    const auto high_half = [&](__m128i bytes) {
        return _mm_and_si128(_mm_srli_epi16(bytes, 4), low_half);
    };
    __m128i before = _mm_setzero_si128();
    bool ascii_before = true;
    std::size_t offset = 0;
    for (; text.size() - offset >= block_size; offset += block_size) {
        const __m128i block =
            _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + offset));
        const bool ascii = _mm_movemask_epi8(block) == 0;
        if (!ascii || !ascii_before) {
            const __m128i back_1 = _mm_alignr_epi8(block, before, 15);
            const __m128i back_2 = _mm_alignr_epi8(block, before, 14);
            const __m128i back_3 = _mm_alignr_epi8(block, before, 13);
            const __m128i faults = _mm_and_si128(
                _mm_and_si128(_mm_shuffle_epi8(table_1, high_half(back_1)),
                              _mm_shuffle_epi8(table_2, _mm_and_si128(back_1, low_half))),
                _mm_shuffle_epi8(table_3, high_half(block)));
            // The high bit where a third or fourth byte has to stand: there two_conts is right.
            const __m128i third = _mm_subs_epu8(back_2, _mm_set1_epi8(0xE0 - 0x80));
            const __m128i fourth = _mm_subs_epu8(back_3, _mm_set1_epi8(0xF0 - 0x80));
            const __m128i expected =
                _mm_and_si128(_mm_or_si128(third, fourth), _mm_set1_epi8(static_cast<char>(0x80)));
            const __m128i wrong = _mm_xor_si128(faults, expected);
            if (_mm_movemask_epi8(_mm_cmpeq_epi8(wrong, _mm_setzero_si128())) != 0xFFFF) break;
        }
        before = block;
        ascii_before = ascii;
    }
    return offset;
}

#endif

}  // namespace

std::size_t valid_utf8_blocks(std::string_view text) {
#ifdef __x86_64__
    static const bool can_shuffle = __builtin_cpu_supports("ssse3") != 0;
    if (!can_shuffle || text.size() < block_size) return 0;
    const std::size_t end = sound_blocks(text);
    // Back to the begin of a character that may go on behind the blocks.
    for (std::size_t back = 1; back <= 3 && back <= end; ++back) {
        const auto byte = static_cast<unsigned char>(text[end - back]);
        if (byte >= 0xC0) return end - back;
        if (byte < 0x80) break;
    }
    return end;
#else
    static_cast<void>(text);
    return 0;
#endif
}

}  // namespace egiz::detail
