// SPDX-License-Identifier: Apache-2.0
#include "align/lexical/word_evidence.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace egiz::align {
namespace {

std::span<const TokenId> tokens_between(const TokenizedText& text, Span span) {
    return std::span(text.ids).subspan(text.first[span.begin],
                                       text.first[span.end] - text.first[span.begin]);
}

/// Tokens with their places, to be found by token.
std::vector<std::pair<TokenId, std::uint32_t>> by_token(std::span<const TokenId> tokens) {
    std::vector<std::pair<TokenId, std::uint32_t>> sorted;
    for (std::uint32_t k = 0; k < tokens.size(); ++k) sorted.emplace_back(tokens[k], k);
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

}  // namespace

LexicalTerm::Evidence LexicalTerm::evidence(Span source, Span target) const {
    const auto source_tokens = tokens_between(source_.text, source);
    const auto target_tokens = tokens_between(target_.text, target);
    const auto sorted = by_token(target_tokens);

    // How well each token is accounted for, and by which.
    struct Gain {
        std::uint32_t from = 0;
        std::uint32_t to = 0;
        double gain = 0;
    };
    std::vector<Gain> forward;
    std::vector<Gain> backward;
    for (std::uint32_t k = 0; k < source_tokens.size(); ++k) {
        const TokenId s = source_tokens[k];
        auto at = sorted.begin();
        for (std::size_t r = first_rate_[s]; r < first_rate_[s + 1]; ++r) {
            const Rate& rate = rates_[r];
            at = std::lower_bound(at, sorted.end(), std::pair(rate.target, std::uint32_t{0}));
            for (auto same = at; same != sorted.end() && same->first == rate.target; ++same) {
                const float to_target = rate.forward * odds_[target_.classes[rate.target]];
                const float to_source = rate.backward * odds_[source_.classes[s]];
                if (to_target > 0) {
                    forward.push_back({k, same->second, static_cast<double>(to_target)});
                }
                if (to_source > 0) {
                    backward.push_back({same->second, k, static_cast<double>(to_source)});
                }
            }
        }
    }

    Evidence result;
    const auto add = [&](const Side& side, std::span<const TokenId> tokens,
                         std::span<const TokenId> others, const std::vector<Gain>& gains,
                         bool turned) {
        const double n = static_cast<double>(others.size() + 1);
        std::vector<double> sums(tokens.size());
        for (const Gain& each : gains) sums[each.to] += each.gain / n;
        double all = 0;
        for (std::size_t k = 0; k < tokens.size(); ++k) {
            const std::uint8_t c = side.classes[tokens[k]];
            if (c != unknown) all += weight / 2 * (log_lambda_[c] + std::log1p(sums[k]));
        }
        for (const Gain& each : gains) {
            const double nats =
                weight / 2 * std::log1p(sums[each.to]) * (each.gain / n / sums[each.to]);
            PairGain pair{others[each.from], tokens[each.to], nats};
            if (turned) std::swap(pair.source, pair.target);
            result.pairs.push_back(pair);
        }
        return all;
    };
    result.forward = add(target_, target_tokens, source_tokens, forward, false);
    result.backward = add(source_, source_tokens, target_tokens, backward, true);

    // What one pair gave at several places, and in both directions, together.
    std::sort(result.pairs.begin(), result.pairs.end(), [](const PairGain& a, const PairGain& b) {
        return std::pair(a.source, a.target) < std::pair(b.source, b.target);
    });
    std::size_t kept = 0;
    for (std::size_t k = 0; k < result.pairs.size(); ++k) {
        const PairGain pair = result.pairs[k];
        if (kept > 0 && result.pairs[kept - 1].source == pair.source &&
            result.pairs[kept - 1].target == pair.target) {
            result.pairs[kept - 1].nats += pair.nats;
        } else {
            result.pairs[kept++] = pair;
        }
    }
    result.pairs.resize(kept);
    std::stable_sort(result.pairs.begin(), result.pairs.end(),
                     [](const PairGain& a, const PairGain& b) { return a.nats > b.nats; });
    return result;
}

Shortlist::Shortlist(const LexicalTerm& term, std::vector<std::uint32_t> targets)
    : term_(&term), targets_(std::move(targets)), first_(term.target_.shares.size() + 1) {
    const TokenizedText& text = term.target();
    for (const std::uint32_t j : targets_) {
        for (const TokenId token : text.segment(j)) ++first_[token + 1];
    }
    for (std::size_t t = 1; t < first_.size(); ++t) first_[t] += first_[t - 1];
    places_.resize(first_.back());
    std::vector<std::size_t> next(first_.begin(), first_.end());
    for (std::uint32_t place = 0; place < targets_.size(); ++place) {
        for (const TokenId token : text.segment(targets_[place])) {
            places_[next[token]++] = place;
        }
    }
}

std::vector<std::uint32_t> Shortlist::of(std::size_t source_segment, std::size_t count) const {
    // A word that many of them have tells them apart no more.
    const std::size_t too_many = std::max<std::size_t>(16, targets_.size() / 32);
    std::vector<double> sums(targets_.size());
    std::vector<std::uint32_t> touched;
    for (const TokenId s : term_->source().segment(source_segment)) {
        for (std::size_t r = term_->first_rate_[s]; r < term_->first_rate_[s + 1]; ++r) {
            const LexicalTerm::Rate& rate = term_->rates_[r];
            const std::size_t begin = first_[rate.target];
            const std::size_t end = first_[rate.target + 1];
            if (begin == end || end - begin > too_many) continue;
            const double gain =
                std::log1p(static_cast<double>(std::max(rate.forward, rate.backward)));
            for (std::size_t k = begin; k < end; ++k) {
                double& sum = sums[places_[k]];
                if (sum == 0) touched.push_back(places_[k]);
                sum += gain;
            }
        }
    }
    const std::size_t kept = std::min(count, touched.size());
    std::partial_sort(touched.begin(), touched.begin() + static_cast<std::ptrdiff_t>(kept),
                      touched.end(), [&](std::uint32_t a, std::uint32_t b) {
                          return sums[a] != sums[b] ? sums[a] > sums[b] : a < b;
                      });
    std::vector<std::uint32_t> best;
    for (std::size_t k = 0; k < kept; ++k) best.push_back(targets_[touched[k]]);
    return best;
}

}  // namespace egiz::align
