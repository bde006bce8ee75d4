// SPDX-License-Identifier: Apache-2.0
// Quality issues and provenance that stand off, and the references to them.
#include "formats/validation/xliff2/groups.hpp"
#include "formats/words.hpp"
#include "formats/xml/words.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_set>

namespace egiz::formats::xliff2 {
namespace {

constexpr std::string_view issue_types[] = {"terminology",
                                            "mistranslation",
                                            "omission",
                                            "untranslated",
                                            "addition",
                                            "duplication",
                                            "inconsistency",
                                            "grammar",
                                            "legal",
                                            "register",
                                            "locale-specific-content",
                                            "locale-violation",
                                            "style",
                                            "characters",
                                            "misspelling",
                                            "typographical",
                                            "formatting",
                                            "inconsistent-entities",
                                            "numbers",
                                            "markup",
                                            "pattern-problem",
                                            "whitespace",
                                            "internationalization",
                                            "length",
                                            "non-conformance",
                                            "uncategorized",
                                            "other"};
constexpr std::string_view record_attributes[] = {
    "org",       "orgRef",       "person",  "personRef",  "revOrg", "revOrgRef",
    "revPerson", "revPersonRef", "revTool", "revToolRef", "tool",   "toolRef"};

bool is_percentage(std::string_view text) {
    text = xml::trimmed(text);
    double number = -1;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    return error == std::errc() && end == text.data() + text.size() && number >= 0 && number <= 100;
}

bool holds_its(const Open& element) {
    return element.is(Space::core, "file") || element.is(Space::core, "group") ||
           element.is(Space::core, "unit");
}

class ItsStandoffRules final : public RuleGroup {
public:
    using RuleGroup::RuleGroup;

    void start(const Tag& tag) override {
        if (holds_its(context_.self())) scopes_.emplace_back();
        if (tag.space == Space::its) take_element(tag);
        const bool is_annotation = tag.is(Space::core, "mrk") || tag.is(Space::core, "sm");
        if (const auto* ref = tag.find(Space::its, "locQualityIssuesRef")) {
            if (is_annotation) take_ref("locQualityIssuesRef", *ref, &UnitIndex::issues);
        }
        if (const auto* ref = tag.find(Space::its, "provenanceRecordsRef")) {
            if (is_annotation) {
                take_ref("provenanceRecordsRef", *ref, &UnitIndex::records);
            } else if (holds_its(context_.self())) {
                scopes_.back().ref = *ref;
            }
        }
    }

    void end() override {
        if (!holds_its(context_.self()) || scopes_.empty()) return;
        if (!scopes_.back().ref.empty()) check_ref(scopes_.back().ref);
        scopes_.pop_back();
    }

private:
    /// A file, group or unit that is open.
    struct Scope {
        std::unordered_set<std::string> ids;  ///< of all that stands off in it
        std::unordered_set<std::string> records;
        std::string ref;  ///< its own provenanceRecordsRef
    };

    void take_element(const Tag& tag) {
        if (const auto* version = tag.find("version"); version != nullptr && *version != "2.0") {
            context_.report(Rule::its_value, "version=" + quote(*version) + " is not 2.0");
        }
        if (tag.name == "locQualityIssue") {
            take_issue(tag);
        } else if (tag.name == "provenanceRecord") {
            const bool says_something =
                std::any_of(std::begin(record_attributes), std::end(record_attributes),
                            [&](std::string_view name) { return tag.find(name) != nullptr; });
            if (says_something) return;
            context_.report(Rule::its_incomplete, "the record says nothing of who or what it was");
        } else if (const auto* id = tag.find(Space::xml, "id"); id != nullptr && !scopes_.empty()) {
            if (!scopes_.back().ids.emplace(*id).second) {
                context_.report(Rule::its_id, "the id " + quote(*id) + " is taken here");
            }
            const bool is_record = tag.name == "provenanceRecords";
            if (is_record) scopes_.back().records.emplace(*id);
            if (!context_.in_unit()) return;
            (is_record ? context_.unit.records : context_.unit.issues).emplace(*id);
        }
    }

    void take_issue(const Tag& tag) {
        const std::string_view* type = tag.find("locQualityIssueType");
        if (type == nullptr && tag.find("locQualityIssueComment") == nullptr) {
            context_.report(Rule::its_incomplete,
                            "the issue has neither locQualityIssueType nor locQualityIssueComment");
        }
        const auto wrong = [&](std::string_view name, std::string_view value, const char* reason) {
            context_.report(Rule::its_value,
                            std::string(name) + "=" + quote(value) + " is " + reason);
        };
        if (type != nullptr && !is_one_of(*type, issue_types)) {
            wrong("locQualityIssueType", *type, "no type of issue that ITS has");
        }
        const std::string_view* severity = tag.find("locQualityIssueSeverity");
        if (severity != nullptr && !is_percentage(*severity)) {
            wrong("locQualityIssueSeverity", *severity, "no number from 0 to 100");
        }
        const std::string_view* enabled = tag.find("locQualityIssueEnabled");
        if (enabled != nullptr && *enabled != "yes" && *enabled != "no") {
            wrong("locQualityIssueEnabled", *enabled, "neither yes nor no");
        }
    }

    /// What an annotation refers to is in its unit. The standard's own examples write `#its=id`
    /// as well as `id`.
    void take_ref(const char* attribute, std::string_view ref,
                  std::unordered_set<std::string> UnitIndex::*ids) {
        FragmentId fragment;
        if (ref.starts_with('#')) {
            if (!context_.take_fragment(ref, fragment)) return;
        } else if (ref.find('#') != std::string_view::npos) {
            return;  // by the address of a document, which may be this one's
        }
        context_.at_unit_end(
            [this, attribute, ids, fragment, spot = context_.self().spot, ref = std::string(ref)] {
                const UnitIndex& unit = context_.unit;
                const std::unordered_set<std::string>& known = unit.*ids;
                const bool found = ref.starts_with('#')
                                       ? unit.holds(fragment) && fragment.prefix == "its" &&
                                             known.contains(fragment.id)
                                       : known.contains(ref);
                if (found) return;
                context_.report(spot, Rule::its_ref,
                                "its:" + std::string(attribute) + "=" + quote(ref) +
                                    " is nothing of this unit that stands off");
            });
    }

    /// What a file, group or unit refers to is in it or in one around it.
    void check_ref(const std::string& ref) {
        FragmentId fragment;
        if (ref.starts_with('#')) {
            if (!context_.take_fragment(ref, fragment)) return;
        } else if (ref.find('#') != std::string::npos) {
            return;
        }
        const std::string& id = ref.starts_with('#') ? fragment.id : ref;
        const bool found = (!ref.starts_with('#') || fragment.prefix == "its") &&
                           std::any_of(scopes_.begin(), scopes_.end(), [&](const Scope& scope) {
                               return scope.records.contains(id);
                           });
        if (found) return;
        context_.report(Rule::its_ref, "its:provenanceRecordsRef=" + quote(ref) +
                                           " is no provenanceRecords of this " +
                                           context_.self().name + " or of what is around it");
    }

    std::vector<Scope> scopes_;
};

}  // namespace

Group make_its_standoff_rules(Context& context) {
    return std::make_unique<ItsStandoffRules>(context);
}

}  // namespace egiz::formats::xliff2
