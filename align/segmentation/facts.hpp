// SPDX-License-Identifier: Apache-2.0
// Internal to align/: what stands around a run of terminators. Every look goes a bounded way.
#pragma once

#include "align/segmentation/decision.hpp"
#include "align/segmentation/looks.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace egiz::align {

/// What can be said about one run of terminators from the text around it and the word lists.
class Facts {
public:
    Facts(const Context& context, const Run& run);

    [[nodiscard]] const Following& next() const { return next_; }
    [[nodiscard]] const Range& word_range() const { return word_; }

    [[nodiscard]] std::string_view word() const { return slice(text_, word_); }
    [[nodiscard]] std::string_view next_word() const { return slice(text_, next_.word); }
    [[nodiscard]] bool nothing_before() const;
    /// Hashtags belong to the sentence before them.
    [[nodiscard]] bool hashtag_follows() const;
    /// `走了.「你好` and `走了.然后`: half-width marks in Chinese text.
    [[nodiscard]] bool is_between_han() const;
    /// `… by Smith. a. here it is b. …`
    [[nodiscard]] bool first_item_follows() const;
    /// Nothing closes before the place and nothing opens behind it.
    [[nodiscard]] bool stands_bare() const;
    [[nodiscard]] bool sentence_begins_small() const;
    [[nodiscard]] bool ends_small() const;
    [[nodiscard]] bool word_before_is_plain() const;
    [[nodiscard]] bool is_first_word() const;
    /// `Иванов и др. (2015)`, `т.б. [12]`
    [[nodiscard]] bool bracketed_number_follows() const;
    /// `“… [...]” (Smith 55).`: where a quotation was taken from.
    [[nodiscard]] bool citation_follows() const;
    /// `Отец гордился им. Сын …`: behind a verb the word is what it is called in full.
    [[nodiscard]] bool is_pronoun_behind_verb() const;
    /// `Brig. Gen. (ret.) Amos Field`
    [[nodiscard]] bool is_bracketed_word() const;
    /// `IV` or `B`, but not the `I` of `No. I disagree.`
    [[nodiscard]] bool is_label(std::string_view label) const;
    /// A long word of which the lists say nothing, as most are.
    [[nodiscard]] bool is_ordinary_word() const;
    [[nodiscard]] bool is_capital_letter() const;
    /// `при Николае I. Россия`: in Cyrillic text, Latin `I`, `V` and `X` behind a name are numbers.
    [[nodiscard]] bool is_ruler(std::size_t gap) const;
    /// `подготовил Петренко В. А. Следующее`: the surname stands before its two initials, so what
    /// follows is none. `Академик И. П. Павлов` has no surname before them, and in a list of names
    /// the next has initials too.
    [[nodiscard]] bool ends_a_name(std::size_t gap) const;
    /// `105-б. 2-б.`: articles of a law, each with its number.
    [[nodiscard]] bool is_numbered_reference() const;
    /// Whether a word of the sentence so far has the ending of a verb.
    [[nodiscard]] bool predicate_stands_before() const;
    [[nodiscard]] bool opener_follows() const;
    /// `2.`, `8.1.`, `IV.` or `a.` as the first thing of a sentence.
    [[nodiscard]] bool is_list_number() const;
    /// The number of `3. Oktober`, `XIV. Lajos` or `3. 10. 1990`: small, and what follows is no
    /// beginning.
    [[nodiscard]] bool is_ordinal() const;
    /// `Bd. 2.`, `S. 5.`: no ordinal, but the number of something.
    [[nodiscard]] bool counts() const;
    /// `Avv` of `l'Avv` and `ж` of `1961-ж`, where the whole is not listed.
    [[nodiscard]] std::string_view without_article() const;
    /// `с` of `т. с. с` with the parts before it, `т.с.с`; empty if there are none.
    /// \param begin  moved to where the first part begins
    [[nodiscard]] std::string with_earlier_parts(std::size_t& begin) const;
    [[nodiscard]] bool says_something(std::string_view word) const;
    [[nodiscard]] bool another_part_follows(std::string_view key) const;
    /// Whether a number stands before `begin`, if need be with units between: `5 тыс. руб.`
    [[nodiscard]] bool number_stands_before(std::size_t begin) const;
    [[nodiscard]] std::size_t back_over_spaces(std::size_t offset) const;
    /// Words and numbers of at least `least` characters from the sentence's beginning to the run,
    /// counted up to `most`.
    [[nodiscard]] std::size_t words_before(std::size_t most, std::size_t least = 1) const;

private:
    const Context& context_;
    std::string_view text_;
    const RuleSet& rules_;
    const Run& run_;
    Following next_;  ///< what comes behind the run
    Range word_;      ///< the word before it
};

}  // namespace egiz::align
