// SPDX-License-Identifier: Apache-2.0
#include "text/numeral.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace egiz::numerals {
namespace {

struct Multiplier {
    std::string_view word;
    bool prefix;  ///< endings may follow
    std::size_t exponent;
};

// A billion is a thousand millions in English and in languages that borrowed the word from it, and
// a million millions in most of Europe; so it is told apart below.
constexpr std::array<Multiplier, 27> multipliers{{
    {"hundred", false, 2}, {"hundreds", false, 2}, {"thousand", false, 3}, {"thousands", false, 3},
    {"million", true, 6},  {"millón", false, 6},   {"millones", false, 6}, {"mln", false, 6},
    {"mn", false, 6},      {"mio", false, 6},      {"milliard", true, 9},  {"mrd", false, 9},
    {"bn", false, 9},      {"bln", false, 9},      {"trillion", true, 12}, {"millió", true, 6},
    {"milliárd", true, 9}, {"ezer", false, 3},     {"tausend", false, 3},  {"тыс", false, 3},
    {"тысяч", true, 3},    {"млн", false, 6},      {"миллион", true, 6},   {"млрд", false, 9},
    {"миллиард", true, 9}, {"трлн", false, 12},    {"триллион", true, 12},
}};
// Words that begin like a multiplier and are none: millionaires and millennia.
constexpr std::array<std::string_view, 8> no_multipliers{"billionair", "millionair", "millionär",
                                                         "milliardär", "миллионер",  "миллиардер",
                                                         "тысячел",    "мыңжыл"};

bool starts_with_any(std::string_view word) {
    return std::any_of(no_multipliers.begin(), no_multipliers.end(),
                       [&](std::string_view start) { return word.starts_with(start); });
}

}  // namespace

std::string decimal(std::string_view whole, std::string_view fraction, std::size_t exponent) {
    std::string digits(whole);
    digits.append(fraction);
    std::size_t point = whole.size() + exponent;
    if (digits.size() < point) digits.append(point - digits.size(), '0');
    const std::size_t leading = std::min(digits.find_first_not_of('0'), point == 0 ? 0 : point - 1);
    digits.erase(0, leading);
    point -= leading;
    if (digits.size() == point) return digits;
    const std::size_t last = digits.find_last_not_of('0');
    std::string result = digits.substr(0, point);
    if (last != std::string::npos && last >= point) {
        result.push_back('.');
        result.append(digits, point, last + 1 - point);
    }
    return result;
}

std::string add(std::string_view a, std::string_view b) {
    if (a.size() < b.size()) std::swap(a, b);
    std::string sum(a);
    int carry = 0;
    for (std::size_t k = 0; k < sum.size() && (k < b.size() || carry > 0); ++k) {
        char& digit = sum[sum.size() - 1 - k];
        const int value = digit - '0' + carry + (k < b.size() ? b[b.size() - 1 - k] - '0' : 0);
        digit = static_cast<char>('0' + value % 10);
        carry = value / 10;
    }
    if (carry > 0) sum.insert(sum.begin(), '1');
    return sum;
}

std::optional<std::size_t> han_exponent(char32_t c) {
    switch (c) {
        case U'十':
            return 1;
        case U'百':
            return 2;
        case U'千':
            return 3;
        case U'万':
        case U'萬':
            return 4;
        case U'亿':
        case U'億':
            return 8;
        default:
            return std::nullopt;
    }
}

std::optional<unsigned> han_digit(char32_t c) {
    constexpr std::u32string_view digits = U"零一二三四五六七八九";
    if (c == U'〇') return 0;
    if (c == U'两' || c == U'兩') return 2;
    const std::size_t at = digits.find(c);
    if (at == std::u32string_view::npos) return std::nullopt;
    return static_cast<unsigned>(at);
}

std::optional<std::uint64_t> read_han_numeral(std::u32string_view run) {
    constexpr std::size_t longest = 24;
    if (run.size() < 2 || run.size() > longest) return std::nullopt;
    std::uint64_t total = 0;    // closed by 亿
    std::uint64_t section = 0;  // closed by 万
    std::uint64_t part = 0;     // below 万
    std::size_t limit = 4;      // the next of 十 百 千 must be smaller
    std::size_t big_limit = 9;  // the next of 万 亿 must be smaller
    unsigned digit = 0;         // 0: none
    bool zero = false;
    bool multiplied = false;
    for (std::size_t k = 0; k < run.size(); ++k) {
        const char32_t c = run[k];
        if (const auto value = han_digit(c)) {
            if (digit > 0) return std::nullopt;
            if (*value == 0) {
                if (zero || !multiplied) return std::nullopt;
                zero = true;
            } else {
                digit = *value;
            }
            continue;
        }
        const auto exponent = han_exponent(c);
        if (!exponent) return std::nullopt;
        multiplied = true;
        if (*exponent < 4) {
            if (*exponent >= limit) return std::nullopt;
            const bool leading_ten = *exponent == 1 && part == 0 && !zero;
            if (digit == 0 && !leading_ten) return std::nullopt;
            std::uint64_t value = std::max(digit, 1U);
            for (std::size_t power = 0; power < *exponent; ++power) value *= 10;
            part += value;
            limit = *exponent;
        } else {
            if (*exponent >= big_limit) return std::nullopt;
            part += digit;
            if (part == 0) return std::nullopt;
            (*exponent == 8 ? total : section) = part * (*exponent == 8 ? 100000000U : 10000U);
            part = 0;
            limit = 4;
            big_limit = *exponent;
        }
        digit = 0;
        zero = false;
    }
    if (!multiplied || (zero && digit == 0)) return std::nullopt;
    if (digit > 0) {
        // 一百二 is 120 to some and 102 to none who write with care.
        const char32_t before = run[run.size() - 2];
        const bool units = before == U'十' || before == U'零' || before == U'〇';
        if (!units) return std::nullopt;
        part += digit;
    }
    return total + section + part;
}

std::optional<std::size_t> multiplier_exponent(std::string_view word, std::string_view primary) {
    if (starts_with_any(word)) return std::nullopt;
    if (primary == "kk") {
        if (word == "жүз") return 2;
        if (word.starts_with("мың")) return 3;
    }
    if (word.starts_with("billion")) return primary == "en" || primary == "und" ? 9 : 12;
    for (const Multiplier& multiplier : multipliers) {
        if (multiplier.prefix ? word.starts_with(multiplier.word) : word == multiplier.word) {
            return multiplier.exponent;
        }
    }
    return std::nullopt;
}

std::string roman_numeral(std::uint64_t value) {
    constexpr std::array<std::pair<std::uint64_t, std::string_view>, 13> parts{{{1000, "M"},
                                                                                {900, "CM"},
                                                                                {500, "D"},
                                                                                {400, "CD"},
                                                                                {100, "C"},
                                                                                {90, "XC"},
                                                                                {50, "L"},
                                                                                {40, "XL"},
                                                                                {10, "X"},
                                                                                {9, "IX"},
                                                                                {5, "V"},
                                                                                {4, "IV"},
                                                                                {1, "I"}}};
    std::string numeral;
    if (value > 3999) return numeral;
    for (const auto& [worth, letters] : parts) {
        for (; value >= worth; value -= worth) numeral += letters;
    }
    return numeral;
}

}  // namespace egiz::numerals
