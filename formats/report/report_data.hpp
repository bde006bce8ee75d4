// SPDX-License-Identifier: Apache-2.0
// Internal to formats/report.
#pragma once

#include "formats/report/report.hpp"

#include <iosfwd>

namespace egiz::formats {

/// Writes the report as the JSON that the page's scripts read, without a single `<`: it can stand
/// inside a script element whatever the texts hold.
///
///     {"title": …, "version": …, "doubts": {"gap": 1, …},
///      "columns": [{"language": "en", "name": …, "segments": 67}, …],
///      "rows": [[cell, …], …]}
///     cell    = [[segment, …], [bead, …]]
///     segment = [number, text] or [number, text, [begin, end, …]]  (UTF-16 offsets of numbers)
///     bead    = [type, confidence, doubts]
///
/// One row is held in memory. Ill-formed UTF-8 is written as U+FFFD; ranges outside a text are
/// left out.
void write_report_data(std::ostream& out, const Report& report);

}  // namespace egiz::formats
