// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/units.hpp"
#include "formats/input_file.hpp"

#include <memory>

namespace egiz::formats {

/// Reads and writes the TS files of Qt Linguist (Qt, "TS file XML schema", 2.1).
///
/// A message is a unit, one with numerus forms a unit a form, and `id` its id. A translation that
/// is `unfinished` is `unreviewed`, another one `reviewed`; an empty one is no variant.
/// `translatorcomment` is a note of the unit, `extracomment` one of its source. All else are
/// properties `x-egiz-ts-…`: `context`, `context-comment`, `type` (`vanished`, `obsolete`, and
/// `finished` of an empty translation), `location` (`file:line`), `oldsource`, `comment`,
/// `oldcomment`, `userdata`, `numerus` (number of the form), `extra-NAME`; of the target,
/// `length-variant` for each but the first.
///
/// The target is in the language that the root names, else that of the options, else of the file's
/// name, else `und`, with a warning; the source in that of `sourcelanguage` or the options, else in
/// English.
[[nodiscard]] std::unique_ptr<UnitReader> make_qt_ts_reader(InputFile file, const WarningSink& warn,
                                                            const ReadOptions& options);
/// \throws Error (usage) if more than two languages are asked for, or none
[[nodiscard]] std::unique_ptr<UnitWriter> make_qt_ts_writer(std::ostream& out,
                                                            const UnitWriterOptions& options);

}  // namespace egiz::formats
