// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/unicode.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace egiz::tm {

/// A stretch of two texts: the same in both, or in one only. White space and punctuation go with
/// the word before them, those at the beginning with the first.
struct DifferencePiece {
    enum class Kind : std::uint8_t {
        same,
        changed,  ///< words of the one stand for words of the other
        only_old,
        only_new
    };
    Kind kind = Kind::same;
    Range old_bytes;  ///< empty for only_new
    Range new_bytes;  ///< empty for only_old

    friend bool operator==(const DifferencePiece&, const DifferencePiece&) = default;
};

/// How `old_text` becomes `new_text`, word by word, in words as matches are scored by. The pieces
/// cover both texts, in order, without a gap. Where all words are equal, those that are written
/// differently, or have other marks behind them, are `changed`.
[[nodiscard]] std::vector<DifferencePiece> difference(std::string_view old_text,
                                                      std::string_view new_text);

}  // namespace egiz::tm
