// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/units.hpp"
#include "formats/input_file.hpp"

#include <memory>

namespace egiz::formats {

/// Reads PO and POT in the encoding that the header names. The target is in the language that the
/// header names, else that of the options, else that of the file's name (`ru.po`, `x.ru.po`), else
/// `und`, with a warning; the source is in that of the options, else in English. The header is no
/// unit. How entries become units: see units_of() in po_units.hpp.
[[nodiscard]] std::unique_ptr<UnitReader> make_po_reader(InputFile file, const WarningSink& warn,
                                                         const ReadOptions& options);
/// Writes PO in UTF-8, lines not wrapped. Of several units with the same source text (and
/// `msgctxt`), the first is written: a PO file has each message once. \throws Error (usage) if more
/// than two languages are asked for, or none
[[nodiscard]] std::unique_ptr<UnitWriter> make_po_writer(std::ostream& out,
                                                         const UnitWriterOptions& options);

}  // namespace egiz::formats
