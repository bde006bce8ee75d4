// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/segmented_text.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace egiz {

/// Half-open range of segment numbers.
struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    [[nodiscard]] std::uint32_t size() const noexcept { return end - begin; }
    [[nodiscard]] bool empty() const noexcept { return begin == end; }
    friend bool operator==(const Span&, const Span&) = default;
};

/// What an editor should look at in a bead. Values are bits; they are stored in `.egiz` files.
enum class Doubt : std::uint32_t {
    gap = 1,            ///< one side is empty: left out or added
    merged = 2,         ///< several segments on a side
    low_score = 4,      ///< the aligner was not sure
    numbers = 8,        ///< the numbers on the two sides are not the same
    length = 16,        ///< one side is far longer than the other lets expect
    untranslated = 32,  ///< both sides are the same text
    moved = 64,         ///< a gap whose counterpart stands elsewhere on the other side
    duplicate = 128,    ///< a gap whose text stands elsewhere on its own side too
};
inline constexpr Doubt all_doubts[] = {Doubt::gap,     Doubt::merged,   Doubt::low_score,
                                       Doubt::numbers, Doubt::length,   Doubt::untranslated,
                                       Doubt::moved,   Doubt::duplicate};
/// `gap`, `merged`, `low-score`, `numbers`, `length`, `untranslated`, `moved`, `duplicate`.
[[nodiscard]] std::string_view name(Doubt doubt);

/// A group of source segments and the target segments that render it.
struct Bead {
    Span source;
    Span target;
    double cost = 0;           ///< negative natural log of the bead's likelihood under the model
    double confidence = 0;     ///< 0 to 1: how likely the bead is right
    std::uint32_t doubts = 0;  ///< bits of Doubt

    [[nodiscard]] bool two_sided() const noexcept { return !source.empty() && !target.empty(); }
    [[nodiscard]] bool has(Doubt doubt) const noexcept {
        return (doubts & static_cast<std::uint32_t>(doubt)) != 0;
    }
    void add(Doubt doubt) noexcept { doubts |= static_cast<std::uint32_t>(doubt); }
    /// `1-1`, `2-1`, `0-1` …
    [[nodiscard]] std::string type() const;
    friend bool operator==(const Bead&, const Bead&) = default;
};

/// All beads of a bitext, in order, covering both sides once.
using Ladder = std::vector<Bead>;

/// \throws Error (internal) unless the beads are in order, none is empty on both sides, and they
/// cover `source_segments` and `target_segments` exactly once
void check_ladder(const Ladder& ladder, std::size_t source_segments, std::size_t target_segments);

/// Two segmented texts and their ladder, by reference: a view for those who need all three.
struct Bitext {
    const SegmentedText& source;
    const SegmentedText& target;
    const Ladder& ladder;
};

/// The text of `span`: its segments and the white space between them, as written.
[[nodiscard]] std::string_view text_of(const SegmentedText& text, Span span);

}  // namespace egiz
