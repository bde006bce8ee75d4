// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/kept_attributes.hpp"

#include "formats/exchange/code_types.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace egiz::formats {
namespace {

constexpr std::string_view prefix_1 = "x-egiz-xliff1-";
constexpr std::string_view prefix_2 = "x-egiz-xliff2-";
constexpr std::string_view own_sub_state = "egiz:";
constexpr std::string_view copied_target = "as=copy";
constexpr std::string_view empty_target = "as=empty";

/// How a value is checked before it is written; the schemas' words, with blanks around.
struct AttributeRule {
    std::string_view name;
    std::string_view words;  ///< empty: any text; "#": a NMTOKEN; "n": a priority, 1 to 10
};
constexpr std::string_view yes_or_no = " yes no ";
/// XLIFF 1.2, strict, 2.3; without those that refer to a header (`phase-name`, `tool-id`).
constexpr AttributeRule unit_1[] = {
    {"approved", yes_or_no},
    {"translate", yes_or_no},
    {"reformat", yes_or_no},
    {"resname", ""},
    {"extradata", ""},
    {"help-id", "#"},
    {"menu", ""},
    {"menu-option", ""},
    {"menu-name", ""},
    {"font", ""},
    {"css-style", ""},
    {"style", "#"},
    {"exstyle", "#"},
    {"extype", ""},
    {"size-unit", " byte char col cm dlgunit em ex glyph in mm percent pixel point row "},
    {"maxwidth", "#"},
    {"minwidth", "#"},
    {"maxheight", "#"},
    {"minheight", "#"},
    {"maxbytes", "#"},
    {"minbytes", "#"},
    {"charclass", ""},
    {"datatype",
     " asp c cdf cfm cpp csharp cstring csv database documentfooter documentheader filedialog form "
     "html htmlbody ini interleaf javaclass javapropertyresourcebundle javalistresourcebundle "
     "javascript jscript layout lisp margin menufile messagetable mif mimetype mo msglib "
     "pagefooter "
     "pageheader parameters pascal php plaintext pofile rc report resources resx rtf sgml "
     "sgmldtd svg vbscript vbs xml xmldtd xhtml xmp winres "},
    {"merged-trans", yes_or_no},
};
constexpr std::string_view states_1 =
    " final needs-adaptation needs-l10n needs-review-adaptation needs-review-l10n "
    "needs-review-translation needs-translation new signed-off translated ";
constexpr AttributeRule target_1[] = {
    {"state", states_1},
    {"state-qualifier",
     " exact-match fuzzy-match id-match leveraged-glossary leveraged-inherited leveraged-mt "
     "leveraged-repository leveraged-tm mt-suggestion rejected-grammar rejected-inaccurate "
     "rejected-length rejected-spelling tm-suggestion "},
    {"resname", ""},
    {"font", ""},
    {"css-style", ""},
    {"style", "#"},
    {"exstyle", "#"},
    {"equiv-trans", yes_or_no},
};
constexpr AttributeRule note_1[] = {{"from", ""}, {"priority", "n"}, {"annotates", " general "}};
/// XLIFF 2.0, 4.2.2.
constexpr std::string_view states_2 = " initial translated reviewed final ";
constexpr AttributeRule unit_2[] = {{"name", ""},
                                    {"canResegment", yes_or_no},
                                    {"translate", yes_or_no},
                                    {"srcDir", " ltr rtl auto "},
                                    {"trgDir", " ltr rtl auto "},
                                    {"type", ":"}};
constexpr AttributeRule segment_2[] = {
    {"id", "#"}, {"canResegment", yes_or_no}, {"state", states_2}, {"subState", ":"}};
constexpr AttributeRule note_2[] = {{"id", "#"}, {"category", ""}, {"priority", "n"}};

struct Rules {
    const AttributeRule* begin = nullptr;
    const AttributeRule* end = nullptr;
};
template <std::size_t size>
Rules all_of(const AttributeRule (&rules)[size]) {
    return {rules, rules + size};
}
Rules rules_for(XliffVersion version, XliffElement kind) {
    const bool first = version == XliffVersion::v1_2;
    switch (kind) {
        case XliffElement::unit:
            return first ? all_of(unit_1) : all_of(unit_2);
        case XliffElement::segment:
            return first ? Rules() : all_of(segment_2);
        case XliffElement::target:
            return first ? all_of(target_1) : Rules();
        case XliffElement::note:
            return first ? all_of(note_1) : all_of(note_2);
    }
    return {};
}

std::string_view name_of(XliffElement kind) {
    switch (kind) {
        case XliffElement::unit:
            return "unit";
        case XliffElement::segment:
            return "segment";
        case XliffElement::target:
            return "target";
        case XliffElement::note:
            return "notes";
    }
    return "";
}

bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '.' || c == '-' || c == '_';
    });
}

