// SPDX-License-Identifier: Apache-2.0
// Internal to formats/documents: a document taken apart, so that it can be put together again.
#pragma once

#include "formats/documents/document_file.hpp"
#include "text/document.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace egiz::formats {

/// One file of a document: the text itself, or a member of a package.
struct SourcePart {
    std::string name;  ///< in the package; empty for the text itself
    std::string text;  ///< in UTF-8
};

/// Markup inside a block, and what it is written as: `before`, the source's own bytes, `behind`.
struct BlockCode {
    InlineCode code;  ///< its offset is into the block's text
    Range source;     ///< into the part; may hold blocks of its own, as a footnote does
    std::string before = {};
    std::string behind = {};
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
};

/// Where a part says what language it is in.
struct LanguageMark {
    std::size_t part = 0;
    Range source;
    std::string value = {};  ///< written there; empty: the tag of the target language
};

struct ParsedDocument {
    std::vector<SourcePart> parts;
    std::vector<Block> blocks;  ///< in any order
    std::vector<LanguageMark> marks = {};
    std::string declared_language = {};
    std::string encoding = "UTF-8";
};

/// Sorts the blocks by their places and makes one text of them, a blank line between two.
[[nodiscard]] Document assemble(ParsedDocument& parsed, const std::string& name);

}  // namespace egiz::formats
