// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/decision.hpp"

#include "align/segmentation/facts.hpp"
#include "align/segmentation/speech_tags.hpp"

#include <string>

namespace egiz::align {
namespace {

constexpr std::size_t long_sentence_words = 4;   // behind which `1998 г.` and a capital end one
constexpr std::size_t full_word = 3;             // letters
constexpr std::size_t short_sentence_words = 3;  // too short to be followed by a small letter

class Decision {
public:
    Decision(const Context& context, const Run& run)
        : context_(context),
          text_(context.text),
          rules_(context.rules),
          run_(run),
          facts_(context, run),
          speech_(facts_, context, run),
          next_(facts_.next()),
          word_(facts_.word_range()) {}

    Verdict make() const {
        if (next_.word.begin >= text_.size()) return go_on(Reason::nothing_behind);
        if (facts_.nothing_before()) return go_on(Reason::nothing_before);
        if (rules_.mark_of(char_at(text_, run_.end)) == Punctuation::comma) {
            return go_on(Reason::comma_follows);
        }
        if (facts_.citation_follows()) return go_on(Reason::quotation_goes_on);
        if (speech_.tied_to_quotation()) return go_on(Reason::quotation_goes_on);
        if (context_.options.informal && facts_.hashtag_follows()) return go_on(Reason::hashtags);
        if (run_.full || facts_.is_between_han()) return after_full_stop();
        if (run_.is_ellipsis()) return after_ellipsis();
        if (run_.exclaims) return after_exclamation();
        return after_dot();
    }

private:
    static Verdict end(Reason reason, RuleId rule = no_rule) { return {true, reason, rule}; }

    static Verdict go_on(Reason reason, RuleId rule = no_rule) { return {false, reason, rule}; }

    [[nodiscard]] Verdict after_full_stop() const {
        if (run_.last == Punctuation::ellipsis && !next_.spaced && !run_.closes) {
            return go_on(Reason::ellipsis);
        }
        if (run_.last == Punctuation::full_stop && is_number(facts_.word()) &&
            facts_.is_list_number()) {
            return go_on(Reason::list_number);
        }
        if (run_.closes_quote && speech_.is_introduced() && !speech_.tie_follows())
            return end(Reason::full_stop);
        if (run_.closes_quote && next_.start == Start::uncased && !next_.quoted) {
            if (speech_.uncased_tag_follows()) return go_on(Reason::speech_tag);
            if (run_.exclaims && rules_.has(List::quotation_followers, speech_.first_character())) {
                return go_on(Reason::quotation_goes_on);
            }
        }
        // `ایم۔اے`: Urdu has one mark for the sentence and for the letters of an abbreviation.
        const WordRules& known = rules_.find(facts_.word());
        if (run_.count == 1 && char_at(text_, run_.begin) == U'۔' &&
            (known.abbreviation == Abbreviation::never_final ||
             (known.abbreviation != Abbreviation::none && !next_.spaced))) {
            return go_on(Reason::abbreviation, known.abbreviation_rule());
        }
        return end(Reason::full_stop);
    }

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
        if (next_.start == Start::uncased && speech_.uncased_tag_follows())
            return go_on(Reason::speech_tag);
        if (facts_.words_before(2) < 2 && !run_.closes) return go_on(Reason::ellipsis);
        return end(Reason::sentence_end);
    }

    [[nodiscard]] Verdict after_exclamation() const {
        if (!next_.spaced && !run_.closes) return after_glued();
        if (next_.start == Start::lower) {
            // Where one sentence begins small, so does the next.
            const bool small = context_.options.informal || facts_.sentence_begins_small();
            return small && facts_.stands_bare() ? end(Reason::small_letter_start)
                                                 : go_on(Reason::lower_case_follows);
        }
        if (run_.closes_quote && !next_.quoted && speech_.cased_tag_follows()) {
            return go_on(Reason::speech_tag);
        }
        if (run_.closes_quote && next_.start == Start::uncased && speech_.uncased_tag_follows()) {
            return go_on(Reason::speech_tag);
        }
        return end(Reason::sentence_end);
    }

