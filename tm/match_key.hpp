// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "text/unicode.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::tm {

/// Text with more words (or, without words, more characters) than this is matched as a whole only:
/// it scores 100 or 0. A "sentence" that long is a file in disguise.
inline constexpr std::size_t longest_fuzzy_text = 20'000;

/// What of a text is compared: its words, or its characters if it has no words.
///
/// The text is folded (NFKC, case) first. A word is a run of letters, marks and digits; a character
/// of the scripts Han, Hiragana, Katakana and Thai is a word of its own, together with marks of no
/// script of their own that follow it.
struct MatchKey {
    std::string folded;
    std::vector<Range> tokens;  ///< into `folded`, in order; empty if `too_long`
    bool has_words = false;     ///< tokens are words, else characters
    bool too_long = false;      ///< has more tokens than `longest_fuzzy_text`

    [[nodiscard]] std::string_view token(std::size_t index) const {
        return slice(folded, tokens[index]);
    }
};
[[nodiscard]] MatchKey match_key(std::string_view text);

/// What an index files a text under, so that the rule of tm/prepared_query.hpp can find it.
struct IndexEntry {
    /// Distinct words, cut to `longest_index_word` bytes (words that look the same after that only
    /// give candidates too many); one empty word if the text has none; nothing if it is too long.
    std::vector<std::string> words;
    std::size_t length = 0;  ///< number of tokens
};
inline constexpr std::size_t longest_index_word = 64;

[[nodiscard]] IndexEntry index_entry(const MatchKey& key);
/// `word` as it stands in an index.
[[nodiscard]] std::string_view index_word(std::string_view word);

}  // namespace egiz::tm
