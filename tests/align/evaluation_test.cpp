// SPDX-License-Identifier: Apache-2.0
#include "align/evaluation.hpp"

#include <boost/test/unit_test.hpp>

namespace egiz::align {
namespace {

using Beads = std::vector<NumberedBead>;

BOOST_AUTO_TEST_CASE(the_gold_against_itself_is_perfect) {
    const Beads gold{{{0}, {0}}, {{1, 2}, {1}}, {{3}, {}}};
    const Score score = align::score(gold, gold);
    BOOST_TEST(score.f1() == 1.0);
    BOOST_TEST(score.f1(true) == 1.0);
    BOOST_TEST(score.gold_beads == 2U);  // recall is over beads with two sides
    BOOST_TEST(score.hypothesis_beads == 3U);
}

BOOST_AUTO_TEST_CASE(figures_are_those_worked_out_by_hand) {
    const Beads gold{{{0}, {0}}, {{1, 2}, {1}}, {{3}, {}}, {{4}, {2}}};
    // Right; half of the 2-1; a wrong deletion; glued to its neighbour.
    const Beads hypothesis{{{0}, {0}}, {{1}, {1}}, {{2}, {}}, {{3, 4}, {2}}};
    const Score score = align::score(gold, hypothesis);
    BOOST_TEST(score.precision() == 1.0 / 4);
    BOOST_TEST(score.recall() == 1.0 / 3);
    BOOST_TEST(score.precision(true) == 3.0 / 4);
    BOOST_TEST(score.recall(true) == 3.0 / 3);
}

BOOST_AUTO_TEST_CASE(nothing_found_scores_zero_and_not_nan) {
    BOOST_TEST(align::score({}, {}).f1() == 0.0);
    BOOST_TEST(align::score({{{0}, {0}}}, {}).f1() == 0.0);
}

BOOST_AUTO_TEST_CASE(gaps_are_counted_as_segments_of_each_side) {
    const Beads gold{{{0}, {0}}, {{1, 2}, {}}, {{}, {1}}};
    const Beads hypothesis{{{0}, {}}, {{1}, {}}, {{2}, {0}}, {{}, {1}}};
    const GapScore score = score_gaps(gold, hypothesis);
    BOOST_TEST(score.right == 2U);
    BOOST_TEST(score.called == 3U);
    BOOST_TEST(score.real == 3U);
    BOOST_TEST(score_gaps({{{0}, {0}}}, {{{0}, {0}}}).f1() == 1.0);
}

}  // namespace
}  // namespace egiz::align
