// SPDX-License-Identifier: Apache-2.0
// Internal to formats/exchange: what a row of a spreadsheet holds of a unit beside its texts.
#pragma once

#include "text/translation_unit.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace egiz::formats {

/// What a header calls the column that row_details() go into.
inline constexpr std::string_view details_column = "egiz";

/// A variant's text with its inline codes as marks that an editor can move: `⟦1⟧bold⟦/1⟧`, and
/// `⟦2/⟧` for a code that stands alone. In a text with codes, a `⟦` of the text is doubled; without
/// codes the text is as it is.
[[nodiscard]] std::string marked_text(const Variant& variant);

/// The whole unit but for its texts, as JSON (jsonl.hpp).
[[nodiscard]] std::string row_details(const TranslationUnit& unit);

/// Adds what `details` know to a unit made of a row's cells: texts, id, notes and state are the
/// cells', all else is the details'. Marks become codes again.
/// \param warn  takes what does not fit together: codes that were taken out, details that are none
void add_details(TranslationUnit& unit, std::string_view details,
                 const std::function<void(const std::string&)>& warn);

/// How several notes stand in one cell.
[[nodiscard]] std::string joined_notes(const std::vector<std::string>& notes);

}  // namespace egiz::formats
