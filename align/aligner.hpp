// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "align/length_model.hpp"
#include "text/bitext.hpp"

namespace egiz::align {

struct AlignerOptions {
    LengthModel model;          ///< where the estimation starts
    int passes = 3;             ///< how often length ratio, variance and priors are re-estimated
    bool use_paragraphs = true; ///< paragraph breaks are evidence (never walls)
};

/// Finds the likeliest ladder between two segmented texts, with a cost and a confidence per bead
/// (doubts are not set, see align/doubts.hpp).
///
/// \throws Error (input) if a side has no segments
[[nodiscard]] Ladder align(const SegmentedText& source, const SegmentedText& target,
                           const AlignerOptions& options = {});

}  // namespace egiz::align
