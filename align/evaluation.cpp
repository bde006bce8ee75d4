// SPDX-License-Identifier: Apache-2.0
#include "align/evaluation.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace egiz::align {
namespace {

double quotient(std::size_t above, std::size_t below) {
    return below == 0 ? 0.0 : static_cast<double>(above) / static_cast<double>(below);
}

using BeadSet = std::set<NumberedBead>;
enum class Which { all, two_sided };

BeadSet distinct(const std::vector<NumberedBead>& beads, Which which) {
    BeadSet result;
    for (const NumberedBead& bead : beads) {
        const bool kept = which == Which::all ? !(bead.source.empty() && bead.target.empty())
                                              : !bead.source.empty() && !bead.target.empty();
        if (kept) result.insert(bead);
    }
    return result;
}

struct Hits {
    std::size_t strict = 0;
    std::size_t lax = 0;
};

/// How many of `tested` are in `reference`, and how many at least link a pair that it links.
Hits count_hits(const BeadSet& reference, const BeadSet& tested) {
    std::map<std::uint32_t, std::set<std::uint32_t>> partners;
    for (const NumberedBead& bead : reference) {
        for (const std::uint32_t source : bead.source) {
            partners[source].insert(bead.target.begin(), bead.target.end());
        }
    }
    const auto links_a_pair = [&](const NumberedBead& bead) {
        return std::any_of(bead.source.begin(), bead.source.end(), [&](std::uint32_t source) {
            const auto found = partners.find(source);
            return found != partners.end() &&
                   std::any_of(bead.target.begin(), bead.target.end(), [&](std::uint32_t target) {
                       return found->second.count(target) > 0;
                   });
        });
    };
    Hits hits;
    for (const NumberedBead& bead : tested) {
        if (reference.count(bead) > 0) {
            ++hits.strict;
            ++hits.lax;
        } else if (links_a_pair(bead)) {
            ++hits.lax;
        }
    }
    return hits;
}

/// Segments in beads with one side empty: side (0 source, 1 target) and number.
std::set<std::pair<int, std::uint32_t>> find_gaps(const std::vector<NumberedBead>& beads) {
    std::set<std::pair<int, std::uint32_t>> gaps;
    for (const NumberedBead& bead : beads) {
        if (bead.target.empty()) {
            for (const std::uint32_t source : bead.source) gaps.emplace(0, source);
        }
        if (bead.source.empty()) {
            for (const std::uint32_t target : bead.target) gaps.emplace(1, target);
        }
    }
    return gaps;
}

}  // namespace

std::vector<NumberedBead> numbered(const Ladder& ladder) {
    const auto numbers = [](Span span) {
        std::vector<std::uint32_t> result;
        for (std::uint32_t i = span.begin; i < span.end; ++i) result.push_back(i);
        return result;
    };
    std::vector<NumberedBead> beads;
    beads.reserve(ladder.size());
    for (const Bead& bead : ladder) beads.push_back({numbers(bead.source), numbers(bead.target)});
    return beads;
}

Score& Score::operator+=(const Score& other) {
    strict_hits += other.strict_hits;
    lax_hits += other.lax_hits;
    hypothesis_beads += other.hypothesis_beads;
    strict_found += other.strict_found;
    lax_found += other.lax_found;
    gold_beads += other.gold_beads;
    return *this;
}

double Score::precision(bool lax) const {
    return quotient(lax ? lax_hits : strict_hits, hypothesis_beads);
}

double Score::recall(bool lax) const {
    return quotient(lax ? lax_found : strict_found, gold_beads);
}

double Score::f1(bool lax) const {
    const double p = precision(lax);
    const double r = recall(lax);
    return p + r == 0 ? 0.0 : 2 * p * r / (p + r);
}

Score score(const std::vector<NumberedBead>& gold, const std::vector<NumberedBead>& hypothesis) {
    const BeadSet called = distinct(hypothesis, Which::all);
    const BeadSet real = distinct(gold, Which::two_sided);
    const Hits right = count_hits(distinct(gold, Which::all), called);
    const Hits found = count_hits(distinct(hypothesis, Which::two_sided), real);
    return {right.strict, right.lax, called.size(), found.strict, found.lax, real.size()};
}

GapScore& GapScore::operator+=(const GapScore& other) {
    right += other.right;
    called += other.called;
    real += other.real;
    return *this;
}

double GapScore::precision() const { return quotient(right, called); }

double GapScore::recall() const { return quotient(right, real); }

double GapScore::f1() const {
    return called + real == 0 ? 1.0 : quotient(2 * right, called + real);
}

GapScore score_gaps(const std::vector<NumberedBead>& gold,
                    const std::vector<NumberedBead>& hypothesis) {
    const auto real = find_gaps(gold);
    const auto called = find_gaps(hypothesis);
    std::size_t right = 0;
    for (const auto& gap : called) right += real.count(gap);
    return {right, called.size(), real.size()};
}

}  // namespace egiz::align
