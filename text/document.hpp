// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/language.hpp"
#include "text/translation_unit.hpp"
#include "text/unicode.hpp"

#include <cstddef>
#include <cstdint>
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

/// What a paragraph is in its document.
enum class ParagraphKind : std::uint8_t {
    text,
    title,  ///< of the whole document
    heading,
    list_item,
    table_cell,
    footnote,  ///< or endnote
    caption,
    cue,      ///< of subtitles
    marginal  ///< of a page: header or footer
};
/// `text`, `title`, `heading`, `list-item` …
[[nodiscard]] const char* name(ParagraphKind kind);

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
    std::vector<ParagraphKind> kinds = {};  ///< one a paragraph; empty: all are `text`
    /// Markup inside paragraphs, in order: offsets are into `text`, ids pair codes within a
    /// paragraph.
    std::vector<InlineCode> codes = {};

    [[nodiscard]] ParagraphKind kind_of(std::size_t paragraph) const {
        return paragraph < kinds.size() ? kinds[paragraph] : ParagraphKind::text;
    }
};

/// Numbers of the codes that belong to a piece of one paragraph, such as a sentence: those inside
/// it, and of those at its ends only the ones whose other half is inside. What encloses the whole
/// piece, or stands alone at its ends, is not part of it.
[[nodiscard]] std::vector<std::size_t> codes_of(const Document& document, Range piece);
/// The same as copies: offsets are into the piece, and a half whose partner is outside is a lone
/// one.
[[nodiscard]] std::vector<InlineCode> codes_within(const Document& document, Range piece);
/// Gives the codes of one text the ids `1`, `2` … in order; the halves of a pair share one.
void number_codes(std::vector<InlineCode>& codes);

[[nodiscard]] std::vector<Range> find_paragraphs(std::string_view text, LineBreaks line_breaks);

}  // namespace egiz
