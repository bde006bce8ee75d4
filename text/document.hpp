// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/language.hpp"
#include "text/unicode.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace egiz {

/// What a line break inside a text means. A block is a run of lines without a blank one; whether it
/// looks hard-wrapped is judged by those of its lines that end within its first 64 KiB.
enum class LineBreaks {
    paragraph,   ///< every line is a paragraph
    blank_line,  ///< only blank lines end paragraphs; other line breaks are spaces
    /// As `blank_line` where a block of lines looks hard-wrapped, else as `paragraph`; but a line
    /// that begins with a lone closing mark, and one in small letters behind a long line that ends
    /// in a space (RFC 3676, format=flowed), belong to the line before.
    smart
};

/// One text as it was read.
///
/// `text` is the file's content in UTF-8 and otherwise untouched, without a byte order mark; all
/// offsets in the program count its bytes. Paragraphs are in order, do not overlap, and neither
/// begin nor end with white space; what lies between them is white space.
struct Document {
    std::string name;  ///< as the user named it: a path, or `-`
    Language language;
    std::string encoding = "UTF-8";  ///< of the file, IANA name
    std::string text;
    std::vector<Range> paragraphs;
};

[[nodiscard]] std::vector<Range> find_paragraphs(std::string_view text, LineBreaks line_breaks);

}  // namespace egiz
