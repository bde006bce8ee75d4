// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/bitext.hpp"

namespace egiz::align {

struct DoubtOptions {
    double low_confidence = 0.5;  ///< below it a bead is `low_score`
    double length_factor = 2.5;   ///< a side so much longer than the text's ratio lets expect
};

/// Sets the doubts of every bead: what an editor should look at.
void mark_doubts(const SegmentedText& source, const SegmentedText& target, Ladder& ladder,
                 const DoubtOptions& options = {});

}  // namespace egiz::align
