// SPDX-License-Identifier: Apache-2.0
#include "text/numbers.hpp"

#include "text/icu.hpp"
#include "text/numeral.hpp"

#include <unicode/dcfmtsym.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <optional>

namespace egiz {
namespace {

using namespace numerals;  // NOLINT(google-build-using-namespace)

/// A run of digits, and the mark that ties it to the run before it (0 for the first).
struct Digits {
    Range range;
    std::string digits;
    char32_t mark = 0;
};

struct Style {
    std::string_view primary;
    char32_t decimal_mark;
    bool spaces_group;
};

char32_t peek(std::string_view text, std::size_t offset) {
    return offset < text.size() ? next_code_point(text, offset) : 0;
}

/// Moves over one character of a Han numeral, if there is one. 两 is a two before hundreds and
/// more, else a measure: 两千, but 二十两.
std::optional<char32_t> read_han_numeral_character(std::string_view text, std::size_t& offset) {
    const char32_t c = peek(text, offset);
    if (!han_digit(c) && !han_exponent(c)) return std::nullopt;
    std::size_t next = offset;
    static_cast<void>(next_code_point(text, next));
    if ((c == U'两' || c == U'兩') && han_exponent(peek(text, next)).value_or(1) < 2) {
        return std::nullopt;
    }
    offset = next;
    return c;
}

/// The mark as one of `.` `,` ` ` `'`; 0 if it ties no digits together.
char32_t plain_mark(char32_t c, const Style& style) {
    switch (c) {
        case U'.':
        case U'．':
            return U'.';
        case U',':
            return U',';
        case U'٫':
            return style.decimal_mark;
        case U'٬':
            return style.decimal_mark == U'.' ? U',' : U'.';
        case U'\'':
        case U'’':
            return U'\'';
        case U'\u00A0':
        case U'\u2009':
        case U'\u202F':
            return U' ';
        case U' ':
            return style.spaces_group ? U' ' : 0;
        default:
            return 0;
    }
}

Digits read_digits(std::string_view text, std::size_t& offset) {
    Digits result;
    result.range.begin = offset;
    while (offset < text.size()) {
        std::size_t next = offset;
        const int value = u_charDigitValue(static_cast<UChar32>(next_code_point(text, next)));
        if (value < 0) break;
        result.digits.push_back(static_cast<char>('0' + value));
        offset = next;
    }
    result.range.end = offset;
    return result;
}

/// Runs of digits with one mark between each two: `1,234.56`, `12.05.2024`, `2 000`.
std::vector<Digits> read_chain(std::string_view text, std::size_t& offset, const Style& style) {
    std::vector<Digits> chain{read_digits(text, offset)};
    while (offset < text.size()) {
        std::size_t next = offset;
        const char32_t mark = plain_mark(next_code_point(text, next), style);
        if (mark == 0 || u_charDigitValue(static_cast<UChar32>(peek(text, next))) < 0) break;
        Digits digits = read_digits(text, next);
        digits.mark = mark;
        const bool groups_only = mark == U' ' || mark == U'\'';
        if (groups_only && digits.digits.size() != 3) break;
        chain.push_back(std::move(digits));
        offset = next;
    }
    return chain;
}

/// One number out of a chain: runs [first, last), of which the one at `fraction` (if any) stands
/// behind the decimal mark.
struct Piece {
    std::size_t first = 0;
    std::size_t last = 0;
    std::optional<std::size_t> fraction;
};

/// How many runs from `first` on are tied by the same mark to the one before.
std::size_t equal_marks(const std::vector<Digits>& chain, std::size_t first) {
    std::size_t k = first + 1;
    while (k < chain.size() && chain[k].mark == chain[first + 1].mark) ++k;
    return k - first - 1;
}

/// Cuts a chain into numbers. Dates and versions (`12.05.2024`, `1.2.3`) are several.
std::vector<Piece> cut_chain(const std::vector<Digits>& chain, const Style& style) {
    std::vector<Piece> pieces;
    for (std::size_t k = 0; k < chain.size();) {
        if (k + 1 == chain.size()) {
            pieces.push_back({k, k + 1, {}});
            break;
        }
        const char32_t mark = chain[k + 1].mark;
        const std::size_t tied = equal_marks(chain, k);
        std::size_t groups = 0;
        while (groups < tied && chain[k + 1 + groups].digits.size() == 3) ++groups;
        const std::size_t whole = chain[k].digits.size();
        const bool thousands = groups == tied && whole <= 3 && chain[k].digits.front() != '0' &&
                               (mark != style.decimal_mark || groups >= 2);
        const std::size_t end = k + 1 + (thousands ? groups : 0);
        // What may follow as a fraction: one run behind a point or comma that is not repeated.
        constexpr std::size_t longest_foreign_fraction = 3;
        const bool point = end < chain.size() &&
                           (chain[end].mark == U'.' || chain[end].mark == U',') &&
                           equal_marks(chain, end - 1) == 1 &&
                           (chain[end].mark == style.decimal_mark || thousands ||
                            chain[end].digits.size() <= longest_foreign_fraction);
        if (thousands || point) {
            pieces.push_back({k, end + (point ? 1 : 0), {}});
            if (point) pieces.back().fraction = end;
            k = pieces.back().last;
            continue;
        }
        for (std::size_t last = k + 1 + tied; k < last; ++k) pieces.push_back({k, k + 1, {}});
    }
    return pieces;
}

/// Whether `c` is no multiplier but the head of a unit: 千米 kilometre, 千瓦 kilowatt, 百分
/// percent.
bool is_unit(char32_t c, char32_t next) {
    constexpr std::u32string_view units = U"米克瓦卡伏赫帕焦";
    return (c == U'千' && units.find(next) != std::u32string_view::npos) ||
           (c == U'百' && next == U'分');
}

/// Reads a multiplier behind a number: a word, or Han characters. Gives its exponent. A single
/// letter is one only in a sum of money: `£125m`, `$5k`.
std::size_t read_multiplier(std::string_view text, std::size_t& offset, bool money,
                            const Style& style) {
    std::size_t exponent = 0;
    std::size_t next = offset;
    char32_t c = peek(text, next);
    if (c == U'多' || c == U'余' || c == U'餘') static_cast<void>(next_code_point(text, next));
    // `38 万`: where a space stands between Arabic and Han numerals, it stands before these too.
    constexpr std::size_t ten_thousand = 4;
    if (c == U' ' && han_exponent(peek(text, next + 1)).value_or(0) >= ten_thousand) ++next;
    constexpr int most_han_multipliers = 4;
    for (int k = 0; k < most_han_multipliers; ++k) {
        std::size_t behind = next;
        c = peek(text, next);
        const auto more = han_exponent(c);
        if (!more) break;
        static_cast<void>(next_code_point(text, behind));
        if (is_unit(c, peek(text, behind))) break;
        exponent += *more;
        next = behind;
        offset = next;
    }
    if (exponent > 0) return exponent;

    next = offset;
    c = peek(text, next);
    if (is_space(c) || c == U'-') static_cast<void>(next_code_point(text, next));
    std::size_t end = next;
    constexpr std::size_t longest_word = 24;
    for (std::size_t letters = 0; is_letter(peek(text, end)) && letters <= longest_word;
         ++letters) {
        static_cast<void>(next_code_point(text, end));
    }
    if (end == next || is_letter(peek(text, end))) return 0;
    const std::string word = fold(slice(text, {next, end}));
    auto found = multiplier_exponent(word, style.primary);
    if (money && next == offset && word == "m") found = 6;
    if (money && next == offset && word == "k") found = 3;
    if (!found) return 0;
    offset = end;
    return *found;
}

/// A number in digits that begins at `offset`, and what follows it in its chain.
void read_arabic(std::string_view text, std::size_t& offset, const Style& style,
                 std::vector<NumberMention>& numbers) {
    const std::vector<Digits> chain = read_chain(text, offset, style);
    for (const Piece& piece : cut_chain(chain, style)) {
        std::string whole;
        for (std::size_t k = piece.first; k < piece.fraction.value_or(piece.last); ++k) {
            whole += chain[k].digits;
        }
        const std::string fraction = piece.fraction ? chain[*piece.fraction].digits : std::string();
        NumberMention number{{chain[piece.first].range.begin, chain[piece.last - 1].range.end}, {}};
        std::size_t exponent = 0;
        if (piece.last == chain.size()) {
            std::size_t before = number.range.begin;
            const bool money =
                before > 0 && u_charType(static_cast<UChar32>(previous_code_point(text, before))) ==
                                  U_CURRENCY_SYMBOL;
            exponent = read_multiplier(text, offset, money, style);
            number.range.end = std::max(number.range.end, offset);
        }
        number.value = decimal(whole, fraction, exponent);
        numbers.push_back(std::move(number));
    }
}

/// Chinese writes `1亿2000万` and `3万5千`: a smaller number right behind a multiplied one is
/// added.
std::vector<NumberMention> join_han_parts(std::string_view text,
                                          std::vector<NumberMention> numbers) {
    std::vector<NumberMention> joined;
    for (NumberMention& number : numbers) {
        if (!joined.empty() && joined.back().range.end == number.range.begin) {
            NumberMention& before = joined.back();
            std::size_t last = before.range.end;
            const auto exponent = han_exponent(previous_code_point(text, last));
            const bool whole = before.value.find('.') == std::string::npos &&
                               number.value.find('.') == std::string::npos;
            if (exponent && number.value.size() <= *exponent && whole) {
                before.value = add(before.value, number.value);
                before.range.end = number.range.end;
                continue;
            }
        }
        joined.push_back(std::move(number));
    }
    return joined;
}

/// A number in Han numerals in the run that begins at `offset`, if it can only be one.
void read_han(std::string_view text, std::size_t& offset, std::vector<NumberMention>& numbers) {
    const std::size_t begin = offset;
    std::u32string run;
    bool digits_only = true;
    while (const auto c = read_han_numeral_character(text, offset)) {
        run.push_back(*c);
        digits_only = digits_only && han_digit(*c).has_value();
    }
    if (run.empty()) {
        static_cast<void>(next_code_point(text, offset));
        return;
    }
    if (digits_only) {
        // A year: 一九四九年.
        if (run.size() != 4 || peek(text, offset) != U'年') return;
        std::string year;
        for (const char32_t c : run) year.push_back(static_cast<char>('0' + *han_digit(c)));
        numbers.push_back({{begin, offset}, decimal(year, {}, 0)});
        return;
    }
    if (const auto value = read_han_numeral(run)) {
        std::size_t end = offset;
        const std::size_t exponent = read_multiplier(text, end, false, {"zh", U'.', false});
        numbers.push_back({{begin, end}, decimal(std::to_string(*value), {}, exponent)});
        offset = end;
    }
}

}  // namespace

NumberFinder::NumberFinder(const Language& language) : language_(language) {
    IcuStatus status;
    const icu::Locale locale = icu::Locale::forLanguageTag(language.tag(), status);
    const icu::DecimalFormatSymbols symbols(locale, status);
    status.check("loading number symbols");
    using Symbols = icu::DecimalFormatSymbols;
    const auto symbol = [&](Symbols::ENumberFormatSymbol which) {
        return static_cast<char32_t>(symbols.getConstSymbol(which).char32At(0));
    };
    const char32_t decimal_symbol = symbol(Symbols::kDecimalSeparatorSymbol);
    decimal_mark_ = decimal_symbol == U',' || decimal_symbol == U'٫' ? U',' : U'.';
    spaces_group_ = is_space(symbol(Symbols::kGroupingSeparatorSymbol));
}

std::vector<NumberMention> NumberFinder::find(std::string_view text) const {
    const Style style{language_.primary(), decimal_mark_, spaces_group_};
    std::vector<NumberMention> numbers;
    for (std::size_t offset = 0; offset < text.size();) {
        const char32_t c = peek(text, offset);
        if (is_digit(c)) {
            read_arabic(text, offset, style, numbers);
        } else if (is_han(c)) {
            read_han(text, offset, numbers);
        } else {
            static_cast<void>(next_code_point(text, offset));
        }
    }
    return join_han_parts(text, std::move(numbers));
}

std::vector<NumberMention> find_numbers(std::string_view text, const Language& language) {
    return NumberFinder(language).find(text);
}

}  // namespace egiz
