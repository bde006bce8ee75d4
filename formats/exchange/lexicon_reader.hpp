// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/error.hpp"
#include "text/term_entry.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace egiz::formats {

struct LexiconReadOptions {
    /// Of the run: what a dictionary of hunalign's, and a table without a header, do not say.
    Language source;
    Language target;
    std::string encoding;  ///< of a text file, IANA name; empty: from its bytes
    /// A unit of a TMX file with more words than this in any language is a sentence, and no entry.
    std::size_t longest_unit_words = 6;
};

/// Something that was met once or more often, and where it was first.
struct LexiconNotice {
    std::string what;
    std::size_t count = 0;
    Place first;

    friend bool operator==(const LexiconNotice& a, const LexiconNotice& b) {
        return a.what == b.what && a.count == b.count && a.first.line == b.first.line;
    }
};

/// What a file of words and phrases holds.
struct LexiconFile {
    /// In the file's order. An entry that comes again adds its weight to the first.
    std::vector<TermEntry> entries;
    std::string format;     ///< `hunalign dictionary`, `table`, `TBX` or `TMX`
    std::size_t items = 0;  ///< lines, but for blank ones and comments, concepts or units met
    std::vector<LexiconNotice> skipped;  ///< items, or parts of them, that gave no entry
    std::vector<LexiconNotice> mended;   ///< read all the same

    /// How many of the file's items, or parts of them, were left out.
    [[nodiscard]] std::size_t skipped_count() const;
};

/// Reads the words and phrases that a user has for two languages or more. What the file is is told
/// by its extension, and by its content where that says otherwise:
///
/// - `.dic`, a dictionary of hunalign's: `target phrase @ source phrase` a line, the target first;
/// - `.tsv`, a table: alternatives in a cell are parted by `;`. A first line of language tags names
///   the columns, of which one may be `weight`; without it there are two columns, source and
///   target, and perhaps the weight;
/// - `.tbx`, a term base: TBX 2 (martif, TBX-Basic), TBX 3 in either style, TBX-Min;
/// - `.tmx`, a translation memory: its short units.
///
/// A line that begins with `#` and is no entry is a comment. Terms are trimmed, white space inside
/// them is one space each. An entry has at least two languages.
/// \throws Error (input), with file and line, if the file cannot be read, is broken or out of
///         bounds, or has no entry; Error (usage) if the languages are needed and not known
[[nodiscard]] LexiconFile read_lexicon(const std::string& path, const LexiconReadOptions& options);

}  // namespace egiz::formats
