// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace egiz::tm {

/// One sequence of symbols that others are compared with by Levenshtein's distance.
///
/// Bit-parallel, 64 symbols of the pattern at once: Myers, "A fast bit-vector algorithm for
/// approximate string matching based on dynamic programming", J. ACM 46(3), 1999, in Hyyrö's form
/// for whole sequences.
class DistancePattern {
public:
    /// Symbols are small numbers, best counted from 0: memory is linear in the greatest.
    explicit DistancePattern(std::span<const std::uint32_t> pattern);

    /// Insertions, deletions and replacements that turn the pattern into `text`; nothing if they
    /// are more than `limit`. Time O(text * (1 + pattern / 64)).
    [[nodiscard]] std::optional<std::size_t> distance(std::span<const std::uint32_t> text,
                                                      std::size_t limit) const;
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

private:
    struct BlockMask {
        std::size_t block;
        std::uint64_t mask;  ///< bit i: the symbol stands at 64 * block + i
    };
    std::size_t size_;
    std::vector<std::vector<BlockMask>> masks_;  ///< by symbol; only blocks that have it, in order
};

}  // namespace egiz::tm
