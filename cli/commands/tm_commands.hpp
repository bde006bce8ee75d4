// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/commands/commands.hpp"

#include <string>
#include <vector>

namespace egiz::cli {

// Commands under `egiz tm` that have files of their own.
void add_tm_analyse(Program& program, CLI::App& tm);
void add_tm_pretranslate(Program& program, CLI::App& tm);
void add_tm_salvage(Program& program, CLI::App& tm);

/// Flags of those that look up many segments in one or several memories.
void add_memories_option(CLI::App& command, std::vector<std::string>& memories);
void add_language_pair_options(CLI::App& command, std::string& source, std::string& target);
void add_lookup_options(CLI::App& command, std::size_t& jobs, bool& preload);

}  // namespace egiz::cli
