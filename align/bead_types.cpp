// SPDX-License-Identifier: Apache-2.0
#include "align/bead_types.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace egiz::align {
namespace {

/// Start values, in the order of `bead_types`; they need not add up to 1.
constexpr std::array<double, bead_types.size()> usual_shares{
    0.80, 0.01, 0.01, 0.06, 0.06, 0.02, 0.012, 0.012, 0.004, 0.004, 0.004, 0.004, 0.0012, 0.0012};
constexpr double pseudo_beads = 20;
/// A segment left out explains anything, so a text that fits badly would drift into gaps.
constexpr double highest_null_share = 0.15;

}  // namespace

BeadPriors::BeadPriors(double gap_share) : gap_share_(gap_share) {
    estimate(std::array<double, bead_types.size()>{});
}

void BeadPriors::estimate(std::span<const double, bead_types.size()> counts) {
    std::array<double, bead_types.size()> shares = usual_shares;
    for (std::size_t k = 0; k < bead_types.size(); ++k) {
        if (!bead_types[k].two_sided()) shares[k] = gap_share_;
    }
    const double usual = std::accumulate(shares.begin(), shares.end(), 0.0);
    const double beads = std::accumulate(counts.begin(), counts.end(), 0.0);
    for (std::size_t k = 0; k < bead_types.size(); ++k) {
        double share =
            (counts[k] + pseudo_beads * shares[k] / usual) / (beads + pseudo_beads);
        if (!bead_types[k].two_sided()) share = std::min(share, highest_null_share);
        log_priors_[k] = std::log(share);
    }
}

}  // namespace egiz::align
