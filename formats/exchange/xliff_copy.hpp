// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/units.hpp"

#include <iosfwd>
#include <optional>
#include <string>

namespace egiz::formats {

struct XliffHead {
    XliffVersion version;  ///< 1.x or 2.x
    bool exact;            ///< 1.2 or 2.0 itself, with its namespace
};
/// What the first bytes of an XLIFF file say; nothing if it is none.
/// \throws Error (input) if the file cannot be read
[[nodiscard]] std::optional<XliffHead> xliff_head_of(const std::string& path);

/// Writes an XLIFF file on as it is, byte for byte, but in UTF-8 and without byte order mark. It
/// should have been read before: whether it is XLIFF is not looked at.
/// \throws Error (input) if its bytes do not fit its encoding, (output) if the stream fails
void copy_xliff(const std::string& path, std::ostream& out);

}  // namespace egiz::formats
