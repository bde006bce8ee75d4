// SPDX-License-Identifier: Apache-2.0
// Internal to align/: the words of single beads, looked at one by one. Slow, for any two spans.
#pragma once

#include "align/lexical/lexical_term.hpp"
#include "text/bitext.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace egiz::align {

/// Of some target segments, those that share most with a source segment, by a rough count.
class Shortlist {
public:
    /// Borrows the term.
    /// \param targets  segment numbers, ascending
    Shortlist(const LexicalTerm& term, std::vector<std::uint32_t> targets);

    /// At most `count` of them, the likeliest first. None that shares nothing.
    [[nodiscard]] std::vector<std::uint32_t> of(std::size_t source_segment,
                                                std::size_t count) const;

private:
    const LexicalTerm* term_;
    std::vector<std::uint32_t> targets_;
    std::vector<std::size_t> first_;     ///< by target token
    std::vector<std::uint32_t> places_;  ///< in `targets_`
};

}  // namespace egiz::align
