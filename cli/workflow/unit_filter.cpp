// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/unit_filter.hpp"

#include "cli/workflow/dates.hpp"
#include "cli/workflow/outputs.hpp"
#include "text/error.hpp"
#include "text/unicode.hpp"
#include "tm/unit_order.hpp"

#include <algorithm>
#include <string_view>

namespace egiz::workflow {
namespace {

/// Checks a date and leaves it as short as it was written: a day is all of that day.
void check_date(const std::string& date) {
    if (!date.empty()) static_cast<void>(unit_date(date, {}));
}

/// -1, 0, 1 as the date is before, in or behind the day or moment.
int compare(std::string_view date, std::string_view moment) {
    return date.substr(0, moment.size()).compare(moment);
}

}  // namespace

ReviewState parse_state(const std::string& text) {
    for (const ReviewState state :
         {ReviewState::unreviewed, ReviewState::reviewed, ReviewState::rejected}) {
        if (text == name(state)) return state;
    }
    throw Error(Fault::usage, {}, "'" + text + "' is no state",
                "write reviewed, unreviewed or rejected");
}

bool matches_glob(std::string_view text, std::string_view glob) {
    // Where the last `*` stood, and where in the text it is tried to end.
    std::optional<std::size_t> star;
    std::size_t star_text = 0;
    std::size_t at = 0;
    std::size_t in_glob = 0;
    while (at < text.size()) {
        std::size_t next = at;
        const char32_t c = next_code_point(text, next);
        if (in_glob < glob.size()) {
            if (glob[in_glob] == '*') {
                star = ++in_glob;
                star_text = at;
                continue;
            }
            std::size_t glob_next = in_glob;
            const char32_t wanted = next_code_point(glob, glob_next);
            if (wanted == U'?' || wanted == c) {
                at = next;
                in_glob = glob_next;
                continue;
            }
        }
        if (!star) return false;
        static_cast<void>(next_code_point(text, star_text));
        at = star_text;
        in_glob = *star;
    }
    return glob.find_first_not_of('*', in_glob) == std::string_view::npos;
}

UnitFilter::UnitFilter(const UnitFilterOptions& options)
    : options_(options), folded_text_(fold(options.text)) {
    if (!options.pair.empty()) {
        pair_ = parse_pair(options.pair);
        if (!pair_) {
            throw Error(Fault::usage, {}, "'" + options.pair + "' is no pair of languages",
                        "write it as en-kk");
        }
    }
    check_date(options.since);
    check_date(options.until);
    if (!options.state.empty()) state_ = parse_state(options.state);
    passes_all_ = !pair_ && options.since.empty() && options.until.empty() && options.by.empty() &&
                  options.document.empty() && !options.min_score && !options.max_score && !state_ &&
                  options.text.empty();
}

bool UnitFilter::passes(const TranslationUnit& unit) const {
    return passes_all_ ||
           (passes_metadata(unit) && passes_date(unit) && passes_user(unit) && passes_text(unit));
}

bool UnitFilter::passes_metadata(const TranslationUnit& unit) const {
    if (pair_ && (unit.find(pair_->first) == nullptr || unit.find(pair_->second) == nullptr)) {
        return false;
    }
    if (state_ && unit.state != *state_) return false;
    const double score = unit.score.value_or(1);
    if (options_.min_score && score < *options_.min_score) return false;
    if (options_.max_score && score > *options_.max_score) return false;
    return options_.document.empty() || matches_glob(unit.document, options_.document);
}

bool UnitFilter::passes_date(const TranslationUnit& unit) const {
    if (options_.since.empty() && options_.until.empty()) return true;
    const std::string_view date = tm::last_date(unit);
    if (date.empty()) return false;
    return (options_.since.empty() || compare(date, options_.since) >= 0) &&
           (options_.until.empty() || compare(date, options_.until) <= 0);
}

bool UnitFilter::passes_user(const TranslationUnit& unit) const {
    if (options_.by.empty()) return true;
    const auto is_by = [&](const Authorship& authorship) {
        return authorship.created_by == options_.by || authorship.changed_by == options_.by;
    };
    return is_by(unit.authorship) ||
           std::any_of(unit.variants.begin(), unit.variants.end(),
                       [&](const Variant& variant) { return is_by(variant.authorship); });
}

bool UnitFilter::passes_text(const TranslationUnit& unit) const {
    if (options_.text.empty()) return true;
    return std::any_of(unit.variants.begin(), unit.variants.end(), [&](const Variant& variant) {
        return variant.text.find(options_.text) != std::string::npos ||
               fold(variant.text).find(folded_text_) != std::string::npos;
    });
}

}  // namespace egiz::workflow
