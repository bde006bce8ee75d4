// SPDX-License-Identifier: Apache-2.0
#include "tm/prepared_query.hpp"

#include <algorithm>
#include <cassert>
#include <tuple>
#include <utility>

namespace egiz::tm {
namespace {

/// Tokens that a text must share with another, the longer of the two having `longer` tokens:
/// floor(100 * (longer - distance) / longer) >= min_score, and the tokens that an edit script keeps
/// are at least longer - distance.
std::size_t shared_tokens_needed(std::size_t longer, int min_score) {
    return (longer * static_cast<std::size_t>(min_score) + 99) / 100;
}

}  // namespace

PreparedQuery::PreparedQuery(std::string_view text) : key_(match_key(text)), composed_(nfc(text)) {
    std::vector<std::uint32_t> pattern;
    pattern.reserve(key_.tokens.size());
    for (std::size_t i = 0; i < key_.tokens.size(); ++i) {
        const auto fresh = static_cast<std::uint32_t>(symbols_.size());
        const auto [symbol, added] = symbols_.try_emplace(std::string(key_.token(i)), fresh);
        if (added) symbol_counts_.push_back(0);
        ++symbol_counts_[symbol->second];
        pattern.push_back(symbol->second);
    }
    pattern_.emplace(pattern);
}

std::optional<int> PreparedQuery::score(std::string_view text, int min_score) const {
    const auto if_enough = [&](int score) {
        return score >= min_score ? std::optional(score) : std::nullopt;
    };
    const MatchKey other = match_key(text);
    if (key_.too_long || other.too_long) {
        const bool equal = key_.too_long == other.too_long && composed_ == nfc(text);
        return if_enough(equal ? 100 : 0);
    }
    if (key_.has_words != other.has_words) return if_enough(0);

    const std::size_t longer = std::max(key_.tokens.size(), other.tokens.size());
    const std::size_t needed = shared_tokens_needed(longer, std::clamp(min_score, 0, 100));
    const std::size_t limit = longer - needed;

    std::vector<std::uint32_t> counts = symbol_counts_;
    std::vector<std::uint32_t> tokens;
    tokens.reserve(other.tokens.size());
    std::size_t shared = 0;
    for (std::size_t i = 0; i < other.tokens.size(); ++i) {
        const auto symbol = symbols_.find(other.token(i));
        if (symbol == symbols_.end()) {
            tokens.push_back(static_cast<std::uint32_t>(symbols_.size()));  // in no pattern
            continue;
        }
        tokens.push_back(symbol->second);
        if (counts[symbol->second] > 0) {
            --counts[symbol->second];
            ++shared;
        }
    }
    if (shared < needed) return std::nullopt;

    const auto distance = pattern_->distance(tokens, limit);
    if (!distance) return std::nullopt;
    if (*distance == 0) return if_enough(composed_ == nfc(text) ? 100 : 99);
    return if_enough(static_cast<int>(100 * (longer - *distance) / longer));
}

Probe PreparedQuery::probe(int min_score,
                           const std::function<std::int64_t(const std::string&)>& uses) const {
    assert(min_score >= 1 && !exact_only(min_score));
    const std::size_t length = key_.tokens.size();
    const std::size_t needed = shared_tokens_needed(length, min_score);
    Probe probe;
    probe.shortest = needed;
    probe.longest = length * 100 / static_cast<std::size_t>(min_score);
    if (!key_.has_words) {
        probe.words.emplace_back();
        return probe;
    }
    struct Word {
        std::int64_t uses;
        std::string word;
        std::size_t occurrences;
    };
    std::unordered_map<std::string, std::size_t> occurrences;
    for (std::size_t i = 0; i < length; ++i) ++occurrences[std::string(index_word(key_.token(i)))];
    std::vector<Word> words;
    words.reserve(occurrences.size());
    for (const auto& [word, count] : occurrences) words.push_back({uses(word), word, count});
    std::sort(words.begin(), words.end(), [](const Word& a, const Word& b) {
        return std::tie(a.uses, a.word) < std::tie(b.uses, b.word);
    });
    // A match lacks length - needed of the query's tokens at most, so it has one of any
    // length - needed + 1 of them: the rarest are asked for.
    std::size_t covered = 0;
    for (Word& word : words) {
        if (covered > length - needed) break;
        covered += word.occurrences;
        probe.words.push_back(std::move(word.word));
    }
    return probe;
}

}  // namespace egiz::tm
