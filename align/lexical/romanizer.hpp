// SPDX-License-Identifier: Apache-2.0
// Internal to align/: words of different scripts made comparable.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::align {

/// Letters a to z for words of any script, without marks and spaces; what languages write in their
/// own way is one: `c` and `k`, `x` and `ks`, `ph` and `f`, doubled letters. 哈萨克 is `hasake`.
///
/// As "Any-Latin; Latin-ASCII; Lower" of ICU, but from a table for Latin, Cyrillic and Chinese.
/// \param words  folded, or Chinese; without line breaks
/// \return for each word; empty where nothing is left
[[nodiscard]] std::vector<std::string> romanize(std::span<const std::string_view> words);

}  // namespace egiz::align
