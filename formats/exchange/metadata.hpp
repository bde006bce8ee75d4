// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/units.hpp"
#include "text/translation_unit.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::formats {

/// Begins the names of all properties that are ours.
inline constexpr std::string_view own_property = "x-egiz-";

/// What a unit knows of its alignment, as properties: `x-egiz-document`, `x-egiz-bead`,
/// `x-egiz-score`, `x-egiz-state`. What is empty is left out.
[[nodiscard]] std::vector<Property> alignment_properties(const TranslationUnit& unit);
/// Takes such a property back into the unit. False if it is none, or its value makes no sense.
bool take_alignment_property(const Property& property, TranslationUnit& unit);

/// A context as files hold it: `previous:next`, in hexadecimal digits.
[[nodiscard]] std::string print_context(Context context);
[[nodiscard]] std::optional<Context> parse_context(std::string_view text);
/// Where a variant stood, as properties `x-egiz-context`, one a place.
[[nodiscard]] std::vector<Property> context_properties(const Variant& variant);
/// Takes such a property back into the variant. False if it is none, or its value makes no sense.
bool take_context_property(const Property& property, Variant& variant);

/// All of a unit that XLIFF has no place for: alignment_properties() but for a document that is
/// `file_document`; dates and names (`x-egiz-created`, `-created-by`, `-changed`, `-changed-by`)
/// and properties (`x-egiz-prop-TYPE`) of the unit, and of both sides (`x-egiz-source-…`,
/// `x-egiz-target-…`, contexts too). No name holds white space. What was kept of XLIFF of the
/// version is left out: it is written as what it was.
[[nodiscard]] std::vector<Property> unit_metadata(const TranslationUnit& unit,
                                                  const Variant& source, const Variant& target,
                                                  std::string_view file_document,
                                                  XliffVersion version);
/// Tells that a unit of a file of ours holds what was kept of another one: `x-egiz-kept`.
[[nodiscard]] Property kept_property();
/// Tells the id of a unit that the file could not give it: `x-egiz-id`.
[[nodiscard]] Property id_property(const TranslationUnit& unit);
/// Sets it back. `source` and `target` may be null. False if it is no such property.
bool take_unit_metadata(const Property& property, TranslationUnit& unit, Variant* source,
                        Variant* target);

}  // namespace egiz::formats
