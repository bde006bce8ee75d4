// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/ladder.hpp"

#include "tests/support/temporary_folder.hpp"
#include "text/error.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <sstream>

namespace egiz::formats {
namespace {

std::string in_short(const std::vector<LadderLine>& beads) {
    std::string text;
    for (const auto& [source, target, confidence] : beads) {
        for (const auto number : source) text += std::to_string(number) + ' ';
        text += ':';
        for (const auto number : target) text += ' ' + std::to_string(number);
        if (confidence) text += " at " + std::to_string(*confidence).substr(0, 5);
        text += '\n';
    }
    return text;
}

BOOST_AUTO_TEST_CASE(beads_are_read_in_every_spelling) {
    const test::TemporaryFolder folder;
    const std::string path =
        folder.write("a", "[0,1]:[0]\r\n\n [2] : []\n[]:[1, 2]:0.35\n[3 4]:[7]:x:y\n");
    BOOST_TEST(in_short(read_ladder(path)) == "0 1 : 0\n2 :\n: 1 2 at 0.350\n3 4 : 7\n");
}

BOOST_AUTO_TEST_CASE(a_ladder_of_hunalign_is_read_too) {
    const test::TemporaryFolder folder;
    BOOST_TEST(in_short(read_ladder(folder.write(
                   "a", "0\t0\t0.3\n1\t2\t0.5\n2\t2\t0\n3\t3\t1\n"))) == "0 : 0 1\n1 :\n2 : 2\n");
}

BOOST_AUTO_TEST_CASE(a_third_field_is_the_confidence_if_it_can_be) {
    const test::TemporaryFolder folder;
    const std::string path = folder.write(
        "a",
        "[0]:[0]:0\n[1]:[1]: 1.000 \n[2]:[2]:0.5:x\n"
        "[3]:[3]:1.5\n[4]:[4]:-0.1\n[5]:[5]:nan\n[6]:[6]:0.5x\n[7]:[7]:\n[8]:[8]:0,5\n");
    BOOST_TEST(in_short(read_ladder(path)) ==
               "0 : 0 at 0.000\n1 : 1 at 1.000\n2 : 2 at 0.500\n"
               "3 : 3\n4 : 4\n5 : 5\n6 : 6\n7 : 7\n8 : 8\n");
}

const std::vector<std::string> ladder_broken{"[0]:[0]\nx\n", "[0]:\n", "[0][1]\n", "[-1]:[0]\n",
                                             "0\t0\n1\t1\n0\t2\n"};
BOOST_DATA_TEST_CASE(what_is_no_bead_is_told_with_its_line, ladder_broken) {
    const test::TemporaryFolder folder;
    const std::string path = folder.write("a", sample);
    BOOST_CHECK_EXCEPTION(static_cast<void>(read_ladder(path)), Error,
                          [](const Error& error) { return error.place().line > 0; });
}

BOOST_AUTO_TEST_CASE(segments_are_written_by_their_line_numbers) {
    const Ladder ladder{{{0, 2}, {0, 1}, 0, 0.97, 0}, {{2, 3}, {1, 1}, 0, 0.9996, 0}};
    std::ostringstream plain;
    write_ladder(plain, ladder);
    BOOST_TEST(plain.str() == "[0,1]:[0]:0.970\n[2]:[]:1.000\n");
    std::ostringstream numbered;
    write_ladder(numbered, ladder, {0, 2, 5}, {3});
    BOOST_TEST(numbered.str() == "[0,2]:[3]:0.970\n[5]:[]:1.000\n");
}

BOOST_AUTO_TEST_CASE(what_is_read_is_written_as_it_was) {
    const test::TemporaryFolder folder;
    const std::string bytes = "[0,1]:[0]:0.970\n[2]:[]\n[]:[1]:0.005\n";
    std::ostringstream out;
    write_ladder(out, read_ladder(folder.write("a", bytes)));
    BOOST_TEST(out.str() == bytes);
}

}  // namespace
}  // namespace egiz::formats
