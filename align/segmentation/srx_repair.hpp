// SPDX-License-Identifier: Apache-2.0
// Internal to align/: makes ICU take expressions that were written for Java.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace egiz::align {

struct RepairedExpression {
    std::string pattern;
    std::vector<std::string> repairs;  ///< in words; none: `pattern` is as it was
};

/// Mends what Java takes and ICU does not:
/// - `*`, `+` and `{n,}` inside a look-behind: at most 100 times, more than any sentence needs;
/// - a brace that stands alone: escaped;
/// - `\pL`: `\p{L}`;
/// - flag U: dropped, as ICU always reads Unicode.
[[nodiscard]] RepairedExpression repair_expression(std::string_view pattern);

}  // namespace egiz::align
