// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/bitext.hpp"

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace egiz::formats {

/// A bead by its segment numbers.
struct LadderLine {
    std::vector<std::uint32_t> source;
    std::vector<std::uint32_t> target;
    /// From 0 to 1: how likely the bead is right, where the file says it.
    std::optional<double> confidence = std::nullopt;

    friend bool operator==(const LadderLine&, const LadderLine&) = default;
};

/// Reads `[0,1]:[0]` or `[0,1]:[0]:0.970` lines (0-based, `[]` for nothing), or a ladder of
/// hunalign (`source rung TAB target rung TAB score`), which has no confidence. A third field that
/// is no number from 0 to 1 is passed over, and so is all behind it.
/// \throws Error (input) with file and line if a line is neither
[[nodiscard]] std::vector<LadderLine> read_ladder(const std::string& path);

/// Writes `[0,1]:[0]:0.970` lines. Segment numbers are looked up in `source_numbers` and
/// `target_numbers` (line numbers of pre-segmented files); empty means as they are.
void write_ladder(std::ostream& out, const Ladder& ladder,
                  const std::vector<std::uint32_t>& source_numbers = {},
                  const std::vector<std::uint32_t>& target_numbers = {});
/// Writes what was read; a line without confidence stays without.
void write_ladder(std::ostream& out, const std::vector<LadderLine>& lines);

}  // namespace egiz::formats
