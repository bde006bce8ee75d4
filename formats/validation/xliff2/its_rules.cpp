// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/xliff2/groups.hpp"

#include <algorithm>
#include <set>
#include <unordered_set>

namespace egiz::formats::xliff2 {
namespace {

using Names = std::vector<std::string_view>;

const Names provenance{"org",       "orgRef",       "person",  "personRef",  "revOrg", "revOrgRef",
                       "revPerson", "revPersonRef", "revTool", "revToolRef", "tool",   "toolRef"};

/// If an annotation has the first attribute, it has none of the others.
struct Exclusion {
    std::string_view attribute;
    Names others;
};
const std::vector<Exclusion> exclusions{
    {"locQualityIssuesRef",
     {"locQualityIssueType", "locQualityIssueComment", "locQualityIssueSeverity",
      "locQualityIssueProfileRef", "locQualityIssueEnabled"}},
    {"locQualityRatingScore", {"locQualityRatingVote"}},
    {"taIdentRef", {"taSource", "taIdent"}},
    {"provenanceRecordsRef", provenance},
};

/// An annotation with one of these is of no other type than its:generic.
const Names generic{"annotatorsRef",
                    "locQualityIssuesRef",
                    "locQualityIssueType",
                    "locQualityIssueComment",
                    "locQualityRatingScore",
                    "locQualityRatingVote",
                    "taIdentRef",
                    "taSource",
                    "taIdent",
                    "taClassRef",
                    "provenanceRecordsRef",
                    "allowedCharacters",
                    "localeFilterList"};

const std::set<std::string_view> categories{"allowed-characters",
                                            "directionality",
                                            "domain",
                                            "elements-within-text",
                                            "external-resource",
                                            "id-value",
                                            "language-information",
                                            "locale-filter",
                                            "localization-note",
                                            "localization-quality-issue",
                                            "localization-quality-rating",
                                            "mt-confidence",
                                            "preserve-space",
                                            "provenance",
                                            "storage-size",
                                            "target-pointer",
                                            "terminology",
                                            "text-analysis",
                                            "translate"};

class ItsRules final : public RuleGroup {
public:
    using RuleGroup::RuleGroup;

    void start(const Tag& tag) override {
        const Open& self = context_.self();
        if (self.is(Space::core, "file") || self.is(Space::core, "group") ||
            self.is(Space::core, "unit")) {
            ids_.emplace_back();
        }
        if (tag.space == Space::its) take_element(tag);
        const bool has_its =
            std::any_of(tag.attributes.begin(), tag.attributes.end(), [](const Attribute& one) {
                return (one.space == Space::its && one.name != "version") ||
                       one.space == Space::itsm;
            });
        scores_.push_back({tag.has(Space::its, "locQualityRatingScore"),
                           tag.has(Space::its, "locQualityRatingVote")});
        if (!has_its) return;
        if (!self.its_version) {
            context_.report(Rule::its_version,
                            "attributes of ITS are used, but no its:version is set here or above");
        }
        for (const Exclusion& exclusion : exclusions) check_exclusion(tag, exclusion);
        if (tag.is(Space::core, "mrk") || tag.is(Space::core, "sm")) check_annotation(tag);
        check_thresholds(tag);
        if (const auto* value = tag.find(Space::its, "annotatorsRef")) check_annotators(*value);
        for (const char* attribute : {"locQualityIssuesRef", "provenanceRecordsRef"}) {
            if (const auto* ref = tag.find(Space::its, attribute)) check_ref(attribute, *ref);
        }
    }

    void end() override {
        scores_.pop_back();
        const Open& self = context_.self();
        if ((self.is(Space::core, "file") || self.is(Space::core, "group") ||
             self.is(Space::core, "unit")) &&
            !ids_.empty()) {
            ids_.pop_back();
        }
    }

private:
    static bool has_any(const Tag& tag, Space space, const Names& names) {
        return std::any_of(names.begin(), names.end(),
                           [&](std::string_view attribute) { return tag.has(space, attribute); });
    }

