// SPDX-License-Identifier: Apache-2.0
#include "align/calibration_score.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <ostream>
#include <vector>

namespace egiz::align {
namespace {

const auto close = boost::test_tools::tolerance(1e-9);

NumberedBead bead(std::uint32_t number) { return {{number}, {number}}; }

/// `right` of `count` beads are in the gold; all state the same.
CalibrationScore made(std::uint32_t count, std::uint32_t right, double confidence) {
    std::vector<NumberedBead> gold;
    std::vector<StatedBead> stated;
    for (std::uint32_t i = 0; i < count; ++i) {
        if (i < right) gold.push_back(bead(i));
        stated.push_back({bead(i), confidence});
    }
    return score_calibration(gold, stated);
}

struct TenthPlace {
    double confidence;
    std::size_t tenth;

    friend std::ostream& operator<<(std::ostream& out, const TenthPlace& place) {
        return out << place.confidence;
    }
};
const std::vector<TenthPlace> tenth_places{{0, 0},   {0.0999, 0}, {0.1, 1}, {0.2, 2}, {0.3, 3},
                                           {0.4, 4}, {0.5, 5},    {0.6, 6}, {0.7, 7}, {0.799, 7},
                                           {0.8, 8}, {0.9, 9},    {1, 9}};
BOOST_DATA_TEST_CASE(a_confidence_is_in_its_tenth, tenth_places) {
    const CalibrationScore score = made(1, 1, sample.confidence);
    for (std::size_t i = 0; i < score.tenths.size(); ++i) {
        BOOST_TEST(score.tenths[i].beads == (i == sample.tenth ? 1U : 0U));
    }
}

BOOST_AUTO_TEST_CASE(calibration_is_as_worked_out_by_hand) {
    const std::vector<NumberedBead> gold{{{0}, {0}}, {{1, 2}, {1}}, {{3}, {}}, {{}, {2}}};
    const CalibrationScore score = score_calibration(gold, {{{{0}, {0}}, 0.99},
                                                            {{{1}, {1}}, 0.91},  // half of a bead
                                                            {{{2}, {}}, 0.35},
                                                            {{{3}, {}}, 0.31},  // a gap that is one
                                                            {{{}, {2}}, 1}});
    const StatedBeads& sure = score.tenths[9];
    BOOST_TEST(sure.beads == 3U);
    BOOST_TEST(sure.right == 2U);
    BOOST_TEST(sure.mean_stated() == 2.9 / 3, close);
    BOOST_TEST(sure.share_right() == 2.0 / 3, close);
    BOOST_TEST(sure.difference() == 0.9 / 3, close);
    const StatedBeads& unsure = score.tenths[3];
    BOOST_TEST(unsure.beads == 2U);
    BOOST_TEST(unsure.right == 1U);
    BOOST_TEST(unsure.difference() == 0.33 - 0.5, close);
    BOOST_TEST(score.all().beads == 5U);
    BOOST_TEST(score.all().right == 3U);
    BOOST_TEST(score.all().mean_stated() == 3.56 / 5, close);
}

BOOST_AUTO_TEST_CASE(equal_and_empty_beads_count_once_and_not_at_all) {
    const CalibrationScore score = score_calibration(
        {bead(0), {{}, {}}}, {{bead(0), 0.95}, {bead(0), 0.15}, {{{}, {}}, 0.95}});
    BOOST_TEST(score.all().beads == 1U);
    BOOST_TEST(score.tenths[9].right == 1U);
}

BOOST_AUTO_TEST_CASE(calibrations_of_documents_add_up) {
    CalibrationScore sum = made(30, 20, 0.95);
    sum += made(10, 10, 0.91);
    BOOST_TEST(sum.tenths[9].beads == 40U);
    BOOST_TEST(sum.tenths[9].share_right() == 0.75, close);
    BOOST_TEST(sum.tenths[9].mean_stated() == 0.94, close);
}

BOOST_AUTO_TEST_CASE(the_largest_difference_is_that_of_a_tenth_with_enough_beads) {
    CalibrationScore score = made(20, 18, 0.95);  // 0.05 too sure
    BOOST_TEST(score.largest_difference().value() == 0.05, close);
    score += made(19, 0, 0.75);
    BOOST_TEST(score.largest_difference().value() == 0.05, close);
    BOOST_TEST(score.largest_difference(19).value() == 0.75, close);
    score += made(40, 30, 0.55);  // 0.2 too modest
    BOOST_TEST(score.largest_difference().value() == -0.2, close);
}

BOOST_AUTO_TEST_CASE(without_beads_there_is_no_difference) {
    const CalibrationScore score = score_calibration({bead(0)}, {});
    BOOST_TEST(!score.largest_difference(0).has_value());
    BOOST_TEST(score.all().difference() == 0.0);
}

}  // namespace
}  // namespace egiz::align
