// SPDX-License-Identifier: Apache-2.0
// Internal to tm/quality.
#pragma once

#include "text/language.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace egiz::tm {

/// 0 to 12, if the digits say one of these.
[[nodiscard]] std::optional<std::size_t> small_value(const std::string& digits);

/// Whether the text, folded, has the number (0 to 12) as a word, in any of its forms: `two`,
/// `twice`, `второй`. English, Russian and Kazakh; none is found in other languages.
[[nodiscard]] bool holds_small_number(const std::string& folded, const Language& language,
                                      std::size_t number);

}  // namespace egiz::tm
