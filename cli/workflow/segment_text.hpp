// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"
#include "cli/workflow/inputs.hpp"

#include <string>

namespace egiz::workflow {

struct SegmentOptions {
    std::string file;  ///< empty or `-`: standard input
    std::string language;
    std::string input = "text";  ///< or `jsonl`
    std::string format;          ///< `text`, `tsv`, `jsonl`; empty: `jsonl` for --json, else `text`
    std::string output;          ///< a file; empty: standard output
    bool explain = false;        ///< say which rule decided, instead of the sentences
    std::string show_rules;      ///< a language: write the rules for it, and cut nothing
    std::string export_srx;      ///< the same, as SRX
    ReadOptions read;
    SegmentationOptions segmentation;
};

/// Cuts a text, or a stream of JSON objects `{"id", "text"}`, into sentences on standard output. A
/// text may be of any size: it is read, cut and written in bounded memory, but for explanations.
/// \throws Error (usage) if the output would overwrite the text or a file of rules
int segment_text(SegmentOptions options, cli::Console& console);

}  // namespace egiz::workflow
