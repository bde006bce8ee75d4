// SPDX-License-Identifier: Apache-2.0
// Internal to align/: lists of word pairs.
#pragma once

#include "align/lexical/translation_table.hpp"

#include <vector>

namespace egiz::align {

/// Sorted by source, then target; the counts of a pair that comes twice added up.
[[nodiscard]] std::vector<WordPair> merged(std::vector<WordPair> pairs);
/// Pseudo-counts seen from both sides: `backward` has source and target the other way round.
[[nodiscard]] std::vector<WordPair> both_ways(std::vector<WordPair> forward,
                                              const std::vector<WordPair>& backward);

}  // namespace egiz::align
