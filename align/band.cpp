// SPDX-License-Identifier: Apache-2.0
#include "align/band.hpp"

#include "text/error.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace egiz::align {

Band::Band(std::vector<Span> rows) : rows_(std::move(rows)) { number_cells(); }

void Band::number_cells() {
    first_cell_.assign(rows_.size() + 1, 0);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        first_cell_[i + 1] = first_cell_[i] + rows_[i].size();
    }
}

void Band::pass(std::span<const Point> gates) {
    if (gates.empty()) return;
    // Both ends are gates too: another one in their row must not shut them out.
    std::vector<Point> all{{0, 0}};
    const auto add = [&](Point gate) {
        if (!(all.back() == gate)) all.push_back(gate);
    };
    for (const Point gate : gates) add(gate);
    add({static_cast<std::uint32_t>(source_segments()),
         static_cast<std::uint32_t>(target_segments())});

    earliest_.assign(rows_.size(), 0);
    ways_.assign(rows_.size(), {});
    std::size_t next = 0;  // gate at this row or after it
    Point last{0, 0};
    for (std::uint32_t i = 0; i < rows_.size(); ++i) {
        Span& row = rows_[i];
        earliest_[i] = last.source;
        row.begin = std::max(row.begin, last.target);
        if (all[next].source == i) {
            // Beads along the row may lead to its first gate and on from its last.
            const Point first = all[next];
            while (next < all.size() && all[next].source == i) last = all[next++];
            ways_[i] = {first.target, last.target};
            row.begin = std::min(row.begin, first.target);
            row.end = std::max(row.end, last.target + 1);
        }
        if (next < all.size()) row.end = std::min(row.end, all[next].target + 1);
    }
    number_cells();
}

Band Band::full(std::size_t source_segments, std::size_t target_segments) {
    const Span row{0, static_cast<std::uint32_t>(target_segments + 1)};
    return Band(std::vector<Span>(source_segments + 1, row));
}

Band Band::around(std::span<const Point> path, std::size_t half_width) {
    const std::size_t last = path.back().target;
    const auto below = [&](std::size_t j) {
        return static_cast<std::uint32_t>(j - std::min(j, half_width));
    };
    const auto above = [&](std::size_t j) {
        return static_cast<std::uint32_t>(std::min(j + half_width, last) + 1);
    };
    std::vector<Span> rows(path.back().source + std::size_t{1});
    rows.front() = {0, above(0)};
    for (std::size_t k = 1; k < path.size(); ++k) {
        const Point from = path[k - 1];
        const Point to = path[k];
        rows[from.source].end = std::max(rows[from.source].end, above(to.target));
        for (std::size_t i = from.source + std::size_t{1}; i <= to.source; ++i) {
            rows[i] = {below(from.target), above(to.target)};
        }
    }
    return Band(std::move(rows));
}

bool Band::cramps(std::span<const Point> path) const {
    constexpr std::size_t near = 8;
    for (const Point point : path) {
        const Span row = rows_[point.source];
        if (row.begin > 0 && point.target < row.begin + near) return true;
        if (row.end <= target_segments() && point.target + near >= row.end) return true;
    }
    return false;
}

void check_gates(std::span<const Point> gates, std::size_t source_segments,
                 std::size_t target_segments) {
    Point last;
    for (const Point gate : gates) {
        const bool inside = gate.source <= source_segments && gate.target <= target_segments;
        if (!inside || gate.source < last.source || gate.target < last.target) {
            throw Error(Fault::usage, {},
                        "aligning: the point " + std::to_string(gate.source) + ", " +
                            std::to_string(gate.target) + " cannot be passed",
                        "points lie within both texts and move forward on both sides");
        }
        last = gate;
    }
}

std::vector<Point> path_of(const Ladder& ladder) {
    std::vector<Point> path{{0, 0}};
    path.reserve(ladder.size() + 1);
    for (const Bead& bead : ladder) path.push_back({bead.source.end, bead.target.end});
    return path;
}

}  // namespace egiz::align
