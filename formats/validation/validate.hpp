// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/error.hpp"

#include <string>
#include <vector>

namespace egiz::formats {

/// One fault: where, what and why, and the rule of the standard that it breaks.
struct ValidationFault : Warning {
    std::string rule = {};    ///< `id-unique`, `schema`, `well-formed` …
    std::string clause = {};  ///< `XLIFF 2.1, 4.3.1.21 id`; empty for a remark on the list itself
};

struct Validation {
    std::string standard;                 ///< `TMX 1.4`, `XLIFF 2.0` …
    std::vector<ValidationFault> faults;  ///< in the order of the file; none: it is valid
};

/// Checks a TMX file against its DTD, an XLIFF or SRX file against its schema (built into the
/// program; no network), and then against the rules that the standard has in words only. A file
/// that is not well-formed XML has a fault, like any other.
/// \throws Error (input) if the file cannot be read or is of no standard that we know
[[nodiscard]] Validation validate_file(const std::string& path);

}  // namespace egiz::formats
