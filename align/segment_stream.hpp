// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "align/segmenter.hpp"
#include "text/paragraph_stream.hpp"

#include <cstddef>
#include <functional>
#include <string_view>

namespace egiz::align {

/// Cuts a text that comes in pieces, in bounded memory (about 2 MiB): the segments are those that
/// `segment` finds in the whole document.
class SegmentStream {
public:
    /// \param begin      byte offset of the segment in the text
    /// \param paragraph  number of its paragraph, from 0
    using Visit =
        std::function<void(std::string_view segment, std::size_t begin, std::size_t paragraph)>;

    SegmentStream(const Segmenter& segmenter, LineBreaks line_breaks, Visit visit);
    SegmentStream(const SegmentStream&) = delete;
    SegmentStream& operator=(const SegmentStream&) = delete;

    /// \param piece  ends between two characters
    void feed(std::string_view piece) { paragraphs_.feed(piece); }
    void finish() { paragraphs_.finish(); }

private:
    Visit visit_;
    std::size_t paragraph_ = 0;
    std::size_t paragraph_begin_ = 0;
    bool in_paragraph_ = false;
    SentenceStream sentences_;
    ParagraphStream paragraphs_;
};

}  // namespace egiz::align
