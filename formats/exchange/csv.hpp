// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/units.hpp"
#include "formats/input_file.hpp"

#include <memory>

namespace egiz::formats {

/// A table as spreadsheets write it (RFC 4180): cells parted by `,`, `;`, tab or `|`, whichever the
/// first line has, or that a line `sep=;` before it names; a cell in quotation marks may hold
/// those, quotation marks (doubled) and line breaks. In UTF-8, UTF-16, or what the bytes tell.
[[nodiscard]] std::unique_ptr<UnitReader> make_csv_reader(InputFile file, const WarningSink& warn,
                                                          const ReadOptions& options);
/// With commas, CRLF and a byte order mark, without which spreadsheets do not take it for UTF-8.
/// \throws Error (usage) if no language is asked for
[[nodiscard]] std::unique_ptr<UnitWriter> make_csv_writer(std::ostream& out,
                                                          const UnitWriterOptions& options);

}  // namespace egiz::formats
