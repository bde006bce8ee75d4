// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/translation_unit.hpp"
#include "text/unicode.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::tm {

/// Puts `text` in the place of `bytes`.
struct TextEdit {
    Range bytes;
    std::string text;

    friend bool operator==(const TextEdit&, const TextEdit&) = default;
};

/// Edits the variant's text; its inline codes keep their places. One that stood inside a stretch
/// that is replaced goes to the beginning of what is put there if it opens, else to the end. Text
/// that is put in where codes stand comes behind what closes and before what opens.
/// \param edits  in order, apart from each other
void apply_edits(Variant& variant, std::span<const TextEdit> edits);

/// Gives the variant another text. Inline codes stay with the words that both texts have.
void set_text(Variant& variant, std::string_view text);

/// What of a text is replaced, and by what.
struct ReplacePattern {
    std::string pattern;
    std::string replacement;
    bool regex = false;        ///< ICU's; `$1` and `${name}` in the replacement are groups
    bool whole_words = false;  ///< no letter or digit joins what is found at either end
    bool ignore_case = false;
};

/// Finds a pattern in many texts.
class TextReplacer {
public:
    /// \throws Error (usage) if the pattern or its replacement cannot be used
    explicit TextReplacer(const ReplacePattern& pattern);
    TextReplacer(const TextReplacer&) = delete;
    TextReplacer& operator=(const TextReplacer&) = delete;
    ~TextReplacer();

    /// All places in order, apart from each other; without those where the replacement is the same
    /// as what is there. \throws Error (usage) if the pattern takes too long, or the replacement
    /// names a group that the pattern does not have
    [[nodiscard]] std::vector<TextEdit> find(std::string_view text);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace egiz::tm
