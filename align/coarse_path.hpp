// SPDX-License-Identifier: Apache-2.0
// Internal to align/: where a path through long texts must go, before any bead is scored.
#pragma once

#include "align/band.hpp"
#include "align/lexical/translation_table.hpp"

#include <span>
#include <vector>

namespace egiz::align {

/// Pairs of segments that rare words tie together, in order and moving forward on both sides: the
/// heaviest such chain, after Fung and Church ("K-vec: a new approach for aligning parallel texts",
/// COLING 1994) and the longest increasing subsequence. Points that no other of the chain bears out
/// are left out. May be empty: the texts share no words that are known.
/// \param known  which words render which; sorted by source
[[nodiscard]] std::vector<Point> find_coarse_path(const TokenizedText& source,
                                                  std::size_t source_tokens,
                                                  const TokenizedText& target,
                                                  std::size_t target_tokens,
                                                  std::span<const WordPair> known);

}  // namespace egiz::align