bool value_fits(const AttributeRule& rule, std::string_view value) {
    if (rule.words.empty()) return true;
    if (rule.words == "#") return is_token(value);
    if (rule.words == ":") {
        const std::size_t colon = value.find(':');
        return colon != std::string_view::npos && colon > 0 && colon + 1 < value.size() &&
               value.find_first_of(" \t\n") == std::string_view::npos && !value.starts_with("xlf:");
    }
    if (rule.words == "n") {
        return value == "10" || (value.size() == 1 && value[0] >= '1' && value[0] <= '9');
    }
    if (value.starts_with("x-") && value.size() > 2 && rule.words != yes_or_no &&
        rule.words != states_2) {
        return value.find_first_of(" \t\n\r") == std::string_view::npos;
    }
    return is_token(value) &&
           rule.words.find(" " + std::string(value) + " ") != std::string_view::npos;
}

const AttributeRule* find_rule(std::string_view name, XliffVersion version, XliffElement kind) {
    const Rules rules = rules_for(version, kind);
    const auto* found = std::find_if(rules.begin, rules.end,
                                     [&](const AttributeRule& rule) { return rule.name == name; });
    return found == rules.end ? nullptr : found;
}

struct StatePair {
    std::string_view in_1;
    std::string_view in_2;
};
/// What the states of one version are in the other; the first that fits is taken.
constexpr StatePair state_pairs[] = {
    {"new", "initial"},
    {"translated", "translated"},
    {"signed-off", "reviewed"},
    {"final", "final"},
    {"needs-translation", "initial"},
    {"needs-adaptation", "initial"},
    {"needs-l10n", "initial"},
    {"needs-review-translation", "translated"},
    {"needs-review-adaptation", "translated"},
    {"needs-review-l10n", "translated"},
};

std::vector<Property> without_empty(std::vector<Property> attributes) {
    std::erase_if(attributes, [](const Property& each) { return each.value.empty(); });
    return attributes;
}

}  // namespace

std::string print_attributes(const Element& element, XliffVersion version, XliffElement kind,
                             std::string_view without) {
    std::string text;
    const Rules rules = rules_for(version, kind);
    // Most elements have one attribute or none that is looked for.
    std::size_t left = element.count_of([&](std::string_view name) {
        return std::any_of(rules.begin, rules.end,
                           [&](const AttributeRule& rule) { return rule.name == name; });
    });
    for (const AttributeRule* rule = rules.begin; left > 0 && rule != rules.end; ++rule) {
        const std::string_view* value = element.find_plain(rule->name);
        if (value == nullptr) continue;
        --left;
        if (rule->name == without) continue;
        if (!text.empty()) text += ';';
        text += rule->name;
        text += '=';
        text += encode_item(*value);
    }
    return text;
}

Property kept_attributes_property(XliffVersion version, XliffElement kind, std::string attributes) {
    std::string type(version == XliffVersion::v1_2 ? prefix_1 : prefix_2);
    type += name_of(kind);
    return {std::move(type), std::move(attributes)};
}

