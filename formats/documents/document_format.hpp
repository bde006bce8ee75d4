// SPDX-License-Identifier: Apache-2.0
// Internal to formats/documents: what a format has to do to be read and written.
#pragma once

#include "formats/documents/block.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace egiz::formats {

struct DocumentInput {
    const std::string& bytes;
    std::string name;  ///< for messages
    PlainTextOptions options;
    WarningSink warn;
};

/// Writes what stands at a place of the source, with the blocks inside it written anew.
using Splice = std::function<std::string(Range)>;
/// Content of a block in the format's own words. The codes are nested if the source's are.
/// Numbers of codes in `content` are those of the block.
using WriteBlock = std::string (*)(const Block& block, const ParagraphContent& content,
                                   const Splice& splice);

struct DocumentFormat {
    std::string_view name;
    std::string_view extensions;  ///< with blanks around each
    bool (*recognise)(std::string_view beginning);
    ParsedDocument (*parse)(const DocumentInput& input);
    WriteBlock write;  ///< null: cannot be written
    /// Puts changed parts into the file as it was; null: the only part is the file.
    std::string (*pack)(const std::string& original, const std::vector<SourcePart>& changed,
                        const std::string& name);
    std::size_t most_bytes = std::size_t{128} << 20U;
    bool keeps_lines = false;
};

/// The format that the extension or the bytes say; plain text if none.
[[nodiscard]] const DocumentFormat& format_of(const std::string& path, std::string_view beginning);
/// The format that the extension says; null if none.
[[nodiscard]] const DocumentFormat* format_of_name(const std::string& path);
[[nodiscard]] std::span<const DocumentFormat> document_formats();

// One a file: html.cpp, subtitles.cpp …
[[nodiscard]] ParsedDocument parse_plain(const DocumentInput& input);
[[nodiscard]] ParsedDocument parse_html(const DocumentInput& input);
[[nodiscard]] ParsedDocument parse_srt(const DocumentInput& input);
[[nodiscard]] ParsedDocument parse_vtt(const DocumentInput& input);
[[nodiscard]] ParsedDocument parse_markdown(const DocumentInput& input);
[[nodiscard]] ParsedDocument parse_docx(const DocumentInput& input);
[[nodiscard]] ParsedDocument parse_odt(const DocumentInput& input);
[[nodiscard]] ParsedDocument parse_pdf(const DocumentInput& input);

[[nodiscard]] std::string write_plain(const Block&, const ParagraphContent&, const Splice&);
[[nodiscard]] std::string write_html(const Block&, const ParagraphContent&, const Splice&);
[[nodiscard]] std::string write_srt(const Block&, const ParagraphContent&, const Splice&);
[[nodiscard]] std::string write_vtt(const Block&, const ParagraphContent&, const Splice&);
[[nodiscard]] std::string write_markdown(const Block&, const ParagraphContent&, const Splice&);
[[nodiscard]] std::string write_docx(const Block&, const ParagraphContent&, const Splice&);
[[nodiscard]] std::string write_odt(const Block&, const ParagraphContent&, const Splice&);

/// Text and codes one after the other, for formats whose codes are written as they stand.
/// \param escape  text in the format's own words
[[nodiscard]] std::string write_mixed(const Block& block, const ParagraphContent& content,
                                      const Splice& splice,
                                      std::string (*escape)(std::string_view text));

}  // namespace egiz::formats
