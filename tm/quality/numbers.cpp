// SPDX-License-Identifier: Apache-2.0
#include "text/numbers.hpp"

#include "tm/quality/check.hpp"
#include "tm/quality/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

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

std::optional<std::size_t> small_value(const std::string& value) {
    std::size_t number = 0;
    const auto result = std::from_chars(value.data(), value.data() + value.size(), number);
    if (result.ec != std::errc() || result.ptr != value.data() + value.size()) return std::nullopt;
    if (number > 12) return std::nullopt;
    return number;
}

/// Whether the text, folded, has the number as a word.
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

/// The digits that the numbers are written in, one after another, but for zeros in front.
std::string digits_of(const std::vector<NumberMention>& numbers, std::string_view text) {
    std::string digits;
    for (const NumberMention& number : numbers) {
        bool leading = true;
        for (const char c : slice(text, number.range)) {
            if (c < '0' || c > '9') continue;
            if (leading && c == '0') continue;
            leading = false;
            digits.push_back(c);
        }
    }
    return digits;
}

void drop_small_words(std::vector<NumberMention>& numbers, std::string_view other,
                      const Language& language) {
    if (std::none_of(numbers.begin(), numbers.end(), [](const NumberMention& number) {
            return small_value(number.value).has_value();
        })) {
        return;
    }
    const std::string folded = fold(other);
    std::erase_if(numbers, [&](const NumberMention& number) {
        const auto value = small_value(number.value);
        return value && holds_small_number(folded, language, *value);
    });
}

/// Hours by the clock of twelve and of twenty-four: `3 pm` and `15:00`.
void drop_hours(std::vector<NumberMention>& early, std::vector<NumberMention>& late,
                std::string_view early_text) {
    const std::string folded = fold(early_text);
    if (folded.find("pm") == std::string::npos && folded.find("p.m") == std::string::npos) return;
    std::erase_if(early, [&](const NumberMention& number) {
        const auto hour = small_value(number.value);
        if (!hour) return false;
        const auto same = std::find_if(late.begin(), late.end(), [&](const NumberMention& other) {
            return other.value == std::to_string(*hour + 12);
        });
        if (same == late.end()) return false;
        late.erase(same);
        return true;
    });
}

std::string list(const std::vector<NumberMention>& numbers, std::string_view text) {
    constexpr std::size_t most = 6;
    std::string list;
    for (std::size_t i = 0; i < numbers.size() && i < most; ++i) {
        (list += i == 0 ? "" : ", ") += slice(text, numbers[i].range);
    }
    return numbers.size() > most ? list + " …" : list;
}

class NumbersCheck final : public Check {
public:
    explicit NumbersCheck(const CheckSettings& settings)
        : source_(settings.source),
          target_(settings.target),
          comparer_(settings.source, settings.target) {}

    void see(const CheckedPair& pair, Findings& findings) override {
        const std::string& source = pair.source.masked;
        const std::string& target = pair.target.masked;
        NumberMismatch mismatch = comparer_.compare(source, target);
        if (mismatch.empty()) return;
        // The same digits, otherwise grouped: a date, a version, a telephone number.
        const std::string digits = digits_of(mismatch.source, source);
        if (!digits.empty() && digits == digits_of(mismatch.target, target)) return;
        drop_small_words(mismatch.source, target, target_);
        drop_small_words(mismatch.target, source, source_);
        drop_hours(mismatch.source, mismatch.target, source);
        drop_hours(mismatch.target, mismatch.source, target);
        if (mismatch.empty()) return;
        Finding finding{Severity::error, {}, {}, {}};
        if (!mismatch.source.empty()) {
            finding.message = "the translation lacks " + list(mismatch.source, source);
        }
        if (!mismatch.target.empty()) {
            finding.message += finding.message.empty() ? "" : "; ";
            finding.message += "the source lacks " + list(mismatch.target, target);
        }
        for (const NumberMention& number : mismatch.source) finding.source.push_back(number.range);
        for (const NumberMention& number : mismatch.target) finding.target.push_back(number.range);
        findings.add(pair.key, std::move(finding));
    }

private:
    Language source_;
    Language target_;
    NumberComparer comparer_;
};

}  // namespace

std::unique_ptr<Check> make_numbers_check(const CheckSettings& settings) {
    return std::make_unique<NumbersCheck>(settings);
}

}  // namespace egiz::tm
