// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace egiz::formats::xml {

/// Appends what `&name;` stands for, if it is a reference that needs no declaration: to a character
/// (`#38`, `#x26`) or one of `amp lt gt quot apos` (XML 1.0, 4.1 and 4.6). False if it is another,
/// or the character is none of XML: nothing is appended then.
[[nodiscard]] bool append_known_reference(std::string& text, std::string_view name);

}  // namespace egiz::formats::xml
