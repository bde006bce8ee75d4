// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"
#include "cli/workflow/inputs.hpp"

#include <string>

namespace egiz::workflow {

struct SegmentOptions {
    std::string file = "-";
    std::string language;
    std::string input = "text";   ///< or `jsonl`
    std::string format = "text";  ///< or `jsonl`, `tsv`
    bool keep_quotations = false;
    ReadOptions read;
};

/// Cuts a text, or a stream of JSON objects `{"id", "text"}`, into sentences on standard output.
int segment_text(const SegmentOptions& options, cli::Console& console);

}  // namespace egiz::workflow
