// SPDX-License-Identifier: Apache-2.0
#include "tests/align/srx_support.hpp"
#include "text/error.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <thread>

namespace egiz::align {
namespace {

const SegmentationRule after_dot{true, "\\.", "\\s", 0};

struct SrxEngineCase {
    const char* name;
    std::vector<SegmentationRule> rules;
    const char* text;
    const char* sentences;

    friend std::ostream& operator<<(std::ostream& out, const SrxEngineCase& sample) {
        return out << sample.name;
    }
};

const std::vector<SrxEngineCase> srx_engine_cases{
    {"no rule matches", {after_dot}, "one two", "one two"},
    {"a break", {after_dot}, "A b. C d. E", "A b.|C d.|E"},
    {"the first rule wins", {{false, "Mr\\.", "\\s", 0}, after_dot}, "Mr. A. B", "Mr. A.|B"},
    {"a later exception is too late", {after_dot, {false, "Mr\\.", "\\s", 0}}, "Mr. A", "Mr.|A"},
    {"the space is of the left side", {{true, "\\.\\s", "", 0}}, "A b. C d", "A b.|C d"},
    {"both sides of a space are places",
     {{false, "Mr\\.", "\\s", 0}, {true, "\\.\\s", "", 0}},
     "Mr. A",
     "Mr.|A"},
    {"matches may overlap",
     {{false, "[A-Z]\\.[A-Z]\\.", "", 0}, {true, "\\.", "", 0}},
     "xA.B.C.D x",
     "xA.|B.C.D x"},
    {"an expression takes what it prefers", {{true, "[!?]+", "", 0}}, "A?! B!!! C", "A?!|B!!!|C"},
    {"and nothing less", {{true, "a+?", "b", 0}}, "xaab", "xaa|b"},
    {"only what is in front", {{true, "\\n", "", 0}}, "a\nb\n\nc", "a|b|c"},
    {"only what is behind", {{true, "", "<0\\}", 0}}, "a<0}b<0}", "a|<0}b|<0}"},
    {"a paragraph's beginning",
     {{false, "^\\d+\\.", "\\s", 0}, after_dot},
     "1. A b. 2. C",
     "1. A b.|2.|C"},
    {"word boundaries",
     {{false, "\\bno\\.", "\\s", 0}, after_dot},
     "no. 1 casino. A",
     "no. 1 casino.|A"},
    {"letters of any script",
     {{false, "\\bг\\.", "\\s", 0}, {true, "[.?!]", "\\s+\\p{Lu}", 0}},
     "В г. Алматы. Он. оно",
     "В г. Алматы.|Он. оно"},
    {"full stops without space",
     {{true, "[。！？]+[”」]*", "", 0}},
     "甲。乙！？」丙",
     "甲。|乙！？」|丙"},
    {"beyond the first plane", {{true, "[😀-😂]+", "", 0}}, "a 😀😁 b", "a 😀😁|b"},
    {"without regard to case",
     {{false, "(?i)\\bmr\\.", "\\s", 0}, after_dot},
     "MR. A. mR. B. C",
     "MR. A.|mR. B.|C"},
    {"one letter for two",
     {{true, "(?i)strasse\\.", "", 0}},
     "Straße. STRASSE. x",
     "Straße.|STRASSE.|x"},
    {"looking behind", {{false, "(?<!\\d)\\.", "\\s", 0}, after_dot}, "a. 1. b", "a. 1.|b"},
    {"looking ahead", {{true, "\\.(?!\\s\\p{Ll})", "\\s", 0}}, "a. b. C", "a. b.|C"},
    {"back references are left to ICU", {{true, "([!?])\\1", "", 0}}, "a!? b!! c", "a!? b!!|c"},
    {"both sides empty: left out", {{true, "", "", 0}, after_dot}, "ab. c", "ab.|c"},
};
BOOST_DATA_TEST_CASE(rules_cut_as_the_standard_says, srx_engine_cases) {
    BOOST_TEST(cut(srx_engine(sample.rules), sample.text) == sample.sentences);
}

struct MapCase {
    const char* name;
    bool cascade;
    const char* tag;
    std::vector<std::string> groups;

