// SPDX-License-Identifier: Apache-2.0
// Internal to align/: which rule of a list matches first at a place of a text. Uses ICU.
#pragma once

#include "align/segmentation/srx_rule.hpp"
#include "align/segmentation/srx_trie.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::align {

/// What the rules say about a place.
struct SrxVerdict {
    std::size_t offset = 0;  ///< in bytes
    std::uint32_t rule = 0;  ///< the first that matches there
    bool breaks = false;
};

/// The rules of one engine in order. A break rule finds the places where it may match by the
/// characters that it needs (terminators); the others are tried at these places only. Of those,
/// finite ones are in a trie; the rest is tried by what a match ends with.
class SrxMatcher {
public:
    SrxMatcher(std::string file, std::vector<SrxRule> rules);

    [[nodiscard]] const std::string& file() const noexcept { return file_; }
    [[nodiscard]] const std::vector<SrxRule>& rules() const noexcept { return rules_; }

    /// Bytes around a place that its verdict may depend on.
    static constexpr std::size_t margin = 3 * (3 * srx_reach + 16);
    /// Makes the scratch ready for verdicts about places from `begin` to `end` of `text`.
    void prepare(std::string_view text, std::size_t begin, std::size_t end,
                 SrxScratch& scratch) const;
    /// Every place from `begin` up to but not including `end` at which a break rule matches, in
    /// order, and which rule matches first there.
    [[nodiscard]] std::vector<SrxVerdict> candidates(std::size_t begin, std::size_t end,
                                                     SrxScratch& scratch) const;
    /// The first rule that does not break and matches at the place; rules().size() if there is
    /// none before `below`.
    [[nodiscard]] std::uint32_t exception_at(std::int32_t unit, std::uint32_t below,
                                             SrxScratch& scratch) const;

private:
    struct BreakRule {
        std::uint32_t rule;
        std::vector<Finder> finders;
    };

    /// Matches of a rule that are not in the trie, by their shape.
    struct Exception {
        std::uint32_t rule = 0;
        Shape shape;
        std::size_t memo = no_memo;
        static constexpr std::size_t no_memo = static_cast<std::size_t>(-1);
    };

    void add_break(std::uint32_t rule);
    void add_exception(std::uint32_t rule);
    [[nodiscard]] std::int32_t match_before(std::uint32_t rule, std::int32_t begin,
                                            SrxScratch& scratch) const {
        return rules_[rule].before.match(begin, scratch);
    }
    [[nodiscard]] bool matches_after(std::uint32_t rule, std::int32_t unit,
                                     SrxScratch& scratch) const {
        return rules_[rule].after.match(unit, scratch) >= 0;
    }
    void find_cores(std::int32_t begin, std::int32_t end, const SrxText& text,
                    std::vector<std::int32_t>& cores) const;
    void find_starts(const BreakRule& rule, std::int32_t begin, std::int32_t end,
                     const SrxText& text, const std::vector<std::int32_t>& cores,
                     std::vector<std::int32_t>& starts) const;
    [[nodiscard]] bool matches_up_to(const Exception& exception, std::int32_t unit,
                                     SrxScratch& scratch) const;
    [[nodiscard]] std::int32_t remembered_match(const Exception& exception, std::int32_t begin,
                                                SrxScratch& scratch) const;

    std::string file_;
    std::vector<SrxRule> rules_;
    std::vector<BreakRule> break_rules_;
    /// A bit for each UTF-16 unit: whether a break rule needs it.
    std::vector<std::uint64_t> cores_ = std::vector<std::uint64_t>(0x10000 / 64);
    SrxTrie trie_;
    std::vector<Exception> exceptions_;  ///< by rule
    std::size_t memos_ = 0;
};

}  // namespace egiz::align
