// SPDX-License-Identifier: Apache-2.0
#include "align/length_model.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace egiz::align {
namespace {

constexpr double log_two_pi = 1.8378770664093453;
constexpr double ratio_pseudo_pairs = 5;
constexpr double spread_pseudo_pairs = 20;
constexpr std::size_t largest_size = 4096;

double variance(const LengthModel& model, double mean_length) {
    return model.spread *
           (LengthModel::base_variance + LengthModel::variance_per_length / mean_length);
}

double mean_length(const LengthModel& model, double source, double target) {
    return (source * std::exp(model.log_ratio / 2) + target * std::exp(-model.log_ratio / 2)) / 2;
}

}  // namespace

LengthModel estimate_lengths(std::span<const LengthPair> pairs, const LengthModel& start) {
    // Every pair tells of the ratio as exactly as its variance allows.
    LengthModel model = start;
    const double usual = 1 / variance(start, 60);
    double weights = 0;
    double ratios = 0;
    for (const LengthPair& pair : pairs) {
        const double weight =
            pair.weight / variance(start, mean_length(start, pair.source, pair.target));
        weights += weight;
        ratios += weight * std::log(pair.target / pair.source);
    }
    model.log_ratio = (ratios + ratio_pseudo_pairs * usual * start.log_ratio) /
                      (weights + ratio_pseudo_pairs * usual);

    // A pair that is far off is likely a wrong bead: it counts as three standard deviations.
    constexpr double furthest = 9;
    LengthModel unit = model;
    unit.spread = 1;
    double squares = spread_pseudo_pairs;
    double count = spread_pseudo_pairs;
    for (const LengthPair& pair : pairs) {
        const double off = std::log(pair.target / pair.source) - model.log_ratio;
        const double expected = variance(unit, mean_length(unit, pair.source, pair.target));
        squares += pair.weight * std::min(off * off / expected, furthest);
        count += pair.weight;
    }
    model.spread = squares / count;
    return model;
}

RunLengths::RunLengths(std::span<const std::uint32_t> lengths)
    : sums_(lengths.size() + 1), runs_((lengths.size() + 1) * most_segments) {
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        sums_[i + 1] = sums_[i] + std::max(lengths[i], std::uint32_t{1});
    }
    for (std::size_t count = 1; count <= std::min(most_segments, lengths.size()); ++count) {
        const auto run = [&](std::size_t end) -> Run& {
            return runs_[end * most_segments + count - 1];
        };
        double sum = 0;
        double squares = 0;
        for (std::size_t end = count; end < sums_.size(); ++end) {
            run(end).log_length = std::log(length(end, count));
            sum += run(end).log_length;
        }
        const auto runs = static_cast<double>(sums_.size() - count);
        const double mean = sum / runs;
        for (std::size_t end = count; end < sums_.size(); ++end) {
            const double off = run(end).log_length - mean;
            squares += off * off;
        }
        // A few pseudo-runs keep the variance of short or even texts from vanishing.
        // Where all are equal, that two are says nothing, for or against.
        constexpr double least_variance = 0.06;
        const double runs_variance = std::max((squares + 4 * 0.4) / (runs + 4), least_variance);
        for (std::size_t end = count; end < sums_.size(); ++end) {
            const double off = run(end).log_length - mean;
            run(end).log_background =
                -(log_two_pi + std::log(runs_variance) + off * off / runs_variance) / 2;
        }
    }
}

LengthTerm::LengthTerm(const RunLengths& source, const RunLengths& target, const LengthModel& model)
    : source_(&source),
      target_(&target),
      log_ratio_(model.log_ratio),
      source_scale_(std::exp(model.log_ratio / 2) / 2),
      target_scale_(std::exp(-model.log_ratio / 2) / 2),
      spreads_(largest_size),
      tail_(tail_size) {
    constexpr double freedom = 15;
    const double log_norm = std::lgamma((freedom + 1) / 2) - std::lgamma(freedom / 2) -
                            std::log(freedom * std::numbers::pi) / 2;
    for (std::size_t k = 0; k < tail_size; ++k) {
        const double square = (static_cast<double>(k) + 0.5) * tail_step;
        tail_[k] = log_norm - (freedom + 1) / 2 * std::log1p(square / freedom);
    }
    for (std::size_t size = 0; size < spreads_.size(); ++size) {
        const double here = variance(model, static_cast<double>(size) + 0.5);
        spreads_[size] = {-std::log(here) / 2, 1 / here};
    }
}

}  // namespace egiz::align
