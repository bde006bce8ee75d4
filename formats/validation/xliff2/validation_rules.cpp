// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/xliff2/groups.hpp"

#include <algorithm>

namespace egiz::formats::xliff2 {
namespace {

class ValidationRules final : public RuleGroup {
public:
    using RuleGroup::RuleGroup;

    void start(const Tag& tag) override {
        if (!tag.is(Space::val, "rule")) return;
        const auto count = [&](std::initializer_list<const char*> names) {
            return std::count_if(names.begin(), names.end(), [&](const char* attribute) {
                return tag.find(attribute) != nullptr;
            });
        };
        const auto native = count({"isPresent", "isNotPresent", "startsWith", "endsWith"});
        const bool custom =
            std::any_of(tag.attributes.begin(), tag.attributes.end(), [](const Attribute& one) {
                return one.space != Space::none && one.space != Space::xml;
            });
        // Beside a condition of the module, attributes of others may be for anything.
        if (native > 1) {
            context_.report(Rule::validation_one, "the rule has more than one condition");
        } else if (native == 0 && !custom) {
            context_.report(Rule::validation_one, "the rule has no condition");
        }
        if (tag.find("occurs") != nullptr && tag.find("isPresent") == nullptr) {
            context_.report(Rule::validation_occurs, "occurs is set, but not isPresent");
        }
        if (tag.find("existsInSource") != nullptr &&
            count({"isPresent", "startsWith", "endsWith"}) != 1) {
            context_.report(Rule::validation_exists,
                            "existsInSource is set, but not one of isPresent, startsWith and "
                            "endsWith");
        }
        const Open* around = context_.enclosing();
        if (tag.value("disabled") == "yes" && around != nullptr &&
            around->is(Space::core, "file")) {
            context_.report(Rule::validation_disabled,
                            "a rule of a file is disabled, but there is none above to disable");
        }
    }
};

}  // namespace

Group make_validation_rules(Context& context) { return std::make_unique<ValidationRules>(context); }

}  // namespace egiz::formats::xliff2
