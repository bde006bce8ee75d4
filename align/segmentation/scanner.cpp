// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/decision.hpp"
#include "align/segmentation/informal.hpp"
#include "align/segmentation/list_label.hpp"
#include "align/segmentation/looks.hpp"
#include "align/segmentation/native_engine.hpp"
#include "align/segmentation/tail.hpp"

#include <optional>

namespace egiz::align {
namespace {

constexpr std::size_t bracket_window = 280;     // code points
constexpr std::size_t quotation_window = 1000;  // code points
constexpr std::size_t longest_run = 500;        // code points

class Scanner {
public:
    Scanner(std::string_view text, std::size_t limit, ScanState& state, const RuleSet& rules,
            const SegmenterOptions& options, const ByteTable& stops, const Engine::Visit& visit)
        : text_(text),
          limit_(limit),
          state_(state),
          rules_(rules),
          options_(options),
          stops_(stops),
          visit_(visit) {}

    void run() {
        std::size_t offset = state_.offset;
        while ((offset = next_stop(offset)) < limit_) {
            if (offset > state_.sentence_begin + Engine::longest_sentence) {
                cut_long_sentence(offset);
            }
            offset = stop_at(offset);
        }
        if (offset > state_.sentence_begin + Engine::longest_sentence) cut_long_sentence(offset);
        state_.offset = offset;
    }

private:
    /// The first byte from `offset` on that can begin a character of interest. Most bytes are
    /// passed over here: four at a time.
    [[nodiscard]] std::size_t next_stop(std::size_t offset) const {
        const bool* stops = stops_.data();
        const auto stops_at = [&](std::size_t i) {
            return static_cast<int>(stops[static_cast<unsigned char>(text_[i])]);
        };
        while (offset + 4 <= limit_) {
            if ((stops_at(offset) | stops_at(offset + 1) | stops_at(offset + 2) |
                 stops_at(offset + 3)) != 0) {
                break;
            }
            offset += 4;
        }
        while (offset < limit_ && stops_at(offset) == 0) ++offset;
        return offset;
    }

    /// Ends the sentence by force until what is left up to `offset` is no longer than allowed.
    void cut_long_sentence(std::size_t offset) {
        while (offset > state_.sentence_begin + Engine::longest_sentence) {
            const std::size_t end = place_to_cut(text_, state_.sentence_begin);
            visit_({end, true, static_cast<std::uint8_t>(Reason::too_long), no_rule});
            end_sentence(end);
        }
    }

    void end_sentence(std::size_t end) { state_.sentence_begin = skip_spaces(text_, end); }

    /// What the sentence begins with; looked at once.
    const Following& sentence_start() {
        if (start_known_for_ != state_.sentence_begin) {
            start_known_for_ = state_.sentence_begin;
            start_ = look_ahead(text_, state_.sentence_begin);
        }
        return start_;
    }

    /// Looks at one character. \return where to go on
    std::size_t stop_at(std::size_t offset) {
        std::size_t behind = offset;
        const char32_t c = next_code_point(text_, behind);
        const Punctuation mark = rules_.mark_of(c);
        if (is_terminator(mark) && rules_.is_half_mark(c, char_at(text_, behind))) return behind;
        switch (mark) {
            case Punctuation::dot:
                // `3.5`, `example.org`: by far the most frequent dots that mean nothing.
                if (behind < text_.size() && is_ascii_small_or_digit(text_[behind]) &&
                    !is_plain_word_before(offset)) {
                    return behind;
                }
                if (const auto end = meet_list_label(offset)) return *end;
                return terminate(offset);
            case Punctuation::exclamation:
            case Punctuation::ellipsis:
            case Punctuation::full_stop:
            case Punctuation::full_exclamation:
                // `３．５`
                if (c == U'．' && is_digit(char_before(text_, offset)) &&
                    is_digit(char_at(text_, behind))) {
                    return behind;
                }
                return terminate(offset);
            case Punctuation::open_bracket:
            case Punctuation::open_title:
                hold(offset, c, find_closer(text_, behind, c, bracket_window));
                break;
            case Punctuation::close_bracket:
                if (const auto end = meet_list_label(offset)) return *end;
                if (c == U')') return meet_smiley(offset);
                break;
            case Punctuation::open_quote:
                if (options_.split_quotations) {
                    hold_embedded(offset, find_closer(text_, behind, c, quotation_window));
                } else {
                    hold(offset, c,
                         c == U'‘' ? find_single_closer(text_, behind, quotation_window)
                                   : find_closer(text_, behind, c, quotation_window));
                }
                break;
            case Punctuation::straight_quote:
                if (c == U'"') meet_straight_quote(offset, behind);
                if (c == U'\'' && !options_.split_quotations && opens_quotation(offset)) {
                    hold(offset, c, find_single_closer(text_, behind, quotation_window));
                }
                break;
            case Punctuation::space:
                if (options_.informal) meet_space(offset);
                break;
            default:
                if (const auto end = meet_circled_number(offset, c)) return *end;
                if (options_.split_list_items && is_bullet(c)) meet_bullet(offset, behind);
                break;
        }
        return behind;
    }