    [[nodiscard]] Verdict after_dot() const {
        if (!next_.spaced && !run_.closes) return after_glued();
        if (facts_.is_ordinary_word()) return after_word();
        if (facts_.is_list_number()) return go_on(Reason::list_number);
        std::size_t begin = word_.begin;
        std::string joined = facts_.with_earlier_parts(begin);
        if (!joined.empty() && !facts_.says_something(joined)) {
            joined.clear();
            begin = word_.begin;
        }
        const std::string_view key =
            joined.empty() ? facts_.without_article() : std::string_view(joined);
        if (facts_.another_part_follows(key)) return go_on(Reason::inside_abbreviation);
        const WordRules& known = rules_.find(key);
        if (known.is(List::units) && facts_.number_stands_before(begin)) {
            return after_abbreviation(Abbreviation::often_final, known.rule(List::units));
        }
        if (known.is(List::after_number) && facts_.number_stands_before(begin)) {
            return after_abbreviation(Abbreviation::long_final, known.rule(List::after_number));
        }
        if (facts_.is_capital_letter()) return after_capital_letter(known);
        if (facts_.is_bracketed_word() && !facts_.opener_follows())
            return go_on(Reason::abbreviation);
        if (known.abbreviation != Abbreviation::none) {
            return after_abbreviation(known.abbreviation, known.abbreviation_rule());
        }
        if (facts_.is_numbered_reference()) return go_on(Reason::before_number);
        if (is_chess_move(facts_.next_word()) && is_plain_number(facts_.word())) {
            return go_on(Reason::list_number);
        }
        if (rules_.settings.ordinal_dots && facts_.is_ordinal()) return go_on(Reason::ordinal);
        if (is_single_letter(facts_.word()) &&
            !rules_.has(List::not_abbreviations, facts_.word())) {
            return after_letter();
        }
        if ((is_dotted_letters(facts_.word()) || looks_abbreviated(facts_.word())) &&
            !rules_.has(List::not_abbreviations, facts_.word())) {
            Verdict verdict = after_abbreviation(Abbreviation::may_be_final, no_rule);
            if (verdict.reason == Reason::abbreviation) verdict.reason = Reason::looks_abbreviated;
            return verdict;
        }
        return after_word();
    }

    /// `of high quality.You will`, `bought 1,000.That`, `Tuesday.Mr. Smith`: a space was forgotten.
    /// `Node.js`, `e.The` and `v2.The` are left alone.
    [[nodiscard]] Verdict after_glued() const {
        if (next_.quoted || next_.dashed) return go_on(Reason::glued);
        const bool small = word_.size() > 1 && facts_.ends_small() && facts_.word_before_is_plain();
        const bool plain = small || is_plain_number(facts_.word());
        if (plain && facts_.opener_follows()) return end_before_opener();
        const bool title = next_.start == Start::upper && char_at(text_, next_.word.end) == U'.' &&
                           rules_.has(List::never_final, facts_.next_word());
        return small && title ? end(Reason::sentence_end) : go_on(Reason::glued);
    }

    [[nodiscard]] Verdict after_word() const {
        if (next_.start == Start::number_sign) return go_on(Reason::before_number);
        if (facts_.first_item_follows()) return end(Reason::list_item);
        if (next_.start != Start::lower) return end(Reason::sentence_end);
        if (context_.options.informal && facts_.stands_bare() && word_.size() > 1 &&
            facts_.ends_small() &&
            (facts_.words_before(short_sentence_words + 1) > short_sentence_words ||
             facts_.sentence_begins_small())) {
            return end(Reason::small_letter_start);
        }
        return go_on(Reason::lower_case_follows);
    }

