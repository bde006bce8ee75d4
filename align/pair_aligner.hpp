// SPDX-License-Identifier: Apache-2.0
// Internal to align/: the passes over one pair of texts.
#pragma once

#include "align/bead_terms.hpp"
#include "align/decoder.hpp"
#include "align/gaps.hpp"
#include "align/pair_model.hpp"
#include "align/witness_term.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace egiz::align {

/// Finds the ladder of two texts, again and again as more is known. Swapping the sides mirrors the
/// result: they are always looked at in the one of both orders that in_order() has.
class PairAligner {
public:
    /// Borrows the texts; they must outlive the aligner.
    /// \throws Error (input) if a side has no segments
    PairAligner(const SegmentedText& source, const SegmentedText& target,
                const AlignerOptions& options);

    /// All passes, each of which learns from the one before. Costs and confidences are set.
    void run();
    /// Looks again with what third texts say, learns from that, and looks once more.
    void hear(std::vector<WitnessTerm> witnesses);

    [[nodiscard]] Ladder ladder() const;
    /// See AlignedPair.
    [[nodiscard]] const std::vector<std::size_t>& entries_met() const {
        return model_.entries_met();
    }
    /// Of the beads of that ladder with one side empty.
    [[nodiscard]] std::vector<Gap> gaps() const;
    /// Of each of its beads.
    [[nodiscard]] std::vector<BeadTerms> terms() const;
    /// As likely as all ladders together have it.
    [[nodiscard]] LinkedPair links() const;
    /// Whether source and target were swapped for the work; witnesses must be made for that order.
    [[nodiscard]] bool swapped() const { return swapped_; }

    PairAligner(const PairAligner&) = delete;
    PairAligner& operator=(const PairAligner&) = delete;

private:
    PairAligner(const AlignerOptions& fitting, const SegmentedText& source,
                const SegmentedText& target);
    void search_from_afar();
    void search(std::vector<Point> path, std::size_t half_width);
    void weigh(double temperature);
    void finish();
    void find_path(const Band& wide);
    template <class Use>
    void near_ladder(Use use) const;

    bool swapped_;
    const SegmentedText* source_;  ///< in the order that is looked at
    const SegmentedText* target_;
    int passes_;
    std::vector<Point> gates_;
    double confidence_temperature_;
    PairModel model_;
    Ladder ladder_;
    std::optional<StoredScores> scored_;  ///< of the last search, while it is of use
};

}  // namespace egiz::align
