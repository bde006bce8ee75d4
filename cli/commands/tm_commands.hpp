// SPDX-License-Identifier: Apache-2.0
// What the commands of `egiz tm` share.
#pragma once

#include "cli/commands/commands.hpp"
#include "cli/workflow/change_options.hpp"
#include "cli/workflow/matchers.hpp"
#include "cli/workflow/unit_filter.hpp"

#include <cstddef>
#include <string>

namespace egiz::cli {

inline constexpr const char* filter_group = "Which units";

void add_memory_option(CLI::App& command, std::string& memory);
/// Flags that say which units are meant, all in the group `filter_group`.
void add_filter_options(CLI::App& command, workflow::UnitFilterOptions& options);
/// Who changes the memory, and when.
void add_change_options(CLI::App& command, workflow::ChangeOptions& options);
void add_dry_run_flag(CLI::App& command, bool& dry_run);

// Flags of those that look up segments in one or several memories.

/// The memories, and what their matches lose.
void add_lookup_options(CLI::App& command, workflow::LookupOptions& options);
void add_language_pair_options(CLI::App& command, std::string& source, std::string& target);
void add_lookup_jobs_option(CLI::App& command, std::size_t& jobs);

// Commands under `egiz tm` that have files of their own.
void add_tm_analyse(Program& program, CLI::App& tm);
void add_tm_pretranslate(Program& program, CLI::App& tm);
void add_tm_concordance(Program& program, CLI::App& tm);
/// add, update, delete, replace
void add_tm_edit(Program& program, CLI::App& tm);
/// merge, dedup, stats, check, optimise, history, undo
void add_tm_upkeep(Program& program, CLI::App& tm);
void add_tm_salvage(Program& program, CLI::App& tm);

}  // namespace egiz::cli
