// SPDX-License-Identifier: Apache-2.0
// Internal to formats/documents: a document taken apart, so that it can be put together again.
#pragma once

#include "formats/documents/document_file.hpp"
#include "text/document.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace egiz::formats {

/// One file of a document: the text itself, or a member of a package.
struct SourcePart {
    std::string name;  ///< in the package; empty for the text itself
    std::string text;  ///< in UTF-8
};

/// Markup inside a block, and what it is written as: `before`, the source's own bytes, `behind`.
/// White space beside it at an end of the block is none of the block's text, but is written.
struct BlockCode {
    InlineCode code;  ///< its offset is into the block's text
    Range source;     ///< into the part; may hold blocks of its own, as a footnote does
    std::string before = {};
    std::string behind = {};
    std::string space_before = {};
    std::string space_behind = {};
    /// DOCX: the code is no markup of its own, but says how the runs inside it look: so.
    bool formats_runs = false;
    std::string properties = {};
};

/// A piece of a part that is translated by itself, from its first to its last character or code.
struct Block {
    ParagraphKind kind = ParagraphKind::text;
    std::size_t part = 0;
    Range source;
    std::string text;  ///< as it reads; neither begins nor ends with white space
    std::vector<BlockCode> codes;
    std::string properties = {};  ///< DOCX: of its runs
    std::string prefix = {};      ///< DOCX: namespace prefix with its colon
    /// White space at the ends of `source`, beyond all codes.
    std::string space_before = {};
    std::string space_behind = {};
    /// HTML: the value of an attribute, in these quotes; a blank: in none. NUL: no attribute.
    char quote = '\0';
};

/// The code is a line break, or white space of another kind, and stands for a blank in the text.
[[nodiscard]] bool is_line_code(const BlockCode& code);

/// Where a part says what language it is in.
struct LanguageMark {
    enum class Holds {
        tag,
        regional_tag,  ///< with a region, as `ru-RU`
        language,      ///< `ru`
        region         ///< `RU`, or `none`
    };
    /// Office documents have a language for East Asian text beside that for other text.
    enum class Scripts { all, east_asian, others };
    std::size_t part = 0;
    Range source;
    std::string value = {};  ///< written there; empty: what `holds` says of the target language
    Holds holds = Holds::tag;
    Scripts scripts = Scripts::all;
};
/// What the mark says once the text is in `language`; nothing if it stays.
[[nodiscard]] std::optional<std::string> value_of(const LanguageMark& mark,
                                                  const Language& language);

constexpr const char* byte_order_mark = "\xEF\xBB\xBF";  ///< of UTF-8

/// Bounds of a document: more than this nobody has written by hand.
constexpr std::size_t most_blocks = 500'000;
constexpr std::size_t most_codes = 500'000;
constexpr std::size_t longest_block = std::size_t{8} << 20U;  ///< bytes
/// Thrown by who takes a document apart; DocumentFile makes an Error of it.
struct OutOfBounds {
    const char* what;  ///< there is too much of
};

struct ParsedDocument {
    std::vector<SourcePart> parts;
    std::vector<Block> blocks;  ///< in any order
    std::vector<LanguageMark> marks = {};
    std::string declared_language = {};
    std::string encoding = "UTF-8";
    /// Written at `encoding_at` of the text if that is not ASCII and without byte order mark, so
    /// that it is taken for the UTF-8 that it is.
    std::string encoding_declaration = {};
    std::size_t encoding_at = 0;

    /// \throws OutOfBounds
    void add(Block block);

private:
    std::size_t codes_ = 0;
};

/// Sorts the blocks by their places and makes one text of them, a blank line between two.
[[nodiscard]] Document assemble(ParsedDocument& parsed, const std::string& name);

}  // namespace egiz::formats
