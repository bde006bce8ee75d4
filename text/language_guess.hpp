// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/language.hpp"

#include <string_view>

namespace egiz {

/// The language a text is likely written in, from its script and letters: English for Latin
/// letters with English function words, Kazakh and Russian by their own Cyrillic letters, Chinese
/// for Han. `und` where that is not enough to tell.
[[nodiscard]] Language guess_language(std::string_view text);

}  // namespace egiz
