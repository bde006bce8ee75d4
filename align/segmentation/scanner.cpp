// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/decision.hpp"
#include "align/segmentation/looks.hpp"
#include "align/segmentation/native_engine.hpp"
#include "align/segmentation/tail.hpp"

namespace egiz::align {
namespace {

constexpr std::size_t bracket_window = 280;     // code points
constexpr std::size_t quotation_window = 1000;  // code points
constexpr std::size_t longest_run = 500;        // code points

/// Behind the last white space (else the last character) of the first `longest` bytes of a
/// sentence.
std::size_t place_to_cut(std::string_view text, std::size_t begin, std::size_t longest) {
    constexpr std::size_t farthest_space = 1000;  // characters back
    const std::size_t most = begin + longest;
    std::size_t offset = most;
    for (std::size_t i = 0; i < farthest_space; ++i) {
        const std::size_t end = offset;
        if (is_space(previous_code_point(text, offset))) return end;
    }
    offset = most;
    static_cast<void>(previous_code_point(text, offset));  // perhaps cut in the middle: not with it
    return offset;
}

class Scanner {
public:
    Scanner(std::string_view text, std::size_t limit, ScanState& state, const RuleSet& rules,
            const SegmenterOptions& options, const Engine::Visit& visit)
        : text_(text),
          limit_(limit),
          state_(state),
          rules_(rules),
          options_(options),
          visit_(visit) {}

    void run() {
        std::size_t offset = state_.offset;
        while (offset < limit_) {
            if (!is_interesting(static_cast<unsigned char>(text_[offset]))) {
                ++offset;
                continue;
            }
            if (offset > state_.sentence_begin + Engine::longest_sentence)
                cut_long_sentence(offset);
            offset = stop_at(offset);
        }
        if (offset > state_.sentence_begin + Engine::longest_sentence) cut_long_sentence(offset);
        state_.offset = offset;
    }

private:
    /// Ends the sentence by force until what is left up to `offset` is no longer than allowed.
    void cut_long_sentence(std::size_t offset) {
        while (offset > state_.sentence_begin + Engine::longest_sentence) {
            const std::size_t end =
                place_to_cut(text_, state_.sentence_begin, Engine::longest_sentence);
            visit_({end, true, static_cast<std::uint8_t>(Reason::too_long), no_rule});
            end_sentence(end);
        }
    }

    void end_sentence(std::size_t end) { state_.sentence_begin = skip_spaces(text_, end); }

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

    /// Whether a straight quote is open; one that never closes is forgotten.
    [[nodiscard]] bool straight_open(std::size_t offset) const {
        return state_.straight_open != 0 && offset - state_.straight_open < quotation_window;
    }

    /// Straight quotes open behind a space or another opening mark and close before one.
    void meet_straight_quote(std::size_t offset, std::size_t behind) {
        const Mark before = mark_of(char_before(text_, offset));
        const bool opens = offset == 0 || before == Mark::space || before == Mark::open_bracket ||
                           before == Mark::open_quote || before == Mark::dash;
        const bool open = opens || (!straight_open(offset) && word_at(text_, behind).size() > 0);
        state_.straight_open = open ? behind : 0;
        if (open && !options_.split_quotations) hold(offset, behind, U'"', quotation_window);
    }

    /// Keeps sentences from ending until the bracket or quotation that opens here is closed.
    /// Brackets around whole sentences, those that open where a sentence begins, hold nothing.
    void hold(std::size_t offset, std::size_t behind, char32_t open, std::size_t window) {
        if (offset < state_.hold_end) return;
        const Mark mark = mark_of(open);
        if (mark == Mark::open_bracket &&
            look_ahead(text_, state_.sentence_begin).word.begin > offset) {
            return;
        }
        const auto closer = find_closer(text_, behind, open, window);
        if (!closer) return;
        state_.hold_end = *closer;
        state_.hold_reason =
            static_cast<std::uint8_t>(mark == Mark::open_bracket ? Reason::in_brackets
                                      : mark == Mark::open_title ? Reason::in_title
                                                                 : Reason::in_quotation);
    }

    std::size_t terminate(std::size_t offset) {
        const Run run = take_run(offset);
        const Verdict verdict = decide_held(run);
        if (run.end < text_.size()) {
            visit_(
                {run.end, verdict.ends, static_cast<std::uint8_t>(verdict.reason), verdict.rule});
        }
        if (verdict.ends) {
            end_sentence(run.end);
            if (run.closes_quote) state_.straight_open = 0;
        }
        return run.end;
    }

    Verdict decide_held(const Run& run) const {
        const Context context{text_, rules_, state_.sentence_begin};
        if (run.begin < state_.hold_end) {
            // `(see below.) The`: the run itself closes what was held; only a capital ends there.
            const bool closes = state_.hold_end < run.end;
            const bool capital = look_ahead(text_, run.end).start == Start::upper;
            const auto reason = static_cast<Reason>(state_.hold_reason);
            const bool quotation = reason == Reason::in_quotation;
            if (!closes || (!capital && !quotation)) return {false, reason};
        }
        return decide(context, run);
    }

    /// Terminators and what closes after them: `?!`, `. . .`, `.”)`.
    Run take_run(std::size_t begin) {
        Run run;
        run.begin = begin;
        run.end = begin;
        std::size_t offset = begin;
        for (std::size_t i = 0; i < longest_run && offset < text_.size(); ++i) {
            const std::size_t at = offset;
            const char32_t c = next_code_point(text_, offset);
            const Mark mark = mark_of(c);
            if (is_terminator(mark)) {
                run.add(mark);
            } else if (closes(mark, c, at, offset)) {
                run.closes_quote = run.closes_quote || mark != Mark::close_bracket;
                run.closes = true;
                if (c == U'"') state_.straight_open = 0;
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
                            !next.dashed && rules_.has(List::openers, slice(text_, next.word));
        return opener ? number.end : end;
    }

    [[nodiscard]] bool closes(Mark mark, char32_t c, std::size_t at, std::size_t behind) const {
        if (mark == Mark::close_bracket || mark == Mark::close_title) return true;
        // U+2019 is an apostrophe too, but never right behind a terminator.
        if (mark == Mark::close_quote) return true;
        const char32_t next = char_at(text_, behind);
        const bool word_follows = is_letter(next) || is_digit(next);
        const bool behind_space = is_space(char_before(text_, at));
        if (c == U'"') return straight_open(at) || (!behind_space && !word_follows);
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
        if (c == U'"') return straight_open(offset) && !word_follows;
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
    std::size_t limit_;
    ScanState& state_;
    const RuleSet& rules_;
    const SegmenterOptions& options_;
    const Engine::Visit& visit_;
};

}  // namespace

void NativeEngine::scan(std::string_view text, std::size_t limit, ScanState& state,
                        const Visit& visit) const {
    Scanner(text, limit, state, rules_, options_, visit).run();
}

}  // namespace egiz::align
