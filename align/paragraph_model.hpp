// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "align/bead_types.hpp"
#include "text/segmented_text.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace egiz::align {

/// Where paragraphs begin in one text: before segment i, for i from 0 to the number of segments.
/// The two ends of the text count as breaks. Also what kind of paragraph each segment is in.
class Breaks {
public:
    explicit Breaks(const SegmentedText& text);

    [[nodiscard]] std::size_t segments() const noexcept { return breaks_.size() - 1; }
    [[nodiscard]] bool at(std::size_t i) const { return breaks_[i] != 0; }
    /// Share of the places between two segments that are breaks.
    [[nodiscard]] double share() const noexcept { return share_; }
    static constexpr std::size_t most_kinds = 16;
    /// True if there are several kinds of paragraphs.
    [[nodiscard]] bool has_kinds() const noexcept { return !kinds_.empty(); }
    /// Kind of segment i, only if has_kinds().
    [[nodiscard]] std::size_t kind(std::size_t i) const { return kinds_[i]; }
    /// Share of the segments that are of a kind.
    [[nodiscard]] double share_of_kind(std::size_t kind) const { return kind_shares_[kind]; }

private:
    std::vector<char> breaks_;
    std::vector<std::uint8_t> kinds_;
    std::array<double, most_kinds> kind_shares_{};
    double share_ = 0;
};

/// What paragraph breaks say about a bead. They are evidence and never walls.
///
/// Two events are compared with chance, that is with breaks strewn over both texts at the rates
/// seen there. At the end of a bead, a break on one side comes with a break on the other more often
/// than chance has it; inside a bead, between two of its segments, breaks are rare. If a side has
/// no breaks, or nothing but breaks, its breaks tell nothing and the terms vanish.
///
/// In documents with markup a bead also rather begins with two paragraphs of one kind, as headings
/// are, than chance has it; where a text has paragraphs of one kind only, that term vanishes.
class ParagraphTerm {
public:
    /// Borrows both; they must outlive the term.
    ParagraphTerm(const Breaks& source, const Breaks& target);

    /// What was seen on a path: at the ends of two-sided beads, and inside them.
    struct Counts {
        std::array<double, 4> ends{};           ///< index: 2 * break in source + break in target
        std::array<double, 2> source_inside{};  ///< no break, break
        std::array<double, 2> target_inside{};
        std::array<double, 2> kinds{};  ///< of the first paragraphs: different, the same
    };
    /// Adds the two-sided bead of `type` that ends before segments `i` and `j`.
    void count(std::size_t i, std::size_t j, BeadType type, double weight, Counts& counts) const;
    void estimate(const Counts& counts);

    /// Log-likelihood ratio for a two-sided bead of `type` that ends before segments `i` and `j`.
    [[nodiscard]] double operator()(std::size_t i, std::size_t j, BeadType type) const {
        double sum = (end(i, j) + end(i - type.source, j - type.target)) / 2;
        for (std::size_t k = 1; k < type.source; ++k) sum += source_inside_[source_->at(i - k)];
        for (std::size_t k = 1; k < type.target; ++k) sum += target_inside_[target_->at(j - k)];
        if (!kinds_.empty()) {
            sum += kinds_[source_->kind(i - type.source) * Breaks::most_kinds +
                          target_->kind(j - type.target)];
        }
        return sum;
    }

private:
    void estimate_kinds(const std::array<double, 2>& counts);
    [[nodiscard]] double end(std::size_t i, std::size_t j) const {
        return (i == 0 && j == 0) || (i == source_->segments() && j == target_->segments())
                   ? 0
                   : ends_[2 * static_cast<std::size_t>(source_->at(i)) +
                           static_cast<std::size_t>(target_->at(j))];
    }

    const Breaks* source_;
    const Breaks* target_;
    std::array<double, 4> ends_{};
    std::array<double, 2> source_inside_{};
    std::array<double, 2> target_inside_{};
    std::vector<double> kinds_;  ///< kind in source * most_kinds + kind in target; or empty
};

}  // namespace egiz::align
