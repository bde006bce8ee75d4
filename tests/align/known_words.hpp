// SPDX-License-Identifier: Apache-2.0
// What tests of lexicons share.
#pragma once

#include "align/lexical/renderings.hpp"
#include "align/lexical/tokens.hpp"

#include <algorithm>
#include <ostream>
#include <string_view>
#include <vector>

namespace egiz::align {

/// The tokens of a text as the aligner has them.
inline Vocabulary vocabulary_of(const char* language, std::string_view text) {
    Vocabulary vocabulary;
    std::vector<TokenId> tokens;
    Tokenizer(Language::require(language)).tokenize(text, vocabulary, tokens);
    return vocabulary;
}

/// The greatest p(target | source) of the tokens of two texts.
inline double probability(const Lexicon& lexicon, const char* source_language, const char* source,
                          const char* target_language, const char* target) {
    double greatest = 0;
    for (const Rendering& each : renderings(
             lexicon, Language::require(source_language), vocabulary_of(source_language, source),
             Language::require(target_language), vocabulary_of(target_language, target))) {
        greatest = std::max(greatest, each.probability);
    }
    return greatest;
}

/// Two texts that render each other.
struct Known {
    const char* source_language;
    const char* source;
    const char* target_language;
    const char* target;
};
inline std::ostream& operator<<(std::ostream& out, const Known& each) {
    return out << each.source << " - " << each.target;
}

}  // namespace egiz::align
