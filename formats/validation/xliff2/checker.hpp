// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/validation/rule_checker.hpp"

#include <memory>

namespace egiz::formats {

/// The rules of XLIFF 2.0 to 2.2 and its modules that stand in words only; xliff2/rules.cpp lists
/// them. Memory grows with the ids of a file and the inline codes of a unit, time with the bytes.
[[nodiscard]] std::unique_ptr<RuleChecker> make_xliff2_checker();

}  // namespace egiz::formats
