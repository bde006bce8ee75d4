// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

namespace egiz::align {

/// Which rule decided whether a sentence ends at a place.
struct Explanation {
    std::string rule_set;  ///< `native en`, or the language rule of an SRX file
    std::string file;      ///< where the rule is written; empty: in the program itself
    std::size_t line = 0;  ///< 0: no line
    std::string rule;      ///< as it is written there; may be empty
    std::string reason;    ///< in words
};

}  // namespace egiz::align
