// SPDX-License-Identifier: Apache-2.0
// Internal to align/: what belongs to a sentence though it stands behind its terminator.
#pragma once

#include <cstddef>
#include <string_view>

namespace egiz::align {

/// The offset behind the footnote marks (`[6]`, `⁴`), the `[…]`, the emoji and the emoticons that
/// follow `offset`, at once or after a space; `offset` itself if nothing of the kind follows.
/// \param bare_numbers  take the `4` of `word.4 Next` for a footnote mark
[[nodiscard]] std::size_t take_tail(std::string_view text, std::size_t offset, bool bare_numbers);

}  // namespace egiz::align
