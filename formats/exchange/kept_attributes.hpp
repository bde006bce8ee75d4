// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/element.hpp"
#include "formats/exchange/units.hpp"
#include "text/translation_unit.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::formats {

/// Attributes of XLIFF elements that a unit has no place for are kept as its properties
/// `x-egiz-xliff1-unit`, `x-egiz-xliff2-segment` and so on: `state=new;state-qualifier=mt`.
enum class XliffElement { unit, segment, target, note };

/// Those of the element's attributes that its schema has, but for ids of units and what is of the
/// XML namespace, and but for `without`.
[[nodiscard]] std::string print_attributes(const Element& element, XliffVersion version,
                                           XliffElement kind, std::string_view without = {});
[[nodiscard]] Property kept_attributes_property(XliffVersion version, XliffElement kind,
                                                std::string attributes);
/// What was kept for the element, as far as the schema allows; nothing if nothing was kept.
[[nodiscard]] std::optional<std::vector<Property>> kept_attributes(const TranslationUnit& unit,
                                                                   XliffVersion version,
                                                                   XliffElement kind);
/// What was kept for the unit, and `translate` of the other version if only that was kept.
[[nodiscard]] std::vector<Property> kept_unit_attributes(const TranslationUnit& unit,
                                                         XliffVersion version);
/// Attributes as print_attributes() wrote them, as far as the schema allows.
[[nodiscard]] std::vector<Property> read_attributes(std::string_view text, XliffVersion version,
                                                    XliffElement kind);
/// How the file wrote the target of a unit that has no translation; put in front of the attributes
/// of what tells its state.
enum class TargetForm {
    none,
    empty,  ///< `<target/>`
    copy    ///< the source over again, in a state that says that it is to be written over
};
void mark_target_form(std::string& attributes, TargetForm form);
[[nodiscard]] TargetForm kept_target_form(const TranslationUnit& unit, XliffVersion version);

/// The value of the attribute; empty if there is none.
[[nodiscard]] std::string_view value_of(const std::vector<Property>& attributes,
                                        std::string_view name);

/// What the states say of a translation: `approved`, state and state-qualifier of 1.2; state of 2.
[[nodiscard]] ReviewState review_state_of_1(std::string_view approved, std::string_view state,
                                            std::string_view qualifier);
[[nodiscard]] ReviewState review_state_of_2(std::string_view state, std::string_view sub_state);

/// The attributes `approved` (of the unit), `state` and `state-qualifier` that say the unit's state
/// in 1.2, and `state` and `subState` in 2.0: those it came with, of either version, if they still
/// say what is so; else those that say just what is so.
[[nodiscard]] std::vector<Property> state_in_1(const TranslationUnit& unit);
[[nodiscard]] std::vector<Property> state_in_2(const TranslationUnit& unit);

/// Notes' attributes, one entry a note in the order unit, source, target; empty where there are
/// none.
[[nodiscard]] std::string print_note_attributes(const std::vector<std::string>& notes);
/// \param notes  how many there are now; if that is not how many there were, nothing is given
[[nodiscard]] std::vector<std::vector<Property>> kept_note_attributes(const TranslationUnit& unit,
                                                                      XliffVersion version,
                                                                      std::size_t notes);
/// Whether the property was kept of XLIFF of that version, so that it is written as what it was.
[[nodiscard]] bool is_kept_of_xliff(std::string_view type, XliffVersion version);

}  // namespace egiz::formats
