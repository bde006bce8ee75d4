// SPDX-License-Identifier: Apache-2.0
// Internal to formats/readers: reading bytes, and what has to hold for them to be a text.
#pragma once

#include "formats/readers/encoding.hpp"
#include "formats/readers/place_counter.hpp"
#include "formats/readers/plain_text.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace egiz::formats {

/// A file being read, or standard input for `-`.
class ByteSource {
public:
    /// \throws Error (input) if the file is missing, a directory, or cannot be opened
    explicit ByteSource(std::string path);
    /// Closes what was opened; standard input is only borrowed.
    ~ByteSource();
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;

    /// Of a regular file; 0 for a pipe.
    [[nodiscard]] std::uintmax_t known_size() const;
    /// Appends up to `size` bytes. \return how many; 0 at the end
    /// \throws Error (input) if reading fails
    std::size_t read(std::string& bytes, std::size_t size);

private:
    std::string path_;
    int descriptor_;
};

/// \param bytes  the file's first ones, or all
/// \throws Error (input) if there are none, or if they are those of another kind of file
void check_beginning(std::string_view bytes, const std::string& name);

/// The encoding that was named, else the one that the bytes are in.
/// \throws Error (input) if it cannot be told, (usage) if the name is unknown
[[nodiscard]] Encoding find_encoding(std::string_view bytes, const std::string& name,
                                     const PlainTextOptions& options);

/// Sees to it that a text that comes in pieces is one: neither binary nor blank.
class TextCheck {
public:
    explicit TextCheck(std::string name) : name_(std::move(name)) {}
    /// \throws Error (input) at a NUL
    void add(std::string_view piece);
    /// A text may hold a stray control character, but not many.
    /// \throws Error (input) if there are too many in what was added
    void check_controls() const;
    /// Ends the text. \throws Error (input) as check_controls(), or if all is white space
    void finish() const;

private:
    std::string name_;
    PlaceCounter behind_;    ///< of all that was added
    std::size_t bytes_ = 0;  ///< without those of white space
    std::size_t controls_ = 0;
    std::size_t first_control_line_ = 0;
    bool blank_ = true;
};

}  // namespace egiz::formats
