// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/bitext.hpp"

#include <cstdint>
#include <iosfwd>
#include <string>
#include <utility>
#include <vector>

namespace egiz::formats {

/// Segment numbers of one side, and of the other.
using LadderLine = std::pair<std::vector<std::uint32_t>, std::vector<std::uint32_t>>;

/// Reads `[0,1]:[0]` lines (0-based, `[]` for nothing; what follows a third colon is ignored), or
/// a ladder of hunalign (`source rung TAB target rung TAB score`).
/// \throws Error (input) with file and line if a line is neither
[[nodiscard]] std::vector<LadderLine> read_ladder(const std::string& path);

/// Writes `[0,1]:[0]` lines. Segment numbers are looked up in `source_numbers` and
/// `target_numbers` (line numbers of pre-segmented files); empty means as they are.
void write_ladder(std::ostream& out, const Ladder& ladder,
                  const std::vector<std::uint32_t>& source_numbers = {},
                  const std::vector<std::uint32_t>& target_numbers = {});

}  // namespace egiz::formats
