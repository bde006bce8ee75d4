// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "align/bead_types.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace egiz::align {

/// How the lengths of two segments that render each other hang together.
///
/// Lengths are visible code points. The log of target length over source length lies around
/// `log_ratio`, with the scale `spread * (base_variance + variance_per_length / l)` of a variance,
/// where `l` is the mean length of the two sides once the ratio is taken out: short segments vary
/// more.
struct LengthModel {
    double log_ratio = 0;
    double spread = 1;

    static constexpr double base_variance = 0.03;
    static constexpr double variance_per_length = 3;

    [[nodiscard]] LengthModel mirrored() const noexcept { return {-log_ratio, spread}; }
};

/// Two lengths that belong together, and how sure that is (0 to 1).
struct LengthPair {
    double source = 0;
    double target = 0;
    double weight = 1;
};
/// `start` moved to what `pairs` say, as far as they outweigh a few pseudo-pairs.
[[nodiscard]] LengthModel estimate_lengths(std::span<const LengthPair> pairs,
                                           const LengthModel& start);

/// The lengths of one text: of every run of 1 to `most_segments` neighbouring segments.
class RunLengths {
public:
    explicit RunLengths(std::span<const std::uint32_t> lengths);

    [[nodiscard]] std::size_t segments() const noexcept { return sums_.size() - 1; }
    /// Of the `count` segments that end before segment `end`; at least 1 for each.
    [[nodiscard]] double length(std::size_t end, std::size_t count) const {
        return sums_[end] - sums_[end - count];
    }
    [[nodiscard]] double total() const { return sums_.back(); }
    /// Of the segments before `end`.
    [[nodiscard]] double total(std::size_t end) const { return sums_[end]; }
    [[nodiscard]] double log_length(std::size_t end, std::size_t count) const {
        return runs_[end * most_segments + count - 1].log_length;
    }
    /// Log-likelihood of that length for a run of `count` segments taken anywhere from this text.
    [[nodiscard]] double log_background(std::size_t end, std::size_t count) const {
        return runs_[end * most_segments + count - 1].log_background;
    }

private:
    struct Run {
        double log_length = 0;
        double log_background = 0;
    };
    std::vector<double> sums_;
    std::vector<Run> runs_;
};

/// The length term of a bead: how much likelier its two lengths are if the sides render each other
/// than if they are unrelated runs of the two texts. In nats. The distribution is Student's, not
/// normal: translators cut a sentence short, or explain it, more often than a normal one has it.
class LengthTerm {
public:
    /// Borrows both; they must outlive the term.
    LengthTerm(const RunLengths& source, const RunLengths& target, const LengthModel& model);

    /// Of a two-sided bead of `type` that ends before segments `i` and `j`.
    [[nodiscard]] double operator()(std::size_t i, std::size_t j, BeadType type) const {
        const double off =
            target_->log_length(j, type.target) - source_->log_length(i, type.source) - log_ratio_;
        const double size = source_->length(i, type.source) * source_scale_ +
                            target_->length(j, type.target) * target_scale_;
        const Spread& spread =
            spreads_[std::min(static_cast<std::size_t>(size), spreads_.size() - 1)];
        return spread.log_scale + log_tail(off * off * spread.precision) -
               (source_->log_background(i, type.source) + target_->log_background(j, type.target)) /
                   2;
    }

private:
    struct Spread {
        double log_scale = 0;
        double precision = 0;
    };
    static constexpr double tail_step = 1.0 / 64;
    static constexpr std::size_t tail_size = 4096;
    /// What a squared distance in standard deviations costs.
    [[nodiscard]] double log_tail(double square) const {
        const double at = square / tail_step;
        return tail_[at < static_cast<double>(tail_size) ? static_cast<std::size_t>(at)
                                                         : tail_size - 1];
    }
    const RunLengths* source_;
    const RunLengths* target_;
    double log_ratio_;
    double source_scale_;
    double target_scale_;
    std::vector<Spread> spreads_;  ///< by size, to keep logarithms out of the inner loop
    std::vector<double> tail_;     ///< likewise
};

}  // namespace egiz::align
