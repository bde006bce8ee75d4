// SPDX-License-Identifier: Apache-2.0
// Internal to align/: what can be said about words of two languages before a text is seen.
#pragma once

#include "align/lexical/renderings.hpp"
#include "align/lexical/translation_table.hpp"

#include <span>
#include <vector>

namespace egiz::align {

/// Pseudo-counts for numbers of one value, tokens written alike, cognates in other scripts, names
/// in pinyin, marks, what ICU's locale data calls things, and the renderings of `lexicons`. Sorted
/// by source, then target; no pair twice.
/// \param uses  one for each lexicon, if it is to be said how much of it met the text
[[nodiscard]] std::vector<WordPair> prior_pairs(const Language& source_language,
                                                const Vocabulary& source,
                                                const Language& target_language,
                                                const Vocabulary& target,
                                                std::span<const Lexicon* const> lexicons,
                                                std::vector<LexiconUse>* uses = nullptr);

}  // namespace egiz::align
