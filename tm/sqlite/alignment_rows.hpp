// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "text/alignment.hpp"
#include "tm/alignment_file.hpp"
#include "tm/sqlite/database.hpp"

namespace egiz::tm {

/// True if a text has inline codes, or paragraphs that are more than text.
[[nodiscard]] bool has_markup(const Alignment& alignment);

/// Fills the tables of a fresh alignment file. Keep it in a transaction.
void insert_alignment(Database& database, const Alignment& alignment,
                      const AlignmentFileInfo& info);

/// Reads them. No number is out of its range and no row is missing in between; whether the segments
/// and ladders hold is still to be checked.
/// \throws Error (input)
[[nodiscard]] AlignmentFile select_alignment(Database& database, bool markup);

}  // namespace egiz::tm
