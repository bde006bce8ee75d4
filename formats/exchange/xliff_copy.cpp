// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/xliff_copy.hpp"

#include "formats/input_file.hpp"
#include "formats/xml/markup.hpp"
#include "formats/xml/utf8_source.hpp"
#include "text/error.hpp"

#include <algorithm>
#include <cctype>
#include <ostream>

namespace egiz::formats {
namespace {

constexpr std::size_t sniffed = 1 << 16;

/// `<?xml …?>` with `encoding="UTF-8"` in place of another one.
std::string in_utf8(std::string_view declaration) {
    const auto tag = declaration.substr(0, declaration.size() - 2);
    if (tag.find("encoding") == std::string_view::npos) return std::string(declaration);
    std::string lower(tag);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (lower.find("utf-8") != std::string::npos) return std::string(declaration);
    return xml::with_attributes(tag, {{"encoding", "UTF-8"}}) + "?>";
}

XliffHead head_of(const xml::Markup& root) {
    XliffHead head{XliffVersion::v1_2, false};
    std::string_view version, uri;
    for (const xml::Attribute& attribute : root.attributes) {
        const bool declares = root.prefix.empty()
                                  ? attribute.prefix.empty() && attribute.name == "xmlns"
                                  : attribute.prefix == "xmlns" && attribute.name == root.prefix;
        if (declares) uri = attribute.value;
        if (attribute.name == "srcLang") head.version = XliffVersion::v2_0;
        if (attribute.prefix.empty() && attribute.name == "version") version = attribute.value;
    }
    const bool is_1 = head.version == XliffVersion::v1_2;
    head.exact = version == (is_1 ? "1.2" : "2.0") &&
                 uri == (is_1 ? "urn:oasis:names:tc:xliff:document:1.2"
                              : "urn:oasis:names:tc:xliff:document:2.0");
    return head;
}

}  // namespace

std::optional<XliffHead> xliff_head_of(const std::string& path) {
    InputFile file(path);
    if (xml::root_name(file.peek(sniffed)) != "xliff") return std::nullopt;
    xml::Utf8Source source(std::move(file), {});
    std::string start;
    for (std::string_view piece = source.next(); !piece.empty() && start.size() < sniffed;
         piece = source.next()) {
        start += piece;
    }
    xml::MarkupScanner scanner(start);
    xml::Markup piece;
    while (scanner.next(piece)) {
        if (piece.name == "xliff") return head_of(piece);
    }
    return std::nullopt;
}

void copy_xliff(const std::string& path, std::ostream& out) {
    xml::Utf8Source source(InputFile(path), {});
    bool at_start = true;
    for (std::string_view piece = source.next(); !piece.empty(); piece = source.next()) {
        if (at_start && piece.starts_with("<?xml")) {
            const std::size_t end = piece.find("?>");
            if (end != std::string_view::npos) {
                out << in_utf8(piece.substr(0, end + 2));
                piece.remove_prefix(end + 2);
            }
        }
        at_start = false;
        out << piece;
    }
    out.flush();
    if (!out) throw Error(Fault::output, {}, "cannot write: the output does not take any more");
}

}  // namespace egiz::formats
