// SPDX-License-Identifier: Apache-2.0
// What a TMX file holds beside texts: it has to be there again when the units are written as TMX;
// and what is left of a broken one.
#include "formats/exchange/code_forms.hpp"
#include "formats/exchange/units.hpp"
#include "tests/formats/exchange_support.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>

namespace egiz::test {
namespace {

const std::string tmx_details_head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\"><header "
    "srclang=\"en\"/>\n<body>\n";
const std::string tail = "\n</body></tmx>\n";

std::string tu(const std::string& seg, const std::string& attributes = {}) {
    return "<tu" + attributes + "><tuv xml:lang=\"en\"><seg>" + seg + "</seg></tuv></tu>\n";
}

/// The first line of the file's first unit, or all from `<seg>` on, after reading and writing.
std::string written_again(const std::string& body, const std::string& from, const std::string& to) {
    const TemporaryFolder folder;
    const auto result = read_units(folder.write("a.tmx", tmx_details_head + body + tail));
    const std::string text = write_units(formats::UnitFormat::tmx, result.units, {});
    const std::size_t begin = text.find(from);
    if (begin == std::string::npos) return "nothing in " + text;
    return text.substr(begin, text.find(to, begin) + to.size() - begin);
}

BOOST_AUTO_TEST_SUITE(tmx_details)

const std::vector<std::string> segs{
    "a <bpt i=\"1\">&lt;b&gt;</bpt>c<ept i=\"1\">&lt;/b&gt;</ept>",
    "<bpt i=\"7\" type=\"bold\">x</bpt><bpt i=\"3\">y</bpt>c<ept i=\"7\">z</ept><ept i=\"3\"/>",
    "<bpt i=\"1\" x=\"5\">x</bpt>c<ept i=\"1\">y</ept>",
    "<ph x=\"1\" type=\"image\" assoc=\"p\">img</ph><ph/>",
    "a<hi x=\"2\" type=\"term\">b<hi>c</hi></hi><hi>d</hi>",
    "<ut>{\\cs2}</ut>a<ut x=\"4\"/>",
    "<it pos=\"begin\" x=\"1\" type=\"link\">a</it>b<it pos=\"end\"/>",
    "<ph x=\"1\">&lt;a title=\"<sub datatype=\"html\" type=\"title\">see <ph x=\"2\">&lt;i&gt;</ph>"
    "more</sub>\"</ph>z",
    "<ph><sub>a</sub><sub>b</sub>c<sub><hi type=\"x;y=z w\">d</hi><bpt i=\"1\"/><ept "
    "i=\"1\"/></sub>"
    "</ph>",
    "",
    " kept \t  as it is ",
};
BOOST_DATA_TEST_CASE(inline_elements_are_written_as_they_were, segs) {
    const std::string seg = written_again(tu(sample), "<seg", "</tuv>");
    BOOST_TEST(seg == (sample.empty() ? "<seg/></tuv>" : "<seg>" + sample + "</seg></tuv>"));
}

const std::vector<std::string> odd_segs{
    "<bpt i=\"1\"/>a<ept i=\"1\"/><bpt i=\"1\"/>b<ept i=\"1\"/>",  // a number twice
    "<bpt i=\"5\"/>a<ept i=\"6\"/>",                               // no partners
    "<bpt/>a<bpt>b</bpt><ept/>c<ept/>",                            // no numbers
    "<bpt i=\"2\"/><ept i=\"2\"/><g id=\"1\">a</g><g>b</g><hi>c</hi><hi x=\"1\">d</hi><hi/>",
    "<bpt i=\"1\" x=\"1\"/><bpt i=\"2\" x=\"1\"/>a<ept i=\"1\"/><ept i=\"2\"/>",  // crossed
    "<ph x=\"i 3\"/><ph x=\"pair 1\"/><it pos=\"middle\" i=\"4\"/>",
    "<ph x=\"b =%;\"/><ph x=\"1\"/><bpt i=\"1\" x=\"g\"/>a<ept i=\"1\"/><hi x=\"g\">b</hi>",
};
BOOST_DATA_TEST_CASE(units_that_were_written_are_read_as_the_same_units, segs + odd_segs) {
    const TemporaryFolder folder;
    const auto first = read_units(folder.write("a.tmx", tmx_details_head + tu(sample) + tail));
    const std::string text = write_units(formats::UnitFormat::tmx, first.units, {});
    BOOST_CHECK(read_units(folder.write("b.tmx", text)).units == first.units);
}

BOOST_AUTO_TEST_CASE(ids_of_codes_are_numbers_and_the_same_in_all_texts_of_a_unit) {
    const std::string text = written_again(
        "<tu><tuv xml:lang=\"en\"><seg><ph x=\"b\"/><ph x=\"2\"/><ph x=\"a\"/></seg></tuv>"
        "<tuv xml:lang=\"ru\"><seg><ph x=\"a\"/><ph x=\"c\"/><ph x=\"b\"/></seg></tuv></tu>",
        "<tuv", "</tu>");
    for (const char* part : {">1=b 3=a</prop>", ">3=a 4=c 1=b</prop>",
                             "<seg><ph x=\"1\"/><ph x=\"2\"/><ph x=\"3\"/></seg>",
                             "<seg><ph x=\"3\"/><ph x=\"4\"/><ph x=\"1\"/></seg>"}) {
        BOOST_TEST(text.find(part) != std::string::npos, part << " is not in " << text);
    }
}

BOOST_AUTO_TEST_CASE(what_says_no_ids_of_codes_stays_a_property) {
    const std::string text = written_again(
        "<tu><tuv xml:lang=\"en\"><prop type=\"x-egiz-tmx-ids\">1=2</prop>"
        "<seg><ph x=\"1\"/></seg></tuv></tu>",
        "<prop", "</seg>");
    BOOST_TEST(text.find("<prop type=\"x-egiz-tmx-ids\">1=2</prop>") == 0U);
    BOOST_TEST(text.find("<ph x=\"1\"/>") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(notes_and_properties_keep_their_attributes) {
    const std::string fields =
        "<note xml:lang=\"fr\">n</note><note>n</note><note o-encoding=\"a;b c\">n</note>"
        "<prop type=\"p\" xml:lang=\"de\" o-encoding=\"cp1252\">n</prop><prop type=\"q\">n</prop>";
    const std::string body =
        "<tu>" + fields + "<tuv xml:lang=\"en\">" + fields + "<seg>a</seg></tuv></tu>";
    std::string text = written_again(body, "<tu>", "</tu>");
    std::erase(text, '\n');
    for (std::size_t at = text.find("  "); at != std::string::npos; at = text.find("  ")) {
        text.erase(at, 2);
    }
    BOOST_TEST(text == body);
}

BOOST_AUTO_TEST_CASE(what_tmx_does_not_have_inside_of_a_code_becomes_its_text) {
    const std::string seg =
        written_again(tu("<ph>a<sub>b<sub>c</sub></sub></ph>z"), "<seg", "</seg>");
    BOOST_TEST(seg == "<seg><ph>abc</ph>z</seg>");
}

BOOST_AUTO_TEST_CASE(attributes_without_a_place_are_written_again) {
    const std::string attributes =
        " tuid=\"1\" creationdate=\"20200101T000000Z\" srclang=\"ru\" datatype=\"html\" "
        "usagecount=\"3\" lastusagedate=\"20200102T000000Z\" creationtool=\"t\" "
        "creationtoolversion=\"2\" segtype=\"block\" o-tmf=\"f\" o-encoding=\"cp1251\"";
    const std::string line = written_again(tu("a", attributes), "<tu ", ">");
    for (const char* part :
         {"tuid=\"1\"", "creationdate=\"20200101T000000Z\"", "srclang=\"ru\"", "datatype=\"html\"",
          "usagecount=\"3\"", "lastusagedate=\"20200102T000000Z\"", "creationtool=\"t\"",
          "creationtoolversion=\"2\"", "segtype=\"block\"", "o-tmf=\"f\"",
          "o-encoding=\"cp1251\""}) {
        BOOST_TEST(line.find(part) != std::string::npos, part << " is not in " << line);
    }
    // A value that TMX does not have stays a property, so that the file is valid.
    const std::string odd = written_again(tu("a", " segtype=\"chapter\""), "<tu", "</tu>");
    BOOST_TEST(odd.find("<prop type=\"x-egiz-tmx-segtype\">chapter</prop>") != std::string::npos);
    const std::string date = written_again(tu("a", " changedate=\"today\""), "<tu", "</tu>");
    BOOST_TEST(date.find("<prop type=\"x-egiz-tmx-changedate\">today</prop>") != std::string::npos);
}

const std::vector<std::string> misfits{
    "",
    "x",
    "0",
    "0:",
    "0:hi",                         // a placeholder
    "1:ut",                         // no such code
    "0:b",                          // no such element
    "0:ph;assoc",                   // no value
    "0:ph;style=x",                 // no such attribute
    "0:ph;assoc=p;type=x;assoc=f",  // twice
    "0:ph@0-1",                     // a code in a code
    "0:sub@0-9",                    // longer than the data
    "0:sub@2-1",
    "0:sub@2-3",             // inside of a character
    "0:.sub@0-1",            // inside of nothing
    "0:sub@0-1 0:.sub@0-1",  // a sub in a sub
    "0:sub@0-1 0:.ph@0-2",   // it sticks out
    "0:sub@0-2 0:sub@1-3",   // they cross
    "0:sub@0-1 0:ph",        // the code behind what it holds
    "0:sub@0-1 0:.it@0-1",   // no pos
    "0:sub@0-1 0:.it@0-1;pos=middle",
    "0:sub@99999999999999999999-1",
    "0:sub@0-1 ",
};
BOOST_DATA_TEST_CASE(forms_that_do_not_fit_are_not_taken, misfits) {
    const Variant one = variant("en", "a", {{0, InlineCode::Kind::placeholder, "1", "", "abж"}});
    BOOST_TEST(!formats::read_code_forms(sample, one).has_value());
}

BOOST_AUTO_TEST_CASE(forms_are_read_as_they_were_printed) {
    const Variant one = variant("en", "a", {{0, InlineCode::Kind::placeholder, "1", "", "abcd"}});
    const std::vector<formats::CodeForm> forms{
        {0, "ph", 0, {}, {{"assoc", "p; q=%1:2"}}},
        {0, "sub", 0, Range{1, 4}, {{"type", "x y"}}},
        {0, "hi", 1, Range{1, 3}, {}},
        {0, "ph", 2, Range{2, 2}, {{"x", ""}}},
    };
    BOOST_CHECK(formats::read_code_forms(formats::print_code_forms(forms), one) == forms);
}

/// Texts and counts of what is left of a broken file.
struct DamagedTmx {
    std::string name;
    std::string file;
    std::vector<std::string> texts;
    std::size_t faults;
    std::size_t skipped;
};
std::ostream& operator<<(std::ostream& out, const DamagedTmx& sample) { return out << sample.name; }

const std::vector<DamagedTmx> damaged_tmx_files{
    {"whole", tmx_details_head + tu("a") + tu("b") + tail, {"a", "b"}, 0, 0},
    {"cut off in a unit", tmx_details_head + tu("a") + tu("b").substr(0, 30), {"a"}, 1, 1},
    {"cut off between units", tmx_details_head + tu("a") + tu("b"), {"a", "b"}, 1, 0},
    {"an end tag of another element",
     tmx_details_head + tu("a") + tu("b<ph>c</seg>") + tu("d") + tail,
     {"a", "d"},
     1,
     1},
    {"a control character", tmx_details_head + tu("a\x01z") + tu("b") + tail, {"b"}, 1, 1},
    {"an entity that is not known",
     tmx_details_head + tu("a") + tu("&x;") + tu("b") + tail,
     {"a", "b"},
     1,
     1},
    {"two faults",
     tmx_details_head + tu("<") + tu("a") + tu("&") + tu("b") + tail,
     {"a", "b"},
     2,
     2},
    {"bytes that are no UTF-8",
     tmx_details_head + tu("a\xFFz") + tu("b") + tail,
     {"a\xEF\xBF\xBDz", "b"},
     0,
     0},
    {"something behind the end", tmx_details_head + tu("a") + tail + "junk", {"a"}, 1, 0},
};
BOOST_DATA_TEST_CASE(what_a_broken_file_holds_is_salvaged_and_counted, damaged_tmx_files) {
    const TemporaryFolder folder;
    const std::string path = folder.write("a.tmx", sample.file);
    std::vector<std::string> texts;
    std::size_t warnings = 0;
    formats::ReadOptions options;
    options.salvage = true;
    const auto reader = formats::open_units(
        path, [&](const Warning&) { ++warnings; }, options);
    while (const auto unit = reader->next()) texts.push_back(unit->variants.at(0).text);
    BOOST_TEST(texts == sample.texts, boost::test_tools::per_element());
    BOOST_TEST(reader->counts().broken == sample.faults);
    BOOST_TEST(reader->counts().skipped == sample.skipped);
    BOOST_TEST(warnings == sample.faults + sample.skipped + reader->counts().repaired);
}

BOOST_AUTO_TEST_CASE(units_behind_a_fault_have_their_places_in_the_file) {
    const TemporaryFolder folder;
    std::string file = tmx_details_head + tu("<");
    for (int i = 0; i < 3000; ++i) file += tu("filler");
    file += tu("late", " creationdate='never'") + tail;
    std::vector<std::size_t> lines;
    formats::ReadOptions options;
    options.salvage = true;
    const auto reader = formats::open_units(
        folder.write("a.tmx", file),
        [&](const Warning& warning) { lines.push_back(warning.place.line); }, options);
    std::size_t units = 0;
    while (reader->next()) ++units;
    BOOST_TEST(units == 3001U);
    BOOST_TEST((lines == std::vector<std::size_t>{4, 4, 3005}));
}

BOOST_AUTO_TEST_CASE(of_a_file_that_is_no_tmx_nothing_is_salvaged) {
    const TemporaryFolder folder;
    formats::ReadOptions options;
    options.salvage = true;
    const std::string path = folder.write("a.tmx", "<tmx><body><tu></tmx>");
    const auto reader = formats::open_units(path, {}, options);
    BOOST_TEST(!reader->next().has_value());
    BOOST_CHECK_THROW(
        static_cast<void>(formats::open_units(folder.write("b.tmx", "<x><tu/></x>"), {}, options)),
        Error);
}

BOOST_AUTO_TEST_CASE(units_of_the_file_are_counted_apart_from_those_made_of_them) {
    const TemporaryFolder folder;
    const auto result = read_units(folder.write(
        "a.tmx",
        tmx_details_head +
            "<tu><tuv xml:lang='en'><seg>a</seg></tuv><tuv xml:lang='ru'><seg>b</seg></tuv>"
            "<tuv xml:lang='ru'><seg>c</seg></tuv></tu>" +
            tu("d") + tail));
    BOOST_TEST(result.counts.units == 3U);
    BOOST_TEST(result.counts.split == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace egiz::test
