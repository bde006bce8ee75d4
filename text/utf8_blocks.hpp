// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace egiz::detail {

/// A length of `text`, at the end of a character, up to which it surely is UTF-8: all of it but for
/// the last bytes, or less if the processor cannot tell 16 bytes at once or there is a fault.
[[nodiscard]] std::size_t valid_utf8_blocks(std::string_view text);

}  // namespace egiz::detail
