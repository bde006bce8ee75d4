// SPDX-License-Identifier: Apache-2.0
// Internal to align/: which words render which.
#pragma once

#include "align/lexical/tokens.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace egiz::align {

/// What is known before a text is seen: that often have the two been seen to render each other,
/// looked at from the one and from the other.
struct WordPair {
    TokenId source = 0;
    TokenId target = 0;
    double count = 0;
    double turned_count = 0;
};

/// Two bags of tokens that render each other, and how sure that is (0 to 1). Borrowed.
struct BagPair {
    std::span<const TokenId> source;
    std::span<const TokenId> target;
    double weight = 1;
};

/// Bags with more pairs of tokens than that teach little, and cost time and memory for each pair.
constexpr std::size_t most_token_pairs = 100'000;

/// The probabilities p(target | source) and p(source | target) that are not negligible.
class TranslationTable {
public:
    struct Entry {
        TokenId target = 0;
        float forward = 0;   ///< p(target | source)
        float backward = 0;  ///< p(source | target)
    };

    TranslationTable() = default;
    /// IBM Model 1 (Brown et al., "The Mathematics of Statistical Machine Translation",
    /// Computational Linguistics 19(2), 1993) in both directions with `prior` as Dirichlet
    /// pseudo-counts, five rounds of EM. Afterwards 0.7 of a count is taken from every pair, so
    /// that one pair of segments cannot prove what it is made of. \param prior  sorted by source,
    /// then target; no pair twice
    TranslationTable(std::span<const WordPair> prior, std::span<const BagPair> pairs,
                     std::size_t source_tokens, std::size_t target_tokens);

    /// For a table that was kept.
    /// \param first  of each source token in `entries`, and the end; of each token sorted by target
    TranslationTable(std::vector<std::size_t> first, std::vector<Entry> entries)
        : first_(std::move(first)), entries_(std::move(entries)) {}

    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    /// Sorted by target.
    [[nodiscard]] std::span<const Entry> row(TokenId source) const {
        if (source + std::size_t{1} >= first_.size()) return {};
        return std::span(entries_).subspan(first_[source], first_[source + 1] - first_[source]);
    }

private:
    std::vector<std::size_t> first_;
    std::vector<Entry> entries_;
};

}  // namespace egiz::align