std::vector<Property> read_attributes(std::string_view text, XliffVersion version,
                                      XliffElement kind) {
    std::vector<Property> attributes;
    while (!text.empty()) {
        const std::string_view item = text.substr(0, text.find(';'));
        text.remove_prefix(std::min(item.size() + 1, text.size()));
        const std::size_t equals = item.find('=');
        if (equals == std::string_view::npos) continue;
        const std::string_view name = item.substr(0, equals);
        const AttributeRule* rule = find_rule(name, version, kind);
        std::string value = decode_blanks(item.substr(equals + 1));
        const bool twice = std::any_of(attributes.begin(), attributes.end(),
                                       [&](const Property& other) { return other.type == name; });
        if (rule == nullptr || twice || !value_fits(*rule, value)) continue;
        attributes.push_back({std::string(name), std::move(value)});
    }
    return attributes;
}

std::optional<std::vector<Property>> kept_attributes(const TranslationUnit& unit,
                                                     XliffVersion version, XliffElement kind) {
    const std::string_view prefix = version == XliffVersion::v1_2 ? prefix_1 : prefix_2;
    for (const Property& property : unit.properties) {
        if (!property.type.starts_with(prefix) ||
            std::string_view(property.type).substr(prefix.size()) != name_of(kind)) {
            continue;
        }
        return read_attributes(property.value, version, kind);
    }
    return std::nullopt;
}

std::vector<Property> kept_unit_attributes(const TranslationUnit& unit, XliffVersion version) {
    auto own = kept_attributes(unit, version, XliffElement::unit);
    if (own && !value_of(*own, "translate").empty()) return std::move(*own);
    const bool is_1 = version == XliffVersion::v1_2;
    const auto other =
        kept_attributes(unit, is_1 ? XliffVersion::v2_0 : XliffVersion::v1_2, XliffElement::unit);
    std::vector<Property> attributes = own ? std::move(*own) : std::vector<Property>();
    if (other && !value_of(*other, "translate").empty()) {
        attributes.push_back({"translate", std::string(value_of(*other, "translate"))});
    }
    return attributes;
}

void mark_target_form(std::string& attributes, TargetForm form) {
    if (form == TargetForm::none) return;
    const std::string_view mark = form == TargetForm::copy ? copied_target : empty_target;
    attributes = std::string(mark) + (attributes.empty() ? "" : ";") + attributes;
}

TargetForm kept_target_form(const TranslationUnit& unit, XliffVersion version) {
    const XliffElement kind =
        version == XliffVersion::v1_2 ? XliffElement::target : XliffElement::segment;
    const std::string type = kept_attributes_property(version, kind, {}).type;
    for (const Property& property : unit.properties) {
        if (property.type != type) continue;
        if (property.value.starts_with(copied_target)) return TargetForm::copy;
        if (property.value.starts_with(empty_target)) return TargetForm::empty;
    }
    return TargetForm::none;
}

std::string_view value_of(const std::vector<Property>& attributes, std::string_view name) {
    for (const Property& attribute : attributes) {
        if (attribute.type == name) return attribute.value;
    }
    return {};
}

ReviewState review_state_of_1(std::string_view approved, std::string_view state,
                              std::string_view qualifier) {
    if (qualifier.starts_with("rejected")) return ReviewState::rejected;
    const bool accepted = approved == "yes" || state == "final" || state == "signed-off";
    return accepted ? ReviewState::reviewed : ReviewState::unreviewed;
}

ReviewState review_state_of_2(std::string_view state, std::string_view sub_state) {
    if (sub_state == "egiz:rejected") return ReviewState::rejected;
    return state == "final" || state == "reviewed" ? ReviewState::reviewed
                                                   : ReviewState::unreviewed;
}

