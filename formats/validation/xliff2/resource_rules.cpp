// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/xliff2/groups.hpp"

#include <unordered_map>
#include <unordered_set>

namespace egiz::formats::xliff2 {
namespace {

// That xml:lang of a res:target is trgLang (2.0, 5.5) is not asked: files that the committee's own
// suite calls valid have others.
class ResourceRules final : public RuleGroup {
public:
    using RuleGroup::RuleGroup;

    void start(const Tag& tag) override {
        if (tag.is(Space::core, "file")) {
            of_file_.clear();
            file_has_resources_ = false;
        }
        if (tag.space != Space::res) return;
        if (tag.name == "resourceData") {
            ids_.clear();
            items_.clear();
            refs_.clear();
            if (!context_.in_unit()) file_has_resources_ = true;
        } else if (tag.name == "resourceItem") {
            take_id();
            if (!context_.self().id.empty()) items_.insert(context_.self().id);
            has_type_ = tag.find("mimeType") != nullptr;
            has_content_ = false;
        } else if (tag.name == "resourceItemRef") {
            take_id();
            if (const auto* ref = tag.find("ref")) {
                refs_.push_back({std::string(*ref), context_.self().spot});
            }
        } else if (tag.name == "source" || tag.name == "target") {
            has_href_ = tag.find("href") != nullptr;
            if (tag.name == "source") check_language(tag);
        }
    }

    void end() override {
        const Open& self = context_.self();
        if (self.space != Space::res) return;
        if (self.name == "source" || self.name == "target") {
            if (self.filled) has_content_ = true;
            if (self.filled == has_href_) {
                context_.report(Rule::resource_href,
                                has_href_ ? "res:" + self.name + " has href and is not empty"
                                          : "res:" + self.name + " is empty and has no href");
            }
        } else if (self.name == "resourceItem") {
            if (!self.filled) {
                context_.report(Rule::resource_empty, "the item is empty");
            } else if (!has_content_ && !has_type_) {
                context_.report(Rule::resource_empty,
                                "neither source nor target holds the resource, so that mimeType "
                                "has to say what it is");
            }
        } else if (self.name == "resourceData") {
            if (!context_.in_unit()) of_file_.insert(items_.begin(), items_.end());
            check_refs();
        }
    }

private:
    void take_id() {
        const std::string& id = context_.self().id;
        if (id.empty()) return;
        const auto [other, is_new] = ids_.emplace(id, context_.self().spot.line);
        if (is_new) return;
        context_.report(Rule::resource_id, "the id " + quote(id) +
                                               " is taken in this resourceData, in line " +
                                               std::to_string(other->second));
    }

    void check_language(const Tag& tag) {
        const std::string_view* own = tag.find(Space::xml, "lang");
        const std::string& wanted = context_.source_language;
        if (own == nullptr || wanted.empty() || same_language(*own, wanted)) return;
        context_.report(Rule::resource_language,
                        "xml:lang is " + quote(*own) + ", but srcLang is " + quote(wanted));
    }

    /// References are to items of the file. Where the file has none at all, they may be to what was
    /// left outside of this document.
    void check_refs() {
        if (!file_has_resources_) return;
        for (const auto& [ref, spot] : refs_) {
            if (of_file_.contains(ref) || items_.contains(ref)) continue;
            context_.report(spot, Rule::resource_ref,
                            "ref=" + quote(ref) + " is no resourceItem of the file");
        }
    }

    struct Ref {
        std::string id;
        Spot spot;
    };
    std::unordered_map<std::string, std::size_t> ids_;  ///< of the resourceData at hand
    std::unordered_set<std::string> items_;
    std::unordered_set<std::string> of_file_;
    std::vector<Ref> refs_;
    bool file_has_resources_ = false;
    bool has_type_ = false;
    bool has_content_ = false;
    bool has_href_ = false;
};

}  // namespace

Group make_resource_rules(Context& context) { return std::make_unique<ResourceRules>(context); }

}  // namespace egiz::formats::xliff2
