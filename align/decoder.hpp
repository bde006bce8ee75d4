// SPDX-License-Identifier: Apache-2.0
// Internal: dynamic programs over the points of a band. They know nothing about scores: a scorer is
// anything with `double operator()(std::size_t i, std::size_t j, type)`, the score in nats of the
// bead `bead_types[type]` that ends before source segment i and target segment j; `type` is a
// std::integral_constant. It is asked row by row, and told so if it has
// `void enter(const Band&, std::size_t i)`.
#pragma once

#include "align/band.hpp"
#include "align/bead_types.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <utility>
#include <vector>

namespace egiz::align {

inline constexpr double impossible = -std::numeric_limits<double>::infinity();

/// Calls `visit(type, i, j)` for each type of bead that can end at point (i, j), with the point it
/// begins at. `type` is a constant, so that what depends on it is worked out by the compiler.
template <class Visit>
void for_each_bead_to(const Band& band, std::size_t i, std::size_t j, Visit visit) {
    const std::size_t earliest = band.earliest(i);
    const auto offer = [&](auto type) {
        constexpr BeadType bead = bead_types[type()];
        if (bead.source + earliest > i || bead.target > j) return;
        if (band.contains(i - bead.source, j - bead.target) &&
            band.passes(i - bead.source, j - bead.target, i, j)) {
            visit(type, i - bead.source, j - bead.target);
        }
    };
    [&]<std::size_t... type>(std::index_sequence<type...>) {
        (offer(std::integral_constant<std::size_t, type>()), ...);
    }
    (std::make_index_sequence<bead_types.size()>());
}

/// Lets a scorer that works row by row prepare the beads that end in row `i` of `band`.
template <class Scorer>
void enter_row(Scorer& scorer, const Band& band, std::size_t i) {
    if constexpr (requires { scorer.enter(band, i); }) scorer.enter(band, i);
}

/// The scores of all beads in a band, worked out once and asked for often.
class StoredScores {
public:
    /// Bytes that the scores of a band take.
    [[nodiscard]] static std::size_t size(const Band& band) {
        return band.cells() * bead_types.size() * sizeof(float);
    }

    template <class Scorer>
    StoredScores(Band band, Scorer&& scorer)
        : band_(std::move(band)), scores_(band_.cells() * bead_types.size()) {
        fill(scorer);
    }
    [[nodiscard]] const Band& band() const { return band_; }
    double operator()(std::size_t i, std::size_t j, std::size_t type) const {
        return static_cast<double>(scores_[band_.cell(i, j) * bead_types.size() + type]);
    }

private:
    template <class Scorer>
    void fill(Scorer& scorer) {
        for (std::size_t i = 0; i <= band_.source_segments(); ++i) {
            enter_row(scorer, band_, i);
            for (std::size_t j = band_.begin(i); j < band_.end(i); ++j) {
                float* const of_point = &scores_[band_.cell(i, j) * bead_types.size()];
                for_each_bead_to(band_, i, j, [&](auto type, std::size_t, std::size_t) {
                    of_point[type] = static_cast<float>(scorer(i, j, type));
                });
            }
        }
    }

