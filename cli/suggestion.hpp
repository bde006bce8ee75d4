// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace egiz::cli {

/// The candidate that was likely meant by `typed`: fewest edits (with swapped neighbours as one),
/// at most a third of its length; empty if none is near.
[[nodiscard]] std::string nearest(const std::string& typed,
                                  const std::vector<std::string>& candidates);

}  // namespace egiz::cli
