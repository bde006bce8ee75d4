// SPDX-License-Identifier: Apache-2.0
// Internal to formats/exchange.
#pragma once

#include "formats/input_file.hpp"
#include "formats/readers/encoding.hpp"
#include "text/language.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace egiz::formats {

/// Takes a text file of any encoding apart into lines of UTF-8, in bounded memory.
class EncodedLines {
public:
    static constexpr std::size_t longest_line = 16u << 20;  ///< bytes of UTF-8

    /// \param declared  encoding that the file names; empty: from its first 1 MiB
    EncodedLines(InputFile file, const std::string& declared, const Language& language);

    /// The next line without its LF, CR or CRLF; valid until the next call. False at the end.
    /// \throws Error (input), with the place, at bytes that do not fit the encoding, at a NUL and
    /// at lines of more than 16 MiB
    [[nodiscard]] bool next(std::string_view& line);
    /// How the line that next() gave last ended: `\n`, `\r\n`, `\r`, or empty at the end.
    [[nodiscard]] std::string_view line_end() const noexcept { return line_end_; }
    /// Number of that line, from 1.
    [[nodiscard]] std::size_t line_number() const noexcept { return line_number_; }
    [[nodiscard]] const std::string& path() const noexcept { return file_.path(); }

private:
    [[nodiscard]] bool fill();

    InputFile file_;
    Decoder decoder_;
    std::string bytes_;
    std::string text_;
    std::size_t at_ = 0;
    std::size_t line_number_ = 0;
    std::string_view line_end_;
    bool at_end_ = false;
};

}  // namespace egiz::formats
