// SPDX-License-Identifier: Apache-2.0
// Internal to align/: what can be said about words of two languages before a text is seen.
#pragma once

#include "align/lexical/lexicon.hpp"

#include <vector>

namespace egiz::align {

/// Pseudo-counts for numbers of one value, tokens written alike, cognates in other scripts, names
/// in pinyin, marks, and the lexicon. Sorted by source, then target.
[[nodiscard]] std::vector<WordPair> prior_pairs(const Language& source_language,
                                                const Vocabulary& source,
                                                const Language& target_language,
                                                const Vocabulary& target, bool use_lexicon);

/// The other direction.
[[nodiscard]] std::vector<WordPair> turned_round(const std::vector<WordPair>& pairs);

}  // namespace egiz::align
