// SPDX-License-Identifier: Apache-2.0
#include "text/segmented_text.hpp"

#include "text/error.hpp"

#include <string>

namespace egiz {
namespace {

[[noreturn]] void fail(const SegmentedText& text, std::size_t offset, const std::string& what) {
    throw Error(Fault::internal, {text.document.name, line_of(text.document.text, offset)},
                "segmentation: " + what + " at byte " + std::to_string(offset));
}

}  // namespace

void check_segments(const SegmentedText& text) {
    const Document& document = text.document;
    std::size_t end = 0;
    const auto check_blank = [&](Range between) {
        if (!trim(document.text, between).empty()) fail(text, between.begin, "text left out");
    };
    for (const Segment& segment : text.segments) {
        const Range range = segment.range;
        if (range.begin < end || range.end <= range.begin || range.end > document.text.size()) {
            fail(text, range.begin, "segment out of order or empty");
        }
        if (segment.paragraph >= document.paragraphs.size() ||
            range.begin < document.paragraphs[segment.paragraph].begin ||
            range.end > document.paragraphs[segment.paragraph].end) {
            fail(text, range.begin, "segment outside its paragraph");
        }
        if (trim(document.text, range) != range) fail(text, range.begin, "white space at an end");
        check_blank({end, range.begin});
        end = range.end;
    }
    check_blank({end, document.text.size()});
}

}  // namespace egiz
