// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/bitext.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace egiz::align {

/// A point that a path may pass: that many segments of each side lie behind it.
struct Point {
    std::uint32_t source = 0;
    std::uint32_t target = 0;
    friend bool operator==(const Point&, const Point&) = default;
};

/// The points that are looked at: for each source position (0 to the number of segments) a range of
/// target positions. Ranges move forward only and meet the next one, so that a path exists.
class Band {
public:
    /// Every point.
    [[nodiscard]] static Band full(std::size_t source_segments, std::size_t target_segments);
    /// The points no more than `half_width` target positions off `path`, which goes from the
    /// beginning to the end and moves forward only.
    [[nodiscard]] static Band around(std::span<const Point> path, std::size_t half_width);
    /// The same with a half width for each source position; more, where ranges would move back.
    [[nodiscard]] static Band around(std::span<const Point> path,
                                     std::span<const std::uint32_t> half_widths);

    /// Leaves only paths that pass `gates`, which move forward only. The path that the band was
    /// made around must be one of them.
    void pass(std::span<const Point> gates);
    /// Leaves only points that are in `wider` too; there must be a path through both.
    void clip(const Band& wider);
    /// Whether a bead from (p, q) to (i, j), both of them in the band, leaves out no gate.
    [[nodiscard]] bool passes(std::size_t p, std::size_t q, std::size_t i, std::size_t j) const {
        return ways_.empty() || p == i || (j <= ways_[i].enter && q >= ways_[p].leave);
    }
    /// The first row in which a bead that ends in row `i` may begin.
    [[nodiscard]] std::size_t earliest(std::size_t i) const {
        return earliest_.empty() ? 0 : earliest_[i];
    }

    [[nodiscard]] std::size_t source_segments() const noexcept { return rows_.size() - 1; }
    [[nodiscard]] std::size_t target_segments() const noexcept { return rows_.back().end - 1; }
    [[nodiscard]] std::size_t cells() const noexcept { return first_cell_.back(); }

    [[nodiscard]] std::size_t begin(std::size_t i) const { return rows_[i].begin; }
    [[nodiscard]] std::size_t end(std::size_t i) const { return rows_[i].end; }
    [[nodiscard]] bool contains(std::size_t i, std::size_t j) const {
        return j >= rows_[i].begin && j < rows_[i].end;
    }
    /// Number of the point among all points of the band, row by row.
    [[nodiscard]] std::size_t cell(std::size_t i, std::size_t j) const {
        return first_cell_[i] + (j - rows_[i].begin);
    }
    /// The source positions where `path` comes so near an edge of the band that a better one may
    /// lie beyond it, in order.
    [[nodiscard]] std::vector<std::uint32_t> cramped(std::span<const Point> path) const;

private:
    explicit Band(std::vector<Span> rows);
    void number_cells();

    std::vector<Span> rows_;
    std::vector<std::size_t> first_cell_;
    std::vector<std::uint32_t> earliest_;  ///< none where there are no gates
    /// Where a path enters a row and leaves it: not behind the first gate, not before the last.
    struct Way {
        std::uint32_t enter = std::numeric_limits<std::uint32_t>::max();
        std::uint32_t leave = 0;
    };
    std::vector<Way> ways_;  ///< by row; none where there are no gates
};

/// \throws Error (usage) unless `gates` move forward only and lie within the texts
void check_gates(std::span<const Point> gates, std::size_t source_segments,
                 std::size_t target_segments);

/// The points between the beads of a ladder, both ends included.
[[nodiscard]] std::vector<Point> path_of(const Ladder& ladder);

}  // namespace egiz::align