    [[nodiscard]] Verdict after_abbreviation(Abbreviation kind, RuleId rule) const {
        if (facts_.bracketed_number_follows()) return go_on(Reason::before_number, rule);
        switch (kind) {
            case Abbreviation::none:
                break;
            case Abbreviation::never_final:
                return go_on(Reason::abbreviation, rule);
            case Abbreviation::before_number:
                if (next_.start == Start::digit || facts_.is_label(facts_.next_word())) {
                    return go_on(Reason::before_number, rule);
                }
                if (next_.start == Start::lower) return go_on(Reason::lower_case_follows);
                break;
            case Abbreviation::may_be_final:
                if (facts_.is_first_word()) return go_on(Reason::abbreviation, rule);
                if (run_.closes_quote) break;
                if (facts_.is_pronoun_behind_verb()) break;
                if (facts_.opener_follows() && !next_.dashed) return end_before_opener();
                return go_on(Reason::abbreviation, rule);
            case Abbreviation::long_final:
                return after_long_final(rule);
            case Abbreviation::often_final:
                if (next_.start == Start::lower || facts_.is_first_word() ||
                    (next_.start == Start::digit && !next_.quoted) ||
                    rules_.has(List::continuers, facts_.next_word())) {
                    return go_on(Reason::abbreviation, rule);
                }
                return end(Reason::sentence_end, rule);
        }
        return after_word();
    }

    [[nodiscard]] Verdict end_before_opener() const {
        return end(Reason::opener_follows, rules_.find(facts_.next_word()).rule(List::openers));
    }

    /// An initial, or a reference (`С. 15`), or what a letter is called by (`vitamin C.`).
    [[nodiscard]] Verdict after_capital_letter(const WordRules& known) const {
        const bool number = next_.start == Start::digit || is_roman_number(facts_.next_word());
        if (known.abbreviation != Abbreviation::none && number) {
            return go_on(Reason::before_number, known.abbreviation_rule());
        }
        const std::size_t gap = facts_.back_over_spaces(word_.begin);
        if (gap > 0 && gap < word_.begin) {
            const WordRules& noun = rules_.find(slice(text_, word_before(text_, gap)));
            if (noun.is(List::label_nouns)) {
                return after_abbreviation(Abbreviation::often_final, noun.rule(List::label_nouns));
            }
        }
        if (char_before(text_, gap) == U'°' || facts_.is_ruler(gap)) return after_word();
        if (facts_.ends_a_name(gap)) return end(Reason::name_ends);
        return after_letter();
    }

    [[nodiscard]] Verdict after_letter() const {
        if (facts_.opener_follows()) return end_before_opener();
        if (run_.closes_quote) return after_word();
        return go_on(Reason::initial);
    }

    /// `Крепость возвели в XII в. Монголы …` and `В XII в. Монголия …` differ in what came before:
    /// only where something has been said can the sentence end.
    [[nodiscard]] Verdict after_long_final(RuleId rule) const {
        if (facts_.opener_follows() && !next_.dashed) return end_before_opener();
        if (next_.start != Start::upper || next_.dashed) return go_on(Reason::abbreviation, rule);
        // `Дом построен в 1886 г. Архитектор — …`
        const std::size_t behind = skip_spaces(text_, next_.word.end, 1);
        if (behind > next_.word.end && mark_of(char_at(text_, behind)) == Punctuation::dash) {
            return end(Reason::long_sentence, rule);
        }
        // `1 января 49 года до н. э.` is long but has said nothing yet.
        if (facts_.words_before(long_sentence_words, full_word) >= long_sentence_words ||
            facts_.predicate_stands_before()) {
            return end(Reason::long_sentence, rule);
        }
        return go_on(Reason::abbreviation, rule);
    }

    const Context& context_;
    std::string_view text_;
    const RuleSet& rules_;
    const Run& run_;
    Facts facts_;
    SpeechTags speech_;
    const Following& next_;
    const Range& word_;
};

}  // namespace

Verdict decide(const Context& context, const Run& run) { return Decision(context, run).make(); }

}  // namespace egiz::align
