// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/input_file.hpp"
#include "text/error.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace egiz::formats::xml {

/// The characters of an XML file as UTF-8, checked: ill-formed bytes never reach the parser.
///
/// The encoding comes from the byte order mark, else from the first bytes, else from the XML
/// declaration, else it is UTF-8.
class Utf8Source {
public:
    /// \param lenient  bytes that do not fit the encoding become U+FFFD, with a warning
    /// \throws Error (input) if the declared encoding is not known
    Utf8Source(InputFile file, WarningSink warn, bool lenient = false);
    ~Utf8Source();
    Utf8Source(const Utf8Source&) = delete;
    Utf8Source& operator=(const Utf8Source&) = delete;

    /// The next piece, whole characters, without byte order mark; empty at the end only. Valid
    /// until the next call.
    /// \throws Error (input), with line and column, at bytes that do not fit the encoding
    [[nodiscard]] std::string_view next();
    /// Where the character at `offset` of the piece that next() gave last is. Columns are bytes of
    /// UTF-8.
    [[nodiscard]] Place place_of(std::size_t offset) const;
    [[nodiscard]] const std::string& path() const noexcept;
    /// Bytes of UTF-8 given out so far.
    [[nodiscard]] std::size_t bytes_given() const noexcept;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// The name of the root element in `start`, the first bytes of a file in any encoding; without
/// prefix. Empty if there is none.
[[nodiscard]] std::string root_name(std::string_view start);

}  // namespace egiz::formats::xml
