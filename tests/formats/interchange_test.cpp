// SPDX-License-Identifier: Apache-2.0
// PO, Qt TS, tables, workbooks, Moses pairs, hunalign's files and term bases, in and out.
#include "formats/exchange/hunalign.hpp"
#include "formats/exchange/units.hpp"
#include "tests/formats/exchange_support.hpp"

#include <boost/test/data/test_case.hpp>

#include <fstream>
#include <sstream>

namespace egiz::test {
namespace {

using formats::LanguagesHeld;
using formats::UnitFormat;

struct Written {
    std::string bytes;
    std::size_t written = 0;
    std::vector<std::string> remarks;
};

Written write_file(UnitFormat format, const std::vector<TranslationUnit>& units,
                   const std::vector<const char*>& tags, const std::vector<Property>& header = {}) {
    formats::UnitWriterOptions options;
    for (const char* tag : tags) options.languages.push_back(language(tag));
    options.header = header;
    options.fewest_texts = 1;
    std::ostringstream out;
    const auto writer = formats::make_unit_writer(format, out, options);
    for (const TranslationUnit& unit : units) writer->write(unit);
    writer->finish();
    return {out.str(), writer->written(), writer->remarks()};
}

formats::ReadOptions english_russian() {
    formats::ReadOptions options;
    options.source = language("en");
    options.target = language("ru");
    return options;
}

ReadResult read_with(const std::string& path, const formats::ReadOptions& options) {
    ReadResult result;
    const auto reader = formats::open_units(
        path, [&](const Warning& warning) { result.warnings.push_back(warning.message); }, options);
    while (auto unit = reader->next()) result.units.push_back(std::move(*unit));
    result.counts = reader->counts();
    return result;
}

std::string texts_of(const std::vector<TranslationUnit>& units) {
    std::string text;
    for (const TranslationUnit& unit : units) {
        for (const Variant& variant : unit.variants) {
            text += variant.language.tag() + "=" + variant.text + "|";
        }
    }
    return text;
}

// Tables.

struct Table {
    std::string name;
    std::string file;
    std::string bytes;
    std::string columns;
    std::string texts;
};
std::ostream& operator<<(std::ostream& out, const Table& sample) { return out << sample.name; }
const std::vector<Table> tables{
    {"quotes and line breaks", "a.csv", "en,ru\r\n\"a, \"\"b\"\"\nc\",д\r\n\r\n", "",
     "en=a, \"b\"\nc|ru=д|"},
    {"semicolons and names of languages", "a.csv", "\xEF\xBB\xBFRussian;English\nда;\"yes;\"\n", "",
     "ru=да|en=yes;|"},
    {"tabs and a line sep=", "a.csv", "sep=\t\nen\tkk\na,b\tв\n", "", "en=a,b|kk=в|"},
    {"no header", "a.csv", "1,yes,x,да\n", "id,en,-,ru", "en=yes|ru=да|"},
    {"a header and --columns", "a.tsv", "English\tRussian\nyes\tда\n", "en,ru", "en=yes|ru=да|"},
    {"columns by name", "a.tsv", "Key\tQ\tA\nk\tyes\tда\n", "ru=a,en=Q", "en=yes|ru=да|"},
    {"Indonesian is a language", "a.tsv", "en\tid\nyes\tya\n", "", "en=yes|id=ya|"},
    {"an id in front is none", "a.tsv", "id\ten\tru\n7\tyes\tда\n", "", "en=yes|ru=да|"},
    {"words are no languages", "a.tsv", "en\tkey\tru\tqty\nyes\tk\tда\t1\n", "", "en=yes|ru=да|"},
    {"languages that ICU does not list", "a.tsv", "en\tkmr-TR\tx-ours\nyes\terê\tja\n", "",
     "en=yes|kmr-TR=erê|x-ours=ja|"},
    {"what --columns names is a language", "a.tsv", "en\txyz\nyes\tja\n", "en,xyz",
     "en=yes|xyz=ja|"},
    {"empty cells behind the last column", "a.csv", "en,ru\nyes,да,,\n", "", "en=yes|ru=да|"},
};
BOOST_DATA_TEST_CASE(tables_are_read_as_programs_write_them, tables) {
    const TemporaryFolder folder;
    formats::ReadOptions options;
    options.columns = sample.columns;
    const ReadResult result = read_with(folder.write(sample.file, sample.bytes), options);
    BOOST_TEST(texts_of(result.units) == sample.texts);
    BOOST_TEST(result.counts.units == 1U);
}

BOOST_AUTO_TEST_CASE(a_table_of_excel_in_utf_16_or_windows_1251_is_read) {
    const TemporaryFolder folder;
    std::string wide = "\xFF\xFE";
    for (const char c : std::string("en\tru\r\na\tb\r\n")) (wide += c) += '\0';
    BOOST_TEST(texts_of(read_units(folder.write("a.csv", wide)).units) == "en=a|ru=b|");
    const std::string cyrillic =
        "en;ru\nThe sea is calm;\xCC\xEE\xF0\xE5 \xF1\xEF\xEE\xEA\xEE\xE9\xED\xEE \xE8 "
        "\xF2\xE8\xF5\xEE\n";
    BOOST_TEST(texts_of(read_units(folder.write("b.csv", cyrillic)).units) ==
               "en=The sea is calm|ru=Море спокойно и тихо|");
}

BOOST_AUTO_TEST_CASE(id_note_and_state_of_a_table_are_kept) {
    const TemporaryFolder folder;
    const ReadResult result = read_units(folder.write(
        "a.csv", "ID,en,ru,note,state,colour\n7,yes,да,mind,Reviewed,red\n8,no,нет,,who knows,\n"));
    BOOST_TEST_REQUIRE(result.units.size() == 2U);
    BOOST_TEST(result.units[0].id == "7");
    BOOST_TEST((result.units[0].notes == std::vector<std::string>{"mind"}));
    BOOST_TEST((result.units[0].state == ReviewState::reviewed));
    BOOST_TEST((result.units[1].state == ReviewState::unreviewed));
    BOOST_TEST(result.counts.repaired == 2U);  // the column, and the state
}

BOOST_AUTO_TEST_CASE(csv_comes_back_as_it_was) {
    const TemporaryFolder folder;
    const std::vector<TranslationUnit> units{
        unit_of({variant("en", " a,b;\"c\"\r\nd\te"), variant("ru", "=1+1")}),
        unit_of({variant("ru", "один")})};
    const Written csv = write_file(UnitFormat::csv, units, {"en", "ru"});
    BOOST_TEST(
        csv.bytes.starts_with("\xEF\xBB\xBF"
                              "en,ru\r\n"));
    BOOST_TEST(read_units(folder.write("a.csv", csv.bytes)).units == units,
               boost::test_tools::per_element());
}

struct UnreadableFile {
    std::string file;
    std::string bytes;
    std::string in_message;
};
std::ostream& operator<<(std::ostream& out, const UnreadableFile& sample) {
    return out << sample.in_message;
}
const std::vector<UnreadableFile> unreadable_files{
    {"a.csv", "en,ru\n\"a,b\nc,d\n", "never closed"},
    {"a.csv", std::string("en,ru\na\0,b\n", 11), "NUL"},
    {"a.csv", std::string(5000, ','), "more than 1,000 columns"},
    {"a.po", "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[100] \"c\"\n", "more than 100 plural forms"},
    {"a.po", "msgid \"a\"\nmsgstr \"b\"\nnonsense\n", "none of a PO file"},
    {"a.po", "msgid \"a\"\nmsgstr \"b\"\nmsgstr \"c\"\n", "twice"},
    {"a.po", "msgid \"\"\nmsgstr \"charset=UTF-8\\n\"\n\nmsgid \"a\"\nmsgstr \"\xFF\"\n", "UTF-8"},
    {"a.huntext", "one side only\n", "no tab"},
    {"a.xlsx", "no archive", "ZIP"},
    {"a.ts", "<TS><context><message><source>a", "well-formed"},
};
BOOST_DATA_TEST_CASE(what_cannot_be_read_is_refused_with_its_reason, unreadable_files) {
    const TemporaryFolder folder;
    BOOST_CHECK_EXCEPTION(
        static_cast<void>(read_with(folder.write(sample.file, sample.bytes), english_russian())),
        Error, [&](const Error& error) {
            BOOST_TEST(std::string(error.what()).find(sample.in_message) != std::string::npos,
                       error.what());
            return error.fault() == Fault::input;
        });
}

// PO.

const std::string po_sample =
    "# by hand\n"
    "msgid \"\"\n"
    "msgstr \"\"\n"
    "\"Project-Id-Version: x\\n\"\n"
    "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
    "\"Content-Transfer-Encoding: 8bit\\n\"\n"
    "\"Language: ru\\n\"\n"
    "\"Plural-Forms: nplurals=3; plural=n;\\n\"\n"
    "\n"
    "# mind\n"
    "# the verb\n"
    "#. from the source\n"
    "#: a.c:1 b.c:2\n"
    "#: c.c:3\n"
    "#, fuzzy, c-format\n"
    "#| msgctxt \"old menu\"\n"
    "#| msgid \"Sav\"\n"
    "msgctxt \"menu\"\n"
    "msgid \"\"\n"
    "\"Save \\\"%s\\\"\\n\"\n"
    "\"now\"\n"
    "msgstr \"Сохранить\\t%s\"\n"
    "\n"
    "msgid \"%d file\"\n"
    "msgid_plural \"%d files\"\n"
    "msgstr[0] \"%d файл\"\n"
    "msgstr[1] \"%d файла\"\n"
    "msgstr[2] \"\"\n"
    "\n"
    "#, fuzzy\n"
    "msgid \"Open\"\n"
    "msgstr \"\"\n"
    "\n"
    "#~| msgid \"Older\"\n"
    "#~ msgid \"Old\"\n"
    "#~ msgstr \"Старое\"\n";

BOOST_AUTO_TEST_CASE(po_becomes_units) {
    const TemporaryFolder folder;
    const ReadResult result = read_units(folder.write("a.po", po_sample));
    BOOST_TEST_REQUIRE(result.units.size() == 6U);
    BOOST_TEST(result.counts.units - result.counts.split == 4U);
    BOOST_TEST(result.counts.repaired == 0U);
    BOOST_TEST(texts_of(result.units) ==
               "en=Save \"%s\"\nnow|ru=Сохранить\t%s|en=%d file|ru=%d файл|en=%d files|"
               "ru=%d файла|en=%d files|en=Open|en=Old|ru=Старое|");
    BOOST_TEST((result.units[0].state == ReviewState::unreviewed));
    BOOST_TEST((result.units[1].state == ReviewState::reviewed));
    BOOST_TEST((result.units[0].notes == std::vector<std::string>{"mind\nthe verb"}));
    BOOST_TEST((result.units[0].variants[0].notes == std::vector<std::string>{"from the source"}));
}

BOOST_AUTO_TEST_CASE(a_modifier_of_po_is_a_script) {
    const TemporaryFolder folder;
    const std::string bytes =
        "msgid \"\"\nmsgstr \"\"\n\"Language: sr_RS@latin\\n\"\n\nmsgid \"yes\"\nmsgstr \"da\"\n";
    const ReadResult result = read_units(folder.write("ru.po", bytes));
    BOOST_TEST(texts_of(result.units) == "en=yes|sr-Latn-RS=da|");
    const Written po = write_file(UnitFormat::po, result.units, {"en", "sr-Latn-RS"});
    BOOST_TEST(po.bytes.find("Language: sr_RS@latin\\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(po_comes_back_byte_for_byte) {
    const TemporaryFolder folder;
    const auto reader = formats::open_units(folder.write("a.po", po_sample), {});
    std::vector<TranslationUnit> units;
    while (auto unit = reader->next()) units.push_back(std::move(*unit));
    const Written po = write_file(UnitFormat::po, units, {"en", "ru"}, reader->header());
    BOOST_TEST(po.bytes == po_sample);
    BOOST_TEST(po.written == units.size());
    BOOST_TEST(po.remarks.empty());
}

BOOST_AUTO_TEST_CASE(odd_po_is_read_and_said) {
    const TemporaryFolder folder;
    const ReadResult result = read_units(folder.write(
        "x.kk.po",
        "\"Project-Id-Version: x\\n\"\n\nmsgid \"a\\101\\q\" more\nmsgstr \"б\n#after\n"
        "msgid \"b\"\nmsgstr \"в\"\nmsgid \"c\"\n\nmsgid \"\"\nmsgstr \"second header\"\n"));
    BOOST_TEST(texts_of(result.units) == "en=aA\\q|kk=б|en=b|kk=в|en=c|");
    BOOST_TEST(result.counts.repaired == 4U);
    BOOST_TEST(result.counts.skipped == 1U);
}

BOOST_AUTO_TEST_CASE(po_in_another_encoding_is_read) {
    const TemporaryFolder folder;
    BOOST_TEST(
        texts_of(
            read_units(folder.write("a.po",
                                    "msgid \"\"\nmsgstr \"Language: ru\\nContent-Type: text/plain; "
                                    "charset=KOI8-R\\n\"\n\nmsgid \"yes\"\nmsgstr \"\xC4\xC1\"\n"))
                .units) == "en=yes|ru=да|");
}

BOOST_AUTO_TEST_CASE(a_message_is_once_in_po_and_has_a_source) {
    const std::vector<TranslationUnit> units{
        unit_of({variant("en", "yes"), variant("ru", "да")}),
        unit_of({variant("en", "yes"), variant("ru", "так точно")}),
        unit_of({variant("ru", "нет")}),
        unit_of({variant("en", "b", {{0, InlineCode::Kind::placeholder, "1", "", "<br/>"}}),
                 variant("ru", "в")})};
    const Written po = write_file(UnitFormat::po, units, {"en", "ru"});
    BOOST_TEST(po.written == 2U);
    BOOST_TEST(po.remarks.size() == 3U);
    // What nobody has accepted is fuzzy; the plural forms are those of Russian.
    BOOST_TEST(po.bytes.find("#, fuzzy\nmsgid \"yes\"\nmsgstr \"да\"\n") != std::string::npos);
    BOOST_TEST(po.bytes.find("Language: ru\\n") != std::string::npos);
    BOOST_TEST(po.bytes.find("nplurals=3") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_broken_entry_of_po_can_be_left_out) {
    const TemporaryFolder folder;
    formats::ReadOptions options = english_russian();
    options.salvage = true;
    const ReadResult result = read_with(
        folder.write(
            "a.po",
            "msgid \"a\"\nmsgstr \"1\"\n\nmsgid \"b\"\nnonsense\n\nmsgid \"c\"\nmsgstr \"3\"\n"),
        options);
    BOOST_TEST(texts_of(result.units) == "en=a|ru=1|en=c|ru=3|");
    BOOST_TEST(result.counts.broken == 1U);
}

// Qt TS.

const std::string ts_sample =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<!DOCTYPE TS>\n"
    "<TS version=\"2.1\" language=\"ru_RU\" sourcelanguage=\"en\">\n"
    "  <context>\n"
    "    <name>Menu</name>\n"
    "    <message id=\"menu.save\">\n"
    "      <location filename=\"a.cpp\" line=\"12\"/>\n"
    "      <source>Save &amp; &lt;quit&gt;</source>\n"
    "      <oldsource>Save</oldsource>\n"
    "      <comment>verb</comment>\n"
    "      <extracomment>shown on top</extracomment>\n"
    "      <translatorcomment>sure?</translatorcomment>\n"
    "      <translation type=\"unfinished\">Сохранить<byte value=\"x1b\"/></translation>\n"
    "      <extra-po-flags>c-format</extra-po-flags>\n"
    "    </message>\n"
    "    <message numerus=\"yes\">\n"
    "      <source>%n file(s)</source>\n"
    "      <translation>\n"
    "        <numerusform>%n файл</numerusform>\n"
    "        <numerusform>%n файла</numerusform>\n"
    "      </translation>\n"
    "    </message>\n"
    "  </context>\n"
    "  <context>\n"
    "    <name>Old</name>\n"
    "    <message>\n"
    "      <source>Gone</source>\n"
    "      <translation type=\"vanished\">Ушло</translation>\n"
    "    </message>\n"
    "    <message>\n"
    "      <source>New</source>\n"
    "      <translation type=\"unfinished\"/>\n"
    "    </message>\n"
    "  </context>\n"
    "</TS>\n";

BOOST_AUTO_TEST_CASE(qt_ts_becomes_units_and_comes_back_byte_for_byte) {
    const TemporaryFolder folder;
    const auto reader = formats::open_units(folder.write("a.ts", ts_sample), {});
    std::vector<TranslationUnit> units;
    while (auto unit = reader->next()) units.push_back(std::move(*unit));
    BOOST_TEST(texts_of(units) ==
               "en=Save & <quit>|ru-RU=Сохранить\x1B|en=%n file(s)|ru-RU=%n файл|en=%n file(s)|"
               "ru-RU=%n файла|en=Gone|ru-RU=Ушло|en=New|");
    BOOST_TEST(reader->counts().units - reader->counts().split == 4U);
    BOOST_TEST((units[0].state == ReviewState::unreviewed));
    BOOST_TEST((units[1].state == ReviewState::reviewed));
    BOOST_TEST(units[0].id == "menu.save");
    const Written ts = write_file(UnitFormat::qt_ts, units, {"en", "ru-RU"}, reader->header());
    BOOST_TEST(ts.bytes == ts_sample);
    BOOST_TEST(ts.written == units.size());
}

// Workbooks.

BOOST_AUTO_TEST_CASE(the_same_units_come_back_from_a_workbook) {
    const TemporaryFolder folder;
    std::vector<TranslationUnit> units{
        full_unit(), unit_of({variant("en", "=1+1"), variant("ru", "_x0041_ \r\n ")}),
        unit_of({variant("en", "⟦1⟧", {{0, InlineCode::Kind::placeholder, "1", "", "<br/>"}}),
                 variant("ru", "")}),
        unit_of({variant("ru", " 007")})};
    const Written xlsx = write_file(UnitFormat::xlsx, units, {"en", "ru"});
    BOOST_TEST(xlsx.written == units.size());
    const ReadResult result = read_units(folder.write("a.xlsx", xlsx.bytes));
    BOOST_TEST(result.units == units, boost::test_tools::per_element());
    BOOST_TEST(result.warnings.empty());
    BOOST_TEST(write_file(UnitFormat::xlsx, units, {"en", "ru"}).bytes == xlsx.bytes);
}

BOOST_AUTO_TEST_CASE(what_no_cell_holds_is_left_out_and_said) {
    const Written xlsx = write_file(
        UnitFormat::xlsx,
        {unit_of({variant("en", std::string(32'768, 'a'))}), unit_of({variant("en", "b")})},
        {"en"});
    BOOST_TEST(xlsx.written == 1U);
    BOOST_TEST(xlsx.remarks.size() == 1U);
}

// Moses and hunalign.

BOOST_AUTO_TEST_CASE(a_pair_of_moses_files_is_read_side_by_side) {
    const TemporaryFolder folder;
    folder.write("c.en", "yes\n\nno\n");
    folder.write("c.ru", "да\n\n\n");
    const ReadResult result = read_units(folder / "c.en-ru.moses");
    BOOST_TEST(texts_of(result.units) == "en=yes|ru=да|en=no|");
    BOOST_TEST(result.counts.skipped == 1U);
    folder.write("c.ru", "да\n");
    const Error error = error_of_reading(folder / "c.en-ru.moses");
    BOOST_TEST(error.message().find("3 in ") != std::string::npos, error.what());
    BOOST_TEST(error.message().find("1 here") != std::string::npos, error.what());
}

BOOST_AUTO_TEST_CASE(each_side_of_a_moses_pair_has_as_many_lines) {
    formats::UnitWriterOptions options;
    options.languages = {language("en"), language("ru")};
    const std::vector<TranslationUnit> units{unit_of({variant("en", "a\nb"), variant("ru", "в")}),
                                             unit_of({variant("en", "c")})};
    BOOST_TEST(write_units(UnitFormat::moses, units, options) == "a b\n");
    options.side = 1;
    BOOST_TEST(write_units(UnitFormat::moses, units, options) == "в\n");
}

BOOST_AUTO_TEST_CASE(text_of_hunalign_is_read_and_comes_back) {
    const TemporaryFolder folder;
    const std::string text = "A. ~~~ B.\tА, Б.\t1.25\n\tВ.\t-0.3\n";
    const ReadResult result = read_with(folder.write("a.huntext", text), english_russian());
    BOOST_TEST(texts_of(result.units) == "en=A. B.|ru=А, Б.|ru=В.|");
    BOOST_TEST(result.units[0].bead_type == "2-1");
    BOOST_TEST(result.units[1].bead_type == "0-1");
    BOOST_TEST(write_file(UnitFormat::hunalign_text, result.units, {"en", "ru"}).bytes == text);
}

BOOST_AUTO_TEST_CASE(a_ladder_of_hunalign_is_written_and_read_back) {
    const TemporaryFolder folder;
    const std::vector<formats::LadderLine> beads{{{0, 1}, {0}, 0.5}, {{}, {1}}, {{2}, {2, 3}}};
    std::ostringstream out;
    formats::write_rungs(out, beads);
    BOOST_TEST(out.str() == "0\t0\t0.500\n2\t1\t0.000\n2\t2\t0.000\n3\t4\t0.000\n");
    const auto again = formats::read_ladder(folder.write("a.hunladder", out.str()));
    BOOST_TEST_REQUIRE(again.size() == 3U);
    BOOST_TEST((again[2].target == std::vector<std::uint32_t>{2, 3}));
    BOOST_CHECK_THROW(formats::write_rungs(out, {{{1}, {0}}}), Error);
}

// Term bases.

BOOST_AUTO_TEST_CASE(concepts_become_units_and_come_back) {
    const TemporaryFolder folder;
    const std::string tbx =
        "<martif type='TBX-Basic' xml:lang='en'><martifHeader/><text><body><termEntry id='c1'>"
        "<descrip type='subjectField'>law</descrip><note>n</note><langSet xml:lang='en'><tig><term>"
        "court <hi>x</hi></term><termNote type='partOfSpeech'>noun</termNote></tig><tig><term>bar"
        "</term></tig></langSet><langSet xml:lang='ru'><tig><term>суд</term></tig></langSet>"
        "</termEntry></body></text></martif>";
    const ReadResult result = read_units(folder.write("a.tbx", tbx));
    BOOST_TEST(texts_of(result.units) == "en=court x|ru=суд|en=bar|ru=суд|");
    BOOST_TEST(result.counts.split == 1U);
    BOOST_TEST(result.units[0].properties.front().type == "x-egiz-tbx-descrip-subjectField");
    formats::UnitWriterOptions options;
    const std::string written = write_units(UnitFormat::tbx, result.units, options);
    const ReadResult again = read_units(folder.write("b.tbx", written));
    BOOST_TEST(again.units == result.units, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(units_without_text_are_no_concepts) {
    const Written tbx = write_file(
        UnitFormat::tbx,
        {unit_of({variant("en", " ")}), unit_of({variant("en", "\n"), variant("ru", "суд")}),
         unit_of({variant("en", ""), variant("ru", "")})},
        {});
    BOOST_TEST(tbx.written == 1U);
    BOOST_TEST(tbx.bytes.find("<term>суд</term>") != std::string::npos);
    BOOST_TEST(tbx.bytes.find("<langSec xml:lang=\"en\"") == std::string::npos);
    BOOST_TEST(tbx.bytes.find("<conceptEntry") == tbx.bytes.rfind("<conceptEntry"));
    BOOST_TEST_REQUIRE(tbx.remarks.size() == 1U);
    BOOST_TEST(tbx.remarks[0].find("2 units left out") == 0U);
}

BOOST_AUTO_TEST_CASE(formats_say_what_they_hold) {
    BOOST_TEST((formats::languages_held(UnitFormat::po) == LanguagesHeld::two));
    BOOST_TEST((formats::languages_held(UnitFormat::xlsx) == LanguagesHeld::some));
    BOOST_TEST(formats::holds_untranslated(UnitFormat::qt_ts));
    BOOST_TEST(formats::unit_extensions().find(".po .pot .ts .tbx .moses") != std::string::npos);
}

}  // namespace
}  // namespace egiz::test
