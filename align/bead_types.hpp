// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/bitext.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace egiz::align {

/// How many segments of each side a bead takes.
struct BeadType {
    std::uint8_t source = 0;
    std::uint8_t target = 0;

    [[nodiscard]] constexpr bool two_sided() const noexcept { return source > 0 && target > 0; }
    friend bool operator==(const BeadType&, const BeadType&) = default;
};

/// All beads the aligner knows. The mirror of every type is a type too.
inline constexpr std::array<BeadType, 14> bead_types{{{1, 1},
                                                      {1, 0},
                                                      {0, 1},
                                                      {2, 1},
                                                      {1, 2},
                                                      {2, 2},
                                                      {3, 1},
                                                      {1, 3},
                                                      {4, 1},
                                                      {1, 4},
                                                      {3, 2},
                                                      {2, 3},
                                                      {5, 1},
                                                      {1, 5}}};
/// Where `type` stands in `bead_types`; it must be there.
[[nodiscard]] constexpr std::size_t index_of(BeadType type) {
    std::size_t k = 0;
    while (k + 1 < bead_types.size() && !(bead_types[k] == type)) ++k;
    return k;
}
[[nodiscard]] inline BeadType type_of(Span source, Span target) {
    return {static_cast<std::uint8_t>(source.size()), static_cast<std::uint8_t>(target.size())};
}
inline constexpr std::size_t most_segments = 5;  ///< on one side of a bead

/// How often each type was seen, in the order of `bead_types`; may be fractions.
using BeadCounts = std::array<double, bead_types.size()>;
/// Seen from the other side.
[[nodiscard]] BeadCounts mirrored(const BeadCounts& counts);

/// How likely each type is, in the order of `bead_types`.
class BeadPriors {
public:
    /// Those of ordinary translations, moved towards what was seen in other texts.
    /// \param gap_share  of the segments of a side, how many have no counterpart
    explicit BeadPriors(double gap_share, const BeadCounts& seen_elsewhere = {});

    /// `log_prior(k)` is for `bead_types[k]`.
    [[nodiscard]] double log_prior(std::size_t type) const { return log_priors_[type]; }
    /// The start values moved towards `counts`, as far as these outweigh the pseudo-counts.
    void estimate(const BeadCounts& counts);

private:
    BeadCounts usual_{};  ///< adds up to 1
    std::array<double, bead_types.size()> log_priors_{};
};

}  // namespace egiz::align
