// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/xliff2/groups.hpp"

namespace egiz::formats::xliff2 {
namespace {

bool is_advanced(std::string_view state) {
    return state == "translated" || state == "reviewed" || state == "final";
}

class StructureRules final : public RuleGroup {
public:
    using RuleGroup::RuleGroup;

    void start(const Tag& tag) override {
        check_prefixes(tag);
        if (tag.space != Space::core) return;
        if (tag.name == "unit") {
            unit_has_segment_ = false;
        } else if (tag.name == "segment") {
            take_segment(tag);
        } else if (tag.name == "target" && context_.parent()->is(Space::core, "segment")) {
            segment_has_target_ = true;
        }
    }

    void end() override {
        const Open& self = context_.self();
        if (self.is(Space::core, "unit") && !unit_has_segment_) {
            context_.report(Rule::segment_needed, "the unit has no segment");
        } else if (self.is(Space::core, "segment") && !segment_has_target_ && is_advanced(state_)) {
            context_.report(Rule::state_without_target,
                            "state=" + quote(state_) + ", but the segment has no target");
        }
    }

private:
    /// Values of one's own have a prefix of one's own.
    void check_prefixes(const Tag& tag) {
        const auto check = [&](std::string_view attribute) {
            const std::string_view value = tag.value(attribute);
            if (!value.starts_with("xlf:")) return;
            context_.report(Rule::reserved_prefix, std::string(attribute) + "=" + quote(value) +
                                                       " has the prefix xlf, which is reserved");
        };
        if (tag.space == Space::core &&
            (tag.name == "unit" || tag.name == "group" || tag.name == "mrk" || tag.name == "sm")) {
            check("type");
        } else if (tag.is(Space::mtc, "match")) {
            check("subType");
        }
    }

    void take_segment(const Tag& tag) {
        unit_has_segment_ = true;
        segment_has_target_ = false;
        state_ = tag.value("state");
        const std::string_view* sub_state = tag.find("subState");
        if (sub_state == nullptr) return;
        if (tag.find("state") == nullptr) {
            context_.report(Rule::sub_state, "subState is set, but not state");
        }
        const std::size_t colon = sub_state->find(':');
        if (colon == std::string_view::npos || colon == 0 || colon + 1 == sub_state->size()) {
            context_.report(Rule::sub_state,
                            "subState=" + quote(*sub_state) + " is not prefix:value");
        } else if (sub_state->starts_with("xlf:")) {
            context_.report(Rule::sub_state, "subState=" + quote(*sub_state) +
                                                 " has the prefix xlf, which is reserved");
        }
    }

    bool unit_has_segment_ = false;
    bool segment_has_target_ = false;
    std::string state_;
};

}  // namespace

Group make_structure_rules(Context& context) { return std::make_unique<StructureRules>(context); }

}  // namespace egiz::formats::xliff2
