// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/xliff2/groups.hpp"

#include <unordered_map>

namespace egiz::formats::xliff2 {
namespace {

class MatchRules final : public RuleGroup {
public:
    using RuleGroup::RuleGroup;

    void start(const Tag& tag) override {
        if (tag.is(Space::mtc, "matches")) {
            ids_.clear();
        } else if (tag.is(Space::mtc, "match")) {
            take_match(tag);
        } else if (tag.space == Space::core && context_.parent() != nullptr &&
                   context_.parent()->is(Space::mtc, "match")) {
            take_content(tag);
        }
    }

private:
    void take_match(const Tag& tag) {
        const std::string& id = context_.self().id;
        if (!id.empty()) {
            const auto [other, is_new] = ids_.emplace(id, context_.self().spot.line);
            if (!is_new) {
                context_.report(Rule::match_id, "the id " + quote(id) +
                                                    " is that of another match, in line " +
                                                    std::to_string(other->second));
            }
        }
        if (const auto* ref = tag.find("ref")) context_.require_span(Rule::match_ref, *ref);
        if (tag.find("subType") != nullptr && tag.find("type") == nullptr) {
            context_.report(Rule::match_sub_type, "subType is set, but not type");
        }
        is_reference_ = tag.value("reference") == "yes";
    }

    void take_content(const Tag& tag) {
        const std::string& own = context_.self().lang;
        if (tag.name == "source") {
            // A variant of the source language may be matched too.
            if (same_language(primary(own), primary(context_.source_language))) return;
            check("srcLang", own, context_.source_language);
        } else if (tag.name == "target" && !is_reference_) {
            check("trgLang", own, context_.target_language);
        }
    }

    static std::string_view primary(std::string_view tag) { return tag.substr(0, tag.find('-')); }

    void check(std::string_view attribute, const std::string& own, const std::string& wanted) {
        if (own.empty() || wanted.empty() || same_language(own, wanted)) return;
        context_.report(Rule::match_language, "xml:lang is " + quote(own) + ", but " +
                                                  std::string(attribute) + " is " + quote(wanted) +
                                                  " and the match is no reference");
    }

    std::unordered_map<std::string, std::size_t> ids_;
    bool is_reference_ = false;
};

}  // namespace

Group make_match_rules(Context& context) { return std::make_unique<MatchRules>(context); }

}  // namespace egiz::formats::xliff2
