// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"
#include "cli/workflow/client.hpp"
#include "cli/workflow/inputs.hpp"
#include "cli/workflow/matchers.hpp"
#include "formats/exchange/units.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace egiz::workflow {

struct PretranslateOptions {
    std::string input;   ///< XLIFF or text
    std::string output;  ///< XLIFF
    LookupOptions lookup;
    std::string source;
    std::string target;
    int min_score = 75;     ///< what scores less is not offered
    int fill_score = 100;   ///< what scores less is offered, but not filled in
    std::size_t limit = 3;  ///< translations offered for a segment
    bool overwrite = false;
    ClientOptions client;  ///< what a text becomes; XLIFF keeps its version
    std::size_t jobs = 1;
    ReadOptions read;
    SegmentationOptions segmentation;
};

/// Fills the targets of an XLIFF file, or of a text that becomes one, from memories: what scores
/// `fill_score` or more is the target, what scores `min_score` or more is offered beside it.
/// Targets that are there stay, but for copies of the source in state `new` or `initial`. All else
/// of an XLIFF file stays as it was, byte for byte. The same for every number of jobs.
int pretranslate(const PretranslateOptions& options, cli::Console& console);

}  // namespace egiz::workflow
