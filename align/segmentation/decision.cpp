// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/decision.hpp"

#include <algorithm>
#include <string>

namespace egiz::align {
namespace {

constexpr std::size_t most_parts = 4;            // of an abbreviation such as т. с. с.
constexpr std::size_t most_part_spaces = 3;      // white space between two of its parts
constexpr std::size_t longest_part = 12;         // bytes
constexpr std::size_t long_sentence_words = 4;   // behind which `1998 г.` and a capital end one
constexpr std::size_t full_word = 3;             // letters
constexpr std::size_t short_sentence_words = 3;  // too short to be followed by a small letter
constexpr std::size_t longest_tag_name = 3;      // words
constexpr std::size_t longest_uncased_tag = 12;  // code points

bool is_hangul(char32_t c) { return c >= 0xAC00 && c <= 0xD7A3; }

class Decision {
public:
    Decision(const Context& context, const Run& run)
        : context_(context),
          text_(context.text),
          rules_(context.rules),
          run_(run),
          next_(look_ahead(text_, run.end)),
          word_(word_before(text_, run.begin)) {
        // `Tuesday.Mr. Smith`: where a sentence ended without a space, so did the word.
        word_.begin = std::min(std::max(word_.begin, context.sentence_begin), word_.end);
    }

    Verdict make() const {
        if (next_.word.begin >= text_.size()) return go_on(Reason::nothing_behind);
        if (nothing_before()) return go_on(Reason::nothing_before);
        if (rules_.mark_of(char_at(text_, run_.end)) == Mark::comma) {
            return go_on(Reason::comma_follows);
        }
        if (tied_to_quotation()) return go_on(Reason::quotation_goes_on);
        if (context_.options.informal && hashtag_follows()) return go_on(Reason::hashtags);
        if (run_.full || is_between_han()) return after_full_stop();
        if (run_.is_ellipsis()) return after_ellipsis();
        if (run_.exclaims) return after_exclamation();
        return after_dot();
    }

private:
    static Verdict end(Reason reason, RuleId rule = no_rule) { return {true, reason, rule}; }
    static Verdict go_on(Reason reason, RuleId rule = no_rule) { return {false, reason, rule}; }

    [[nodiscard]] std::string_view word() const { return slice(text_, word_); }
    [[nodiscard]] std::string_view next_word() const { return slice(text_, next_.word); }

    [[nodiscard]] bool nothing_before() const { return context_.start.word.begin >= run_.begin; }

    /// Hashtags belong to the sentence before them.
    [[nodiscard]] bool hashtag_follows() const {
        return char_at(text_, skip_spaces(text_, run_.end)) == U'#';
    }

    /// `走了.「你好` and `走了.然后`: half-width marks in Chinese text.
    [[nodiscard]] bool is_between_han() const {
        if (run_.last == Mark::ellipsis || run_.count != 1 || next_.spaced) return false;
        const char32_t behind = char_at(text_, run_.end);
        const Mark mark = mark_of(behind);
        const bool opens = mark == Mark::open_quote || mark == Mark::open_title;
        return is_han(char_before(text_, run_.begin)) && (is_han(behind) || opens);
    }

    // --- the kinds of terminators -------------------------------------------------------------

    [[nodiscard]] Verdict after_full_stop() const {
        if (run_.last == Mark::ellipsis && !next_.spaced && !run_.closes) {
            return go_on(Reason::ellipsis);
        }
        if (run_.last == Mark::full_stop && is_number(word()) && is_list_number()) {
            return go_on(Reason::list_number);
        }
        if (run_.closes_quote && is_introduced() && !tie_follows()) return end(Reason::full_stop);
        if (run_.closes_quote && next_.start == Start::uncased && !next_.quoted) {
            if (uncased_tag_follows()) return go_on(Reason::speech_tag);
            if (run_.exclaims && rules_.has(List::quotation_followers, first_character())) {
                return go_on(Reason::quotation_goes_on);
            }
        }
        // `ایم۔اے`: Urdu has one mark for the sentence and for the letters of an abbreviation.
        const WordRules& known = rules_.find(word());
        if (run_.count == 1 && char_at(text_, run_.begin) == U'۔' &&
            (known.abbreviation == Abbreviation::never_final ||
             (known.abbreviation != Abbreviation::none && !next_.spaced))) {
            return go_on(Reason::abbreviation, known.abbreviation_rule());
        }
        return end(Reason::full_stop);
    }

