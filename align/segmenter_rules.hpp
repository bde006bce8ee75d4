// SPDX-License-Identifier: Apache-2.0
// Internal to align/: the linguistic data of the segmenter.
#pragma once

#include "text/embedded.hpp"
#include "text/language.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace egiz::align {

/// What the dot of an abbreviation says about the end of a sentence.
enum class Abbreviation {
    never_final,    ///< `Dr.`: the dot never ends a sentence
    before_number,  ///< `Fig. 3`: it does not before a number; elsewhere the word is ordinary
    may_be_final,   ///< `Inc.`: it does before a word that opens sentences
    long_final,     ///< `до н. э.`: it does so and, in a long sentence, before any capital
    often_final     ///< `etc.`: it does before any capital letter
};

struct WordHash {
    using is_transparent = void;
    [[nodiscard]] std::size_t operator()(std::string_view word) const noexcept {
        return std::hash<std::string_view>{}(word);
    }
};
using WordSet = std::unordered_set<std::string, WordHash, std::equal_to<>>;
using AbbreviationMap = std::unordered_map<std::string, Abbreviation, WordHash, std::equal_to<>>;

/// The rules of one language, read from the files in rules/ (rules/general.txt says what they look
/// like). Words are kept in every spelling in which they are to be found, without the final dot.
struct RuleSet {
    AbbreviationMap abbreviations;
    /// Abbreviations only behind a number (`1998 г.`, `5 ft.`), where they may be final.
    WordSet after_number;
    /// Beginnings of abbreviations of several parts: `т` and `т.с` of `т.с.с`.
    WordSet beginnings;
    WordSet openers;
    WordSet speech_verbs;
    /// A clause with one of these in it is no speech tag, though it ends in a speech verb.
    WordSet not_speech;
    /// Characters behind `！”` that tie the quotation to its sentence: `的`.
    WordSet quotation_followers;
    /// Words that look like initials or abbreviations: `я`, `hm`.
    WordSet not_abbreviations;
    /// A small letter may begin a sentence behind an ordinary word.
    bool small_letter_starts = false;
};

/// Adds what `text` says to `rules`; what it says goes before what was there.
/// \param file  the name that errors give
/// \throws Error (input) with file and line for an unknown section or setting, a word listed twice,
///         a removal of what is not there, ill-formed UTF-8
void add_rules(RuleSet& rules, std::string_view text, const std::string& file);

/// The files of rules/, compiled in.
[[nodiscard]] std::span<const EmbeddedFile> embedded_rules();

/// Whether rules/ has a file for the language.
[[nodiscard]] bool has_rules(const Language& language);

/// The general rules and, if there are any, those of the language.
[[nodiscard]] RuleSet rules_for(const Language& language);

}  // namespace egiz::align