    /// \return whether a sentence ends there
    bool show(std::size_t offset, const Verdict& verdict) {
        const bool ends = visit_({offset, verdict.ends, static_cast<std::uint8_t>(verdict.reason),
                                  verdict.rule}) &&
                          verdict.ends;
        if (!ends) state_.refused = offset;
        return ends;
    }

    // --- lists --------------------------------------------------------------------------------

    /// `1. Open it 2. Read it`: remembers the label of a list's first item and ends a sentence
    /// before the labels that follow. \return where to go on, if it is such a label
    std::optional<std::size_t> meet_list_label(std::size_t offset) {
        if (!options_.split_list_items) return std::nullopt;
        const auto met = find_label(text_, offset);
        if (!met) return std::nullopt;
        const bool first = is_first(met->range);
        if (!first && !(met->label == state_.next_item && continues_list(*met))) {
            return std::nullopt;
        }
        if (!first) {
            if (!show(met->range.begin, {true, Reason::list_item})) return std::nullopt;
            end_sentence(met->range.begin);
        }
        state_.next_item = met->label;
        ++state_.next_item.value;
        show(met->range.end, {false, Reason::list_number});
        return met->range.end;
    }

    /// Whether nothing of the sentence stands in front. A circled number is no word.
    [[nodiscard]] bool is_first(Range label) {
        return sentence_start().word.begin == label.begin ||
               skip_spaces(text_, state_.sentence_begin) == label.begin;
    }

    std::optional<std::size_t> meet_circled_number(std::size_t offset, char32_t c) {
        return c >= U'①' && c <= U'⑳' ? meet_list_label(offset) : std::nullopt;
    }

    /// Not `turn to page 2. Then`: function words and `No.` take numbers.
    [[nodiscard]] bool continues_list(const FoundLabel& met) const {
        const Following next = look_ahead(text_, met.range.end);
        const bool plain_number = met.label.form == ListLabel::Form::dot && !met.label.letter;
        if (plain_number && next.start != Start::upper) return false;
        std::size_t before = met.range.begin;
        for (std::size_t i = 0; i < 3 && before > 0; ++i) {
            std::size_t at = before;
            if (!is_space(previous_code_point(text_, at))) break;
            before = at;
        }
        const Punctuation mark = mark_of(char_before(text_, before));
        if (mark == Punctuation::comma || mark == Punctuation::dash ||
            met.range.begin < state_.hold_end) {
            return false;
        }
        if (met.label.letter) return true;
        const Range word = word_before(text_, before);
        if (is_chess_move(slice(text_, next.word))) return false;
        const WordRules& known = rules_.find(slice(text_, word));
        const bool function_word = known.is(List::openers) && is_lower(char_at(text_, word.begin));
        return !function_word && known.abbreviation != Abbreviation::before_number;
    }

    void meet_bullet(std::size_t offset, std::size_t behind) {
        if (!is_space(char_before(text_, offset)) || !is_space(char_at(text_, behind))) return;
        if (sentence_start().word.begin > offset) return;
        if (show(offset, {true, Reason::list_item})) end_sentence(offset);
    }

    // --- smileys and what else ends the sentences of web text ---------------------------------

    /// `;)` before a capital. \return where to go on
    std::size_t meet_smiley(std::size_t offset) {
        const std::size_t end = smiley_end(text_, offset, options_.informal);
        if (end == offset) return offset + 1;
        const Following next = look_ahead(text_, end);
        const bool mention = char_at(text_, skip_spaces(text_, end)) == U'@';
        const bool begins =
            options_.informal
                ? next.start == Start::upper || mention
                : next.start == Start::upper && rules_.has(List::openers, slice(text_, next.word));
        if (next.spaced && begins && offset > state_.hold_end) {
            if (show(end, {true, Reason::smiley})) end_sentence(end);
        }
        return end;
    }

