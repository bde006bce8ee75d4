// SPDX-License-Identifier: Apache-2.0
// Internal to align/.
#pragma once

namespace egiz::align {

/// Punctuation that translations tend to keep, all forms of a mark as one character; 0 for others.
[[nodiscard]] char plain_mark(char32_t code_point);

}  // namespace egiz::align
