// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/error.hpp"

#include <string>
#include <vector>

namespace egiz::formats {

struct Validation {
    std::string standard;         ///< `TMX 1.4`, `XLIFF 2.0` …
    std::vector<Warning> faults;  ///< place and reason of each fault; none: the file is valid
};

/// Checks a TMX file against its DTD, an XLIFF or SRX file against its schema (built into the
/// program; no network). A file that is not well-formed XML has a fault, like any other.
/// \throws Error (input) if the file cannot be read or is of no standard that we know
[[nodiscard]] Validation validate_file(const std::string& path);

}  // namespace egiz::formats