    void meet_space(std::size_t offset) {
        // Of white space only the first character counts.
        if (offset == 0 || is_space(char_before(text_, offset))) return;
        if (offset < state_.sentence_begin || offset == state_.refused ||
            offset < state_.hold_end) {
            return;
        }
        const auto reason = informal_end(text_, rules_, state_.sentence_begin, offset);
        if (!reason) return;
        if (show(offset, {true, *reason})) end_sentence(offset);
    }

    static bool is_ascii_small_or_digit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    /// Whether a straight quote is open; one that never closes is forgotten.
    [[nodiscard]] bool straight_open(std::size_t offset) const {
        constexpr std::size_t most_bytes = 4;  // of a character
        return state_.straight_open != 0 &&
               offset - state_.straight_open < most_bytes * quotation_window;
    }

    /// Straight quotes open behind a space or another opening mark and close before one.
    [[nodiscard]] bool opens_quotation(std::size_t offset) const {
        const Punctuation before = mark_of(char_before(text_, offset));
        return offset == 0 || before == Punctuation::space || before == Punctuation::open_bracket ||
               before == Punctuation::open_quote || before == Punctuation::dash;
    }

    void meet_straight_quote(std::size_t offset, std::size_t behind) {
        if (options_.split_quotations && opens_quotation(offset)) {
            hold_embedded(offset, find_closer(text_, behind, U'"', quotation_window));
        }
        const bool open = opens_quotation(offset) ||
                          (!straight_open(offset) && word_at(text_, behind).size() > 0);
        state_.straight_open = open ? behind : 0;
        if (open && !options_.split_quotations) {
            hold(offset, U'"', find_closer(text_, behind, U'"', quotation_window));
        }
    }

    /// Keeps sentences from ending until the bracket or quotation that opens here is closed.
    /// Brackets around whole sentences, those that open where a sentence begins, hold nothing.
    void hold(std::size_t offset, char32_t open, std::optional<std::size_t> closer) {
        if (offset < state_.hold_end || !closer) return;
        const Punctuation mark = mark_of(open);
        if (mark == Punctuation::open_bracket && sentence_start().word.begin > offset) {
            return;
        }
        state_.hold_end = *closer;
        state_.hold_in_sentence = sentence_start().word.begin < offset;
        state_.hold_reason =
            static_cast<std::uint8_t>(mark == Punctuation::open_bracket ? Reason::in_brackets
                                      : mark == Punctuation::open_title ? Reason::in_title
                                                                        : Reason::in_quotation);
    }

    /// `Игра «Что? Где? Когда?» выходит`, `写着“请勿吸烟！”四个字`: a quotation in mid-clause, with
    /// neither colon nor comma before it and more of the clause behind it, is one thing.
    void hold_embedded(std::size_t offset, std::optional<std::size_t> closer) {
        if (!closer || offset < state_.hold_end) return;
        const bool opens_sentence = sentence_start().word.begin >= offset;
        if (opens_sentence && !rules_.settings.quotation_tags_need_marks) return;
        std::size_t before = offset;
        for (std::size_t i = 0; i < 2 && before > 0; ++i) {
            std::size_t at = before;
            if (!is_space(previous_code_point(text_, at))) break;
            before = at;
        }
        const char32_t front = char_before(text_, before);
        if (!opens_sentence && !is_letter(front)) return;
        // `宗旨为“……交流。”这场战役`: a full stop inside ends the whole sentence.
        if (mark_of(char_before(text_, *closer)) == Punctuation::full_stop) return;
        if (!clause_goes_on(*closer, front, opens_sentence)) return;
        state_.hold_end = *closer;
        state_.hold_in_sentence = true;
        state_.hold_reason = static_cast<std::uint8_t>(Reason::embedded_quotation);
    }

    /// Whether the clause goes on behind the quotation that ends with `closer`.
    /// \param front  the character before it
    [[nodiscard]] bool clause_goes_on(std::size_t closer, char32_t front,
                                      bool opens_sentence) const {
        std::size_t behind = closer;
        static_cast<void>(next_code_point(text_, behind));
        const std::size_t begin = skip_spaces(text_, behind, 2);
        const char32_t next = char_at(text_, begin);
        if (is_han(front) && !opens_sentence) return is_han(next) || next == U'，';
        if (!is_lower(next)) return false;
        return !opens_sentence ||
               !rules_.has(List::speech_verbs, slice(text_, word_at(text_, begin)));
    }

    std::size_t terminate(std::size_t offset) {
        const Run run = take_run(offset);
        const Verdict verdict = decide_held(run);
        if (run.end >= text_.size()) return run.end;
        if (show(run.end, verdict)) {
            end_sentence(run.end);
            // What follows begins with its label; one in mid-sentence is none: `game 2. Then`.
            state_.next_item = {};
            if (run.closes_quote) state_.straight_open = 0;
        }
        return run.end;
    }

