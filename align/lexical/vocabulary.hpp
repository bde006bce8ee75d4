// SPDX-License-Identifier: Apache-2.0
// Internal to align/: the tokens of one language.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace egiz::align {

using TokenId = std::uint32_t;

/// What a token was made of. Kinds keep apart what is written alike.
enum class TokenKind : char {
    word = 'w',    ///< folded and cut to its first letters, so that inflections fall together
    han = 'h',     ///< a Han character beside the words
    number = 'n',  ///< the value, however it is written
    mark = 'p'     ///< punctuation that translations tend to keep
};

/// Tokens of one language, numbered from 0 in the order in which they turn up.
class Vocabulary {
public:
    /// The number of a token; it gets one if it has none.
    TokenId add(TokenKind kind, std::string_view text);
    /// The number of a token, or `size()` if it has none.
    [[nodiscard]] TokenId find(TokenKind kind, std::string_view text) const;
    [[nodiscard]] std::size_t size() const { return texts_.size(); }
    [[nodiscard]] TokenKind kind(TokenId id) const { return static_cast<TokenKind>(texts_[id][0]); }
    [[nodiscard]] std::string_view text(TokenId id) const {
        return std::string_view(texts_[id]).substr(1);
    }
    /// Kind and text in one: what two vocabularies have in common has the same key.
    [[nodiscard]] std::string_view key(TokenId id) const { return texts_[id]; }
    /// Whether the token was written with a capital somewhere.
    [[nodiscard]] bool capital(TokenId id) const { return capital_[id]; }
    void mark_capital(TokenId id) { capital_[id] = true; }

private:
    std::unordered_map<std::string, TokenId> ids_;
    std::vector<std::string> texts_;
    std::vector<bool> capital_;
};

/// The first letters of a word: max(4, min(6, 7/10 of them)), all if there are fewer.
[[nodiscard]] std::string stem(std::string_view folded_word);

}  // namespace egiz::align
