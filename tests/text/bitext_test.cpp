// SPDX-License-Identifier: Apache-2.0
#include "text/bitext.hpp"

#include "text/error.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <set>
#include <string>
#include <vector>

namespace egiz {
namespace {

Bead bead(Span source, Span target) {
    Bead result;
    result.source = source;
    result.target = target;
    return result;
}

struct BitextCase {
    const char* what;
    Ladder ladder;
    std::size_t source;
    std::size_t target;
    bool sound;

    friend std::ostream& operator<<(std::ostream& out, const BitextCase& c) {
        return out << c.what;
    }
};
const std::vector<BitextCase> bitext_cases{
    {"nothing of nothing", {}, 0, 0, true},
    {"all kinds of beads",
     {bead({0, 1}, {0, 2}), bead({1, 2}, {2, 2}), bead({2, 2}, {2, 3}), bead({2, 4}, {3, 4})},
     4,
     4,
     true},
    {"a gap on one side only", {bead({0, 3}, {0, 0})}, 3, 0, true},
    {"no beads for a text", {}, 1, 0, false},
    {"an empty bead", {bead({0, 1}, {0, 1}), bead({1, 1}, {1, 1})}, 1, 1, false},
    {"a source segment left out", {bead({0, 1}, {0, 1}), bead({2, 3}, {1, 2})}, 3, 2, false},
    {"a target segment twice", {bead({0, 1}, {0, 2}), bead({1, 2}, {1, 3})}, 2, 3, false},
    {"the wrong order", {bead({1, 2}, {1, 2}), bead({0, 1}, {0, 1})}, 2, 2, false},
    {"a late start", {bead({1, 2}, {0, 1})}, 2, 1, false},
    {"an early end", {bead({0, 1}, {0, 1})}, 1, 2, false},
    {"more than there is", {bead({0, 2}, {0, 1})}, 1, 1, false},
    {"a span that runs backwards", {bead({0, 1}, {0, 1}), bead({1, 0}, {1, 2})}, 0, 2, false},
};
BOOST_DATA_TEST_CASE(a_ladder_must_cover_both_sides_once_and_in_order, bitext_cases) {
    if (sample.sound) {
        BOOST_CHECK_NO_THROW(check_ladder(sample.ladder, sample.source, sample.target));
    } else {
        BOOST_CHECK_THROW(check_ladder(sample.ladder, sample.source, sample.target), Error);
    }
}

BOOST_AUTO_TEST_CASE(doubts_are_separate_bits_with_separate_names) {
    Bead sample;
    std::set<std::string_view> names;
    for (const Doubt doubt : all_doubts) {
        BOOST_TEST(!sample.has(doubt));
        sample.add(doubt);
        BOOST_TEST(sample.has(doubt));
        names.insert(name(doubt));
    }
    BOOST_TEST(sample.doubts == 255U);
    BOOST_TEST(names.size() == 8U);
    BOOST_TEST(name(Doubt::low_score) == "low-score");
}

BOOST_AUTO_TEST_CASE(a_bead_knows_its_type) {
    BOOST_TEST(bead({3, 5}, {7, 8}).type() == "2-1");
    BOOST_TEST(bead({3, 3}, {7, 8}).type() == "0-1");
    BOOST_TEST(bead({3, 5}, {7, 8}).two_sided());
    BOOST_TEST(!bead({3, 3}, {7, 8}).two_sided());
}

BOOST_AUTO_TEST_CASE(the_text_of_a_span_is_as_written) {
    SegmentedText text;
    text.document.text = "One.  Two.\n\nThree.";
    text.document.paragraphs = {{0, 10}, {12, 18}};
    text.segments = {{{0, 4}, 0}, {{6, 10}, 0}, {{12, 18}, 1}};
    BOOST_TEST(text_of(text, {0, 2}) == "One.  Two.");
    BOOST_TEST(text_of(text, {1, 3}) == "Two.\n\nThree.");
    BOOST_TEST(text_of(text, {1, 1}).empty());
}

}  // namespace
}  // namespace egiz
