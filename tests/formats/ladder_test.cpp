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
    for (const auto& [source, target] : beads) {
        for (const auto number : source) text += std::to_string(number) + ' ';
        text += ':';
        for (const auto number : target) text += ' ' + std::to_string(number);
        text += '\n';
    }
    return text;
}

BOOST_AUTO_TEST_CASE(beads_are_read_in_every_spelling) {
    const test::TemporaryFolder folder;
    const std::string path =
        folder.write("a", "[0,1]:[0]\r\n\n [2] : []\n[]:[1, 2]:0.35\n[3 4]:[7]:x:y\n");
    BOOST_TEST(in_short(read_ladder(path)) == "0 1 : 0\n2 :\n: 1 2\n3 4 : 7\n");
}

BOOST_AUTO_TEST_CASE(a_ladder_of_hunalign_is_read_too) {
    const test::TemporaryFolder folder;
    BOOST_TEST(in_short(read_ladder(folder.write(
                   "a", "0\t0\t0.3\n1\t2\t0.5\n2\t2\t0\n3\t3\t1\n"))) == "0 : 0 1\n1 :\n2 : 2\n");
}

const std::vector<std::string> broken{"[0]:[0]\nx\n", "[0]:\n", "[0][1]\n", "[-1]:[0]\n",
                                      "0\t0\n1\t1\n0\t2\n"};
BOOST_DATA_TEST_CASE(what_is_no_bead_is_told_with_its_line, broken) {
    const test::TemporaryFolder folder;
    const std::string path = folder.write("a", sample);
    BOOST_CHECK_EXCEPTION(static_cast<void>(read_ladder(path)), Error,
                          [](const Error& error) { return error.place().line > 0; });
}

BOOST_AUTO_TEST_CASE(segments_are_written_by_their_line_numbers) {
    const Ladder ladder{{{0, 2}, {0, 1}, 0, 0, 0}, {{2, 3}, {1, 1}, 0, 0, 0}};
    std::ostringstream plain;
    write_ladder(plain, ladder);
    BOOST_TEST(plain.str() == "[0,1]:[0]\n[2]:[]\n");
    std::ostringstream numbered;
    write_ladder(numbered, ladder, {0, 2, 5}, {3});
    BOOST_TEST(numbered.str() == "[0,2]:[3]\n[5]:[]\n");
}

}  // namespace
}  // namespace egiz::formats
