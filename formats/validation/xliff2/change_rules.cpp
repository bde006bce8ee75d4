// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/xliff2/groups.hpp"
#include "formats/words.hpp"
#include "formats/xml/words.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace egiz::formats::xliff2 {
namespace {

/// What core's elements have that may change.
struct Revisable {
    std::string_view element;
    std::vector<std::string_view> attributes;
};
const std::vector<Revisable> revisable{
    {"xliff", {"version", "srcLang", "trgLang", "xml:space"}},
    {"file", {"id", "canResegment", "original", "translate", "srcDir", "trgDir", "xml:space"}},
    {"skeleton", {"href"}},
    {"group", {"id", "name", "canResegment", "translate", "srcDir", "trgDir", "type", "xml:space"}},
    {"unit", {"id", "name", "canResegment", "translate", "srcDir", "trgDir", "type", "xml:space"}},
    {"notes", {}},
    {"note", {"id", "appliesTo", "category", "priority", "ref"}},
    {"originalData", {}},
    {"data", {"id", "dir", "xml:space"}},
    {"segment", {"id", "canResegment", "state", "subState"}},
    {"ignorable", {"id"}},
    {"source", {"xml:lang", "xml:space"}},
    {"target", {"xml:lang", "xml:space", "order"}},
    {"cp", {"hex"}},
    {"ph",
     {"id", "canCopy", "canDelete", "canReorder", "copyOf", "disp", "equiv", "dataRef", "subFlows",
      "subType", "type"}},
    {"pc",
     {"id", "canCopy", "canDelete", "canOverlap", "canReorder", "copyOf", "dispEnd", "dispStart",
      "equivEnd", "equivStart", "dataRefEnd", "dataRefStart", "subFlowsEnd", "subFlowsStart",
      "subType", "type", "dir"}},
    {"sc",
     {"id", "canCopy", "canDelete", "canOverlap", "canReorder", "copyOf", "dataRef", "dir", "disp",
      "equiv", "isolated", "subFlows", "subType", "type"}},
    {"ec",
     {"id", "canCopy", "canDelete", "canOverlap", "canReorder", "copyOf", "dataRef", "dir", "disp",
      "equiv", "isolated", "startRef", "subFlows", "subType", "type"}},
    {"mrk", {"id", "translate", "type", "ref", "value"}},
    {"sm", {"id", "translate", "type", "ref", "value"}},
    {"em", {"startRef"}},
};

/// Attributes of the module's elements: of 2.0, and of what came of it as an extension.
const std::vector<Revisable> change_elements{
    {"changeTrack", {"id"}},
    {"revisions", {"id", "appliesTo", "ref", "currentVersion", "nid"}},
    {"revision", {"id", "author", "datetime", "version", "checksum"}},
    {"item", {"id", "property"}},
};

/// Year, month, day and time of W3C's NOTE-datetime, as far as they are there; hours of the time
/// zone may have one digit.
bool is_date_time(std::string_view text) {
    constexpr std::string_view shape = "dddd-dd-ddTdd:dd:dd";
    std::size_t at = 0;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    while (at < shape.size() && at < text.size() &&
           (shape[at] == 'd' ? is_digit(text[at]) : shape[at] == text[at])) {
        ++at;
    }
    const std::string_view rest = text.substr(at);
    if (at < 4 || (at < 16 && !rest.empty())) return false;
    if (at <= 10) return at == 4 || at == 7 || at == 10;
    if (at != 16 && at != 19) return false;
    std::size_t zone = 0;
    if (at == 19 && rest.starts_with('.')) {
        zone = std::min(rest.find_first_not_of("0123456789", 1), rest.size());
    }
    const std::string_view offset = rest.substr(zone);
    return offset.empty() || offset == "Z" ||
           ((offset.front() == '+' || offset.front() == '-') &&
            offset.find_first_not_of("0123456789:", 1) == std::string_view::npos);
}

const Revisable* find_revisable(std::string_view element) {
    const auto found = std::find_if(revisable.begin(), revisable.end(),
                                    [&](const Revisable& one) { return one.element == element; });
    return found == revisable.end() ? nullptr : &*found;
}

/// Change Tracking is a module of 2.0; in later versions it is an extension, judged alike.
class ChangeRules final : public RuleGroup {
public:
    using RuleGroup::RuleGroup;

    void start(const Tag& tag) override {
        const Open& self = context_.self();
        if (tag.space == Space::core && !scopes_.empty()) {
            ++scopes_.back().counts[self.name];
            if (!self.id.empty()) {
                scopes_.back().ids.insert(self.id);
                scopes_.back().with_id.insert(self.name);
            }
        }
        if (self.is(Space::core, "file") || self.is(Space::core, "group") ||
            self.is(Space::core, "unit")) {
            scopes_.emplace_back();
        }
        if (tag.space != Space::ctr) return;
        check_attributes(tag);
        if (tag.name == "revisions") {
            take_revisions(tag);
        } else if (tag.name == "revision") {
            if (const auto* version = tag.find("version")) versions_.emplace(*version);
            require_parent("revisions");
        } else if (tag.name == "item") {
            take_item(tag);
        }
    }

