// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/language.hpp"

#include <string>
#include <utility>
#include <vector>

namespace egiz {

/// Words or phrases of several languages that render each other: an entry of a dictionary, a
/// concept of a term base.
struct TermEntry {
    /// For each language its alternatives, the likeliest first. No language twice.
    std::vector<std::pair<Language, std::vector<std::string>>> terms;
    /// How often it was seen, where that is known.
    double weight = 1;
    /// Those of `terms` that are no longer to be used in new translations.
    std::vector<std::pair<Language, std::string>> deprecated;
};

}  // namespace egiz
