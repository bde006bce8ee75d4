// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/units.hpp"
#include "formats/input_file.hpp"

#include <memory>

namespace egiz::formats {

/// Reads a workbook of Office Open XML (ECMA-376, part 1, 18): each sheet is a table with a header
/// (TableColumns), a row a unit. Cells are taken for the text that they show as far as it is
/// stored: of a formula its last result, numbers as they are stored. A sheet without a header is
/// passed over with a warning, unless it is the only one. Bounds: 64 MiB a file and a sheet,
/// unpacked.
[[nodiscard]] std::unique_ptr<UnitReader> make_xlsx_reader(InputFile file, const WarningSink& warn,
                                                           const ReadOptions& options);

/// Writes a sheet for people to edit: ids, a column a language, notes, states, and in a hidden
/// column all else of the unit (row_details.hpp), so that the same units come back. Every cell is
/// text. Ids are locked, without a password. A unit with a text of more than 32,767 UTF-16 units,
/// which no cell holds, is left out. Many units go into several sheets. \throws Error (usage) if no
/// language is asked for
[[nodiscard]] std::unique_ptr<UnitWriter> make_xlsx_writer(std::ostream& out,
                                                           const UnitWriterOptions& options);

}  // namespace egiz::formats
