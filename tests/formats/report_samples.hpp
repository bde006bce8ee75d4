// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/report/report.hpp"

#include <sstream>
#include <string>
#include <vector>

namespace egiz::formats {

inline ReportRow row_of(const std::vector<std::string>& texts) {
    ReportRow row;
    for (const std::string& text : texts) {
        ReportCell& cell = row.cells.emplace_back();
        if (!text.empty()) cell.segments.push_back({1, text, {}});
        if (row.cells.size() > 1) cell.beads.push_back({"1-1", 0.95, 0});
    }
    return row;
}

/// Three columns; four rows: fine, Russian missing, numbers that differ, a merge that is sure.
inline Report sample_report() {
    Report report;
    report.title = "A book & its \"twins\"";
    report.tool_version = "1.2.3";
    report.columns = {{Language::require("en"), "book.en.txt", 5},
                      {Language::require("ru"), "book.ru.txt", 3},
                      {Language::require("zh"), "book.zh.txt", 4}};
    report.rows = {
        row_of({"Hello, twins.", "Привет, близнецы.", "你们好，双胞胎。"}),
        row_of({"Left out in Russian.", "", "俄文缺此句。"}),
        row_of({"In 2015 it was new.", "В 2014 году это было ново.", "2015年它是新的。"}),
        row_of({"One.", "Один, два.", "一，二。"})};
    report.rows[1].cells[1].beads = {{"1-0", 0.8123, static_cast<unsigned>(Doubt::gap)}};
    report.rows[2].cells[0].segments[0].unmatched_numbers = {{3, 7}};
    report.rows[2].cells[1].segments[0].unmatched_numbers = {{3, 7}};
    report.rows[2].cells[1].beads = {{"1-1", 0.99, static_cast<unsigned>(Doubt::numbers)}};
    report.rows[3].cells[0].segments.push_back({2, "Two.", {}});
    report.rows[3].cells[1].beads = {{"2-1", 0.9, static_cast<unsigned>(Doubt::merged)}};
    return report;
}

/// Texts that try to leave the data, to run, to reorder what is around them, or to break the JSON.
inline Report hostile_report() {
    Report report = sample_report();
    report.title = "</title><script>document.title = 'taken'</script>";
    report.columns[1].name = "</script><img src=x onerror=\"document.title = 'taken'\">";
    const std::vector<std::string> texts{
        "</script><script>document.title = 'taken'</script>",
        "<img src=x onerror=\"document.title = 'taken'\"><!-- <script>",
        "\xE2\x80\xAEreversed\xE2\x80\xAC and \xE2\x81\xA6isolated\xE2\x81\xA9",
        std::string("nul\0escape\x1B[31m\x7F", 16),
        R"({{data}} \u003c/script> "quotes" \ ]]> &lt; ${x} `)",
        "line\nbreaks\r\n\t\xE2\x80\xA8 and \xE2\x80\xA9",
        std::string(1 << 20, 'x'),
        "ill-formed \xFF and \xC0"};
    report.rows.clear();
    for (const std::string& text : texts) report.rows.push_back(row_of({text, text, text}));
    report.rows[0].cells[1].beads[0].type = "<i>1-1</i>";
    return report;
}

inline std::string page_of(const Report& report) {
    std::ostringstream out;
    write_report(out, report);
    return out.str();
}

}  // namespace egiz::formats
