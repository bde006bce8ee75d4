// SPDX-License-Identifier: Apache-2.0
#include "align/coarse_path.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace egiz::align {
namespace {

/// Where each token stands.
class Places {
public:
    Places(const TokenizedText& text, std::size_t tokens) : first_(tokens + 1) {
        for (const TokenId token : text.ids) ++first_[token + 1];
        for (std::size_t t = 1; t < first_.size(); ++t) first_[t] += first_[t - 1];
        segments_.resize(text.ids.size());
        std::vector<std::size_t> next(first_.begin(), first_.end() - 1);
        for (std::uint32_t i = 0; i < text.segments(); ++i) {
            for (const TokenId token : text.segment(i)) segments_[next[token]++] = i;
        }
    }
    [[nodiscard]] std::span<const std::uint32_t> of(TokenId token) const {
        return std::span(segments_).subspan(first_[token], first_[token + 1] - first_[token]);
    }

private:
    std::vector<std::size_t> first_;
    std::vector<std::uint32_t> segments_;
};

struct Tie {
    Point point;
    float weight = 0;
};

/// All pairs of places of known pairs of words, the rarest words first, as many as bearable.
std::vector<Tie> find_ties(const TokenizedText& source, std::size_t source_tokens,
                           const TokenizedText& target, std::size_t target_tokens,
                           std::span<const WordPair> known) {
    constexpr double least_count = 1.4;
    constexpr std::size_t most_places = 40'000;  // of one pair of words
    constexpr std::size_t most_ties = 2'000'000;
    const Places sources(source, source_tokens);
    const Places targets(target, target_tokens);
    struct Candidate {
        std::size_t places = 0;
        const WordPair* pair = nullptr;
    };
    std::vector<Candidate> candidates;
    for (const WordPair& pair : known) {
        if (std::max(pair.count, pair.turned_count) < least_count) continue;
        const std::size_t places = sources.of(pair.source).size() * targets.of(pair.target).size();
        if (places > 0 && places <= most_places) candidates.push_back({places, &pair});
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.places < b.places; });
    std::vector<Tie> ties;
    for (const Candidate& each : candidates) {
        if (ties.size() + each.places > most_ties) break;
        const auto a = sources.of(each.pair->source);
        const auto b = targets.of(each.pair->target);
        // One in so many can be right.
        const auto weight =
            static_cast<float>(1.0 / static_cast<double>(std::max(a.size(), b.size())));
        for (const std::uint32_t i : a) {
            for (const std::uint32_t j : b) ties.push_back({{i, j}, weight});
        }
    }
    std::sort(ties.begin(), ties.end(), [](const Tie& x, const Tie& y) {
        if (x.point.source != y.point.source) return x.point.source < y.point.source;
        // Backwards, so that no tie follows another of the same source segment.
        if (x.point.target != y.point.target) return x.point.target > y.point.target;
        return x.weight > y.weight;
    });
    std::size_t last = 0;
    for (std::size_t k = 1; k < ties.size(); ++k) {
        if (ties[k].point == ties[last].point) {
            ties[last].weight += ties[k].weight;
        } else {
            ties[++last] = ties[k];
        }
    }
    if (!ties.empty()) ties.resize(last + 1);
    return ties;
}

/// The chain of the greatest weight that moves forward on both sides.
std::vector<Tie> heaviest_chain(const std::vector<Tie>& ties, std::size_t target_segments) {
    constexpr std::uint32_t none = ~std::uint32_t{0};
    // A Fenwick tree of the best chain that ends before a target segment.
    std::vector<std::uint32_t> best(target_segments + 1, none);
    std::vector<double> weights(ties.size());
    std::vector<std::uint32_t> before(ties.size(), none);
    const auto weight = [&](std::uint32_t tie) { return tie == none ? 0 : weights[tie]; };
    std::uint32_t heaviest = none;
    for (std::uint32_t k = 0; k < ties.size(); ++k) {
        std::uint32_t previous = none;
        for (std::size_t at = ties[k].point.target; at > 0; at &= at - 1) {
            if (weight(best[at]) > weight(previous)) previous = best[at];
        }
        before[k] = previous;
        weights[k] = weight(previous) + static_cast<double>(ties[k].weight);
        for (std::size_t at = ties[k].point.target + std::size_t{1}; at <= target_segments;
             at += at & (~at + 1)) {
            if (weights[k] > weight(best[at])) best[at] = k;
        }
        if (weights[k] > weight(heaviest)) heaviest = k;
    }
    std::vector<Tie> chain;
    for (std::uint32_t k = heaviest; k != none; k = before[k]) chain.push_back(ties[k]);
    std::reverse(chain.begin(), chain.end());
    return chain;
}

/// Whether the step between two points is about as long on both sides.
bool in_step(Point a, Point b, double pace) {
    constexpr double slack = 6;
    const double across = static_cast<double>(b.target) - static_cast<double>(a.target);
    const double down = (static_cast<double>(b.source) - static_cast<double>(a.source)) * pace;
    return std::abs(across - down) <= slack + 0.3 * std::abs(down);
}

}  // namespace

std::vector<Point> find_coarse_path(const TokenizedText& source, std::size_t source_tokens,
                                    const TokenizedText& target, std::size_t target_tokens,
                                    std::span<const WordPair> known) {
    const std::vector<Tie> chain = heaviest_chain(
        find_ties(source, source_tokens, target, target_tokens, known), target.segments());
    const double pace =
        static_cast<double>(target.segments()) / static_cast<double>(source.segments());
    // One that neither its neighbours nor theirs bear out is there by chance.
    constexpr std::size_t neighbours = 3;
    std::vector<Point> path;
    for (std::size_t k = 0; k < chain.size(); ++k) {
        std::size_t bearers = 0;
        for (std::size_t n = 1; n <= neighbours; ++n) {
            if (k >= n && in_step(chain[k - n].point, chain[k].point, pace)) ++bearers;
            if (k + n < chain.size() && in_step(chain[k].point, chain[k + n].point, pace))
                ++bearers;
        }
        if (bearers >= neighbours) path.push_back(chain[k].point);
    }
    return path;
}

}  // namespace egiz::align
