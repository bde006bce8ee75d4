// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/units.hpp"
#include "formats/input_file.hpp"

#include <memory>

namespace egiz::formats {

/// Reads XLIFF 1.x trans-units and XLIFF 2.x segments as units of two variants; a target that is
/// missing or empty gives a unit of one. A language that the file does not say is that of
/// `options`.
[[nodiscard]] std::unique_ptr<UnitReader> make_xliff_reader(InputFile file, const WarningSink& warn,
                                                            const ReadOptions& options = {});

/// Writes XLIFF 1.2 (strict) or 2.0, valid against the schemas. An unreviewed unit is `translated`,
/// a reviewed one `final` (and, in 1.2, approved).
/// \throws Error (usage) unless exactly two languages are asked for; finish() throws Error (input)
/// if no unit was written, since XLIFF 2.0 cannot be empty
[[nodiscard]] std::unique_ptr<UnitWriter> make_xliff_writer(std::ostream& out,
                                                            const UnitWriterOptions& options);

}  // namespace egiz::formats
