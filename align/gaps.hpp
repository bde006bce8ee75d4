// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/bitext.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace egiz::align {

enum class GapKind : std::uint8_t {
    omitted,   ///< source segments that the target lacks
    added,     ///< target segments that the source lacks
    moved,     ///< what they render, or what renders them, stands elsewhere on the other side
    duplicate  ///< they stand elsewhere on their own side too, and there with a counterpart
};
/// `omitted`, `added`, `moved`, `duplicate`.
[[nodiscard]] std::string_view name(GapKind kind);
/// With source and target changed.
[[nodiscard]] GapKind mirrored(GapKind kind);

/// A bead with one side empty, and what has become of that side.
struct Gap {
    std::size_t bead = 0;  ///< its number in the ladder, from 0
    GapKind kind = GapKind::omitted;
    /// 0 to 1: how sure it is that the bead is a gap, and of this kind.
    double confidence = 0;
    /// Of what is moved, the segments on the other side; of a duplicate, those on its own side.
    Span counterpart;
    friend bool operator==(const Gap&, const Gap&) = default;
};

/// Adds the doubts `moved` and `duplicate` to the beads of the gaps that are so.
void mark_gaps(std::span<const Gap> gaps, Ladder& ladder);

}  // namespace egiz::align
