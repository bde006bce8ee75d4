// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/dates.hpp"
#include "cli/workflow/inputs.hpp"
#include "cli/workflow/manifest.hpp"
#include "cli/workflow/outputs.hpp"
#include "cli/workflow/written_memory.hpp"
#include "tests/support/temporary_folder.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <stdexcept>

namespace egiz::workflow {
namespace {

struct NameCase {
    const char* path;
    const char* language;
    friend std::ostream& operator<<(std::ostream& out, const NameCase& c) { return out << c.path; }
};
const std::vector<NameCase> names{
    {"kk.txt", "kk"},   {"x.kk.txt", "kk"},           {"dir.ru/x.txt", "und"},
    {"a.en", "en"},     {"a.zh-Hant.txt", "zh-Hant"}, {"a.zh_TW.txt", "zh-TW"},
    {"new.txt", "und"}, {"story.txt", "und"},         {"README", "und"},
};
BOOST_DATA_TEST_CASE(a_file_name_tells_its_language, names) {
    BOOST_TEST(language_of_name(sample.path).tag() == sample.language);
}

struct PairCase {
    const char* path;
    const char* pair;
    friend std::ostream& operator<<(std::ostream& out, const PairCase& c) { return out << c.path; }
};
const std::vector<PairCase> language_pairs{
    {"x.en-kk.tmx", "en>kk"},           {"en-ru.xlf", "en>ru"}, {"a/b.en-ru.v2.tmx", "en>ru"},
    {"x.zh-Hant-ru.tmx", "zh-Hant>ru"}, {"well-known.tmx", ""}, {"x.tmx", ""},
};
BOOST_DATA_TEST_CASE(a_file_name_tells_its_pair, language_pairs) {
    const auto pair = pair_of_name(sample.path);
    BOOST_TEST((pair ? pair->first.tag() + ">" + pair->second.tag() : "") == sample.pair);
}

BOOST_AUTO_TEST_CASE(an_output_name_says_kind_and_pair) {
    const std::vector<Language> languages{Language::require("en"), Language::require("ru"),
                                          Language::require("zh")};
    BOOST_TEST(!parse_output("x.tmx", languages).pair.has_value());
    const OutputSpec spec = parse_output("x.ru-zh.xlf", languages);
    BOOST_TEST((spec.kind == OutputKind::units && spec.format == formats::UnitFormat::xliff));
    BOOST_TEST((spec.pair == std::pair<std::size_t, std::size_t>(1, 2)));
    BOOST_CHECK_THROW(parse_output("x.xlf", languages), Error);
    BOOST_CHECK_THROW(parse_output("x.en-kk.tmx", languages), Error);
    BOOST_CHECK_THROW(parse_output("x.txt", languages), Error);
}

BOOST_AUTO_TEST_CASE(a_manifest_row_that_cannot_be_used_keeps_its_fault) {
    const test::TemporaryFolder folder;
    const std::string path = folder.write("m.tsv",
                                          "id\ten\tru\r\n"
                                          "one\ta.en\ta.ru\r\n"
                                          "\n"
                                          "one\tb.en\tb.ru\n"
                                          "../up\tc.en\tc.ru\n"
                                          "two\td.en\n"
                                          "three\te.en\te.ru\textra\n");
    const Manifest manifest = read_manifest(path);
    BOOST_TEST(manifest.languages.size() == 2U);
    BOOST_TEST(manifest.rows.size() == 5U);
    BOOST_TEST(manifest.rows[0].fault == "");
    BOOST_TEST(manifest.rows[0].inputs[1].path == folder / "a.ru");
    BOOST_TEST(manifest.rows[1].fault == "the id is taken by a line before");
    BOOST_TEST(manifest.rows[1].line == 4U);
    BOOST_TEST(manifest.rows[2].fault == "the id cannot be a file name");
    BOOST_TEST(manifest.rows[3].fault == "fewer than two texts");
    BOOST_TEST(manifest.rows[4].fault == "more fields than the header has columns");
}

BOOST_AUTO_TEST_CASE(dates_are_read_and_written_in_utc) {
    BOOST_TEST(unit_date("2026-11-24", {}) == "2026-11-24T00:00:00Z");
    BOOST_TEST(unit_date("2026-11-24T10:20:30Z", {}) == "2026-11-24T10:20:30Z");
    BOOST_CHECK_THROW(unit_date("24.11.2026", {}), Error);
    BOOST_TEST(unit_date("", {"/no/such/file"}) == "");
}

BOOST_AUTO_TEST_CASE(a_memory_made_for_what_fails_is_gone_again_unless_it_holds_something) {
    const test::TemporaryFolder folder;
    const std::string path = folder / "m.db";
    const auto before = folder.contents();
    TranslationUnit unit;
    unit.variants.resize(1);
    unit.variants[0].language = Language::require("en");
    unit.variants[0].text = "Good day";
    const auto fail = [&](bool adds) {
        const WrittenMemory memory(path);
        if (adds) memory->add({&unit, 1});
        throw std::runtime_error("nothing comes of it");
    };
    BOOST_CHECK_THROW(fail(false), std::runtime_error);
    BOOST_TEST((folder.contents() == before));
    { const WrittenMemory memory(path); }
    BOOST_TEST((folder.contents() != before));
    BOOST_CHECK_THROW(fail(false), std::runtime_error);
    BOOST_TEST((folder.contents() != before), "a memory that was there before is left alone");
    BOOST_CHECK_THROW(fail(true), std::runtime_error);
    BOOST_CHECK_THROW(fail(false), std::runtime_error);
    BOOST_TEST(tm::open_store(path, tm::OpenMode::read)->statistics().units == 1U);
}

}  // namespace
}  // namespace egiz::workflow
