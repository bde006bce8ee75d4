// SPDX-License-Identifier: Apache-2.0
// Internal to align/: what ICU's locale data calls things in two languages.
#pragma once

#include "align/lexicon.hpp"
#include "text/language.hpp"
#include "text/term_entry.hpp"

#include <vector>

namespace egiz::align {

/// Regions, languages, months, weekdays and currencies that have a name of their own in both
/// languages (CLDR, as far as ICU has it); empty if ICU does not know one of them. Takes two
/// milliseconds, and as much again when the process first asks.
[[nodiscard]] std::vector<TermEntry> locale_names(const Language& a, const Language& b);

/// The same as a lexicon, made once for two languages in either order and kept until the process
/// ends. Any thread may ask.
[[nodiscard]] const Lexicon& locale_lexicon(const Language& a, const Language& b);

}  // namespace egiz::align
