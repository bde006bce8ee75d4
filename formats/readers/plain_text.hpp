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

/// Reads a text file of up to 1 GiB, or standard input for `-`.
///
/// UTF-8, UTF-16 and UTF-32 (with or without byte order mark), windows-1251, windows-1252, KOI8-R,
/// IBM866, ISO-8859-5 and GB18030 are told apart from the bytes, by the statistics of their
/// letters; the language is a hint. Decoding is strict: no byte is ever dropped or replaced. A text
/// that is UTF-8 but for some damaged places is damaged UTF-8, and not a text in another encoding.
/// The document's language is `options.language`; its text keeps its line ends.
/// \throws Error (input) if the file is missing, a directory, too large, empty, blank, binary, or
/// in an encoding that cannot be told or read, with the place of the first byte that does not fit;
/// Error (usage) if `options.encoding` is unknown
[[nodiscard]] Document read_plain_text(const std::string& path,
                                       const PlainTextOptions& options = {});
/// As above, from bytes in memory; `name` is for messages.
[[nodiscard]] Document decode_plain_text(std::string bytes, const std::string& name,
                                         const PlainTextOptions& options = {});

/// A text that holds one segment a line. Blank lines end paragraphs and are no segments; without
/// blank lines all is one paragraph. `options.line_breaks` has no say.
struct SegmentedLines {
    SegmentedText text;
    std::vector<std::uint32_t> lines;  ///< line number of each segment, counted from 0
};
[[nodiscard]] SegmentedLines read_segmented_lines(const std::string& path,
                                                  const PlainTextOptions& options = {});

}  // namespace egiz::formats
