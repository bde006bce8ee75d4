// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/xliff2/groups.hpp"
#include "formats/words.hpp"
#include "formats/xml/words.hpp"

#include <algorithm>
#include <unordered_set>

namespace egiz::formats::xliff2 {
namespace {

bool is_integer(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Where core's elements may have an attribute of the module.
struct SizePlace {
    std::string_view attribute;
    std::vector<std::string_view> elements;
};
const std::vector<SizePlace> size_places{
    {"sizeRestriction", {"file", "group", "unit", "mrk", "sm", "pc", "sc"}},
    {"storageRestriction", {"file", "group", "unit", "mrk", "sm", "pc", "sc"}},
    {"equivStorage", {"pc", "sc", "ec", "ph"}},
    {"sizeInfo", {"file", "group", "unit", "pc", "sc", "ec", "ph"}},
    {"sizeInfoRef", {"file", "group", "unit", "pc", "sc", "ec", "ph"}},
};

/// `[minimum,]maximum`, where the maximum may be `*`.
bool is_restriction(std::string_view text) {
    const std::size_t comma = text.find(',');
    if (comma != std::string_view::npos) {
        if (!is_integer(xml::trimmed(text.substr(0, comma)))) return false;
        text.remove_prefix(comma + 1);
    }
    text = xml::trimmed(text);
    return text == "*" || is_integer(text);
}

class SizeRules final : public RuleGroup {
public:
    using RuleGroup::RuleGroup;

    void start(const Tag& tag) override {
        if (tag.is(Space::core, "file")) {
            general_is_standard_ = storage_is_standard_ = true;
            scopes_.clear();
        } else if (tag.is(Space::slr, "profiles")) {
            take_profiles(tag);
        }
        if (tag.space != Space::core) return;
        if (tag.name == "file" || tag.name == "group" || tag.name == "unit") scopes_.emplace_back();
        check_places(tag);
        check_values(tag);
        check_info(tag);
    }

    void end() override {
        const Open& self = context_.self();
        const bool is_scope = self.is(Space::core, "file") || self.is(Space::core, "group") ||
                              self.is(Space::core, "unit");
        if (!is_scope || scopes_.empty()) return;
        check_refs(scopes_.back());
        scopes_.pop_back();
    }

    void extension(const Tag& tag) override {
        const std::string_view* id = tag.find("id");
        if (id == nullptr) id = tag.find(Space::xml, "id");
        if (id == nullptr || scopes_.empty() || !context_.inside(Space::slr, "data")) return;
        scopes_.back().data.emplace(*id);
    }

private:
    struct Ref {
        std::string id;
        Spot spot;
    };
    struct Scope {
        std::unordered_set<std::string> data;
        std::vector<Ref> refs;
    };

    /// Where a file names no profile, the values that are there are taken for the standard one's.
    void take_profiles(const Tag& tag) {
        const std::string_view general = tag.value("generalProfile");
        const std::string_view storage = tag.value("storageProfile");
        const auto check = [&](std::string_view attribute, std::string_view profile,
                               const std::vector<std::string_view>& known) {
            if (!profile.starts_with("xliff:") || is_one_of(profile, known)) return;
            context_.report(Rule::size_profile,
                            std::string(attribute) + "=" + quote(profile) +
                                " is no profile of the standard, which alone has the name xliff");
        };
        check("generalProfile", general, {"xliff:codepoints"});
        check("storageProfile", storage, {"xliff:utf8", "xliff:utf16", "xliff:utf32"});
        general_is_standard_ = general.empty() || general == "xliff:codepoints";
        storage_is_standard_ = storage.empty() || storage.starts_with("xliff:");
    }

    void check_places(const Tag& tag) {
        for (const auto& [attribute, elements] : size_places) {
            if (!tag.has(Space::slr, attribute) || is_one_of(tag.name, elements)) continue;
            context_.report(Rule::size_place, "slr:" + std::string(attribute) +
                                                  " is for nothing that a " +
                                                  std::string(tag.name) + " is");
        }
    }

    void check_values(const Tag& tag) {
        if (general_is_standard_) {
            check_restriction(tag, "sizeRestriction");
            check_number(tag, "sizeInfo");
        }
        if (storage_is_standard_) {
            check_restriction(tag, "storageRestriction");
            check_number(tag, "equivStorage");
        }
    }

    void check_restriction(const Tag& tag, std::string_view attribute) {
        const std::string_view* value = tag.find(Space::slr, attribute);
        if (value == nullptr || is_restriction(*value)) return;
        context_.report(Rule::size_pattern,
                        "slr:" + std::string(attribute) + "=" + quote(*value) +
                            " is not [minimum,]maximum with integers, or * for the maximum");
    }

    void check_number(const Tag& tag, std::string_view attribute) {
        const std::string_view* value = tag.find(Space::slr, attribute);
        if (value == nullptr || value->empty() || is_integer(xml::trimmed(*value))) return;
        context_.report(Rule::size_number,
                        "slr:" + std::string(attribute) + "=" + quote(*value) + " is no integer");
    }

    void check_info(const Tag& tag) {
        const bool has_info = tag.has(Space::slr, "sizeInfo");
        const std::string_view* ref = tag.find(Space::slr, "sizeInfoRef");
        if (has_info && ref != nullptr) {
            context_.report(Rule::size_info_both, "both slr:sizeInfo and slr:sizeInfoRef are set");
        }
        if (tag.name == "ec" && tag.value("isolated") != "yes" &&
            (has_info || ref != nullptr || tag.has(Space::slr, "equivStorage"))) {
            context_.report(Rule::size_ec,
                            "a size on an ec that is not isolated; the one on its sc covers both");
        }
        if (ref != nullptr && !scopes_.empty()) {
            scopes_.back().refs.push_back({std::string(*ref), context_.self().spot});
        }
    }

    /// Data stands before all that may refer to it, so what is open knows all of it.
    void check_refs(const Scope& scope) {
        for (const Ref& ref : scope.refs) {
            const bool found = std::any_of(scopes_.begin(), scopes_.end(), [&](const Scope& one) {
                return one.data.contains(ref.id);
            });
            if (found) continue;
            context_.report(ref.spot, Rule::size_info_ref,
                            "slr:sizeInfoRef=" + quote(ref.id) +
                                " is in no slr:data beside or above the element");
        }
    }

    bool general_is_standard_ = true;
    bool storage_is_standard_ = true;
    std::vector<Scope> scopes_;
};

}  // namespace

Group make_size_rules(Context& context) { return std::make_unique<SizeRules>(context); }

}  // namespace egiz::formats::xliff2
