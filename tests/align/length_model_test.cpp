// SPDX-License-Identifier: Apache-2.0
#include "align/length_model.hpp"

#include "align/paragraph_model.hpp"
#include "tests/align/made_text.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace egiz::align {
namespace {

const std::vector<std::uint32_t> source_lengths{40, 90, 25, 60, 120, 33, 70};
const std::vector<std::uint32_t> target_lengths{44, 80, 30, 66, 110, 30, 77, 52};

BOOST_AUTO_TEST_CASE(equal_lengths_speak_for_a_bead_and_unequal_ones_against_it) {
    const RunLengths source(source_lengths);
    const RunLengths target(target_lengths);
    const LengthTerm term(source, target, {});
    BOOST_TEST(term(1, 1, {1, 1}) > 0);                   // 40 and 44
    BOOST_TEST(term(5, 6, {1, 1}) < 0);                   // 120 and 30
    BOOST_TEST(term(2, 2, {2, 2}) > 0);                   // 130 and 124
    BOOST_TEST(term(5, 6, {1, 1}) < term(5, 6, {1, 2}));  // 120 and 140
}

BOOST_AUTO_TEST_CASE(the_length_term_does_not_care_which_side_is_which) {
    const RunLengths source(source_lengths);
    const RunLengths target(target_lengths);
    LengthModel model;
    model.log_ratio = 0.3;
    model.spread = 1.2;
    const LengthTerm term(source, target, model);
    const LengthTerm mirrored(target, source, model.mirrored());
    for (std::size_t i = 2; i <= source.segments(); ++i) {
        for (std::size_t j = 1; j <= target.segments(); ++j) {
            BOOST_TEST(term(i, j, {2, 1}) == mirrored(j, i, {1, 2}),
                       boost::test_tools::tolerance(1e-12));
        }
    }
}

BOOST_AUTO_TEST_CASE(ratio_and_spread_are_learnt_from_pairs) {
    std::vector<LengthPair> even;
    std::vector<LengthPair> uneven;
    for (int k = 0; k < 500; ++k) {
        even.push_back({100, 30, 1});
        uneven.push_back({100, k % 2 == 0 ? 15.0 : 60.0, 1});
    }
    const LengthModel from_even = estimate_lengths(even, {});
    BOOST_TEST(from_even.log_ratio == std::log(0.3), boost::test_tools::tolerance(0.02));
    BOOST_TEST(from_even.spread < 0.1);
    const LengthModel from_uneven = estimate_lengths(uneven, {});
    // The longer pairs of a lot so uneven weigh more.
    BOOST_TEST(from_uneven.log_ratio == std::log(0.3), boost::test_tools::tolerance(0.1));
    BOOST_TEST(from_uneven.spread > 2);
}

BOOST_AUTO_TEST_CASE(without_pairs_or_weight_the_ratio_stays) {
    LengthModel start;
    start.log_ratio = 0.25;
    const LengthModel none = estimate_lengths({}, start);
    BOOST_TEST(none.log_ratio == 0.25, boost::test_tools::tolerance(1e-12));
    BOOST_TEST(none.spread == 1.0, boost::test_tools::tolerance(1e-12));
    const std::vector<LengthPair> untrusted(100, LengthPair{10, 1000, 0});
    BOOST_TEST(estimate_lengths(untrusted, start).log_ratio == 0.25,
               boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(odd_lengths_give_finite_scores) {
    const std::vector<std::uint32_t> odd{0, 1, 4'000'000'000, 1, 0};
    const RunLengths lengths(odd);
    const LengthTerm term(lengths, lengths, {});
    for (std::size_t i = 1; i <= odd.size(); ++i) {
        for (std::size_t j = 1; j <= odd.size(); ++j) BOOST_TEST(std::isfinite(term(i, j, {1, 1})));
    }
    const std::vector<std::uint32_t> equal(10, 7);
    const RunLengths even(equal);
    BOOST_TEST(std::isfinite(LengthTerm(even, even, {})(3, 3, {2, 2})));
}

BOOST_AUTO_TEST_CASE(priors_follow_what_is_seen_and_gaps_stay_rare) {
    BeadPriors priors(0.01);
    const std::size_t gap = index_of({1, 0});
    const std::size_t split = index_of({1, 2});
    const double usual = priors.log_prior(split);
    BeadCounts counts{};
    counts[index_of({1, 1})] = 500;
    counts[split] = 500;
    priors.estimate(counts);
    BOOST_TEST(priors.log_prior(split) > usual);
    counts[gap] = 1e6;
    priors.estimate(counts);
    BOOST_TEST(std::exp(priors.log_prior(gap)) <= 0.15 + 1e-12);
}

/// A text of six segments, with a break before those that are named.
SegmentedText with_breaks(const std::vector<std::size_t>& before) {
    std::vector<std::string> segments;
    for (std::size_t i = 0; i < 6; ++i) {
        for (const std::size_t at : before) {
            if (at == i) segments.emplace_back();
        }
        segments.emplace_back("x");
    }
    return made_text("en", segments);
}

BOOST_AUTO_TEST_CASE(breaks_that_meet_speak_for_a_bead) {
    const Breaks source(with_breaks({2, 4}));
    const Breaks target(with_breaks({2, 4}));
    const ParagraphTerm term(source, target);
    BOOST_TEST(term(2, 2, {1, 1}) > 0);                   // ends where both break
    BOOST_TEST(term(2, 3, {1, 1}) < term(2, 2, {1, 1}));  // only the source breaks
    BOOST_TEST(term(3, 3, {2, 1}) < 0);                   // a break within
    BOOST_TEST(term(3, 3, {2, 1}) == ParagraphTerm(target, source)(3, 3, {1, 2}),
               boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(a_side_without_paragraphs_or_with_nothing_else_tells_nothing) {
    const Breaks none(with_breaks({}));
    const Breaks some(with_breaks({3}));
    const Breaks all(with_breaks({1, 2, 3, 4, 5}));
    for (const auto& [source, target] :
         {std::pair(&none, &none), std::pair(&none, &all), std::pair(&all, &all)}) {
        const ParagraphTerm term(*source, *target);
        for (std::size_t i = 2; i <= 6; ++i) {
            for (std::size_t j = 2; j <= 6; ++j) BOOST_TEST(term(i, j, {2, 2}) == 0.0);
        }
    }
    const ParagraphTerm one_sided(some, none);
    BOOST_TEST(one_sided(3, 2, {1, 1}) == 0.0);
    BOOST_TEST(one_sided(4, 2, {2, 1}) < 0);  // but nobody merges over a break
}

BOOST_AUTO_TEST_CASE(breaks_that_never_meet_are_learnt_to_tell_nothing) {
    const Breaks source(with_breaks({2, 4}));
    const Breaks target(with_breaks({1, 3}));
    ParagraphTerm term(source, target);
    BOOST_TEST(term(2, 2, {1, 1}) < 0);
    ParagraphTerm::Counts chance;
    chance.ends = {360'000, 240'000, 240'000, 160'000};
    term.estimate(chance);
    BOOST_TEST(std::abs(term(2, 2, {1, 1})) < 0.01);
}

}  // namespace
}  // namespace egiz::align
