// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/element.hpp"
#include "text/translation_unit.hpp"

#include <vector>

namespace egiz::formats {

/// What Trados Studio (`sdl:seg`), memoQ and Phrase (attributes of `trans-unit`) say of a segment
/// of XLIFF 1.2, as properties named for their prefixes: `x-sdl-conf`, `x-mq-status`,
/// `x-m-confirmed`, `x-sdl-locked` …
[[nodiscard]] std::vector<Property> vendor_status(const Element& element);
/// The same for `locked` alone.
[[nodiscard]] bool is_locked(const Element& element);
/// Puts it among the unit's properties. What was approved there is reviewed and what was rejected
/// is rejected, unless the unit says so itself; dates and names become the unit's own.
void take_vendor_status(const std::vector<Property>& status, TranslationUnit& unit);

}  // namespace egiz::formats
