// SPDX-License-Identifier: Apache-2.0
#include "formats/report/report_data.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <ostream>
#include <string_view>

namespace egiz::formats {
namespace {

void append_escape(std::string& json, char32_t c) {
    constexpr std::string_view digits = "0123456789abcdef";
    json += "\\u";
    for (unsigned shift = 12;; shift -= 4) {
        json += digits[(c >> shift) & 15U];
        if (shift == 0) break;
    }
}

void append_character(std::string& json, char32_t c) {
    if (c == U'"' || c == U'\\') {
        json += '\\';
        json += static_cast<char>(c);
    } else if (c < 0x20 || c == U'<' || c == 0x7F) {
        append_escape(json, c);
    } else {
        append_utf8(json, c);
    }
}

void append_string(std::string& json, std::string_view text) {
    json += '"';
    for (std::size_t offset = 0; offset < text.size();) {
        append_character(json, next_code_point(text, offset));
    }
    json += '"';
}

void append_number(std::string& json, std::size_t number) { json += std::to_string(number); }

/// To three decimals; what is not from 0 to 1 is brought there.
void append_confidence(std::string& json, double confidence) {
    const double bounded = std::isnan(confidence) ? 0 : std::clamp(confidence, 0.0, 1.0);
    std::array<char, 16> digits{};
    const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), bounded,
                                      std::chars_format::fixed, 3);
    std::string_view shown(digits.data(), static_cast<std::size_t>(result.ptr - digits.data()));
    while (shown.ends_with('0')) shown.remove_suffix(1);
    if (shown.ends_with('.')) shown.remove_suffix(1);
    json += shown.empty() ? "0" : shown;
}

/// Ranges of the text, in order and apart.
std::vector<Range> tidy(std::vector<Range> ranges, std::size_t size) {
    std::erase_if(ranges,
                  [&](Range range) { return range.begin >= range.end || range.end > size; });
    std::sort(ranges.begin(), ranges.end(), [](Range a, Range b) { return a.begin < b.begin; });
    std::vector<Range> apart;
    for (const Range range : ranges) {
        if (apart.empty() || apart.back().end < range.begin) {
            apart.push_back(range);
        } else {
            apart.back().end = std::max(apart.back().end, range.end);
        }
    }
    return apart;
}

/// The text as a JSON string, and the ranges in UTF-16 code units, which is what scripts count.
void append_segment(std::string& json, const ReportSegment& segment) {
    const std::string_view text = segment.text;
    const std::vector<Range> ranges = tidy(segment.unmatched_numbers, text.size());
    std::string marks;
    std::size_t next = 0;
    bool inside = false;
    std::size_t utf16 = 0;
    const auto mark_until = [&](std::size_t offset) {
        while (next < ranges.size()) {
            if (offset < (inside ? ranges[next].end : ranges[next].begin)) return;
            if (!marks.empty()) marks += ',';
            append_number(marks, utf16);
            if (inside) ++next;
            inside = !inside;
        }
    };
    json += '[';
    append_number(json, segment.number);
    json += ",\"";
    for (std::size_t offset = 0; offset < text.size();) {
        mark_until(offset);
        const char32_t c = next_code_point(text, offset);
        append_character(json, c);
        utf16 += c > 0xFFFF ? 2 : 1;
    }
    mark_until(text.size());
    json += '"';
    if (!marks.empty()) json += ",[" + marks + "]";
    json += ']';
}

template <class Items, class Append>
void append_list(std::string& json, const Items& items, Append append) {
    json += '[';
    bool first = true;
    for (const auto& item : items) {
        if (!first) json += ',';
        first = false;
        append(json, item);
    }
    json += ']';
}

void append_flag(std::string& json, const ReportFlag& flag) {
    json += '[';
    append_string(json, flag.check);
    json += flag.is_error ? ",1," : ",0,";
    append_string(json, flag.message);
    json += ']';
}

void append_bead(std::string& json, const ReportBead& bead) {
    json += '[';
    append_string(json, bead.type);
    json += ',';
    if (bead.states_confidence) {
        append_confidence(json, bead.confidence);
    } else {
        json += "null";
    }
    json += ',';
    append_number(json, bead.doubts);
    if (!bead.flags.empty()) {
        json += ',';
        append_list(json, bead.flags, append_flag);
    }
    json += ']';
}

void append_cell(std::string& json, const ReportCell& cell) {
    json += '[';
    append_list(json, cell.segments, append_segment);
    json += ',';
    append_list(json, cell.beads, append_bead);
    json += ']';
}

/// A cell for every column, whatever the row has.
void append_row(std::string& json, const ReportRow& row, std::size_t columns) {
    static const ReportCell none;
    json += '[';
    for (std::size_t column = 0; column < columns; ++column) {
        if (column > 0) json += ',';
        append_cell(json, column < row.cells.size() ? row.cells[column] : none);
    }
    json += ']';
}

void append_column(std::string& json, const ReportColumn& column) {
    json += "{\"language\":";
    append_string(json, column.language.tag());
    json += ",\"name\":";
    append_string(json, column.name);
    json += ",\"segments\":";
    append_number(json, column.segments);
    json += '}';
}

void append_doubt(std::string& json, Doubt doubt) {
    append_string(json, name(doubt));
    json += ':';
    append_number(json, static_cast<std::uint32_t>(doubt));
}

/// The bit behind all doubts.
std::uint32_t quality_bit() {
    std::uint32_t bit = 1;
    for (const Doubt doubt : all_doubts) bit = std::max(bit, static_cast<std::uint32_t>(doubt) * 2);
    return bit;
}

}  // namespace

void write_report_data(std::ostream& out, const Report& report) {
    std::string json = "{\"title\":";
    append_string(json, report.title);
    json += ",\"version\":";
    append_string(json, report.tool_version);
    json += ",\"doubts\":{";
    for (const Doubt doubt : all_doubts) {
        if (json.back() != '{') json += ',';
        append_doubt(json, doubt);
    }
    json += "},\"quality\":";
    append_number(json, quality_bit());
    json += ",\"columns\":";
    append_list(json, report.columns, append_column);
    json += ",\"rows\":[";
    for (const ReportRow& row : report.rows) {
        if (&row != &report.rows.front()) json += ',';
        json += '\n';
        append_row(json, row, report.columns.size());
        out << json;
        json.clear();
    }
    out << json << "]}\n";
}

}  // namespace egiz::formats
