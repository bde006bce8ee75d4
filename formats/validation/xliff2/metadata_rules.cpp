// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/xliff2/groups.hpp"

#include <unordered_map>

namespace egiz::formats::xliff2 {
namespace {

class MetadataRules final : public RuleGroup {
public:
    using RuleGroup::RuleGroup;

    void start(const Tag& tag) override {
        if (tag.space != Space::mda) return;
        if (tag.name == "metadata") ids_.clear();
        const std::string& id = context_.self().id;
        if (id.empty() || (tag.name != "metadata" && tag.name != "metaGroup")) return;
        const auto [other, is_new] = ids_.emplace(id, context_.self().spot.line);
        if (is_new) return;
        context_.report(Rule::metadata_id, "the id " + quote(id) +
                                               " is taken in this metadata, in line " +
                                               std::to_string(other->second));
    }

private:
    std::unordered_map<std::string, std::size_t> ids_;
};

}  // namespace

Group make_metadata_rules(Context& context) { return std::make_unique<MetadataRules>(context); }

}  // namespace egiz::formats::xliff2
