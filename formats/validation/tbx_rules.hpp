// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/validation/rule_checker.hpp"

#include <memory>
#include <string>
#include <vector>

namespace egiz::formats {

/// TBX (ISO 30042) has no schema here: its structure is checked too. Of the dialects only the data
/// categories of TBX-Basic are known; in others, and in style DCT, any are taken.
[[nodiscard]] std::unique_ptr<RuleChecker> make_tbx_checker();

/// Checks a file with `rules` alone while it is parsed.
/// \throws Error (input) if the file cannot be read
[[nodiscard]] std::vector<ValidationFault> check_rules(const std::string& path, RuleChecker& rules);

}  // namespace egiz::formats
