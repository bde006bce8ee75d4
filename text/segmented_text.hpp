// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/document.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace egiz {

/// The unit a translator sees, usually one sentence.
struct Segment {
    Range range;                  ///< into the document's text; neither end is white space
    std::uint32_t paragraph = 0;  ///< index into the document's paragraphs

    friend bool operator==(const Segment&, const Segment&) = default;
};

/// A text cut into segments. Segments are in order and do not overlap; together they hold all of
/// the text but its white space.
struct SegmentedText {
    Document document;
    std::vector<Segment> segments;

    [[nodiscard]] std::string_view text_of(std::size_t segment) const {
        return slice(document.text, segments[segment].range);
    }
};

/// \throws Error (internal) if a segment is out of order, empty, outside its paragraph, or if text
/// other than white space is in no segment
void check_segments(const SegmentedText& text);

}  // namespace egiz
