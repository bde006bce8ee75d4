// SPDX-License-Identifier: Apache-2.0
// Memories and files of units, through the real program.
#include "tests/support/program.hpp"
#include "tests/support/samples.hpp"
#include "tests/support/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include <algorithm>
#include <filesystem>

namespace egiz::test {
namespace {

constexpr const char* small_tmx = R"(<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
<header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en"
 srclang="en" datatype="plaintext"/>
<body>
<tu tuid="1"><tuv xml:lang="en"><seg>Good morning.</seg></tuv><tuv xml:lang="KK"><seg>Қайырлы таң.</seg></tuv></tu>
<tu tuid="2"><tuv xml:lang="en"><seg>Good evening.</seg></tuv><tuv xml:lang="kk"><seg>Қайырлы кеш.</seg></tuv></tu>
<tu tuid="3"><tuv xml:lang="en"><seg>Alone</seg></tuv></tu>
</body></tmx>
)";

std::string last_line(const std::string& text) {
    const std::size_t end = text.size() - 1;
    return text.substr(text.rfind('\n', end - 1) + 1, end - text.rfind('\n', end - 1) - 1);
}

BOOST_AUTO_TEST_CASE(an_import_counts_what_it_took) {
    const TemporaryFolder folder;
    const std::string tmx = folder.write("a.tmx", small_tmx);
    const ProgramResult first = egiz({"tm", "import", tmx, "--db", folder / "m.db"});
    BOOST_TEST(first.exit_code == 0, first.err);
    BOOST_TEST(last_line(first.out) == "units=3 variants=5 repaired=0 skipped=0");
    const ProgramResult again = egiz({"tm", "import", tmx, "--db", folder / "m.db"});
    BOOST_TEST(again.out.rfind("new=0 updated=0 unchanged=3\n", 0) == 0U);
    const auto statistics =
        nlohmann::json::parse(egiz({"tm", "stats", "--db", folder / "m.db", "--json"}).out);
    BOOST_TEST(statistics["units"] == 3);
    BOOST_TEST(statistics["languages"]["kk"] == 2);
}

BOOST_AUTO_TEST_CASE(a_broken_file_stores_nothing) {
    const TemporaryFolder folder;
    const std::string good = folder.write("a.tmx", small_tmx);
    BOOST_TEST_REQUIRE(egiz({"tm", "import", good, "--db", folder / "m.db"}).exit_code == 0);
    std::string cut = small_tmx;
    cut.replace(cut.find("Good morning"), 4, "Nice");
    cut.resize(cut.find("tuid=\"3\""));
    const std::string broken = folder.write("b.tmx", cut);
    const ProgramResult result = egiz({"tm", "import", broken, "--db", folder / "m.db"});
    BOOST_TEST(result.exit_code == 4);
    BOOST_TEST(result.err.find("b.tmx:8") != std::string::npos, result.err);
    const auto statistics =
        nlohmann::json::parse(egiz({"tm", "stats", "--db", folder / "m.db", "--json"}).out);
    BOOST_TEST(statistics["units"] == 3);
}

BOOST_AUTO_TEST_CASE(an_export_of_a_pair_is_valid_and_leaves_half_units_out) {
    const TemporaryFolder folder;
    const std::string tmx = folder.write("a.tmx", small_tmx);
    BOOST_TEST_REQUIRE(egiz({"tm", "import", tmx, "--db", folder / "m.db"}).exit_code == 0);
    const ProgramResult result = egiz(
        {"tm", "export", "--db", folder / "m.db", "-o", folder / "out.tmx", "--pair", "en-kk"});
    BOOST_TEST(result.err.find("2 units written, 1 left out") != std::string::npos, result.err);
    BOOST_TEST(egiz({"validate", folder / "out.tmx"}).exit_code == 0);
}

BOOST_AUTO_TEST_CASE(xliff_of_the_version_that_is_wanted_stays_as_it_is) {
    const TemporaryFolder folder;
    const std::string text =
        "<?xml version='1.0'?>\n<xliff version='1.2' "
        "xmlns='urn:oasis:names:tc:xliff:document:1.2'><file original='a' source-language='en' "
        "target-language='ru' datatype='plaintext'><header><skl><external-file "
        "href='s'/></skl></header><body><group id='g'><trans-unit id='1'><source>x</source>"
        "<!-- c --><alt-trans><target>y</target></alt-trans></trans-unit></group></body></file>"
        "</xliff>";
    const std::string xliff = folder.write("a.xlf", text);
    const ProgramResult same = egiz({"convert", xliff, folder / "same.xlf"});
    BOOST_TEST(same.exit_code == 0, same.err);
    BOOST_TEST(read_file(folder / "same.xlf") == text);
    // In another version what has no translation is there too, to be translated.
    const ProgramResult other = egiz({"convert", xliff, folder / "other.xlf", "--xliff", "2.0"});
    BOOST_TEST(other.err.find("1 units written") != std::string::npos, other.err);
    BOOST_TEST(egiz({"validate", folder / "other.xlf"}).exit_code == 0);
}

BOOST_AUTO_TEST_CASE(units_survive_a_way_through_all_formats) {
    const TemporaryFolder folder;
    folder.write("a.tmx", small_tmx);
    std::string from = "a.tmx";
    for (const std::string to :
         {"b.tsv", "c.en-kk.xlf", "d.jsonl", "d.en-kk.xlsx", "d.csv", "d.en-kk.po", "d.en-kk.ts",
          "d.tbx", "d.en-kk.moses", "d.en-kk.huntext", "e.tmx"}) {
        const ProgramResult result = egiz({"convert", folder / from, folder / to});
        BOOST_TEST(result.exit_code == 0, result.err);
        from = to;
    }
    const std::string end = read_file(folder / "e.tmx");
    for (const char* text : {"Good morning.", "Қайырлы таң.", "Good evening.", "Қайырлы кеш."}) {
        BOOST_TEST(end.find(text) != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(an_invalid_file_is_told_with_its_line) {
    const TemporaryFolder folder;
    std::string invalid = small_tmx;
    invalid.replace(invalid.find(" srclang=\"en\""), 13, "");
    const ProgramResult result = egiz({"validate", folder.write("a.tmx", invalid)});
    BOOST_TEST(result.exit_code == 3);
    BOOST_TEST(result.out.find("srclang") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_memory_of_a_newer_schema_is_left_alone) {
    const TemporaryFolder folder;
    const std::string tmx = folder.write("a.tmx", small_tmx);
    BOOST_TEST_REQUIRE(egiz({"tm", "import", tmx, "--db", folder / "m.db"}).exit_code == 0);
    sqlite3* database = nullptr;
    BOOST_TEST_REQUIRE(sqlite3_open((folder / "m.db").c_str(), &database) == SQLITE_OK);
    BOOST_TEST(sqlite3_exec(database, "PRAGMA user_version=99; PRAGMA wal_checkpoint(TRUNCATE)",
                            nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(database);
    const auto before = folder.contents();
    for (const auto& arguments :
         std::vector<std::vector<std::string>>{{"tm", "stats", "--db", folder / "m.db"},
                                               {"tm", "import", tmx, "--db", folder / "m.db"}}) {
        const ProgramResult result = egiz(arguments);
        BOOST_TEST(result.exit_code == 4);
        BOOST_TEST(result.err.find("schema 99") != std::string::npos, result.err);
    }
    BOOST_TEST((folder.contents() == before));
}

BOOST_AUTO_TEST_CASE(jsonl_is_cut_item_by_item) {
    const ProgramResult result =
        egiz({"segment", "--lang", "ru", "--input", "jsonl", "--format", "jsonl"},
             "{\"id\": \"a\", \"text\": \"Раз. Два.\"}\n{\"id\": 7, \"text\": \"\"}\n");
    BOOST_TEST(result.out ==
               "{\"id\":\"a\",\"sentences\":[\"Раз.\",\"Два.\"]}\n{\"id\":7,\"sentences\":[]}\n");
    BOOST_TEST(egiz({"segment", "--input", "jsonl"}, "{\"id\": 1}\n").exit_code == 4);
}

}  // namespace
}  // namespace egiz::test
