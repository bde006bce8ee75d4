// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/looks.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

namespace egiz::align {
namespace {

constexpr std::size_t longest_word = 40;        // code points
constexpr std::size_t longest_han_word = 4;     // nothing is known of longer ones
constexpr std::size_t longest_opening = 12;     // marks before the first word of a sentence
constexpr std::size_t farthest_opening = 4096;  // bytes of white space and marks before a word
constexpr std::size_t deepest_nesting = 4;

constexpr unsigned word_flags = letter_flag | digit_flag | accent_flag;
bool is_word_char(char32_t c) { return (char_flags(c) & word_flags) != 0; }

/// What may stand inside a word, between two of its letters.
bool is_joiner(char32_t c) {
    if (c == 0x200C || c == 0x200D) return true;  // `می‌شود`
    return c == U'.' || c == U'-' || c == U'\'' || c == U'’' || c == U'&' || c == U'/' ||
           c == U'‐' || c == U'‑' || c == U'_' || c == U'@' || c == U',' || c == U'°' || c == U'%';
}

constexpr ByteTable make_first_bytes() {
    ByteTable table{};
    for (const char c : {'.', '!', '?', '(', '[', '{', ')', '"', '\''}) {
        table[static_cast<unsigned char>(c)] = true;
    }
    // Lead bytes of the marks below; the letters of Latin, Cyrillic and Han begin with others.
    for (const std::size_t lead : {0xC2, 0xD6, 0xD8, 0xDB, 0xE0, 0xE1, 0xE2, 0xE3, 0xEF}) {
        table[lead] = true;
    }
    return table;
}
constexpr ByteTable first_bytes = make_first_bytes();

constexpr std::u32string_view open_marks = U"([{（［｛【〔〖「『«‹“„‘‚《〈\"'";
constexpr std::u32string_view close_marks = U")]}）］｝】〕〗」』»›”“’‘》〉\"'";

char32_t closer_of(char32_t open) {
    const std::size_t index = open_marks.find(open);
    return index == std::u32string_view::npos ? 0 : close_marks[index];
}

Start start_of(char32_t c) {
    if (c >= 0x10D0 && c <= 0x10FF) return Start::uncased;  // Georgian: small by name only
    if (is_upper(c)) return Start::upper;
    if (is_lower(c)) return Start::lower;
    if (is_digit(c)) return Start::digit;
    if (is_letter(c)) return Start::uncased;
    return Start::other;
}

/// The `ii` of `(ii)`.
bool is_list_label(std::string_view text, Range word) {
    constexpr std::size_t longest_label = 4;
    return word.begin > 0 && text[word.begin - 1] == '(' && word.size() <= longest_label &&
           word.end < text.size() && text[word.end] == ')';
}

constexpr std::size_t vowels_end = 0x530;  // Latin, Greek and Cyrillic are before
constexpr std::array<bool, vowels_end> make_vowels() {
    std::array<bool, vowels_end> table{};
    for (const char32_t c :
         std::u32string_view(U"aeiouyAEIOUYəƏơƠưƯаеёиоуыэюяіәөұүАЕЁИОУЫЭЮЯІӘӨҰҮєїЄЇъЪӣӢӯӮўЎ"
                             U"αεηιουωάέήίόύώϊϋΐΰΑΕΗΙΟΥΩΆΈΉΊΌΎΏ")) {
        table[c] = true;
    }
    for (char32_t c = 0xC0; c < 0x180; ++c) table[c] = true;
    return table;
}
constexpr std::array<bool, vowels_end> vowels = make_vowels();

bool is_vowel(char32_t c) {
    if (c < vowels_end) return vowels[c];
    return c >= 0x1EA0 && c < 0x2000;  // Vietnamese, polytonic Greek
}

}  // namespace

Punctuation detail::mark_of_other(char32_t c) {
    switch (c) {
        case U'‼':
        case U'⁇':
        case U'⁈':
        case U'⁉':
        case U'‽':
            return Punctuation::exclamation;
        case U'…':
        case U'⋯':
        case U'‥':
            return Punctuation::ellipsis;
        case U'。':
        case U'｡':
        case U'．':
        case U'।':
        case U'॥':
        case U'۔':
        case U'։':
        case U'።':
        case U'፧':
        case U'፨':
        case U'။':
        case U'។':
        case U'៕':
        case U'᠃':
        case U'།':
            return Punctuation::full_stop;
        case U'！':
        case U'？':
        case U'؟':
            return Punctuation::full_exclamation;
        case U'，':
        case U'；':
        case U'：':
        case U'、':
        case U'､':
        case U'،':
        case U'؛':
            return Punctuation::comma;
        case U'（':
        case U'［':
        case U'｛':
        case U'【':
        case U'〔':
        case U'〖':
            return Punctuation::open_bracket;
        case U'）':
        case U'］':
        case U'｝':
        case U'】':
        case U'〕':
        case U'〗':
            return Punctuation::close_bracket;
        case U'《':
        case U'〈':
            return Punctuation::open_title;
        case U'》':
        case U'〉':
            return Punctuation::close_title;
        case U'«':
        case U'‹':
        case U'“':
        case U'„':
        case U'‘':
        case U'‚':
        case U'「':
        case U'『':
        case U'〝':
            return Punctuation::open_quote;
        case U'»':
        case U'›':
        case U'”':
        case U'’':
        case U'」':
        case U'』':
        case U'〞':
        case U'〟':
            return Punctuation::close_quote;
        case U'‐':
        case U'‑':
        case U'‒':
        case U'–':
        case U'—':
        case U'―':
        case U'−':
            return Punctuation::dash;
        default:
            return is_space(c) ? Punctuation::space : Punctuation::none;
    }
}

bool is_terminator(Punctuation mark) {
    return mark >= Punctuation::dot && mark <= Punctuation::full_exclamation;
}

const ByteTable& first_bytes_of_marks() { return first_bytes; }

bool is_pictograph(char32_t c) {
    if (c < 0x2190) return c == 0x200D;
    if (c >= 0x3300 && c < 0xFE0F) return false;
    return c == 0xFE0F || u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EMOJI_MODIFIER) != 0 ||
           u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EXTENDED_PICTOGRAPHIC) != 0;
}

