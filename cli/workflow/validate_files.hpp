// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"

#include <string>
#include <vector>

namespace egiz::workflow {

/// Validates each file and prints place and reason of each fault.
/// \return 0 if all are valid, 3 (findings) if one is not, 4 (input) if one cannot be checked
int validate_files(const std::vector<std::string>& files, cli::Console& console);

}  // namespace egiz::workflow
