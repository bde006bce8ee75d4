// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/validation/rule_checker.hpp"

#include <string>
#include <vector>

namespace egiz::formats {

/// Checks a file against an embedded DTD, and with `rules`, while it is parsed: memory stays the
/// same however large the file. `standard` is how the DTD is called in faults.
/// \throws Error (input) if the file cannot be read
[[nodiscard]] std::vector<ValidationFault> check_dtd(const std::string& path,
                                                     const std::string& dtd_name,
                                                     const std::string& standard,
                                                     RuleChecker& rules);

}  // namespace egiz::formats