    friend std::ostream& operator<<(std::ostream& out, const MapCase& sample) {
        return out << sample.name;
    }
};

const std::vector<MapCase> map_cases{
    {"the first map that matches", false, "en", {"english"}},
    {"all that match, in order", true, "en", {"english", "all"}},
    {"the whole tag has to match", false, "enm", {"all"}},
    {"a region with a hyphen", false, "de-AT", {"austrian"}},
    {"a region with an underscore", false, "de-CH", {"swiss"}},
    {"case does not count", false, "ru", {"russian"}},
    {"a group that is mapped twice counts once", true, "kk", {"all"}},
};
BOOST_DATA_TEST_CASE(maps_choose_the_groups, map_cases) {
    SegmentationRules document;
    document.cascade = sample.cascade;
    for (const char* name : {"english", "austrian", "swiss", "russian", "all"}) {
        document.language_rules.push_back({name, {after_dot}, 7});
    }
    document.language_maps = {{"en", "english", 1},  {"de-AT", "austrian", 2},
                              {"DE_ch", "swiss", 3}, {"[R][U].*", "russian", 4},
                              {".*", "all", 5},      {"kk", "all", 6}};
    SrxReport report;
    static_cast<void>(make_srx_engine(document, Language::require(sample.tag), nullptr, report));
    std::vector<std::string> names;
    for (const SrxReport::Group& group : report.groups) names.push_back(group.name);
    BOOST_TEST(names == sample.groups, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_language_without_rules_has_no_groups) {
    SegmentationRules document = test::document_of({after_dot});
    document.language_maps.front().pattern = "en";
    SrxReport report;
    const std::shared_ptr<const Engine> engine =
        make_srx_engine(document, Language::require("kk"), nullptr, report);
    BOOST_TEST(report.groups.empty());
    BOOST_TEST(report.warnings.empty());
    BOOST_TEST(cut(engine, "A. B.") == "A. B.");
}

BOOST_AUTO_TEST_CASE(an_expression_that_icu_does_not_take_is_an_error_with_its_place) {
    try {
        srx_engine({after_dot, {false, "\\b(Mr|Ms\\.", "", 0}});
        BOOST_ERROR("no error");
    } catch (const Error& error) {
        BOOST_TEST(error.place().to_string() == "made.srx:2");
        BOOST_TEST(error.message().find("\\b(Mr|Ms\\.") != std::string::npos);
        BOOST_TEST(error.message().find("U_REGEX_MISMATCHED_PAREN") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(repairs_are_said) {
    SrxReport report;
    const auto document = test::document_of({{true, "", "<0}", 0}});
    static_cast<void>(make_srx_engine(document, Language::require("en"), nullptr, report));
    BOOST_TEST_REQUIRE(report.repairs.size() == 1U);
    BOOST_TEST(report.repairs[0].place.to_string() == "made.srx:1");
    BOOST_TEST(report.repairs[0].message.find("<0}") != std::string::npos);
}

const std::vector<std::string> bombs{"(a+)+b", "(a|aa)+b", "(?=(a+)+b)a", "([a]+)+\\1b"};
BOOST_DATA_TEST_CASE(an_expression_that_runs_away_is_named, bombs) {
    const auto engine = srx_engine({after_dot, {true, sample, "", 0}});
    try {
        static_cast<void>(breaks(*engine, std::string(5000, 'a')));
        BOOST_ERROR("no error");
    } catch (const Error& error) {
        BOOST_TEST(error.place().to_string() == "made.srx:2");
        BOOST_TEST(error.message().find(sample) != std::string::npos);
    }
}

std::string nested(std::string pattern, int depth, const std::string& front,
                   const std::string& back) {
    for (int i = 0; i < depth; ++i) pattern = front + pattern + back;
    return pattern;
}

std::string repeated(const std::string& piece, int times) {
    std::string result;
    for (int i = 0; i < times; ++i) result += piece;
    return result;
}

struct Heavy {
    const char* name;
    std::string pattern;

    friend std::ostream& operator<<(std::ostream& out, const Heavy& sample) {
        return out << sample.name;
    }
};

const std::vector<Heavy> heavy{
    {"repeats in repeats", nested("a", 40, "(?:", "+)+")},
    {"bounded repeats in repeats", nested("ab", 40, "(?:", "){2,9}")},
    {"options in repeats", nested("a?b?", 40, "(?:", "){2,9}")},
    {"repeats of nothing", nested("", 40, "(?:", "){48}")},
    {"repeats of word boundaries", nested("\\b\\b", 40, "(?:", "){48}")},
    {"options of nothing", nested("(?:|)", 40, "(?:", "){48}")},
    {"choices without bound", repeated("(?:" + repeated("a*|", 100) + "b)", 50)},
    {"parts of nothing", "(?:a" + repeated("()", 10'000) + "){20000}"},
    {"many alternatives", repeated("[^a-c]|", 5'000) + "a"},
    {"many like sets", repeated("[\\p{Lu}0]?[\\p{Ll}0]?", 3) + "[\\p{Lu}0\\p{Ll}]{40}"},
    {"many classes without end", repeated("[:a]", 5'000)},
    {"possessive repeats in repeats", nested("a", 40, "(?:", "++)++")},
    {"looks in looks", nested("a", 40, "(?=", "b)")},
};
BOOST_DATA_TEST_CASE(an_expression_of_any_form_is_made_ready_at_once, heavy) {
    for (const bool break_rule : {false, true}) {
        try {
            const auto engine = srx_engine({{break_rule, sample.pattern, "", 0}, after_dot});
            static_cast<void>(breaks(*engine, "aab abab. B"));
        } catch (const Error& error) {
            BOOST_TEST((error.fault() == Fault::input), error.message());
        }
    }
}

BOOST_AUTO_TEST_CASE(an_expression_sees_so_far_and_no_further) {
    const auto engine = srx_engine({{true, "<[^>]*>", "", 0}});
    const auto text = [](std::size_t inside) { return "a <" + std::string(inside, 'x') + "> b"; };
    BOOST_TEST(breaks(*engine, text(srx_reach - 2)).size() == 1U);
    BOOST_TEST(breaks(*engine, text(srx_reach - 1)).empty());
}

BOOST_AUTO_TEST_CASE(a_sentence_without_end_is_cut_by_force) {
    const auto engine = srx_engine({after_dot});
    const std::string text = [] {
        std::string result;
        while (result.size() < 3 * Engine::longest_sentence) result += "word ";
        return result;
    }();
    const std::vector<std::size_t> ends = breaks(*engine, text);
    BOOST_TEST(ends.size() >= 2U);
    std::size_t begin = 0;
    for (const std::size_t end : ends) {
        BOOST_TEST(end - begin <= Engine::longest_sentence + 1);
        BOOST_TEST(text[end - 1] == ' ');
        begin = end;
    }
    BOOST_TEST(breaks(*engine, text, 100'000) == ends, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(every_place_has_its_rule) {
    const Segmenter segmenter(srx_engine({{false, "Mr\\.", "\\s", 0}, after_dot}));
    const std::vector<Segmenter::Place> places = segmenter.explain("Mr. A. B");
    BOOST_TEST_REQUIRE(places.size() == 2U);
    BOOST_TEST(!places[0].ends);
    BOOST_TEST(places[0].why.rule_set == "all");
    BOOST_TEST(places[0].why.file == "made.srx");
    BOOST_TEST(places[0].why.line == 1U);
    BOOST_TEST(places[0].why.rule.find("Mr\\.") != std::string::npos);
    BOOST_TEST(places[1].ends);
    BOOST_TEST(places[1].why.line == 2U);
}

BOOST_AUTO_TEST_CASE(threads_may_share_an_engine) {
    const auto engine = srx_engine(test::english_like_rules());
    const std::string text =
        "He met Mr. A. B. Smith, i.e. me. She (the U.S. one) said \"Hi!\" and left.";
    const std::vector<std::size_t> expected = breaks(*engine, text);
    std::vector<int> wrong(4);
    std::vector<std::thread> threads;
    for (int& count : wrong) {
        threads.emplace_back([&] {
            for (int i = 0; i < 500; ++i) count += breaks(*engine, text) != expected ? 1 : 0;
        });
    }
    for (std::thread& thread : threads) thread.join();
    BOOST_TEST(wrong == std::vector<int>(4), boost::test_tools::per_element());
}

}  // namespace
}  // namespace egiz::align
