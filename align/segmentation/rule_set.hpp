// SPDX-License-Identifier: Apache-2.0
// Internal to align/: the linguistic data of the native engine.
#pragma once

#include "align/segmentation/engine.hpp"
#include "align/segmentation/looks.hpp"
#include "text/embedded.hpp"
#include "text/language.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace egiz::align {

/// The lists of a rules file; rules/general.txt says what each is for.
enum class List : std::uint8_t {
    never_final,
    before_number,
    may_be_final,
    long_final,
    often_final,
    after_number,
    units,
    openers,
    continuers,
    speech_verbs,
    not_speech,
    quotation_followers,
    not_abbreviations,
    greetings,
    label_nouns,
    predicate_endings,
    surname_endings,
    speech_tails,
    terminators,
    not_terminators,
};
inline constexpr std::size_t list_count = 20;
[[nodiscard]] std::string_view to_string(List list);

/// What the dot of an abbreviation says about the end of a sentence.
enum class Abbreviation : std::uint8_t {
    none,
    never_final,    ///< `Dr.`: the dot never ends a sentence
    before_number,  ///< `Fig. 3`: it does not before a number; elsewhere the word is ordinary
    may_be_final,   ///< `Inc.`: it does before a word that opens sentences
    long_final,     ///< `до н. э.`: it does so and, in a long sentence, before any capital
    often_final     ///< `etc.`: it does before any capital letter
};

/// All that the rules say about one spelling of a word.
struct WordRules {
    std::array<RuleId, list_count> rules{};  ///< the entry that lists it; `no_rule`: none does
    Abbreviation abbreviation = Abbreviation::none;
    bool begins_abbreviation = false;  ///< `т` and `т.с` of `т.с.с`

    [[nodiscard]] RuleId rule(List list) const { return rules[static_cast<std::size_t>(list)]; }
    [[nodiscard]] bool is(List list) const { return rule(list) != no_rule; }
    /// Whether it is in any list, or the beginning of something that is.
    [[nodiscard]] bool says_something() const;
    /// The entry that makes it an abbreviation.
    [[nodiscard]] RuleId abbreviation_rule() const;
};

/// A line of a rules file, as far as it speaks of one word.
struct RuleEntry {
    std::uint32_t file = 0;  ///< index into `RuleSet::files`
    std::uint32_t line = 0;
    List list = List::never_final;
    std::string word;
};

/// What does not depend on words.
struct NativeSettings {
    /// A quotation at the sentence's beginning with a small letter right behind it is a name.
    bool quotation_tags_need_marks = false;
    /// A dot makes an ordinal number: `3. Oktober`.
    bool ordinal_dots = false;
    /// So it does before any capital: `2. Weltkrieg`; else only before a word from [continuers].
    bool capital_ordinals = false;
};

/// The rules of one language, read from the files in rules/ and those of the user. Words are kept
/// in every spelling in which they are to be found, without the final dot.
class RuleSet {
public:
    /// What is said about a word; nothing is said about most.
    [[nodiscard]] const WordRules& find(std::string_view word) const;
    [[nodiscard]] bool has(List list, std::string_view word) const { return find(word).is(list); }
    /// Whether a word, longer than that by two letters or more, has an ending from the list.
    [[nodiscard]] bool ends_in(List list, std::string_view word) const;
    [[nodiscard]] const RuleEntry& entry(RuleId rule) const { return entries_[rule]; }
    [[nodiscard]] const std::vector<std::string>& files() const { return files_; }
    /// Spellings in a list, sorted.
    [[nodiscard]] std::vector<std::string> words(List list) const;

    /// A mark that this language reads in its own way.
    struct OwnMark {
        char32_t code_point = 0;
        Punctuation mark = Punctuation::none;
        bool doubled = false;  ///< means it only if it stands twice: `፡፡`
    };
    [[nodiscard]] const std::vector<OwnMark>& own_marks() const { return own_marks_; }
    /// What a character means in this language.
    [[nodiscard]] Punctuation mark_of(char32_t code_point) const {
        for (const OwnMark& own : own_marks_) {
            if (own.code_point == code_point) return own.mark;
        }
        return align::mark_of(code_point);
    }

    /// Whether a character that stands alone has not its meaning of `own_marks`.
    [[nodiscard]] bool is_half_mark(char32_t code_point, char32_t next) const {
        return code_point != next &&
               std::any_of(own_marks_.begin(), own_marks_.end(), [&](const OwnMark& own) {
                   return own.code_point == code_point && own.doubled;
               });
    }

    NativeSettings settings;

    // For the reader of rules files.
    std::uint32_t add_file(std::string name);
    RuleId add_entry(RuleEntry entry);
    /// A word is an abbreviation of one kind only: the last one said.
    void put(List list, std::string_view spelling, RuleId rule);
    /// Makes a word that was taken back as an abbreviation an ordinary one though it looks like
    /// one, until a list of abbreviations has it again. \param rule  the entry that took it back
    void put_ordinary(std::string_view spelling, RuleId rule);
    /// \return false if the word was not there
    bool remove(List list, std::string_view spelling);

private:
    void put_beginnings(std::string_view word);
    void forget_mark(std::string_view mark);

    struct Hash {
        using is_transparent = void;
        [[nodiscard]] std::size_t operator()(std::string_view word) const noexcept {
            return std::hash<std::string_view>{}(word);
        }
    };
    /// Tells most words of which nothing is said without hashing them.
    class Sieve {
    public:
        void add(std::string_view word) { bits_[slot(word)] = true; }
        [[nodiscard]] bool may_hold(std::string_view word) const { return bits_[slot(word)]; }

    private:
        static constexpr std::size_t slots = 1U << 14U;
        static std::size_t slot(std::string_view word) {
            if (word.empty()) return 0;
            const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(word[i]); };
            const std::size_t size = word.size();
            return (size * 811 + byte(0) * 13U + byte(size / 2) * 263U + byte(size - 1) * 1009U) %
                   slots;
        }
        std::array<bool, slots> bits_{};
    };

    Sieve sieve_;
    std::unordered_map<std::string, WordRules, Hash, std::equal_to<>> words_;
    std::vector<RuleEntry> entries_{1};
    std::vector<OwnMark> own_marks_;
    std::vector<std::string> files_;
};

[[nodiscard]] bool is_abbreviation_list(List list);
/// Whether the entries of a list are marks, one character each.
[[nodiscard]] bool is_mark_list(List list);

/// Adds what `text` says to `rules`; what it says goes before what was there.
/// \param file  the name that errors give
/// \throws Error (input) with file and line for an unknown section or setting, a word listed twice,
///         a removal of what no earlier file has, ill-formed UTF-8
void add_rules(RuleSet& rules, std::string_view text, const std::string& file);

/// The files of rules/, compiled in.
[[nodiscard]] std::span<const EmbeddedFile> embedded_rules();

/// The language whose file in rules/ a language is cut by: its own, but `no` for `nb` and `nn`.
[[nodiscard]] std::string rules_language(const Language& language);

/// The files of rules/ for a language: the general one and, if there is any, its own.
[[nodiscard]] std::vector<EmbeddedFile> rules_files(const Language& language);

/// Whether rules/ has a file for the language.
[[nodiscard]] bool has_rules(const Language& language);

/// The general rules and, if there are any, those of the language.
[[nodiscard]] RuleSet rules_for(const Language& language);

}  // namespace egiz::align
