// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "align/aligner.hpp"
#include "cli/console.hpp"
#include "cli/workflow/anchors.hpp"
#include "text/segmented_text.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace egiz::workflow {

/// What each term of the score gave for each bead.
struct ExplainOptions {
    bool wanted = false;
    std::string beads;  ///< `12` or `12-20`, from 1; empty: all
};

/// Aligns, and prints of every bead what spoke for it, as a table or, with `--json`, as JSON.
/// \param aligner  as for the ladder that is explained
/// \param pair   two of the texts; none: each with the first
/// \param lines  of each text's segments, from 0; empty: segments are numbered as they come
/// \throws Error (usage) if there are no such beads
void explain_beads(const std::vector<SegmentedText>& texts, align::AlignerOptions aligner,
                   const PairGates& gates,
                   const std::optional<std::pair<std::size_t, std::size_t>>& pair,
                   const std::vector<std::vector<std::uint32_t>>& lines,
                   const ExplainOptions& options, cli::Console& console);

}  // namespace egiz::workflow
