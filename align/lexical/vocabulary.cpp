// SPDX-License-Identifier: Apache-2.0
#include "align/lexical/vocabulary.hpp"

#include "text/unicode.hpp"

#include <algorithm>
#include <cstddef>

namespace egiz::align {

TokenId Vocabulary::add(TokenKind kind, std::string_view text) {
    std::string key(1, static_cast<char>(kind));
    key += text;
    const auto [at, added] = ids_.emplace(std::move(key), static_cast<TokenId>(texts_.size()));
    if (added) {
        texts_.push_back(at->first);
        capital_.push_back(false);
    }
    return at->second;
}

TokenId Vocabulary::find(TokenKind kind, std::string_view text) const {
    std::string key(1, static_cast<char>(kind));
    key += text;
    const auto found = ids_.find(key);
    return found == ids_.end() ? static_cast<TokenId>(size()) : found->second;
}

std::string stem(std::string_view folded_word) {
    const std::size_t letters = count_code_points(folded_word);
    const std::size_t kept =
        std::max<std::size_t>(4, std::min<std::size_t>(6, (7 * letters + 9) / 10));
    std::size_t offset = 0;
    for (std::size_t i = 0; i < kept && offset < folded_word.size(); ++i) {
        static_cast<void>(next_code_point(folded_word, offset));
    }
    std::string result(folded_word.substr(0, offset));
    // `ё` is written as `е` as often as not.
    for (std::size_t at = result.find("ё"); at != std::string::npos; at = result.find("ё", at)) {
        result.replace(at, std::string_view("ё").size(), "е");
    }
    return result;
}

}  // namespace egiz::align
