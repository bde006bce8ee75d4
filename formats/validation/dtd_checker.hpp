// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/error.hpp"

#include <string>
#include <vector>

namespace egiz::formats {

/// Checks a file against an embedded DTD while it is parsed: memory stays the same however large
/// the file. \throws Error (input) if the file cannot be read
[[nodiscard]] std::vector<Warning> check_dtd(const std::string& path, const std::string& dtd_name);

}  // namespace egiz::formats
