// SPDX-License-Identifier: Apache-2.0
// Internal to align/: what the matches of an expression look like, so that most places of a text
// need not be tried. Uses ICU.
#pragma once

#include "align/segmentation/srx_expression.hpp"

#include <array>
#include <cstddef>
#include <vector>

namespace egiz::align {

/// Sets are never too small: a match may only have these characters.
struct Shape {
    static constexpr std::size_t tail_size = 3;

    Length length{0, unbounded};  ///< in code points
    CharSet first;                ///< what a match, or what is behind an empty one, begins with
    CharSet all;                  ///< what a match is made of
    std::array<CharSet, tail_size> tail;  ///< what stands 1, 2, 3 places in front of a match's end

    /// Of an expression that is not understood: anything is possible.
    Shape();
    explicit Shape(const Expression& expression) : Shape(expression, expression.root) {}
    Shape(const Expression& expression, const Node& root);
};

/// Where matches may begin: `min` to `max` characters in front of a character of `core`, all of
/// them in `before`.
struct Finder {
    CharSet core;
    Length distance;
    CharSet before;
};
/// Every match has at least one of the places of one of the finders.
[[nodiscard]] std::vector<Finder> finders_of(const Expression& expression);

/// Indexes into an expression's sets: one character of each, in order.
using SetSequence = std::vector<std::size_t>;

/// The matches of an expression by how they can be looked for.
struct SplitForm {
    /// Those of the alternatives that are finite and not too many.
    std::vector<SetSequence> sequences;
    /// Where a word boundary has to be in front of the sequences.
    bool at_word_boundary = false;
    /// Each of the sequences is a match; otherwise it may be one.
    bool exact = true;
    /// Those of the other alternatives.
    std::vector<Shape> others;
};
[[nodiscard]] SplitForm split_form_of(const Expression& expression);

}  // namespace egiz::align
