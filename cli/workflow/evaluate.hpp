// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"

#include <string>

namespace egiz::workflow {

struct EvaluateOptions {
    std::string gold;
    std::string hypothesis;
    bool gaps = false;  ///< score the segments without a counterpart instead
};

/// Prints precision, recall and F1 of a ladder against gold (align/evaluation.hpp).
int evaluate(const EvaluateOptions& options, cli::Console& console);

}  // namespace egiz::workflow
