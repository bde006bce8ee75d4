// SPDX-License-Identifier: Apache-2.0
#include "align/anchors.hpp"

#include "tests/align/made_text.hpp"
#include "text/error.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>
#include <vector>

namespace egiz::align {
namespace {

std::string listed(const std::vector<Mark>& marks) {
    std::string text;
    for (const Mark& mark : marks) {
        text += (text.empty() ? "" : " ") + std::to_string(mark.segment) + ':' + mark.label;
    }
    return text;
}

BOOST_AUTO_TEST_CASE(marks_are_the_segments_in_which_a_pattern_is_found) {
    const SegmentedText text =
        made_text("en", {"Chapter 1", "He read chapter 2.", "", "Chapter 2: Home", "Chapter five",
                         "Chapter the last"});
    BOOST_TEST(listed(find_marks(text, "^Chapter")) == "0:1 2:2 3: 4:");
    BOOST_TEST(listed(find_marks(text, "(?i)chapter (\\S+)")) == "0:1 1:2 2:2 3:5 4:the");
    BOOST_TEST(listed(find_marks(text, "^Part")).empty());
    const SegmentedText russian = made_text("ru", {"Глава 1", "Он читал.", "Глава 5-я"});
    BOOST_TEST(listed(find_marks(russian, "^(?:Chapter|Глава)\\b")) == "0:1 2:5");
}

BOOST_AUTO_TEST_CASE(numbers_in_words_and_characters_are_labels_by_value) {
    const auto labels = [](const char* language, const std::vector<std::string>& segments) {
        return listed(
            find_marks(made_text(language, segments), "^(?:Chapter|Глава|第) ?(.+?)章?$"));
    };
    const std::string wanted = "0:1 1:4 2:10 3:25";
    BOOST_TEST(labels("en", {"Chapter one", "Chapter IV", "Chapter 10", "Chapter twenty-five"}) ==
               wanted);
    BOOST_TEST(labels("ru", {"Глава первая", "Глава IV", "Глава десятая", "Глава 25"}) == wanted);
    BOOST_TEST(labels("zh", {"第一章", "第四章", "第十章", "第二十五章"}) == wanted);
    BOOST_TEST(listed(find_marks(made_text("zh", {"第五章 回家", "第十二章"}), "^第.*章")) ==
               "0:5 1:12");
}

BOOST_AUTO_TEST_CASE(a_wrong_or_endless_pattern_is_refused) {
    const SegmentedText text = made_text("en", {std::string(60, 'a') + '!'});
    for (const char* pattern : {"(", "[", "(a+)+$"}) {
        BOOST_CHECK_EXCEPTION(static_cast<void>(find_marks(text, pattern)), Error,
                              [](const Error& error) {
                                  return error.fault() == Fault::usage && !error.hint().empty();
                              });
    }
}

BOOST_AUTO_TEST_CASE(headings_are_short_paragraphs_without_an_end) {
    const SegmentedText text =
        made_text("en", {"The House", "", "It stood there.", "Nobody came.", "", "2. The Garden",
                         "", "Why?", "", "* * *", "", "He said:", "", std::string(100, 'a')});
    BOOST_TEST(listed(find_headings(text)) == "0: 3:");
    const SegmentedText markdown = made_text(
        "en", {"Not one", "", "# The house.", "It stood there.", "", "## The garden", "", "#tag"});
    BOOST_TEST(listed(find_headings(markdown)) == "1: 3:");
    BOOST_TEST(listed(find_headings(made_text("zh", {"第一章", "", "他来了。"}))) == "0:");
}

struct AnchorsCase {
    const char* what;
    std::vector<Mark> source;
    std::vector<Mark> target;
    const char* points;

    friend std::ostream& operator<<(std::ostream& out, const AnchorsCase& c) {
        return out << c.what;
    }
};
const std::vector<AnchorsCase> anchors_cases{
    {"as many: one by one, whatever their labels",
     {{3, "1"}, {9, "2"}},
     {{4, ""}, {8, "7"}},
     "3-4 9-8"},
    {"as many, but not the same: by label",
     {{3, "1"}, {9, "2"}, {20, "4"}},
     {{4, "1"}, {11, "3"}, {19, "4"}},
     "3-4 20-19"},
    {"one is missing: by label",
     {{3, "1"}, {9, "2"}, {20, "3"}},
     {{4, "1"}, {19, "3"}},
     "3-4 20-19"},
    {"a label that comes twice tells nothing",
     {{3, "1"}, {9, "1"}, {20, "3"}},
     {{4, "1"}, {19, "3"}},
     "20-19"},
    {"crossing labels", {{3, "1"}, {9, "2"}, {20, ""}}, {{4, "2"}, {19, "1"}}, "none"},
    {"no labels", {{3, ""}, {9, ""}}, {{4, ""}}, "none"},
    {"no marks", {}, {}, "none"},
};
BOOST_DATA_TEST_CASE(marks_are_joined_one_by_one_or_by_label, anchors_cases) {
    const auto points = join_marks(sample.source, sample.target);
    std::string text;
    if (points) {
        for (const Point point : *points) {
            text += (text.empty() ? "" : " ") + std::to_string(point.source) + '-' +
                    std::to_string(point.target);
        }
    }
    BOOST_TEST((points ? text : "none") == sample.points);
}

}  // namespace
}  // namespace egiz::align
