// SPDX-License-Identifier: Apache-2.0
// Internal to formats/readers.
#pragma once

#include "text/language.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace egiz::formats {

struct Encoding {
    std::string name;                 ///< IANA name
    std::size_t byte_order_mark = 0;  ///< bytes at the front that are none of the text

    friend bool operator==(const Encoding&, const Encoding&) = default;
};

/// What the bytes are most likely in; nothing if no encoding makes a text of them. A text that is
/// UTF-8 but for some damaged places is UTF-8 here: decode() then says where the damage is.
[[nodiscard]] std::optional<Encoding> detect_encoding(std::string_view bytes,
                                                      const Language& language);

/// An encoding that the user named. `UTF-16` and `UTF-32` get their byte order from the bytes.
/// \throws Error (usage) if the name is unknown
[[nodiscard]] Encoding named_encoding(const std::string& name, std::string_view bytes);

/// Kazakh in KZ-1048 passes for windows-1251 byte by byte; its letters give it away.
[[nodiscard]] bool looks_like_kz1048(std::string_view decoded_as_windows_1251);

/// The text in UTF-8. Strict: every byte must belong to a character.
/// \throws Error (input) with line and column of the first bytes that do not; `file` is its place
[[nodiscard]] std::string decode(std::string bytes, const Encoding& encoding,
                                 const std::string& file);

}  // namespace egiz::formats