    /// `店員問：「要加糖嗎？」我說`: a quotation behind a colon has had its tag.
    [[nodiscard]] bool is_introduced() const {
        constexpr std::size_t window = 300;  // code points
        std::size_t offset = run_.begin;
        for (std::size_t i = 0; i < window && offset > 0; ++i) {
            const char32_t c = previous_code_point(text_, offset);
            if (c != U'“' && c != U'「' && c != U'『') continue;
            const char32_t before = char_before(text_, offset);
            return before == U'：' || before == U':';
        }
        return false;
    }
    [[nodiscard]] bool tie_follows() const { return first_character() == "的"; }

    [[nodiscard]] Verdict after_ellipsis() const {
        if (!next_.spaced && !run_.closes) {
            // `cool...Julie` is mail and chat; elsewhere dots are not to be trusted.
            return context_.options.informal && next_.start == Start::upper
                       ? end(Reason::sentence_end)
                       : go_on(Reason::ellipsis);
        }
        if (next_.start == Start::lower || next_.start == Start::digit) {
            return go_on(Reason::lower_case_follows);
        }
        if (next_.start == Start::uncased && uncased_tag_follows())
            return go_on(Reason::speech_tag);
        if (words_before(2) < 2 && !run_.closes) return go_on(Reason::ellipsis);
        return end(Reason::sentence_end);
    }

    [[nodiscard]] Verdict after_exclamation() const {
        if (!next_.spaced && !run_.closes) return after_glued();
        if (next_.start == Start::lower) {
            // Where one sentence begins small, so does the next.
            const bool small = context_.options.informal || sentence_begins_small();
            return small && stands_bare() ? end(Reason::small_letter_start)
                                          : go_on(Reason::lower_case_follows);
        }
        if (run_.closes_quote && !next_.quoted && cased_tag_follows()) {
            return go_on(Reason::speech_tag);
        }
        if (run_.closes_quote && next_.start == Start::uncased && uncased_tag_follows()) {
            return go_on(Reason::speech_tag);
        }
        return end(Reason::sentence_end);
    }

    [[nodiscard]] Verdict after_dot() const {
        if (!next_.spaced && !run_.closes) return after_glued();
        if (is_list_number()) return go_on(Reason::list_number);
        std::size_t begin = word_.begin;
        std::string joined = with_earlier_parts(begin);
        if (!joined.empty() && !says_something(joined)) {
            joined.clear();
            begin = word_.begin;
        }
        const std::string_view key = joined.empty() ? without_article() : std::string_view(joined);
        if (another_part_follows(key)) return go_on(Reason::inside_abbreviation);
        const WordRules& known = rules_.find(key);
        if (known.is(List::units) && number_stands_before(begin)) {
            return after_abbreviation(Abbreviation::often_final, known.rule(List::units));
        }
        if (known.is(List::after_number) && number_stands_before(begin)) {
            return after_abbreviation(Abbreviation::long_final, known.rule(List::after_number));
        }
        if (is_capital_letter()) return after_capital_letter(known);
        if (is_bracketed_word() && !opener_follows()) return go_on(Reason::abbreviation);
        if (known.abbreviation != Abbreviation::none) {
            return after_abbreviation(known.abbreviation, known.abbreviation_rule());
        }
        if (is_numbered_reference()) return go_on(Reason::before_number);
        if (is_chess_move(next_word()) && is_plain_number(word())) {
            return go_on(Reason::list_number);
        }
        if (rules_.settings.ordinal_dots && is_ordinal()) return go_on(Reason::ordinal);
        if (is_single_letter(word()) && !rules_.has(List::not_abbreviations, word())) {
            return after_letter();
        }
        if (is_dotted_letters(word()) ||
            (looks_abbreviated(word()) && !rules_.has(List::not_abbreviations, word()))) {
            return after_abbreviation(Abbreviation::may_be_final, no_rule);
        }
        return after_word();
    }

    // --- words before a dot -------------------------------------------------------------------

