// SPDX-License-Identifier: Apache-2.0
#include "text/numbers.hpp"

#include "tm/quality/check.hpp"
#include "tm/quality/measures.hpp"
#include "tm/quality/small_numbers.hpp"
#include "tm/quality/words.hpp"

#include <algorithm>
#include <cstdlib>

namespace egiz::tm {
namespace {

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

double value_of(const NumberMention& number) { return std::strtod(number.value.c_str(), nullptr); }

/// Takes from both what goes together by `same`.
template <class Same>
void drop_pairs(std::vector<NumberMention>& a, std::vector<NumberMention>& b, const Same& same) {
    std::erase_if(a, [&](const NumberMention& number) {
        const auto found = std::find_if(
            b.begin(), b.end(), [&](const NumberMention& other) { return same(number, other); });
        if (found == b.end()) return false;
        b.erase(found);
        return true;
    });
}

/// A decade by its last two digits: `1930s`, `30-е годы`, `三十年代`.
bool is_decade_of(const NumberMention& decade, const NumberMention& year) {
    constexpr std::size_t year_digits = 4;
    return year.value.size() == year_digits && year.value.back() == '0' &&
           decade.value.size() == 2 && year.value.ends_with(decade.value);
}

/// `:00` on one clock, nothing on the other.
void drop_whole_hours(std::vector<NumberMention>& numbers, std::string_view text) {
    std::erase_if(numbers, [&](const NumberMention& number) {
        return slice(text, number.range) == "00" && number.range.begin > 0 &&
               text[number.range.begin - 1] == ':';
    });
}

/// A digit that belongs to a name: `V4`, `MP3`.
void drop_parts_of_names(std::vector<NumberMention>& numbers, std::string_view text) {
    std::erase_if(numbers, [&](const NumberMention& number) {
        std::size_t before = number.range.begin;
        return before > 0 && script_of(previous_code_point(text, before)) == Script::latin;
    });
}

/// Numbers in Han numerals are as often sayings and names (`十万八千里`): alone they say too
/// little.
void drop_han_numerals(std::vector<NumberMention>& numbers, std::string_view text) {
    std::erase_if(numbers, [&](const NumberMention& number) {
        std::size_t offset = number.range.begin;
        return is_han(next_code_point(text, offset));
    });
}

/// Values that are the other side's in other measures, there or beside it in brackets.
void drop_converted(NumberMismatch& mismatch, std::string_view source, std::string_view target,
                    const std::vector<NumberMention>& all_source,
                    const std::vector<NumberMention>& all_target) {
    std::vector<Measure> measures = measures_in(fold(source));
    const std::vector<Measure> of_target = measures_in(fold(target));
    measures.insert(measures.end(), of_target.begin(), of_target.end());
    if (measures.empty()) return;
    const auto drop = [&](std::vector<NumberMention>& numbers,
                          const std::vector<NumberMention>& others) {
        std::erase_if(numbers, [&](const NumberMention& number) {
            return std::any_of(others.begin(), others.end(), [&](const NumberMention& other) {
                return converts(value_of(number), value_of(other), measures);
            });
        });
    };
    drop(mismatch.source, all_target);
    drop(mismatch.target, all_source);
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
          source_numbers_(settings.source),
          target_numbers_(settings.target),
          comparer_(settings.source, settings.target) {}

    void see(const CheckedPair& pair, Findings& findings) override {
        const std::string& source = pair.source.masked;
        const std::string& target = pair.target.masked;
        NumberMismatch mismatch = comparer_.compare(source, target);
        if (mismatch.empty()) return;
        // The same digits, otherwise grouped: a date, a version, a telephone number.
        const std::string digits = digits_of(mismatch.source, source);
        if (!digits.empty() && digits == digits_of(mismatch.target, target)) return;
        forgive(mismatch, source, target);
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
    /// Drops what is only said otherwise.
    void forgive(NumberMismatch& mismatch, const std::string& source,
                 const std::string& target) const {
        drop_small_words(mismatch.source, target, target_);
        drop_small_words(mismatch.target, source, source_);
        drop_hours(mismatch.source, mismatch.target, source);
        drop_hours(mismatch.target, mismatch.source, target);
        drop_whole_hours(mismatch.source, source);
        drop_whole_hours(mismatch.target, target);
        drop_pairs(mismatch.source, mismatch.target,
                   [](const NumberMention& a, const NumberMention& b) {
                       return is_decade_of(a, b) || is_decade_of(b, a);
                   });
        if (mismatch.empty()) return;
        drop_converted(mismatch, source, target, source_numbers_.find(source),
                       target_numbers_.find(target));
        if (mismatch.target.empty()) {
            drop_parts_of_names(mismatch.source, source);
            drop_han_numerals(mismatch.source, source);
            if (target.find("百分之百") != std::string::npos) {
                std::erase_if(mismatch.source,
                              [](const NumberMention& number) { return number.value == "100"; });
            }
        }
        if (mismatch.source.empty()) {
            drop_parts_of_names(mismatch.target, target);
            drop_han_numerals(mismatch.target, target);
        }
    }

    Language source_;
    Language target_;
    NumberFinder source_numbers_;
    NumberFinder target_numbers_;
    NumberComparer comparer_;
};

}  // namespace

std::unique_ptr<Check> make_numbers_check(const CheckSettings& settings) {
    return std::make_unique<NumbersCheck>(settings);
}

}  // namespace egiz::tm
