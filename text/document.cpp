// SPDX-License-Identifier: Apache-2.0
#include "text/document.hpp"

#include "text/paragraph_stream.hpp"

namespace egiz {

std::vector<Range> find_paragraphs(std::string_view text, LineBreaks line_breaks) {
    std::vector<Range> paragraphs;
    Range paragraph;
    ParagraphStream stream(
        line_breaks,
        [&](std::string_view stretch, std::size_t offset) {
            if (paragraph.empty()) paragraph.begin = offset;
            paragraph.end = offset + stretch.size();
        },
        [&] {
            paragraphs.push_back(trim(text, paragraph));
            paragraph = {};
        });
    stream.feed(text);
    stream.finish();
    return paragraphs;
}

}  // namespace egiz
