// SPDX-License-Identifier: Apache-2.0
#include "formats/report/leverage_report.hpp"

#include "formats/report/html.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <ostream>
#include <string_view>

namespace egiz::formats {
namespace {

constexpr std::string_view leverage_style_sheet = "leverage.css";

/// `1234567` as `1 234 567`, with narrow spaces that do not break.
std::string grouped(std::size_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, "\u202F");
    }
    return digits;
}

std::string percent(std::size_t part, std::size_t whole) {
    if (whole == 0) return "0.0";
    std::array<char, 32> buffer{};
    const auto result =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                      100.0 * static_cast<double>(part) / static_cast<double>(whole),
                      std::chars_format::fixed, 1);
    return {buffer.data(), result.ptr};
}

/// A strip of all bands side by side, as wide as their words. It is SVG because the policy lets no
/// inline style say a width.
void write_strip(std::ostream& out, const LeverageTable& table) {
    out << R"(<svg class="strip" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">)";
    double at = 0;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const LeverageRow& row = table.rows[i];
        if (row.words == 0) continue;
        const double width =
            1000.0 * static_cast<double>(row.words) / static_cast<double>(table.total.words);
        std::array<char, 32> x{};
        std::array<char, 32> w{};
        const auto print = [](std::array<char, 32>& buffer, double value) {
            return std::string_view(
                buffer.data(),
                static_cast<std::size_t>(std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                                                       value, std::chars_format::fixed, 2)
                                             .ptr -
                                         buffer.data()));
        };
        out << "<rect class=\"b" << i << "\" x=\"" << print(x, at) << "\" y=\"0\" width=\""
            << print(w, width) << "\" height=\"10\"/>";
        at += width;
    }
    out << "</svg>\n";
}

void write_row(std::ostream& out, const LeverageRow& row, std::size_t number, std::size_t all_words,
               bool is_total) {
    out << (is_total ? "<tr class=\"total\">" : row.segments == 0 ? "<tr class=\"none\">" : "<tr>");
    out << "<th scope=\"row\">";
    if (!is_total) out << "<i class=\"b" << number << "\"></i>";
    out << escape_html(row.band) << "</th>";
    for (const std::size_t value : {row.segments, row.words, row.characters}) {
        out << "<td>" << grouped(value) << "</td>";
    }
    out << "<td>" << percent(row.words, all_words) << "</td></tr>\n";
}

void write_table(std::ostream& out, const LeverageTable& table) {
    out << "<section>\n<h2>" << escape_html(table.name) << "</h2>\n";
    write_strip(out, table);
    out << "<table>\n<thead><tr><th scope=\"col\">Match</th><th scope=\"col\">Segments</th>"
           "<th scope=\"col\">Words</th><th scope=\"col\">Characters</th>"
           "<th scope=\"col\">% of words</th></tr></thead>\n<tbody>\n";
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        write_row(out, table.rows[i], i, table.total.words, false);
    }
    write_row(out, table.total, 0, table.total.words, true);
    out << "</tbody>\n</table>\n</section>\n";
}

}  // namespace

void write_leverage_report(std::ostream& out, const LeverageReport& report) {
    out << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri "
           "'none'; form-action 'none'; style-src "
        << asset_hash(leverage_style_sheet)
        << "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta name=\"generator\" content=\"egiz "
        << escape_html(report.tool_version) << "\">\n<title>" << escape_html(report.title)
        << "</title>\n<style>" << asset(leverage_style_sheet)
        << "</style>\n</head>\n<body>\n<header>\n<h1>" << escape_html(report.title) << "</h1>\n<p>"
        << escape_html(report.subtitle) << "</p>\n</header>\n<main>\n";
    for (const LeverageTable& table : report.tables) write_table(out, table);
    if (!report.failures.empty()) {
        out << "<section class=\"failures\">\n<h2>Not counted</h2>\n<ul>\n";
        for (const std::string& failure : report.failures) {
            out << "<li>" << escape_html(failure) << "</li>\n";
        }
        out << "</ul>\n</section>\n";
    }
    out << "</main>\n<footer>Words by Unicode (UAX 29); every Han or Kana character is a word. "
           "Characters without white space.</footer>\n</body>\n</html>\n";
}

}  // namespace egiz::formats
