// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/readers/plain_text.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace egiz::formats {

/// Reads a text of any size, or standard input for `-`, in pieces of UTF-8 and in bounded memory:
/// put together, they are the text of `read_plain_text`.
///
/// The encoding is found out from the first 1 MiB. What is wrong with a text of more is only found
/// when it is met.
class TextStream {
public:
    /// \throws Error as read_plain_text() does, for what shows in the first 1 MiB
    explicit TextStream(std::string path, const PlainTextOptions& options = {});
    ~TextStream();
    TextStream(const TextStream&) = delete;
    TextStream& operator=(const TextStream&) = delete;

    [[nodiscard]] const std::string& encoding() const noexcept;  ///< IANA name
    /// The text's beginning: all of it if it is less than 1 MiB. Valid until the first next().
    [[nodiscard]] std::string_view beginning() const noexcept;
    /// The next piece, from the text's beginning on; it ends between two characters and is valid
    /// until the next call. False at the text's end. `options.line_breaks` has no say.
    /// \throws Error (input), with line and column, as read_plain_text() does
    [[nodiscard]] bool next(std::string_view& piece);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace egiz::formats
