// SPDX-License-Identifier: Apache-2.0
// Internal to align/: words of two languages that look alike.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::align {

/// Length of the longest common subsequence of two texts of `a` to `z`.
///
/// Bits of one word side by side: Hyyrö, "Bit-Parallel LCS-length Computation Revisited", 2004.
[[nodiscard]] std::size_t longest_common_subsequence(std::string_view a, std::string_view b);

/// Two words, as indices, and their longest common subsequence out of the longer word (0 to 1).
struct Cognates {
    std::uint32_t source = 0;
    std::uint32_t target = 0;
    double likeness = 0;
};

/// Pairs of words of 4 letters or more that share the first two and either three quarters of the
/// longer word, in order, or the first five. By source, then target.
/// \param source, target  `a` to `z` only, as `romanize` gives them
[[nodiscard]] std::vector<Cognates> find_cognates(std::span<const std::string> source,
                                                  std::span<const std::string> target);

}  // namespace egiz::align
