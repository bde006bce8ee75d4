// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"

#include <string>

namespace egiz::workflow {

struct SalvageOptions {
    std::string damaged;
    std::string output;  ///< must not exist
};
/// Writes what can be read of a damaged memory to a new one, and says what could not be.
/// \return 0 if nothing is lost, else the exit code of Fault::partial
int salvage_memory(const SalvageOptions& options, cli::Console& console);

}  // namespace egiz::workflow
