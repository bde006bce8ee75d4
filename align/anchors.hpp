// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "align/band.hpp"
#include "text/segmented_text.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace egiz::align {

/// A segment that begins a part of its text, such as a chapter.
struct Mark {
    std::uint32_t segment = 0;
    std::string label;  ///< what tells it from others: a number or a name; may be empty
    friend bool operator==(const Mark&, const Mark&) = default;
};

/// The segments in which `pattern` (an ICU regular expression) is found. A mark's label is what the
/// pattern's first group holds, else the first number of the segment; numbers are labels by value,
/// so that `Chapter 5` and `Глава пятая` may have the same.
/// \throws Error (usage) if the pattern is wrong or takes too long
[[nodiscard]] std::vector<Mark> find_marks(const SegmentedText& text, const std::string& pattern);

/// The headings: paragraphs that the document calls so if there are any, else those of Markdown that
/// begin with `#`, else short paragraphs that do not end as sentences do.
[[nodiscard]] std::vector<Mark> find_headings(const SegmentedText& text);

/// Points at which the marks of two texts begin together: one by one if there are as many of them
/// and their labels do not contradict, else those whose labels are on both sides once. Nothing if
/// they would cross or none is common.
[[nodiscard]] std::optional<std::vector<Point>> join_marks(std::span<const Mark> source,
                                                           std::span<const Mark> target);

}  // namespace egiz::align
