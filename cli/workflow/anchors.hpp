// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "align/aligner.hpp"
#include "cli/console.hpp"
#include "text/segmented_text.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace egiz::workflow {

/// What the user says of segments that begin together.
struct AnchorOptions {
    std::string file;       ///< lines of two segment numbers; empty: none
    std::string pattern;    ///< what matches it on both sides, begins together; empty: none
    bool headings = false;  ///< so do headings, if there are as many

    [[nodiscard]] bool any() const { return !file.empty() || !pattern.empty() || headings; }
};

/// Points that the ladder of each pair must pass, by the two texts' numbers.
using PairGates = std::map<std::pair<std::size_t, std::size_t>, std::vector<align::Point>>;

/// Finds the anchors of every text with the first. What a pattern or headings cannot give is warned
/// of and left out.
/// \param lines  of each text's segments, from 0; empty: segments are numbered as they come
/// \throws Error (input) with the line if the file names what is not there, or crosses itself;
///         (usage) if the pattern is wrong, or anchors of different sources cross
[[nodiscard]] PairGates find_anchors(const AnchorOptions& options,
                                     const std::vector<SegmentedText>& texts,
                                     const std::vector<std::vector<std::uint32_t>>& lines,
                                     cli::Console& console);

}  // namespace egiz::workflow
