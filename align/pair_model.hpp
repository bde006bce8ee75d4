// SPDX-License-Identifier: Apache-2.0
// Internal to align/: what speaks for a bead.
#pragma once

#include "align/aligner.hpp"
#include "align/band.hpp"
#include "align/bead_terms.hpp"
#include "align/bead_types.hpp"
#include "align/length_model.hpp"
#include "align/lexical/lexical_term.hpp"
#include "align/paragraph_model.hpp"
#include "align/witness_term.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace egiz::align {

/// All that is known of two texts, and the terms of the score with what has been estimated so far.
class PairModel {
public:
    /// Borrows the texts; they must outlive the model.
    PairModel(const SegmentedText& source, const SegmentedText& target,
              const AlignerOptions& options);
    PairModel(const PairModel&) = delete;
    PairModel& operator=(const PairModel&) = delete;

    /// What decoding goes by, see align/decoder.hpp. Good until the next estimate().
    class Scorer {
    public:
        explicit Scorer(const PairModel& model) : model_(&model) {
            if (model.lexical_term_) words_.emplace(*model.lexical_term_);
        }
        void enter(const Band& band, std::size_t i) {
            if (words_) words_->enter(band, i);
        }
        template <class Type>
        double operator()(std::size_t i, std::size_t j, Type type) const {
            double score = model_->priors_.log_prior(type);
            constexpr BeadType bead = bead_types[type()];
            for (const WitnessTerm& witness : model_->witnesses_) score += witness(i, j, bead);
            if (!bead.two_sided()) return score;
            score += (*model_->length_term_)(i, j, bead);
            if (model_->paragraph_term_) score += (*model_->paragraph_term_)(i, j, bead);
            if (words_) score += (*words_)(i, j, bead);
            return score;
        }

    private:
        const PairModel* model_;
        std::optional<LexicalTerm::Rows> words_;
    };
    [[nodiscard]] Scorer scorer() const { return Scorer(*this); }

    void set_witnesses(std::vector<WitnessTerm> witnesses) { witnesses_ = std::move(witnesses); }
    /// Fits all terms to a ladder, as far as each of its beads is trusted.
    void estimate(const Ladder& ladder);

    [[nodiscard]] std::size_t source_segments() const { return source_lengths_.segments(); }
    [[nodiscard]] std::size_t target_segments() const { return target_lengths_.segments(); }
    /// What each term gives for one bead, slowly; the texts of its sides are for naming words,
    /// which is left out if they are empty.
    [[nodiscard]] BeadTerms terms(Span source, Span target, std::string_view source_text,
                                  std::string_view target_text) const;
    /// The sum of them. For any spans of a known type, also where no path joins them.
    [[nodiscard]] double score(Span source, Span target) const;
    /// By lengths and words alone: how much likelier the two spans are if they render each other.
    [[nodiscard]] double likeness(Span source, Span target) const;
    /// None if words are no evidence.
    [[nodiscard]] const LexicalTerm* words() const {
        return lexical_term_ ? &*lexical_term_ : nullptr;
    }
    /// See AlignedPair.
    [[nodiscard]] const std::vector<std::size_t>& entries_met() const { return entries_met_; }
    /// Where the path would go if both texts went on at the same pace from gate to gate.
    [[nodiscard]] std::vector<Point> even_path(std::span<const Point> gates) const;

    /// Points that words known beforehand put on the path; see align/coarse_path.hpp.
    [[nodiscard]] std::vector<Point> coarse_path() const;

private:
    void prepare_words(const SegmentedText& source, const SegmentedText& target,
                       const AlignerOptions& options);
    void learn_words(const Ladder& ladder);
    [[nodiscard]] std::vector<BagPair> find_bags(const Ladder& ladder) const;

    RunLengths source_lengths_;
    RunLengths target_lengths_;
    Breaks source_breaks_;
    Breaks target_breaks_;
    LengthModel lengths_;
    BeadPriors priors_;
    std::optional<LengthTerm> length_term_;
    std::optional<ParagraphTerm> paragraph_term_;
    Vocabulary source_words_;
    Vocabulary target_words_;
    std::vector<WordPair> prior_;
    std::vector<std::size_t> entries_met_;
    std::optional<LexicalTerm> lexical_term_;
    std::vector<WitnessTerm> witnesses_;
};

}  // namespace egiz::align
