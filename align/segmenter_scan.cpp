// SPDX-License-Identifier: Apache-2.0
#include "align/segmenter_scan.hpp"

#include "align/segmenter_context.hpp"
#include "align/segmenter_tail.hpp"
#include "align/segmenter_text.hpp"

namespace egiz::align {
namespace {

constexpr std::size_t bracket_window = 280;     // code points
constexpr std::size_t quotation_window = 1000;  // code points

class Scanner {
public:
    Scanner(std::string_view text, const RuleSet& rules, const SegmenterOptions& options,
            const std::function<void(const Boundary&)>& visit)
        : text_(text), rules_(rules), options_(options), visit_(visit) {}

    void run() {
        sentence_begin_ = skip_spaces(text_, 0);
        for (std::size_t offset = sentence_begin_; offset < text_.size();) {
            if (!is_interesting(static_cast<unsigned char>(text_[offset]))) {
                ++offset;
                continue;
            }
            offset = stop_at(offset);
        }
    }

private:
    /// Looks at one character. \return where to go on
    std::size_t stop_at(std::size_t offset) {
        std::size_t behind = offset;
        const char32_t c = next_code_point(text_, behind);
        const Mark mark = mark_of(c);
        switch (mark) {
            case Mark::dot:
                // `3.5`, `example.org`: by far the most frequent dots that mean nothing.
                if (behind < text_.size() && is_ascii_small_or_digit(text_[behind]) &&
                    !is_plain_word_before(offset)) {
                    return behind;
                }
                return terminate(offset);
            case Mark::exclamation:
            case Mark::ellipsis:
            case Mark::full_stop:
            case Mark::full_exclamation:
                return terminate(offset);
            case Mark::open_bracket:
                hold(offset, behind, c, bracket_window);
                break;
            case Mark::open_title:
                hold(offset, behind, c, bracket_window);
                break;
            case Mark::open_quote:
                if (!options_.split_quotations) hold(offset, behind, c, quotation_window);
                break;
            case Mark::straight_quote:
                if (c == U'"') meet_straight_quote(offset, behind);
                break;
            default:
                break;
        }
        return behind;
    }

    static bool is_ascii_small_or_digit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    /// Straight quotes open behind a space or another opening mark and close before one.
    void meet_straight_quote(std::size_t offset, std::size_t behind) {
        const Mark before = mark_of(char_before(text_, offset));
        const bool opens = offset == 0 || before == Mark::space || before == Mark::open_bracket ||
                           before == Mark::open_quote || before == Mark::dash;
        straight_open_ = opens || (!straight_open_ && word_at(text_, behind).size() > 0);
        if (straight_open_ && !options_.split_quotations) {
            hold(offset, behind, U'"', quotation_window);
        }
    }

    /// Keeps sentences from ending until the bracket or quotation that opens here is closed.
    /// Brackets around whole sentences, those that open where a sentence begins, hold nothing.
    void hold(std::size_t offset, std::size_t behind, char32_t open, std::size_t window) {
        if (offset < hold_end_) return;
        const Mark mark = mark_of(open);
        if (mark == Mark::open_bracket && look_ahead(text_, sentence_begin_).word.begin > offset) {
            return;
        }
        const auto closer = find_closer(text_, behind, open, window);
        if (!closer) return;
        hold_end_ = *closer;
        hold_reason_ = mark == Mark::open_bracket ? Reason::in_brackets
                       : mark == Mark::open_title ? Reason::in_title
                                                  : Reason::in_quotation;
    }

    std::size_t terminate(std::size_t offset) {
        const Run run = take_run(offset);
        const Verdict verdict = decide_held(run);
        if (run.end < text_.size()) {
            visit_({run.end, verdict.ends, verdict.reason, word_before(text_, run.begin)});
        }
        if (verdict.ends) {
            sentence_begin_ = skip_spaces(text_, run.end);
            straight_open_ = straight_open_ && !run.closes_quote;
        }
        return run.end;
    }

    Verdict decide_held(const Run& run) const {
        const Context context{text_, rules_, sentence_begin_};
        if (run.begin < hold_end_) {
            // `(see below.) The`: the run itself closes what was held; only a capital ends there.
            const bool closes = hold_end_ < run.end;
            const bool capital = look_ahead(text_, run.end).start == Start::upper;
            const bool quotation = hold_reason_ == Reason::in_quotation;
            if (!closes || (!capital && !quotation)) return {false, hold_reason_};
        }
        return decide(context, run);
    }

    /// Terminators and what closes after them: `?!`, `. . .`, `.”)`.
    Run take_run(std::size_t begin) {
        Run run;
        run.begin = begin;
        run.end = begin;
        std::size_t offset = begin;
        while (offset < text_.size()) {
            const std::size_t at = offset;
            const char32_t c = next_code_point(text_, offset);
            const Mark mark = mark_of(c);
            if (is_terminator(mark)) {
                run.add(mark);
            } else if (closes(mark, c, at, offset)) {
                run.closes_quote = run.closes_quote || mark != Mark::close_bracket;
                run.closes = true;
                if (c == U'"') straight_open_ = false;
            } else if (mark != Mark::space || !goes_on_behind_space(run, offset)) {
                break;
            } else {
                continue;
            }
            run.end = offset;
        }
        const bool plain = run.last == Mark::dot && is_plain_word_before(begin);
        run.end = take_tail(text_, run.end, plain);
        if (plain) run.end = take_loose_number(run.end);
        return run;
    }

