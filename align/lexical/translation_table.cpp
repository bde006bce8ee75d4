// SPDX-License-Identifier: Apache-2.0
#include "align/lexical/translation_table.hpp"

#include <algorithm>

namespace egiz::align {
namespace {

constexpr int rounds = 5;
constexpr float discount = 0.7F;
constexpr double pseudo_count = 2;         // of a row, for all that is not in it
constexpr float least = 1e-4F;             // probability that is kept
constexpr std::size_t least_segments = 2;  // in which a word must be seen to be learnt
constexpr std::uint32_t no_place = ~std::uint32_t{0};

using BagSide = std::span<const TokenId> BagPair::*;

/// Whether each token is in enough bags to be learnt.
std::vector<bool> find_learnable(std::span<const BagPair> pairs, std::size_t tokens, BagSide side) {
    std::vector<std::uint32_t> holders(tokens);
    std::vector<std::uint32_t> last(tokens, no_place);
    for (std::uint32_t k = 0; k < pairs.size(); ++k) {
        for (const TokenId token : pairs[k].*side) {
            if (last[token] == k) continue;
            last[token] = k;
            ++holders[token];
        }
    }
    std::vector<bool> learnable(tokens);
    for (std::size_t token = 0; token < tokens; ++token) {
        learnable[token] = holders[token] >= least_segments;
    }
    return learnable;
}

/// Share of each token among all; an unseen one has seen half.
std::vector<float> shares_of(std::span<const BagPair> pairs, std::size_t tokens, BagSide side) {
    std::vector<double> seen(tokens, 0.5);
    double all = 0.5 * static_cast<double>(tokens);
    for (const BagPair& pair : pairs) {
        for (const TokenId token : pair.*side) seen[token] += 1;
        all += static_cast<double>((pair.*side).size());
    }
    std::vector<float> shares(tokens);
    for (std::size_t t = 0; t < tokens; ++t) shares[t] = static_cast<float>(seen[t] / all);
    return shares;
}

/// One direction of the model: counts and probabilities of the pairs that can occur.
struct Direction {
    std::vector<float> prior;
    std::vector<float> count;
    std::vector<float> probability;
};

class Trainer {
public:
    Trainer(std::span<const WordPair> prior, std::span<const BagPair> pairs,
            std::size_t source_tokens, std::size_t target_tokens)
        : bags_(pairs),
          source_learnable_(find_learnable(pairs, source_tokens, &BagPair::source)),
          target_learnable_(find_learnable(pairs, target_tokens, &BagPair::target)),
          source_shares_(shares_of(pairs, source_tokens, &BagPair::source)),
          target_shares_(shares_of(pairs, target_tokens, &BagPair::target)) {
        list_pairs(prior);
        take_prior(prior);
        find_places();
    }

    void train() {
        if (!bags_.empty()) {
            // Before the first round all that come together are equally likely.
            std::fill(forward_.count.begin(), forward_.count.end(), 0.1F);
            backward_.count = forward_.count;
        }
        normalize(0);
        for (int round = 0; round < rounds && !bags_.empty(); ++round) {
            std::fill(forward_.count.begin(), forward_.count.end(), 0.0F);
            std::fill(backward_.count.begin(), backward_.count.end(), 0.0F);
            share_out();
            normalize(round + 1 == rounds ? discount : 0);
        }
    }

    void read_off(std::vector<std::size_t>& first,
                  std::vector<TranslationTable::Entry>& entries) const {
        first.assign(first_.size(), 0);
        for (std::size_t s = 0; s + 1 < first_.size(); ++s) {
            for (std::size_t k = first_[s]; k < first_[s + 1]; ++k) {
                if (forward_.probability[k] < least && backward_.probability[k] < least) continue;
                entries.push_back({targets_[k], forward_.probability[k], backward_.probability[k]});
            }
            first[s + 1] = entries.size();
        }
    }

private:
    /// Every pair that the prior has or that a bag has, source by source, sorted by target.
    void list_pairs(std::span<const WordPair> prior) {
        const std::size_t source_tokens = source_shares_.size();
        // Which bags hold a source token.
        first_bag_.assign(source_tokens + 1, 0);
        for (const BagPair& pair : bags_) {
            for (const TokenId s : pair.source) {
                if (source_learnable_[s]) ++first_bag_[s + 1];
            }
        }
        for (std::size_t s = 0; s < source_tokens; ++s) first_bag_[s + 1] += first_bag_[s];
        bag_of_.resize(first_bag_.back());
        std::vector<std::size_t> next(first_bag_.begin(), first_bag_.end() - 1);
        for (std::uint32_t k = 0; k < bags_.size(); ++k) {
            for (std::uint32_t at = 0; at < bags_[k].source.size(); ++at) {
                const TokenId s = bags_[k].source[at];
                if (source_learnable_[s]) bag_of_[next[s]++] = {k, at};
            }
        }

        first_.assign(1, 0);
        std::vector<bool> listed(target_shares_.size());
        std::size_t next_prior = 0;
        for (TokenId s = 0; s < source_tokens; ++s) {
            const std::size_t begin = targets_.size();
            const auto list = [&](TokenId t) {
                if (listed[t]) return;
                listed[t] = true;
                targets_.push_back(t);
            };
            for (; next_prior < prior.size() && prior[next_prior].source == s; ++next_prior) {
                list(prior[next_prior].target);
            }
            for (std::size_t k = first_bag_[s]; k < first_bag_[s + 1]; ++k) {
                for (const TokenId t : bags_[bag_of_[k].bag].target) {
                    if (target_learnable_[t]) list(t);
                }
            }
            const auto row = targets_.begin() + static_cast<std::ptrdiff_t>(begin);
            std::sort(row, targets_.end());
            for (auto t = row; t != targets_.end(); ++t) listed[*t] = false;
            first_.push_back(targets_.size());
        }
        for (Direction* direction : {&forward_, &backward_}) {
            direction->prior.resize(targets_.size());
            direction->count.resize(targets_.size());
            direction->probability.resize(targets_.size());
        }
    }