    void end() override {
        const Open& self = context_.self();
        if (self.space == Space::ctr) {
            if (!self.filled && self.name != "item") {
                context_.report(Rule::change_structure, "ctr:" + self.name + " is empty");
            }
            if (self.name == "revisions") end_revisions();
        } else if ((self.is(Space::core, "file") || self.is(Space::core, "group") ||
                    self.is(Space::core, "unit")) &&
                   !scopes_.empty()) {
            check_refs(scopes_.back());
            scopes_.pop_back();
        }
    }

private:
    struct Ref {
        std::string applies_to;
        std::string id;
        Spot spot;
    };
    /// What a file, group or unit holds itself.
    struct Scope {
        std::unordered_set<std::string> ids;
        std::unordered_set<std::string> with_id;  ///< names of elements
        std::unordered_map<std::string, std::size_t> counts;
        std::vector<Ref> refs;
    };

    void check_attributes(const Tag& tag) const {
        const auto known =
            std::find_if(change_elements.begin(), change_elements.end(),
                         [&](const Revisable& one) { return one.element == tag.name; });
        if (known == change_elements.end()) return;
        for (const Attribute& attribute : tag.attributes) {
            if (attribute.space != Space::none) continue;
            const bool is_name = attribute.name != "author" && attribute.name != "datetime" &&
                                 attribute.name != "property" && attribute.name != "checksum";
            if (!is_one_of(attribute.name, known->attributes)) {
                context_.report(Rule::change_structure,
                                "ctr:" + std::string(tag.name) + " has no attribute " +
                                    std::string(attribute.name) + " in the standard");
            } else if (is_name && !is_nmtoken(xml::trimmed(attribute.value))) {
                context_.report(
                    Rule::change_structure,
                    std::string(attribute.name) + "=" + quote(attribute.value) + " is no NMTOKEN");
            } else if (attribute.name == "datetime" && !is_date_time(attribute.value)) {
                context_.report(Rule::change_date, "datetime=" + quote(attribute.value) +
                                                       " is no date of the form "
                                                       "YYYY-MM-DDThh:mm:ssZ");
            }
        }
    }

    void require_parent(std::string_view name) {
        const Open* parent = context_.parent();
        if (parent != nullptr && parent->is(Space::ctr, name)) return;
        context_.report(Rule::change_structure,
                        "ctr:" + context_.self().name + " stands in ctr:" + std::string(name));
    }

    void take_revisions(const Tag& tag) {
        versions_.clear();
        current_ = tag.value("currentVersion");
        require_parent("changeTrack");
        const std::string_view* applies_to = tag.find("appliesTo");
        element_ = applies_to == nullptr ? nullptr : find_revisable(*applies_to);
        if (applies_to == nullptr) {
            context_.report(Rule::change_structure, "ctr:revisions has no appliesTo");
            return;
        }
        if (element_ == nullptr && !is_module_element(*applies_to) &&
            applies_to->find(':') == std::string_view::npos) {
            context_.report(Rule::change_applies_to,
                            "appliesTo=" + quote(*applies_to) + " is no element of XLIFF");
        }
        if (!scopes_.empty()) {
            scopes_.back().refs.push_back(
                {std::string(*applies_to), std::string(tag.value("ref")), context_.self().spot});
        }
    }

    void end_revisions() {
        if (current_.empty() || versions_.contains(current_)) return;
        context_.report(Rule::change_version, "currentVersion=" + quote(current_) +
                                                  " is the version of none of the revisions");
    }

    void take_item(const Tag& tag) {
        require_parent("revision");
        const std::string_view* property = tag.find("property");
        if (property == nullptr) {
            context_.report(Rule::change_structure, "ctr:item has no property");
        } else if (element_ != nullptr && *property != "content" &&
                   !is_one_of(*property, element_->attributes) &&
                   (property->starts_with("xml:") ||
                    property->find(':') == std::string_view::npos)) {
            context_.report(Rule::change_property, "property=" + quote(*property) +
                                                       " is neither content nor an attribute of " +
                                                       std::string(element_->element));
        }
    }

    void check_refs(const Scope& scope) {
        for (const Ref& ref : scope.refs) {
            if (!ref.id.empty()) {
                if (scope.ids.contains(ref.id)) continue;
                context_.report(ref.spot, Rule::change_ref,
                                "ref=" + quote(ref.id) + " is the id of nothing here");
            } else if (const auto count = scope.counts.find(ref.applies_to);
                       count != scope.counts.end() && count->second > 1 &&
                       scope.with_id.contains(ref.applies_to)) {
                context_.report(ref.spot, Rule::change_ref,
                                "which " + ref.applies_to +
                                    " of several is meant is not said: "
                                    "there is no ref");
            }
        }
    }

    std::vector<Scope> scopes_;
    std::unordered_set<std::string> versions_;  ///< of the revisions at hand
    std::string current_;
    const Revisable* element_ = nullptr;  ///< what the revisions at hand are of; null: not core's
};

}  // namespace

Group make_change_rules(Context& context) { return std::make_unique<ChangeRules>(context); }

}  // namespace egiz::formats::xliff2
