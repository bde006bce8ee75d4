// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/srx_reader.hpp"
#include "formats/exchange/srx_writer.hpp"
#include "formats/validation/validate.hpp"
#include "tests/support/temporary_folder.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <random>
#include <sstream>

namespace egiz::formats {
namespace {

const std::string srx_head =
    "<srx xmlns=\"http://www.lisa.org/srx20\" version=\"2.0\">\n"
    "<header segmentsubflows=\"yes\" cascade=\"no\"/>\n<body>\n<languagerules>\n";
const std::string group =
    "<languagerule languagerulename=\"all\">\n<rule break=\"no\">"
    "<beforebreak>Mr\\.</beforebreak><afterbreak>\\s</afterbreak></rule>\n"
    "<rule break=\"yes\"><beforebreak>\\.</beforebreak><afterbreak> </afterbreak></rule>\n"
    "</languagerule>\n";
const std::string maps =
    "</languagerules>\n<maprules>\n"
    "<languagemap languagepattern=\".*\" "
    "languagerulename=\"all\"/>\n</maprules>\n</body>\n</srx>\n";
const std::string srx_whole = srx_head + group + maps;

SegmentationRules read(const std::string& bytes) {
    const test::TemporaryFolder folder;
    return read_srx(InputFile(folder.write("rules.srx", bytes)));
}

std::string with(std::string text, const std::string& part, const std::string& replacement) {
    const std::size_t at = text.find(part);
    BOOST_REQUIRE(at != std::string::npos);
    return text.replace(at, part.size(), replacement);
}

std::string srx_repeated(const std::string& part, int times) {
    std::string result;
    for (int i = 0; i < times; ++i) result += part;
    return result;
}

bool notices(const SegmentationRules& rules, const std::string& words) {
    for (const Warning& notice : rules.notices) {
        if (notice.message.find(words) != std::string::npos) return true;
    }
    return false;
}

BOOST_AUTO_TEST_CASE(a_file_is_read_as_it_is_written) {
    const SegmentationRules rules = read(srx_whole);
    BOOST_TEST(rules.version == "2.0");
    BOOST_TEST(rules.notices.empty());
    BOOST_TEST(!rules.cascade);
    BOOST_TEST(rules.segment_subflows);
    BOOST_TEST(!rules.include_start);
    BOOST_TEST(rules.include_end);
    BOOST_TEST_REQUIRE(rules.language_rules.size() == 1U);
    BOOST_TEST_REQUIRE(rules.language_rules[0].rules.size() == 2U);
    const SegmentationRule& first = rules.language_rules[0].rules[0];
    BOOST_TEST(!first.breaks);
    BOOST_TEST(first.before == "Mr\\.");
    BOOST_TEST(first.after == "\\s");
    BOOST_TEST(first.line == 6U);
    BOOST_TEST(rules.language_rules[0].rules[1].after == " ");
    BOOST_TEST_REQUIRE(rules.language_maps.size() == 1U);
    BOOST_TEST(rules.language_maps[0].pattern == ".*");
    BOOST_TEST(rules.language_maps[0].line == 11U);
}

const std::vector<std::string> same{
    with(srx_whole, " xmlns=\"http://www.lisa.org/srx20\"", ""),
    with(srx_whole, " xmlns=\"http://www.lisa.org/srx20\"", " xmlns=\"urn:other\""),
    with(srx_whole, "<rule break=\"yes\">", "<rule>"),
    with(srx_whole, "Mr\\.", "<![CDATA[Mr\\.]]>"),
    with(srx_whole, "Mr\\.", "&#77;r<!-- a comment -->\\."),
    "\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!DOCTYPE srx SYSTEM \"srx.dtd\">\n" + srx_whole,
};
BOOST_DATA_TEST_CASE(other_ways_of_writing_it_say_the_same, same) {
    BOOST_TEST((read(sample) == read(srx_whole)));
}

BOOST_AUTO_TEST_CASE(a_namespace_may_have_any_prefix) {
    std::string prefixed;
    for (std::size_t i = 0; i < srx_whole.size(); ++i) {
        prefixed += srx_whole[i];
        if (srx_whole[i] != '<') continue;
        if (srx_whole[i + 1] == '/') prefixed += srx_whole[++i];
        prefixed += "s:";
    }
    BOOST_TEST((read(with(prefixed, "xmlns=", "xmlns:s=")) == read(srx_whole)));
}

BOOST_AUTO_TEST_CASE(version_1_has_maps_one_level_deeper) {
    const std::string old =
        with(with(with(with(srx_whole, "2.0\"", "1.0\""), " cascade=\"no\"", ""), "<maprules>",
                  "<maprules><maprule maprulename=\"Default\">"),
             "</maprules>",
             "</maprule><maprule maprulename=\"Other\"><languagemap "
             "languagepattern=\"x\" languagerulename=\"none\"/></maprule></maprules>");
    const SegmentationRules rules = read(old);
    BOOST_TEST(rules.version == "1.0");
    BOOST_TEST(!rules.cascade);
    BOOST_TEST((rules.language_maps == read(srx_whole).language_maps));
    BOOST_TEST((rules.language_rules == read(srx_whole).language_rules));
    BOOST_TEST(rules.notices.size() == 1U);
    BOOST_TEST(notices(rules, "first maprule"));
}

struct Odd {
    const char* name;
    std::string bytes;
    const char* notice;

