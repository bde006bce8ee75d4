// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/srx_program.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <limits>

namespace egiz::align {
namespace {

constexpr std::size_t most_instructions = 20'000;
/// Repeats are written out, and parts of them need no instruction.
constexpr std::size_t most_program_parts = 200'000;
constexpr std::int32_t no_end = std::numeric_limits<std::int32_t>::max();

bool is_line_end(char16_t c) {
    return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

const CharSet& word_set() {
    static const CharSet set(word_characters());
    return set;
}

/// What word boundaries look through.
const CharSet& combining_set() {
    static const CharSet set = [] {
        UErrorCode status = U_ZERO_ERROR;
        return CharSet(icu::UnicodeSet(
            icu::UnicodeString("[\\p{Grapheme_Extend}\\p{Cf}]", -1, US_INV), status));
    }();
    return set;
}

}  // namespace

class ProgramBuilder {
public:
    explicit ProgramBuilder(const Expression& expression) { program_.sets_ = expression.sets; }

    [[nodiscard]] bool emit(const Node& node) {
        if (program_.code_.size() > most_instructions || ++parts_ > most_program_parts)
            return false;
        switch (node.kind) {
            case Node::Kind::sequence:
                return std::all_of(node.children.begin(), node.children.end(),
                                   [&](const Node& child) { return emit(child); });
            case Node::Kind::choice:
                return emit_choice(node);
            case Node::Kind::set:
                add(Op::set).set = static_cast<std::uint32_t>(node.set);
                return true;
            case Node::Kind::repeat:
                return emit_repeat(node);
            case Node::Kind::atomic:
                return emit_body(Op::atomic, node);
            case Node::Kind::look_ahead:
                return emit_body(Op::look_ahead, node);
            case Node::Kind::look_behind:
                return emit_body(Op::look_behind, node);
            case Node::Kind::word_boundary:
                add(Op::word_boundary).negated = node.negated;
                return true;
            case Node::Kind::text_begin:
                add(Op::text_begin);
                return true;
            case Node::Kind::text_end:
                add(Op::text_end);
                return true;
            case Node::Kind::last_line_end:
                add(Op::last_line_end);
                return true;
            default:
                return false;
        }
    }
    Program finish() {
        add(Op::match);
        return std::move(program_);
    }

private:
    using Op = Program::Op;

    Program::Instruction& add(Op op) {
        Program::Instruction& instruction = program_.code_.emplace_back();
        instruction.op = op;
        return instruction;
    }
    [[nodiscard]] std::int32_t here() const {
        return static_cast<std::int32_t>(program_.code_.size());
    }
    Program::Instruction& at(std::int32_t index) {
        return program_.code_[static_cast<std::size_t>(index)];
    }

    bool emit_choice(const Node& node) {
        std::vector<std::int32_t> jumps;
        for (std::size_t i = 0; i < node.children.size(); ++i) {
            const bool last = i + 1 == node.children.size();
            const std::int32_t split = here();
            if (!last) {
                add(Op::split);
                at(split).next = split + 1;
            }
            if (!emit(node.children[i])) return false;
            if (last) break;
            jumps.push_back(here());
            add(Op::jump);
            at(split).other = here();
        }
        for (const std::int32_t jump : jumps) at(jump).next = here();
        return true;
    }

    bool emit_repeat(const Node& node) {
        const Node& child = node.children.front();
        if (child.kind == Node::Kind::set && node.mode != Node::Mode::lazy) {
            Program::Instruction& loop = add(Op::loop);
            loop.set = static_cast<std::uint32_t>(child.set);
            loop.min = static_cast<std::int32_t>(node.min);
            loop.max = node.max == unbounded ? no_end : static_cast<std::int32_t>(node.max);
            loop.possessive = node.mode == Node::Mode::possessive;
            return true;
        }
        if (node.max > 1 && length_of(child).min == 0) return false;
        if (node.mode == Node::Mode::possessive) {
            Node inner = node;
            inner.mode = Node::Mode::greedy;
            Node atomic;
            atomic.children.push_back(std::move(inner));
            return emit_body(Op::atomic, atomic);
        }
        for (std::size_t i = 0; i < node.min; ++i) {
            if (!emit(child)) return false;
        }
        return node.max == unbounded ? emit_star(node) : emit_options(node);
    }

    bool emit_star(const Node& node) {
        const std::int32_t split = here();
        add(Op::split);
        if (!emit(node.children.front())) return false;
        add(Op::jump).next = split;
        set_ways(split, node.mode);
        return true;
    }

    bool emit_options(const Node& node) {
        std::vector<std::int32_t> splits;
        for (std::size_t i = node.min; i < node.max; ++i) {
            splits.push_back(here());
            add(Op::split);
            if (!emit(node.children.front())) return false;
        }
        for (const std::int32_t split : splits) set_ways(split, node.mode);
        return true;
    }

    /// From `split` into what follows it, or behind all that there is so far.
    void set_ways(std::int32_t split, Node::Mode mode) {
        const bool lazy = mode == Node::Mode::lazy;
        at(split).next = lazy ? here() : split + 1;
        at(split).other = lazy ? split + 1 : here();
    }

