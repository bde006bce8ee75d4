// SPDX-License-Identifier: Apache-2.0
// Internal to align/: Latin letters for words of any script, by ICU, and a table of what ICU does.
#pragma once

#include <string>
#include <string_view>

namespace egiz::align {

/// Letters a to z for each line of `lines`, by ICU's "Any-Latin; Latin-ASCII; Lower"; the rest is
/// dropped. Slow to begin with: 9 ms, and 70 ms more once there is Chinese.
[[nodiscard]] std::string icu_letters(std::string_view lines);

/// For each code point up to U+FFFF, 16 bits: where in the text behind them its letters begin, up
/// to the next blank; 0xFFFF where a word has to be left to ICU. Numbers are those of this machine.
///
/// Letters are given for ASCII and for Latin, Cyrillic and Han, whose characters ICU takes one by
/// one, but for four pairs of Han (romanizer.cpp).
[[nodiscard]] std::string make_roman_table();

}  // namespace egiz::align
