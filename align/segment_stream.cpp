// SPDX-License-Identifier: Apache-2.0
#include "align/segment_stream.hpp"

#include <utility>

namespace egiz::align {

SegmentStream::SegmentStream(const Segmenter& segmenter, LineBreaks line_breaks, Visit visit)
    : visit_(std::move(visit)),
      sentences_(segmenter,
                 [this](std::string_view sentence, std::size_t offset) {
                     visit_(sentence, paragraph_begin_ + offset, paragraph_);
                 }),
      paragraphs_(
          line_breaks,
          [this](std::string_view stretch, std::size_t offset) {
              if (!std::exchange(in_paragraph_, true)) paragraph_begin_ = offset;
              sentences_.feed(stretch);
          },
          [this] {
              sentences_.finish();
              ++paragraph_;
              in_paragraph_ = false;
          }) {}

}  // namespace egiz::align