    bool emit_body(Op op, const Node& node) {
        const Length length = length_of(node.children.front());
        if (op == Op::look_behind && length.max > static_cast<std::size_t>(no_end)) return false;
        const std::int32_t look = here();
        Program::Instruction& instruction = add(op);
        instruction.negated = node.negated;
        instruction.min = static_cast<std::int32_t>(std::min<std::size_t>(length.min, no_end));
        instruction.max = static_cast<std::int32_t>(std::min<std::size_t>(length.max, no_end));
        if (!emit(node.children.front())) return false;
        add(Op::match);
        at(look).next = here();
        return true;
    }

    Program program_;
    std::size_t parts_ = 0;  ///< seen so far, again each time
};

std::optional<Program> Program::compile(const Expression& expression) {
    if (!expression.exact) return std::nullopt;
    ProgramBuilder builder(expression);
    if (!builder.emit(expression.root)) return std::nullopt;
    return builder.finish();
}

std::int32_t Program::run(const SrxText& text, std::int32_t pc, std::int32_t at, std::int32_t limit,
                          std::int32_t required_end, ProgramState& state) const {
    const std::size_t base = state.choices.size();
    for (;;) {
        const Instruction& now = code_[static_cast<std::size_t>(pc)];
        bool goes_on = false;
        switch (now.op) {
            case Op::match:
                if (required_end != none && at != required_end) break;
                state.choices.resize(base);
                return at;
            case Op::set:
                goes_on = at < limit && sets_[now.set].contains(text.next(at, limit));
                ++pc;
                break;
            case Op::loop: {
                const CharSet& set = sets_[now.set];
                std::int32_t count = 0;
                std::int32_t low = at;
                while (at < limit && count < now.max) {
                    std::int32_t behind = at;
                    if (!set.contains(text.next(behind, limit))) break;
                    at = behind;
                    if (++count <= now.min) low = at;
                }
                state.steps_left -= count;
                goes_on = count >= now.min;
                ++pc;
                if (goes_on && at > low && !now.possessive) state.choices.push_back({pc, at, low});
                break;
            }
            case Op::split:
                state.choices.push_back({now.other, at, none});
                pc = now.next;
                goes_on = true;
                break;
            case Op::jump:
                pc = now.next;
                goes_on = true;
                break;
            case Op::look_ahead: {
                const std::int32_t end = run(text, pc + 1, at, state.look_limit, none, state);
                if (end == gave_up) return gave_up;
                goes_on = (end != none) != now.negated;
                pc = now.next;
                break;
            }
            case Op::look_behind: {
                const std::int32_t end = look_behind(text, pc, at, state);
                if (end == gave_up) return gave_up;
                goes_on = (end != none) != now.negated;
                pc = now.next;
                break;
            }
            case Op::atomic: {
                const std::int32_t end = run(text, pc + 1, at, limit, none, state);
                if (end == gave_up) return gave_up;
                goes_on = end != none;
                at = end;
                pc = now.next;
                break;
            }
            case Op::word_boundary:
                goes_on = at_word_boundary(text, at) != now.negated;
                ++pc;
                break;
            case Op::text_begin:
                goes_on = at == 0;
                ++pc;
                break;
            case Op::text_end:
                goes_on = at == text.size();
                ++pc;
                break;
            case Op::last_line_end:
                goes_on = at_last_line_end(text, at);
                ++pc;
                break;
        }
        if (--state.steps_left < 0) return gave_up;
        if (goes_on) continue;
        if (state.choices.size() == base) return none;
        ProgramState::Choice& choice = state.choices.back();
        pc = choice.instruction;
        if (choice.low == none) {
            at = choice.at;
            state.choices.pop_back();
        } else {
            static_cast<void>(text.previous(choice.at));
            at = choice.at;
            if (at <= choice.low) state.choices.pop_back();
        }
    }
}

std::int32_t Program::look_behind(const SrxText& text, std::int32_t pc, std::int32_t at,
                                  ProgramState& state) const {
    const Instruction& now = code_[static_cast<std::size_t>(pc)];
    std::int32_t begin = at;
    for (std::int32_t length = 0; length <= now.max; ++length) {
        if (length >= now.min) {
            const std::int32_t end = run(text, pc + 1, begin, at, at, state);
            if (end != none) return end;
        }
        if (begin == 0) break;
        static_cast<void>(text.previous(begin));
    }
    return none;
}

bool Program::at_word_boundary(const SrxText& text, std::int32_t at) {
    const CharSet& words = word_set();
    const CharSet& combining = combining_set();
    bool behind = false;
    if (at < text.size()) {
        std::int32_t next = at;
        const char32_t c = text.next(next, text.size());
        if (combining.contains(c)) return false;
        behind = words.contains(c);
    }
    bool before = false;
    for (std::int32_t previous = at; previous > 0;) {
        const char32_t c = text.previous(previous);
        if (combining.contains(c)) continue;
        before = words.contains(c);
        break;
    }
    return before != behind;
}

bool Program::at_last_line_end(const SrxText& text, std::int32_t at) {
    const std::int32_t left = text.size() - at;
    const char16_t* units = text.data();
    if (left == 0) return true;
    if (left == 1) {
        return is_line_end(units[at]) && !(units[at] == 0x0A && at > 0 && units[at - 1] == 0x0D);
    }
    return left == 2 && units[at] == 0x0D && units[at + 1] == 0x0A;
}

}  // namespace egiz::align