    void take_element(const Tag& tag) {
        if (tag.name == "locQualityIssue" &&
            !has_any(tag, Space::none, {"locQualityIssueType", "locQualityIssueComment"})) {
            context_.report(Rule::its_incomplete,
                            "the issue has neither locQualityIssueType nor locQualityIssueComment");
        } else if (tag.name == "provenanceRecord" && !has_any(tag, Space::none, provenance)) {
            context_.report(Rule::its_incomplete, "the record says nothing of who or what it was");
        } else if (tag.name == "locQualityIssues" || tag.name == "provenanceRecords") {
            const std::string_view* id = tag.find(Space::xml, "id");
            if (id == nullptr || ids_.empty()) return;
            if (!ids_.back().emplace(*id).second) {
                context_.report(Rule::its_id, "the id " + quote(*id) + " is taken here");
            }
            if (context_.in_unit()) context_.unit.its.emplace(*id);
        }
    }

    void check_exclusion(const Tag& tag, const Exclusion& exclusion) {
        if (!tag.has(Space::its, exclusion.attribute)) return;
        for (const std::string_view other : exclusion.others) {
            if (!tag.has(Space::its, other)) continue;
            context_.report(Rule::its_exclusive, "its:" + std::string(exclusion.attribute) +
                                                     " and its:" + std::string(other) +
                                                     " are both set");
        }
    }

    void check_annotation(const Tag& tag) {
        const std::string_view* type = tag.find("type");
        const bool is_generic =
            has_any(tag, Space::its, generic) || tag.has(Space::itsm, "domains") ||
            tag.has(Space::itsm, "lang") ||
            (tag.has(Space::its, "mtConfidence") && tag.value("type") != "mtc:match");
        // What is said of the tools of a term's or a match's annotation stands on that.
        const bool only_tools = is_generic && tag.has(Space::its, "annotatorsRef") &&
                                tag.value("type").starts_with("its:");
        if (is_generic && !only_tools && type != nullptr && *type != "its:generic") {
            context_.report(Rule::its_type, "type=" + quote(*type) +
                                                " with attributes of ITS that need its:generic");
        }
        if (tag.has(Space::its, "taSource") != tag.has(Space::its, "taIdent")) {
            context_.report(Rule::its_incomplete,
                            "its:taSource and its:taIdent go together, and one is missing");
        }
    }

    void check_thresholds(const Tag& tag) {
        const auto check = [&](std::string_view attribute, bool Given::*of, const char* what) {
            if (!tag.has(Space::its, attribute)) return;
            const bool found = std::any_of(scores_.begin(), scores_.end(),
                                           [&](const Given& given) { return given.*of; });
            if (found) return;
            context_.report(Rule::its_threshold, "its:" + std::string(attribute) +
                                                     " without its:" + what + " here or above");
        };
        check("locQualityRatingScoreThreshold", &Given::score, "locQualityRatingScore");
        check("locQualityRatingVoteThreshold", &Given::vote, "locQualityRatingVote");
    }

    void check_annotators(std::string_view value) {
        std::set<std::string_view> seen;
        while (!value.empty()) {
            const std::size_t end = std::min(value.find(' '), value.size());
            const std::string_view item = value.substr(0, end);
            value.remove_prefix(std::min(end + 1, value.size()));
            if (item.empty()) continue;
            const std::size_t bar = item.find('|');
            const std::string_view category = item.substr(0, bar);
            if (bar == std::string_view::npos || bar + 1 == item.size()) {
                context_.report(Rule::its_annotators, quote(item) + " is not category|reference");
            } else if (!categories.contains(category)) {
                context_.report(Rule::its_annotators,
                                quote(category) + " is no data category of ITS");
            } else if (!seen.insert(category).second) {
                context_.report(Rule::its_annotators,
                                "the category " + quote(category) + " is there twice");
            }
        }
    }

    void check_ref(const std::string& attribute, std::string_view ref) {
        FragmentId fragment;
        if (!ref.starts_with('#')) return;  // elsewhere, as far as ITS goes
        if (!context_.take_fragment(ref, fragment) || !context_.in_unit()) return;
        context_.at_unit_end(
            [this, attribute, fragment, spot = context_.self().spot, ref = std::string(ref)] {
                const UnitIndex& unit = context_.unit;
                if (!unit.holds(fragment)) return;
                if (fragment.prefix == "its" && unit.its.contains(fragment.id)) return;
                context_.report(spot, Rule::its_ref,
                                "its:" + attribute + "=" + quote(ref) + " is nothing of this unit");
            });
    }

    struct Given {
        bool score;
        bool vote;
    };
    std::vector<Given> scores_;                         ///< of each open element
    std::vector<std::unordered_set<std::string>> ids_;  ///< of each open file, group and unit
};

}  // namespace

Group make_its_rules(Context& context) { return std::make_unique<ItsRules>(context); }

}  // namespace egiz::formats::xliff2
