// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"
#include "cli/workflow/inputs.hpp"
#include "cli/workflow/matchers.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace egiz::workflow {

struct AnalyseOptions {
    std::vector<std::string> files;
    LookupOptions lookup;
    std::string source;
    std::string target;
    int min_score = 50;  ///< what scores less is new
    std::string html;    ///< a file for the report; empty: none
    std::size_t jobs = 1;
    ReadOptions read;
    SegmentationOptions segmentation;
};

/// Counts how much of texts and files of units a memory knows, in the bands of the trade. The same
/// for every number of jobs.
///
/// Every segment is in one band. What has a match of 100 or more is there, however often it occurs
/// (as Trados counts, and memoQ unless told otherwise). Of the others, the first of several equal
/// segments is in the band of its match, the rest are repetitions: within the file, or across files
/// if the first is in an earlier one. Equal are text and places of inline codes.
/// \return 0; if files could not be used, `partial`, or the fault of the first if there is no other
int analyse(const AnalyseOptions& options, cli::Console& console);

}  // namespace egiz::workflow
