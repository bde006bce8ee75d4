// SPDX-License-Identifier: Apache-2.0
#include "align/calibration_score.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <set>

namespace egiz::align {
namespace {

double mean(double above, std::size_t below) {
    return below == 0 ? 0.0 : above / static_cast<double>(below);
}

}  // namespace

StatedBeads& StatedBeads::operator+=(const StatedBeads& other) {
    beads += other.beads;
    right += other.right;
    stated += other.stated;
    return *this;
}

double StatedBeads::mean_stated() const { return mean(stated, beads); }

double StatedBeads::share_right() const { return mean(static_cast<double>(right), beads); }

CalibrationScore& CalibrationScore::operator+=(const CalibrationScore& other) {
    for (std::size_t i = 0; i < tenths.size(); ++i) tenths[i] += other.tenths[i];
    return *this;
}

StatedBeads CalibrationScore::all() const {
    StatedBeads sum;
    for (const StatedBeads& tenth : tenths) sum += tenth;
    return sum;
}

std::optional<double> CalibrationScore::largest_difference(std::size_t least_beads) const {
    std::optional<double> largest;
    for (const StatedBeads& tenth : tenths) {
        if (tenth.beads == 0 || tenth.beads < least_beads) continue;
        const double difference = tenth.difference();
        if (!largest || std::abs(difference) > std::abs(*largest)) largest = difference;
    }
    return largest;
}

CalibrationScore score_calibration(const std::vector<NumberedBead>& gold,
                                   const std::vector<StatedBead>& hypothesis) {
    const std::set<NumberedBead> real(gold.begin(), gold.end());
    std::set<NumberedBead> seen;
    CalibrationScore score;
    for (const auto& [bead, confidence] : hypothesis) {
        assert(confidence >= 0 && confidence <= 1);
        if (bead.source.empty() && bead.target.empty()) continue;
        if (!seen.insert(bead).second) continue;
        const auto tenth = static_cast<std::size_t>(confidence * 10);
        score.tenths[std::min(tenth, score.tenths.size() - 1)] +=
            {1, real.contains(bead) ? 1U : 0U, confidence};
    }
    return score;
}

}  // namespace egiz::align
