// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/validation/rule_checker.hpp"

#include <string>
#include <vector>

namespace egiz::formats {

/// Checks a file against an embedded schema, and with `rules`, while it is parsed; memory grows
/// with the ids that have to be unique. `standard` is how the schema is called in faults. \throws
/// Error (input) if the file cannot be read
[[nodiscard]] std::vector<ValidationFault> check_schema(const std::string& path,
                                                        const std::string& schema_name,
                                                        const std::string& standard,
                                                        RuleChecker& rules);

}  // namespace egiz::formats
