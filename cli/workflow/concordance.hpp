// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace egiz::workflow {

struct ConcordanceOptions {
    std::string memory;
    std::string language;
    std::vector<std::string> shown;     ///< languages to show beneath; none: all others
    std::optional<std::string> phrase;  ///< nothing: phrases come from standard input, one a line
    bool any_order = false;
    std::size_t limit = 50;
    bool preload = false;
};
/// Shows the units that have a phrase, the phrase marked, and what they say in other languages.
int show_concordance(const ConcordanceOptions& options, cli::Console& console);

}  // namespace egiz::workflow
