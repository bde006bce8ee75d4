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

void Band::clip(const Band& wider) {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        rows_[i].begin = std::max(rows_[i].begin, wider.rows_[i].begin);
        rows_[i].end = std::min(rows_[i].end, wider.rows_[i].end);
    }
    number_cells();
}

Band Band::full(std::size_t source_segments, std::size_t target_segments) {
    const Span row{0, static_cast<std::uint32_t>(target_segments + 1)};
    return Band(std::vector<Span>(source_segments + 1, row));
}

Band Band::around(std::span<const Point> path, std::size_t half_width) {
    const std::vector<std::uint32_t> half_widths(path.back().source + std::size_t{1},
                                                 static_cast<std::uint32_t>(half_width));
    return around(path, half_widths);
}

Band Band::around(std::span<const Point> path, std::span<const std::uint32_t> half_widths) {
    const std::uint32_t last = path.back().target;
    const auto below = [&](Point point, std::size_t row) {
        return point.target - std::min(point.target, half_widths[row]);
    };
    const auto above = [&](Point point, std::size_t row) {
        return std::min(point.target + half_widths[row], last) + 1;
    };
    std::vector<Span> rows(path.back().source + std::size_t{1});
    rows.front() = {0, above({0, 0}, 0)};
    for (std::size_t k = 1; k < path.size(); ++k) {
        const Point from = path[k - 1];
        const Point to = path[k];
        rows[from.source].end = std::max(rows[from.source].end, above(to, from.source));
        for (std::size_t i = from.source + std::size_t{1}; i <= to.source; ++i) {
            rows[i] = {below(from, i), above(to, i)};
        }
    }
    for (std::size_t i = rows.size() - 1; i-- > 0;) {
        rows[i].begin = std::min(rows[i].begin, rows[i + 1].begin);
    }
    for (std::size_t i = 1; i < rows.size(); ++i) {
        rows[i].end = std::max(rows[i].end, rows[i - 1].end);
    }
    return Band(std::move(rows));
}

std::vector<std::uint32_t> Band::cramped(std::span<const Point> path) const {
    constexpr std::size_t near = 6;
    std::vector<std::uint32_t> result;
    for (const Point point : path) {
        const Span row = rows_[point.source];
        const bool below = row.begin > 0 && point.target < row.begin + near;
        const bool above = row.end <= target_segments() && point.target + near >= row.end;
        if ((below || above) && (result.empty() || result.back() != point.source)) {
            result.push_back(point.source);
        }
    }
    return result;
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
