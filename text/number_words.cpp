// SPDX-License-Identifier: Apache-2.0
#include "text/number_words.hpp"

#include "text/icu.hpp"
#include "text/numeral.hpp"
#include "text/unicode.hpp"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/rbnf.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace egiz {
namespace {

using namespace numerals;  // NOLINT(google-build-using-namespace)

constexpr std::size_t longest_value = 15;  // digits

/// Folded, hyphens as spaces, without soft hyphens: `Thirty-two` is `thirty two`.
std::string plain(std::string_view text) {
    std::string result;
    const std::string folded = fold(text);
    for (std::size_t offset = 0; offset < folded.size();) {
        const char32_t c = next_code_point(folded, offset);
        if (c == U'\u00AD') continue;
        if (is_space(c) || c == U'-' || c == U'‑') {
            result.push_back(' ');
        } else {
            append_utf8(result, c);
        }
    }
    return result;
}

std::string to_utf8(const icu::UnicodeString& text) {
    std::string result;
    return text.toUTF8String(result);
}

/// Letters that stand directly behind `offset`, up to one more than `most`.
std::size_t letters_behind(std::string_view text, std::size_t offset, std::size_t most) {
    std::size_t letters = 0;
    while (offset < text.size() && letters <= most && is_letter(next_code_point(text, offset))) {
        ++letters;
    }
    return letters;
}

/// Whether `text` holds `word` (both plain) as words of their own; a longer word may have an
/// ending.
bool holds_word(std::string_view text, std::string_view word) {
    constexpr std::size_t long_word = 4;
    constexpr std::size_t longest_ending = 3;
    if (word.empty()) return false;
    std::size_t end = word.size();
    const bool han = is_han(previous_code_point(word, end));
    const std::size_t ending = count_code_points(word) >= long_word ? longest_ending : 0;
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + 1)) {
        if (han) return true;
        std::size_t before = at;
        const bool begins = at == 0 || !is_letter(previous_code_point(text, before));
        if (begins && letters_behind(text, at + word.size(), ending) <= ending) return true;
    }
    return false;
}

/// Roman numerals are often typed in Cyrillic letters that look the same.
bool holds_roman(std::string_view text, std::string_view numeral) {
    std::string latin;
    for (std::size_t offset = 0; offset < text.size();) {
        const char32_t c = next_code_point(text, offset);
        switch (c) {
            case U'Х':
                latin.push_back('X');
                break;
            case U'І':
                latin.push_back('I');
                break;
            case U'М':
                latin.push_back('M');
                break;
            case U'С':
                latin.push_back('C');
                break;
            default:
                append_utf8(latin, c);
        }
    }
    for (std::size_t at = latin.find(numeral); at != std::string::npos;
         at = latin.find(numeral, at + 1)) {
        std::size_t before = at;
        const bool begins = at == 0 || !is_letter(previous_code_point(latin, before));
        if (begins && letters_behind(latin, at + numeral.size(), 0) == 0) return true;
    }
    return false;
}

std::optional<std::uint64_t> whole_number(std::string_view value) {
    std::uint64_t number = 0;
    const char* const end = value.data() + value.size();
    const auto result = std::from_chars(value.data(), end, number);
    if (value.size() > longest_value || result.ec != std::errc() || result.ptr != end) {
        return std::nullopt;
    }
    return number;
}

bool is_bare_multiplier(std::uint64_t number) {
    return number == 100 || number == 1000 || number == 1'000'000 || number == 1'000'000'000;
}

}  // namespace

struct NumberWords::Impl {
    Language language;
    std::unique_ptr<icu::RuleBasedNumberFormat> speller;  ///< made when first needed
    std::map<std::string, std::vector<std::string>, std::less<>> spelled;  ///< plain, by value

    explicit Impl(const Language& tag) : language(tag) {}

    [[nodiscard]] icu::Locale locale() const {
        IcuStatus status;
        const icu::Locale result = icu::Locale::forLanguageTag(language.tag(), status);
        status.check("finding a locale");
        return result;
    }

    const std::vector<std::string>& spell(std::string_view value, std::uint64_t number) {
        const auto known = spelled.find(value);
        if (known != spelled.end()) return known->second;
        if (!speller) {
            IcuStatus status;
            speller =
                std::make_unique<icu::RuleBasedNumberFormat>(icu::URBNF_SPELLOUT, locale(), status);
            status.check("loading number words");
        }
        constexpr std::size_t most_remembered = 1000;
        if (spelled.size() >= most_remembered) spelled.clear();
        std::vector<std::string>& forms = spelled[std::string(value)];
        for (std::int32_t set = 0; set < speller->getNumberOfRuleSetNames(); ++set) {
            IcuStatus status;
            icu::UnicodeString text;
            icu::FieldPosition position;
            speller->format(static_cast<std::int64_t>(number), speller->getRuleSetName(set), text,
                            position, status);
            status.check("writing a number in words");
            std::string form = plain(to_utf8(text));
            // Where ICU has no words for a language it gives digits.
            if (form.find_first_of("0123456789") != std::string::npos) continue;
            // "One hundred" is also "a hundred".
            const std::size_t space = form.find(' ');
            if (is_bare_multiplier(number) && space != std::string::npos) {
                forms.push_back(form.substr(space + 1));
            }
            forms.push_back(std::move(form));
        }
        if (language.primary() == "zh" && number == 2) forms.push_back("两");
        std::sort(forms.begin(), forms.end());
        forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
        return forms;
    }
};

NumberWords::NumberWords(const Language& language) : impl_(std::make_unique<Impl>(language)) {}
NumberWords::~NumberWords() = default;
NumberWords::NumberWords(NumberWords&&) noexcept = default;
NumberWords& NumberWords::operator=(NumberWords&&) noexcept = default;

bool NumberWords::holds_number(std::string_view text, std::string_view value) const {
    const auto number = whole_number(value);
    if (!number) return false;
    const std::string roman = *number > 1 ? roman_numeral(*number) : std::string();
    if (!roman.empty() && holds_roman(text, roman)) return true;
    const std::string haystack = plain(text);
    for (const std::string& form : impl_->spell(value, *number)) {
        if (holds_word(haystack, form)) return true;
    }
    return false;
}

bool NumberWords::holds_month(std::string_view text, std::string_view value) const {
    const auto number = whole_number(value);
    if (!number || *number < 1 || *number > 12) return false;
    IcuStatus status;
    const icu::DateFormatSymbols symbols(impl_->locale(), status);
    status.check("loading month names");
    const std::string haystack = plain(text);
    for (const auto context :
         {icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::STANDALONE}) {
        std::int32_t count = 0;
        const icu::UnicodeString* names =
            symbols.getMonths(count, context, icu::DateFormatSymbols::WIDE);
        const auto month = static_cast<std::int32_t>(*number) - 1;
        if (month < count && holds_word(haystack, plain(to_utf8(names[month])))) return true;
    }
    return false;
}

}  // namespace egiz
