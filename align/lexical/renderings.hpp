// SPDX-License-Identifier: Apache-2.0
// Internal to align/: renderings of words that are known before a text is seen.
#pragma once

#include "align/lexical/vocabulary.hpp"
#include "align/lexicon.hpp"
#include "text/language.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace egiz::align {

/// p(target | source) for the tokens of two vocabularies.
struct Rendering {
    TokenId source = 0;
    TokenId target = 0;
    double probability = 0;
};

/// How much of a lexicon a bitext made use of.
struct LexiconUse {
    /// Entries that have, in both languages, a term whose tokens are all in the text.
    std::size_t entries_met = 0;
};

/// The renderings that a lexicon has for two languages, as far as both vocabularies hold them:
/// sorted by source, then target, no pair twice. Empty for a language that it does not have, and
/// for a language with itself; `zh-Hans-CN` makes do with `zh-Hans`, then `zh`, then any `zh`.
///
/// An entry renders each of its terms by each term of the other language, with equal shares; a term
/// shares its part between its tokens. p(t|s) is t's part in all that renders s in the lexicon, be
/// it in the text or not.
/// \param use  counts are added to it
[[nodiscard]] std::vector<Rendering> renderings(
    const Lexicon& lexicon, const Language& source_language, const Vocabulary& source,
    const Language& target_language, const Vocabulary& target, LexiconUse* use = nullptr);

}  // namespace egiz::align
