// SPDX-License-Identifier: Apache-2.0
// Internal to tm/quality.
#pragma once

#include "text/language.hpp"

#include <string_view>

namespace egiz::tm {

/// Whether a word of a text is the term's word in another form, judged by what they begin with.
/// Both folded. Strict: a known ending of the language at the most, for finding a term in a text
/// that need not have it. Otherwise generous, for a text that should.
[[nodiscard]] bool same_word(std::string_view term, std::string_view word, const Language& language,
                             bool strict);

}  // namespace egiz::tm
