// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/translation_unit.hpp"

#include <string_view>

namespace egiz::tm {

/// When the unit or one of its variants was changed last, or made; empty if nobody knows.
[[nodiscard]] std::string_view last_date(const TranslationUnit& unit);

/// Reviewed 2, unreviewed 1, rejected 0.
[[nodiscard]] int review_rank(ReviewState state);

}  // namespace egiz::tm
