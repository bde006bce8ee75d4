// SPDX-License-Identifier: Apache-2.0
#include "tests/align/srx_support.hpp"
#include "tests/support/samples.hpp"
#include "tests/support/temporary_folder.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <memory>
#include <ostream>
#include <utility>

namespace egiz::align {
namespace {

std::shared_ptr<const Engine> native(const char* tag = "en") {
    return Segmenter(Language::require(tag)).shared_engine();
}

std::shared_ptr<const Engine> informal() {
    SegmenterOptions options;
    options.informal = true;
    return Segmenter(Language::require("en"), options).shared_engine();
}

const SegmentationRule after_dots{true, "\\.\\.", "", 0};

struct SrxOverNativeCase {
    const char* name;
    std::vector<SegmentationRule> rules;
    const char* text;
    const char* sentences;

    friend std::ostream& operator<<(std::ostream& out, const SrxOverNativeCase& sample) {
        return out << sample.name;
    }
};

const std::vector<SrxOverNativeCase> srx_over_native_cases{
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
    {"a list goes on without the item that a rule joins",
     {{false, "\\s", "2\\)", 0}},
     "1) one thing 2) two things 3) three",
     "1) one thing 2) two things 3) three"},
    {"a list behind an exception goes on",
     {{false, "Zyx\\.", "", 0}},
     "1) see Zyx. Next apple 2) two pears 3) three",
     "1) see Zyx. Next apple|2) two pears|3) three"},
    {"a list behind an added end is none",
     {{true, "one", "", 0}},
     "1) one thing 2) two things",
     "1) one|thing 2) two things"},
    {"bullets", {{false, "\\s", "•", 0}}, "a list • one • two", "a list • one • two"},
    {"one of them",
     {{false, "one\\s", "•", 0}},
     "a list • one • two • three",
     "a list|• one • two|• three"},
    {"brackets stay open over an exception",
     {{false, "etc\\.", "", 0}},
     "He (the etc. One. Two.) came. So.",
     "He (the etc. One. Two.) came.|So."},
    {"an end added inside a run",
     {{true, "\\.", "\\.", 0}},
     "A dog... The end.",
     "A dog.|.|. The end."},
    {"an end added where the base has one keeps what the base holds",
     {{true, "\\.\"", "", 0}},
     "He said: \"No way.\" So he left.",
     "He said: \"No way.\"|So he left."},
};
BOOST_DATA_TEST_CASE(rules_come_first_and_the_base_decides_the_rest, srx_over_native_cases) {
    std::string expected = sample.sentences;
    if (const auto escaped = expected.find("\\|"); escaped != std::string::npos) {
        expected.erase(escaped, 1);
    }
    BOOST_TEST(cut(srx_engine(sample.rules, native()), sample.text) == expected);
}

BOOST_AUTO_TEST_CASE(an_end_of_informal_text_is_taken_away) {
    const char* text = "visit www.abc.com Next thing";
    BOOST_TEST(cut(informal(), text) == "visit www.abc.com|Next thing");
    BOOST_TEST(cut(srx_engine({{false, "", "\\sNext", 0}}, informal()), text) == text);
}

BOOST_AUTO_TEST_CASE(an_exception_is_as_good_as_an_abbreviation) {
    const Segmenter told(Language::require("en"), {}, {{"own", "[never final]\nzyx\n"}});
    const auto engine = srx_engine({{false, "\\bZyx\\.", "", 0}}, native());
    for (const char* text :
         {"1) see Zyx. Next apple 2) two pears 3) three", "He (said Zyx. One. Two.) came. So.",
          "\"By Zyx. He came. Go!\" said he. So.", "a. Open Zyx. Two b. Read it c. Go",
          "Who? Zyx. He! So (Zyx. A). B."}) {
        BOOST_TEST(cut(engine, text) == cut(told.shared_engine(), text));
    }
}

/// Counts the bytes that the engine underneath goes over.
class Counting final : public Engine {
public:
    explicit Counting(std::shared_ptr<const Engine> engine) : engine_(std::move(engine)) {}
    void scan(std::string_view text, std::size_t limit, ScanState& state,
              const Visit& visit) const override {
        const std::size_t begin = state.offset;
        engine_->scan(text, limit, state, visit);
        bytes += state.offset - begin;
    }
    [[nodiscard]] Explanation explain(const Boundary& boundary) const override {
        return engine_->explain(boundary);
    }
    mutable std::size_t bytes = 0;

private:
    std::shared_ptr<const Engine> engine_;
};

const std::vector<SrxOverNativeCase> busy{
    {"an end is taken away everywhere", {{false, "No way\\.", "", 0}, after_dots}, "No way. ", ""},
    {"ends are added", {{true, "No", "", 0}, {false, "way\\.", "\\s", 0}}, "No way. ", ""},
    {"ends are added everywhere", {{true, "\\S", "\\S", 0}}, "No way. ", ""},
    {"list items are joined", {{false, "\\s", "\\d\\)", 0}}, "1) one 2) two 3) ", ""},
};
BOOST_DATA_TEST_CASE(the_base_goes_over_a_text_once, busy) {
    std::string text;
    while (text.size() < 300'000) text += sample.text;
    const auto base = std::make_shared<Counting>(native());
    static_cast<void>(breaks(*srx_engine(sample.rules, base), text));
    BOOST_TEST(base->bytes == text.size());
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

const std::vector<const char*> base_tags{"en", "ru", "kk", "zh"};
BOOST_DATA_TEST_CASE(rules_that_never_match_change_nothing, base_tags) {
    const std::string text = test::read_file(test::sample(std::string(sample) + ".txt"));
    const auto base = native(sample);
    const auto engine = srx_engine({{false, "zzzz", "", 0}, {true, "zzzz", "", 0}}, base);
    BOOST_TEST(breaks(*engine, text) == breaks(*base, text), boost::test_tools::per_element());
}

BOOST_DATA_TEST_CASE(the_result_does_not_depend_on_the_stretches_over_a_base, base_tags) {
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
