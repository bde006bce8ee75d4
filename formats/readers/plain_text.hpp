// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/segmented_text.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::formats {

struct PlainTextOptions {
    Language language;     ///< what the text is in, if known; helps to tell encodings apart
    std::string encoding;  ///< IANA name; empty: from the byte order mark or the bytes
    LineBreaks line_breaks = LineBreaks::smart;
};

/// Reads a text file, or standard input for `-`.
///
/// UTF-8, UTF-16 and UTF-32 (with or without byte order mark), windows-1251, KOI8-R and GB18030 are
/// told apart from the bytes. The document's language is `options.language`.
/// \throws Error (input) if the file is missing, a directory, empty, blank, binary, or in an
/// encoding that cannot be told or read, with the place of the first byte that does not fit
[[nodiscard]] Document read_plain_text(const std::string& path,
                                       const PlainTextOptions& options = {});
/// As above, from bytes in memory; `name` is for messages.
[[nodiscard]] Document decode_plain_text(std::string bytes, const std::string& name,
                                         const PlainTextOptions& options = {});

/// A text that holds one segment a line. Blank lines end paragraphs and are no segments.
struct SegmentedLines {
    SegmentedText text;
    std::vector<std::uint32_t> lines;  ///< line number of each segment, counted from 0
};
[[nodiscard]] SegmentedLines read_segmented_lines(const std::string& path,
                                                  const PlainTextOptions& options = {});

}  // namespace egiz::formats
