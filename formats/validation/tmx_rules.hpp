// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/validation/rule_checker.hpp"

#include <memory>

namespace egiz::formats {

/// What TMX 1.1 to 1.4b say in words only: pairs of bpt and ept, dates, languages, numbers, ids.
[[nodiscard]] std::unique_ptr<RuleChecker> make_tmx_checker();

}  // namespace egiz::formats