bool is_direction_mark(char32_t c) {
    return c == 0x200E || c == 0x200F || c == 0x061C || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

bool is_bullet(char32_t c) {
    constexpr std::u32string_view bullets = U"•‣⁃◦●○▪■►➢✓✔";
    return bullets.find(c) != std::u32string_view::npos;
}

char32_t char_before(std::string_view text, std::size_t offset) {
    return offset == 0 ? 0 : previous_code_point(text, offset);
}

char32_t char_at(std::string_view text, std::size_t offset) {
    return offset >= text.size() ? 0 : next_code_point(text, offset);
}

Range word_before(std::string_view text, std::size_t end) {
    for (std::size_t i = 0; i < longest_word && end > 0; ++i) {
        std::size_t before = end;
        if (!is_direction_mark(previous_code_point(text, before))) break;
        end = before;
    }
    Range word{end, end};
    std::size_t offset = end;
    unsigned han = 0;
    for (std::size_t i = 0; i < longest_word && offset > 0; ++i) {
        const char32_t c = previous_code_point(text, offset);
        const unsigned flags = char_flags(c);
        if ((flags & word_flags) != 0) {
            // `据Dr`: the scripts part the words.
            if ((flags & han_flag) != han && !word.empty()) break;
            han = flags & han_flag;
            word.begin = offset;
            if (han != 0 && i >= longest_han_word) break;
        } else if (!is_joiner(c)) {
            break;
        }
    }
    return word;
}

Range word_at(std::string_view text, std::size_t begin) {
    Range word{begin, begin};
    std::size_t offset = begin;
    unsigned han = 0;
    for (std::size_t i = 0; i < longest_word && offset < text.size(); ++i) {
        const unsigned flags = char_flags(next_code_point(text, offset));
        if ((flags & word_flags) == 0) break;
        if ((flags & han_flag) != han && !word.empty()) break;
        han = flags & han_flag;
        word.end = offset;
        if (han != 0 && i >= longest_han_word) break;
    }
    return word;
}

std::size_t skip_spaces(std::string_view text, std::size_t offset, std::size_t most) {
    for (std::size_t i = 0; i < most && offset < text.size(); ++i) {
        std::size_t next = offset;
        if (!is_space(next_code_point(text, next))) break;
        offset = next;
    }
    return offset;
}

Following look_ahead(std::string_view text, std::size_t offset) {
    Following result;
    std::size_t at = skip_spaces(text, offset);
    result.spaced = at > offset;
    for (std::size_t i = 0; i < longest_opening && at < text.size(); ++i) {
        if (at - offset > farthest_opening) break;
        std::size_t next = at;
        const char32_t c = next_code_point(text, next);
        const Punctuation mark = mark_of(c);
        if (is_word_char(c)) {
            result.start = start_of(c);
            result.word = word_at(text, at);
            // `iPhone`, `eBay`: a name, whatever its first letter.
            const char32_t second = char_at(text, next);
            if (result.start == Start::lower &&
                (is_upper(second) || is_list_label(text, result.word)))
                result.start = Start::upper;
            return result;
        }
        if (mark == Punctuation::dash) {
            result.dashed = true;
        } else if (mark == Punctuation::open_quote || mark == Punctuation::open_bracket ||
                   mark == Punctuation::open_title || mark == Punctuation::straight_quote) {
            result.quoted = true;
        } else if (c == U'№') {
            result.start = Start::number_sign;
            result.word = {at, at};
            return result;
        } else if (c == U'@') {
            break;
        } else if (mark == Punctuation::dot && !is_word_char(char_at(text, next))) {
            break;  // `.NET` is a word, `. .` is not
        }
        at = skip_spaces(text, next);
    }
    result.start =
        at >= text.size() && !result.quoted && !result.dashed ? Start::end : Start::other;
    result.word = {at, at};
    return result;
}

std::optional<std::size_t> find_closer(std::string_view text, std::size_t behind, char32_t open,
                                       std::size_t window) {
    const char32_t close = closer_of(open);
    if (close == 0) return std::nullopt;
    std::size_t depth = 1;
    for (std::size_t i = 0, offset = behind; i < window && offset < text.size(); ++i) {
        const std::size_t at = offset;
        const char32_t c = next_code_point(text, offset);
        if (c == close) {
            if (--depth == 0) return at;
        } else if (c == open && ++depth > deepest_nesting) {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

std::optional<std::size_t> find_single_closer(std::string_view text, std::size_t behind,
                                              std::size_t window) {
    char32_t before = 0;
    for (std::size_t i = 0, offset = behind; i < window && offset < text.size(); ++i) {
        const std::size_t at = offset;
        const char32_t c = next_code_point(text, offset);
        const bool quote = c == U'\'' || c == U'’';
        // `boys' toys`: only beside another mark is it certain that it closes.
        const Punctuation front = mark_of(before);
        const char32_t next = char_at(text, offset);
        const Punctuation mark = mark_of(next);
        if (quote && !is_word_char(next) &&
            (is_terminator(front) || front == Punctuation::comma || is_terminator(mark) ||
             mark == Punctuation::comma || mark == Punctuation::close_bracket)) {
            return at;
        }
        before = c;
    }
    return std::nullopt;
}

bool is_single_letter(std::string_view word) {
    std::size_t offset = 0;
    return !word.empty() && is_letter(next_code_point(word, offset)) && offset == word.size();
}

bool is_dotted_letters(std::string_view word) {
    bool letter_next = true;
    std::size_t letters = 0;
    for (std::size_t offset = 0; offset < word.size();) {
        const char32_t c = next_code_point(word, offset);
        if (letter_next) {
            if (!is_letter(c) || (!is_upper(c) && !is_lower(c))) return false;
            ++letters;
            letter_next = false;
        } else if (c == U'.') {
            letter_next = true;
        } else if (!(letter_next = c == U'-')) {
            return false;
        }
        if (c == U'.' && offset < word.size() && word[offset] == '-') ++offset;
    }
    return letters > 1 && !letter_next;
}

bool is_chess_move(std::string_view word) {
    constexpr std::size_t longest = 6;
    if (word.size() < 2 || word.size() > longest) return false;
    const char file = word[word.size() - 2];
    const char rank = word[word.size() - 1];
    return file >= 'a' && file <= 'h' && rank >= '1' && rank <= '8' &&
           word.find_first_not_of("KQRBNabcdefghx12345678") == std::string_view::npos;
}

bool is_plain_number(std::string_view word) {
    return is_number(word) && word.find_first_not_of("0123456789,") == std::string_view::npos;
}

bool is_number(std::string_view word) {
    bool digit = false;
    for (std::size_t offset = 0; offset < word.size();) {
        const char32_t c = next_code_point(word, offset);
        if (is_digit(c)) {
            digit = true;
        } else if (c != U'.' && c != U',' && c != U'-' && c != U'/' && c != U'–') {
            return false;
        }
    }
    return digit;
}

bool is_roman_number(std::string_view word) {
    constexpr std::u32string_view digits = U"IVXLCІХ";
    std::size_t count = 0;
    for (std::size_t offset = 0; offset < word.size(); ++count) {
        if (digits.find(next_code_point(word, offset)) == std::u32string_view::npos) return false;
    }
    return count > 0 && count <= 7;
}

bool looks_abbreviated(std::string_view word) {
    std::size_t letters = 0;
    bool small = false;
    for (std::size_t offset = 0; offset < word.size(); ++letters) {
        const char32_t c = next_code_point(word, offset);
        const Start start = start_of(c);
        if ((start != Start::upper && start != Start::lower) || is_vowel(c)) return false;
        if (start == Start::upper && letters > 0) return false;
        small = small || start == Start::lower;
    }
    return small && letters >= 2 && letters <= 4;
}

}  // namespace egiz::align
