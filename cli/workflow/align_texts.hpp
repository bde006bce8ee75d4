// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/workflow/anchors.hpp"
#include "text/alignment.hpp"

#include <string>
#include <vector>

namespace egiz::workflow {

/// Aligns each text with the first, and marks what an editor should look at.
[[nodiscard]] Alignment align_texts(std::vector<SegmentedText> texts, const PairGates& gates = {});

/// Each text with the first, and the points they pass.
[[nodiscard]] std::vector<align::TextPair> pairs_with_pivot(std::size_t texts,
                                                            const PairGates& gates);

/// What an alignment of these texts depends on (workflow/fingerprint.hpp).
[[nodiscard]] std::string fingerprint_of(const std::vector<SegmentedText>& texts);

/// Counts that a person or a script wants to know of an alignment, as JSON or as text.
struct PairSummary {
    Language source, target;
    std::vector<std::pair<std::string, std::size_t>> beads;  ///< by type, the commonest first
    std::size_t total = 0, gaps = 0, doubtful = 0;           ///< doubtful: has any other doubt
};
[[nodiscard]] PairSummary summarize(const Alignment& alignment, const Pair& pair);

}  // namespace egiz::workflow
