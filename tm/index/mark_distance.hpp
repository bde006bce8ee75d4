// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/edit_distance.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::tm {

/// Levenshtein's distance between one sequence of marks and others: as DistancePattern, with less
/// to do for up to 64 marks.
class MarkDistance {
public:
    void set_pattern(std::string_view marks);
    /// Nothing if it is more than `limit`.
    [[nodiscard]] std::optional<std::size_t> distance(std::string_view marks,
                                                      std::size_t limit) const;

private:
    std::array<std::uint64_t, 256> masks_{};  ///< by mark; bit i: it stands at i
    std::string pattern_;                     ///< up to 64 marks; empty for a longer one
    std::optional<DistancePattern> long_pattern_;
};

}  // namespace egiz::tm
