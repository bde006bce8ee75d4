// SPDX-License-Identifier: Apache-2.0
// Internal to align/: renderings of words that are known before a text is seen.
#pragma once

#include "align/lexical/translation_table.hpp"
#include "text/embedded.hpp"
#include "text/language.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::align {

/// The files of align/lexicon/, compiled in: a line an entry, four columns `en ru kk zh` with tabs
/// between, in each the likely renderings with `;` between, most frequent first.
[[nodiscard]] std::span<const EmbeddedFile> embedded_lexicon();

/// p(target | source) for the tokens of two vocabularies.
struct Rendering {
    TokenId source = 0;
    TokenId target = 0;
    double probability = 0;
};

/// The renderings that the program's own lexicon has for two languages, as far as both vocabularies
/// hold them; sorted, no pair twice. Empty for a language that the lexicon does not have.
[[nodiscard]] std::vector<Rendering> own_renderings(const Language& source_language,
                                                    const Vocabulary& source,
                                                    const Language& target_language,
                                                    const Vocabulary& target);

}  // namespace egiz::align
