// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace egiz::formats {

/// A file being read from its beginning to its end, once; pipes will do. Its first bytes can be
/// looked at before they are read.
class InputFile {
public:
    /// \throws Error (input) if the file is missing, a directory, or cannot be opened
    explicit InputFile(std::string path);
    /// Text in memory, to be read as if it were a file; `name` is for messages.
    [[nodiscard]] static InputFile from_text(std::string text, std::string name);
    ~InputFile();
    InputFile(InputFile&&) noexcept;
    InputFile& operator=(InputFile&&) noexcept;
    InputFile(const InputFile&) = delete;
    InputFile& operator=(const InputFile&) = delete;

    [[nodiscard]] const std::string& path() const noexcept;
    /// At least `size` bytes from here on, or all that are left. They stay unread.
    [[nodiscard]] std::string_view peek(std::size_t size);
    /// Appends up to `size` bytes to `bytes`; 0 at the end.
    /// \throws Error (input) if reading fails
    std::size_t read(std::string& bytes, std::size_t size);

private:
    struct Impl;
    explicit InputFile(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// Takes a UTF-8 file apart into lines, without their LF or CRLF. A byte order mark is dropped.
class LineReader {
public:
    explicit LineReader(InputFile file);
    /// False at the end; `line` is valid until the next call.
    /// \throws Error (input) at ill-formed UTF-8, at a NUL, and at lines of more than 16 MiB
    [[nodiscard]] bool next(std::string_view& line);
    /// Number of the line that next() gave last, from 1.
    [[nodiscard]] std::size_t line_number() const noexcept { return line_number_; }
    [[nodiscard]] const std::string& path() const noexcept { return file_.path(); }

private:
    [[nodiscard]] bool fill();

    InputFile file_;
    std::string buffer_;
    std::size_t at_ = 0;
    std::size_t line_number_ = 0;
    bool at_end_ = false;
};

}  // namespace egiz::formats
