// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::formats::xml {

/// Appends `text` to `result` as XML character data: `&`, `<` and `>` escaped, and CR, which a
/// parser would turn into LF. In attributes also quotes, tabs and line feeds.
/// \return number of characters left out because no XML file can hold them, and of bytes that were
/// no UTF-8 (these become U+FFFD)
std::size_t append_escaped(std::string& result, std::string_view text, bool attribute);

/// True if no XML file can hold the character.
[[nodiscard]] bool is_forbidden(char32_t code_point);

/// Writes XML to a stream, as UTF-8. Elements on lines of their own are indented by two blanks;
/// text and elements written after it stay as they are.
class Writer {
public:
    explicit Writer(std::ostream& out);
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    void declaration();
    /// Opens an element. With `own_line` it starts on a new line; inside mixed content never.
    void start(std::string_view name, bool own_line = false);
    /// Right after start(), before anything else.
    void attribute(std::string_view name, std::string_view value);
    /// The same, unless the value is empty.
    void attribute_if(std::string_view name, std::string_view value) {
        if (!value.empty()) attribute(name, value);
    }
    void text(std::string_view text);
    /// Writes well-formed markup as it is.
    void markup(std::string_view markup);
    void end();
    /// `<name>text</name>` on a line of its own.
    void element(std::string_view name, std::string_view text);
    /// Passes everything on to the stream. \throws Error (output) if the stream failed
    void flush();
    /// Characters that could not be written as they were.
    [[nodiscard]] std::size_t dropped() const noexcept { return dropped_; }

private:
    struct Open {
        std::string name;
        bool has_lines = false;  ///< holds elements on lines of their own
    };
    void close_tag();
    void new_line(std::size_t depth);

    std::ostream& out_;
    std::string buffer_;
    std::vector<Open> open_;
    std::size_t depth_ = 0;
    bool tag_open_ = false;
    std::size_t dropped_ = 0;
};

}  // namespace egiz::formats::xml