    /// The `4` of `minority rights. 4 Even though`: what footnote marks become in extracted text.
    [[nodiscard]] std::size_t take_loose_number(std::size_t end) const {
        constexpr std::size_t most_digits = 2;
        const std::size_t begin = skip_spaces(text_, end, 1);
        const Range number = word_at(text_, begin);
        if (begin == end || number.size() > most_digits || !is_number(slice(text_, number))) {
            return end;
        }
        const Following next = look_ahead(text_, number.end);
        const bool opener = next.spaced && next.start == Start::upper && !next.quoted &&
                            !next.dashed && rules_.openers.contains(slice(text_, next.word));
        return opener ? number.end : end;
    }

    [[nodiscard]] bool closes(Mark mark, char32_t c, std::size_t at, std::size_t behind) const {
        if (mark == Mark::close_bracket || mark == Mark::close_title) return true;
        // U+2019 is an apostrophe too, but never right behind a terminator.
        if (mark == Mark::close_quote) return true;
        const char32_t next = char_at(text_, behind);
        const bool word_follows = is_letter(next) || is_digit(next);
        const bool behind_space = is_space(char_before(text_, at));
        if (c == U'"') return straight_open_ || (!behind_space && !word_follows);
        if (c == U'\'') return !behind_space && !word_follows;
        // `„…“`: the mark that opens in one language closes in another.
        if (c == U'“' || c == U'‘') {
            const Mark next_mark = mark_of(next);
            return next == 0 || next_mark == Mark::space || next_mark == Mark::comma ||
                   is_terminator(next_mark);
        }
        return false;
    }

    /// Whether `. .`, `! !` or `? »` follows: the same terminator or a closing quote after one
    /// space.
    [[nodiscard]] bool goes_on_behind_space(const Run& run, std::size_t offset) const {
        if (offset >= text_.size()) return false;
        std::size_t behind = offset;
        const char32_t c = next_code_point(text_, behind);
        const Mark mark = mark_of(c);
        const char32_t next = char_at(text_, behind);
        const bool word_follows = is_letter(next) || is_digit(next);
        if (is_terminator(mark)) return mark == run.last && !word_follows;
        if (c == U'"') return straight_open_ && !word_follows;
        return (c == U'»' || c == U'”') && !word_follows;
    }

    /// A bracket or a long word in small letters: not `v2.5` and not `Fig.4`.
    [[nodiscard]] bool is_plain_word_before(std::size_t offset) const {
        constexpr std::size_t plain_letters = 4;
        for (std::size_t i = 0; i < plain_letters; ++i) {
            if (offset == 0) return false;
            const char32_t c = previous_code_point(text_, offset);
            if (i == 0 && mark_of(c) == Mark::close_bracket) return true;
            if (!is_lower(c)) return false;
        }
        return true;
    }

    std::string_view text_;
    const RuleSet& rules_;
    const SegmenterOptions& options_;
    const std::function<void(const Boundary&)>& visit_;
    std::size_t sentence_begin_ = 0;
    std::size_t hold_end_ = 0;  ///< sentences do not end before this offset
    Reason hold_reason_ = Reason::in_brackets;
    bool straight_open_ = false;
};

}  // namespace

void scan(std::string_view text, const RuleSet& rules, const SegmenterOptions& options,
          const std::function<void(const Boundary&)>& visit) {
    Scanner(text, rules, options, visit).run();
}

std::string_view to_string(Reason reason) {
    switch (reason) {
        case Reason::sentence_end:
            return "end of a sentence";
        case Reason::full_stop:
            return "full stop that needs no space";
        case Reason::opener_follows:
            return "a word that opens sentences follows";
        case Reason::long_sentence:
            return "a capital follows, far from the sentence's beginning";
        case Reason::small_letter_start:
            return "ordinary word, sentence begins small";
        case Reason::nothing_before:
            return "no word before";
        case Reason::nothing_behind:
            return "no word behind";
        case Reason::glued:
            return "no space behind";
        case Reason::comma_follows:
            return "comma, semicolon or colon follows";
        case Reason::lower_case_follows:
            return "small letter follows";
        case Reason::in_brackets:
            return "inside brackets";
        case Reason::in_title:
            return "inside a title";
        case Reason::in_quotation:
            return "inside a quotation";
        case Reason::speech_tag:
            return "speech tag follows";
        case Reason::quotation_goes_on:
            return "the sentence goes on behind the quotation";
        case Reason::ellipsis:
            return "ellipsis in mid-sentence";
        case Reason::list_number:
            return "list number";
        case Reason::inside_abbreviation:
            return "inside an abbreviation";
        case Reason::abbreviation:
            return "abbreviation";
        case Reason::before_number:
            return "abbreviation before a number";
        case Reason::initial:
            return "initial";
    }
    return {};
}

}  // namespace egiz::align
