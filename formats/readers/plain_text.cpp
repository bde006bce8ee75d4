// SPDX-License-Identifier: Apache-2.0
#include "formats/readers/plain_text.hpp"

#include "formats/readers/raw_text.hpp"
#include "text/error.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace egiz::formats {
namespace {

constexpr std::size_t most_bytes = std::size_t{1} << 30U;

[[noreturn]] void fail_too_large(const std::string& path) {
    throw Error(Fault::input, {path}, "larger than 1 GiB, the most that is read as one text",
                "split it, at chapters say, and align the parts");
}

std::string read_bytes(const std::string& path) {
    ByteSource file(path);
    const std::uintmax_t size = file.known_size();
    if (size > most_bytes) fail_too_large(path);
    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(size));
    constexpr std::size_t at_once = std::size_t{64} * 1024;
    while (file.read(bytes, at_once) > 0) {
        if (bytes.size() > most_bytes) fail_too_large(path);
    }
    return bytes;
}

/// A document without its paragraphs.
Document decode_text(std::string bytes, const std::string& name, const PlainTextOptions& options) {
    check_beginning(bytes, name);
    const Encoding encoding = find_encoding(bytes, name, options);
    Document document{name, options.language, encoding.name, {}, {}};
    document.text = decode(std::move(bytes), encoding, name);
    TextCheck check(name);
    check.add(document.text);
    check.check_controls();
    check.finish();
    return document;
}

/// Range of each line without its end, in order; CR, LF and CRLF end lines.
std::vector<Range> physical_lines(std::string_view text) {
    std::vector<Range> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
        lines.push_back({begin, end});
        begin = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
    }
    return lines;
}

}  // namespace

Document read_plain_text(const std::string& path, const PlainTextOptions& options) {
    return decode_plain_text(read_bytes(path), path, options);
}

Document decode_plain_text(std::string bytes, const std::string& name,
                           const PlainTextOptions& options) {
    Document document = decode_text(std::move(bytes), name, options);
    document.paragraphs = find_paragraphs(document.text, options.line_breaks);
    return document;
}

SegmentedLines read_segmented_lines(const std::string& path, const PlainTextOptions& options) {
    SegmentedLines result;
    Document& document = result.text.document;
    document = decode_text(read_bytes(path), path, options);
    // Without blank lines this is one paragraph: a line is no evidence of where a paragraph ends.
    document.paragraphs = find_paragraphs(document.text, LineBreaks::blank_line);
    const std::vector<Range> lines = physical_lines(document.text);
    std::uint32_t paragraph = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Range range = trim(document.text, lines[i]);
        if (range.empty()) continue;
        while (document.paragraphs[paragraph].end < range.end) ++paragraph;
        result.text.segments.push_back({range, paragraph});
        result.lines.push_back(static_cast<std::uint32_t>(i));
    }
    return result;
}

}  // namespace egiz::formats
