// SPDX-License-Identifier: Apache-2.0
#include "tests/align/srx_support.hpp"
#include "tests/support/samples.hpp"
#include "tests/support/temporary_folder.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>

namespace egiz::align {
namespace {

std::shared_ptr<const Engine> native(const char* tag = "en") {
    return Segmenter(Language::require(tag)).shared_engine();
}

struct Case {
    const char* name;
    std::vector<SegmentationRule> rules;
    const char* text;
    const char* sentences;

    friend std::ostream& operator<<(std::ostream& out, const Case& sample) {
        return out << sample.name;
    }
};

const std::vector<Case> cases{
    {"no rules: the base decides", {}, "Mr. Smith came. He left.", "Mr. Smith came.|He left."},
    {"a rule adds an end",
     {{true, ";", "\\s", 0}},
     "He came; he left. I stayed.",
     "He came;|he left.|I stayed."},
    {"a rule takes an end away",
     {{false, "\\bZyx\\.", "\\s", 0}},
     "By Zyx. He came. I left.",
     "By Zyx. He came.|I left."},
    {"behind the space, too",
     {{false, "\\bZyx\\.\\s", "", 0}},
     "By Zyx. He came. I left.",
     "By Zyx. He came.|I left."},
    {"and after more of it",
     {{false, "\\bZyx\\.\\s+", "He", 0}},
     "By Zyx.   He came. I left.",
     "By Zyx.   He came.|I left."},
    {"a rule that breaks first stays",
     {{true, "\\bZyx\\.", "\\s", 0}, {false, "\\bZyx\\.", "\\s", 0}},
     "By Zyx. he came. I left.",
     "By Zyx.|he came.|I left."},
    {"the base begins anew behind an added end",
     {{true, "\\|", "", 0}},
     "He (said | Yes. I do) came.",
     "He (said \\||Yes.|I do) came."},
    {"a rule of both",
     {{false, "etc\\.", "\\s\\p{Lu}", 0}, {true, "\\.\\.", "", 0}},
     "An etc. The end.. word. The end.",
     "An etc. The end..|word.|The end."},
};
BOOST_DATA_TEST_CASE(rules_come_first_and_the_base_decides_the_rest, cases) {
    std::string expected = sample.sentences;
    if (const auto escaped = expected.find("\\|"); escaped != std::string::npos) {
        expected.erase(escaped, 1);
    }
    BOOST_TEST(cut(srx_engine(sample.rules, native()), sample.text) == expected);
}

BOOST_AUTO_TEST_CASE(who_decided_is_told_of_both) {
    const Segmenter segmenter(srx_engine({{false, "\\bZyx\\.", "\\s", 0}}, native()));
    const std::vector<Segmenter::Place> places = segmenter.explain("By Zyx. He came. I left.");
    BOOST_TEST_REQUIRE(places.size() == 2U);
    BOOST_TEST(!places[0].ends);
    BOOST_TEST(places[0].why.file == "made.srx");
    BOOST_TEST(places[1].ends);
    BOOST_TEST(places[1].why.file != "made.srx");
}

const std::vector<const char*> tags{"en", "ru", "kk", "zh"};
BOOST_DATA_TEST_CASE(rules_that_never_match_change_nothing, tags) {
    const std::string text = test::read_file(test::sample(std::string(sample) + ".txt"));
    const auto base = native(sample);
    const auto engine = srx_engine({{false, "zzzz", "", 0}, {true, "zzzz", "", 0}}, base);
    BOOST_TEST(breaks(*engine, text) == breaks(*base, text), boost::test_tools::per_element());
}

BOOST_DATA_TEST_CASE(the_result_does_not_depend_on_the_stretches_over_a_base, tags) {
    const std::string text = test::read_file(test::sample(std::string(sample) + ".txt"));
    const auto engine = srx_engine(
        {{false, "[\\.。]", "\\s*[A-MА-М丨-工]", 0}, {true, ",\\s", "", 0}, {true, "，", "", 0}},
        native(sample));
    const std::vector<std::size_t> expected = breaks(*engine, text);
    BOOST_TEST(expected.size() > 10U);
    for (const std::size_t step : {1U, 7U, 100U, 1000U, 20000U}) {
        BOOST_TEST(breaks(*engine, text, step) == expected, boost::test_tools::per_element());
    }
}

}  // namespace
}  // namespace egiz::align
