// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/facts.hpp"

#include <algorithm>

namespace egiz::align {
namespace {

constexpr std::size_t most_parts = 4;        // of an abbreviation such as т. с. с.
constexpr std::size_t most_part_spaces = 3;  // white space between two of its parts
constexpr std::size_t longest_part = 12;     // bytes

}  // namespace

Facts::Facts(const Context& context, const Run& run)
    : context_(context),
      text_(context.text),
      rules_(context.rules),
      run_(run),
      next_(look_ahead(text_, run.end)),
      word_(word_before(text_, run.begin)) {
    // `Tuesday.Mr. Smith`: where a sentence ended without a space, so did the word.
    word_.begin = std::min(std::max(word_.begin, context.sentence_begin), word_.end);
}

bool Facts::nothing_before() const { return context_.start.word.begin >= run_.begin; }

bool Facts::hashtag_follows() const { return char_at(text_, skip_spaces(text_, run_.end)) == U'#'; }

bool Facts::is_between_han() const {
    if (run_.last == Punctuation::ellipsis || (run_.count != 1 && !run_.exclaims) || next_.spaced)
        return false;
    const char32_t behind = char_at(text_, run_.end);
    const Punctuation mark = mark_of(behind);
    const bool opens = mark == Punctuation::open_quote || mark == Punctuation::open_title;
    return is_han(char_before(text_, run_.begin)) && (is_han(behind) || opens);
}

bool Facts::first_item_follows() const {
    if (!context_.options.split_list_items || next_.quoted || next_.dashed) return false;
    const bool first = next_word() == "a" || next_word() == "а";
    const char32_t behind = char_at(text_, next_.word.end);
    return first && (behind == U'.' || behind == U')') &&
           is_space(char_at(text_, next_.word.end + 1));
}

bool Facts::stands_bare() const { return !run_.closes && !next_.dashed && !next_.quoted; }

bool Facts::sentence_begins_small() const { return context_.start.start == Start::lower; }

bool Facts::ends_small() const { return is_lower(char_before(text_, word_.end)); }

bool Facts::word_before_is_plain() const {
    for (std::size_t offset = word_.begin; offset < word_.end;) {
        if (!is_letter(next_code_point(text_, offset))) return false;
    }
    return word_.begin == 0 || is_space(char_before(text_, word_.begin));
}

bool Facts::is_first_word() const { return context_.start.word.begin == word_.begin; }

bool Facts::bracketed_number_follows() const {
    if (!next_.quoted || next_.start != Start::digit || next_.word.begin == 0) return false;
    const char before = text_[next_.word.begin - 1];
    return before == '(' || before == '[';
}

bool Facts::citation_follows() const {
    constexpr std::size_t window = 80;  // code points
    const std::size_t open = skip_spaces(text_, run_.end, 2);
    if (!run_.closes_quote || char_at(text_, open) != U'(') return false;
    const auto close = find_closer(text_, open + 1, U'(', window);
    if (!close || char_at(text_, *close + 1) != U'.') return false;
    // `(Nobody knew.).` is no citation.
    return !is_terminator(mark_of(char_before(text_, *close)));
}

bool Facts::is_pronoun_behind_verb() const {
    if (!rules_.has(List::not_abbreviations, word())) return false;
    const Range before = word_before(text_, back_over_spaces(word_.begin));
    return rules_.ends_in(List::predicate_endings, slice(text_, before));
}

bool Facts::is_bracketed_word() const {
    return run_.closes && !run_.closes_quote && word_.begin > context_.sentence_begin &&
           text_[word_.begin - 1] == '(' && context_.start.word.begin < word_.begin;
}

bool Facts::is_label(std::string_view label) const {
    if (is_single_letter(label) && char_at(text_, next_.word.end) == U',') return true;
    return (is_roman_number(label) || is_single_letter(label)) && !opener_follows() &&
           !rules_.has(List::not_abbreviations, label);
}

bool Facts::is_ordinary_word() const {
    // What is no part of an abbreviation: too long, and without dots or hyphens inside.
    return word_.size() > longest_part &&
           word().find_first_of(".-'/&_@,0123456789%\xE2") == std::string_view::npos &&
           !rules_.find(word()).says_something() && is_lower(char_before(text_, word_.end)) &&
           !run_.closes;
}

bool Facts::is_capital_letter() const {
    return is_single_letter(word()) && is_upper(char_at(text_, word_.begin));
}

bool Facts::is_ruler(std::size_t gap) const {
    const std::string_view letter = word();
    if (letter != "I" && letter != "V" && letter != "X") return false;
    const Range name = word_before(text_, gap);
    return gap < word_.begin && name.size() > 2 && char_at(text_, name.begin) >= 0x400 &&
           is_upper(char_at(text_, name.begin)) && is_lower(char_before(text_, name.end));
}

bool Facts::ends_a_name(std::size_t gap) const {
    if (next_.start != Start::upper || next_.quoted || gap < 3 || text_[gap - 1] != '.') {
        return false;
    }
    const Range initial = word_before(text_, gap - 1);
    const Range surname = word_before(text_, back_over_spaces(initial.begin));
    if (!is_single_letter(slice(text_, initial)) || surname.begin <= context_.sentence_begin) {
        return false;
    }
    if (!is_upper(char_at(text_, surname.begin)) ||
        !rules_.ends_in(List::surname_endings, slice(text_, surname))) {
        return false;
    }
    const std::size_t third = skip_spaces(text_, next_.word.end, 2);
    return !(is_upper(char_at(text_, third)) && char_at(text_, word_at(text_, third).end) == U'.');
}

bool Facts::is_numbered_reference() const {
    constexpr std::size_t longest_suffix = 2;  // letters
    const std::string_view whole = word();
    const std::size_t hyphen = whole.rfind('-');
    return hyphen != std::string_view::npos && next_.start == Start::digit &&
           char_at(text_, next_.word.end) == U'-' && is_plain_number(whole.substr(0, hyphen)) &&
           count_code_points(whole.substr(hyphen + 1)) <= longest_suffix;
}

bool Facts::predicate_stands_before() const {
    constexpr std::size_t most_words = 12;
    std::size_t end = word_.begin;
    for (std::size_t i = 0; i < most_words && end > context_.sentence_begin; ++i) {
        end = back_over_spaces(end);
        const Range range = word_before(text_, end);
        if (range.begin < context_.sentence_begin) break;
        if (rules_.ends_in(List::predicate_endings, slice(text_, range))) return true;
        if (range.empty()) {
            if (end == 0) break;
            static_cast<void>(previous_code_point(text_, end));
        } else {
            end = range.begin;
        }
    }
    return false;
}

bool Facts::opener_follows() const {
    const bool may = next_.start == Start::upper || next_.start == Start::uncased;
    if (!may || !rules_.has(List::openers, next_word())) return false;
    // `А. С. Петров`: an initial, though the letter is a word too.
    return !(is_single_letter(next_word()) && char_at(text_, next_.word.end) == U'.');
}

bool Facts::is_list_number() const {
    constexpr std::size_t longest_number = 3;
    if (!is_first_word()) return false;
    const std::string_view label = word();
    if (is_number(label)) {
        return label.size() <= longest_number || label.find('.') != std::string_view::npos;
    }
    return (is_single_letter(label) && !rules_.has(List::not_abbreviations, label)) ||
           is_roman_number(label);
}

bool Facts::is_ordinal() const {
    constexpr std::size_t most_digits = 2;
    constexpr std::size_t year_digits = 4;
    std::string_view number = word();
    if (is_roman_number(number)) return next_.start == Start::upper && !opener_follows();
    // `1./2. Klasse`, `15.-18. Jahrhundert`
    if (const std::size_t cut = number.find_last_of("/-"); cut != std::string_view::npos) {
        number.remove_prefix(cut + 1);
    }
    if (number.find_first_not_of("0123456789") != std::string_view::npos) return false;
    if (counts()) return false;
    const bool small = number.size() <= most_digits;
    if (next_.start == Start::digit) {
        const bool date = number.size() <= year_digits && !next_.dashed &&
                          next_.word.size() <= most_digits &&
                          char_at(text_, next_.word.end) == U'.';
        return !next_.quoted && (small || date);
    }
    // Without capitals only the verb at the end could tell: `2020. 3. 15. 서울에서`.
    if (next_.start == Start::uncased) return number.size() <= year_digits && !next_.quoted;
    return small && next_.start == Start::upper && !next_.dashed &&
           (rules_.settings.capital_ordinals ? !opener_follows()
                                             : rules_.has(List::continuers, next_word()));
}

bool Facts::counts() const {
    const std::size_t offset = back_over_spaces(word_.begin);
    if (offset == word_.begin || offset == 0 || text_[offset - 1] != '.') return false;
    const std::string_view before = slice(text_, word_before(text_, offset - 1));
    return is_single_letter(before) ||
           rules_.find(before).abbreviation == Abbreviation::before_number;
}

std::string_view Facts::without_article() const {
    const std::string_view whole = word();
    std::size_t behind = std::min(whole.find('\''), whole.find("’"));
    if (behind == std::string_view::npos) {
        behind = whole.rfind('-');
        if (behind == std::string_view::npos || !is_number(whole.substr(0, behind))) {
            return whole;
        }
        // `1970-х` is a word.
        const WordRules& unit = rules_.find(whole.substr(behind + 1));
        return unit.is(List::after_number) || unit.is(List::units) ? whole.substr(behind + 1)
                                                                   : whole;
    } else if (behind + 2 >= whole.size()) {
        return whole;  // `don't`
    }
    static_cast<void>(next_code_point(whole, behind));
    const std::string_view rest = whole.substr(behind);
    return says_something(rest) ? rest : whole;
}

std::string Facts::with_earlier_parts(std::size_t& begin) const {
    std::string joined;
    for (std::size_t i = 1; i < most_parts; ++i) {
        const std::size_t offset = back_over_spaces(begin);
        if (offset == begin || offset == 0 || text_[offset - 1] != '.') break;
        const Range part = word_before(text_, offset - 1);
        if (part.empty() || part.size() > longest_part) break;
        if (!rules_.find(slice(text_, part)).begins_abbreviation) break;
        // `Т. Б. Ахметов`: initials, not `т. б.`
        if (is_capital_letter()) break;
        joined =
            std::string(slice(text_, part)) + '.' + (joined.empty() ? std::string(word()) : joined);
        begin = part.begin;
    }
    return joined;
}

bool Facts::says_something(std::string_view word) const {
    const WordRules& known = rules_.find(word);
    return known.begins_abbreviation || known.abbreviation != Abbreviation::none ||
           known.is(List::after_number) || known.is(List::units);
}

bool Facts::another_part_follows(std::string_view key) const {
    if (!rules_.find(key).begins_abbreviation || next_.quoted || next_.dashed) return false;
    if (is_capital_letter()) return false;
    if (next_.word.empty() || char_at(text_, next_.word.end) != U'.') return false;
    // `т. с.с.`: the rest may be written together.
    std::string whole(key);
    whole += '.';
    whole += next_word();
    return says_something(whole);
}

bool Facts::number_stands_before(std::size_t begin) const {
    constexpr std::size_t most_units = 2;
    for (std::size_t i = 0; i <= most_units; ++i) {
        const std::size_t gap = back_over_spaces(begin);
        const bool dot = gap > 0 && text_[gap - 1] == '.';
        const Range before = word_before(text_, dot ? gap - 1 : gap);
        const std::string_view earlier = slice(text_, before);
        // `1860-х гг.` too
        if (!dot && !earlier.empty() &&
            (is_digit(char_at(earlier, 0)) || is_roman_number(earlier))) {
            return true;
        }
        const WordRules& known = rules_.find(earlier);
        if (!known.is(List::after_number) && !known.is(List::units)) return false;
        // `в 1843 г. в с. Ивановка`: the preposition has no dot.
        if (!dot && is_single_letter(earlier)) return false;
        begin = before.begin;
    }
    return false;
}

std::size_t Facts::back_over_spaces(std::size_t offset) const {
    for (std::size_t i = 0; i < most_part_spaces && offset > 0; ++i) {
        std::size_t before = offset;
        if (!is_space(previous_code_point(text_, before))) break;
        offset = before;
    }
    return offset;
}

std::size_t Facts::words_before(std::size_t most, std::size_t least) const {
    constexpr std::size_t longest_look = 400;  // code points
    std::size_t count = 0;
    std::size_t characters = 0;
    std::size_t offset = context_.sentence_begin;
    for (std::size_t i = 0; i < longest_look && offset < run_.begin && count <= most; ++i) {
        const char32_t c = next_code_point(text_, offset);
        if (is_letter(c) || is_digit(c)) {
            if (++characters == least) ++count;
        } else if (is_space(c)) {
            characters = 0;
        }
    }
    return count;
}

}  // namespace egiz::align