std::vector<Property> state_in_1(const TranslationUnit& unit) {
    if (const auto target = kept_attributes(unit, XliffVersion::v1_2, XliffElement::target)) {
        const auto own = kept_attributes(unit, XliffVersion::v1_2, XliffElement::unit);
        const std::string approved(own ? value_of(*own, "approved") : std::string_view());
        const std::string state(value_of(*target, "state"));
        const std::string qualifier(value_of(*target, "state-qualifier"));
        if (review_state_of_1(approved, state, qualifier) == unit.state) {
            return without_empty(
                {{"approved", approved}, {"state", state}, {"state-qualifier", qualifier}});
        }
    } else if (const auto segment =
                   kept_attributes(unit, XliffVersion::v2_0, XliffElement::segment)) {
        const std::string_view sub_state = value_of(*segment, "subState");
        std::string_view state = value_of(*segment, "state");
        if (state.empty()) state = "initial";
        if (unit.state != ReviewState::rejected &&
            review_state_of_2(state, sub_state) == unit.state) {
            for (const StatePair& pair : state_pairs) {
                if (pair.in_2 == state) return {{"state", std::string(pair.in_1)}};
            }
        }
    }
    switch (unit.state) {
        case ReviewState::unreviewed:
            break;
        case ReviewState::reviewed:
            return {{"approved", "yes"}, {"state", "final"}};
        case ReviewState::rejected:
            return {{"state", "needs-review-translation"},
                    {"state-qualifier", "rejected-inaccurate"}};
    }
    return {{"state", "translated"}};
}

std::vector<Property> state_in_2(const TranslationUnit& unit) {
    if (const auto segment = kept_attributes(unit, XliffVersion::v2_0, XliffElement::segment)) {
        const std::string state(value_of(*segment, "state"));
        const std::string sub_state(state.empty() ? "" : value_of(*segment, "subState"));
        if (review_state_of_2(state, sub_state) == unit.state) {
            return without_empty({{"state", state}, {"subState", sub_state}});
        }
    } else if (const auto target =
                   kept_attributes(unit, XliffVersion::v1_2, XliffElement::target)) {
        const std::string_view state = value_of(*target, "state");
        const auto* pair = std::find_if(std::begin(state_pairs), std::end(state_pairs),
                                        [&](const StatePair& each) { return each.in_1 == state; });
        if (pair != std::end(state_pairs) && unit.state != ReviewState::rejected &&
            review_state_of_2(pair->in_2, {}) == unit.state) {
            const bool same =
                pair->in_1 == pair->in_2 || pair->in_1 == "new" || pair->in_1 == "signed-off";
            return without_empty(
                {{"state", std::string(pair->in_2)},
                 {"subState", same ? "" : std::string(own_sub_state) + std::string(state)}});
        }
    }
    switch (unit.state) {
        case ReviewState::unreviewed:
            break;
        case ReviewState::reviewed:
            return {{"state", "final"}};
        case ReviewState::rejected:
            return {{"state", "initial"}, {"subState", "egiz:rejected"}};
    }
    return {{"state", "translated"}};
}

std::string print_note_attributes(const std::vector<std::string>& notes) {
    if (std::all_of(notes.begin(), notes.end(), [](const auto& each) { return each.empty(); })) {
        return {};
    }
    std::string text;
    for (const std::string& note : notes) text += note + ' ';
    return text;
}

std::vector<std::vector<Property>> kept_note_attributes(const TranslationUnit& unit,
                                                        XliffVersion version, std::size_t notes) {
    const std::string type = kept_attributes_property(version, XliffElement::note, {}).type;
    std::vector<std::vector<Property>> result;
    for (const Property& property : unit.properties) {
        if (property.type != type) continue;
        std::string_view rest = property.value;
        while (!rest.empty() && result.size() <= notes) {
            const std::string_view item = rest.substr(0, rest.find(' '));
            rest.remove_prefix(std::min(item.size() + 1, rest.size()));
            result.push_back(read_attributes(item, version, XliffElement::note));
        }
        break;
    }
    if (result.size() != notes) result.assign(notes, {});
    return result;
}

bool is_kept_of_xliff(std::string_view type, XliffVersion version) {
    return type.starts_with(version == XliffVersion::v1_2 ? prefix_1 : prefix_2);
}

}  // namespace egiz::formats
