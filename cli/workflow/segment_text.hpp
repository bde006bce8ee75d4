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
    std::string output;           ///< a file; empty: standard output
    bool explain = false;         ///< say which rule decided, instead of the sentences
    std::string show_rules;       ///< a language: write the rules for it, and cut nothing
    std::string export_srx;       ///< the same, as SRX
    ReadOptions read;
    SegmentationOptions segmentation;
};

/// Cuts a text, or a stream of JSON objects `{"id", "text"}`, into sentences on standard output. A
/// text may be of any size: it is read, cut and written in bounded memory, but for explanations.
int segment_text(const SegmentOptions& options, cli::Console& console);

}  // namespace egiz::workflow