    void take_prior(std::span<const WordPair> prior) {
        for (const WordPair& pair : prior) {
            const auto begin = targets_.begin() + static_cast<std::ptrdiff_t>(first_[pair.source]);
            const auto end =
                targets_.begin() + static_cast<std::ptrdiff_t>(first_[pair.source + 1]);
            const auto at = static_cast<std::size_t>(std::lower_bound(begin, end, pair.target) -
                                                     targets_.begin());
            forward_.prior[at] = static_cast<float>(pair.count);
            backward_.prior[at] = static_cast<float>(pair.turned_count);
        }
    }

    /// Where the pairs of each bag stand among all pairs; `no_place` for those that are not learnt.
    /// Of a bag, target by target.
    void find_places() {
        first_place_.assign(1, 0);
        for (const BagPair& pair : bags_) {
            first_place_.push_back(first_place_.back() + pair.source.size() * pair.target.size());
        }
        places_.assign(first_place_.back(), no_place);
        std::vector<std::uint32_t> place(target_shares_.size(), no_place);
        for (std::size_t s = 0; s + 1 < first_.size(); ++s) {
            for (std::size_t k = first_[s]; k < first_[s + 1]; ++k) {
                place[targets_[k]] = static_cast<std::uint32_t>(k);
            }
            for (std::size_t k = first_bag_[s]; k < first_bag_[s + 1]; ++k) {
                const BagPair& pair = bags_[bag_of_[k].bag];
                std::size_t at = first_place_[bag_of_[k].bag] + bag_of_[k].position;
                for (const TokenId t : pair.target) {
                    places_[at] = place[t];
                    at += pair.source.size();
                }
            }
            for (std::size_t k = first_[s]; k < first_[s + 1]; ++k) place[targets_[k]] = no_place;
        }
    }

    /// The expected counts: every token is shared out to what may have brought it forth.
    void share_out() {
        std::vector<float> of_source;
        for (std::size_t b = 0; b < bags_.size(); ++b) {
            const BagPair& pair = bags_[b];
            const std::size_t width = pair.source.size();
            const auto weight = static_cast<float>(pair.weight);
            of_source.assign(width, 0);
            const std::uint32_t* at = places_.data() + first_place_[b];
            for (std::size_t t = 0; t < pair.target.size(); ++t, at += width) {
                float sum = target_shares_[pair.target[t]];  // the empty word
                for (std::size_t s = 0; s < width; ++s) {
                    if (at[s] == no_place) continue;
                    sum += forward_.probability[at[s]];
                    of_source[s] += backward_.probability[at[s]];
                }
                const float share = weight / sum;
                for (std::size_t s = 0; s < width; ++s) {
                    if (at[s] != no_place)
                        forward_.count[at[s]] += share * forward_.probability[at[s]];
                }
            }
            for (std::size_t s = 0; s < width; ++s) {
                of_source[s] = weight / (of_source[s] + source_shares_[pair.source[s]]);
            }
            at = places_.data() + first_place_[b];
            for (std::size_t t = 0; t < pair.target.size(); ++t, at += width) {
                for (std::size_t s = 0; s < width; ++s) {
                    if (at[s] != no_place)
                        backward_.count[at[s]] += of_source[s] * backward_.probability[at[s]];
                }
            }
        }
    }

    void normalize(float taken) {
        std::vector<double> of_target(target_shares_.size(), pseudo_count);
        for (std::size_t s = 0; s + 1 < first_.size(); ++s) {
            double of_source = pseudo_count;
            for (std::size_t k = first_[s]; k < first_[s + 1]; ++k) {
                forward_.count[k] = std::max(forward_.count[k] - taken, 0.0F) + forward_.prior[k];
                backward_.count[k] =
                    std::max(backward_.count[k] - taken, 0.0F) + backward_.prior[k];
                of_source += forward_.count[k];
                of_target[targets_[k]] += backward_.count[k];
            }
            for (std::size_t k = first_[s]; k < first_[s + 1]; ++k) {
                forward_.probability[k] =
                    static_cast<float>(static_cast<double>(forward_.count[k]) / of_source);
            }
        }
        for (std::size_t k = 0; k < targets_.size(); ++k) {
            backward_.probability[k] = static_cast<float>(static_cast<double>(backward_.count[k]) /
                                                          of_target[targets_[k]]);
        }
    }

    struct Place {
        std::uint32_t bag = 0;
        std::uint32_t position = 0;
    };
    std::span<const BagPair> bags_;
    std::vector<bool> source_learnable_;
    std::vector<bool> target_learnable_;
    std::vector<float> source_shares_;
    std::vector<float> target_shares_;
    std::vector<std::size_t> first_;  ///< by source token, of its pairs
    std::vector<TokenId> targets_;
    Direction forward_;
    Direction backward_;
    std::vector<std::size_t> first_bag_;  ///< by source token
    std::vector<Place> bag_of_;
    std::vector<std::size_t> first_place_;  ///< by bag
    std::vector<std::uint32_t> places_;
};

}  // namespace

TranslationTable::TranslationTable(std::span<const WordPair> prior, std::span<const BagPair> pairs,
                                   std::size_t source_tokens, std::size_t target_tokens) {
    Trainer trainer(prior, pairs, source_tokens, target_tokens);
    trainer.train();
    trainer.read_off(first_, entries_);
}

}  // namespace egiz::align
