// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/xliff2/groups.hpp"

#include <algorithm>
#include <array>

namespace egiz::formats::xliff2 {
namespace {

std::vector<std::string> items(std::string_view text) {
    std::vector<std::string> found;
    std::size_t at = 0;
    while ((at = text.find_first_not_of(" \t\n\r", at)) != std::string_view::npos) {
        const std::size_t end = std::min(text.find_first_of(" \t\n\r", at), text.size());
        found.emplace_back(text.substr(at, end - at));
        at = end;
    }
    return found;
}

template <std::size_t size>
bool has_word(const std::array<std::string_view, size>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}
constexpr std::array<std::string_view, 4> selectors{"plural", "ordinal", "gender", "select"};
constexpr std::array<std::string_view, 6> plural_keywords{"zero", "one",  "two",
                                                          "few",  "many", "other"};

bool is_number(std::string_view text) {
    const std::size_t point = std::min(text.find('.'), text.size());
    const auto digits = [](std::string_view part) {
        return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
    };
    return digits(text.substr(0, point)) &&
           (point == text.size() || digits(text.substr(point + 1)));
}

class PluralRules final : public RuleGroup {
public:
    using RuleGroup::RuleGroup;

    void start(const Tag& tag) override {
        if (tag.is(Space::core, "unit")) selectors_.clear();
        if (const auto* value = tag.find(Space::pgs, "switch")) take_switch(tag, *value);
        if (const auto* value = tag.find(Space::pgs, "case")) take_case(tag, *value);
    }

private:
    void take_switch(const Tag& tag, std::string_view value) {
        if (!tag.is(Space::core, "unit")) {
            context_.report(Rule::pgs_switch,
                            "pgs:switch goes on a unit, not on " + name_of(tag.space, tag.name));
            return;
        }
        for (const std::string& item : items(value)) {
            const std::size_t colon = item.find(':');
            const std::string selector = item.substr(0, colon);
            if (colon == std::string::npos || colon + 1 == item.size()) {
                context_.report(Rule::pgs_switch, quote(item) + " is not selector:variable");
            } else if (!has_word(selectors, selector)) {
                context_.report(Rule::pgs_switch,
                                "the selector " + quote(selector) +
                                    " is none of plural, ordinal, gender and select");
            }
            selectors_.push_back(selector);
        }
        if (selectors_.empty()) context_.report(Rule::pgs_switch, "pgs:switch is empty");
    }

    void take_case(const Tag& tag, std::string_view value) {
        if (!tag.is(Space::core, "segment")) {
            context_.report(Rule::pgs_case,
                            "pgs:case goes on a segment, not on " + name_of(tag.space, tag.name));
            return;
        }
        const std::vector<std::string> values = items(value);
        if (values.size() != selectors_.size()) {
            context_.report(Rule::pgs_case, "pgs:case=" + quote(value) + " has " +
                                                std::to_string(values.size()) +
                                                " values, pgs:switch of the unit has " +
                                                std::to_string(selectors_.size()));
            return;
        }
        for (std::size_t i = 0; i < values.size(); ++i) {
            const bool plural = selectors_[i] == "plural" || selectors_[i] == "ordinal";
            if (!plural || is_number(values[i]) || has_word(plural_keywords, values[i])) continue;
            context_.report(Rule::pgs_case, quote(values[i]) +
                                                " is no number and no keyword of plurals (zero, "
                                                "one, two, few, many, other)");
        }
    }

    std::vector<std::string> selectors_;  ///< of the unit at hand
};

}  // namespace

Group make_plural_rules(Context& context) { return std::make_unique<PluralRules>(context); }

}  // namespace egiz::formats::xliff2