    friend std::ostream& operator<<(std::ostream& out, const Odd& odd) { return out << odd.name; }
};

std::string with_header(const std::string& content) {
    return with(srx_whole, "cascade=\"no\"/>", "cascade=\"no\">" + content + "</header>");
}
std::string with_option(const std::string& option) {
    return with_header("<o:options xmlns:o=\"http://okapi.sf.net/srx-extensions\" " + option +
                       "/>");
}

const std::vector<Odd> odd{
    {"no version", with(srx_whole, " version=\"2.0\"", ""), "read as SRX 2.0"},
    {"a later version", with(srx_whole, "2.0\"", "3.1\""), "read as SRX 2.0"},
    {"no cascade", with(srx_whole, " cascade=\"no\"", ""), "cascade"},
    {"a strange cascade", with(srx_whole, "cascade=\"no\"", "cascade=\"maybe\""), "'maybe'"},
    {"an unknown element", with(srx_whole, "<rule break", "<extra/><rule break"), "<extra>"},
    {"an unused group", with(srx_whole, group, group + with(group, "\"all\"", "\"other\"")),
     "unused"},
    {"a name used twice", with(srx_whole, group, group + group), "second"},
    {"a group without rules",
     with(srx_whole, group, group + "<languagerule languagerulename=\"none\"/>"), "has no rules"},
    {"a line end from layout", with(srx_whole, "Mr\\.", "Mr\\.\n    "), "line end"},
    {"an unknown handle", with_header("<formathandle type=\"x\" include=\"no\"/>"), "'x'"},
    {"untrimmed", with_option("trimLeadingWhitespaces=\"no\""), "white space"},
    {"one segment", with_option("oneSegmentIncludesAll=\"yes\""), "oneSegmentIncludesAll"},
    {"Java's expressions", with_option("useJavaRegex=\"yes\""), "useJavaRegex"},
    {"isolated codes", with_option("treatIsolatedCodesAsWhitespace=\"yes\""), "treatIsolated"},
    {"a range rule", with_header("<rangeRule>a+</rangeRule>"), "rangeRule"},
};
BOOST_DATA_TEST_CASE(what_is_odd_is_read_and_said, odd) {
    const SegmentationRules rules = read(sample.bytes);
    BOOST_TEST(notices(rules, sample.notice));
    BOOST_TEST(rules.find("all")->rules.size() == 2U);
}

struct UnusableSrx {
    const char* name;
    std::string bytes;
    const char* words;
    std::size_t line;

