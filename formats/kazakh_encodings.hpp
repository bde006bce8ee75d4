// SPDX-License-Identifier: Apache-2.0
// Internal to formats.
#pragma once

#include <array>
#include <string_view>

namespace egiz::formats {

/// An encoding of a byte a character, ASCII in its lower half, that ICU does not have.
struct OwnEncoding {
    const char* name;  ///< IANA name
    /// Characters of the bytes from 0x80 on; 0 where the byte stands for none.
    std::array<char16_t, 128> upper_half;
};

/// The Kazakh standard KZ-1048 (STRK1048-2002, glibc's RK1048) or Paratype's PT154 (CP154), as IANA
/// registered both, by any of their registered names; in any case, with or without hyphens and
/// underscores. Null for all others.
[[nodiscard]] const OwnEncoding* find_own_encoding(std::string_view name);

}  // namespace egiz::formats
