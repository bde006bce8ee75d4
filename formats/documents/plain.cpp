// SPDX-License-Identifier: Apache-2.0
// Plain text: paragraphs are blocks, and there is no markup.
#include "formats/documents/document_format.hpp"

#include <utility>

namespace egiz::formats {

ParsedDocument parse_plain(const DocumentInput& input) {
    Document text = decode_plain_text(input.bytes, input.name, input.options);
    ParsedDocument parsed;
    parsed.encoding = text.encoding;
    for (const Range range : text.paragraphs) {
        Block block;
        block.source = range;
        block.text = slice(text.text, range);
        parsed.add(std::move(block));
    }
    parsed.parts.push_back({{}, std::move(text.text)});
    return parsed;
}

std::string write_plain(const Block&, const ParagraphContent& content, const Splice&) {
    return content.text;
}

}  // namespace egiz::formats
