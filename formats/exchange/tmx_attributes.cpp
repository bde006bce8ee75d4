// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/tmx_attributes.hpp"

#include <string>

namespace egiz::formats {
namespace {

constexpr std::string_view prefix = "x-egiz-tmx-";

struct Kept {
    std::string_view name;
    bool of_tuv = true;
};
/// Those of the DTD of TMX 1.4, but for the ids, dates and names that units know.
constexpr Kept kept[] = {
    {"o-encoding"},     {"datatype"},     {"usagecount"},
    {"lastusagedate"},  {"creationtool"}, {"creationtoolversion"},
    {"segtype", false}, {"o-tmf"},        {"srclang", false},
};

bool is_segtype(std::string_view value) {
    return value == "block" || value == "paragraph" || value == "sentence" || value == "phrase";
}

std::string_view* place_of(std::string_view name, KnownAttributes& known) {
    if (name == "tuid") return &known.id;
    if (name == "lang") return &known.language;
    if (name == "creationdate") return &known.created;
    if (name == "creationid") return &known.created_by;
    if (name == "changedate") return &known.changed;
    if (name == "changeid") return &known.changed_by;
    return nullptr;
}

}  // namespace

KnownAttributes known_attributes(const Element& element) {
    KnownAttributes known;
    std::string_view xml_language;
    for (const xml::Attribute& attribute : element.attributes()) {
        const bool of_xml = attribute.prefix == "xml";
        std::string_view* place = of_xml ? nullptr : place_of(attribute.name, known);
        if (of_xml && attribute.name == "lang") place = &xml_language;
        if (place == nullptr) {
            known.has_others = true;
        } else if (place->empty()) {
            *place = attribute.value;
        }
    }
    if (!xml_language.empty()) known.language = xml_language;
    return known;
}

void keep_attributes(const Element& element, TmxElement kind, std::vector<Property>& properties) {
    for (const Kept& attribute : kept) {
        if (kind == TmxElement::tuv && !attribute.of_tuv) continue;
        const std::string_view value = element.get(attribute.name);
        if (value.empty()) continue;
        properties.push_back(
            {std::string(prefix) + std::string(attribute.name), std::string(value)});
    }
}

std::string_view kept_attribute(const Property& property, TmxElement kind) {
    if (!property.type.starts_with(prefix) || property.value.empty()) return {};
    const std::string_view name = std::string_view(property.type).substr(prefix.size());
    for (const Kept& attribute : kept) {
        if (attribute.name != name) continue;
        if (kind == TmxElement::tuv && !attribute.of_tuv) return {};
        if (name == "segtype" && !is_segtype(property.value)) return {};
        return attribute.name;
    }
    return {};
}

}  // namespace egiz::formats