    Band band_;
    std::vector<float> scores_;
};

/// The best path through `band`; of several, the one whose last beads come first in `bead_types`.
/// Neither costs nor confidences are set. Holds one byte a point and the scores of a few rows.
template <class Scorer>
[[nodiscard]] Ladder find_best_path(const Band& band, Scorer&& scorer) {
    const std::size_t rows = most_segments + 1;
    const std::size_t columns = band.target_segments() + 1;
    std::vector<double> best(rows * columns, impossible);
    const auto best_at = [&](std::size_t i, std::size_t j) -> double& {
        return best[(i % rows) * columns + j];
    };
    std::vector<std::uint8_t> taken(band.cells());
    for (std::size_t i = 0; i <= band.source_segments(); ++i) {
        enter_row(scorer, band, i);
        for (std::size_t j = band.begin(i); j < band.end(i); ++j) {
            double score = i == 0 && j == 0 ? 0 : impossible;
            std::uint8_t choice = 0;
            for_each_bead_to(band, i, j, [&](auto type, std::size_t p, std::size_t q) {
                const double here = best_at(p, q) + scorer(i, j, type);
                if (here > score) {
                    score = here;
                    choice = static_cast<std::uint8_t>(type());
                }
            });
            best_at(i, j) = score;
            taken[band.cell(i, j)] = choice;
        }
    }

    Ladder ladder;
    auto i = static_cast<std::uint32_t>(band.source_segments());
    auto j = static_cast<std::uint32_t>(band.target_segments());
    while (i > 0 || j > 0) {
        const std::size_t type = taken[band.cell(i, j)];
        Bead bead;
        bead.source = {i - bead_types[type].source, i};
        bead.target = {j - bead_types[type].target, j};
        ladder.push_back(bead);
        i = bead.source.begin;
        j = bead.target.begin;
    }
    std::reverse(ladder.begin(), ladder.end());
    return ladder;
}

/// A sum of likelihoods kept as its logarithm.
class LogSum {
public:
    void add(double log_value) {
        if (log_value == impossible) return;
        if (log_value > top_) {
            sum_ = sum_ * std::exp(top_ - log_value) + 1;
            top_ = log_value;
        } else {
            sum_ += std::exp(log_value - top_);
        }
    }
    [[nodiscard]] double log() const {
        return top_ == impossible ? impossible : top_ + std::log(sum_);
    }

private:
    double top_ = impossible;
    double sum_ = 0;
};

/// Sets cost and confidence of each bead of `ladder`, a path through `band`. The confidence is the
/// share of the likelihood of all paths that have the bead, at a temperature that flattens it. For
/// a bead with one side empty it does not matter where on the other side the path passes it.
/// The scorer is asked twice for every bead, upwards and downwards.
/// \param visit  called as `visit(i, j, type, share)` for every bead in the band
template <class Scorer, class Visit>
void weigh_beads(const Band& band, const Scorer& scorer, double temperature, Ladder& ladder,
                 Visit visit) {
    // Forward: the log-likelihood of everything before a point.
    std::vector<double> before(band.cells());
    for (std::size_t i = 0; i <= band.source_segments(); ++i) {
        for (std::size_t j = band.begin(i); j < band.end(i); ++j) {
            LogSum sum;
            if (i == 0 && j == 0) sum.add(0);
            for_each_bead_to(band, i, j, [&](auto type, std::size_t p, std::size_t q) {
                sum.add(before[band.cell(p, q)] + scorer(i, j, type) / temperature);
            });
            before[band.cell(i, j)] = sum.log();
        }
    }
    const double all = before.back();

    // Backward: of everything behind it, pushed from each point to where its beads begin.
    const std::size_t rows = most_segments + 1;
    const std::size_t columns = band.target_segments() + 1;
    std::vector<LogSum> behind(rows * columns);
    std::vector<double> source_left_out(band.source_segments() + 1);
    std::vector<double> target_left_out(band.target_segments() + 1);
    std::size_t next = ladder.size();  // beads from here on are done
    for (std::size_t i = band.source_segments() + 1; i-- > 0;) {
        for (std::size_t j = band.end(i); j-- > band.begin(i);) {
            LogSum& here = behind[(i % rows) * columns + j];
            if (i == band.source_segments() && j == band.target_segments()) here.add(0);
            const double after = here.log();
            const bool on_path =
                next > 0 && ladder[next - 1].source.end == i && ladder[next - 1].target.end == j;
            for_each_bead_to(band, i, j, [&](auto type, std::size_t p, std::size_t q) {
                const double score = scorer(i, j, type);
                const double step = score / temperature;
                behind[(p % rows) * columns + q].add(after + step);
                const BeadType bead = bead_types[type];
                const double share = std::exp(before[band.cell(p, q)] + step + after - all);
                visit(i, j, bead, share);
                if (bead.target == 0) {
                    source_left_out[i] += share;
                } else if (bead.source == 0) {
                    target_left_out[j] += share;
                }
                if (on_path && ladder[next - 1].source.begin == p &&
                    ladder[next - 1].target.begin == q) {
                    ladder[next - 1].confidence = std::min(share, 1.0);
                    ladder[next - 1].cost = -score;
                }
            });
            if (on_path) --next;
            here = LogSum{};
        }
    }
    for (Bead& bead : ladder) {
        if (bead.target.empty()) bead.confidence = std::min(source_left_out[bead.source.end], 1.0);
        if (bead.source.empty()) bead.confidence = std::min(target_left_out[bead.target.end], 1.0);
    }
}

template <class Scorer>
void weigh_beads(const Band& band, const Scorer& scorer, double temperature, Ladder& ladder) {
    weigh_beads(band, scorer, temperature, ladder,
                [](std::size_t, std::size_t, BeadType, double) {});
}

}  // namespace egiz::align
