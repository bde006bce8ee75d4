// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "align/band.hpp"
#include "align/bead_terms.hpp"
#include "align/gaps.hpp"
#include "align/learnt_words.hpp"
#include "align/length_model.hpp"
#include "align/lexicon.hpp"
#include "text/bitext.hpp"

#include <cstddef>
#include <vector>

namespace egiz::align {

struct AlignerOptions {
    LengthModel model;  ///< where the estimation starts; its ratio only if `passes` is 0
    int passes = 3;     ///< how often all is estimated anew; at most 2 with learnt words
    /// Share of the segments of a side that are expected to have no counterpart, until the texts
    /// show how many it is. An aligner that expects many loses itself in them where it understands
    /// little.
    double usual_gaps = 0.01;
    bool use_paragraphs = true;  ///< paragraph breaks are evidence (never walls)
    bool use_words = true;    ///< so are numbers, names, punctuation and words that render others
    bool use_lexicon = true;  ///< words may be known from the program's own lexicon
    std::vector<const Lexicon*> lexicons;  ///< and from these; borrowed
    /// So are words from what other texts have shown, of any languages; borrowed.
    std::vector<const LearntWords*> learnt;
    /// Points that the path of two texts passes whatever speaks against it; they move forward only.
    std::vector<Point> gates;
    bool explain = false;       ///< align_pairs() also says what each term gave
    bool use_witnesses = true;  ///< what other versions of the text say is evidence

    /// All lexicons, the program's own one first.
    [[nodiscard]] std::vector<const Lexicon*> all_lexicons() const;
};

/// Finds the likeliest ladder between two segmented texts, with a cost and a confidence per bead
/// (doubts are not set, see align/doubts.hpp). With the sides swapped it gives the same beads.
///
/// Dynamic programming over the beads of align/bead_types.hpp, after Gale and Church, "A Program
/// for Aligning Sentences in Bilingual Corpora", Computational Linguistics 19(1), 1993. A bead's
/// score is a sum of log-likelihood ratios: its prior, and for two-sided beads what lengths,
/// paragraph breaks and words say for it against chance. Which words render which is learnt from
/// the beads of earlier passes (align/lexical/), on top of what is known of them before. Long texts
/// are first walked through by their rare words (align/coarse_path.hpp), then searched near that.
///
/// \throws Error (input) if a side has no segments, (usage) if gates cannot be passed
[[nodiscard]] Ladder align(const SegmentedText& source, const SegmentedText& target,
                           const AlignerOptions& options = {});

/// Two texts of several, by number.
struct TextPair {
    std::size_t source = 0;
    std::size_t target = 0;
    std::vector<Point> gates = {};  ///< as in AlignerOptions, for this pair
};

/// What is known of a pair of texts.
struct AlignedPair {
    Ladder ladder;
    std::vector<Gap> gaps;         ///< of each bead with one side empty, in order
    std::vector<BeadTerms> terms;  ///< of each bead, if AlignerOptions::explain is set
    /// How many entries of each of AlignerOptions::all_lexicons() have terms in both texts; empty
    /// if words are no evidence.
    std::vector<std::size_t> entries_met;
};

/// So many texts are all compared with each other; of more, only the pairs that are asked for.
inline constexpr std::size_t most_texts_to_compare = 6;

/// The ladders of some pairs of several versions of one text. All pairs inform each other: where a
/// third text leads from a segment of the one to which segment of the other, or to none, is
/// evidence for or against their beads. For two texts the same as above.
///
/// \throws Error (input) if a text has no segments, (usage) if gates cannot be passed
[[nodiscard]] std::vector<AlignedPair> align_pairs(const std::vector<SegmentedText>& texts,
                                                   const std::vector<TextPair>& pairs,
                                                   const AlignerOptions& options = {});
/// The ladders alone.
[[nodiscard]] std::vector<Ladder> align(const std::vector<SegmentedText>& texts,
                                        const std::vector<TextPair>& pairs,
                                        const AlignerOptions& options = {});

}  // namespace egiz::align
