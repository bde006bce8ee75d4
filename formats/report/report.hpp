// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/bitext.hpp"

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace egiz::formats {

struct ReportSegment {
    std::uint32_t number = 0;  ///< in its text, counted from 1
    std::string text;
    std::vector<Range> unmatched_numbers;  ///< numbers that the other side lacks; into `text`
};

/// What a quality check found in a bead.
struct ReportFlag {
    std::string check;  ///< its name: `tags`, `punctuation` …
    bool is_error = false;
    std::string message;
};

/// A bead of the pair (first column, this column) that lies in a row.
struct ReportBead {
    std::string type;  ///< `1-2`
    double confidence = 0;
    std::uint32_t doubts = 0;  ///< bits of Doubt
    std::vector<ReportFlag> flags{};
    bool states_confidence = true;  ///< else it came without one
};

struct ReportCell {
    std::vector<ReportSegment> segments;
    std::vector<ReportBead> beads;  ///< none in the first column
};

struct ReportRow {
    std::vector<ReportCell> cells;  ///< one a column
};

struct ReportColumn {
    Language language;
    std::string name;  ///< of the document
    std::size_t segments = 0;
};

/// What the gap report shows: one row a group, one column a text, the pivot first.
struct Report {
    std::string title;
    std::string tool_version;
    std::vector<ReportColumn> columns;
    std::vector<ReportRow> rows;
};

/// Writes the report as one HTML file that needs nothing else: style, scripts and data are inside,
/// and a Content Security Policy lets nothing but them apply. Texts are data there, never markup.
///
/// Problems, in the page's sense, are all doubts but `merged`, and flags: a merge that the aligner
/// is sure of is worth a look, no more. Rows with fewer or more cells than columns are filled up or
/// cut.
void write_report(std::ostream& out, const Report& report);

}  // namespace egiz::formats
