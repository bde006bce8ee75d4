// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

namespace egiz::formats {

struct LeverageRow {
    std::string band;  ///< `101+`, `new` …
    std::size_t segments = 0;
    std::size_t words = 0;
    std::size_t characters = 0;
};

/// What a memory knows of a file, or of all.
struct LeverageTable {
    std::string name;
    std::vector<LeverageRow> rows;  ///< the best matches first
    LeverageRow total;
};

struct LeverageReport {
    std::string title;
    std::string subtitle;
    std::string tool_version;
    std::vector<LeverageTable> tables;  ///< the first is of all files, if there are several
    std::vector<std::string> failures;  ///< files that could not be counted, with reasons
};

/// Writes the report as one HTML file that needs nothing else and runs nothing: a Content Security
/// Policy lets only its own style apply. Names are text there, never markup.
void write_leverage_report(std::ostream& out, const LeverageReport& report);

}  // namespace egiz::formats
