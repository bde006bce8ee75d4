// SPDX-License-Identifier: Apache-2.0
// Internal to align/: the marks in front of the items of a list.
#pragma once

#include "align/segmentation/engine.hpp"
#include "text/unicode.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace egiz::align {

struct FoundLabel {
    ListLabel label;
    Range range;  ///< with its marks
};

/// The label whose dot, bracket or circled number is at `offset`: `2.`, `b)`, `3.)`, `4）`, `⑤`.
/// One to three digits or a small letter, with white space around; in Han text there may be none.
[[nodiscard]] std::optional<FoundLabel> find_label(std::string_view text, std::size_t offset);

}  // namespace egiz::align
