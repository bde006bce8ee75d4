// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/units.hpp"
#include "formats/input_file.hpp"

#include <memory>

namespace egiz::formats {

/// Reads TMX 1.1 to 1.4b leniently: `lang` or `xml:lang`, text straight in a `tuv`, foreign
/// elements. What is mended or left out is a warning and is counted.
[[nodiscard]] std::unique_ptr<UnitReader> make_tmx_reader(InputFile file, const WarningSink& warn);
/// The same for a broken file: what breaks it off is a warning and counted, and reading goes on at
/// the next `tu`.
[[nodiscard]] std::unique_ptr<UnitReader> make_tmx_salvager(InputFile file,
                                                            const WarningSink& warn);

/// Writes TMX 1.4b, always valid against its DTD. `srclang` is the first language asked for, else
/// `*all*`. What a unit knows of its alignment is kept in properties `x-egiz-…`.
[[nodiscard]] std::unique_ptr<UnitWriter> make_tmx_writer(std::ostream& out,
                                                          const UnitWriterOptions& options);

}  // namespace egiz::formats
