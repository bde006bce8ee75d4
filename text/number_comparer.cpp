// SPDX-License-Identifier: Apache-2.0
#include "text/number_words.hpp"
#include "text/numbers.hpp"

#include <algorithm>
#include <iterator>

namespace egiz {
namespace {

/// Takes from both lists, as multisets of values, what they share.
void drop_shared(std::vector<NumberMention>& a, std::vector<NumberMention>& b) {
    std::vector<std::string> shared;
    {
        std::vector<std::string> a_values;
        std::vector<std::string> b_values;
        for (const NumberMention& number : a) a_values.push_back(number.value);
        for (const NumberMention& number : b) b_values.push_back(number.value);
        std::sort(a_values.begin(), a_values.end());
        std::sort(b_values.begin(), b_values.end());
        std::set_intersection(a_values.begin(), a_values.end(), b_values.begin(), b_values.end(),
                              std::back_inserter(shared));
    }
    const auto drop_from = [&](std::vector<NumberMention>& numbers) {
        std::vector<char> used(shared.size());
        std::erase_if(numbers, [&](const NumberMention& number) {
            const auto range = std::equal_range(shared.begin(), shared.end(), number.value);
            for (auto it = range.first; it != range.second; ++it) {
                char& taken = used[static_cast<std::size_t>(it - shared.begin())];
                if (taken == 0) {
                    taken = 1;
                    return true;
                }
            }
            return false;
        });
    };
    drop_from(a);
    drop_from(b);
}

/// Drops the numbers that `other` holds in another form.
void forgive(std::string_view text, std::string_view other, const NumberWords& words,
             std::vector<NumberMention>& numbers) {
    // A text made of numbers is a table; words are of no use there, and this would take long.
    constexpr std::size_t most_numbers = 50;
    if (numbers.size() > most_numbers) return;
    std::erase_if(numbers, [&](const NumberMention& number) {
        const std::string_view behind = text.substr(number.range.end);
        const bool month = behind.starts_with("月") || behind.starts_with(" 月");
        return (month && words.holds_month(other, number.value)) ||
               words.holds_number(other, number.value);
    });
}

}  // namespace

struct NumberComparer::Impl {
    NumberFinder source_finder;
    NumberFinder target_finder;
    NumberWords source_words;
    NumberWords target_words;

    Impl(const Language& source, const Language& target)
        : source_finder(source),
          target_finder(target),
          source_words(source),
          target_words(target) {}
};

NumberComparer::NumberComparer(const Language& source, const Language& target)
    : impl_(std::make_unique<Impl>(source, target)) {}
NumberComparer::~NumberComparer() = default;
NumberComparer::NumberComparer(NumberComparer&&) noexcept = default;
NumberComparer& NumberComparer::operator=(NumberComparer&&) noexcept = default;

NumberMismatch NumberComparer::compare(std::string_view source, std::string_view target) const {
    NumberMismatch mismatch{impl_->source_finder.find(source), impl_->target_finder.find(target)};
    drop_shared(mismatch.source, mismatch.target);
    forgive(source, target, impl_->target_words, mismatch.source);
    forgive(target, source, impl_->source_words, mismatch.target);
    return mismatch;
}

NumberMismatch compare_numbers(std::string_view source, const Language& source_language,
                               std::string_view target, const Language& target_language) {
    return NumberComparer(source_language, target_language).compare(source, target);
}

}  // namespace egiz
