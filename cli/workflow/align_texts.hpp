// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "align/aligner.hpp"
#include "cli/workflow/anchors.hpp"
#include "text/alignment.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace egiz::workflow {

/// Which of so many texts are aligned with each other: each with the first, and then all others, or
/// of very many only the `wanted` ones (indices of two texts); and the points they pass.
[[nodiscard]] std::vector<align::TextPair> pairs_to_align(
    std::size_t texts, const std::vector<std::pair<std::size_t, std::size_t>>& wanted = {},
    const PairGates& gates = {});

/// How many entries of each lexicon met texts in two languages, in the order of
/// align::AlignerOptions::all_lexicons(); empty if words were no evidence.
struct EntriesMet {
    Language source;
    Language target;
    std::vector<std::size_t> counts;
};

struct AlignedTexts {
    Alignment alignment;
    std::vector<EntriesMet> entries_met;  ///< of each of its pairs
};

/// Aligns these pairs of texts, and marks what an editor should look at.
/// \throws Error (input) if a text has no segments
[[nodiscard]] AlignedTexts align_texts(
    std::vector<SegmentedText> texts, const align::AlignerOptions& options = {},
    const std::vector<std::pair<std::size_t, std::size_t>>& wanted = {},
    const PairGates& gates = {});

/// Warns of every pair with the pivot of which the aligner is so unsure that the texts may not
/// belong together at all.
void warn_of_strangers(const Alignment& alignment, cli::Console& console);

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
