// SPDX-License-Identifier: Apache-2.0
// Internal to align/: the structure of a regular expression in ICU's syntax. Uses ICU.
#pragma once

#include "align/segmentation/srx_char_set.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

namespace egiz::align {

inline constexpr std::size_t unbounded = std::numeric_limits<std::size_t>::max();

/// A part of an expression.
struct Node {
    enum class Kind : std::uint8_t {
        sequence,  ///< of `children`; none: matches the empty text
        choice,    ///< the first of `children` that lets the rest match
        set,       ///< one character of a set
        repeat,    ///< the one child, `min` to `max` times
        atomic,    ///< the one child, without a second try
        look_ahead,
        look_behind,
        word_boundary,
        text_begin,     ///< `^` or `\A`
        line_begin,     ///< `^` with flag m
        text_end,       ///< `\z`
        last_line_end,  ///< `$` or `\Z`: the end, or before the line end there
        line_end        ///< `$` with flag m
    };
    enum class Mode : std::uint8_t { greedy, lazy, possessive };

    Kind kind = Kind::sequence;
    Mode mode = Mode::greedy;
    bool negated = false;  ///< looks and word boundaries
    std::size_t set = 0;   ///< index into the expression's sets
    std::size_t min = 0;
    std::size_t max = 0;
    std::vector<Node> children;
};

struct Expression {
    Node root;
    std::vector<CharSet> sets;
    /// False where letters match without regard to case and one character may stand for up to three
    /// (`ß` for `ss`): then the sets are larger than what matches.
    bool exact = true;
};

/// ICU's `\w`.
[[nodiscard]] const icu::UnicodeSet& word_characters();

/// Takes apart an expression that ICU compiles. Nothing if it has parts that are not understood
/// here (back references, `\X`, flag x …); these are left to ICU.
[[nodiscard]] std::optional<Expression> parse_expression(std::string_view pattern);

/// Code points that a match of `node` has, at least and at most.
struct Length {
    std::size_t min = 0;
    std::size_t max = 0;
};
[[nodiscard]] Length length_of(const Node& node);

}  // namespace egiz::align