    /// `of high quality.You will`, `bought 1,000.That`, `Tuesday.Mr. Smith`: a space was forgotten.
    /// `Node.js`, `e.The` and `v2.The` are left alone.
    [[nodiscard]] Verdict after_glued() const {
        if (next_.quoted || next_.dashed) return go_on(Reason::glued);
        const bool small = word_.size() > 1 && ends_small() && word_before_is_plain();
        const bool plain = small || is_plain_number(word());
        if (plain && opener_follows()) return end_before_opener();
        const bool title = next_.start == Start::upper && char_at(text_, next_.word.end) == U'.' &&
                           rules_.has(List::never_final, next_word());
        return small && title ? end(Reason::sentence_end) : go_on(Reason::glued);
    }

    [[nodiscard]] Verdict after_word() const {
        if (next_.start == Start::number_sign) return go_on(Reason::before_number);
        if (first_item_follows()) return end(Reason::list_item);
        if (next_.start != Start::lower) return end(Reason::sentence_end);
        if (context_.options.informal && stands_bare() && word_.size() > 1 && ends_small() &&
            (words_before(short_sentence_words + 1) > short_sentence_words ||
             sentence_begins_small())) {
            return end(Reason::small_letter_start);
        }
        return go_on(Reason::lower_case_follows);
    }

    /// `… by Smith. a. here it is b. …`
    [[nodiscard]] bool first_item_follows() const {
        if (!context_.options.split_list_items || next_.quoted || next_.dashed) return false;
        const bool first = next_word() == "a" || next_word() == "а";
        const char32_t behind = char_at(text_, next_.word.end);
        return first && (behind == U'.' || behind == U')') &&
               is_space(char_at(text_, next_.word.end + 1));
    }

    /// Nothing closes before the place and nothing opens behind it.
    [[nodiscard]] bool stands_bare() const {
        return !run_.closes && !next_.dashed && !next_.quoted;
    }
    [[nodiscard]] bool sentence_begins_small() const {
        return context_.start.start == Start::lower;
    }
    [[nodiscard]] bool ends_small() const { return is_lower(char_before(text_, word_.end)); }
    [[nodiscard]] bool word_before_is_plain() const {
        for (std::size_t offset = word_.begin; offset < word_.end;) {
            if (!is_letter(next_code_point(text_, offset))) return false;
        }
        return word_.begin == 0 || is_space(char_before(text_, word_.begin));
    }
    [[nodiscard]] bool is_first_word() const { return context_.start.word.begin == word_.begin; }

    [[nodiscard]] Verdict after_abbreviation(Abbreviation kind, RuleId rule) const {
        if (bracketed_number_follows()) return go_on(Reason::before_number, rule);
        switch (kind) {
            case Abbreviation::none:
                break;
            case Abbreviation::never_final:
                return go_on(Reason::abbreviation, rule);
            case Abbreviation::before_number:
                if (next_.start == Start::digit || is_label(next_word())) {
                    return go_on(Reason::before_number, rule);
                }
                if (next_.start == Start::lower) return go_on(Reason::lower_case_follows);
                break;
            case Abbreviation::may_be_final:
                if (is_first_word()) return go_on(Reason::abbreviation, rule);
                if (run_.closes_quote) break;
                if (is_pronoun_behind_verb()) break;
                if (opener_follows() && !next_.dashed) return end_before_opener();
                return go_on(Reason::abbreviation, rule);
            case Abbreviation::long_final:
                return after_long_final(rule);
            case Abbreviation::often_final:
                if (next_.start == Start::lower || is_first_word() ||
                    (next_.start == Start::digit && !next_.quoted) ||
                    rules_.has(List::continuers, next_word())) {
                    return go_on(Reason::abbreviation, rule);
                }
                return end(Reason::sentence_end, rule);
        }
        return after_word();
    }

    /// `Иванов и др. (2015)`, `т.б. [12]`
    [[nodiscard]] bool bracketed_number_follows() const {
        if (!next_.quoted || next_.start != Start::digit || next_.word.begin == 0) return false;
        const char before = text_[next_.word.begin - 1];
        return before == '(' || before == '[';
    }

    /// `Отец гордился им. Сын …`: behind a verb the word is what it is called in full.
    [[nodiscard]] bool is_pronoun_behind_verb() const {
        if (!rules_.has(List::not_abbreviations, word())) return false;
        const Range before = word_before(text_, back_over_spaces(word_.begin));
        return rules_.ends_in(List::predicate_endings, slice(text_, before));
    }

