// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/xliff_file.hpp"

#include "formats/validation/validate.hpp"
#include "formats/xml/markup.hpp"
#include "tests/formats/exchange_support.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>

#include <random>
#include <sstream>

namespace egiz::test {
namespace {

using formats::FillResult;
using formats::XliffFile;
using formats::XliffVersion;
using Kind = InlineCode::Kind;

constexpr const char* file_20 = R"(<?xml version="1.0" encoding="UTF-8"?>
<!-- kept -->
<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en"
       xmlns:my="urn:my">
  <file id="f1" original="a.html">
    <skeleton>&lt;p>%1&lt;/p><![CDATA[<b>]]></skeleton>
    <unit id="u1" my:key='k"1'>
      <notes><note>Mind the <!-- gap -->gap</note></notes>
      <originalData><data id="d1">&lt;b></data><data id="d2">&lt;/b></data></originalData>
      <segment id="s1" state="initial">
        <source>Press <pc id="1" dataRefStart="d1" dataRefEnd="d2" canCopy="no">OK</pc> now.</source>
      </segment>
      <ignorable><source> </source></ignorable>
      <segment>
        <source>Two &amp; three.</source>
      </segment>
    </unit>
    <unit id="u2" translate="no"><segment><source>egiz</source></segment></unit>
    <unit id="u3"><segment><source>Done.</source><target>Готово.</target></segment></unit>
    <unit id="u4"><segment><source>Copy.</source><target>Copy.</target></segment></unit>
  </file>
</xliff>
)";

constexpr const char* file_12 =
    "<?xml version='1.0'?>\r\n"
    "<x:xliff version='1.2' xmlns:x='urn:oasis:names:tc:xliff:document:1.2'>\r\n"
    "<x:file original='a.txt' source-language='EN-us' datatype='plaintext'><x:body>\r\n"
    "<x:group id='g'>\r\n"
    "  <x:trans-unit id='t1' approved='yes'>\r\n"
    "    <x:source>A <x:g id='1'>big</x:g> <x:x id='2'/>dog.</x:source>\r\n"
    "    <x:note>n</x:note>\r\n"
    "  </x:trans-unit>\r\n"
    "  <x:trans-unit id='t2'>\r\n"
    "    <x:source>One. Two.</x:source>\r\n"
    "    <x:seg-source><x:mrk mtype='seg' mid='0'>One.</x:mrk> <x:mrk mtype='seg' "
    "mid='1'>Two.</x:mrk></x:seg-source>\r\n"
    "  </x:trans-unit>\r\n"
    "  <x:trans-unit id='t3'><x:source>Three.</x:source><x:target state='new'/>"
    "<x:alt-trans origin='other'><x:target>T</x:target></x:alt-trans></x:trans-unit>\r\n"
    "  <x:trans-unit id='t4'><x:source>Four.</x:source><x:target>Четыре.</x:target>"
    "</x:trans-unit>\r\n"
    "</x:group></x:body></x:file></x:xliff>";

std::string written(const XliffFile& file) {
    std::ostringstream out;
    file.write(out);
    return out.str();
}

/// The file's text, once it is known to be valid.
std::string written_valid(const XliffFile& file) {
    const TemporaryFolder folder;
    const std::string text = written(file);
    const auto validation = formats::validate_file(folder.write("a.xlf", text));
    for (const Warning& fault : validation.faults) {
        BOOST_ERROR(fault.place.to_string() << ": " << fault.message << "\n" << text);
    }
    return text;
}

Proposal proposal(Variant source, Variant target, int score = 100,
                  Proposal::Kind kind = Proposal::Kind::exact) {
    Proposal result;
    result.kind = kind;
    result.score = score;
    result.similarity = std::min(score, 100);
    result.source = std::move(source);
    result.target = std::move(target);
    result.origin = "m & m.db";
    return result;
}

Proposal plain_proposal(const char* source, const char* target, int score = 100,
                        Proposal::Kind kind = Proposal::Kind::exact) {
    return proposal({*Language::parse("en"), source, {}, {}, {}, {}, {}},
                    {*Language::parse("ru"), target, {}, {}, {}, {}, {}}, score, kind);
}

Variant coded(const char* language, const char* text, std::vector<InlineCode> codes) {
    Variant result;
    result.language = *Language::parse(language);
    result.text = text;
    result.codes = std::move(codes);
    return result;
}

/// `Press <b>OK</b> now.` in both languages, codes with the ids of a memory.
Proposal press() {
    return proposal(
        coded("en", "Press OK now.", {{6, Kind::open, "x", "", ""}, {8, Kind::close, "x", "", ""}}),
        coded("ru", "Сейчас нажмите ОК.",
              {{28, Kind::open, "x", "", ""}, {32, Kind::close, "x", "", ""}}));
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

BOOST_AUTO_TEST_SUITE(xliff_file)

BOOST_DATA_TEST_CASE(without_changes_every_byte_is_as_it_was,
                     boost::unit_test::data::make(std::vector<std::string>{file_20, file_12})) {
    BOOST_TEST(written(XliffFile::from_text(sample, "a.xlf")) == sample);
}

BOOST_AUTO_TEST_CASE(segments_of_2_0_say_what_is_to_be_done) {
    const XliffFile file = XliffFile::from_text(file_20, "a.xlf");
    BOOST_TEST_REQUIRE(file.segments().size() == 5U);
    const auto& segments = file.segments();
    BOOST_TEST(segments[0].id == "u1.s1");
    BOOST_TEST(segments[0].source.text == "Press OK now.");
    BOOST_TEST(segments[0].source.codes.size() == 2U);
    BOOST_TEST(segments[0].source.codes[0].data == "<b>");
    BOOST_TEST(segments[1].id == "u1.2");
    BOOST_TEST(segments[1].source.text == "Two & three.");
    BOOST_TEST(!segments[2].translate);
    BOOST_TEST(segments[3].translated);
    BOOST_TEST(!segments[4].translated);
    BOOST_TEST((file.version() == XliffVersion::v2_0));
}

BOOST_AUTO_TEST_CASE(ids_and_codes_are_those_that_open_units_gives) {
    const TemporaryFolder folder;
    for (const char* text : {file_20, file_12}) {
        const std::string path = folder.write("a.xlf", text);
        const XliffFile file(path, nullptr);
        std::vector<TranslationUnit> units = read_units(path).units;
        // A unit of 1.2 that is cut in the source only is one for an import.
        if (text == file_12) {
            units.insert(units.begin() + 1, units[1]);
            units[1].id = "t2.0";
            units[2].id = "t2.1";
            units[1].variants[0].text = "One.";
            units[2].variants[0].text = "Two.";
        }
        BOOST_TEST_REQUIRE(units.size() == file.segments().size());
        for (std::size_t i = 0; i < units.size(); ++i) {
            BOOST_TEST(units[i].id == file.segments()[i].id);
            BOOST_TEST(units[i].variants[0].text == file.segments()[i].source.text);
            BOOST_TEST((units[i].variants[0].codes == file.segments()[i].source.codes));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_target_of_2_0_has_the_source_s_own_codes) {
    XliffFile file = XliffFile::from_text(file_20, "a.xlf");
    file.set_target_language(*Language::parse("ru"));
    BOOST_TEST((file.fill(0, press()) == FillResult::filled));
    std::string expected = file_20;
    const auto replace = [&](const std::string& from, const std::string& to) {
        expected.replace(expected.find(from), from.size(), to);
    };
    replace("xmlns:my=\"urn:my\">", "xmlns:my=\"urn:my\" trgLang=\"ru\">");
    replace("<segment id=\"s1\" state=\"initial\">",
            "<segment id=\"s1\" state=\"translated\" subState=\"egiz:exact\">");
    replace(" now.</source>",
            " now.</source>\n        <target>Сейчас нажмите <pc id=\"1\" dataRefStart=\"d1\" "
            "dataRefEnd=\"d2\" canCopy=\"no\">ОК</pc>.</target>");
    BOOST_TEST(written_valid(file) == expected);
}

BOOST_AUTO_TEST_CASE(matches_of_2_0_point_at_their_segments) {
    XliffFile file = XliffFile::from_text(file_20, "a.xlf");
    file.set_target_language(*Language::parse("ru"));
    Proposal fuzzy = press();
    fuzzy.score = 79;
    fuzzy.similarity = 80;
    fuzzy.quality = 93.25;
    fuzzy.kind = Proposal::Kind::fuzzy;
    file.propose(0, {fuzzy});
    file.propose(1, {plain_proposal("Two & three.", "Два < три.", 101, Proposal::Kind::context)});
    const std::string text = written_valid(file);
    BOOST_TEST(contains(text, R"(
      <mtc:matches xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0">
        <mtc:match id="egiz-1" ref="#s1" type="tm" origin="m &amp; m.db" similarity="80" matchQuality="93.2" matchSuitability="79">
          <source>Press <pc id="1" canCopy="no">OK</pc> now.</source>
          <target>Сейчас нажмите <pc id="1" canCopy="no">ОК</pc>.</target>
        </mtc:match>
        <mtc:match id="egiz-2" ref="#egiz-s1" type="icm" origin="m &amp; m.db" similarity="100" matchSuitability="100">
          <source>Two &amp; three.</source>
          <target>Два &lt; три.</target>
        </mtc:match>
      </mtc:matches>)"),
               text);
    BOOST_TEST(contains(text, "<segment id=\"egiz-s1\">"));
}

BOOST_AUTO_TEST_CASE(own_proposals_are_replaced_and_those_of_others_stay) {
    for (const char* original : {file_20, file_12}) {
        const bool first = original == file_12;
        XliffFile file = XliffFile::from_text(original, "a.xlf");
        file.set_target_language(*Language::parse("ru"));
        const std::size_t number = first ? 3 : 1;
        const auto offer = [&](XliffFile& to, const char* target) {
            to.propose(number, {plain_proposal("x", target, 80, Proposal::Kind::fuzzy)});
        };
        offer(file, "старое");
        std::string text = written_valid(file);
        if (!first) {  // and another tool adds its own
            const std::string end = "\n      </mtc:matches>";
            text.insert(
                text.find(end),
                "<mtc:match ref='#s1'><source>a</source><target>чужое</target></mtc:match>");
        }
        XliffFile again = XliffFile::from_text(text, "a.xlf");
        offer(again, "новое");
        const std::string replaced = written_valid(again);
        BOOST_TEST(!contains(replaced, "старое"));
        BOOST_TEST(contains(replaced, "новое"));
        BOOST_TEST(contains(replaced, first ? "origin='other'" : "чужое"));
        XliffFile same = XliffFile::from_text(replaced, "a.xlf");
        offer(same, "новое");
        BOOST_TEST(written(same) == replaced);
        XliffFile none = XliffFile::from_text(written_valid(file), "a.xlf");
        none.propose(number, {});
        BOOST_TEST(!contains(written_valid(none), "mtc:match"));
    }
}

BOOST_AUTO_TEST_CASE(a_target_of_1_2_stands_before_what_follows_it) {
    XliffFile file = XliffFile::from_text(file_12, "a.xlf");
    file.set_target_language(*Language::parse("ru"));
    const Proposal dog = proposal(coded("en", "A big dog.",
                                        {{2, Kind::open, "b", "", ""},
                                         {5, Kind::close, "b", "", ""},
                                         {6, Kind::placeholder, "p", "", ""}}),
                                  coded("ru", "Пёс.",
                                        {{0, Kind::placeholder, "p", "", ""},
                                         {0, Kind::open, "b", "", ""},
                                         {6, Kind::close, "b", "", ""}}),
                                  85, Proposal::Kind::fuzzy);
    BOOST_TEST((file.fill(0, dog) == FillResult::filled));
    file.propose(0, {dog});
    const std::string text = written_valid(file);
    BOOST_TEST(contains(text, "<x:trans-unit id='t1' approved=\"no\">"), text);
    BOOST_TEST(contains(text,
                        "dog.</x:source>\n    <x:target state=\"needs-review-translation\" "
                        "state-qualifier=\"fuzzy-match\"><x:x id='2'/><x:g id='1'>Пёс</x:g>."
                        "</x:target>\r\n    <x:note>n</x:note>\n    <x:alt-trans "
                        "match-quality=\"85%\" origin=\"m &amp; "
                        "m.db\" extradata=\"egiz\">\n      <x:source>A <x:g id='1'>big</x:g> "
                        "<x:x id='2'/>dog.</x:source>\n      <x:target "
                        "state-qualifier=\"fuzzy-match\"><x:x id='2'/><x:g id='1'>Пёс</x:g>."
                        "</x:target>\n    </x:alt-trans>\r\n  </x:trans-unit>"),
               text);
    BOOST_TEST(contains(text, "datatype='plaintext' target-language=\"ru\">"));
}

BOOST_AUTO_TEST_CASE(a_unit_of_1_2_that_is_cut_is_filled_in_its_pieces) {
    XliffFile file = XliffFile::from_text(file_12, "a.xlf");
    file.set_target_language(*Language::parse("ru"));
    BOOST_TEST((file.fill(2, plain_proposal("Two.", "Два.")) == FillResult::filled));
    const std::string half = written_valid(file);
    BOOST_TEST(contains(half,
                        "<x:target state=\"needs-translation\" state-qualifier=\"exact-match\">"
                        "<x:mrk mtype='seg' mid='0'></x:mrk> <x:mrk mtype='seg' "
                        "mid='1'>Два.</x:mrk></x:target>"),
               half);
    XliffFile rest = XliffFile::from_text(half, "a.xlf");
    BOOST_TEST(!rest.segments()[1].translated);
    BOOST_TEST(rest.segments()[2].translated);
    BOOST_TEST((rest.fill(1, plain_proposal("One.", "Раз.", 90, Proposal::Kind::fuzzy)) ==
                FillResult::filled));
    const std::string whole = written_valid(rest);
    BOOST_TEST(contains(whole,
                        "<x:target state=\"needs-review-translation\" "
                        "state-qualifier=\"fuzzy-match\"><x:mrk mtype='seg' mid='0'>Раз.</x:mrk> "
                        "<x:mrk mtype='seg' mid='1'>Два.</x:mrk></x:target>"),
               whole);
}

BOOST_AUTO_TEST_CASE(what_trados_memoq_and_phrase_have_locked_is_not_to_be_translated) {
    const XliffFile file = XliffFile::from_text(
        "<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2' "
        "xmlns:sdl='http://sdl.com/FileTypes/SdlXliff/1.0' xmlns:mq='MQXliff'><file "
        "source-language='en' target-language='ru'><body><trans-unit id='s'><source>A. B.</source>"
        "<seg-source><mrk mtype='seg' mid='1'>A.</mrk> <mrk mtype='seg' mid='2'>B.</mrk>"
        "</seg-source><sdl:seg-defs><sdl:seg id='2' locked='true'/></sdl:seg-defs></trans-unit>"
        "<trans-unit id='q' mq:locked='locked'><source>c</source></trans-unit>"
        "<bin-unit id='b'><trans-unit id='r'><source>d</source></trans-unit></bin-unit>"
        "</body></file></xliff>",
        "a.xlf");
    BOOST_TEST_REQUIRE(file.segments().size() == 4U);
    BOOST_TEST(file.segments()[0].translate);
    BOOST_TEST(!file.segments()[1].translate);
    BOOST_TEST(!file.segments()[2].translate);
    BOOST_TEST(file.segments()[3].translate);
}

BOOST_AUTO_TEST_CASE(pieces_inside_inline_elements_are_filled_and_offered_too) {
    std::string text = file_12;
    const auto put = [&](const std::string& before, const std::string& what) {
        text.insert(text.find(before) + before.size(), what);
    };
    put("<x:seg-source>", "<x:g id='1'>");
    text.insert(text.find("</x:seg-source>"), "</x:g>");
    XliffFile file = XliffFile::from_text(text, "a.xlf");
    file.set_target_language(*Language::parse("ru"));
    static_cast<void>(file.fill(1, plain_proposal("One.", "Раз.")));
    file.propose(1, {plain_proposal("One.", "Один.")});
    const std::string once = written_valid(file);
    BOOST_TEST(contains(once, "><x:g id='1'><x:mrk mtype='seg' mid='0'>Раз.</x:mrk> "), once);
    XliffFile again = XliffFile::from_text(once, "a.xlf");
    again.propose(1, {plain_proposal("One.", "Один.")});
    BOOST_TEST(written(again) == once);
}

BOOST_AUTO_TEST_CASE(proposals_stand_behind_what_xliff_1_1_wants_before_them) {
    XliffFile file = XliffFile::from_text(
        "<xliff version='1.1' xmlns='urn:oasis:names:tc:xliff:document:1.1'><file original='a' "
        "source-language='en' target-language='ru' datatype='plaintext'><body><trans-unit id='1'>"
        "<source>A</source><note>n</note></trans-unit></body></file></xliff>",
        "a.xlf");
    file.propose(0, {plain_proposal("A", "А")});
    BOOST_TEST(contains(written_valid(file), "</note><alt-trans"));
}

BOOST_AUTO_TEST_CASE(a_whole_target_of_a_cut_unit_is_not_taken_apart) {
    std::string text = file_12;
    const std::string end = "</x:seg-source>";
    text.insert(text.find(end) + end.size(), "<x:target>Раз. Два.</x:target>");
    XliffFile file = XliffFile::from_text(text, "a.xlf");
    BOOST_TEST(file.segments()[1].translated);
    BOOST_TEST((file.fill(1, plain_proposal("One.", "Один.")) == FillResult::kept));
    BOOST_TEST(written(file) == text);
}

BOOST_AUTO_TEST_CASE(empty_targets_are_opened) {
    XliffFile file = XliffFile::from_text(file_12, "a.xlf");
    BOOST_TEST(!file.segments()[3].translated);
    static_cast<void>(file.fill(3, plain_proposal("Three.", "Три.", 101, Proposal::Kind::id)));
    BOOST_TEST(
        contains(written_valid(file),
                 "<x:target state=\"translated\" state-qualifier=\"id-match\">Три.</x:target>"
                 "<x:alt-trans origin='other'>"));
}

BOOST_AUTO_TEST_CASE(codes_that_do_not_correspond_are_left_out) {
    XliffFile file = XliffFile::from_text(file_20, "a.xlf");
    file.set_target_language(*Language::parse("ru"));
    Proposal crossed = press();
    std::swap(crossed.target.codes[0].kind, crossed.target.codes[1].kind);
    BOOST_TEST((file.fill(0, crossed) == FillResult::without_codes));
    BOOST_TEST(contains(written_valid(file), "<target>Сейчас нажмите ОК.</target>"));
    Proposal missing = press();
    missing.source.codes.clear();
    BOOST_TEST((file.fill(0, missing) == FillResult::without_codes));
    Proposal unknown = press();
    unknown.target.codes.push_back({33, Kind::placeholder, "9", "", ""});
    BOOST_TEST((file.fill(0, unknown) == FillResult::without_codes));
    Proposal fewer = press();
    fewer.target.codes.clear();
    BOOST_TEST((file.fill(0, fewer) == FillResult::filled));
    BOOST_TEST(contains(written_valid(file), "<target>Сейчас нажмите ОК.</target>"));
}

BOOST_AUTO_TEST_CASE(codes_that_must_not_go_keep_a_segment_as_it_is) {
    std::string text = file_20;
    text.replace(text.find("canCopy"), 7, "canDelete");
    XliffFile file = XliffFile::from_text(text, "a.xlf");
    Proposal bare = press();
    bare.target.codes.clear();
    BOOST_TEST((file.fill(0, bare) == FillResult::kept));
    BOOST_TEST(written(file) == text);
    BOOST_TEST((file.fill(0, press()) == FillResult::filled));
}

BOOST_AUTO_TEST_CASE(characters_that_xml_cannot_hold_are_written_as_2_0_has_it_or_counted) {
    XliffFile file = XliffFile::from_text(file_20, "a.xlf");
    file.set_target_language(*Language::parse("ru"));
    static_cast<void>(file.fill(1, plain_proposal("a", "б\x01в")));
    BOOST_TEST(contains(written_valid(file), "<target>б<cp hex=\"0001\"/>в</target>"));
    BOOST_TEST(file.dropped_characters() == 0U);
    XliffFile old = XliffFile::from_text(file_12, "a.xlf");
    static_cast<void>(old.fill(3, plain_proposal("a", "б\x01в")));
    BOOST_TEST(contains(written_valid(old), ">бв</x:target>"));
    BOOST_TEST(old.dropped_characters() == 1U);
}

BOOST_AUTO_TEST_CASE(another_encoding_becomes_utf_8_and_says_so) {
    const TemporaryFolder folder;
    const std::string path = folder.write(
        "a.xlf",
        "<?xml version='1.0' encoding='windows-1251'?>\n<xliff version='2.0' "
        "xmlns='urn:oasis:names:tc:xliff:document:2.0' srcLang='ru' trgLang='en'><file id='f'>"
        "<unit id='u'><segment><source>\xCF\xF0\xE8\xE2\xE5\xF2.</source></segment></unit>"
        "</file></xliff>");
    XliffFile file(path, nullptr);
    BOOST_TEST(file.segments()[0].source.text == "Привет.");
    const std::string text = written_valid(file);
    BOOST_TEST(contains(text, "<?xml version='1.0' encoding=\"UTF-8\"?>\n"), text);
    BOOST_TEST(contains(text, "<source>Привет.</source>"));
}

BOOST_AUTO_TEST_CASE(what_is_no_usable_xliff_is_refused_with_its_place) {
    const TemporaryFolder folder;
    const auto error_of = [&](const std::string& text) {
        try {
            XliffFile(folder.write("a.xlf", text), nullptr);
        } catch (const Error& error) {
            return std::string(error.what());
        }
        return std::string("no error");
    };
    BOOST_TEST(contains(error_of("<xliff><file></xliff>"), "a.xlf:1"));
    BOOST_TEST(contains(error_of("<tmx/>"), "no XLIFF"));
    BOOST_TEST(contains(error_of("<!DOCTYPE xliff [<!ENTITY a 'b'>]>\n<xliff/>"), "entities"));
    BOOST_TEST(contains(error_of(""), "a.xlf"));
}

/// Random codes in a random text, pairs well inside each other or not.
std::vector<InlineCode> random_codes(std::mt19937& random, std::size_t size) {
    std::vector<InlineCode> codes;
    const std::size_t count = random() % 4;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string id = std::to_string(i + 1);
        if (random() % 2 == 0) {
            codes.push_back({random() % (size + 1), Kind::placeholder, id, "", ""});
        } else {
            std::size_t begin = random() % (size + 1);
            std::size_t end = random() % (size + 1);
            if (begin > end && random() % 4 != 0) std::swap(begin, end);
            codes.push_back({begin, Kind::open, id, "", ""});
            codes.push_back({end, Kind::close, id, "", ""});
        }
    }
    std::stable_sort(codes.begin(), codes.end(), [](const InlineCode& a, const InlineCode& b) {
        return a.byte_offset < b.byte_offset;
    });
    return codes;
}

BOOST_AUTO_TEST_CASE(whatever_codes_a_memory_has_the_file_stays_valid) {
    std::mt19937 random(20260101);
    const TemporaryFolder folder;
    std::size_t with_codes = 0;
    for (int round = 0; round < 300; ++round) {
        const bool second = round % 2 == 0;
        TranslationUnit unit;
        unit.id = "u";
        unit.variants = {coded("en", "abcdef", random_codes(random, 6)), coded("ru", "z", {})};
        const std::string source = write_units(formats::UnitFormat::xliff, {unit},
                                               {{*Language::parse("en"), *Language::parse("ru")},
                                                second ? XliffVersion::v2_0 : XliffVersion::v1_2,
                                                "1",
                                                "",
                                                ""});
        XliffFile file = XliffFile::from_text(source, "a.xlf");
        Proposal offer = proposal(coded("en", "abcdeg", file.segments()[0].source.codes),
                                  coded("ru", "uvwxyz", random_codes(random, 6)));
        if (random() % 3 == 0) offer.target.codes = offer.source.codes;
        if (random() % 4 == 0) offer.source.codes = random_codes(random, 6);
        if (file.fill(0, offer) == FillResult::filled && !offer.target.codes.empty()) ++with_codes;
        file.propose(0, {offer, offer});
        const std::string path = folder.write("b.xlf", written_valid(file));
        const ReadResult read = read_units(path);
        BOOST_TEST_REQUIRE(read.units.size() == 1U);
        BOOST_TEST(read.warnings.empty());
        BOOST_TEST(read.units[0].variants[1].text == "uvwxyz");
        BOOST_TEST(read.units[0].variants[0].text == "abcdef");
    }
    BOOST_TEST(with_codes > 20U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(xliff_of_text)

SegmentedText two_paragraphs() {
    SegmentedText text;
    text.document.name = "dir/a & b.txt";
    text.document.language = *Language::parse("en");
    text.document.text = "One. Two < three.\n\nFour\x02.";
    text.document.paragraphs = {{0, 17}, {19, 25}};
    text.segments = {{{0, 4}, 0}, {{5, 17}, 0}, {{19, 25}, 1}};
    return text;
}

BOOST_DATA_TEST_CASE(paragraphs_are_units_and_segments_are_in_them,
                     boost::unit_test::data::make({true, false})) {
    const bool old = sample;
    const XliffVersion version = old ? XliffVersion::v1_2 : XliffVersion::v2_0;
    const SegmentedText text = two_paragraphs();
    const XliffFile file = XliffFile::from_text(
        formats::xliff_of_text(text, {{"One."}, {"Two < three."}, {"Four\x02."}},
                               {version, *Language::parse("ru"), "1.0"}),
        "a.txt");
    BOOST_TEST((file.version() == version));
    BOOST_TEST_REQUIRE(file.segments().size() == 3U);
    BOOST_TEST(file.segments()[1].source.text == "Two < three.");
    BOOST_TEST(file.segments()[2].source.text == (old ? "Four." : "Four\x02."));
    BOOST_TEST(file.segments()[0].id == "");
    BOOST_TEST(file.segments()[0].source_language.tag() == "en");
    BOOST_TEST(file.segments()[0].target_language.tag() == "ru");
    const std::string xliff = written_valid(file);
    BOOST_TEST(contains(xliff, "original=\"a &amp; b.txt\""));
    BOOST_TEST(contains(xliff, old ? "</mrk> <mrk" : "<ignorable>"));
}

BOOST_DATA_TEST_CASE(pairs_over_sentences_and_halves_of_them_are_valid,
                     boost::unit_test::data::make({true, false})) {
    const bool old = sample;
    SegmentedText text;
    text.document.name = "a.html";
    text.document.language = *Language::parse("en");
    // A </i>b <b>c. D.</b> <u>E</u> <br>F <sub>g. H</sub>.
    text.document.text = "A b c. D. E. F g. H.";
    text.document.paragraphs = {{0, 20}};
    text.segments = {{{0, 6}, 0}, {{7, 9}, 0}, {{10, 12}, 0}, {{13, 17}, 0}, {{18, 20}, 0}};
    text.document.codes = {
        {2, Kind::close, "1", {}, "</i>"},  {4, Kind::open, "2", "bold", "<b>"},
        {9, Kind::close, "2", {}, "</b>"},  {10, Kind::open, "3", "underlined", "<u>"},
        {12, Kind::close, "3", {}, "</u>"}, {13, Kind::placeholder, "4", {}, "<br>"},
        {15, Kind::open, "5", {}, "<sub>"}, {19, Kind::close, "5", {}, "</sub>"}};
    std::vector<formats::XliffSource> segments;
    for (const Segment& segment : text.segments) {
        segments.push_back({std::string(slice(text.document.text, segment.range)),
                            codes_within(text.document, segment.range)});
    }
    formats::XliffSourceOptions options{old ? XliffVersion::v1_2 : XliffVersion::v2_0,
                                        *Language::parse("ru"), "1.0"};
    options.copies_source = old;
    const std::string xliff =
        written_valid(XliffFile::from_text(formats::xliff_of_text(text, segments, options), "a"));
    if (old) {
        BOOST_TEST(contains(xliff,
                            "<source>A <it id=\"1\" pos=\"close\"/>b <g id=\"2\" "
                            "ctype=\"bold\">c. D.</g> <g id=\"3\" ctype=\"underlined\">E.</g> "
                            "<x id=\"4\"/>F <g id=\"5\">g. H</g>.</source>"),
                   xliff);
        BOOST_TEST(contains(xliff,
                            "<mrk mtype=\"seg\" mid=\"2\">D.</mrk><it id=\"2\" "
                            "pos=\"close\"/> <it id=\"3\" pos=\"open\" ctype=\"underlined\"/>"),
                   xliff);
    } else {
        BOOST_TEST(contains(xliff, "<ec id=\"1\" isolated=\"yes\""), xliff);
        BOOST_TEST(contains(xliff, "<ec startRef=\"5\""), xliff);
    }
}

BOOST_AUTO_TEST_CASE(a_text_without_segments_is_no_xliff) {
    BOOST_CHECK_THROW(static_cast<void>(formats::xliff_of_text({}, {}, {})), Error);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(xml_markup)

BOOST_AUTO_TEST_CASE(the_pieces_cover_the_text) {
    const std::string text =
        "<?xml version='1.0'?><!DOCTYPE a SYSTEM 'x>y'><a b = '1&gt;2' c=\"x>\r\ny\">t&#x41;&amp;"
        "<!-- <no> --><![CDATA[<&amp;]]]]><d/>\r\n</a >";
    formats::xml::MarkupScanner scanner(text);
    formats::xml::Markup piece;
    std::size_t at = 0;
    std::string characters;
    std::string tags;
    while (scanner.next(piece)) {
        BOOST_TEST(piece.range.begin == at);
        at = piece.range.end;
        characters += piece.text;
        tags += std::string(piece.name) + ' ';
        for (const auto& attribute : piece.attributes) {
            tags += std::string(attribute.name) + '=' + std::string(attribute.value) + ' ';
        }
    }
    BOOST_TEST(at == text.size());
    BOOST_TEST(characters == "tA&<&amp;]]\n");
    BOOST_TEST(tags == "  a b=1>2 c=x> y    d  a ");
}

BOOST_AUTO_TEST_CASE(attributes_are_set_added_and_taken_out_and_all_else_stays) {
    using formats::xml::with_attributes;
    BOOST_TEST(with_attributes("<a>", {{"b", "1"}}) == "<a b=\"1\">");
    BOOST_TEST(with_attributes("<a/>", {{"b", "<\">"}}) == "<a b=\"&lt;&quot;&gt;\"/>");
    BOOST_TEST(with_attributes("<a  x='1'\n b='2' />", {{"b", "3"}}) == "<a  x='1' b=\"3\" />");
    BOOST_TEST(with_attributes("<p:a x='1' b='>'>", {{"b", ""}, {"c", ""}}) == "<p:a x='1'>");
    BOOST_TEST(with_attributes("<a bb='1'>", {{"b", "2"}}) == "<a bb='1' b=\"2\">");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace egiz::test
