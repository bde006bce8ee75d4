// SPDX-License-Identifier: Apache-2.0
// Internal to formats/readers.
#pragma once

#include <string_view>

namespace egiz::formats {

/// How much a text looks like Russian, Kazakh, Chinese or English that was decoded rightly: the
/// mean over its characters outside ASCII of a log-likelihood against chance, in natural logarithm.
/// Good text is above 0, mojibake far below; a text all in ASCII scores 1. U+FFFD counts as a
/// decoding error.
[[nodiscard]] double plausibility(std::u16string_view text);

}  // namespace egiz::formats
