// SPDX-License-Identifier: Apache-2.0
#include "text/document.hpp"

#include "text/error.hpp"
#include "text/segmented_text.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <functional>
#include <ostream>
#include <string>
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
const std::vector<ParagraphCase> document_cases{
    {"nothing", "", 0, 0, 0},
    {"blank lines only", " \n\n\t\n", 0, 0, 0},
    {"white space of all kinds only", " \n\u3000\r\n\u00A0", 0, 0, 0},
    {"a line without an end", "one", 1, 1, 1},
    {"blank lines between", "one\n\n\ntwo\r\n\r\nthree", 3, 3, 3},
    {"a line of spaces is blank", "one\n \t\ntwo", 2, 2, 2},
    {"all kinds of line ends", "one\ntwo\r\nthree\rfour", 4, 4, 1},
    {"a list", "Apples\nPears\nPlums\n", 3, 3, 1},
    {"a title on two lines", "President of the Republic\nXi Jinping\n\nText.", 3, 3, 2},
    {"a Chinese title on two lines", "中华人民共和国主席\n习近平\n\n正文。", 3, 3, 2},
    {"hard-wrapped prose",
     "This is a paragraph of ordinary prose that was wrapped by an\n"
     "editor at about sixty columns, so that its sentences run on\n"
     "from one line to the next, as mail and old books do.\n",
     1, 3, 1},
    {"each block is judged alone",
     "Apples\nPears\n\n"
     "This is a paragraph of ordinary prose that was wrapped by an\n"
     "editor at about sixty columns, so that its sentences run on\n"
     "from one line to the next, as mail and old books do.\n",
     3, 5, 2},
    {"a paragraph a line",
     "This is the first paragraph of the text, and it is complete.\n"
     "This is the second paragraph, which stands on its own line.\n"
     "And this is the third one, which ends the whole little text.\n",
     3, 3, 1},
    {"bytes that are no UTF-8",
     "\xEF\xBB\xBF"
     "a\n\xFF\n\xE4\xB8",
     3, 3, 1},
    {"other separators end no lines", "x\u2028y\u0085z", 1, 1, 1},
};
BOOST_DATA_TEST_CASE(line_breaks_mean_what_the_mode_says, document_cases) {
    BOOST_TEST(find_paragraphs(sample.text, LineBreaks::smart).size() == sample.smart);
    BOOST_TEST(find_paragraphs(sample.text, LineBreaks::paragraph).size() == sample.line);
    BOOST_TEST(find_paragraphs(sample.text, LineBreaks::blank_line).size() == sample.blank_line);
}

BOOST_DATA_TEST_CASE(only_white_space_is_outside_paragraphs, document_cases) {
    for (const LineBreaks mode :
         {LineBreaks::smart, LineBreaks::paragraph, LineBreaks::blank_line}) {
        std::size_t end = 0;
        for (const Range paragraph : find_paragraphs(sample.text, mode)) {
            BOOST_TEST(paragraph.begin >= end);
            BOOST_TEST(!paragraph.empty());
            BOOST_TEST(trim(sample.text, {end, paragraph.begin}).empty());
            BOOST_TEST((trim(sample.text, paragraph) == paragraph));
            end = paragraph.end;
        }
        BOOST_TEST(trim(sample.text, {end, sample.text.size()}).empty());
    }
}

/// `One. Two.` and `Three.`, in two paragraphs.
SegmentedText sound_text() {
    SegmentedText text;
    text.document.name = "sample.txt";
    text.document.text = "One. Two.\n\nThree.";
    text.document.paragraphs = {{0, 9}, {11, 17}};
    text.segments = {{{0, 4}, 0}, {{5, 9}, 0}, {{11, 17}, 1}};
    return text;
}

BOOST_AUTO_TEST_CASE(a_sound_segmentation_passes) {
    BOOST_CHECK_NO_THROW(check_segments(sound_text()));
    BOOST_TEST(sound_text().text_of(1) == "Two.");
    BOOST_CHECK_NO_THROW(check_segments(SegmentedText{}));
}

struct Damage {
    const char* what;
    std::function<void(SegmentedText&)> apply;

    friend std::ostream& operator<<(std::ostream& out, const Damage& c) { return out << c.what; }
};
const std::vector<Damage> damages{
    {"an empty segment",
     [](SegmentedText& text) {
         text.segments[1].range = {5, 5};
     }},
    {"segments out of order",
     [](SegmentedText& text) { std::swap(text.segments[0], text.segments[1]); }},
    {"segments that overlap", [](SegmentedText& text) { text.segments[1].range.begin = 3; }},
    {"a segment that ends before it begins",
     [](SegmentedText& text) {
         text.segments[0].range = {3, 1};
     }},
    {"text left out between segments",
     [](SegmentedText& text) { text.segments[1].range.begin = 6; }},
    {"text left out at the end", [](SegmentedText& text) { text.segments.pop_back(); }},
    {"a segment beyond the text", [](SegmentedText& text) { text.segments[2].range.end = 18; }},
    {"a segment in another paragraph", [](SegmentedText& text) { text.segments[2].paragraph = 0; }},
    {"a paragraph that is not there", [](SegmentedText& text) { text.segments[2].paragraph = 7; }},
    {"white space at an end", [](SegmentedText& text) { text.segments[0].range.end = 5; }},
    {"no segments at all", [](SegmentedText& text) { text.segments.clear(); }},
};
BOOST_DATA_TEST_CASE(a_damaged_segmentation_is_refused, damages) {
    SegmentedText text = sound_text();
    sample.apply(text);
    BOOST_CHECK_EXCEPTION(check_segments(text), Error, [](const Error& error) {
        return error.fault() == Fault::internal && error.place().file == "sample.txt";
    });
}

}  // namespace
}  // namespace egiz
