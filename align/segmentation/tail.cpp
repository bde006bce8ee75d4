// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/tail.hpp"

#include "align/segmentation/looks.hpp"

namespace egiz::align {
namespace {

constexpr std::size_t longest_note = 3;       // digits or dots
constexpr std::size_t longest_mouth = 20;     // of an emoticon
constexpr std::size_t most_pictographs = 20;  // in a row
constexpr std::size_t longest_tail = 20;      // notes, emoticons, rows of pictographs

bool is_note_char(char32_t c) {
    const bool superscript = c == U'¹' || c == U'²' || c == U'³' || (c >= U'⁰' && c <= U'⁹');
    return superscript || (c >= U'0' && c <= U'9');
}

/// Moves over at most three digits.
std::size_t take_digits(std::string_view text, std::size_t offset) {
    for (std::size_t i = 0; i < longest_note && offset < text.size(); ++i) {
        std::size_t behind = offset;
        if (!is_note_char(next_code_point(text, behind))) break;
        offset = behind;
    }
    return offset;
}

/// The `注 ` of `[注 1]`, `nb ` of `[nb 2]`: a short word in front of a note's number.
std::size_t take_note_word(std::string_view text, std::size_t begin) {
    constexpr std::size_t longest = 5;
    std::size_t offset = begin;
    for (std::size_t i = 0; i <= longest && offset < text.size(); ++i) {
        std::size_t behind = offset;
        const char32_t c = next_code_point(text, behind);
        if (is_space(c) && i > 0) return is_note_char(char_at(text, behind)) ? behind : begin;
        if (!is_letter(c)) break;
        offset = behind;
    }
    return begin;
}

/// `[6]`, `[注 1]`, `[…]`, `[...]`, `(...)`
std::size_t take_bracketed(std::string_view text, std::size_t begin) {
    if (begin >= text.size() || (text[begin] != '[' && text[begin] != '(')) return begin;
    const char close = text[begin] == '[' ? ']' : ')';
    std::size_t offset = close == ']' ? take_note_word(text, begin + 1) : begin + 1;
    for (std::size_t i = 0; i <= longest_note && offset < text.size(); ++i) {
        if (text[offset] == close) return i == 0 ? begin : offset + 1;
        const char32_t c = next_code_point(text, offset);
        const bool digit = close == ']' && c >= U'0' && c <= U'9';
        if (!digit && c != U'.' && c != U'…') return begin;
    }
    return begin;
}

/// `:)`, `;-)`, `:(((`, `:D`
std::size_t take_emoticon(std::string_view text, std::size_t begin) {
    std::size_t offset = begin;
    if (offset >= text.size() ||
        (text[offset] != ':' && text[offset] != ';' && text[offset] != '='))
        return begin;
    ++offset;
    if (offset < text.size() && (text[offset] == '-' || text[offset] == '\'')) ++offset;
    const std::size_t mouth = offset;
    while (offset < text.size() && offset < mouth + longest_mouth &&
           std::string_view(")(]DPp").find(text[offset]) != std::string_view::npos) {
        ++offset;
    }
    return offset == mouth ? begin : offset;
}

std::size_t take_pictographs(std::string_view text, std::size_t offset) {
    for (std::size_t i = 0; i < most_pictographs && offset < text.size(); ++i) {
        std::size_t behind = offset;
        if (!is_pictograph(next_code_point(text, behind))) break;
        offset = behind;
    }
    return offset;
}

bool is_free(std::string_view text, std::size_t offset) {
    return offset >= text.size() || is_space(char_at(text, offset));
}

}  // namespace

std::size_t take_tail(std::string_view text, std::size_t offset, bool bare_numbers) {
    std::size_t end = offset;
    if (bare_numbers || is_note_char(char_at(text, end))) {
        const std::size_t digits = take_digits(text, end);
        const bool superscript = digits > end && char_at(text, end) > 0x7F;
        const bool before_han = superscript && is_han(char_at(text, digits));
        if ((bare_numbers || superscript) && (is_free(text, digits) || before_han)) end = digits;
    }
    for (std::size_t i = 0; i < longest_tail && end < text.size(); ++i) {
        const std::size_t begin = skip_spaces(text, end, 1);
        if (begin < text.size() && is_letter(char_at(text, begin))) break;
        std::size_t behind = take_bracketed(text, begin);
        // Brackets may follow one another: `[6][7]`. Chinese has no space behind: `。[12]其`.
        if (behind > begin && !is_free(text, behind) && text[behind] != '[' &&
            !(begin == end && is_han(char_at(text, behind)))) {
            break;
        }
        if (behind == begin) {
            behind = take_pictographs(text, begin);
            // `✔ Next` and `✔Next` begin a sentence, `end.✔` ends one.
            const bool bullet = behind > begin && is_bullet(char_at(text, begin));
            if (behind > begin && begin > end && (!is_free(text, behind) || bullet)) break;
        }
        if (behind == begin) {
            behind = take_emoticon(text, begin);
            if (!is_free(text, behind)) break;
        }
        if (behind == begin) break;
        end = behind;
    }
    return end;
}

}  // namespace egiz::align
