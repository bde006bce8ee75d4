// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/units.hpp"
#include "tests/formats/exchange_support.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>

namespace egiz::test {
namespace {

using formats::UnitFormat;
using Kind = InlineCode::Kind;

/// A TMX file around units.
std::string tmx_file(const std::string& body, const std::string& header = "srclang=\"en\"") {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\"><header " + header +
           "/>\n<body>\n" + body + "\n</body></tmx>\n";
}

BOOST_AUTO_TEST_SUITE(tmx_reader)

BOOST_AUTO_TEST_CASE(a_unit_is_read_with_all_that_it_holds) {
    const TemporaryFolder folder;
    const auto result = read_units(folder.write("a.tmx", tmx_file(R"(
<tu tuid="7" creationdate="20240102T030405Z" creationid="ann" changedate="20240203T040506Z"
    changeid="bob"><note>n1</note><prop type="p1">v1</prop><prop type="x-egiz-document">doc</prop>
 <prop type="x-egiz-bead">1-2</prop><prop type="x-egiz-score">0.25</prop>
 <prop type="x-egiz-state">rejected</prop>
 <tuv xml:lang="EN_us" creationid="c"><note>n2</note><prop type="p2">v2</prop>
  <seg>A &amp; <bpt i="1" x="4" type="bold">&lt;b></bpt>B<ept i="1">&lt;/b></ept><ph x="9"/>&#x1F408;</seg></tuv>
 <tuv xml:lang="kaz"><seg><![CDATA[<Ә>]]></seg></tuv></tu>)")));
    BOOST_TEST_REQUIRE(result.units.size() == 1U);
    TranslationUnit expected = unit_of({variant("en-US", "A & B\U0001F408",
                                                {{4, Kind::open, "4", "bold", "<b>"},
                                                 {5, Kind::close, "4", "", "</b>"},
                                                 {5, Kind::placeholder, "9", "", ""}}),
                                        variant("kk", "<Ә>")});
    expected.id = "7";
    expected.authorship = {"2024-01-02T03:04:05Z", "ann", "2024-02-03T04:05:06Z", "bob"};
    expected.notes = {"n1"};
    expected.properties = {{"p1", "v1"}};
    expected.document = "doc";
    expected.bead_type = "1-2";
    expected.score = 0.25;
    expected.state = ReviewState::rejected;
    expected.variants[0].authorship.created_by = "c";
    expected.variants[0].notes = {"n2"};
    expected.variants[0].properties = {{"p2", "v2"}};
    BOOST_TEST(result.units[0] == expected);
    BOOST_TEST(result.warnings.empty());
    BOOST_TEST(result.counts.units == 1U);
    BOOST_TEST(result.counts.variants == 2U);
}

BOOST_AUTO_TEST_CASE(contexts_that_make_no_sense_stay_properties) {
    const TemporaryFolder folder;
    std::string properties;
    for (const char* context : {"1a2b3c4d:0", "1:2", "1A2B3C4D:0", "1", "1:2:3", "x:1", "1:", ":1",
                                "100000000:1", "-1:1", " 1:1", ""}) {
        properties += "<prop type='x-egiz-context'>" + std::string(context) + "</prop>";
    }
    const auto units =
        read_units(folder.write("a.tmx", tmx_file("<tu><tuv xml:lang='en'>" + properties +
                                                  "<seg>a</seg></tuv></tu>")))
            .units;
    BOOST_TEST_REQUIRE(units.size() == 1U);
    BOOST_CHECK((units[0].variants[0].contexts == std::vector<Context>{{0x1a2b3c4d, 0}, {1, 2}}));
    BOOST_TEST(units[0].variants[0].properties.size() == 9U);
}

struct Mended {
    std::string name;
    std::string body;
    std::vector<std::string> texts;  ///< `language:text` of all units
    std::size_t repaired;
    std::size_t skipped;
};
std::ostream& operator<<(std::ostream& out, const Mended& sample) { return out << sample.name; }

const std::vector<Mended> mended{
    {"lang of TMX 1.1",
     "<tu><tuv lang='en'><seg>a</seg></tuv><tuv lang='ru'><seg>b</seg></tuv></tu>",
     {"en:a", "ru:b"},
     0,
     0},
    {"a tuv without language is the source language",
     "<tu><tuv><seg>a</seg></tuv><tuv xml:lang='ru'><seg>b</seg></tuv></tu>",
     {"en:a", "ru:b"},
     1,
     0},
    {"a tuv without language is left out if the source language is there",
     "<tu><tuv xml:lang='en'><seg>a</seg></tuv><tuv><seg>b</seg></tuv></tu>",
     {"en:a"},
     1,
     0},
    {"two tuv without language",
     "<tu><tuv><seg>a</seg></tuv><tuv><seg>b</seg></tuv><tuv xml:lang='kk'><seg>c</seg></tuv></tu>",
     {"en:a", "kk:c"},
     2,
     0},
    {"a language that is none",
     "<tu><tuv xml:lang='no language'><seg>a</seg></tuv><tuv xml:lang='ru'>"
     "<seg>b</seg></tuv></tu>",
     {"ru:b"},
     1,
     0},
    {"a subtag that may stand in no tag",
     "<tu><tuv xml:lang='EN-GB'><seg>a</seg></tuv><tuv xml:lang='BG-01'><seg>b</seg></tuv></tu>"
     "<tu><tuv xml:lang='EN-GB'><seg>c</seg></tuv><tuv xml:lang='BG-01'><seg>d</seg></tuv></tu>",
     {"en-GB:a", "bg:b", "en-GB:c", "bg:d"},
     1,
     0},
    {"languages that ICU does not list, and by their former names",
     "<tu><tuv xml:lang=' kmr '><seg>a</seg></tuv><tuv xml:lang='iw'><seg>b</seg></tuv>"
     "<tuv xml:lang='x-ours'><seg>c</seg></tuv><tuv xml:lang='xyz'><seg>d</seg></tuv></tu>",
     {"kmr:a", "he:b", "x-ours:c", "xyz:d"},
     0,
     0},
    {"text straight in tuv",
     "<tu><tuv xml:lang='en'> a b </tuv><tuv xml:lang='ru'><seg>b</seg></tuv></tu>",
     {"en:a b", "ru:b"},
     1,
     0},
    {"no seg",
     "<tu><tuv xml:lang='en'><note>x</note></tuv><tuv xml:lang='ru'><seg>b</seg></tuv></tu>",
     {"ru:b"},
     1,
     0},
    {"no text at all",
     "<tu tuid='5'><tuv xml:lang='en'/></tu><tu><tuv xml:lang='en'><seg>z</seg></tuv></tu>",
     {"en:z"},
     1,
     1},
    {"a unit without tuv", "<tu/>", {}, 0, 1},
    {"a second seg", "<tu><tuv xml:lang='en'><seg>a</seg><seg>b</seg></tuv></tu>", {"en:a"}, 1, 0},
    {"two texts in one language",
     "<tu><tuv xml:lang='en'><seg>a</seg></tuv><tuv xml:lang='ru'><seg>b</seg></tuv>"
     "<tuv xml:lang='ru'><seg>c</seg></tuv></tu>",
     {"en:a", "ru:b", "en:a", "ru:c"},
     1,
     0},
    {"codes of XLIFF",
     "<tu><tuv xml:lang='en'><seg>a <g id='1'>b</g><x id='2'/></seg></tuv></tu>",
     {"en:a b"},
     2,
     0},
    {"an element of no standard",
     "<tu><tuv xml:lang='en'><seg>a <em2>b</em2> c</seg></tuv></tu>",
     {"en:a b c"},
     1,
     0},
    {"a seg in a seg",
     "<tu><tuv xml:lang='en'><seg>a <seg>b</seg> c</seg></tuv></tu>",
     {"en:a b c"},
     1,
     0},
    {"codes without partner",
     "<tu><tuv xml:lang='en'><seg><bpt i='1'/>a<ept i='2'/></seg></tuv></tu>",
     {"en:a"},
     1,
     0},
    {"a date that is none",
     "<tu creationdate='yesterday'><tuv xml:lang='en'><seg>a</seg></tuv></tu>",
     {"en:a"},
     1,
     0},
    {"spaces stay", "<tu><tuv xml:lang='en'><seg> a  b\n</seg></tuv></tu>", {"en: a  b\n"}, 0, 0},
    {"sub of TMX 1.1 is text, sub in code is code",
     "<tu><tuv xml:lang='en'><seg>a<sub>b</sub><ph>c<sub>d<ph>e</ph></sub></ph></seg></tuv></tu>",
     {"en:ab"},
     0,
     0},
};
BOOST_DATA_TEST_CASE(what_is_not_valid_is_mended_and_counted, mended) {
    const TemporaryFolder folder;
    const auto result = read_units(folder.write("a.tmx", tmx_file(sample.body)));
    std::vector<std::string> texts;
    for (const TranslationUnit& unit : result.units) {
        for (const Variant& variant : unit.variants) {
            texts.push_back(variant.language.tag() + ":" + variant.text);
        }
    }
    BOOST_TEST(texts == sample.texts, boost::test_tools::per_element());
    BOOST_TEST(result.counts.repaired == sample.repaired);
    BOOST_TEST(result.counts.skipped == sample.skipped);
    BOOST_TEST(result.warnings.size() == sample.repaired + sample.skipped);
    BOOST_TEST(result.counts.units == result.units.size());
}

BOOST_AUTO_TEST_CASE(a_unit_without_language_is_left_out_if_the_header_names_all) {
    const TemporaryFolder folder;
    const auto result = read_units(
        folder.write("a.tmx", tmx_file("<tu><tuv><seg>a</seg></tuv></tu>", "srclang=\"*all*\"")));
    BOOST_TEST(result.units.empty());
    BOOST_TEST(result.counts.skipped == 1U);
}

BOOST_AUTO_TEST_CASE(a_warning_names_the_line) {
    const TemporaryFolder folder;
    const auto result = read_units(folder.write(
        "a.tmx", tmx_file("\n\n<tu><tuv xml:lang='no language'><seg>a</seg></tuv></tu>")));
    BOOST_TEST_REQUIRE(!result.warnings.empty());
    BOOST_TEST(result.warnings[0].substr(0, 3) == "6: ");
}

BOOST_AUTO_TEST_CASE(hi_and_nested_codes_keep_their_places) {
    const TemporaryFolder folder;
    const auto result = read_units(folder.write(
        "a.tmx",
        tmx_file("<tu><tuv xml:lang='en'><seg>a<hi type='term'>b<it pos='end' x='3'/></hi>c"
                 "</seg></tuv></tu>")));
    BOOST_TEST_REQUIRE(result.units.size() == 1U);
    const std::vector<InlineCode>& codes = result.units[0].variants[0].codes;
    BOOST_TEST_REQUIRE(codes.size() == 3U);
    BOOST_TEST(
        (codes[0].kind == Kind::open && codes[0].byte_offset == 1 && codes[0].type == "term"));
    BOOST_TEST((codes[1].kind == Kind::lone_close && codes[1].id == "3"));
    BOOST_TEST((codes[2].kind == Kind::close && codes[2].id == codes[0].id));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(tmx_writer)

formats::UnitWriterOptions options_of(std::vector<Language> languages = {}) {
    formats::UnitWriterOptions options;
    options.languages = std::move(languages);
    options.tool_version = "1.2.3";
    options.date = "2026-11-24T10:00:00Z";
    return options;
}

BOOST_AUTO_TEST_CASE(the_output_is_as_in_the_golden) {
    check_golden(
        "exchange.tmx",
        write_units(UnitFormat::tmx,
                    {full_unit(), unit_of({variant("kk", "Сәлем"), variant("ru", "Привет"),
                                           variant("zh", "你好")})},
                    options_of({language("en"), language("ru"), language("kk"), language("zh")})));
}

BOOST_AUTO_TEST_CASE(a_unit_with_fewer_than_two_texts_is_counted_and_left_out) {
    std::ostringstream out;
    const auto writer = formats::make_unit_writer(
        UnitFormat::tmx, out, options_of({language("en"), language("ru"), language("kk")}));
    writer->write(unit_of({variant("en", "a"), variant("de", "b")}));
    writer->write(unit_of({variant("en", "a"), variant("ru", " \n")}));
    writer->write(unit_of({variant("en", "a"), variant("kk", "b")}));
    writer->finish();
    BOOST_TEST(writer->written() == 1U);
    BOOST_TEST(writer->left_out() == 2U);
}

BOOST_AUTO_TEST_CASE(the_source_language_is_one_that_the_unit_has) {
    const std::string text =
        write_units(UnitFormat::tmx, {unit_of({variant("ru", "a"), variant("kk", "b")})},
                    options_of({language("en"), language("ru"), language("kk")}));
    BOOST_TEST(text.find("<tu srclang=\"ru\">") != std::string::npos);
    BOOST_TEST(text.find("adminlang=\"en\" srclang=\"en\"") != std::string::npos);
    const std::string all = write_units(UnitFormat::tmx, {}, options_of());
    BOOST_TEST(all.find("srclang=\"*all*\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(characters_that_xml_cannot_hold_are_left_out_and_counted) {
    const TemporaryFolder folder;
    std::ostringstream out;
    const auto writer = formats::make_unit_writer(UnitFormat::tmx, out, options_of());
    writer->write(unit_of({variant("en", std::string("a\x01"
                                                     "b\0c\xEF\xBF\xBF\x0B",
                                                     9)),
                           variant("ru", "\xFF\xEF\xBF\xBD x\r\n")}));
    writer->finish();
    BOOST_TEST(writer->dropped_characters() == 5U);
    const auto result = read_units(folder.write("a.tmx", out.str()));
    BOOST_TEST_REQUIRE(result.units.size() == 1U);
    BOOST_TEST(result.units[0].variants[0].text == "abc");
    BOOST_TEST(result.units[0].variants[1].text == "\xEF\xBF\xBD\xEF\xBF\xBD x\r\n");
}

BOOST_AUTO_TEST_CASE(codes_at_places_that_cannot_be_do_no_harm) {
    const TemporaryFolder folder;
    const auto broken = unit_of({variant("en", "abc",
                                         {{2, Kind::placeholder, "1", "", ""},
                                          {1, Kind::placeholder, "2", "", ""},
                                          {99, Kind::placeholder, "3", "", ""}}),
                                 variant("ru", "жя", {{1, Kind::close, "4", "", ""}})});
    const auto result =
        read_units(folder.write("a.tmx", write_units(UnitFormat::tmx, {broken}, options_of())));
    BOOST_TEST_REQUIRE(result.units.size() == 1U);
    BOOST_TEST(result.units[0].variants[0].text == "abc");
    BOOST_TEST(result.units[0].variants[0].codes.size() == 3U);
    BOOST_TEST(result.units[0].variants[1].text == "жя");
    BOOST_TEST(result.units[0].variants[1].codes[0].byte_offset == 2U);
}

BOOST_AUTO_TEST_CASE(a_stream_that_fails_is_an_error) {
    std::ostringstream out;
    const auto writer = formats::make_unit_writer(UnitFormat::tmx, out, options_of());
    writer->write(unit_of({variant("en", "a"), variant("ru", "b")}));
    out.setstate(std::ios::badbit);
    BOOST_CHECK_EXCEPTION(writer->finish(), Error,
                          [](const Error& error) { return error.fault() == Fault::output; });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace egiz::test
