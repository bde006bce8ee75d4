// SPDX-License-Identifier: Apache-2.0
// Internal to align/: what has become of segments without a counterpart.
#pragma once

#include "align/gaps.hpp"
#include "align/pair_model.hpp"

#include <vector>

namespace egiz::align {

/// One gap for each bead of `ladder` with a side empty, in order. Without words in the model there
/// is no telling what is moved or said twice.
///
/// Only gaps, and segments that their beads would rather be rid of, are compared with each other,
/// and no more than some thousands of them.
[[nodiscard]] std::vector<Gap> find_gaps(const PairModel& model, const Ladder& ladder);

}  // namespace egiz::align
