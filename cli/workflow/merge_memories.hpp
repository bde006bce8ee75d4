// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"
#include "cli/workflow/change_options.hpp"
#include "tm/merge.hpp"

#include <string>
#include <vector>

namespace egiz::workflow {

struct MergeMemoriesOptions {
    std::string memory;
    std::vector<std::string> from;
    tm::MergePolicy policy = tm::MergePolicy::keep;
    std::string source;  ///< language; empty: each unit's first
    bool dry_run = false;
    ChangeOptions change;
};
/// Merges memories into one, in one change. With `dry_run` each is compared with the memory as it
/// is, and what would become of its units is shown.
int merge_memories(const MergeMemoriesOptions& options, cli::Console& console);

struct DedupMemoryOptions {
    std::string memory;
    bool ignore_case = false;
    bool ignore_punctuation = false;
    bool dry_run = false;
    ChangeOptions change;
};
int dedup_memory(const DedupMemoryOptions& options, cli::Console& console);

}  // namespace egiz::workflow
