// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "align/evaluation.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

namespace egiz::align {

/// Beads that state about the same confidence, as sums: they add up over documents.
struct StatedBeads {
    std::size_t beads = 0;
    std::size_t right = 0;  ///< the identical bead is in the gold
    double stated = 0;      ///< sum of the confidences

    StatedBeads& operator+=(const StatedBeads& other);
    /// Mean stated confidence; 0 without beads, and so are the others.
    [[nodiscard]] double mean_stated() const;
    [[nodiscard]] double share_right() const;
    /// Above 0 where more is stated than is right.
    [[nodiscard]] double difference() const { return mean_stated() - share_right(); }
};

/// Whether the beads that state a confidence of 0.7 are right seven times in ten.
///
/// This is the reliability diagram of ten equal bins (DeGroot and Fienberg, "The Comparison and
/// Evaluation of Forecasters", The Statistician 32, 1983).
struct CalibrationScore {
    /// Of confidence from 0 up to 0.1, … from 0.9 up to 1, which the last one holds too.
    std::array<StatedBeads, 10> tenths;

    CalibrationScore& operator+=(const CalibrationScore& other);
    [[nodiscard]] StatedBeads all() const;
    /// The largest difference, by its size, of the tenths that have at least so many beads; nothing
    /// if none has.
    [[nodiscard]] std::optional<double> largest_difference(std::size_t least_beads = 20) const;
};

struct StatedBead {
    NumberedBead bead;
    double confidence = 0;  ///< from 0 to 1
};
/// Every distinct bead of the hypothesis counts, those with one side empty too, as for strict
/// precision; the first of several equal ones counts.
[[nodiscard]] CalibrationScore score_calibration(const std::vector<NumberedBead>& gold,
                                                 const std::vector<StatedBead>& hypothesis);

}  // namespace egiz::align
