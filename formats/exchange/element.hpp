// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/xml/parser.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::formats {

/// An element's name and attributes, for readers that bear with any namespace. Attribute names are
/// local, but for those of the `xml` prefix: `xml:lang`. Valid while its handler runs.
class Element {
public:
    Element(std::string_view element_name, const xml::Attributes& attributes)
        : name(element_name), attributes_(attributes) {}

    std::string_view name;

    /// The attribute's value; null if there is none.
    [[nodiscard]] const std::string_view* find(std::string_view attribute) const {
        const bool of_xml = attribute.starts_with("xml:");
        if (of_xml) attribute.remove_prefix(4);
        for (const xml::Attribute& candidate : attributes_.list()) {
            if (candidate.name == attribute && (candidate.prefix == "xml") == of_xml) {
                return &candidate.value;
            }
        }
        return nullptr;
    }
    /// The attribute's value; empty if there is none.
    [[nodiscard]] std::string_view get(std::string_view attribute) const {
        const std::string_view* value = find(attribute);
        return value == nullptr ? std::string_view() : *value;
    }
    /// The same for one without prefix; null if there is none.
    [[nodiscard]] const std::string_view* find_plain(std::string_view attribute) const {
        return attributes_.find(attribute);
    }
    /// How many of the attributes without prefix have such a name.
    template <class Predicate>
    [[nodiscard]] std::size_t count_of(const Predicate& is_such) const {
        std::size_t count = 0;
        for (const xml::Attribute& attribute : attributes_.list()) {
            if (attribute.prefix.empty() && is_such(attribute.name)) ++count;
        }
        return count;
    }
    [[nodiscard]] const std::vector<xml::Attribute>& attributes() const {
        return attributes_.list();
    }
    /// Bytes of all values.
    [[nodiscard]] std::size_t size() const {
        std::size_t bytes = 0;
        for (const xml::Attribute& attribute : attributes_.list()) bytes += attribute.value.size();
        return bytes;
    }
    /// The first of the values that is not empty; empty if there is none.
    [[nodiscard]] std::string_view first_of(std::initializer_list<const char*> names) const {
        for (const char* attribute : names) {
            const std::string_view value = get(attribute);
            if (!value.empty()) return value;
        }
        return {};
    }

private:
    const xml::Attributes& attributes_;
};

}  // namespace egiz::formats
