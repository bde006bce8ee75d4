// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"

#include <string>
#include <vector>

namespace egiz::workflow {

struct EvaluateOptions {
    std::vector<std::string> files;  ///< gold and hypothesis in turns
    bool gaps = false;               ///< score the segments without a counterpart instead
    bool calibration = false;        ///< compare the stated confidence with what is right instead
};

/// Prints precision, recall and F1 of ladders against gold (align/evaluation.hpp), of all pairs
/// together: counts are summed over the files, then divided.
/// \throws Error (usage) if a gold file has no hypothesis, (input) if a file is no ladder, or has
/// no confidence where that is asked for
int evaluate(const EvaluateOptions& options, cli::Console& console);

}  // namespace egiz::workflow
