// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"
#include "cli/workflow/matchers.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace egiz::workflow {

struct FindOptions {
    LookupOptions lookup;
    std::string source;
    std::string target;
    int min_score = 70;
    std::size_t limit = 5;
    bool mark_differences = false;  ///< also without colours
    /// The query. Nothing: queries come from standard input, one a line; empty lines are passed
    /// over.
    std::optional<std::string> text;
    std::string id;                       ///< of the query
    std::optional<std::string> previous;  ///< the segment before the query
    std::optional<std::string> next;
    bool lines_are_context = false;  ///< the lines before and behind a query are its neighbours
    std::size_t jobs = 1;            ///< threads that answer queries of standard input
};

/// Shows the matches of each query, in the order of the queries. With one job each is answered
/// before the next line (with `lines_are_context`, the one behind it) is read.
/// \throws Error (usage) if a penalty makes no sense, or options do not go together
int find_matches(const FindOptions& options, cli::Console& console);

}  // namespace egiz::workflow
