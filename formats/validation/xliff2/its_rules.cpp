// SPDX-License-Identifier: Apache-2.0
// Attributes of ITS on elements of core and on matches; what stands off is in its_standoff_rules.
#include "formats/validation/xliff2/groups.hpp"
#include "formats/words.hpp"
#include "formats/xml/words.hpp"

#include <algorithm>
#include <set>

namespace egiz::formats::xliff2 {
namespace {

using Names = std::vector<std::string_view>;

const Names provenance{"org",       "orgRef",       "person",  "personRef",  "revOrg", "revOrgRef",
                       "revPerson", "revPersonRef", "revTool", "revToolRef", "tool",   "toolRef"};

/// If an element has the first attribute, it has none of the others.
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

/// If an annotation has the first attribute, it has one of the others too.
const std::vector<Exclusion> needs{
    {"localeFilterType", {"localeFilterList"}},
    {"locQualityIssueSeverity",
     {"locQualityIssueType", "locQualityIssueComment", "locQualityIssuesRef"}},
    {"locQualityIssueProfileRef",
     {"locQualityIssueType", "locQualityIssueComment", "locQualityIssuesRef"}},
    {"locQualityIssueEnabled",
     {"locQualityIssueType", "locQualityIssueComment", "locQualityIssuesRef"}},
    {"taConfidence", {"taClassRef", "taIdentRef", "taIdent"}},
    {"taSource", {"taIdent"}},
    {"taIdent", {"taSource"}},
};

/// An annotation with one of these is of no other type than its:generic.
const Names generic{"locQualityIssuesRef",
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

/// Attributes of annotations only: mrk and sm.
const Names inline_only{"allowedCharacters",
                        "localeFilterList",
                        "localeFilterType",
                        "locQualityIssueComment",
                        "locQualityIssueEnabled",
                        "locQualityIssueProfileRef",
                        "locQualityIssueSeverity",
                        "locQualityIssuesRef",
                        "locQualityIssueType",
                        "mtConfidence",
                        "taClassRef",
                        "taConfidence",
                        "taIdent",
                        "taIdentRef",
                        "taSource",
                        "termConfidence"};

/// What has a confidence has to say, here or above, which tool is so confident.
struct Confidence {
    std::string_view attribute;
    std::string_view category;  ///< of annotatorsRef
    unsigned bit;
};
constexpr Confidence confidences[] = {
    {"mtConfidence", "mt-confidence", 1U},
    {"taConfidence", "text-analysis", 2U},
    {"termConfidence", "terminology", 4U},
};

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

unsigned tools_of(const Tag& tag) {
    unsigned tools = 0;
    const std::string_view* value = tag.find(Space::its, "annotatorsRef");
    if (value == nullptr) return tools;
    for (const std::string_view item : xml::words(*value)) {
        for (const Confidence& confidence : confidences) {
            if (item.substr(0, item.find('|')) == confidence.category) tools |= confidence.bit;
        }
    }
    return tools;
}

class ItsRules final : public RuleGroup {
public:
    using RuleGroup::RuleGroup;

    void start(const Tag& tag) override {
        const bool is_annotation = tag.is(Space::core, "mrk") || tag.is(Space::core, "sm");
        if (tag.is(Space::core, "unit")) pseudo_tools_ = 0;
        given_.push_back({tag.has(Space::its, "locQualityRatingScore"),
                          tag.has(Space::its, "locQualityRatingVote"), tools_of(tag)});
        // Where the span of an sm ends is not followed: its tools count until the unit ends.
        if (tag.is(Space::core, "sm")) pseudo_tools_ |= given_.back().tools;
        const bool has_its =
            std::any_of(tag.attributes.begin(), tag.attributes.end(), [](const Attribute& one) {
                return (one.space == Space::its && one.name != "version") ||
                       one.space == Space::itsm;
            });
        if (!has_its) return;
        if (!context_.self().its_version) {
            context_.report(Rule::its_version,
                            "attributes of ITS are used, but no its:version is set here or above");
        }
        for (const Exclusion& exclusion : exclusions) check_exclusion(tag, exclusion);
        if (is_annotation) {
            check_type(tag);
            check_needs(tag);
        } else if (tag.space == Space::core || tag.is(Space::mtc, "match")) {
            check_place(tag);
        }
        check_thresholds(tag);
        check_confidences(tag);
        if (const auto* value = tag.find(Space::its, "annotatorsRef")) check_annotators(*value);
    }

    void end() override { given_.pop_back(); }

private:
    struct Given {
        bool score;
        bool vote;
        unsigned tools;
    };

    static bool has_any(const Tag& tag, const Names& names) {
        return std::any_of(names.begin(), names.end(), [&](std::string_view attribute) {
            return tag.has(Space::its, attribute);
        });
    }

    template <class Member>
    [[nodiscard]] bool is_given(Member Given::*member) const {
        return std::any_of(given_.begin(), given_.end(),
                           [&](const Given& given) { return given.*member; });
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

    void check_type(const Tag& tag) {
        const std::string_view* type = tag.find("type");
        const bool is_term = type != nullptr && (*type == "term" || *type == "its:term-no");
        const bool is_match = type != nullptr && *type == "mtc:match";
        // What is said of the tools of a term's or a match's annotation stands on that.
        const bool is_generic = has_any(tag, generic) || tag.has(Space::itsm, "domains") ||
                                tag.has(Space::itsm, "lang") ||
                                (!is_match && (tag.has(Space::its, "mtConfidence") ||
                                               (!is_term && tag.has(Space::its, "annotatorsRef"))));
        if (is_generic && type != nullptr && *type != "its:generic") {
            context_.report(Rule::its_type, "type=" + quote(*type) +
                                                " with attributes of ITS that need its:generic");
        }
        if (!tag.has(Space::its, "termConfidence")) return;
        if (!is_term) {
            context_.report(Rule::its_type,
                            "its:termConfidence on an annotation that is neither of type term nor "
                            "its:term-no");
        } else if (tag.find("value") != nullptr && tag.find("ref") != nullptr) {
            context_.report(Rule::its_exclusive,
                            "value and ref are both set on an annotation with its:termConfidence");
        }
    }

    void check_needs(const Tag& tag) {
        for (const Exclusion& need : needs) {
            if (!tag.has(Space::its, need.attribute) || has_any(tag, need.others)) continue;
            std::string wanted;
            for (const std::string_view other : need.others) {
                wanted += (wanted.empty() ? "its:" : " or its:") + std::string(other);
            }
            context_.report(Rule::its_incomplete,
                            "its:" + std::string(need.attribute) + " without " + wanted);
        }
        if (tag.has(Space::its, "locQualityRatingProfileRef") && !is_given(&Given::score) &&
            !is_given(&Given::vote)) {
            context_.report(Rule::its_incomplete,
                            "its:locQualityRatingProfileRef without its:locQualityRatingScore or "
                            "its:locQualityRatingVote here or above");
        }
    }

    void check_place(const Tag& tag) {
        for (const Attribute& attribute : tag.attributes) {
            const bool of_inline = attribute.space == Space::its
                                       ? is_one_of(attribute.name, inline_only)
                                       : attribute.space == Space::itsm && attribute.name == "lang";
            if (!of_inline) continue;
            context_.report(Rule::its_place, name_of(attribute.space, attribute.name) +
                                                 " goes on mrk and sm, not on " +
                                                 name_of(tag.space, tag.name));
        }
    }

    void check_thresholds(const Tag& tag) {
        const auto check = [&](std::string_view attribute, bool Given::*of, const char* what) {
            if (!tag.has(Space::its, attribute) || is_given(of)) return;
            context_.report(Rule::its_threshold, "its:" + std::string(attribute) +
                                                     " without its:" + what + " here or above");
        };
        check("locQualityRatingScoreThreshold", &Given::score, "locQualityRatingScore");
        check("locQualityRatingVoteThreshold", &Given::vote, "locQualityRatingVote");
    }

    void check_confidences(const Tag& tag) {
        unsigned tools = pseudo_tools_;
        for (const Given& given : given_) tools |= given.tools;
        for (const Confidence& confidence : confidences) {
            if (!tag.has(Space::its, confidence.attribute) || (tools & confidence.bit) != 0) {
                continue;
            }
            context_.report(Rule::its_confidence,
                            "its:" + std::string(confidence.attribute) +
                                ", but no its:annotatorsRef here or above names the tool of " +
                                std::string(confidence.category));
        }
    }

    void check_annotators(std::string_view value) {
        std::set<std::string_view> seen;
        for (const std::string_view item : xml::words(value)) {
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

    std::vector<Given> given_;   ///< of each open element
    unsigned pseudo_tools_ = 0;  ///< of the sm of the unit at hand
};

}  // namespace

Group make_its_rules(Context& context) { return std::make_unique<ItsRules>(context); }

}  // namespace egiz::formats::xliff2