    Verdict decide_held(const Run& run) {
        const Context context{text_, rules_, options_, state_.sentence_begin, sentence_start()};
        if (run.begin < state_.hold_end) {
            // `(see below.) The`: the run itself closes what was held; only a capital ends there.
            const bool closes = state_.hold_end < run.end;
            const bool capital = look_ahead(text_, run.end).start == Start::upper;
            const auto reason = static_cast<Reason>(state_.hold_reason);
            const bool quotation = reason == Reason::in_quotation;
            if (closes && run.ends_behind_closer) return decide(context, run);
            if (!closes || (!capital && !quotation)) return {false, reason};
            // Where the narrator introduced a quotation, his aside belongs to it:
            // `thought Alice, “… house!” (Which was true.)`
            if (quotation && state_.hold_in_sentence &&
                char_at(text_, skip_spaces(text_, run.end)) == U'(') {
                return {false, Reason::quotation_goes_on};
            }
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
            const Punctuation mark = rules_.mark_of(c);
            if (is_direction_mark(c)) {
                // It goes with what is before it.
            } else if (is_terminator(mark)) {
                run.add(mark);
            } else if (closes(mark, c, at, offset)) {
                run.closes_quote = run.closes_quote || mark != Punctuation::close_bracket;
                run.closes = true;
                if (c == U'"') state_.straight_open = 0;
            } else if (mark != Punctuation::space || !goes_on_behind_space(run, offset)) {
                break;
            } else {
                continue;
            }
            run.end = offset;
        }
        const bool plain = run.last == Punctuation::dot && is_plain_word_before(begin);
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

    [[nodiscard]] bool closes(Punctuation mark, char32_t c, std::size_t at,
                              std::size_t behind) const {
        if (mark == Punctuation::close_bracket || mark == Punctuation::close_title) return true;
        const char32_t next = char_at(text_, behind);
        const bool word_follows = is_letter(next) || is_digit(next);
        // U+2019 is an apostrophe too, but never right behind a terminator.
        if (mark == Punctuation::close_quote) {
            return c != U'”' || !word_follows || !opens_though_it_closes(at, behind);
        }
        const bool behind_space = is_space(char_before(text_, at));
        if (c == U'"') return straight_open(at) || (!behind_space && !word_follows);
        if (c == U'\'') return !behind_space && !word_follows;
        // `„…“`: the mark that opens in one language closes in another.
        if (c == U'“' || c == U'‘') {
            const Punctuation next_mark = rules_.mark_of(next);
            return next == 0 || next_mark == Punctuation::space ||
                   next_mark == Punctuation::comma || is_terminator(next_mark);
        }
        return false;
    }

    /// Some write `”` on both sides of a quotation: it opens where none is open and the next of its
    /// kind closes too.
    [[nodiscard]] bool opens_though_it_closes(std::size_t at, std::size_t behind) const {
        for (std::size_t i = 0; i < quotation_window && at > 0; ++i) {
            const char32_t c = previous_code_point(text_, at);
            if (c == U'“') return false;
            if (c == U'”') break;
        }
        for (std::size_t i = 0; i < quotation_window && behind < text_.size(); ++i) {
            const char32_t c = next_code_point(text_, behind);
            if (c == U'“') return false;
            if (c == U'”') return true;
        }
        return false;
    }

    /// Whether `. .`, `! !` or `? »` follows: the same terminator or a closing quote after one
    /// space.
    [[nodiscard]] bool goes_on_behind_space(const Run& run, std::size_t offset) const {
        if (offset >= text_.size()) return false;
        std::size_t behind = offset;
        const char32_t c = next_code_point(text_, behind);
        const Punctuation mark = rules_.mark_of(c);
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
            if (i == 0 && mark_of(c) == Punctuation::close_bracket) return true;
            if (!is_lower(c)) return false;
        }
        return true;
    }

    std::string_view text_;
    std::size_t limit_;
    ScanState& state_;
    const RuleSet& rules_;
    const SegmenterOptions& options_;
    const ByteTable& stops_;
    const Engine::Visit& visit_;
    std::size_t start_known_for_ = std::string_view::npos;
    Following start_;
};

}  // namespace

void NativeEngine::scan(std::string_view text, std::size_t limit, ScanState& state,
                        const Visit& visit) const {
    Scanner(text, limit, state, rules_, options_, stops_, visit).run();
}

}  // namespace egiz::align
