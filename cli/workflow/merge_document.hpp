// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"
#include "cli/workflow/inputs.hpp"
#include "cli/workflow/matchers.hpp"

#include <cstddef>
#include <string>

namespace egiz::workflow {

struct MergeOptions {
    std::string document;
    std::string translations;  ///< XLIFF, TMX, TSV or JSONL; empty: from the memories
    std::string output;
    LookupOptions lookup;
    std::string source;  ///< empty: what the translations' first unit begins with
    std::string target;
    std::size_t jobs = 1;
    ReadOptions read;
    SegmentationOptions segmentation;
};

/// Writes a document with its sentences translated and all else as it was. Translations are found
/// by their sources, first in the order of their file; white space does not matter, nor how they
/// were cut, as long as they cover whole sentences. What has no translation stays as it is, and is
/// counted.
/// \throws Error (input) if the document or the translations cannot be used, or nothing of the
/// document is translated
int merge_document(const MergeOptions& options, cli::Console& console);

}  // namespace egiz::workflow
