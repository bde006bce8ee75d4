// SPDX-License-Identifier: Apache-2.0
#include "formats/report/html.hpp"

#include "report_content_hashes.hpp"
#include "text/embedded.hpp"

#include <span>
#include <stdexcept>

namespace egiz::formats {

std::span<const EmbeddedFile> report_assets();

std::string_view asset(std::string_view name) {
    for (const EmbeddedFile& file : report_assets()) {
        if (file.name == name) return file.bytes;
    }
    throw std::logic_error("no asset " + std::string(name));
}

std::string asset_hash(std::string_view name) {
    for (const ContentHash& hash : report_content_hashes) {
        if (hash.file == name) return std::string(hash.source);
    }
    throw std::logic_error("no hash for " + std::string(name));
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

}  // namespace egiz::formats
