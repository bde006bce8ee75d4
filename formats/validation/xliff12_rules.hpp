// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/validation/rule_checker.hpp"

#include <memory>

namespace egiz::formats {

/// What XLIFF 1.2 says in words only: pairs of codes, segments and their numbers, languages.
[[nodiscard]] std::unique_ptr<RuleChecker> make_xliff12_checker();

}  // namespace egiz::formats
