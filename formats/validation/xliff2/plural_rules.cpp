// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/xliff2/groups.hpp"
#include "formats/words.hpp"
#include "formats/xml/words.hpp"

#include <algorithm>
#include <array>

namespace egiz::formats::xliff2 {
namespace {

constexpr std::array<std::string_view, 4> selectors{"plural", "ordinal", "gender", "select"};
constexpr std::array<std::string_view, 6> plural_keywords{"zero", "one",  "two",
                                                          "few",  "many", "other"};

bool is_number(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
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
        for (const std::string_view item : xml::words(value)) {
            const std::size_t colon = item.find(':');
            const std::string_view selector = item.substr(0, colon);
            if (colon == std::string::npos || colon + 1 == item.size()) {
                context_.report(Rule::pgs_switch, quote(item) + " is not selector:variable");
            } else if (!is_one_of(selector, selectors)) {
                context_.report(Rule::pgs_switch,
                                "the selector " + quote(selector) +
                                    " is none of plural, ordinal, gender and select");
            }
            selectors_.emplace_back(selector);
        }
        if (selectors_.empty()) context_.report(Rule::pgs_switch, "pgs:switch is empty");
    }

    void take_case(const Tag& tag, std::string_view value) {
        if (!tag.is(Space::core, "segment")) {
            context_.report(Rule::pgs_case,
                            "pgs:case goes on a segment, not on " + name_of(tag.space, tag.name));
            return;
        }
        const std::vector<std::string_view> values = xml::words(value);
        if (values.size() != selectors_.size()) {
            context_.report(Rule::pgs_case, "pgs:case=" + quote(value) + " has " +
                                                std::to_string(values.size()) +
                                                " values, pgs:switch of the unit has " +
                                                std::to_string(selectors_.size()));
            return;
        }
        for (std::size_t i = 0; i < values.size(); ++i) {
            const bool plural = selectors_[i] == "plural" || selectors_[i] == "ordinal";
            if (!plural || is_number(values[i]) || is_one_of(values[i], plural_keywords)) continue;
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
