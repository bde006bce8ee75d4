// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"

#include <cstddef>
#include <string>

namespace egiz::workflow {

struct StatisticsOptions {
    std::string memory;
    std::size_t documents = 10;  ///< so many of those with the most units are listed
};
int show_statistics(const StatisticsOptions& options, cli::Console& console);

/// Compares the units with the index, and makes that anew if `repair`. 1 if something is wrong
/// (and not mended).
int check_memory(const std::string& memory, bool repair, cli::Console& console);

int optimise_memory(const std::string& memory, cli::Console& console);

}  // namespace egiz::workflow
