// SPDX-License-Identifier: Apache-2.0
// Internal to align/: what can be said about words of two languages before a text is seen.
#pragma once

#include "align/lexical/renderings.hpp"
#include "align/lexical/translation_table.hpp"

#include <span>
#include <vector>

namespace egiz::align {

/// Pseudo-counts for numbers of one value, tokens written alike, cognates in other scripts, names
/// in pinyin, marks, and renderings. Sorted by source, then target; no pair twice.
/// \param renderings  of all lexicons together
[[nodiscard]] std::vector<WordPair> prior_pairs(const Language& source_language,
                                                const Vocabulary& source,
                                                const Language& target_language,
                                                const Vocabulary& target,
                                                std::span<const Rendering> renderings);

/// With the renderings of the program's own lexicon, or none.
[[nodiscard]] std::vector<WordPair> prior_pairs(const Language& source_language,
                                                const Vocabulary& source,
                                                const Language& target_language,
                                                const Vocabulary& target, bool use_lexicon);

/// The other direction.
[[nodiscard]] std::vector<WordPair> turned_round(const std::vector<WordPair>& pairs);

}  // namespace egiz::align
