// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/workflow/sentence_gaps.hpp"
#include "formats/documents/document_file.hpp"
#include "text/segmented_text.hpp"
#include "text/translation_unit.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace egiz::workflow {

/// A piece of a paragraph and its translation.
struct TranslatedPiece {
    Range source;  ///< into the document's text
    const Variant* source_variant = nullptr;
    const Variant* target = nullptr;  ///< null: the piece stays as it is
    bool found = false;               ///< among the translations, be it without a target
};

struct MergeCounts {
    std::size_t translated = 0;   ///< sentences
    std::size_t left = 0;         ///< sentences without a translation: they stay as they are
    std::size_t paragraphs = 0;   ///< with a translation in them
    std::size_t moved_codes = 0;  ///< not in the translation: put at the end of it
    std::size_t lost_pairs = 0;   ///< of codes, not in the translation: left out
    /// Put between sentences by length, or though the source has them.
    std::size_t guessed_codes = 0;
    std::size_t unknown_codes = 0;  ///< in the translation, not in the document: left out
    std::size_t put_in_order = 0;   ///< translations whose codes crossed: pairs left out
};

/// Puts translations into paragraphs. What stands between the pieces stays, white space and codes;
/// inside of them the document's own codes go where the translation has those that correspond. Of
/// several sentences in one piece, what stands between them in the document and is not in the
/// translation goes between them again.
class ParagraphMerger {
public:
    /// \param keep_lines  a piece of several lines becomes as many, cut at blanks
    /// \param split  cuts translations into sentences, where that is of use
    ParagraphMerger(const SegmentedText& text, bool keep_lines, SplitText split)
        : text_(text), keep_lines_(keep_lines), split_(std::move(split)) {}

    /// \param pieces  of one paragraph, in order
    [[nodiscard]] formats::ParagraphContent merge(Range paragraph,
                                                  std::span<const TranslatedPiece> pieces);
    [[nodiscard]] const MergeCounts& counts() const noexcept { return counts_; }
    [[nodiscard]] MergeCounts& counts() noexcept { return counts_; }

private:
    using Code = formats::ParagraphContent::Code;
    [[nodiscard]] std::vector<Range> sentences_of(const TranslatedPiece& piece) const;
    [[nodiscard]] std::vector<bool> in_sentences(const TranslatedPiece& piece,
                                                 const std::vector<Range>& sentences,
                                                 const std::vector<std::size_t>& own) const;
    [[nodiscard]] formats::ParagraphContent content_of(const TranslatedPiece& piece,
                                                       const std::vector<std::size_t>& own);
    [[nodiscard]] bool is_nested(const std::vector<std::size_t>& codes) const;

    const SegmentedText& text_;
    bool keep_lines_;
    SplitText split_;
    MergeCounts counts_;
};

}  // namespace egiz::workflow
