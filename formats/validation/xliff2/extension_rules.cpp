// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/xliff2/groups.hpp"

#include <unordered_map>
#include <unordered_set>

namespace egiz::formats::xliff2 {
namespace {

bool is_inline_code(const Open& element) {
    return element.is(Space::core, "ph") || element.is(Space::core, "pc") ||
           element.is(Space::core, "sc") || element.is(Space::core, "ec");
}
bool is_annotation(const Open& element) {
    return element.is(Space::core, "mrk") || element.is(Space::core, "sm");
}
bool is_container(const Open& element) {
    return element.is(Space::core, "file") || element.is(Space::core, "group") ||
           element.is(Space::core, "unit");
}

class ExtensionRules final : public RuleGroup {
public:
    using RuleGroup::RuleGroup;

    void start(const Tag& tag) override {
        const Open& self = context_.self();
        if (is_container(self)) scopes_.emplace_back();
        if (!has_element(self.space, self.name)) {
            context_.report(Rule::module_element, "the module " +
                                                      std::string(prefix_of(self.space)) +
                                                      " has no element " + quote(self.name));
        }
        check_place();
        for (const Attribute& attribute : tag.attributes) check_attribute(attribute);
    }

    void end() override {
        if (is_container(context_.self()) && !scopes_.empty()) scopes_.pop_back();
    }

    void extension(const Tag& tag) override { take_id(tag); }

private:
    /// What a file, group or unit holds itself.
    struct Scope {
        std::unordered_map<std::string, std::size_t> ids;  ///< namespace and id, to the line
        std::unordered_set<std::string> modules;           ///< outermost elements that are there
    };

    void take_id(const Tag& tag) {
        const std::string_view* id = tag.find("id");
        if (id == nullptr) id = tag.find(Space::xml, "id");
        if (id == nullptr || scopes_.empty()) return;
        if (!is_nmtoken(*id)) {
            context_.report(Rule::extension_id,
                            "the id " + quote(*id) + " of an extension is no NMTOKEN");
        }
        const auto [other, is_new] = scopes_.back().ids.emplace(
            context_.self().uri + " " + std::string(*id), context_.self().spot.line);
        if (!is_new) {
            context_.report(Rule::extension_id, "the id " + quote(*id) +
                                                    " is taken by another element of the "
                                                    "extension, in line " +
                                                    std::to_string(other->second));
        }
    }

    void check_place() {
        const Open& self = context_.self();
        const Placement* placement = find_placement(self.space, self.name);
        const Open* parent = context_.parent();
        if (placement == nullptr || parent == nullptr || !is_container(*parent)) return;
        const bool fits = parent->name == "file"    ? placement->in_file
                          : parent->name == "group" ? placement->in_group
                                                    : placement->in_unit;
        const std::string called = name_of(self.space, self.name);
        if (!fits) {
            context_.report(Rule::module_place, called + " may not stand in a " + parent->name);
        } else if (!scopes_.back().modules.insert(called).second && placement->once) {
            context_.report(Rule::module_place, "the " + parent->name + " has another " + called);
        }
    }

    void check_attribute(const Attribute& attribute) {
        const Open& self = context_.self();
        if (!has_attribute(attribute.space, attribute.name)) {
            context_.report(Rule::module_attribute,
                            "the module " + std::string(prefix_of(attribute.space)) +
                                " has no attribute " + quote(attribute.name) +
                                " for elements of others");
        } else if (is_inline_code(self) && attribute.space != Space::none &&
                   attribute.space != Space::fs && attribute.space != Space::slr) {
            context_.report(Rule::inline_attributes,
                            "the attribute " + name_of(attribute.space, attribute.name) +
                                " is of none of the modules that " + self.name + " is open to");
        } else if (is_annotation(self) && attribute.space == Space::xml) {
            context_.report(Rule::annotation_xml,
                            self.name + " may not have xml:" + std::string(attribute.name));
        }
    }

    std::vector<Scope> scopes_;
};

}  // namespace

Group make_extension_rules(Context& context) { return std::make_unique<ExtensionRules>(context); }

}  // namespace egiz::formats::xliff2