    /// `Brig. Gen. (ret.) Amos Field`
    [[nodiscard]] bool is_bracketed_word() const {
        return run_.closes && !run_.closes_quote && word_.begin > context_.sentence_begin &&
               text_[word_.begin - 1] == '(' && context_.start.word.begin < word_.begin;
    }

    [[nodiscard]] Verdict end_before_opener() const {
        return end(Reason::opener_follows, rules_.find(next_word()).rule(List::openers));
    }

    /// `IV` or `B`, but not the `I` of `No. I disagree.`
    [[nodiscard]] bool is_label(std::string_view label) const {
        if (is_single_letter(label) && char_at(text_, next_.word.end) == U',') return true;
        return (is_roman_number(label) || is_single_letter(label)) && !opener_follows() &&
               !rules_.has(List::not_abbreviations, label);
    }

    [[nodiscard]] bool is_capital_letter() const {
        return is_single_letter(word()) && is_upper(char_at(text_, word_.begin));
    }

    /// An initial, or a reference (`С. 15`), or what a letter is called by (`vitamin C.`).
    [[nodiscard]] Verdict after_capital_letter(const WordRules& known) const {
        const bool number = next_.start == Start::digit || is_roman_number(next_word());
        if (known.abbreviation != Abbreviation::none && number) {
            return go_on(Reason::before_number, known.abbreviation_rule());
        }
        const std::size_t gap = back_over_spaces(word_.begin);
        if (gap > 0 && gap < word_.begin) {
            const WordRules& noun = rules_.find(slice(text_, word_before(text_, gap)));
            if (noun.is(List::label_nouns)) {
                return after_abbreviation(Abbreviation::often_final, noun.rule(List::label_nouns));
            }
        }
        if (char_before(text_, gap) == U'°' || is_ruler(gap)) return after_word();
        if (ends_a_name(gap)) return end(Reason::name_ends);
        return after_letter();
    }

    /// `при Николае I. Россия`: in Cyrillic text, Latin `I`, `V` and `X` behind a name are numbers.
    [[nodiscard]] bool is_ruler(std::size_t gap) const {
        const std::string_view letter = word();
        if (letter != "I" && letter != "V" && letter != "X") return false;
        const Range name = word_before(text_, gap);
        return gap < word_.begin && name.size() > 2 && char_at(text_, name.begin) >= 0x400 &&
               is_upper(char_at(text_, name.begin)) && is_lower(char_before(text_, name.end));
    }

    /// `подготовил Петренко В. А. Следующее`: the surname stands before its two initials, so what
    /// follows is none. `Академик И. П. Павлов` has no surname before them, and in a list of names
    /// the next has initials too.
    [[nodiscard]] bool ends_a_name(std::size_t gap) const {
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
        return !(is_upper(char_at(text_, third)) &&
                 char_at(text_, word_at(text_, third).end) == U'.');
    }

    /// `105-б. 2-б.`: articles of a law, each with its number.
    [[nodiscard]] bool is_numbered_reference() const {
        constexpr std::size_t longest_suffix = 2;  // letters
        const std::string_view whole = word();
        const std::size_t hyphen = whole.rfind('-');
        return hyphen != std::string_view::npos && next_.start == Start::digit &&
               is_plain_number(whole.substr(0, hyphen)) &&
               count_code_points(whole.substr(hyphen + 1)) <= longest_suffix;
    }

    [[nodiscard]] Verdict after_letter() const {
        if (opener_follows()) return end_before_opener();
        if (run_.closes_quote) return after_word();
        return go_on(Reason::initial);
    }

    /// `Крепость возвели в XII в. Монголы …` and `В XII в. Монголия …` differ in what came before:
    /// only where something has been said can the sentence end.
    [[nodiscard]] Verdict after_long_final(RuleId rule) const {
        if (opener_follows() && !next_.dashed) return end_before_opener();
        if (next_.start != Start::upper || next_.dashed) return go_on(Reason::abbreviation, rule);
        // `Дом построен в 1886 г. Архитектор — …`
        const std::size_t behind = skip_spaces(text_, next_.word.end, 1);
        if (behind > next_.word.end && mark_of(char_at(text_, behind)) == Mark::dash) {
            return end(Reason::long_sentence, rule);
        }
        // `1 января 49 года до н. э.` is long but has said nothing yet.
        if (words_before(long_sentence_words, full_word) >= long_sentence_words ||
            predicate_stands_before()) {
            return end(Reason::long_sentence, rule);
        }
        return go_on(Reason::abbreviation, rule);
    }

