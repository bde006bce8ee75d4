// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "text/unicode.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::tm {

/// Text with more words (or, without words, more characters) than this is matched as a whole only:
/// it scores 100 or 0. A "sentence" that long is a file in disguise.
inline constexpr std::size_t longest_fuzzy_text = 20'000;

/// Tokens that two texts must share to score `min_score` (0 to 100), the longer of them having
/// `longer`: floor(100 * (longer - distance) / longer) >= min_score, and the tokens that an edit
/// script keeps are at least longer - distance.
[[nodiscard]] constexpr std::size_t shared_tokens_needed(std::size_t longer, int min_score) {
    return (longer * static_cast<std::size_t>(min_score) + 99) / 100;
}

/// What a character of folded text is.
enum class CharacterClass : std::uint8_t {
    other,
    in_word,   ///< joins its neighbours of this kind
    own_word,  ///< a word of its own
    mark       ///< belongs to what is before it
};
[[nodiscard]] CharacterClass character_class(char32_t character);

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

}  // namespace egiz::tm
