// SPDX-License-Identifier: Apache-2.0
// Internal to tm/quality.
#pragma once

#include "text/language.hpp"
#include "text/unicode.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::tm {

/// Runs of letters, marks and digits; a Han character is one of its own.
[[nodiscard]] std::vector<Range> words_of(std::string_view text);

enum class Script : std::uint8_t { none, latin, cyrillic, han, other };
/// `none` for what all scripts share: digits, marks of punctuation.
[[nodiscard]] Script script_of(char32_t c);
/// What a language is written in; `other` where that is none of the three.
[[nodiscard]] Script script_of(const Language& language);

/// fold_spaced() without punctuation and symbols: `Open…` and `open` are equal.
[[nodiscard]] std::string bare(std::string_view text);

/// `“text”`, shortened if it is long.
[[nodiscard]] std::string in_quotes(std::string_view text);

}  // namespace egiz::tm
