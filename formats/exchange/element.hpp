// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/xml/parser.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace egiz::formats {

/// An element's name and attributes, for readers that bear with any namespace. Attribute names are
/// local, but for those of the `xml` prefix: `xml:lang`.
class Element {
public:
    Element(std::string_view element_name, const xml::Attributes& list) : name(element_name) {
        for (const xml::Attribute& attribute : list.list()) {
            attributes_.emplace_back(attribute.prefix == "xml"
                                         ? "xml:" + std::string(attribute.name)
                                         : std::string(attribute.name),
                                     std::string(attribute.value));
        }
    }

    std::string name;

    /// The attribute's value; null if there is none.
    [[nodiscard]] const std::string* find(std::string_view attribute) const {
        for (const auto& [attribute_name, value] : attributes_) {
            if (attribute_name == attribute) return &value;
        }
        return nullptr;
    }
    /// The attribute's value; empty if there is none.
    [[nodiscard]] std::string get(std::string_view attribute) const {
        const std::string* value = find(attribute);
        return value == nullptr ? std::string() : *value;
    }

private:
    std::vector<std::pair<std::string, std::string>> attributes_;
};

}  // namespace egiz::formats
