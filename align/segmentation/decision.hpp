// SPDX-License-Identifier: Apache-2.0
// Internal to align/: decides about one run of terminators.
#pragma once

#include "align/segmentation/looks.hpp"
#include "align/segmentation/reason.hpp"
#include "align/segmentation/rule_set.hpp"
#include "align/segmenter.hpp"

#include <cstddef>
#include <string_view>

namespace egiz::align {

/// Terminators in a row and what closes after them.
struct Run {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t count = 0;                 ///< terminators
    Punctuation last = Punctuation::none;  ///< the last terminator
    bool exclaims = false;                 ///< one of them is `!` or `?`
    bool full = false;                     ///< one of them needs no space behind
    bool closes = false;                   ///< a bracket or quote closes in the run
    bool closes_quote = false;
    bool ends_behind_closer = false;  ///< a terminator stands behind what closes: `？》。`

    void add(Punctuation mark) {
        ++count;
        last = mark;
        ends_behind_closer = ends_behind_closer || closes;
        exclaims =
            exclaims || mark == Punctuation::exclamation || mark == Punctuation::full_exclamation;
        full = full || mark == Punctuation::full_stop || mark == Punctuation::full_exclamation;
    }
    [[nodiscard]] bool is_ellipsis() const {
        return !exclaims && !full && (count > 1 || last == Punctuation::ellipsis);
    }
};

struct Verdict {
    bool ends = false;
    Reason reason = Reason::sentence_end;
    RuleId rule = no_rule;  ///< the word list's entry behind it
};

struct Context {
    std::string_view text;
    const RuleSet& rules;
    const SegmenterOptions& options;
    std::size_t sentence_begin = 0;
    const Following& start;  ///< what the sentence begins with
};

/// Whether the sentence ends with `run`. Looks a bounded way around it.
[[nodiscard]] Verdict decide(const Context& context, const Run& run);

}  // namespace egiz::align
