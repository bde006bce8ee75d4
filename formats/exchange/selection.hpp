// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/translation_unit.hpp"
#include "text/unicode.hpp"

#include <vector>

namespace egiz::formats {

/// What a writer may take of a unit. With `languages`: the variant that best serves each, null
/// where there is none or its text is empty. Without: every variant that has text. Empty if fewer
/// than two are left: such a unit is not written.
[[nodiscard]] std::vector<const Variant*> select_variants(const TranslationUnit& unit,
                                                          const std::vector<Language>& languages);

}  // namespace egiz::formats
