// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/error.hpp"

#include <string>
#include <vector>

namespace egiz::formats {

/// Checks a file against an embedded schema while it is parsed; memory grows with the ids that the
/// schema wants to be unique. \throws Error (input) if the file cannot be read
[[nodiscard]] std::vector<Warning> check_schema(const std::string& path,
                                                const std::string& schema_name);

}  // namespace egiz::formats
