// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/bitext.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace egiz {

/// The ladder between two of an alignment's texts.
struct Pair {
    std::size_t source = 0;  ///< index into `Alignment::texts`
    std::size_t target = 0;
    Ladder ladder;
};

/// One entry of the log of an editor's decisions. The log is append-only; `action` is JSON.
struct Decision {
    std::string time;  ///< ISO 8601, UTC
    std::string editor;
    std::string action;
};

/// Several versions of one text and the ladders between them. The first text is the pivot; the
/// ladders are the truth, and everything else is derived from them. Two texts without the pivot may
/// have a ladder of their own: it is what they are exported by, but it does not shape the groups.
struct Alignment {
    std::vector<SegmentedText> texts;
    std::vector<Pair> pairs;
    std::vector<Decision> decisions;
};

/// Whether the pair's beads hold groups together: those of the pivot's pairs do, and those of
/// others only if one of the texts has no ladder to the pivot.
[[nodiscard]] bool shapes_groups(const Alignment& alignment, const Pair& pair);

/// Segments of all texts that belong together: one span a text, some of them empty.
struct Group {
    std::vector<Span> spans;

    /// Number of texts that have segments in it.
    [[nodiscard]] std::size_t filled() const;
    friend bool operator==(const Group&, const Group&) = default;
};

/// The finest groups in which the ladders that shape groups close: no bead of theirs reaches out of
/// its group, and the groups can be put in one order that keeps the order of every text. They cover
/// each text exactly once. These are the rows of a grid with one column a text, and, where at least
/// two texts are filled, the multilingual units.
///
/// Segments that the pivot lacks at the same place are one group where a ladder of their own ties
/// them together.
/// Groups without segments of the pivot come as early as the order allows.
/// Time O(N log N) in the number of segments.
[[nodiscard]] std::vector<Group> close_groups(const Alignment& alignment);

/// The ladder between two of the texts: their own one where there is one (mirrored if need be),
/// else the one through the pivot, whose beads are as sure as the least sure bead they were made
/// of.
[[nodiscard]] Ladder ladder_between(const Alignment& alignment, std::size_t source,
                                    std::size_t target);

}  // namespace egiz
