// SPDX-License-Identifier: Apache-2.0
// Internal to formats/readers.
#pragma once

#include "text/language.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace egiz::formats {

struct Encoding {
    std::string name;                 ///< IANA name
    std::size_t byte_order_mark = 0;  ///< bytes at the front that are none of the text

    friend bool operator==(const Encoding&, const Encoding&) = default;
};

/// So many control characters a text may hold however short it is.
constexpr std::size_t most_stray_controls = 8;

/// What the bytes are most likely in; nothing if no encoding makes a text of them. A text that is
/// UTF-8 but for some damaged places is UTF-8 here: decode() then says where the damage is.
[[nodiscard]] std::optional<Encoding> detect_encoding(std::string_view bytes,
                                                      const Language& language);

/// An encoding that the user named. `UTF-16` and `UTF-32` get their byte order from the bytes.
/// \throws Error (usage) if the name is unknown
[[nodiscard]] Encoding named_encoding(const std::string& name, std::string_view bytes);

/// Makes UTF-8 of a text that comes in pieces. Strict: every byte must belong to a character.
class Decoder {
public:
    /// \param file  where errors are
    Decoder(const Encoding& encoding, std::string file);
    ~Decoder();
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    /// Appends the characters of the next bytes to `text`; a beginning of a character at their end
    /// waits for more, unless they are the last. The byte order mark is left out.
    /// \throws Error (input) with line and column of the first bytes that belong to no character
    void decode(std::string_view bytes, bool last, std::string& text);

    struct Impl;

private:
    std::unique_ptr<Impl> impl_;
};

/// All of a text at once.
[[nodiscard]] std::string decode(std::string bytes, const Encoding& encoding,
                                 const std::string& file);

}  // namespace egiz::formats
