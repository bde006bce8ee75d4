// SPDX-License-Identifier: Apache-2.0
// Internal to align/: what the segmenter sees of a text around one place. Every look goes a bounded
// way, so that a scan with looks takes linear time.
#pragma once

#include "text/unicode.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace egiz::align {

/// What a character can mean for the end of a sentence.
enum class Punctuation : unsigned char {
    none,
    dot,               ///< `.`
    exclamation,       ///< `!` `?` and their like, with a space behind
    ellipsis,          ///< `…`
    full_stop,         ///< `。` `।`: needs no space behind
    full_exclamation,  ///< `！` `？`: needs no space behind
    comma,             ///< `,` `;` `:` and their like
    open_bracket,
    close_bracket,
    open_title,  ///< `《`: what is inside never ends a sentence
    close_title,
    open_quote,
    close_quote,
    straight_quote,  ///< `"` and `'`, which open and close alike
    dash,
    space
};

namespace detail {
[[nodiscard]] Punctuation mark_of_other(char32_t code_point);
constexpr std::array<Punctuation, 128> make_ascii_marks() {
    std::array<Punctuation, 128> marks{};
    const auto set = [&](std::string_view characters, Punctuation mark) {
        for (const char c : characters) marks[static_cast<std::size_t>(c)] = mark;
    };
    set(".", Punctuation::dot);
    set("!?", Punctuation::exclamation);
    set(",;:", Punctuation::comma);
    set("([{", Punctuation::open_bracket);
    set(")]}", Punctuation::close_bracket);
    set("\"'", Punctuation::straight_quote);
    set("-", Punctuation::dash);
    set(" \t\n\v\f\r", Punctuation::space);
    return marks;
}
inline constexpr std::array<Punctuation, 128> ascii_marks = make_ascii_marks();
}  // namespace detail

[[nodiscard]] inline Punctuation mark_of(char32_t code_point) {
    if (code_point < detail::ascii_marks.size()) return detail::ascii_marks[code_point];
    return is_letter(code_point) ? Punctuation::none : detail::mark_of_other(code_point);
}
[[nodiscard]] bool is_terminator(Punctuation mark);

/// The bytes that can begin a character at which a sentence may end, or which is remembered.
using ByteTable = std::array<bool, 256>;
[[nodiscard]] const ByteTable& first_bytes_of_marks();

/// Emoji and other pictures, with what modifies them.
[[nodiscard]] bool is_pictograph(char32_t code_point);
/// Invisible: says which way the text around it runs.
[[nodiscard]] bool is_direction_mark(char32_t code_point);
/// `•` and its like, which stand in front of the items of a list.
[[nodiscard]] bool is_bullet(char32_t code_point);

/// The character before or behind an offset; U+0000 at the ends of the text.
[[nodiscard]] char32_t char_before(std::string_view text, std::size_t offset);
[[nodiscard]] char32_t char_at(std::string_view text, std::size_t offset);

/// The word that ends at `end`, with the dots, hyphens and apostrophes inside it.
[[nodiscard]] Range word_before(std::string_view text, std::size_t end);
/// The word that begins at `begin`; empty if no letter or digit is there.
[[nodiscard]] Range word_at(std::string_view text, std::size_t begin);

/// White space that a look goes over, in characters; what is further is not seen.
inline constexpr std::size_t most_spaces = 1000;
/// Moves over white space, over at most `most` characters.
[[nodiscard]] std::size_t skip_spaces(std::string_view text, std::size_t offset,
                                      std::size_t most = most_spaces);

/// The letter that a word begins with, as far as it matters.
enum class Start { end, upper, lower, digit, uncased, number_sign, other };

/// What follows a place where a sentence may end.
struct Following {
    Start start = Start::end;
    bool spaced = false;  ///< white space follows at once
    bool quoted = false;  ///< an opening quote or bracket stands before the word
    bool dashed = false;  ///< a dash stands before the word
    Range word;
};
[[nodiscard]] Following look_ahead(std::string_view text, std::size_t offset);

/// Where the bracket or quote `open`, which ends at `behind`, is closed, if that is within `window`
/// characters.
[[nodiscard]] std::optional<std::size_t> find_closer(std::string_view text, std::size_t behind,
                                                     char32_t open, std::size_t window);

/// `U.S`, `J.-B`, `д.и.н`: single letters with dots between them.
[[nodiscard]] bool is_dotted_letters(std::string_view word);
[[nodiscard]] bool is_single_letter(std::string_view word);
/// Where the single quote that opens before `behind` is closed; apostrophes are passed over.
[[nodiscard]] std::optional<std::size_t> find_single_closer(std::string_view text,
                                                            std::size_t behind, std::size_t window);

/// `Nf3`, `exd5`
[[nodiscard]] bool is_chess_move(std::string_view word);
/// `12`, `1,000`
[[nodiscard]] bool is_plain_number(std::string_view word);
/// `12`, `8.1`
[[nodiscard]] bool is_number(std::string_view word);
/// `XIV`, in Latin or look-alike Cyrillic letters.
[[nodiscard]] bool is_roman_number(std::string_view word);
/// `Cpl`, `пгт`: a short word without vowels and without a capital inside.
[[nodiscard]] bool looks_abbreviated(std::string_view word);

}  // namespace egiz::align
