// SPDX-License-Identifier: Apache-2.0
// Internal to align/: what LearntWords holds.
#pragma once

#include "align/bead_types.hpp"
#include "align/learnt_words.hpp"
#include "align/lexical/renderings.hpp"
#include "align/lexical/translation_table.hpp"

#include <span>
#include <vector>

namespace egiz::align {

struct LearntWords::Data {
    Language source_language;
    Language target_language;
    Vocabulary source;
    Vocabulary target;
    TranslationTable table;
    BeadCounts beads{};  ///< of the ladders that were learnt from
};

/// Whether it is of these languages, in either order.
[[nodiscard]] bool is_learnt_for(const LearntWords& words, const Language& source_language,
                                 const Language& target_language);

/// The beads of all that was learnt for these two languages, in either order.
[[nodiscard]] BeadCounts learnt_beads(std::span<const LearntWords* const> all,
                                      const Language& source_language,
                                      const Language& target_language);

/// Both directions of a pair of tokens of two other vocabularies.
struct LearntRendering {
    TokenId source = 0;
    TokenId target = 0;
    double forward = 0;   ///< p(target | source)
    double backward = 0;  ///< p(source | target)
};

/// What was learnt, as far as both vocabularies hold it; sorted, no pair twice. The languages may
/// stand the other way round than they were learnt. Empty for other languages.
[[nodiscard]] std::vector<LearntRendering> learnt_renderings(const LearntWords& words,
                                                             const Language& source_language,
                                                             const Vocabulary& source,
                                                             const Language& target_language,
                                                             const Vocabulary& target);

}  // namespace egiz::align
