// SPDX-License-Identifier: Apache-2.0
#include "tm/quality/small_numbers.hpp"

#include "tm/quality/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace egiz::tm {
namespace {

using namespace std::string_view_literals;

/// How words for 0 to 12 begin, in any of their forms; `|` parts alternatives.
struct SmallNumbers {
    std::string_view primary;
    std::array<std::string_view, 13> stems;
};
constexpr std::array<SmallNumbers, 3> small_numbers{{
    {"en",
     {"zero|no|none", "one|once|first|single|an|a", "two|twice|second|both|pair|couple|double",
      "three|third|triple|thrice", "four", "five|fifth", "six", "seven", "eight", "nine|ninth",
      "ten", "eleven", "twel"}},
    {"ru",
     {"нол|нул", "один|одн|перв|раз|едини", "дв|втор|оба|обе|обо|пар", "тр", "четыр|четв", "пят",
      "шест", "сем", "вос", "девят", "десят", "одиннадцат", "двенадцат"}},
    {"kk",
     {"нөл", "бір|алғаш|жалғыз", "екі|қос|жұп|екеу", "үш", "төрт", "бес", "алт", "жеті", "сегіз",
      "тоғыз", "он", "он", "он"}},
}};

}  // namespace

std::optional<std::size_t> small_value(const std::string& digits) {
    std::size_t number = 0;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (result.ec != std::errc() || result.ptr != digits.data() + digits.size())
        return std::nullopt;
    if (number > 12) return std::nullopt;
    return number;
}

bool holds_small_number(const std::string& folded, const Language& language, std::size_t number) {
    for (const SmallNumbers& numbers : small_numbers) {
        if (numbers.primary != language.primary()) continue;
        for (const Range range : words_of(folded)) {
            const std::string_view word = slice(folded, range);
            std::string_view stems = numbers.stems[number];
            while (!stems.empty()) {
                const std::string_view stem = stems.substr(0, stems.find('|'));
                // Short English stems are whole words.
                if (stem.size() < 3 && numbers.primary == "en" ? word == stem
                                                               : word.starts_with(stem)) {
                    return true;
                }
                stems.remove_prefix(std::min(stems.size(), stem.size() + 1));
            }
        }
        return false;
    }
    return false;
}

}  // namespace egiz::tm
