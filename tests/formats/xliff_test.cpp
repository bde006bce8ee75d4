// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/units.hpp"
#include "formats/validation/validate.hpp"
#include "tests/formats/exchange_support.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>

#include <algorithm>

namespace egiz::test {
namespace {

using formats::UnitFormat;
using formats::XliffVersion;
using Kind = InlineCode::Kind;

std::string xliff12(const std::string& body) {
    return "<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'><file "
           "original='a.txt' "
           "source-language='en' target-language='ru' datatype='plaintext'><body>" +
           body + "</body></file></xliff>";
}

std::string xliff20(const std::string& body) {
    return "<xliff version='2.0' xmlns='urn:oasis:names:tc:xliff:document:2.0' srcLang='en' "
           "trgLang='zh-CN'><file id='f' original='b.txt'>" +
           body + "</file></xliff>";
}

ReadResult read_text(const std::string& text) {
    const TemporaryFolder folder;
    return read_units(folder.write("a.xlf", text));
}

BOOST_AUTO_TEST_SUITE(xliff_reader)

BOOST_AUTO_TEST_CASE(version_1_2_is_read_with_codes_notes_and_states) {
    const auto result = read_text(xliff12(
        "<group id='g'><trans-unit id='t1' approved='yes'><source>A <g id='1' ctype='bold'>b</g>"
        "<x id='2'/></source><target state='final'>А <bpt id='1' rid='7'>[</bpt>б<ept id='9' "
        "rid='7'>]"
        "</ept></target><note>hint</note><note annotates='target'>t</note>"
        "<alt-trans><target>other</target></alt-trans></trans-unit></group>"
        "<trans-unit id='t2'><source>Not yet</source><target/></trans-unit>"
        "<trans-unit id='t3'><source>No</source><target state='needs-review-translation' "
        "state-qualifier='rejected-inaccurate'>Нет</target></trans-unit>"));
    BOOST_TEST_REQUIRE(result.units.size() == 3U);
    TranslationUnit expected = unit_of(
        {variant("en", "A b",
                 {{2, Kind::open, "1", "bold", ""},
                  {3, Kind::close, "1", "", ""},
                  {3, Kind::placeholder, "2", "", ""}}),
         variant("ru", "А б", {{3, Kind::open, "1", "", "["}, {5, Kind::close, "1", "", "]"}})});
    expected.id = "t1";
    expected.document = "a.txt";
    expected.state = ReviewState::reviewed;
    expected.notes = {"hint"};
    expected.variants[1].notes = {"t"};
    expected.variants[0].properties = {
        {"x-egiz-xliff1-content", "A <g id=\"1\" ctype=\"bold\">b</g><x id=\"2\"/>"}};
    expected.variants[1].properties = {
        {"x-egiz-xliff1-content",
         "А <bpt id=\"1\" rid=\"7\">[</bpt>б<ept id=\"9\" rid=\"7\">]</ept>"}};
    BOOST_TEST(result.units[0] == expected);
    BOOST_TEST(result.units[1].variants.size() == 1U);
    BOOST_TEST((result.units[2].state == ReviewState::rejected));
    BOOST_TEST(result.warnings.empty());
}

BOOST_AUTO_TEST_CASE(segments_that_1_2_cuts_a_unit_into_are_units) {
    const auto result = read_text(xliff12(
        "<trans-unit id='t'><source>One. <g id='1'>Two.</g></source>"
        "<seg-source><mrk mtype='seg' mid='1'>One.</mrk> <g id='1'><mrk mtype='seg' mid='2'>Two."
        "</mrk></g></seg-source>"
        "<target><mrk mtype='seg' mid='1'>Раз.</mrk> <g id='1'><mrk mtype='seg' mid='2'>Два.</mrk>"
        "</g></target></trans-unit>"));
    BOOST_TEST_REQUIRE(result.units.size() == 2U);
    BOOST_TEST(result.units[0].id == "t.1");
    BOOST_TEST(result.units[0].variants[0].text == "One.");
    BOOST_TEST(result.units[1].variants[0].text == "Two.");
    BOOST_TEST(result.units[1].variants[1].text == "Два.");
}

BOOST_AUTO_TEST_CASE(segments_of_1_2_are_paired_by_their_ids) {
    const std::string source =
        "<trans-unit id='t'><source>One. Two.</source><seg-source><mrk mtype='seg' mid='1'>One."
        "</mrk> <mrk mtype='seg' mid='2'>Two.</mrk></seg-source><target>";
    const auto result = read_text(
        xliff12(source + "<mrk mtype='seg' mid='2'>Два.</mrk></target></trans-unit>" + source +
                "<mrk mtype='seg' mid='2'>Два.</mrk><mrk mtype='seg' mid='1'>Раз.</mrk></target>"
                "</trans-unit>" +
                source + "<mrk mtype='seg' mid='3'>Раз. Два.</mrk></target></trans-unit>"));
    BOOST_TEST_REQUIRE(result.units.size() == 5U);
    const auto texts = [&](std::size_t i) {
        std::string all = result.units[i].id;
        for (const Variant& variant : result.units[i].variants) all += "|" + variant.text;
        return all;
    };
    BOOST_TEST(texts(0) == "t.1|One.");
    BOOST_TEST(texts(1) == "t.2|Two.|Два.");
    BOOST_TEST(texts(2) == "t.1|One.|Раз.");
    BOOST_TEST(texts(3) == "t.2|Two.|Два.");
    BOOST_TEST(texts(4) == "t|One. Two.|Раз. Два.");
}

BOOST_AUTO_TEST_CASE(what_a_tracked_change_deleted_is_no_text) {
    const auto result = read_text(xliff12(
        "<trans-unit id='t'><source>New</source><target>Жаңа<mrk mtype='x-sdl-deleted'> ескі<x "
        "id='1'/><g id='2'>х</g></mrk><mrk mtype='x-sdl-added'>!</mrk></target></trans-unit>"));
    BOOST_TEST_REQUIRE(result.units.size() == 1U);
    BOOST_TEST((result.units[0].variants[1] == variant("ru", "Жаңа!")));
    BOOST_TEST(result.counts.repaired == 1U);
}

BOOST_AUTO_TEST_CASE(trados_memoq_and_phrase_say_what_became_of_a_segment) {
    const auto result = read_text(
        "<xliff version='1.2' xmlns:sdl='http://sdl.com/FileTypes/SdlXliff/1.0' xmlns:mq='MQXliff' "
        "xmlns:m='http://www.memsource.com/mxlf/2.0'><file source-language='en' "
        "target-language='ru'><body><trans-unit id='s'><source>a</source><seg-source><mrk "
        "mtype='seg' mid='7'>a</mrk></seg-source><target><mrk mtype='seg' mid='7'>б</mrk></target>"
        "<sdl:seg-defs><sdl:seg id='7' conf='ApprovedSignOff' locked='true' percent='99'/>"
        "</sdl:seg-defs></trans-unit><trans-unit id='q' mq:status='Rejected' mq:locked='locked' "
        "mq:lastchanginguser='ann' mq:lastchangedtimestamp='2020-02-03T04:05:06Z'><source>c"
        "</source><target>в</target><mq:comments><mq:comment id='1'>Why?</mq:comment>"
        "</mq:comments></trans-unit><trans-unit id='p' m:confirmed='1' m:locked='false'><source>d"
        "</source><target>г</target></trans-unit></body></file></xliff>");
    BOOST_TEST_REQUIRE(result.units.size() == 3U);
    const auto says = [&](std::size_t unit, const char* type, const char* value) {
        const std::vector<Property>& properties = result.units[unit].properties;
        const Property wanted{type, value};
        return std::find(properties.begin(), properties.end(), wanted) != properties.end();
    };
    BOOST_TEST((result.units[0].state == ReviewState::reviewed));
    BOOST_TEST((says(0, "x-sdl-conf", "ApprovedSignOff") && says(0, "x-sdl-locked", "true") &&
                says(0, "x-sdl-percent", "99")));
    BOOST_TEST((result.units[1].state == ReviewState::rejected));
    BOOST_TEST((says(1, "x-mq-status", "Rejected") && says(1, "x-mq-locked", "locked")));
    BOOST_TEST((result.units[1].notes == std::vector<std::string>{"Why?"}));
    BOOST_TEST(result.units[1].authorship.changed == "2020-02-03T04:05:06Z");
    BOOST_TEST(result.units[1].authorship.changed_by == "ann");
    BOOST_TEST((result.units[2].state == ReviewState::unreviewed));
    BOOST_TEST(says(2, "x-m-confirmed", "1"));
    BOOST_TEST(!says(2, "x-m-locked", "false"));
}

BOOST_AUTO_TEST_CASE(units_of_binary_ones_are_read_and_a_second_target_is_not) {
    const auto result = read_text(xliff12(
        "<bin-unit id='b' mime-type='image/png'><bin-source><external-file href='a'/></bin-source>"
        "<trans-unit id='1'><source>a</source><target>б</target><target>в</target></trans-unit>"
        "</bin-unit>"));
    BOOST_TEST_REQUIRE(result.units.size() == 1U);
    BOOST_TEST(result.units[0].variants[1].text == "б");
    BOOST_TEST(result.counts.repaired == 1U);
}

BOOST_AUTO_TEST_CASE(of_a_target_that_is_left_out_nothing_is_kept) {
    const auto result = read_text(
        xliff12("<trans-unit id='1'><source>a</source>"
                "<target xml:lang='en' state='needs-translation'>b</target></trans-unit>"));
    BOOST_TEST_REQUIRE(result.units.size() == 1U);
    BOOST_TEST(result.units[0].variants.size() == 1U);
    BOOST_TEST(result.units[0].properties.empty());
    BOOST_TEST(result.counts.repaired == 1U);
}

BOOST_AUTO_TEST_CASE(version_2_is_read_a_segment_a_unit) {
    const auto result = read_text(
        xliff20("<unit id='u'><mda:metadata "
                "xmlns:mda='urn:oasis:names:tc:xliff:metadata:2.0'><mda:metaGroup>"
                "<mda:meta type='key'>value</mda:meta></mda:metaGroup></mda:metadata>"
                "<notes><note>n</note><note appliesTo='target'>z</note></notes>"
                "<originalData><data id='d1'>&lt;b></data><data id='d2'>\x5C<cp hex='0001'/></data>"
                "</originalData>"
                "<segment id='s1' state='final'><source>A <pc id='1' type='fmt' subType='xlf:b' "
                "dataRefStart='d1' dataRefEnd='d2'>b</pc><cp "
                "hex='000B'/></source><target>啊</target></segment>"
                "<ignorable><source> </source></ignorable>"
                "<segment><source><sc id='5'/>c<mrk id='m' type='term'>d</mrk></source>"
                "<target><ec isolated='yes' id='8'/>e</target></segment></unit>"));
    BOOST_TEST_REQUIRE(result.units.size() == 2U);
    const TranslationUnit& first = result.units[0];
    BOOST_TEST(first.id == "u.s1");
    BOOST_TEST((first.state == ReviewState::reviewed));
    BOOST_TEST((first.notes == std::vector<std::string>{"n"}));
    BOOST_TEST(
        (first.properties ==
         std::vector<Property>{{"x-egiz-xliff2-segment", "id=s1;state=final"}, {"key", "value"}}));
    Variant source = first.variants[0];
    source.properties.clear();  // how it was written, see below
    BOOST_TEST((source == variant("en", "A b\x0B",
                                  {{2, Kind::open, "1", "bold", "<b>"},
                                   {3, Kind::close, "1", "", "\\\x01"}})));
    BOOST_TEST((first.variants[1].language == language("zh-CN")));
    BOOST_TEST((first.variants[1].notes == std::vector<std::string>{"z"}));
    const TranslationUnit& second = result.units[1];
    BOOST_TEST(second.id == "u.2");
    BOOST_TEST((second.state == ReviewState::unreviewed));
    BOOST_TEST(second.variants[0].text == "cd");
    BOOST_TEST(
        (second.variants[0].codes == std::vector<InlineCode>{{0, Kind::lone_open, "5", "", ""}}));
    BOOST_TEST(
        (second.variants[1].codes == std::vector<InlineCode>{{0, Kind::lone_close, "8", "", ""}}));
}

BOOST_AUTO_TEST_CASE(files_without_their_languages_are_mended_or_left_out) {
    const auto no_target = read_text(
        "<xliff version='2.0' srcLang='en'><file id='f'><unit id='u'><segment><source>a</source>"
        "<target>b</target></segment></unit></file></xliff>");
    BOOST_TEST_REQUIRE(no_target.units.size() == 1U);
    BOOST_TEST(no_target.units[0].variants.size() == 1U);
    BOOST_TEST(no_target.counts.repaired == 1U);
    const auto none = read_text(
        "<xliff version='1.2'><file original='x'><body><trans-unit id='1'><source>a</source>"
        "</trans-unit></body></file></xliff>");
    BOOST_TEST(none.units.empty());
    BOOST_TEST(none.counts.skipped == 1U);
    const TemporaryFolder folder;
    const std::string path = folder.write(
        "a.xlf",
        "<xliff version='1.2'><file original='x'><body><trans-unit id='1'><source>a</source>"
        "<target>b</target></trans-unit></body></file></xliff>");
    const auto reader = formats::open_units(path, [](const Warning&) {},
                                            {.source = language("en"), .target = language("kk")});
    const auto unit = reader->next();
    BOOST_TEST_REQUIRE(unit.has_value());
    BOOST_TEST((unit->variants == std::vector<Variant>{variant("en", "a"), variant("kk", "b")}));
    const auto same = read_text(
        "<xliff version='1.2'><file source-language='en' target-language='en'><body><trans-unit "
        "id='1'><source>a</source><target>b</target></trans-unit></body></file></xliff>");
    BOOST_TEST_REQUIRE(same.units.size() == 1U);
    BOOST_TEST(same.units[0].variants.size() == 1U);
    BOOST_TEST(same.counts.repaired == 1U);
}

BOOST_AUTO_TEST_CASE(white_space_around_a_language_says_nothing) {
    const auto read = read_text(
        "<xliff version='1.2'><file source-language='en' target-language=' ru '><body><trans-unit "
        "id='1'><source>a</source><target>b</target></trans-unit></body></file></xliff>");
    BOOST_TEST_REQUIRE(read.units.size() == 1U);
    BOOST_TEST_REQUIRE(read.units[0].variants.size() == 2U);
    BOOST_TEST(read.units[0].variants[1].language.tag() == "ru");
    BOOST_TEST(read.counts.repaired == 0U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(xliff_writer)

formats::UnitWriterOptions options_of(XliffVersion version) {
    formats::UnitWriterOptions options;
    options.languages = {language("en"), language("ru")};
    options.xliff_version = version;
    options.tool_version = "1.2.3";
    options.date = "2026-11-24T10:00:00Z";
    options.source_document = "manual.txt";
    return options;
}

std::vector<TranslationUnit> units_for_goldens() {
    TranslationUnit rejected = unit_of({variant("en", "No\x0C"), variant("ru", "Нет")});
    rejected.state = ReviewState::rejected;
    const auto crossed = unit_of({variant("en", "abcd",
                                          {{0, Kind::open, "1", "bold", "<b>"},
                                           {1, Kind::open, "2", "odd type", ""},
                                           {2, Kind::close, "1", "", "</b>"},
                                           {3, Kind::close, "2", "", ""},
                                           {4, Kind::lone_open, "3", "link", "<a>"}}),
                                  variant("ru", "абвг",
                                          {{0, Kind::open, "2", "odd type", ""},
                                           {8, Kind::close, "2", "", ""},
                                           {8, Kind::placeholder, "1", "", "%s"}})});
    return {full_unit(), rejected, crossed};
}

BOOST_AUTO_TEST_CASE(version_1_2_is_as_in_the_golden) {
    check_golden("exchange-1.2.xlf", write_units(UnitFormat::xliff, units_for_goldens(),
                                                 options_of(XliffVersion::v1_2)));
}
BOOST_AUTO_TEST_CASE(version_2_0_is_as_in_the_golden) {
    check_golden("exchange-2.0.xlf", write_units(UnitFormat::xliff, units_for_goldens(),
                                                 options_of(XliffVersion::v2_0)));
}

BOOST_DATA_TEST_CASE(xliff_holds_two_languages, boost::unit_test::data::make({1, 3})) {
    formats::UnitWriterOptions options = options_of(XliffVersion::v2_0);
    options.languages = {language("en"), language("ru"), language("kk")};
    options.languages.resize(static_cast<std::size_t>(sample));
    std::ostringstream out;
    BOOST_CHECK_EXCEPTION(
        static_cast<void>(formats::make_unit_writer(UnitFormat::xliff, out, options)), Error,
        [](const Error& error) { return error.fault() == Fault::usage && !error.hint().empty(); });
}

struct Kept {
    const char* what;
    XliffVersion version;
    std::string unit;
};
std::ostream& operator<<(std::ostream& out, const Kept& sample) { return out << sample.what; }

constexpr auto v1 = XliffVersion::v1_2;
constexpr auto v2 = XliffVersion::v2_0;
/// Units as the writers spell them: in the same version they have to come out like that.
const std::vector<Kept> kept_units{
    {"attributes, states and notes of 1.2", v1,
     R"(<trans-unit id="a b" approved="no" translate="no" resname="r" maxwidth="9" xml:space="preserve">
        <source>x</source>
        <target state="needs-l10n" state-qualifier="leveraged-mt" equiv-trans="no">y</target>
        <note from="me" priority="2">n</note>
        <note annotates="target" priority="1">t</note>
      </trans-unit>)"},
    {"a target without a state", v1, R"(<trans-unit id="1" xml:space="preserve">
        <source>x</source>
        <target>y</target>
      </trans-unit>)"},
    {"inline elements and annotations of 1.2", v1, R"(<trans-unit id="1" xml:space="preserve">
        <source>a <g id="1" ctype="x-b">b<bx id="2" rid="2"/></g><mrk mtype="x-c" mid="3">c</mrk><ex id="4" rid="2"/><ph id="5">&lt;br<sub>s</sub></ph></source>
        <target state="translated"><g id="1"/>d</target>
      </trans-unit>)"},
    {"a copy to be written over", v1, R"(<trans-unit id="1" xml:space="preserve">
        <source>a<x id="1"/></source>
        <target state="new">a<x id="1"/></target>
      </trans-unit>)"},
    {"codes that share an id", v1, R"(<trans-unit id="1" xml:space="preserve">
        <source>a<x id="A"/>b<x id="A" equiv-text="e"/></source>
        <target><x id="A"/>c<x id="A" equiv-text="e"/></target>
      </trans-unit>)"},
    {"an empty target", v1, R"(<trans-unit id="1" xml:space="preserve">
        <source>a</source>
        <target state="new"/>
      </trans-unit>)"},
    {"attributes and notes of 2.0", v2,
     R"(<unit id="a" name="n" canResegment="no" translate="no" type="x:y">
      <notes>
        <note id="n1" category="c">u</note>
        <note appliesTo="source" priority="3">s</note>
      </notes>
      <segment id="s" canResegment="yes" state="final" subState="me:ok">
        <source>x</source>
        <target>y</target>
      </segment>
    </unit>)"},
    {"codes, annotations and data of 2.0", v2, R"(<unit id="a">
      <originalData>
        <data id="q">%s</data>
        <data id="r">&lt;b&gt;</data>
      </originalData>
      <segment>
        <source><pc id="1" dataRefStart="r" canDelete="no">a<mrk id="m" type="term">b</mrk></pc><ph id="2" dataRef="q" equiv="s"/></source>
        <target><ph id="2" dataRef="q" equiv="s"/><pc id="1" dataRefStart="r" canDelete="no">c</pc></target>
      </segment>
    </unit>)"},
    {"a source alone", v2, R"(<unit id="a">
      <segment state="initial">
        <source>x</source>
      </segment>
    </unit>)"},
};

std::string without_metadata(std::string text) {
    for (const char* element : {"mda:metadata", "context-group"}) {
        const std::string end = "</" + std::string(element) + ">";
        for (std::size_t at = text.find("<" + std::string(element)); at != std::string::npos;
             at = text.find("<" + std::string(element))) {
            const std::size_t begin = text.rfind('\n', at);
            text.erase(begin, text.find(end, at) + end.size() - begin);
        }
    }
    return text;
}

BOOST_DATA_TEST_CASE(what_one_version_says_is_written_in_it_again, kept_units) {
    const auto result =
        read_text(sample.version == v1 ? xliff12(sample.unit) : xliff20(sample.unit));
    const auto write = [&](const std::vector<TranslationUnit>& units, XliffVersion version) {
        formats::UnitWriterOptions options;
        options.languages = {language("en"), language(sample.version == v1 ? "ru" : "zh-CN")};
        options.xliff_version = version;
        options.untranslated = true;
        options.source_document = sample.version == v1 ? "a.txt" : "b.txt";
        return write_units(UnitFormat::xliff, units, options);
    };
    const std::string once = without_metadata(write(result.units, sample.version));
    BOOST_TEST(once.find(sample.unit) != std::string::npos, once);
    // The other version holds it too, in its metadata.
    const auto there = read_text(write(result.units, sample.version == v1 ? v2 : v1));
    const std::string back = without_metadata(write(there.units, sample.version));
    BOOST_TEST(back.find(sample.unit) != std::string::npos, back);
}

BOOST_AUTO_TEST_CASE(what_was_kept_is_not_written_when_it_is_no_longer_so) {
    auto units = read_text(xliff12("<trans-unit id='1'><source>a<g id='1'>b</g></source><target "
                                   "state='new'>c</target></trans-unit>"))
                     .units;
    BOOST_TEST_REQUIRE(units.size() == 1U);
    formats::UnitWriterOptions options;
    options.languages = {language("en"), language("ru")};
    options.xliff_version = v1;
    units[0].state = ReviewState::reviewed;
    units[0].variants[0].text = "ab!";
    std::string written = write_units(UnitFormat::xliff, units, options);
    BOOST_TEST(written.find("state=\"final\"") != std::string::npos);
    BOOST_TEST(written.find("<bpt id=\"1\"") != std::string::npos);
    // Nor is what somebody put there to break out of the element.
    for (const char* markup : {"ab!</source><target>", "a<g id=\"1\">b!", "a<script>b!</script>",
                               "a<g id=\"1\" onclick=\"x\">b!</g>", "ab!<!-- ", "ab!<![CDATA["}) {
        units[0].variants[0].properties = {{"x-egiz-xliff1-content", markup}};
        written = write_units(UnitFormat::xliff, units, options);
        BOOST_TEST(written.find("<bpt id=\"1\"") != std::string::npos, markup);
    }
}

/// The units of a file in a file of a version; a failed test if that is not valid.
std::string valid_in(XliffVersion version, const std::string& file, bool copies_source = false) {
    formats::UnitWriterOptions options;
    options.languages = {language("en"),
                         language(file.starts_with("<xliff version='1") ? "ru" : "zh-CN")};
    options.xliff_version = version;
    options.untranslated = true;
    options.copies_source = copies_source;
    const std::string text = write_units(UnitFormat::xliff, read_text(file).units, options);
    const TemporaryFolder folder;
    for (const Warning& fault : formats::validate_file(folder.write("a.xlf", text)).faults) {
        BOOST_ERROR(fault.place.to_string() << ": " << fault.message << "\n" << text);
    }
    return text;
}

struct Cut {
    const char* what;
    XliffVersion version;
    std::string unit;
    std::string written;
    const char* left_out;
};
std::ostream& operator<<(std::ostream& out, const Cut& sample) { return out << sample.what; }
/// Each segment becomes a unit of its own.
const std::vector<Cut> cut_units{
    {"an annotation over two segments", v2,
     "<segment><source>A <pc id='2'><sm id='m' type='term'/>b</pc></source></segment><segment>"
     "<source>c<em startRef='m'/><mrk id='n' type='term'>d</mrk></source></segment>",
     "c<mrk id=\"n\" type=\"term\">d</mrk>", "<sm"},
    {"a pair over two segments", v2,
     "<segment><source>a<sc id='3' equiv='b' canOverlap='no'/></source></segment><segment>"
     "<source>b<ec startRef='3' canOverlap='no'/></source></segment>",
     "b<ec id=\"3\" canOverlap=\"no\" isolated=\"yes\"/>", "startRef"},
    {"a sequence over two segments", v2,
     "<segment><source><ph id='1' canCopy='no' canDelete='no' canReorder='firstNo'/>a</source>"
     "</segment><segment><source><ph id='2' canCopy='no' canDelete='no' canReorder='no'/>b"
     "</source></segment>",
     "<ph id=\"2\" canCopy=\"no\" canDelete=\"no\"/>", "canReorder=\"no\""},
    {"a copy of what is in another segment", v2,
     "<segment><source><ph id='1'/>a</source></segment><segment><source>b</source><target>"
     "<ph id='2' copyOf='1' equiv='q'/>c</target></segment>",
     "<ph id=\"2\" equiv=\"q\"/>", "copyOf"},
    {"a code that moved into another segment", v2,
     "<segment><source><ph id='1' canDelete='no' equiv='q'/>a</source><target>b</target></segment>"
     "<segment><source>c</source><target><ph id='1' canDelete='no'/>d</target></segment>",
     "<ph id=\"1\" equiv=\"q\"/>a", "canDelete=\"no\" equiv"},
    {"a pair over two pieces of 1.2", v1,
     "<source>a<bx id='1'/>b. c<ex id='1'/></source><seg-source><mrk mtype='seg' mid='1'>a"
     "<bx id='1'/>b.</mrk> <mrk mtype='seg' mid='2'>c<ex id='1'/></mrk></seg-source><target><mrk "
     "mtype='seg' mid='1'>a<bx id='1'/>b.</mrk> <mrk mtype='seg' mid='2'>d<ex id='1'/></mrk>"
     "</target>",
     "d<it id=\"1\" pos=\"close\"/>", "<ex"},
};

BOOST_DATA_TEST_CASE(a_segment_that_becomes_a_unit_stands_by_itself, cut_units) {
    const bool old = sample.version == v1;
    const std::string text = valid_in(
        sample.version, old ? xliff12("<trans-unit id='1'>" + sample.unit + "</trans-unit>")
                            : xliff20("<unit id='1'>" + sample.unit + "</unit>"));
    BOOST_TEST(text.find(sample.written) != std::string::npos, text);
    BOOST_TEST(text.find(sample.left_out) == std::string::npos, text);
}

BOOST_AUTO_TEST_CASE(hints_that_hold_stay) {
    const std::string one = "<ph id=\"1\" canCopy=\"no\" canDelete=\"no\" canReorder=\"firstNo\"/>";
    const std::string two = "<ph id=\"2\" canCopy=\"no\" canDelete=\"no\" canReorder=\"no\"/>";
    const std::string three = "<ph id=\"3\" copyOf=\"4\"/>";
    const std::string text = valid_in(
        v2, xliff20("<unit id='1'><segment><source>" + one + two + "<ph id='4'/>a</source>" +
                    "<target>b" + three + one + two + "</target></segment></unit>"));
    for (const std::string& code : {one + two + "<ph id=\"4\"/>", three + one + two}) {
        BOOST_TEST(text.find(code) != std::string::npos, text);
    }
}

BOOST_AUTO_TEST_CASE(annotations_that_are_cut_are_counted) {
    formats::UnitWriterOptions options;
    options.languages = {language("en"), language("zh-CN")};
    options.untranslated = true;
    std::ostringstream out;
    const auto writer = formats::make_unit_writer(UnitFormat::xliff, out, options);
    for (const TranslationUnit& unit :
         read_text(xliff20("<unit id='1'>" + cut_units[0].unit + "</unit>")).units) {
        writer->write(unit);
    }
    writer->finish();
    BOOST_TEST_REQUIRE(writer->remarks().size() == 1U);
    BOOST_TEST(writer->remarks()[0].starts_with("1 annotation over several segments left out"));
}

BOOST_AUTO_TEST_CASE(what_is_not_to_be_translated_says_so_in_both_versions) {
    const std::string old = xliff12(
        "<group translate='no'><trans-unit id='1'><source>a</source></trans-unit><trans-unit "
        "id='2' translate='yes'><source>b</source></trans-unit></group><trans-unit id='3' "
        "translate='no'><source>c</source></trans-unit>");
    const std::string to_2 = valid_in(v2, old);
    BOOST_TEST(to_2.find("<unit id=\"1\" translate=\"no\">") != std::string::npos, to_2);
    BOOST_TEST(to_2.find("<unit id=\"2\" translate=\"no\">") == std::string::npos, to_2);
    BOOST_TEST(to_2.find("<unit id=\"3\" translate=\"no\">") != std::string::npos, to_2);
    const std::string to_1 = valid_in(
        v1, xliff20("<group id='g' translate='no'><unit id='1'><segment><source>a</source>"
                    "</segment></unit></group><unit id='2'><segment><source>b</source></segment>"
                    "</unit>"));
    BOOST_TEST(to_1.find("<trans-unit id=\"1\" translate=\"no\"") != std::string::npos, to_1);
    BOOST_TEST(to_1.find("<trans-unit id=\"2\" translate") == std::string::npos, to_1);
}

BOOST_AUTO_TEST_CASE(text_that_is_protected_is_so_in_both_versions) {
    const std::string to_2 = valid_in(
        v2, xliff12("<trans-unit id='1'><source>Run <mrk mtype='protected'>ls <x id='1'/> -l</mrk> "
                    "now</source><target>Run<mrk mtype='protected'>ls</mrk></target></trans-unit>"
                    "<trans-unit id='2'><source><bx id='1'/>a<mrk mtype='protected'>b<ex id='1'/>c"
                    "</mrk></source></trans-unit>"));
    BOOST_TEST(to_2.find("Run <mrk id=\"c1\" translate=\"no\">ls <ph id=\"1\"/> -l</mrk> now<") !=
                   std::string::npos,
               to_2);
    BOOST_TEST(to_2.find("<pc id=\"1\">ab</pc>c<") != std::string::npos, to_2);
    const std::string to_1 = valid_in(
        v1, xliff20("<unit id='1'><segment><source>a <mrk id='m' translate='no'>b<pc id='1'>c</pc>"
                    "</mrk> d</source></segment></unit>"));
    BOOST_TEST(to_1.find("a <mrk mtype=\"protected\">b<bpt") != std::string::npos, to_1);
    BOOST_TEST(to_1.find("</mrk> d<") != std::string::npos, to_1);
}

BOOST_AUTO_TEST_CASE(what_is_final_and_approved_is_final_in_2_0) {
    const std::string text = valid_in(
        v2, xliff12("<trans-unit id='1' approved='yes'><source>a</source><target state='final'>b"
                    "</target></trans-unit><trans-unit id='2' approved='yes'><source>c</source>"
                    "<target state='signed-off'>d</target></trans-unit>"));
    BOOST_TEST(text.find("state=\"final\"") < text.find("state=\"reviewed\""), text);
    BOOST_TEST(text.find("state=\"reviewed\"") != std::string::npos, text);
}

BOOST_AUTO_TEST_CASE(what_has_no_translation_is_copied_and_is_none_when_it_comes_back) {
    const std::string text = valid_in(
        v1,
        xliff12("<trans-unit id='1'><source>a <g id='1'>b</g></source></trans-unit><trans-unit "
                "id='2'><source>c</source><target state='final'/></trans-unit><trans-unit id='3' "
                "translate='no'><source>d</source></trans-unit><trans-unit id='4'><source>e"
                "</source><target>f</target></trans-unit>"),
        true);
    BOOST_TEST(text.find("<target state=\"new\">a <g id=\"1\">b</g></target>") != std::string::npos,
               text);
    BOOST_TEST(text.find("<target state=\"new\">c</target>") != std::string::npos, text);
    BOOST_TEST(text.find("<target state=\"new\">d</target>") == std::string::npos, text);
    const auto units = read_text(text).units;
    BOOST_TEST_REQUIRE(units.size() == 4U);
    BOOST_TEST(units[0].variants.size() == 1U);
    BOOST_TEST(units[1].variants.size() == 1U);
    BOOST_TEST(units[3].variants.size() == 2U);
}

BOOST_AUTO_TEST_CASE(nothing_to_write_is_an_error) {
    std::ostringstream out;
    const auto writer =
        formats::make_unit_writer(UnitFormat::xliff, out, options_of(XliffVersion::v2_0));
    writer->write(unit_of({variant("en", "a"), variant("kk", "b")}));
    BOOST_TEST(writer->left_out() == 1U);
    BOOST_CHECK_THROW(writer->finish(), Error);
}

BOOST_AUTO_TEST_CASE(only_what_a_person_accepted_is_final) {
    TranslationUnit unit = unit_of({variant("en", "a"), variant("ru", "b")});
    const auto text = [&](XliffVersion version) {
        return write_units(UnitFormat::xliff, {unit}, options_of(version));
    };
    BOOST_TEST(text(XliffVersion::v1_2).find("state=\"translated\"") != std::string::npos);
    BOOST_TEST(text(XliffVersion::v1_2).find("approved") == std::string::npos);
    BOOST_TEST(text(XliffVersion::v2_0).find("state=\"translated\"") != std::string::npos);
    unit.state = ReviewState::reviewed;
    BOOST_TEST(text(XliffVersion::v1_2).find("approved=\"yes\"") != std::string::npos);
    BOOST_TEST(text(XliffVersion::v2_0).find("state=\"final\"") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace egiz::test
