// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/xml/writer.hpp"
#include "text/translation_unit.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::formats {

/// What a unit knows of its alignment, as properties: `x-egiz-document`, `x-egiz-bead`,
/// `x-egiz-score`, `x-egiz-state`. What is empty is left out.
[[nodiscard]] std::vector<Property> alignment_properties(const TranslationUnit& unit);
/// Takes such a property back into the unit. False if it is none, or its value makes no sense.
bool take_alignment_property(const Property& property, TranslationUnit& unit);

/// `2026-11-24T10:00:00Z` as TMX writes it, `20261124T100000Z`; empty if `iso` is no such date.
[[nodiscard]] std::string tmx_date(std::string_view iso);
/// The reverse; dates in other forms stay as they are.
[[nodiscard]] std::string iso_date(std::string_view tmx);

/// Writes the attribute unless its value is empty.
void attribute_if(xml::Writer& xml, std::string_view name, std::string_view value);

/// For each code of a variant, the code that closes or opens the same pair; none where it stands
/// alone. A close without an open before it, or with another id, has no partner.
[[nodiscard]] std::vector<std::optional<std::size_t>> pair_codes(
    const std::vector<InlineCode>& codes);

}  // namespace egiz::formats
