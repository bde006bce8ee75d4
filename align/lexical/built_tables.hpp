// SPDX-License-Identifier: Apache-2.0
// Internal to align/: tables that make_tables.cpp writes while the library is built.
#pragma once

#include <string_view>

namespace egiz::align {

/// The lexicon of align/lexicon/.
[[nodiscard]] std::string_view built_lexicon();

/// Latin letters for characters, as RomanTable reads them (romanizer.cpp).
[[nodiscard]] std::string_view built_roman_table();

}  // namespace egiz::align
