// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "align/bead_types.hpp"
#include "text/segmented_text.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace egiz::align {

/// What two texts share whatever their languages: numbers, words written alike, punctuation marks.
///
/// A segment holds a bag of anchors. If its counterpart holds the same anchor that speaks for the
/// bead, the more so the rarer the anchor is; if not, it speaks a little against it. Only anchors
/// that both texts hold somewhere count at all.
class AnchorTerm {
public:
    AnchorTerm(const SegmentedText& source, const SegmentedText& target);

    enum Kind : std::uint8_t { number, word, mark };
    static constexpr std::size_t kinds = 3;
    /// What was seen on a path, for each kind: anchors on both sides, and how many of them matched.
    struct Counts {
        std::array<double, kinds> all{};
        std::array<double, kinds> matched{};
    };
    /// Adds the two-sided bead of `type` that ends before segments `i` and `j`.
    void count(std::size_t i, std::size_t j, BeadType type, double weight, Counts& counts) const;
    void estimate(const Counts& counts);

    /// Log-likelihood ratio for a two-sided bead of `type` that ends before segments `i` and `j`.
    [[nodiscard]] double operator()(std::size_t i, std::size_t j, BeadType type) const {
        double sum = source_.unmatched[i] - source_.unmatched[i - type.source] +
                     target_.unmatched[j] - target_.unmatched[j - type.target];
        if ((source_.mask(i, type.source) & target_.mask(j, type.target)) != 0) {
            sum += matches(i, j, type);
        }
        return sum;
    }

private:
    /// Anchors of one side: of every run of 1 to `most_segments` neighbouring segments.
    struct Side {
        std::size_t segments = 0;
        std::vector<std::uint32_t> ids;    ///< sorted within each run
        std::vector<std::size_t> first;    ///< of each run, in `ids`
        std::vector<std::uint64_t> masks;  ///< of each run, one bit per id modulo 64: a quick no
        std::vector<double> unmatched;     ///< sums of the price of anchors without a match

        void fill(const std::vector<std::vector<std::uint32_t>>& held);
        static std::size_t run_of(std::size_t end, std::size_t count) {
            return end * most_segments + count - 1;
        }
        /// Of the `count` segments that end before segment `end`.
        [[nodiscard]] std::span<const std::uint32_t> bag(std::size_t end, std::size_t count) const {
            const std::size_t run = run_of(end, count);
            return std::span(ids).subspan(first[run], first[run + 1] - first[run]);
        }
        [[nodiscard]] std::uint64_t mask(std::size_t end, std::size_t count) const {
            return masks[run_of(end, count)];
        }
    };
    template <class Visit>
    void for_each_match(std::size_t i, std::size_t j, BeadType type, Visit visit) const;
    [[nodiscard]] double matches(std::size_t i, std::size_t j, BeadType type) const;

    Side source_;
    Side target_;
    std::vector<Kind> kind_;            ///< of each id
    std::vector<double> source_share_;  ///< of segments that hold the id
    std::vector<double> target_share_;
    std::vector<double> gain_;  ///< of a match of the id, over not matching it
};

}  // namespace egiz::align
