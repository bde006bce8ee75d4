// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/units.hpp"
#include "formats/input_file.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace egiz::formats {

/// `text` as a cell holds it: see below.
[[nodiscard]] std::string escape_cell(std::string_view text);

/// A table with a column a language: a header (see TableColumns), then a line a unit. Tab, line
/// feed, carriage return and backslash inside a cell are written `\t \n \r \\`; an empty cell is no
/// variant. Quotation marks stand for themselves. What is written holds texts only, no codes and no
/// metadata.
[[nodiscard]] std::unique_ptr<UnitReader> make_tsv_reader(InputFile file, const WarningSink& warn,
                                                          const ReadOptions& options);
[[nodiscard]] std::unique_ptr<UnitWriter> make_tsv_writer(std::ostream& out,
                                                          const UnitWriterOptions& options);

}  // namespace egiz::formats
