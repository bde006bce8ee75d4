// SPDX-License-Identifier: Apache-2.0
// Internal to align/: runs regular expressions, backtracking as ICU does but without its price per
// call. Uses ICU.
#pragma once

#include "align/segmentation/srx_expression.hpp"
#include "align/segmentation/srx_text.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace egiz::align {

/// Where a program is while it runs; kept from call to call for its memory.
struct ProgramState {
    struct Choice {
        std::int32_t instruction;
        std::int32_t at;
        std::int32_t low;  ///< of a loop over one set: how far it may give back; else -1
    };
    std::vector<Choice> choices;
    /// Steps that may still be made; a step is about a character.
    std::int64_t steps_left = 0;
    std::int32_t look_limit = 0;  ///< how far looks see
};

/// An expression made ready to run.
class Program {
public:
    /// Nothing if the expression is too large, or not exact, or repeats what may be empty.
    [[nodiscard]] static std::optional<Program> compile(const Expression& expression);

    static constexpr std::int32_t none = -1;
    static constexpr std::int32_t gave_up = -2;  ///< out of steps
    /// The end of the match that begins at `begin` and ends at most at `limit`; `none`, `gave_up`.
    [[nodiscard]] std::int32_t match(const SrxText& text, std::int32_t begin, std::int32_t limit,
                                     ProgramState& state) const {
        state.choices.clear();
        return run(text, 0, begin, limit, none, state);
    }

    /// As ICU has it: `at` is between a word character and another, looking through combining and
    /// format characters, which are never at a boundary themselves.
    [[nodiscard]] static bool at_word_boundary(const SrxText& text, std::int32_t at);

private:
    friend class ProgramBuilder;
    enum class Op : std::uint8_t {
        match,
        set,
        loop,  ///< over a set
        split,
        jump,
        look_ahead,
        look_behind,
        atomic,
        word_boundary,
        text_begin,
        text_end,
        last_line_end
    };
    struct Instruction {
        Op op = Op::match;
        bool negated = false;
        bool possessive = false;
        std::uint32_t set = 0;
        std::int32_t next = 0;   ///< split: tried first; jump; behind the body of a look
        std::int32_t other = 0;  ///< split: tried second
        std::int32_t min = 0;    ///< loop: times; look_behind: length
        std::int32_t max = 0;    ///< the same
    };

    [[nodiscard]] std::int32_t run(const SrxText& text, std::int32_t pc, std::int32_t at,
                                   std::int32_t limit, std::int32_t required_end,
                                   ProgramState& state) const;
    [[nodiscard]] std::int32_t look_behind(const SrxText& text, std::int32_t pc, std::int32_t at,
                                           ProgramState& state) const;
    [[nodiscard]] static bool at_last_line_end(const SrxText& text, std::int32_t at);

    std::vector<Instruction> code_;
    std::vector<CharSet> sets_;
};

}  // namespace egiz::align
