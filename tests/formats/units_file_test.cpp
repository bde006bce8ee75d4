// SPDX-License-Identifier: Apache-2.0
// Opening files of units, tables, JSON lines and ladders.
#include "formats/exchange/dates.hpp"
#include "formats/exchange/ladder.hpp"
#include "formats/exchange/units.hpp"
#include "tests/formats/exchange_support.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>

#include <optional>

namespace egiz::test {
namespace {

using formats::UnitFormat;

const std::string tiny_tmx =
    "<tmx version='1.4'><header srclang='en'/><body><tu><tuv xml:lang='en'><seg>a</seg></tuv>"
    "</tu></body></tmx>";

BOOST_AUTO_TEST_SUITE(open_units)

struct FileWithoutUnits {
    std::string name;
    std::string file;
    std::string bytes;
    std::string in_message;
};
std::ostream& operator<<(std::ostream& out, const FileWithoutUnits& sample) {
    return out << sample.name;
}
const std::vector<FileWithoutUnits> files_without_units{
    {"empty", "a.tmx", "", "empty"},
    {"empty table", "a.tsv", "", "empty"},
    {"a web page", "a.tmx", "<!DOCTYPE html>\n<html><body>Log in</body></html>", "web page"},
    {"a web page of capitals", "a.xlf", "<HTML>", "web page"},
    {"a zip archive", "a.tmx", "PK\x03\x04<x>", "zip"},
    {"another root", "a.tmx", "<resources version='2.1'/>", "<resources>"},
    {"no XML", "a.xlf", "just words", "no format"},
    {"an unknown extension", "a.doc", "just words", "no format"},
    {"broken XML", "a.tmx", "<!-- ", "well-formed"},
    {"no JSON", "a.jsonl", "{\"variants\": [", "JSON"},
    {"a table without header", "a.tsv", "Hello\tПривет\n", "Hello"},
    {"a column twice", "a.tsv", "en\tEN\n", "twice"},
    {"a table in UTF-16", "a.tsv",
     "\xFF\xFE"
     "e",
     "UTF-16"},
    {"a table that is not UTF-8", "a.tsv", "en\tru\na\t\xE6\n", "UTF-8"},
    {"a tag in the midst", "a.tmx", tiny_tmx.substr(0, 90), "well-formed"},
};
BOOST_DATA_TEST_CASE(what_holds_no_units_is_refused_with_a_reason, files_without_units) {
    const TemporaryFolder folder;
    const Error error = error_of_reading(folder.write(sample.file, sample.bytes));
    BOOST_TEST((error.fault() == Fault::input));
    BOOST_TEST(error.message().find(sample.in_message) != std::string::npos, error.what());
    BOOST_TEST(error.place().file.ends_with(sample.file));
}

BOOST_AUTO_TEST_CASE(a_missing_file_and_a_directory_are_refused) {
    const TemporaryFolder folder;
    BOOST_TEST(error_of_reading(folder / "none.tmx").message().find("No such file") !=
               std::string::npos);
    std::filesystem::create_directory(folder / "d.tmx");
    BOOST_TEST(error_of_reading(folder / "d.tmx").message().find("directory") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(content_counts_more_than_the_name) {
    const TemporaryFolder folder;
    for (const char* name : {"a.TMX", "a.xlf", "a.xml", "a"}) {
        BOOST_TEST(read_units(folder.write(name, tiny_tmx)).units.size() == 1U, name);
    }
}

BOOST_AUTO_TEST_CASE(the_extension_tells_the_format) {
    BOOST_TEST((formats::unit_format_of("d.x/a.TMX") == UnitFormat::tmx));
    BOOST_TEST((formats::unit_format_of("a.xlf") == UnitFormat::xliff));
    BOOST_TEST((formats::unit_format_of("a.xliff") == UnitFormat::xliff));
    BOOST_TEST((formats::unit_format_of("a.tsv") == UnitFormat::tsv));
    BOOST_TEST((formats::unit_format_of("a.jsonl") == UnitFormat::jsonl));
    BOOST_TEST(!formats::unit_format_of("tmx").has_value());
}

BOOST_AUTO_TEST_CASE(warnings_need_nobody_to_take_them) {
    const TemporaryFolder folder;
    const auto path = folder.write("a.tmx", "<tmx><header/><body><tu/></body></tmx>");
    const auto reader = formats::open_units(path, {});
    BOOST_TEST(!reader->next().has_value());
    BOOST_TEST(reader->counts().skipped == 1U);
    const auto table = formats::open_units(folder.write("a.tsv", "en\na\tb\n"), {});
    BOOST_TEST(!table->next().has_value());
    const auto lines = formats::open_units(folder.write("a.jsonl", "{}\n"), {});
    BOOST_TEST(!lines->next().has_value());
}

BOOST_AUTO_TEST_CASE(a_unit_without_end_is_bounded) {
    const TemporaryFolder folder;
    const auto path = folder / "a.tmx";
    std::ofstream out(path, std::ios::binary);
    out << "<tmx><header/><body><tu><tuv xml:lang='en'><seg>";
    const std::string codes(1 << 20, 'x');
    for (int i = 0; i < 70; ++i) out << codes;
    out.close();
    BOOST_TEST(error_of_reading(path).message().find("64 MiB") != std::string::npos);

    std::ofstream flood(path, std::ios::binary);
    flood << "<tmx><header/><body><tu><tuv xml:lang='en'><seg>";
    for (int i = 0; i < 1'000'000; ++i) flood << "<ph/>";
    flood.close();
    BOOST_TEST(error_of_reading(path).message().find("64 MiB") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(table)

BOOST_AUTO_TEST_CASE(cells_are_read_and_escapes_undone) {
    const TemporaryFolder folder;
    const auto result = read_units(
        folder.write("a.tsv",
                     "\xEF\xBB\xBF"
                     "en\tru\tkk\r\na\\tb\\nc\\\\n\\x\\\tд\t\r\n\n\t\tж\n\t\t\na\tb\tc\td\n"));
    BOOST_TEST_REQUIRE(result.units.size() == 2U);
    BOOST_TEST(result.units[0] == unit_of({variant("en", "a\tb\nc\\n\\x\\"), variant("ru", "д")}));
    BOOST_TEST(result.units[1] == unit_of({variant("kk", "ж")}));
    BOOST_TEST(result.counts.skipped == 2U);
    BOOST_TEST(result.warnings.size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_table_needs_two_columns) {
    std::ostringstream out;
    BOOST_CHECK_EXCEPTION(static_cast<void>(formats::make_unit_writer(
                              UnitFormat::tsv, out, {{language("en")}, {}, {}, {}, {}})),
                          Error, [](const Error& error) { return error.fault() == Fault::usage; });
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(json_lines)

BOOST_AUTO_TEST_CASE(the_output_is_as_in_the_golden) {
    formats::UnitWriterOptions options;
    check_golden("exchange.jsonl", write_units(UnitFormat::jsonl, {full_unit()}, options));
}

BOOST_AUTO_TEST_CASE(lines_that_are_no_units_are_left_out) {
    const TemporaryFolder folder;
    const auto result = read_units(folder.write(
        "a.jsonl",
        "{\"variants\":[{\"language\":\"en\",\"text\":\"a\",\"unknown\":1}],\"more\":null}\n"
        "{}\n"
        "{\"variants\":[{\"language\":\"en\"}]}\n"
        "{\"variants\":[{\"language\":\"no language\",\"text\":\"a\"}]}\n"
        "{\"variants\":[{\"language\":\"en\",\"text\":\"a\"},{\"language\":\"en\",\"text\":\"b\"}]}"
        "\n"
        "{\"score\":7,\"variants\":[{\"language\":\"en\",\"text\":\"a\"}]}\n"
        "{\"variants\":[{\"language\":\"en\",\"text\":\"a\",\"codes\":[{\"at\":9,\"kind\":\"open\"}"
        "]}]}\n"
        "{\"variants\":[{\"language\":\"en\",\"text\":\"a\",\"codes\":[{\"at\":0,\"kind\":\"?\"}]}]"
        "}\n"
        "{\"variants\":[{\"language\":\"en\",\"text\":\"a\",\"contexts\":[\"1\"]}]}\n"));
    BOOST_TEST(result.units.size() == 1U);
    BOOST_TEST(result.counts.skipped == 8U);
    BOOST_TEST(result.warnings.size() == 8U);
}

BOOST_AUTO_TEST_CASE(nesting_is_bounded) {
    const TemporaryFolder folder;
    const std::string deep(1'000'000, '[');
    BOOST_TEST(error_of_reading(folder.write("a.jsonl", deep)).place().line == 1U);
    BOOST_TEST(error_of_reading(folder.write("b.jsonl", deep + std::string(1'000'000, ']')))
                   .place()
                   .line == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(ladders)

BOOST_AUTO_TEST_CASE(beads_and_rungs_are_read) {
    const TemporaryFolder folder;
    using Lines = std::vector<formats::LadderLine>;
    BOOST_TEST((formats::read_ladder(
                    folder.write("a", "[0,1]:[0]:0.5\n[]:[1]\n\n[2, 3] : []\r\n[10]:[2 3]\n")) ==
                Lines{{{0, 1}, {0}, 0.5}, {{}, {1}}, {{2, 3}, {}}, {{10}, {2, 3}}}));
    BOOST_TEST((formats::read_ladder(folder.write("b", "0\t0\t1.5\n1\t2\t0.3\n1\t3\t0\n3\t3\n")) ==
                Lines{{{0}, {0, 1}}, {{}, {2}}, {{1, 2}, {}}}));
    BOOST_TEST(formats::read_ladder(folder.write("c", "")).empty());
}

BOOST_DATA_TEST_CASE(what_is_no_ladder_is_refused_with_its_line,
                     boost::unit_test::data::make(std::vector<std::string>{
                         "[0]:[0]\nx", "[0]:[0]\n[0:1]", "[0]:[0]\n0\t0", "0\t0\n[0]:[0]",
                         "0\t0\n5", "1\t1\n0\t0", "[0]:[0]\n[99999999999]:[0]",
                         "0\t0\n4000000000\t0", "[0]:[0]\n[1]:[1] x", "[0]:[0]\n[-1]:[0]"})) {
    const TemporaryFolder folder;
    const std::string path = folder.write("a", sample);
    BOOST_CHECK_EXCEPTION(static_cast<void>(formats::read_ladder(path)), Error,
                          [](const Error& error) {
                              return error.fault() == Fault::input && error.place().line == 2;
                          });
}

BOOST_AUTO_TEST_CASE(what_is_written_is_read_back) {
    const TemporaryFolder folder;
    std::ostringstream out;
    const Ladder ladder{{{0, 2}, {0, 1}, 0, 0.9}, {{2, 2}, {1, 2}, 0, 0.5}, {{2, 3}, {2, 2}, 0, 0}};
    formats::write_ladder(out, ladder);
    BOOST_TEST(out.str() == "[0,1]:[0]:0.900\n[]:[1]:0.500\n[2]:[]:0.000\n");
    std::ostringstream numbered;
    formats::write_ladder(numbered, ladder, {0, 2, 4}, {1, 3});
    BOOST_TEST(numbered.str() == "[0,2]:[1]:0.900\n[]:[3]:0.500\n[4]:[]:0.000\n");
    BOOST_TEST(formats::read_ladder(folder.write("a", out.str())).size() == 3U);
}

BOOST_AUTO_TEST_SUITE_END()

struct WrittenDate {
    std::string given;
    std::string iso;  ///< empty: no date
};
std::ostream& operator<<(std::ostream& out, const WrittenDate& sample) {
    return out << sample.given;
}
const std::vector<WrittenDate> written_dates{
    {"20240102T030405Z", "2024-01-02T03:04:05Z"},
    {"2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z"},
    {"2024-01-02T03:04:05.678+05:00", "2024-01-01T22:04:05Z"},
    {"2024-12-31T23:30:00-0130", "2025-01-01T01:00:00Z"},
    {"20240229", "2024-02-29T00:00:00Z"},
    {"2024-01-02 03:04", "2024-01-02T03:04:00Z"},
    {"20230229T000000Z", ""},
    {"20240102T256000Z", ""},
    {"20240102T030405Zx", ""},
    {"yesterday", ""},
    {"", ""},
    {"2024", ""},
    {"20240102T", ""},
    {"20240102T030405+99", ""},
};
BOOST_DATA_TEST_CASE(dates_of_many_forms_are_read_as_one, written_dates) {
    BOOST_TEST(formats::to_iso_date(sample.given).value_or("") == sample.iso);
    if (sample.iso.empty()) return;
    const auto tmx = formats::to_tmx_date(sample.iso);
    BOOST_TEST_REQUIRE(tmx.has_value());
    BOOST_TEST(tmx->size() == 16U);
    BOOST_TEST(formats::to_iso_date(*tmx).value_or("") == sample.iso);
}

}  // namespace
}  // namespace egiz::test
