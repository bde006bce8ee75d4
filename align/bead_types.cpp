// SPDX-License-Identifier: Apache-2.0
#include "align/bead_types.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace egiz::align {
namespace {

/// Start values, in the order of `bead_types`; they need not add up to 1. Gaps are given apart.
constexpr BeadCounts usual_shares{0.80,  0,     0,     0.06,  0.06,  0.02,   0.012,
                                  0.012, 0.004, 0.004, 0.004, 0.004, 0.0012, 0.0012};
constexpr double pseudo_beads = 20;
/// A segment left out explains anything, so a text that fits badly would drift into gaps.
constexpr double highest_null_share = 0.15;

/// `start` moved towards `counts`, adding up to 1.
BeadCounts moved(const BeadCounts& start, const BeadCounts& counts) {
    const double usual = std::accumulate(start.begin(), start.end(), 0.0);
    const double beads = std::accumulate(counts.begin(), counts.end(), 0.0);
    BeadCounts shares{};
    for (std::size_t k = 0; k < shares.size(); ++k) {
        shares[k] = (counts[k] + pseudo_beads * start[k] / usual) / (beads + pseudo_beads);
    }
    return shares;
}

}  // namespace

BeadCounts mirrored(const BeadCounts& counts) {
    BeadCounts result{};
    for (std::size_t k = 0; k < counts.size(); ++k) {
        result[index_of({bead_types[k].target, bead_types[k].source})] = counts[k];
    }
    return result;
}

BeadPriors::BeadPriors(double gap_share, const BeadCounts& seen_elsewhere) {
    BeadCounts start = usual_shares;
    for (std::size_t k = 0; k < start.size(); ++k) {
        if (!bead_types[k].two_sided()) start[k] = gap_share;
    }
    usual_ = moved(start, seen_elsewhere);
    estimate({});
}

void BeadPriors::estimate(const BeadCounts& counts) {
    const BeadCounts shares = moved(usual_, counts);
    for (std::size_t k = 0; k < shares.size(); ++k) {
        const bool gap = !bead_types[k].two_sided();
        log_priors_[k] = std::log(gap ? std::min(shares[k], highest_null_share) : shares[k]);
    }
}

}  // namespace egiz::align
