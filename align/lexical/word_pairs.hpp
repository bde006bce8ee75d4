// SPDX-License-Identifier: Apache-2.0
// Internal to align/: lists of word pairs.
#pragma once

#include "align/lexical/translation_table.hpp"

#include <vector>

namespace egiz::align {

/// Sorted by source, then target; the counts of a pair that comes twice added up.
[[nodiscard]] std::vector<WordPair> merged(std::vector<WordPair> pairs);

}  // namespace egiz::align
