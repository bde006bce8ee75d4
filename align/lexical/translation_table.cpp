// SPDX-License-Identifier: Apache-2.0
#include "align/lexical/translation_table.hpp"

#include <algorithm>

namespace egiz::align {
namespace {

constexpr int rounds = 5;
constexpr double discount = 0.5;
constexpr double pseudo_count = 1;         // of a row, for all that is not in it
constexpr double least = 1e-4;             // probability that is kept
constexpr std::size_t least_segments = 2;  // in which a word must be seen to be learnt

std::uint64_t key(TokenId source, TokenId target) {
    return (std::uint64_t{source} << 32U) | target;
}

/// In how many bags each token is.
std::vector<std::uint32_t> holders(std::span<const BagPair> pairs, std::size_t tokens,
                                   std::vector<TokenId> BagPair::*side) {
    std::vector<std::uint32_t> count(tokens);
    for (const BagPair& pair : pairs) {
        std::vector<TokenId> bag = pair.*side;
        std::sort(bag.begin(), bag.end());
        bag.erase(std::unique(bag.begin(), bag.end()), bag.end());
        for (const TokenId token : bag) ++count[token];
    }
    return count;
}

}  // namespace

TranslationTable::TranslationTable(std::span<const WordPair> prior, std::span<const BagPair> pairs,
                                   std::size_t source_tokens, std::size_t target_tokens) {
    const std::vector<std::uint32_t> source_holders =
        holders(pairs, source_tokens, &BagPair::source);
    const std::vector<std::uint32_t> target_holders =
        holders(pairs, target_tokens, &BagPair::target);
    const auto learnable = [](const std::vector<std::uint32_t>& count, TokenId token) {
        return count[token] >= least_segments;
    };

    std::vector<std::uint64_t> keys;
    for (const WordPair& pair : prior) keys.push_back(key(pair.source, pair.target));
    for (const BagPair& pair : pairs) {
        for (const TokenId s : pair.source) {
            if (!learnable(source_holders, s)) continue;
            for (const TokenId t : pair.target) {
                if (learnable(target_holders, t)) keys.push_back(key(s, t));
            }
        }
    }
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());

    std::vector<double> prior_count(keys.size());
    for (const WordPair& pair : prior) {
        const auto at = std::lower_bound(keys.begin(), keys.end(), key(pair.source, pair.target));
        prior_count[static_cast<std::size_t>(at - keys.begin())] += pair.count;
    }
    std::vector<double> target_share(target_tokens, 0);
    double all = 0;
    for (const BagPair& pair : pairs) {
        for (const TokenId t : pair.target) target_share[t] += 1;
        all += static_cast<double>(pair.target.size());
    }
    for (double& share : target_share)
        share = (share + 0.5) / (all + 0.5 * static_cast<double>(target_tokens));

    // Where the pairs of each bag stand in `keys`; npos for those that are not learnt.
    constexpr std::uint32_t none = ~std::uint32_t{0};
    std::vector<std::uint32_t> places;
    for (const BagPair& pair : pairs) {
        for (const TokenId t : pair.target) {
            for (const TokenId s : pair.source) {
                const auto at = std::lower_bound(keys.begin(), keys.end(), key(s, t));
                const bool known = at != keys.end() && *at == key(s, t);
                places.push_back(known ? static_cast<std::uint32_t>(at - keys.begin()) : none);
            }
        }
    }

    std::vector<double> count(keys.size());
    std::vector<double> probability(keys.size());
    const auto normalize = [&](double taken) {
        for (std::size_t begin = 0; begin < keys.size();) {
            std::size_t end = begin;
            double sum = pseudo_count;
            for (; end < keys.size() && keys[end] >> 32U == keys[begin] >> 32U; ++end) {
                count[end] = std::max(count[end] - taken, 0.0);
                sum += count[end] + prior_count[end];
            }
            for (std::size_t i = begin; i < end; ++i) {
                probability[i] = (count[i] + prior_count[i]) / sum;
            }
            begin = end;
        }
    };
    if (!pairs.empty()) {
        std::fill(count.begin(), count.end(), 0.1);
    }
    normalize(0);
    for (int round = 0; round < rounds && !pairs.empty(); ++round) {
        std::fill(count.begin(), count.end(), 0.0);
        std::size_t place = 0;
        for (const BagPair& pair : pairs) {
            for (const TokenId t : pair.target) {
                const std::span<const std::uint32_t> of_target(&places[place], pair.source.size());
                place += pair.source.size();
                double sum = target_share[t];  // the empty word
                for (const std::uint32_t at : of_target) sum += at == none ? 0 : probability[at];
                for (const std::uint32_t at : of_target) {
                    if (at != none) count[at] += pair.weight * probability[at] / sum;
                }
            }
        }
        normalize(round + 1 == rounds ? discount : 0);
    }

    first_.assign(source_tokens + 1, 0);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (probability[i] < least) continue;
        entries_.push_back(
            {static_cast<TokenId>(keys[i] & 0xFFFFFFFFU), static_cast<float>(probability[i])});
        ++first_[(keys[i] >> 32U) + 1];
    }
    for (std::size_t s = 1; s < first_.size(); ++s) first_[s] += first_[s - 1];
}

}  // namespace egiz::align
