// SPDX-License-Identifier: Apache-2.0
#include "align/paragraph_model.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace egiz::align {
namespace {

constexpr double coupling = 0.7;     // of breaks at bead ends: 0 chance, 1 as equal as rates allow
constexpr double inside_rate = 0.1;  // breaks inside beads, in parts of their rate in the text
constexpr double kind_coupling = 0.7;  // of the kinds of paragraphs that beads begin with
constexpr double pseudo_ends = 20;
constexpr double pseudo_insides = 20;
constexpr double pseudo_kinds = 5;

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
    for (const Segment& segment : text.segments) {
        const auto kind = static_cast<std::uint8_t>(text.document.kind_of(segment.paragraph));
        kinds_.push_back(kind);
        kind_shares_[kind] += 1.0 / static_cast<double>(text.segments.size());
    }
    const auto first = kinds_.empty() ? 0 : kinds_.front();
    const bool all_one =
        std::all_of(kinds_.begin(), kinds_.end(), [&](auto kind) { return kind == first; });
    if (all_one) kinds_.clear();
}

ParagraphTerm::ParagraphTerm(const Breaks& source, const Breaks& target)
    : source_(&source), target_(&target) {
    estimate({});
}

void ParagraphTerm::estimate_kinds(const std::array<double, 2>& counts) {
    if (!source_->has_kinds() || !target_->has_kinds()) return;
    double chance = 0;
    for (std::size_t k = 0; k < Breaks::most_kinds; ++k) {
        chance += source_->share_of_kind(k) * target_->share_of_kind(k);
    }
    const double usual = kind_coupling + (1 - kind_coupling) * chance;
    const double same = (counts[1] + pseudo_kinds * usual) / (counts[0] + counts[1] + pseudo_kinds);
    const double coupled = std::max(0.0, (same - chance) / (1 - chance));
    kinds_.assign(Breaks::most_kinds * Breaks::most_kinds, 0);
    for (std::size_t s = 0; s < Breaks::most_kinds; ++s) {
        for (std::size_t t = 0; t < Breaks::most_kinds; ++t) {
            const double share = target_->share_of_kind(t);
            if (share == 0) continue;
            kinds_[s * Breaks::most_kinds + t] =
                std::log(((s == t ? coupled : 0) + (1 - coupled) * share) / share);
        }
    }
}

void ParagraphTerm::count(std::size_t i, std::size_t j, BeadType type, double weight,
                          Counts& counts) const {
    if (i < source_->segments() || j < target_->segments()) {
        counts.ends[2 * static_cast<std::size_t>(source_->at(i)) +
                    static_cast<std::size_t>(target_->at(j))] += weight;
    }
    if (!kinds_.empty()) {
        const bool same = source_->kind(i - type.source) == target_->kind(j - type.target);
        counts.kinds[same ? 1 : 0] += weight;
    }
    for (std::size_t k = 1; k < type.source; ++k)
        counts.source_inside[source_->at(i - k)] += weight;
    for (std::size_t k = 1; k < type.target; ++k)
        counts.target_inside[target_->at(j - k)] += weight;
}

void ParagraphTerm::estimate(const Counts& counts) {
    estimate_kinds(counts.kinds);
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
