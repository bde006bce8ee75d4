// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/xliff2/groups.hpp"

#include <unordered_map>

namespace egiz::formats::xliff2 {
namespace {

class GlossaryRules final : public RuleGroup {
public:
    using RuleGroup::RuleGroup;

    void start(const Tag& tag) override {
        if (tag.space != Space::gls) return;
        if (tag.name == "glossary") {
            ids_.clear();
        } else if (tag.name == "glossEntry") {
            entry_is_complete_ = false;
            take(tag);
        } else if (tag.name == "translation") {
            entry_is_complete_ = true;
            take(tag);
        } else if (tag.name == "definition") {
            entry_is_complete_ = true;
        }
    }

    void end() override {
        if (context_.self().is(Space::gls, "glossEntry") && !entry_is_complete_) {
            context_.report(Rule::glossary_entry,
                            "the entry has neither a translation nor a definition");
        }
    }

private:
    void take(const Tag& tag) {
        const std::string& id = context_.self().id;
        if (!id.empty()) {
            const auto [other, is_new] = ids_.emplace(id, context_.self().spot.line);
            if (!is_new) {
                context_.report(Rule::glossary_id, "the id " + quote(id) +
                                                       " is taken in this glossary, in line " +
                                                       std::to_string(other->second));
            }
        }
        if (const auto* ref = tag.find("ref")) context_.require_span(Rule::glossary_ref, *ref);
    }

    std::unordered_map<std::string, std::size_t> ids_;
    bool entry_is_complete_ = false;
};

}  // namespace

Group make_glossary_rules(Context& context) { return std::make_unique<GlossaryRules>(context); }

}  // namespace egiz::formats::xliff2
