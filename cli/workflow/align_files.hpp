// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"
#include "cli/workflow/client.hpp"
#include "cli/workflow/anchors.hpp"
#include "cli/workflow/explain_beads.hpp"
#include "cli/workflow/inputs.hpp"
#include "cli/workflow/known_words.hpp"
#include "formats/exchange/units.hpp"

#include <string>
#include <vector>

namespace egiz::workflow {

struct AlignOptions {
    std::vector<std::string> inputs;   ///< `LANG=PATH` or `PATH`; the first is the pivot
    std::vector<std::string> outputs;  ///< paths; the extension says what
    std::string memory;                ///< path of a memory to learn from and add to; may be empty
    std::string format;                ///< extension of what goes to standard output
    std::string pair;                  ///< for `format` and `explain`: `en-ru`
    std::string name;                  ///< of the document in units; empty: the pivot's file name
    std::string date;                  ///< see workflow/dates.hpp
    ClientOptions client;
    ReadOptions read;
    SegmentationOptions segmentation;
    KnownWordsOptions words;
    AnchorOptions anchors;
    ExplainOptions explain;
};

/// Aligns files and writes everything that was asked for; either all of it or, if it throws, none.
int align_files(const AlignOptions& options, cli::Console& console);

struct ReportOptions {
    std::string alignment;  ///< an `.egiz` file
    std::string output;     ///< an HTML file, or `-`
};
int write_report_file(const ReportOptions& options, cli::Console& console);

}  // namespace egiz::workflow
