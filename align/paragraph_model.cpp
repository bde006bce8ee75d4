// SPDX-License-Identifier: Apache-2.0
#include "align/paragraph_model.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace egiz::align {
namespace {

constexpr double coupling = 0.7;     // of breaks at bead ends: 0 chance, 1 as equal as rates allow
constexpr double inside_rate = 0.1;  // breaks inside beads, in parts of their rate in the text
constexpr double pseudo_ends = 20;
constexpr double pseudo_insides = 20;

/// Whether breaks can tell anything: there are some, and some places without.
bool telling(double share) { return share > 0 && share < 1; }

std::array<double, 2> inside_term(double share, const std::array<double, 2>& counts) {
    if (!telling(share)) return {0, 0};
    const double inside = (counts[1] + pseudo_insides * inside_rate * share) /
                          (counts[0] + counts[1] + pseudo_insides);
    return {std::log((1 - inside) / (1 - share)), std::log(inside / share)};
}

}  // namespace

Breaks::Breaks(const SegmentedText& text) : breaks_(text.segments.size() + 1) {
    breaks_.front() = breaks_.back() = 1;
    std::size_t inner = 0;
    for (std::size_t i = 1; i < text.segments.size(); ++i) {
        if (text.segments[i].paragraph == text.segments[i - 1].paragraph) continue;
        breaks_[i] = 1;
        ++inner;
    }
    if (text.segments.size() > 1) {
        share_ = static_cast<double>(inner) / static_cast<double>(text.segments.size() - 1);
    }
}

ParagraphTerm::ParagraphTerm(const Breaks& source, const Breaks& target)
    : source_(&source), target_(&target) {
    estimate({});
}

void ParagraphTerm::count(std::size_t i, std::size_t j, BeadType type, double weight,
                          Counts& counts) const {
    if (i < source_->segments() || j < target_->segments()) {
        counts.ends[2 * static_cast<std::size_t>(source_->at(i)) +
                    static_cast<std::size_t>(target_->at(j))] += weight;
    }
    for (std::size_t k = 1; k < type.source; ++k)
        counts.source_inside[source_->at(i - k)] += weight;
    for (std::size_t k = 1; k < type.target; ++k)
        counts.target_inside[target_->at(j - k)] += weight;
}

void ParagraphTerm::estimate(const Counts& counts) {
    const double s = source_->share();
    const double t = target_->share();
    source_inside_ = inside_term(s, counts.source_inside);
    target_inside_ = inside_term(t, counts.target_inside);
    ends_ = {};
    if (!telling(s) || !telling(t)) return;

    const std::array<double, 4> chance{(1 - s) * (1 - t), (1 - s) * t, s * (1 - t), s * t};
    const double both = s * t + coupling * (std::min(s, t) - s * t);
    const std::array<double, 4> usual{1 - s - t + both, t - both, s - both, both};
    const double seen = std::accumulate(counts.ends.begin(), counts.ends.end(), 0.0);
    for (std::size_t k = 0; k < ends_.size(); ++k) {
        const double share = (counts.ends[k] + pseudo_ends * usual[k]) / (seen + pseudo_ends);
        ends_[k] = std::log(share / chance[k]);
    }
}

}  // namespace egiz::align
