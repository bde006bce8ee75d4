// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/units.hpp"
#include "formats/validation/validate.hpp"
#include "tests/support/temporary_folder.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <fstream>
#include <sstream>

namespace egiz::formats {
namespace {

const WarningSink ignore = [](const Warning&) {};

Variant variant(const char* language, std::string text) {
    Variant result;
    result.language = Language::require(language);
    result.text = std::move(text);
    return result;
}

/// Units with everything that is awkward.
std::vector<TranslationUnit> awkward_units() {
    std::vector<TranslationUnit> units(3);
    units[0].id = "first & \"last\"";
    units[0].variants = {variant("en", "1 < 2 & 3 > 2 \"quoted\""),
                         variant("kk", "  бос орын\tқалады  ")};
    units[0].authorship = {"2026-01-02T03:04:05Z", "Ann", "2026-02-03T04:05:06Z", "Бота"};
    units[0].properties = {{"x-project", "a<b"}};
    units[0].notes = {"a note"};
    units[0].document = "article";
    units[0].bead_type = "1-1";
    units[0].score = 0.1234;
    units[0].state = ReviewState::reviewed;
    units[1].variants = {variant("en", "line\nbreak \U0001F600 。"), variant("kk", "ә")};
    units[1].variants[0].properties = {{"x-own", "1"}};
    units[2].variants = {variant("en", "a bold word"), variant("kk", "қалың сөз")};
    using Kind = InlineCode::Kind;
    units[2].variants[0].codes = {{2, Kind::open, "1", "bold", "<b>"},
                                  {6, Kind::close, "1", "", "</b>"},
                                  {11, Kind::placeholder, "2", "image", "<img src=\"a\"/>"}};
    units[2].variants[1].codes = {{0, Kind::open, "1", "bold", "<b>"},
                                  {10, Kind::close, "1", "", "</b>"}};
    return units;
}

UnitWriterOptions english_kazakh(XliffVersion version = XliffVersion::v2_0) {
    UnitWriterOptions options;
    options.languages = {Language::require("en"), Language::require("kk")};
    options.xliff_version = version;
    options.tool_version = "1.0";
    options.source_document = "article.txt";
    return options;
}

std::string write_all(UnitFormat format, const std::vector<TranslationUnit>& units,
                      const UnitWriterOptions& options) {
    std::ostringstream out;
    const auto writer = make_unit_writer(format, out, options);
    for (const TranslationUnit& unit : units) writer->write(unit);
    writer->finish();
    return out.str();
}

std::vector<TranslationUnit> read_all(const std::string& path, ReadCounts* counts = nullptr) {
    std::vector<TranslationUnit> units;
    const auto reader = open_units(path, ignore);
    while (auto unit = reader->next()) units.push_back(std::move(*unit));
    if (counts != nullptr) *counts = reader->counts();
    return units;
}

BOOST_AUTO_TEST_CASE(tmx_and_jsonl_keep_everything) {
    const test::TemporaryFolder folder;
    const auto units = awkward_units();
    for (const auto& [format, name] :
         {std::pair(UnitFormat::tmx, "a.tmx"), std::pair(UnitFormat::jsonl, "a.jsonl")}) {
        const auto again = read_all(folder.write(name, write_all(format, units, english_kazakh())));
        BOOST_TEST_REQUIRE(again.size() == units.size());
        for (std::size_t i = 0; i < units.size(); ++i) {
            BOOST_TEST_CONTEXT(name << ", unit " << i) { BOOST_TEST((again[i] == units[i])); }
        }
    }
}

BOOST_AUTO_TEST_CASE(xliff_and_tsv_keep_every_text) {
    const test::TemporaryFolder folder;
    const auto units = awkward_units();
    const std::vector<std::pair<std::string, std::string>> files{
        {"a.xlf", write_all(UnitFormat::xliff, units, english_kazakh())},
        {"b.xlf", write_all(UnitFormat::xliff, units, english_kazakh(XliffVersion::v1_2))},
        {"c.tsv", write_all(UnitFormat::tsv, units, english_kazakh())}};
    for (const auto& [name, bytes] : files) {
        const auto again = read_all(folder.write(name, bytes));
        BOOST_TEST_REQUIRE(again.size() == units.size());
        for (std::size_t i = 0; i < units.size(); ++i) {
            for (std::size_t v = 0; v < 2; ++v) {
                BOOST_TEST(again[i].variants[v].text == units[i].variants[v].text);
                BOOST_TEST((again[i].variants[v].language == units[i].variants[v].language));
            }
        }
        if (name != "c.tsv") {
            BOOST_TEST(again[2].variants[0].codes.size() == 3U);
            BOOST_TEST(again[2].variants[0].codes[1].byte_offset == 6U);
            BOOST_TEST(again[2].variants[0].codes[0].data == "<b>");
            BOOST_TEST((again[0].state == ReviewState::reviewed));
            BOOST_TEST((again[0].score == units[0].score));
        }
    }
}

BOOST_AUTO_TEST_CASE(what_is_written_is_valid) {
    const test::TemporaryFolder folder;
    auto units = awkward_units();
    units[1].variants[0].text += '\x01';  // no XML file can hold it
    // The ids of TMX have no white space (1.4b, 3.2, `tuid`): one that has is kept as it is.
    auto units_for_tmx = units;
    for (auto& unit : units_for_tmx) std::erase(unit.id, ' ');
    for (const auto& [name, bytes] : std::vector<std::pair<std::string, std::string>>{
             {"a.tmx", write_all(UnitFormat::tmx, units_for_tmx, english_kazakh())},
             {"none.tmx", write_all(UnitFormat::tmx, {}, english_kazakh())},
             {"a.xlf", write_all(UnitFormat::xliff, units, english_kazakh())},
             {"b.xlf", write_all(UnitFormat::xliff, units, english_kazakh(XliffVersion::v1_2))}}) {
        const Validation validation = validate_file(folder.write(name, bytes));
        BOOST_TEST_CONTEXT(name) {
            BOOST_TEST(validation.faults.empty());
            if (!validation.faults.empty()) BOOST_TEST(validation.faults[0].message == "");
        }
    }
}

BOOST_AUTO_TEST_CASE(half_units_are_left_out_and_counted) {
    TranslationUnit half;
    half.variants = {variant("en", "alone")};
    TranslationUnit blank;
    blank.variants = {variant("en", "text"), variant("kk", " ")};
    for (const UnitFormat format :
         {UnitFormat::tmx, UnitFormat::tsv, UnitFormat::jsonl, UnitFormat::xliff}) {
        std::ostringstream out;
        const auto writer = make_unit_writer(format, out, english_kazakh());
        writer->write(half);
        writer->write(blank);
        writer->write(awkward_units()[0]);
        writer->finish();
        BOOST_TEST(writer->written() == 1U);
        BOOST_TEST(writer->left_out() == 2U);
    }
}

std::string tmx_with(const std::string& body, const std::string& doctype = "") {
    return "<?xml version=\"1.0\"?>\n" + doctype +
           "<tmx version=\"1.4\"><header srclang=\"en\"/><body>" + body + "</body></tmx>";
}

struct OddTmx {
    const char* what;
    std::string body;
    std::size_t units, variants, repaired, skipped;
    friend std::ostream& operator<<(std::ostream& out, const OddTmx& c) { return out << c.what; }
};
const std::vector<OddTmx> odd_tmx_files{
    {"old lang attributes",
     "<tu><tuv lang=\"EN\"><seg>a</seg></tuv><tuv lang=\"ru_RU\"><seg>б</seg></tuv></tu>", 1, 2, 0,
     0},
    {"a variant without language",
     "<tu><tuv><seg>a</seg></tuv><tuv xml:lang=\"ru\"><seg>б</seg></tuv></tu>", 1, 2, 1, 0},
    {"a unit without text", "<tu><tuv xml:lang=\"en\"></tuv></tu>", 0, 0, 1, 1},
    {"text straight in tuv", "<tu><tuv xml:lang=\"en\">a</tuv></tu>", 1, 1, 1, 0},
    {"two variants in one language",
     "<tu><tuv xml:lang=\"en\"><seg>a</seg></tuv><tuv xml:lang=\"ru\"><seg>б</seg></tuv><tuv "
     "xml:lang=\"ru\"><seg>в</seg></tuv></tu>",
     2, 4, 1, 0},
    {"a foreign element in a segment",
     "<tu><tuv xml:lang=\"en\"><seg>a<zz>b</zz>c</seg></tuv></tu>", 1, 1, 1, 0},
};
BOOST_DATA_TEST_CASE(odd_files_are_read_and_repairs_are_counted, odd_tmx_files) {
    const test::TemporaryFolder folder;
    ReadCounts counts;
    read_all(folder.write("a.tmx", tmx_with(sample.body)), &counts);
    BOOST_TEST(counts.units == sample.units);
    BOOST_TEST(counts.variants == sample.variants);
    BOOST_TEST(counts.repaired == sample.repaired);
    BOOST_TEST(counts.skipped == sample.skipped);
}

std::string repeated(const std::string& text, int times) {
    std::string result;
    for (int i = 0; i < times; ++i) result += text;
    return result;
}

struct HostileTmx {
    const char* what;
    std::string bytes;
    friend std::ostream& operator<<(std::ostream& out, const HostileTmx& c) {
        return out << c.what;
    }
};
std::vector<HostileTmx> hostile_tmx_files() {
    const std::string unit = "<tu><tuv xml:lang=\"en\"><seg>&x;</seg></tuv></tu>";
    std::string bomb = "<!DOCTYPE tmx [<!ENTITY a \"" + std::string(1000, 'x') + "\">";
    for (char c = 'b'; c < 'k'; ++c) {
        bomb += std::string("<!ENTITY ") + c + " \"" +
                repeated(std::string("&") + static_cast<char>(c - 1) + ";", 20) + "\">";
    }
    bomb += "<!ENTITY x \"&j;\">]>";
    return {
        {"a truncated file", tmx_with(unit).substr(0, 90)},
        {"an external entity",
         tmx_with(unit, "<!DOCTYPE tmx [<!ENTITY x SYSTEM \"/etc/passwd\">]>")},
        {"an undeclared entity", tmx_with(unit)},
        {"an entity bomb", tmx_with(unit, bomb)},
        {"an entity of itself", tmx_with(unit, "<!DOCTYPE tmx [<!ENTITY x \"&x;\">]>")},
        {"100,000 deep", repeated("<a>", 100'000)},
        {"100,000 attributes",
         [] {
             std::string tag = "<tmx";
             for (int i = 0; i < 100'000; ++i) tag += " a" + std::to_string(i) + "=\"\"";
             return tag + "/>";
         }()},
        {"a NUL", std::string("<tmx>\0</tmx>", 12)},
        {"overlong UTF-8", "<tmx>\xC0\xAF</tmx>"},
        {"another root", "<html></html>"},
        {"junk after the end", tmx_with("") + "<tmx/>"},
    };
}
BOOST_DATA_TEST_CASE(hostile_files_are_refused_with_their_place, hostile_tmx_files()) {
    const test::TemporaryFolder folder;
    const std::string path = folder.write("a.tmx", sample.bytes);
    BOOST_CHECK_EXCEPTION(read_all(path), Error, [&](const Error& error) {
        return error.fault() == Fault::input && error.place().file == path;
    });
}

}  // namespace
}  // namespace egiz::formats
