// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/element.hpp"
#include "text/translation_unit.hpp"

#include <string_view>
#include <vector>

namespace egiz::formats {

/// The attributes of a `tu` or `tuv` that units and variants have places for. Valid while the
/// element is.
struct KnownAttributes {
    std::string_view id, language, created, created_by, changed, changed_by;
    bool has_others = false;
};
[[nodiscard]] KnownAttributes known_attributes(const Element& element);

/// Attributes of `tu` and `tuv` that a unit has no place for (TMX 1.4b, 3.1: usagecount, segtype …)
/// are kept as its properties `x-egiz-tmx-NAME`.
enum class TmxElement { tu, tuv };

/// Appends those of the element that are not empty.
void keep_attributes(const Element& element, TmxElement kind, std::vector<Property>& properties);

/// The name of the attribute that the property is written as; empty if it is none, or TMX 1.4 does
/// not let the attribute have such a value.
[[nodiscard]] std::string_view kept_attribute(const Property& property, TmxElement kind);

}  // namespace egiz::formats
