// SPDX-License-Identifier: Apache-2.0
#include "text/document.hpp"

#include "text/error.hpp"
#include "text/segmented_text.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <vector>

namespace egiz {
namespace {

struct ParagraphCase {
    const char* what;
    std::string text;
    std::size_t smart, line, blank_line;  ///< paragraphs by each mode
    friend std::ostream& operator<<(std::ostream& out, const ParagraphCase& c) {
        return out << c.what;
    }
};
const std::vector<ParagraphCase> cases{
    {"nothing", "", 0, 0, 0},
    {"blank lines only", " \n\n\t\n", 0, 0, 0},
    {"a line without an end", "one", 1, 1, 1},
    {"blank lines between", "one\n\n\ntwo\r\n\r\nthree", 3, 3, 3},
    {"a title on two lines", "President of the Republic\nXi Jinping\n\nText.", 3, 3, 2},
    {"a Chinese title on two lines", "中华人民共和国主席\n习近平\n\n正文。", 3, 3, 2},
    {"hard-wrapped prose",
     "This is a paragraph of ordinary prose that was wrapped by an\n"
     "editor at about sixty columns, so that its sentences run on\n"
     "from one line to the next, as mail and old books do.\n",
     1, 3, 1},
    {"a paragraph a line",
     "This is the first paragraph of the text, and it is complete.\n"
     "This is the second paragraph, which stands on its own line.\n"
     "And this is the third one, which ends the whole little text.\n",
     3, 3, 1},
};
BOOST_DATA_TEST_CASE(line_breaks_mean_what_the_mode_says, cases) {
    BOOST_TEST(find_paragraphs(sample.text, LineBreaks::smart).size() == sample.smart);
    BOOST_TEST(find_paragraphs(sample.text, LineBreaks::paragraph).size() == sample.line);
    BOOST_TEST(find_paragraphs(sample.text, LineBreaks::blank_line).size() == sample.blank_line);
}

BOOST_DATA_TEST_CASE(only_white_space_is_outside_paragraphs, cases) {
    for (const LineBreaks mode : {LineBreaks::smart, LineBreaks::paragraph, LineBreaks::blank_line}) {
        std::size_t end = 0;
        for (const Range paragraph : find_paragraphs(sample.text, mode)) {
            BOOST_TEST(trim(sample.text, {end, paragraph.begin}).empty());
            BOOST_TEST((trim(sample.text, paragraph) == paragraph));
            end = paragraph.end;
        }
        BOOST_TEST(trim(sample.text, {end, sample.text.size()}).empty());
    }
}

BOOST_AUTO_TEST_CASE(a_segmentation_that_loses_text_is_refused) {
    SegmentedText text;
    text.document.text = "One. Two.";
    text.document.paragraphs = {{0, 9}};
    text.segments = {{{0, 4}, 0}, {{5, 9}, 0}};
    BOOST_CHECK_NO_THROW(check_segments(text));
    SegmentedText loses = text;
    loses.segments.pop_back();
    BOOST_CHECK_THROW(check_segments(loses), Error);
    SegmentedText overlaps = text;
    overlaps.segments[1].range.begin = 3;
    BOOST_CHECK_THROW(check_segments(overlaps), Error);
    SegmentedText blank = text;
    blank.segments[0].range.end = 5;
    BOOST_CHECK_THROW(check_segments(blank), Error);
}

}  // namespace
}  // namespace egiz
