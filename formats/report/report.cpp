// SPDX-License-Identifier: Apache-2.0
#include "formats/report/report.hpp"

#include "formats/report/html.hpp"
#include "formats/report/report_data.hpp"

#include <array>
#include <ostream>
#include <stdexcept>
#include <string_view>

namespace egiz::formats {

namespace {

constexpr std::string_view style_sheet = "report.css";
/// In the order in which they run; they share one scope.
constexpr std::array<std::string_view, 5> scripts{"strings.js", "model.js", "cells.js", "grid.js",
                                                  "page.js"};

/// Only the page's own style and scripts apply, and nothing is ever loaded or sent.
std::string content_policy() {
    std::string policy = "default-src 'none'; base-uri 'none'; form-action 'none'; style-src " +
                         asset_hash(style_sheet) + "; script-src";
    for (const std::string_view script : scripts) policy += " " + asset_hash(script);
    return policy;
}

void write_part(std::ostream& out, std::string_view part, const Report& report) {
    if (part == "policy") {
        out << content_policy();
    } else if (part == "generator") {
        out << "egiz " << escape_html(report.tool_version);
    } else if (part == "title") {
        out << escape_html(report.title);
    } else if (part == "style") {
        out << asset(style_sheet);
    } else if (part == "data") {
        write_report_data(out, report);
    } else if (part == "scripts") {
        for (const std::string_view script : scripts) {
            out << "<script>" << asset(script) << "</script>\n";
        }
    } else {
        throw std::logic_error("no part " + std::string(part));
    }
}

}  // namespace

void write_report(std::ostream& out, const Report& report) {
    std::string_view page = asset("page.html");
    for (;;) {
        const std::size_t begin = page.find("{{");
        if (begin == std::string_view::npos) break;
        const std::size_t end = page.find("}}", begin);
        out << page.substr(0, begin);
        write_part(out, page.substr(begin + 2, end - begin - 2), report);
        page.remove_prefix(end + 2);
    }
    out << page;
}

}  // namespace egiz::formats
