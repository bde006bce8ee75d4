// SPDX-License-Identifier: Apache-2.0
// Internal to align/: what the engines of the segmenter have in common.
#pragma once

#include "align/explanation.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

namespace egiz::align {

/// Number of a rule within its engine; each engine explains its own.
using RuleId = std::uint32_t;
inline constexpr RuleId no_rule = 0;

/// One place where a sentence may end, and what was decided.
struct Boundary {
    std::size_t offset = 0;  ///< behind the terminator and what closes after it
    bool ends = false;
    std::uint8_t reason = 0;  ///< of the engine's own list
    RuleId rule = no_rule;    ///< the line of a rules file that decided, if one did
};

/// The mark in front of an item of a list: `2.`, `b)`, `3.)`, `④`.
struct ListLabel {
    enum class Form : std::uint8_t { none, dot, bracket, dot_bracket, circled };
    Form form = Form::none;
    bool letter = false;
    std::uint32_t value = 0;  ///< the number, or the letter's code point

    friend bool operator==(const ListLabel&, const ListLabel&) = default;
};

/// What a pass over a paragraph remembers from one stretch of it to the next. Offsets count from
/// the beginning of the text that the next stretch is given.
struct ScanState {
    std::size_t offset = 0;          ///< the first byte that is not decided
    std::size_t sentence_begin = 0;  ///< where the sentence that is not ended yet begins

    // Memory of the native engine.
    std::size_t hold_end = 0;  ///< sentences do not end before this offset
    std::uint8_t hold_reason = 0;
    bool hold_in_sentence = false;  ///< words of the sentence stand before what holds
    std::size_t straight_open = 0;  ///< behind the straight quote that is open; 0: none
    std::size_t refused = 0;        ///< the last place where the marks said that no sentence ends
    ListLabel next_item;            ///< of the list that is going on

    /// Makes all offsets count from `bytes` further on, where the text was cut off in front.
    void drop_front(std::size_t bytes);
};

/// Finds the ends of sentences in one paragraph. Immutable: may be used by several threads.
class Engine {
public:
    /// Is shown a place and says whether a sentence ends there: `boundary.ends`, or false to take
    /// the end away. What is cut because it is too long is cut in any case.
    using Visit = std::function<bool(const Boundary&)>;

    /// No decision looks further than this from the place that it is about, in bytes.
    static constexpr std::size_t farthest_look = 16 * 1024;
    /// A sentence of more bytes is cut at a white space (else anywhere), so that memory is bounded.
    static constexpr std::size_t longest_sentence = 1024 * 1024;

    Engine() = default;
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;
    virtual ~Engine() = default;
    /// Shows, in order, the places from `state.offset` up to `limit` where a sentence may end, the
    /// end of the text not among them, and moves `state` there. Any bytes will do.
    /// \param text  reaches `farthest_look` beyond `limit`, or to the paragraph's end; and as far
    ///              before `state.sentence_begin`, or from the paragraph's beginning
    virtual void scan(std::string_view text, std::size_t limit, ScanState& state,
                      const Visit& visit) const = 0;
    /// Why `boundary` was decided as it was.
    [[nodiscard]] virtual Explanation explain(const Boundary& boundary) const = 0;
};

/// Where a sentence is cut that is too long: behind the last white space (else the last character)
/// of its first `Engine::longest_sentence` bytes, all of which `text` has.
[[nodiscard]] std::size_t place_to_cut(std::string_view text, std::size_t sentence_begin);

}  // namespace egiz::align
