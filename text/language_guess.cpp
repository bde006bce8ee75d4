// SPDX-License-Identifier: Apache-2.0
#include "text/language_guess.hpp"

#include "text/unicode.hpp"

#include <array>
#include <cstddef>
#include <string>

namespace egiz {
namespace {

constexpr std::size_t enough_bytes = 64 * 1024;

struct LetterCounts {
    std::size_t latin = 0;
    std::size_t cyrillic = 0;
    std::size_t kazakh = 0;          // ә ғ қ ң ө ұ ү һ, which Russian lacks
    std::size_t other_cyrillic = 0;  // letters of Ukrainian, Belarusian, Serbian, Macedonian
    std::size_t han = 0;
    std::size_t kana_hangul = 0;
    std::size_t other = 0;
};

LetterCounts count_letters(std::string_view text) {
    constexpr std::u32string_view kazakh_letters = U"әғқңөұүһӘҒҚҢӨҰҮҺ";
    constexpr std::u32string_view foreign_letters = U"їєґўђћјљњџѓќЇЄҐЎЂЋЈЉЊЏЃЌ";
    LetterCounts counts;
    for (std::size_t offset = 0; offset < text.size();) {
        const char32_t c = next_code_point(text, offset);
        if (!is_letter(c)) continue;
        if (c < 0x250) {
            ++counts.latin;
        } else if (c >= 0x400 && c < 0x530) {
            ++counts.cyrillic;
            if (kazakh_letters.find(c) != std::u32string_view::npos) ++counts.kazakh;
            if (foreign_letters.find(c) != std::u32string_view::npos) ++counts.other_cyrillic;
        } else if (is_han(c)) {
            ++counts.han;
        } else if ((c >= 0x3040 && c < 0x3100) || (c >= 0xAC00 && c < 0xD7B0)) {
            ++counts.kana_hangul;
        } else {
            ++counts.other;
        }
    }
    return counts;
}

/// English, by the share of its commonest function words among all words.
bool reads_as_english(std::string_view text) {
    constexpr std::array<std::string_view, 12> function_words{
        "the", "of", "and", "to", "in", "is", "that", "for", "with", "it", "was", "you"};
    std::size_t words = 0;
    std::size_t hits = 0;
    std::string word;
    const auto end_word = [&] {
        if (word.empty()) return;
        ++words;
        for (const auto& function_word : function_words) hits += word == function_word ? 1 : 0;
        word.clear();
    };
    for (const char c : text) {
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if ((lower >= 'a' && lower <= 'z') || static_cast<unsigned char>(c) >= 0x80) {
            word.push_back(lower);
        } else {
            end_word();
        }
    }
    end_word();
    return hits * 12 >= words && hits > 0;
}

Language named(const char* tag) { return *Language::parse(tag); }

}  // namespace

Language guess_language(std::string_view text) {
    const std::string_view sample = text.substr(0, enough_bytes);
    const LetterCounts counts = count_letters(sample);
    // A Han character says about as much as a word of an alphabet.
    const std::size_t han_weight = counts.han * 3;
    if (han_weight > counts.latin + counts.cyrillic + counts.other &&
        counts.kana_hangul * 10 < counts.han) {
        return named("zh");
    }
    if (counts.cyrillic > counts.latin && counts.cyrillic > counts.other) {
        if (counts.kazakh * 50 > counts.cyrillic) return named("kk");
        if (counts.other_cyrillic * 200 > counts.cyrillic) return {};
        return named("ru");
    }
    if (counts.latin > counts.other && reads_as_english(sample)) return named("en");
    return {};
}

}  // namespace egiz
