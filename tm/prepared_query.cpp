// SPDX-License-Identifier: Apache-2.0
#include "tm/prepared_query.hpp"

#include <algorithm>
#include <bit>

namespace egiz::tm {

PreparedQuery::PreparedQuery(std::string_view text) : text_(text), pattern_({}) {
    const TextKey& key = tokenizer_.key(text);
    size_ = key.tokens.size();
    has_words_ = key.has_words;
    too_long_ = key.too_long;
    table_.resize(std::bit_ceil(2 * size_ + 1));
    std::vector<std::uint32_t> pattern;
    pattern.reserve(size_);
    for (const std::uint64_t token : key.tokens) {
        Symbol& symbol = table_[static_cast<std::size_t>(find(token) - table_.data())];
        if (symbol.occurrences == 0) {
            symbol.token = token;
            symbol.number = static_cast<std::uint32_t>(symbols_++);
        }
        ++symbol.occurrences;
        pattern.push_back(symbol.number);
    }
    pattern_ = DistancePattern(pattern);
}

const PreparedQuery::Symbol* PreparedQuery::find(std::uint64_t token) const {
    const std::size_t mask = table_.size() - 1;
    for (std::size_t at = token & mask;; at = (at + 1) & mask) {
        if (table_[at].occurrences == 0 || table_[at].token == token) return &table_[at];
    }
}

std::optional<int> PreparedQuery::score(std::string_view text, int min_score) const {
    const auto if_enough = [&](int score) {
        return score >= min_score ? std::optional(score) : std::nullopt;
    };
    if (text == text_) return if_enough(100);
    const TextKey& other = tokenizer_.key(text);
    if (too_long_ || other.too_long) {
        const bool equal = too_long_ == other.too_long && canonically_equal(text, text_);
        return if_enough(equal ? 100 : 0);
    }
    if (has_words_ != other.has_words) return if_enough(0);

    const std::size_t longer = std::max(size_, other.tokens.size());
    const std::size_t needed = shared_tokens_needed(longer, std::clamp(min_score, 0, 100));
    const std::size_t limit = longer - needed;

    left_.assign(symbols_, 0);
    for (const Symbol& symbol : table_) {
        if (symbol.occurrences > 0) left_[symbol.number] = symbol.occurrences;
    }
    other_.clear();
    std::size_t shared = 0;
    for (const std::uint64_t token : other.tokens) {
        const Symbol* const symbol = find(token);
        if (symbol->occurrences == 0) {
            other_.push_back(static_cast<std::uint32_t>(symbols_));  // in no pattern
            continue;
        }
        other_.push_back(symbol->number);
        if (left_[symbol->number] > 0) {
            --left_[symbol->number];
            ++shared;
        }
    }
    if (shared < needed) return std::nullopt;

    const auto distance = pattern_.distance(other_, limit);
    if (!distance) return std::nullopt;
    if (*distance == 0) return if_enough(canonically_equal(text, text_) ? 100 : 99);
    return if_enough(static_cast<int>(100 * (longer - *distance) / longer));
}

}  // namespace egiz::tm
