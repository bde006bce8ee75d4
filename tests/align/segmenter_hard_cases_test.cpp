// SPDX-License-Identifier: Apache-2.0
// Hundreds of paragraphs full of traps, cut by hand: tests/golden/segmentation/.
#include "align/segmenter.hpp"
#include "tests/align/cut_text.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

using egiz::Language;
using egiz::Range;
using egiz::align::Segmenter;

using egiz::test::cut;
using egiz::test::without_marks;

namespace {

const std::vector<std::string> languages{"en", "ru", "kk", "zh"};
BOOST_DATA_TEST_CASE(hard_cases_are_cut_as_by_hand, languages) {
    constexpr std::string_view known = "~ ";
    std::ifstream file(EGIZ_SOURCE_DIR "/tests/golden/segmentation/" + sample + ".txt");
    BOOST_REQUIRE(file);
    const Segmenter segmenter(Language::require(sample));
    std::size_t segmenter_hard_cases_cases = 0;
    std::size_t sentences = 0;
    std::size_t cut_twice = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.front() == '#') continue;
        ++segmenter_hard_cases_cases;
        const bool differs = line.starts_with(known);
        const std::string expected = differs ? line.substr(known.size()) : line;
        const std::string text = without_marks(expected, sample == "zh" ? "" : " ");
        const std::string actual = cut(segmenter, text);
        for (const Range sentence : segmenter.split(text)) {
            ++sentences;
            if (segmenter.split(egiz::slice(text, sentence)).size() > 1) ++cut_twice;
        }
        if (differs) {
            BOOST_TEST(actual != expected, "no longer cut otherwise, take the ~ away: " << line);
        } else {
            BOOST_TEST(actual == expected);
        }
    }
    BOOST_TEST(segmenter_hard_cases_cases > 100U);
    // A sentence is one sentence when it stands alone, but for a few.
    BOOST_TEST(cut_twice * 100 <= sentences);
}

}  // namespace