    friend std::ostream& operator<<(std::ostream& out, const UnusableSrx& file) {
        return out << file.name;
    }
};
const std::vector<UnusableSrx> unusable_srx_files{
    {"another format", "<tmx version=\"1.4\"/>", "no SRX file", 1},
    {"no XML", "never mind", "well-formed", 1},
    {"cut off", srx_whole.substr(0, 300), "well-formed", 7},
    {"no rules", srx_head + maps, "no languagerule", 0},
    {"no maps",
     with(srx_whole, "<languagemap languagepattern=\".*\" languagerulename=\"all\"/>", ""),
     "no languagemap", 0},
    {"a map to nowhere",
     with(srx_whole, "languagerulename=\"all\"/>", "languagerulename=\"some\"/>"), "'some'", 11},
    {"a map without pattern", with(srx_whole, "languagepattern=\".*\" ", ""), "languagepattern",
     11},
    {"a group without name", with(srx_whole, " languagerulename=\"all\"", ""), "languagerulename",
     5},
    {"a huge expression", with(srx_whole, "Mr\\.", std::string(70'000, 'a')), "64 KiB", 6},
    {"deep nesting", with(srx_whole, "<rule break", srx_repeated("<x>", 500) + "<rule break"),
     "deeper", 6},
    {"an entity of its own that grows",
     "<!DOCTYPE srx [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c "
     "\"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e "
     "\"&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;\">]>" +
         with(srx_whole, "Mr\\.", "&f;&f;&f;&f;&f;&f;&f;&f;"),
     "", 6},
};
BOOST_DATA_TEST_CASE(what_cannot_be_used_is_an_error_with_its_place, unusable_srx_files) {
    try {
        static_cast<void>(read(sample.bytes));
        BOOST_ERROR("no error");
    } catch (const Error& error) {
        BOOST_TEST((error.fault() == Fault::input));
        BOOST_TEST(error.message().find(sample.words) != std::string::npos, error.what());
        BOOST_TEST(error.place().line == sample.line);
        BOOST_TEST(error.place().file.ends_with("rules.srx"));
    }
}

BOOST_AUTO_TEST_CASE(a_hundred_thousand_rules_are_read) {
    std::string rules;
    for (int i = 0; i < 100'000; ++i) {
        rules +=
            "<rule break=\"no\"><beforebreak>w" + std::to_string(i) + "\\.</beforebreak></rule>\n";
    }
    BOOST_TEST(read(with(srx_whole, "<rule break=\"no\">", rules + "<rule break=\"no\">"))
                   .language_rules[0]
                   .rules.size() == 100'002U);
}

SegmentationRules made_rules(std::mt19937& random) {
    const auto below = [&](unsigned bound) { return static_cast<unsigned>(random() % bound); };
    const auto made_text = [&] {
        static const std::vector<std::string> pieces{"<",   ">",   "&", "\"",      "'", "\\.",
                                                     "\\s", "]]>", "é", "。",      " ", "\n",
                                                     "\r",  "\t",  "😀", "\\u0002", "--"};
        std::string result;
        for (unsigned size = below(8); size > 0; --size) result += pieces[below(17)];
        return result;
    };
    SegmentationRules rules;
    rules.segment_subflows = below(2) == 0;
    rules.cascade = below(2) == 0;
    rules.include_start = below(2) == 0;
    rules.include_isolated = below(2) == 0;
    if (below(2) == 0) rules.okapi.trim_leading = below(2) == 0;
    if (below(2) == 0) rules.okapi.use_icu_breaks = below(2) == 0;
    if (below(2) == 0) rules.okapi.range_rule = "(" + made_text() + ")";
    for (unsigned i = 0; i <= below(4); ++i) {
        LanguageRule group_of{"g" + std::to_string(i) + made_text(), {}, 0};
        for (unsigned k = 0; k <= below(5); ++k) {
            group_of.rules.push_back({below(2) == 0, made_text(), made_text(), 0});
        }
        rules.language_maps.push_back({made_text(), group_of.name, 0});
        rules.language_rules.push_back(std::move(group_of));
    }
    return rules;
}

std::string written(const SegmentationRules& rules, std::string_view comment = {}) {
    std::ostringstream out;
    write_srx(out, rules, comment);
    return out.str();
}

BOOST_AUTO_TEST_CASE(what_is_written_is_valid_and_read_back_the_same) {
    const test::TemporaryFolder folder;
    std::mt19937 random(20);
    for (int i = 0; i < 100; ++i) {
        const SegmentationRules rules = made_rules(random);
        const std::string file = folder.write("a.srx", written(rules, "made -- for a test -"));
        BOOST_TEST_REQUIRE((read_srx(InputFile(file)) == rules), written(rules));
        const Validation validation = validate_file(file);
        BOOST_TEST(validation.standard == "SRX 2.0");
        BOOST_TEST_REQUIRE(validation.faults.empty());
    }
}

BOOST_AUTO_TEST_CASE(a_group_without_rules_is_written_with_one_that_never_matches) {
    SegmentationRules rules = read(srx_whole);
    rules.language_rules[0].rules.clear();
    const test::TemporaryFolder folder;
    const std::string file = folder.write("a.srx", written(rules));
    BOOST_TEST(validate_file(file).faults.empty());
    const SegmentationRules back = read_srx(InputFile(file));
    BOOST_TEST_REQUIRE(back.language_rules[0].rules.size() == 1U);
    BOOST_TEST(back.language_rules[0].rules[0].before == "(?!)");
}

BOOST_AUTO_TEST_CASE(a_file_without_languages_is_not_written) {
    std::ostringstream out;
    BOOST_CHECK_THROW(write_srx(out, {}), Error);
    BOOST_TEST(out.str().empty());
}

}  // namespace
}  // namespace egiz::formats
