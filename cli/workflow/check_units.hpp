// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"
#include "tm/quality/quality.hpp"

#include <string>
#include <vector>

namespace egiz::workflow {

struct CheckOptions {
    std::vector<std::string> files;  ///< of units, or `.egiz`
    std::string memory;              ///< checked too; empty: none
    std::string source;              ///< language tags; empty: all languages
    std::string target;
    std::vector<std::string> only;
    std::vector<std::string> skip;
    std::string glossary;
    std::string ignore;  ///< a file of ids of flags that are not to be shown
    double max_length_ratio = 3;
    tm::Severity fail_on = tm::Severity::error;
    std::string html;  ///< a report of one file
};

/// Checks translations and shows what an editor should look at.
/// \return 0 if nothing is as grave as `fail_on`, 3 (findings) if something is, 4 (input) if a file
/// cannot be checked
/// \throws Error (usage) if there is nothing to check or a check is not known
int check_units(const CheckOptions& options, cli::Console& console);

}  // namespace egiz::workflow