    /// Whether a word of the sentence so far has the ending of a verb.
    [[nodiscard]] bool predicate_stands_before() const {
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

    [[nodiscard]] bool opener_follows() const {
        const bool may = next_.start == Start::upper || next_.start == Start::uncased;
        if (!may || !rules_.has(List::openers, next_word())) return false;
        // `А. С. Петров`: an initial, though the letter is a word too.
        return !(is_single_letter(next_word()) && char_at(text_, next_.word.end) == U'.');
    }

    /// `2.`, `8.1.`, `IV.` or `a.` as the first thing of a sentence.
    [[nodiscard]] bool is_list_number() const {
        constexpr std::size_t longest_number = 3;
        if (!is_first_word()) return false;
        const std::string_view label = word();
        if (is_number(label)) {
            return label.size() <= longest_number || label.find('.') != std::string_view::npos;
        }
        return (is_single_letter(label) && !rules_.has(List::not_abbreviations, label)) ||
               is_roman_number(label);
    }

    /// The number of `3. Oktober`, `XIV. Lajos` or `3. 10. 1990`: small, and what follows is no
    /// beginning.
    [[nodiscard]] bool is_ordinal() const {
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

    /// `Bd. 2.`, `S. 5.`: no ordinal, but the number of something.
    [[nodiscard]] bool counts() const {
        const std::size_t offset = back_over_spaces(word_.begin);
        if (offset == word_.begin || offset == 0 || text_[offset - 1] != '.') return false;
        const std::string_view before = slice(text_, word_before(text_, offset - 1));
        return is_single_letter(before) ||
               rules_.find(before).abbreviation == Abbreviation::before_number;
    }

    /// `Avv` of `l'Avv` and `ж` of `1961-ж`, where the whole is not listed.
    [[nodiscard]] std::string_view without_article() const {
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

    /// `с` of `т. с. с` with the parts before it, `т.с.с`; empty if there are none.
    /// \param begin  moved to where the first part begins
    [[nodiscard]] std::string with_earlier_parts(std::size_t& begin) const {
        std::string joined;
        for (std::size_t i = 1; i < most_parts; ++i) {
            const std::size_t offset = back_over_spaces(begin);
            if (offset == begin || offset == 0 || text_[offset - 1] != '.') break;
            const Range part = word_before(text_, offset - 1);
            if (part.empty() || part.size() > longest_part) break;
            if (!rules_.find(slice(text_, part)).begins_abbreviation) break;
            // `Т. Б. Ахметов`: initials, not `т. б.`
            if (is_capital_letter()) break;
            joined = std::string(slice(text_, part)) + '.' +
                     (joined.empty() ? std::string(word()) : joined);
            begin = part.begin;
        }
        return joined;
    }

    [[nodiscard]] bool says_something(std::string_view word) const {
        const WordRules& known = rules_.find(word);
        return known.begins_abbreviation || known.abbreviation != Abbreviation::none ||
               known.is(List::after_number) || known.is(List::units);
    }

    [[nodiscard]] bool another_part_follows(std::string_view key) const {
        if (!rules_.find(key).begins_abbreviation || next_.quoted || next_.dashed) return false;
        if (is_capital_letter()) return false;
        if (next_.word.empty() || char_at(text_, next_.word.end) != U'.') return false;
        // `т. с.с.`: the rest may be written together.
        std::string whole(key);
        whole += '.';
        whole += next_word();
        return says_something(whole);
    }

    /// Whether a number stands before `begin`, if need be with units between: `5 тыс. руб.`
    [[nodiscard]] bool number_stands_before(std::size_t begin) const {
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

    [[nodiscard]] std::size_t back_over_spaces(std::size_t offset) const {
        for (std::size_t i = 0; i < most_part_spaces && offset > 0; ++i) {
            std::size_t before = offset;
            if (!is_space(previous_code_point(text_, before))) break;
            offset = before;
        }
        return offset;
    }

    /// Words and numbers of at least `least` characters from the sentence's beginning to the run,
    /// counted up to `most`.
    [[nodiscard]] std::size_t words_before(std::size_t most, std::size_t least = 1) const {
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

    // --- speech tags --------------------------------------------------------------------------

    /// `“Home!” Mary Smith said`: up to three words, the first with a capital, then a speech verb.
    [[nodiscard]] bool cased_tag_follows() const {
        // `“Home!” She laughed.`: in a tag the pronoun would be small.
        if (next_.start != Start::upper || opener_follows()) return false;
        std::size_t offset = behind_name(next_.word);
        for (std::size_t i = 0; i < longest_tag_name; ++i) {
            const std::size_t begin = skip_spaces(text_, offset, 2);
            const Range range = word_at(text_, begin);
            if (begin == offset || range.empty()) return false;
            if (rules_.has(List::speech_verbs, slice(text_, range))) return true;
            if (!is_upper(char_at(text_, begin))) return false;
            offset = behind_name(range);
        }
        return false;
    }

    /// Behind a word of a name and, if it is a title or an initial, its dot.
    [[nodiscard]] std::size_t behind_name(Range range) const {
        const std::string_view name = slice(text_, range);
        const bool dot =
            char_at(text_, range.end) == U'.' &&
            (is_single_letter(name) || rules_.find(name).abbreviation != Abbreviation::none);
        return range.end + (dot ? 1 : 0);
    }

    /// In a script without capitals: `"가자!"라고`, `“…।” राम ने कहा।`
    [[nodiscard]] bool tied_to_quotation() const {
        if (!run_.closes_quote || next_.start != Start::uncased || next_.quoted || next_.dashed) {
            return false;
        }
        // Particles are written together with what they follow.
        if (!next_.spaced) return is_hangul(char_at(text_, run_.end));
        if (rules_.has(List::quotation_followers, next_word())) return true;
        Range range = next_.word;
        for (std::size_t i = 0; i <= longest_tag_name && !range.empty(); ++i) {
            if (rules_.has(List::speech_verbs, slice(text_, range))) {
                const Mark mark = rules_.mark_of(char_at(text_, range.end));
                return mark == Mark::comma || is_terminator(mark);
            }
            range = word_at(text_, skip_spaces(text_, range.end, 2));
        }
        return false;
    }

    /// `“你去哪里？”他问。`: a short clause that ends in a speech verb.
    [[nodiscard]] bool uncased_tag_follows() const {
        const std::size_t begin = next_.word.begin;
        std::size_t end = begin;
        std::size_t count = 0;
        for (; count < longest_uncased_tag && end < text_.size(); ++count) {
            std::size_t behind = end;
            const char32_t c = next_code_point(text_, behind);
            if (!is_letter(c)) break;
            end = behind;
        }
        const Mark behind = mark_of(char_at(text_, end));
        const bool clause_ends = end >= text_.size() || behind == Mark::comma ||
                                 is_terminator(behind) || behind == Mark::open_quote;
        return clause_ends && count > 0 && is_speech({begin, end});
    }

    [[nodiscard]] bool is_speech(Range clause) const {
        bool speech = false;
        for (std::size_t begin = clause.begin; begin < clause.end;) {
            speech = speech || is_speech_verb(slice(text_, {begin, clause.end}));
            for (std::size_t end = begin; end < clause.end;) {
                static_cast<void>(next_code_point(text_, end));
                if (rules_.has(List::not_speech, slice(text_, {begin, end}))) return false;
            }
            static_cast<void>(next_code_point(text_, begin));
        }
        return speech;
    }

    /// A verb of speech, with or without a tail: `叫`, `叫了一声`.
    [[nodiscard]] bool is_speech_verb(std::string_view word) const {
        if (rules_.has(List::speech_verbs, word)) return true;
        for (std::size_t tail = 0; tail < word.size();) {
            static_cast<void>(next_code_point(word, tail));
            if (rules_.has(List::speech_tails, word.substr(tail)) &&
                rules_.has(List::speech_verbs, word.substr(0, tail))) {
                return true;
            }
        }
        return false;
    }

    [[nodiscard]] std::string_view first_character() const {
        std::size_t end = next_.word.begin;
        if (end < text_.size()) static_cast<void>(next_code_point(text_, end));
        return slice(text_, {next_.word.begin, end});
    }

    const Context& context_;
    std::string_view text_;
    const RuleSet& rules_;
    const Run& run_;
    Following next_;
    Range word_;
};

}  // namespace

Verdict decide(const Context& context, const Run& run) { return Decision(context, run).make(); }

}  // namespace egiz::align
