// SPDX-License-Identifier: Apache-2.0
#include "formats/report/report.hpp"

#include "formats/report/report_data.hpp"
#include "report_content_hashes.hpp"
#include "text/embedded.hpp"

#include <array>
#include <ostream>
#include <span>
#include <stdexcept>
#include <string_view>

namespace egiz::formats {

std::span<const EmbeddedFile> report_assets();

namespace {

constexpr std::string_view style_sheet = "report.css";
/// In the order in which they run; they share one scope.
constexpr std::array<std::string_view, 5> scripts{"strings.js", "model.js", "cells.js", "grid.js",
                                                  "page.js"};

std::string_view asset(std::string_view name) {
    for (const EmbeddedFile& file : report_assets()) {
        if (file.name == name) return file.bytes;
    }
    throw std::logic_error("no asset " + std::string(name));
}

std::string content_hash(std::string_view name) {
    for (const ContentHash& hash : report_content_hashes) {
        if (hash.file == name) return std::string(hash.source);
    }
    throw std::logic_error("no hash for " + std::string(name));
}

/// Only the page's own style and scripts apply, and nothing is ever loaded or sent.
std::string content_policy() {
    std::string policy = "default-src 'none'; base-uri 'none'; form-action 'none'; style-src " +
                         content_hash(style_sheet) + "; script-src";
    for (const std::string_view script : scripts) policy += " " + content_hash(script);
    return policy;
}

std::string escape_html(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        switch (c) {
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '&':
                escaped += "&amp;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            case '\0':
                break;
            default:
                escaped += c;
        }
    }
    return escaped;
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
