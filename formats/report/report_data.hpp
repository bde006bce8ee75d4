// SPDX-License-Identifier: Apache-2.0
// Internal to formats/report.
#pragma once

#include "formats/report/report.hpp"

#include <iosfwd>

namespace egiz::formats {

/// Writes the report as the JSON that the page's scripts read, without a single `<`: it can stand
/// inside a script element whatever the texts hold.
///
///     {"title": …, "version": …, "doubts": {"gap": 1, …}, "quality": 256,
///      "columns": [{"language": "en", "name": …, "segments": 67}, …],
///      "rows": [[cell, …], …]}
///     cell    = [[segment, …], [bead, …]]
///     segment = [number, text] or [number, text, [begin, end, …]]  (UTF-16 offsets of numbers)
///     bead    = [type, confidence, doubts] or [type, confidence, doubts, [flag, …]]; the
///     confidence
///               is null where none is stated
///     flag    = [check, 1 for an error and 0 for a warning, message]
///
/// `quality` is the bit that stands beside the doubts for "has flags".
///
/// One row is held in memory. Ill-formed UTF-8 is written as U+FFFD; ranges outside a text are
/// left out.
void write_report_data(std::ostream& out, const Report& report);

}  // namespace egiz::formats
