// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/xliff2/context.hpp"

#include "formats/words.hpp"

#include <algorithm>

namespace egiz::formats::xliff2 {

const std::string_view* Tag::find(Space own, std::string_view called) const {
    for (const Attribute& attribute : attributes) {
        if (attribute.space == own && attribute.name == called) return &attribute.value;
    }
    return nullptr;
}

std::string_view Tag::value(std::string_view called) const {
    const std::string_view* found = find(called);
    return found == nullptr ? std::string_view() : *found;
}

bool UnitIndex::holds(const FragmentId& fragment) const {
    return (fragment.file.empty() || fragment.file == file) &&
           (fragment.group.empty() || groups.contains(fragment.group)) &&
           (fragment.unit.empty() ? fragment.file.empty() && fragment.group.empty()
                                  : fragment.unit == unit);
}

bool UnitIndex::has_span(const FragmentId& fragment) const {
    if (!holds(fragment) || fragment.id.empty()) return false;
    if (fragment.prefix.empty()) return source.contains(fragment.id);
    return fragment.prefix == "t" && target.contains(fragment.id);
}

const Open* Context::enclosing() const {
    for (auto element = open.rbegin() + 1; element < open.rend(); ++element) {
        if (element->is(Space::core, "unit") || element->is(Space::core, "group") ||
            element->is(Space::core, "file")) {
            return &*element;
        }
    }
    return nullptr;
}

bool Context::inside(Space space, std::string_view name) const {
    return std::any_of(open.begin(), open.end(),
                       [&](const Open& element) { return element.is(space, name); });
}

void Context::begin_unit() {
    unit = {};
    unit.unit = self().id;
    for (const Open& element : open) {
        if (element.is(Space::core, "file")) unit.file = element.id;
        if (element.is(Space::core, "group")) unit.groups.insert(element.id);
    }
}

void Context::end_unit() {
    for (const auto& check : unit_checks_) check();
    unit_checks_.clear();
}

void Context::end_file() {
    for (const auto& check : file_checks_) check();
    file_checks_.clear();
}

bool Context::take_fragment(std::string_view ref, FragmentId& fragment) const {
    if (!ref.starts_with('#')) return false;
    fragment = parse_fragment_id(ref);
    if (fragment.wrong.empty()) return true;
    report(Rule::fragment_syntax, quote(ref) + " is no fragment identifier: " + fragment.wrong);
    return false;
}

void Context::require_span(Rule rule, std::string_view ref) {
    if (!ref.starts_with('#')) {
        report(rule, "ref=" + quote(ref) + " is not to a span of text in the unit" +
                         "; a fragment identifier begins with #");
        return;
    }
    FragmentId fragment;
    if (!take_fragment(ref, fragment)) return;
    at_unit_end([this, rule, spot = self().spot, fragment = std::move(fragment),
                 ref = std::string(ref)] {
        if (!unit.has_span(fragment)) {
            report(spot, rule,
                   "ref=" + quote(ref) + " is not a span of text in the unit " + quote(unit.unit));
        }
    });
}

std::string quote(std::string_view text) {
    constexpr std::size_t most = 100;
    if (text.size() <= most) return "\"" + std::string(text) + "\"";
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return "\"" + std::string(text.substr(0, end)) + "…\"";
}

std::string name_of(Space space, std::string_view name) {
    const std::string prefix(prefix_of(space));
    return (prefix.empty() ? "" : prefix + ":") + std::string(name);
}

bool same_language(std::string_view one, std::string_view other) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [&](char a, char b) { return lower(a) == lower(b); });
}

}  // namespace egiz::formats::xliff2
