// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/bitext.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace egiz::align {

/// A bead as a set of segment numbers on each side, as gold files give it; sides need not be
/// contiguous.
struct NumberedBead {
    std::vector<std::uint32_t> source;
    std::vector<std::uint32_t> target;

    friend auto operator<=>(const NumberedBead&, const NumberedBead&) = default;
};
[[nodiscard]] std::vector<NumberedBead> numbered(const Ladder& ladder);

/// Counts that add up over documents; the figures come from the sums (micro-average).
///
/// The convention is that of Vecalign's scorer (Thompson and Koehn, "Vecalign: Improved Sentence
/// Alignment in Linear Time and Space", EMNLP 2019): precision is over all distinct hypothesis
/// beads, insertions and deletions included; recall is over the distinct two-sided gold beads.
/// A strict hit is the identical bead; a lax hit shares a linked segment pair with the reference.
struct Score {
    std::size_t strict_hits = 0, lax_hits = 0, hypothesis_beads = 0;
    std::size_t strict_found = 0, lax_found = 0, gold_beads = 0;

    Score& operator+=(const Score& other);
    [[nodiscard]] double precision(bool lax = false) const;
    [[nodiscard]] double recall(bool lax = false) const;
    [[nodiscard]] double f1(bool lax = false) const;
};
[[nodiscard]] Score score(const std::vector<NumberedBead>& gold,
                          const std::vector<NumberedBead>& hypothesis);

/// How well the segments without a counterpart are found; source and target apart, as counts.
struct GapScore {
    std::size_t right = 0, called = 0, real = 0;

    GapScore& operator+=(const GapScore& other);
    [[nodiscard]] double precision() const;
    [[nodiscard]] double recall() const;
    [[nodiscard]] double f1() const;
};
[[nodiscard]] GapScore score_gaps(const std::vector<NumberedBead>& gold,
                                  const std::vector<NumberedBead>& hypothesis);

}  // namespace egiz::align
