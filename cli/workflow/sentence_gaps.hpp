// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/translation_unit.hpp"
#include "text/unicode.hpp"

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::workflow {

/// Sentences of a text, as byte ranges in order.
using SplitText = std::function<std::vector<Range>(std::string_view text)>;

/// Sentences of a document that are translated as one.
struct SentenceRun {
    std::string_view text;         ///< of the document
    std::string_view seen;         ///< the same as the translator had it, but for white space
    std::vector<Range> sentences;  ///< into `text`; the first begins it, the last ends it
    std::vector<InlineCode> codes;
    /// Numbers of those of `codes` that are part of no sentence and not in the translation, such as
    /// a line break between two.
    std::vector<std::size_t> between;
};

/// A translation with room for the codes between its sentences.
struct FittedTarget {
    struct Code {
        std::size_t byte_offset = 0;  ///< into `text`
        std::size_t number = 0;       ///< into SentenceRun::codes
        bool guessed = false;         ///< its gap was chosen by length alone
    };
    std::string text;
    std::vector<std::size_t> offsets;  ///< of the translation's own codes
    std::vector<Code> between;         ///< in order
};

/// Finds the gaps between sentences again in their translation: by its line breaks and tabs if it
/// has those of the source, else by its sentences if there are as many, else by length. White space
/// in a gap that is a line break or a tab in the source becomes that.
/// \param split  is called where it takes sentences
[[nodiscard]] FittedTarget fit_target(const Variant& target, const SentenceRun& source,
                                      const SplitText& split);

}  // namespace egiz::workflow
