// SPDX-License-Identifier: Apache-2.0
#include "align/evaluation.hpp"

#include <boost/test/unit_test.hpp>

#include <vector>

namespace egiz::align {
namespace {

using Beads = std::vector<NumberedBead>;

const Beads gold{{{0}, {0}}, {{1, 2}, {1}}, {{3}, {}}, {{}, {2}}, {{4}, {3, 4}}};

BOOST_AUTO_TEST_CASE(the_gold_against_itself_is_perfect) {
    const Score perfect = score(gold, gold);
    BOOST_TEST(perfect.f1() == 1.0);
    BOOST_TEST(perfect.f1(true) == 1.0);
    BOOST_TEST(perfect.gold_beads == 3U);  // recall is over beads with two sides
    BOOST_TEST(perfect.hypothesis_beads == 5U);
}

BOOST_AUTO_TEST_CASE(figures_are_those_worked_out_by_hand) {
    // 0-0 is right; 1-1 and 2-2 are wrong, of which 1-1 links a gold pair; 3-gap is right;
    // 4-3 links a gold pair; gap-4 is wrong, and a gap is never a lax hit.
    const Beads hypothesis{{{0}, {0}}, {{1}, {1}}, {{2}, {2}}, {{3}, {}}, {{4}, {3}}, {{}, {4}}};
    const Score counts = score(gold, hypothesis);
    BOOST_TEST(counts.strict_hits == 2U);
    BOOST_TEST(counts.lax_hits == 4U);
    BOOST_TEST(counts.hypothesis_beads == 6U);
    BOOST_TEST(counts.strict_found == 1U);
    BOOST_TEST(counts.lax_found == 3U);
    BOOST_TEST(counts.gold_beads == 3U);
    const auto close = boost::test_tools::tolerance(1e-12);
    BOOST_TEST(counts.precision() == 1.0 / 3, close);
    BOOST_TEST(counts.recall() == 1.0 / 3, close);
    BOOST_TEST(counts.f1() == 1.0 / 3, close);
    BOOST_TEST(counts.precision(true) == 2.0 / 3, close);
    BOOST_TEST(counts.recall(true) == 1.0, close);
    BOOST_TEST(counts.f1(true) == 0.8, close);
}

BOOST_AUTO_TEST_CASE(a_wrong_gap_and_a_glued_neighbour_cost_what_they_should) {
    const Beads other{{{0}, {0}}, {{1, 2}, {1}}, {{3}, {}}, {{4}, {2}}};
    const Beads hypothesis{{{0}, {0}}, {{1}, {1}}, {{2}, {}}, {{3, 4}, {2}}};
    const Score counts = score(other, hypothesis);
    BOOST_TEST(counts.precision() == 1.0 / 4);
    BOOST_TEST(counts.recall() == 1.0 / 3);
    BOOST_TEST(counts.precision(true) == 3.0 / 4);
    BOOST_TEST(counts.recall(true) == 3.0 / 3);
}

BOOST_AUTO_TEST_CASE(repeated_and_empty_beads_count_once_and_not_at_all) {
    const Score counts = score(gold, {{{0}, {0}}, {{0}, {0}}, {{}, {}}});
    BOOST_TEST(counts.hypothesis_beads == 1U);
    BOOST_TEST(counts.strict_hits == 1U);
}

BOOST_AUTO_TEST_CASE(sides_need_not_be_contiguous) {
    const Beads crossing{{{0, 2}, {1}}, {{1}, {0}}};
    BOOST_TEST(score(crossing, crossing).f1() == 1.0);
    BOOST_TEST(score(crossing, {{{2}, {1}}}).lax_hits == 1U);
}

BOOST_AUTO_TEST_CASE(scores_add_up_over_documents) {
    Score sum = score(gold, gold);
    sum += score({{{0}, {0}}}, {{{0}, {1}}});
    BOOST_TEST(sum.precision() == 5.0 / 6, boost::test_tools::tolerance(1e-12));
    BOOST_TEST(sum.recall() == 3.0 / 4, boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(nothing_found_scores_zero_and_not_nan) {
    BOOST_TEST(score({}, {}).f1() == 0.0);
    BOOST_TEST(score(gold, {}).f1() == 0.0);
    BOOST_TEST(score({}, gold).precision() == 0.0);
}

BOOST_AUTO_TEST_CASE(gaps_are_counted_as_segments_of_each_side) {
    // Called: source 3 and 4, target 3; real: source 3, target 2.
    const Beads hypothesis{{{0}, {0}}, {{1, 2}, {1, 2}}, {{3, 4}, {}}, {{}, {3}}};
    GapScore counts = score_gaps(gold, hypothesis);
    BOOST_TEST(counts.right == 1U);
    BOOST_TEST(counts.called == 3U);
    BOOST_TEST(counts.real == 2U);
    const auto close = boost::test_tools::tolerance(1e-12);
    BOOST_TEST(counts.precision() == 1.0 / 3, close);
    BOOST_TEST(counts.recall() == 0.5, close);
    BOOST_TEST(counts.f1() == 0.4, close);
    counts += score_gaps(gold, gold);
    BOOST_TEST(counts.right == 3U);
    BOOST_TEST(score_gaps({{{0}, {0}}}, {{{0}, {0}}}).f1() == 1.0);  // none to find, none called
    BOOST_TEST(score_gaps(gold, {{{0}, {0}}}).f1() == 0.0);
}

BOOST_AUTO_TEST_CASE(a_ladder_turns_into_segment_numbers) {
    Bead two;
    two.source = {0, 2};
    two.target = {0, 1};
    Bead gap;
    gap.source = {2, 2};
    gap.target = {1, 3};
    BOOST_TEST((numbered({two, gap}) == Beads{{{0, 1}, {0}}, {{}, {1, 2}}}));
}

}  // namespace
}  // namespace egiz::align
