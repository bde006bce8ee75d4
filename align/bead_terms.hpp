// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/bitext.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace egiz::align {

/// Two words that speak for a bead.
struct WordEvidence {
    std::string source;  ///< as written in the segments, or as it is compared
    std::string target;
    double nats = 0;   ///< what they gave, both directions together
    double share = 0;  ///< of what all pairs of words gave
};

/// What each term of the score gave for a bead, in nats: how much likelier the bead is if that is
/// so, the logarithm of it. Together they are the negative of its cost.
struct BeadTerms {
    double prior = 0;   ///< how common beads of its type are
    double length = 0;  ///< 0 for a bead with one side empty, as are the next three
    double paragraphs = 0;
    double words_forward = 0;         ///< how the source accounts for the words of the target
    double words_backward = 0;        ///< and the target for those of the source
    double witnesses = 0;             ///< what other versions of the text say
    std::vector<WordEvidence> words;  ///< the strongest pairs, the strongest first

    [[nodiscard]] double total() const {
        return prior + length + paragraphs + words_forward + words_backward + witnesses;
    }
};
/// With source and target changed.
[[nodiscard]] BeadTerms mirrored(BeadTerms terms);
/// How many pairs of words are named.
inline constexpr std::size_t most_words_named = 5;

}  // namespace egiz::align
