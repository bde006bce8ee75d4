// SPDX-License-Identifier: Apache-2.0
#include "tm/quality/inflection.hpp"

#include "text/unicode.hpp"

#include <algorithm>
#include <array>

namespace egiz::tm {
namespace {

using namespace std::string_view_literals;

constexpr std::array english_endings{"s"sv, "es"sv,  "ed"sv,  "d"sv, "ing"sv,
                                     "y"sv, "ies"sv, "ied"sv, "e"sv, "ying"sv};
constexpr std::array russian_endings{
    "а"sv,   "я"sv,   "о"sv,   "е"sv,   "у"sv,   "ю"sv,   "ы"sv,   "и"sv,   "й"sv,    "ь"sv,
    "ой"sv,  "ей"sv,  "ом"sv,  "ем"sv,  "ам"sv,  "ям"sv,  "ах"sv,  "ях"sv,  "ов"sv,   "ев"sv,
    "ами"sv, "ями"sv, "ого"sv, "его"sv, "ому"sv, "ему"sv, "ый"sv,  "ий"sv,  "ая"sv,   "яя"sv,
    "ое"sv,  "ее"sv,  "ые"sv,  "ие"sv,  "ым"sv,  "им"sv,  "ых"sv,  "их"sv,  "ую"sv,   "юю"sv,
    "ыми"sv, "ими"sv, "ия"sv,  "ию"sv,  "ии"sv,  "ием"sv, "иям"sv, "иях"sv, "иями"sv, "ья"sv,
    "ье"sv,  "ью"sv,  "ец"sv,  "ца"sv,  "ок"sv,  "ка"sv,  "ки"sv,  "ку"sv,  "кой"sv};

template <std::size_t N>
bool is_one_of(std::string_view ending, const std::array<std::string_view, N>& endings) {
    return ending.empty() || std::find(endings.begin(), endings.end(), ending) != endings.end();
}

/// Bytes that both begin with, in whole characters.
std::size_t common_prefix(std::string_view a, std::string_view b) {
    std::size_t common = 0;
    for (std::size_t offset = 0; offset < a.size() && offset < b.size();) {
        const std::size_t begin = offset;
        const char32_t c = next_code_point(a, offset);
        if (b.size() < offset || b.substr(begin, offset - begin) != a.substr(begin, offset - begin))
            break;
        static_cast<void>(c);
        common = offset;
    }
    return common;
}

}  // namespace

bool same_word(std::string_view term, std::string_view word, const Language& language,
               bool strict) {
    if (term == word) return true;
    const std::size_t common = common_prefix(term, word);
    const std::size_t letters = count_code_points(term.substr(0, common));
    const std::string_view of_term = term.substr(common);
    const std::string_view of_word = word.substr(common);
    const std::size_t term_rest = count_code_points(of_term);
    const std::size_t word_rest = count_code_points(of_word);
    constexpr std::size_t shortest_stem = 3;
    if (letters < shortest_stem) return false;
    const std::string_view primary = language.primary();
    if (strict) {
        if (primary == "en") {
            return is_one_of(of_term, english_endings) && is_one_of(of_word, english_endings) &&
                   term_rest <= 1;
        }
        if (primary == "ru") {
            return is_one_of(of_term, russian_endings) && is_one_of(of_word, russian_endings);
        }
        // Kazakh strings its endings together: кітап, кітабымыздағы.
        if (primary == "kk") return term_rest <= 1 && word_rest <= 9 && letters > term_rest + 2;
        return term_rest <= 1 && word_rest <= 3;
    }
    const std::size_t longest = primary == "kk" ? 12 : primary == "ru" ? 6 : 5;
    return term_rest <= std::max<std::size_t>(2, letters / 2) && word_rest <= longest;
}

}  // namespace egiz::tm
