// SPDX-License-Identifier: Apache-2.0
// `egiz tm` concordance, add, update, delete, replace, merge, dedup, stats, check, history, undo,
// export with filters: through the real program, each step opening the file anew.
#include "cli/workflow/unit_filter.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"
#include "text/error.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include <chrono>
#include <filesystem>
#include <ostream>
#include <sstream>
#include <thread>

namespace egiz::test {
namespace {

using Json = nlohmann::json;
using Strings = std::vector<std::string>;

constexpr const char* three_units =
    "en\tru\n"
    "Open the file.\tОткройте файл.\n"
    "Close the FILE.\tЗакройте файл.\n"
    "打开文件\tОткрыть\n";

/// A memory with three units, numbered from 1; made by change 1.
struct Memory {
    TemporaryFolder folder;
    std::string db = folder / "m.db";

    Memory() { import(db, "a.tsv", three_units); }
    void import(const std::string& memory, const std::string& name,
                const std::string& units) const {
        const ProgramResult result = egiz({"tm", "import", folder.write(name, units), "--db",
                                           memory, "--date", "2026-01-05", "--user", "ann"});
        BOOST_REQUIRE_MESSAGE(result.exit_code == 0, result.err);
    }
    [[nodiscard]] ProgramResult run(const std::string& command, const Strings& arguments,
                                    const std::string& input = {}) const {
        ProgramCall call;
        call.arguments = {"tm", command, "--db", db};
        call.arguments.insert(call.arguments.end(), arguments.begin(), arguments.end());
        call.input = input;
        call.environment["SOURCE_DATE_EPOCH"] = "1780000000";  // 2026-05-28T20:26:40Z
        return run_program(call);
    }
    /// Standard output of a command that must succeed.
    [[nodiscard]] std::string out(const std::string& command, const Strings& arguments,
                                  const std::string& input = {}) const {
        const ProgramResult result = run(command, arguments, input);
        BOOST_REQUIRE_MESSAGE(result.exit_code == 0, result.err);
        return result.out;
    }
    [[nodiscard]] std::vector<Json> json(const std::string& command, Strings arguments) const {
        arguments.emplace_back("--json");
        std::istringstream lines(out(command, arguments));
        std::vector<Json> values;
        for (std::string line; std::getline(lines, line);) values.push_back(Json::parse(line));
        return values;
    }
    /// All units with English and Russian, a line each.
    [[nodiscard]] std::string units(const Strings& filters = {}) const {
        Strings arguments{"-o", folder / "out.tsv", "--pair", "en-ru"};
        arguments.insert(arguments.end(), filters.begin(), filters.end());
        static_cast<void>(out("export", arguments));
        std::string text = read_file(folder / "out.tsv");
        return text.substr(text.find('\n') + 1);
    }
    void check_sound() const {
        const ProgramResult result = run("check", {});
        BOOST_TEST(result.exit_code == 0, result.out);
    }
};

BOOST_FIXTURE_TEST_SUITE(memory_commands, Memory)

// ------------------------------------------------------------------------------------ concordance

struct ConcordanceCase {
    const char* what;
    Strings arguments;
    const char* out;
    friend std::ostream& operator<<(std::ostream& out, const ConcordanceCase& c) {
        return out << c.what;
    }
};
const std::vector<ConcordanceCase> concordance_cases{
    {"a phrase, in its own case first",
     {"--in", "en", "the FILE"},
     "2\ten\tClose [[the FILE]].\n\tru\tЗакройте файл.\n"
     "1\ten\tOpen [[the file]].\n\tru\tОткройте файл.\n"},
    {"the other side", {"--in", "ru", "открыть"}, "3\tru\t[[Открыть]]\n\ten\t打开文件\n"},
    {"words",
     {"--in", "en", "--words", "file open"},
     "1\ten\t[[Open]] the [[file]].\n\tru\tОткройте файл.\n"},
    {"two Han characters", {"--in", "en", "文件"}, "3\ten\t打开[[文件]]\n\tru\tОткрыть\n"},
    {"a language that there is not", {"--in", "kk", "файл"}, ""},
    {"only a language that is not there is shown",
     {"--in", "ru", "--show", "kk", "Закройте"},
     "2\tru\t[[Закройте]] файл.\n"},
    {"colours",
     {"--in", "ru", "--color", "always", "Закройте"},
     "2\tru\t\033[1;32mЗакройте\033[0m файл.\n\ten\tClose the FILE.\n"},
};
BOOST_DATA_TEST_CASE_F(Memory, concordance_marks_the_phrase, concordance_cases) {
    BOOST_TEST(out("concordance", sample.arguments) == sample.out);
}

BOOST_AUTO_TEST_CASE(concordance_says_how_many_there_are) {
    const ProgramResult result = run("concordance", {"--in", "en", "--limit", "1", "file"});
    BOOST_TEST(result.exit_code == 0);
    BOOST_TEST(result.err == "egiz: 1 of 2 units\n");
    const Json answer = json("concordance", {"--in", "en", "--limit", "1", "file"}).front();
    BOOST_TEST(answer["count"] == 2);
    BOOST_TEST(answer["exact_count"] == true);
    BOOST_TEST(answer["hits"].size() == 1U);
    BOOST_TEST(answer["hits"][0]["unit"] == 1);
    BOOST_TEST(answer["hits"][0]["ranges"].dump() == "[[9,13]]");
    BOOST_TEST(answer["hits"][0]["others"][0]["text"] == "Откройте файл.");
    BOOST_TEST(out("concordance", {"--in", "en", "--quiet"}, "open\r\n\nnothing\n") ==
               "? open\t1 unit\n1\ten\t[[Open]] the file.\n\tru\tОткройте файл.\n"
               "? nothing\t0 units\n");
}

BOOST_AUTO_TEST_CASE(what_is_shown_cannot_steer_a_terminal) {
    import(db, "b.tsv", "en\tru\nfile \033[31m\tx\033]0;y\n");
    const std::string shown = out("concordance", {"--in", "en", "file"}) +
                              out("delete", {"--dry-run", "--all"}) + out("history", {"4"});
    BOOST_TEST(shown.find('\033') == std::string::npos);
    BOOST_TEST(shown.find("\\x1B[31m") != std::string::npos);
}

// ------------------------------------------------------------------------------------------ edits

BOOST_AUTO_TEST_CASE(a_unit_is_added_once) {
    const std::string before = units();
    const Strings arguments{"--from", "en",         "--to",   "kk",  "--id",  "7",     "--document",
                            "d",      "--reviewed", "--user", "bob", "Good.", "Жақсы."};
    BOOST_TEST(out("add", arguments) == "added unit=4 change=2\n");
    BOOST_TEST(out("add", arguments) == "unchanged unit=4\n");
    const Json unit = json("history", {"4"}).back()["after"];
    BOOST_TEST(unit["id"] == "7");
    BOOST_TEST(unit["document"] == "d");
    BOOST_TEST(unit["state"] == "reviewed");
    BOOST_TEST(unit["created"] == "2026-05-28T20:26:40Z");
    BOOST_TEST(unit["created_by"] == "bob");
    BOOST_TEST(unit["variants"][1]["text"] == "Жақсы.");
    const Json change = json("history", {}).back();
    BOOST_TEST(change["action"] == "add");
    BOOST_TEST(change["user"] == "bob");
    check_sound();
    BOOST_TEST(out("undo", {"2"}) == "removed=1 restored=0 kept=0 change=3\n");
    BOOST_TEST(units() == before);
    BOOST_TEST(json("history", {"4"}).back()["after"].is_null());
}

BOOST_AUTO_TEST_CASE(an_update_keeps_the_unit_s_past) {
    const std::string before = units();
    const Strings arguments{"1",       "--text",   "ru=Открой файл!", "--text", "kk=Файлды аш.",
                            "--state", "reviewed", "--note",          "short"};
    Strings dry = arguments;
    dry.emplace_back("--dry-run");
    BOOST_TEST(out("update", dry) ==
               "1\tru\t-\tОткройте файл.\n1\tru\t+\tОткрой файл!\n"
               "1\tstate\t-\tunreviewed\n1\tstate\t+\treviewed\n"
               "1\tkk\t+\tФайлды аш.\n1\tnote\t+\tshort\n"
               "updated=1 (nothing was changed)\n");
    BOOST_TEST(units() == before);
    BOOST_TEST(out("update", arguments) == "updated=1 change=2\n");
    BOOST_TEST(out("concordance", {"--in", "ru", "Открой", "--quiet"}) ==
               "1\tru\t[[Открой]] файл!\treviewed\n\ten\tOpen the file.\n\tkk\tФайлды аш.\n");
    BOOST_TEST(out("concordance", {"--in", "ru", "Откройте", "--quiet"}).empty());
    BOOST_TEST(out("update", {"1", "--state", "reviewed"}) == "updated=0\n");
    const std::vector<Json> versions = json("history", {"1"});
    BOOST_REQUIRE(versions.size() == 2U);
    BOOST_TEST(versions[0]["action"] == "import");
    BOOST_TEST(versions[0]["after"]["variants"][1]["text"] == "Откройте файл.");
    BOOST_TEST(versions[1]["change"] == 2);
    BOOST_TEST(versions[1]["after"]["changed"] == "2026-05-28T20:26:40Z");
    BOOST_TEST(out("history", {"1"})
                   .find("change 2\t2026-05-28T20:26:40Z\t\tupdate\tunit 1\n"
                         "1\tru\t-\tОткройте файл.\n") != std::string::npos);
    check_sound();
    BOOST_TEST(out("undo", {"2"}) == "removed=0 restored=1 kept=0 change=3\n");
    BOOST_TEST(units() == before);
    check_sound();
}

BOOST_AUTO_TEST_CASE(units_are_deleted_by_number_or_by_filter) {
    const std::string before = units();
    BOOST_TEST(out("delete", {"3", "--dry-run"}) ==
               "3\ten\t-\t打开文件\n3\tru\t-\tОткрыть\n3\tstate\t-\tunreviewed\n"
               "deleted=1 (nothing was changed)\n");
    BOOST_TEST(units() == before);
    const ProgramResult missing = run("delete", {"1", "9"});
    BOOST_TEST(missing.exit_code == 4);
    BOOST_TEST(missing.err.find("there is no unit 9") != std::string::npos, missing.err);
    BOOST_TEST(units() == before);
    BOOST_TEST(out("delete", {"3", "1", "3"}) == "deleted=2 change=2\n");
    BOOST_TEST(units() == "Close the FILE.\tЗакройте файл.\n");
    check_sound();
    BOOST_TEST(out("undo", {"2"}) == "removed=0 restored=2 kept=0 change=3\n");
    BOOST_TEST(units() == before);
    BOOST_TEST(out("delete", {"--where-text", "FILE"}) == "deleted=2 change=4\n");
    BOOST_TEST(units() == "打开文件\tОткрыть\n");
    BOOST_TEST(out("delete", {"--all"}) == "deleted=1 change=5\n");
    BOOST_TEST(units().empty());
    check_sound();
    for (const char* change : {"5", "4"}) static_cast<void>(out("undo", {change}));
    BOOST_TEST(units() == before);
    check_sound();
}

BOOST_AUTO_TEST_CASE(no_setting_decides_what_is_deleted) {
    ProgramCall call;
    call.environment = {{"EGIZ_PAIR", "en-ru"}, {"EGIZ_TM_DELETE_ALL", "true"}};
    call.arguments = {"tm", "delete", "--db", db};
    const ProgramResult refused = run_program(call);
    BOOST_TEST(refused.exit_code == 2);
    BOOST_TEST(refused.err.find("which units?") != std::string::npos, refused.err);
    call.arguments.emplace_back("2");
    BOOST_TEST(run_program(call).out == "deleted=1 change=2\n");
}

BOOST_AUTO_TEST_CASE(the_user_may_be_a_setting) {
    ProgramCall call;
    call.environment = {{"EGIZ_USER", "eve"}};
    call.arguments = {"tm", "update", "--db", db, "1", "--note", "x"};
    BOOST_TEST(run_program(call).exit_code == 0);
    BOOST_TEST(json("history", {})[1]["user"] == "eve");
    // It is who works, not whose units are meant.
    call.arguments = {"tm", "delete", "--db", db, "--all"};
    BOOST_TEST(run_program(call).out == "deleted=3 change=3\n");
}

BOOST_AUTO_TEST_CASE(text_is_replaced_in_one_language) {
    const std::string before = units();
    BOOST_TEST(out("replace", {"--in", "en", "--dry-run", "file", "document"}) ==
               "1\ten\t-\tOpen the file.\n1\ten\t+\tOpen the document.\n"
               "replaced=1 (nothing was changed)\n");
    BOOST_TEST(units() == before);
    BOOST_TEST(out("replace", {"--in", "en", "--ignore-case", "file", "document"}) ==
               "replaced=2 change=2\n");
    BOOST_TEST(units() ==
               "Open the document.\tОткройте файл.\nClose the document.\tЗакройте файл.\n"
               "打开文件\tОткрыть\n");
    BOOST_TEST(out("replace", {"--in", "ru", "--regex", R"(^(\w+) файл)", "$1 документ",
                               "--where-text", "close"}) == "replaced=1 change=3\n");
    BOOST_TEST(out("replace", {"--in", "en", "--words", "doc", "x"}) == "replaced=0\n");
    BOOST_TEST(out("replace", {"--in", "en", " the", ""}) == "replaced=2 change=4\n");
    BOOST_TEST(out("find", {"--from", "en", "--to", "ru", "Close document."}) ==
               "100%\tClose document.\tЗакройте документ.\texact\n");
    check_sound();
    BOOST_TEST(out("undo", {"4"}) == "removed=0 restored=2 kept=0 change=5\n");
    BOOST_TEST(units() ==
               "Open the document.\tОткройте файл.\nClose the document.\tЗакройте документ.\n"
               "打开文件\tОткрыть\n");
    check_sound();
}

// ---------------------------------------------------------------------------------------- filters

BOOST_AUTO_TEST_CASE(an_export_takes_what_passes_all_filters) {
    static_cast<void>(out("add", {"--from", "en", "--to", "ru", "--document", "docs/b.txt",
                                  "--reviewed", "--user", "bob", "Yes.", "Да."}));
    BOOST_TEST(units({"--reviewed"}) == "Yes.\tДа.\n");
    BOOST_TEST(units({"--state", "reviewed", "--where-text", "file"}).empty());
    BOOST_TEST(units({"--by", "bob"}) == "Yes.\tДа.\n");
    BOOST_TEST(units({"--document", "docs/*.txt"}) == "Yes.\tДа.\n");
    BOOST_TEST(units({"--document", "docs"}).empty());
    BOOST_TEST(units({"--since", "2026-05-28"}) == "Yes.\tДа.\n");
    BOOST_TEST(units({"--until", "2026-05-28"}) == "Yes.\tДа.\n");
    BOOST_TEST(units({"--until", "2026-05-28T20:00:00Z"}).empty());
    BOOST_TEST(units({"--where-text", "ЗАКР"}) == "Close the FILE.\tЗакройте файл.\n");
    BOOST_TEST(units({"--min-score", "0.9", "--reviewed"}) == "Yes.\tДа.\n");
    BOOST_TEST(units({"--max-score", "0.9"}).empty());
}

struct GlobCase {
    const char* text;
    const char* glob;
    bool fits;
    friend std::ostream& operator<<(std::ostream& out, const GlobCase& c) {
        return out << c.text << " as " << c.glob;
    }
};
const std::vector<GlobCase> glob_cases{
    {"a", "a", true},          {"a", "", false},      {"", "*", true},
    {"", "?", false},          {"ab", "a?", true},    {"қ", "?", true},
    {"abcabd", "*abd", true},  {"aab", "a*ab", true}, {"abc", "a*b", false},
    {"a/b/c", "a*c", true},    {"a*b", "a*b", true},  {"abab", "*ab*ab*", true},
    {"aba", "*ab*ab*", false}, {"[a]", "[a]", true},  {"a.txt", "*.tx", false},
};
BOOST_DATA_TEST_CASE(globs_have_stars_and_question_marks, glob_cases) {
    BOOST_TEST(workflow::matches_glob(sample.text, sample.glob) == sample.fits);
}

BOOST_AUTO_TEST_CASE(a_unit_that_no_aligner_made_counts_as_sure) {
    workflow::UnitFilterOptions options;
    options.max_score = 0.5;
    TranslationUnit unit;
    BOOST_TEST(!workflow::UnitFilter(options).passes(unit));
    unit.score = 0.5;
    BOOST_TEST(workflow::UnitFilter(options).passes(unit));
    options.min_score = 0.51;
    BOOST_TEST(!workflow::UnitFilter(options).passes(unit));
    options = {};
    options.since = "2026";
    BOOST_CHECK_THROW(workflow::UnitFilter{options}, Error);
}

// --------------------------------------------------------------------------------- merge and dedup

BOOST_AUTO_TEST_CASE(memories_are_merged_by_policy) {
    const std::string theirs = folder / "theirs.db";
    import(theirs, "b.tsv",
           "en\tru\nOpen the file.\tОткрой файл.\nClose the FILE.\tЗакройте файл.\nNew\tНовый\n");
    const std::string before = units();
    BOOST_TEST(out("merge", {theirs, "--policy", "overwrite", "--dry-run"}) ==
               "1\tru\t-\tОткройте файл.\n1\tru\t+\tОткрой файл.\n"
               "\ten\t+\tNew\n\tru\t+\tНовый\n\tstate\t+\tunreviewed\n"
               "added=1 updated=0 unchanged=1 conflicts=1 kept=0 replaced=1 removed=0 (nothing "
               "was changed)\n");
    BOOST_TEST(units() == before);
    BOOST_TEST(out("merge", {theirs}) ==
               "added=1 updated=0 unchanged=1 conflicts=1 kept=1 replaced=0 removed=0 change=2\n");
    BOOST_TEST(units() == before + "New\tНовый\n");
    BOOST_TEST(out("merge", {theirs}) ==
               "added=0 updated=0 unchanged=2 conflicts=1 kept=1 replaced=0 removed=0\n");
    BOOST_TEST(run("undo", {"2"}).exit_code == 0);
    BOOST_TEST(units() == before);
    const Json counts = json("merge", {theirs, "--policy", "both"}).back();
    BOOST_TEST(counts["added"] == 2);
    BOOST_TEST(counts["conflicts"] == 1);
    check_sound();
    const ProgramResult itself = run("merge", {db});
    BOOST_TEST(itself.exit_code == 2);
    BOOST_TEST(run("merge", {folder / "none.db"}).exit_code == 4);
}

BOOST_AUTO_TEST_CASE(duplicates_become_one) {
    static_cast<void>(out("add", {"--from", "en", "--to", "ru", "--document", "d", "--reviewed",
                                  "Open the file.", "Откройте файл."}));
    static_cast<void>(
        out("add", {"--from", "en", "--to", "ru", "close the file", "Закройте файл"}));
    const std::string before = units();
    BOOST_TEST(out("dedup", {"--dry-run"}) ==
               "1\ten\t-\tOpen the file.\n1\tru\t-\tОткройте файл.\n1\tstate\t-\tunreviewed\n"
               "contents=1 removed=1 updated=0 (nothing was changed)\n");
    BOOST_TEST(units() == before);
    BOOST_TEST(out("dedup", {}) == "contents=1 removed=1 updated=0 change=4\n");
    BOOST_TEST(out("dedup", {}) == "contents=0 removed=0 updated=0\n");
    BOOST_TEST(out("dedup", {"--ignore-case", "--ignore-punctuation"}) ==
               "contents=1 removed=1 updated=0 change=5\n");
    check_sound();
    for (const char* change : {"5", "4"}) static_cast<void>(out("undo", {change}));
    BOOST_TEST(units() == before);
}

// ---------------------------------------------------------------------------------------- upkeep

BOOST_AUTO_TEST_CASE(statistics_say_all_that_is_there) {
    static_cast<void>(
        out("add", {"--from", "en", "--to", "kk", "--document", "d", "--reviewed", "Yes.", "Иә."}));
    const ProgramResult result = run("stats", {"--json"});
    const Json json = Json::parse(result.out);
    BOOST_TEST(json["units"] == 4);
    BOOST_TEST(json["variants"] == 8);
    BOOST_TEST(json["documents"] == 1);
    BOOST_TEST(json["languages"]["kk"] == 1);
    BOOST_TEST(json["states"].dump() == R"({"rejected":0,"reviewed":1,"unreviewed":3})");
    BOOST_TEST(json["units_by_document"].dump() == R"([{"document":"d","units":1}])");
    BOOST_TEST(json["changes"] == 2);
    BOOST_TEST(json["bytes"].get<std::size_t>() > 0U);
    BOOST_TEST(json["newest"] == "2026-05-28T20:26:40Z");
    const std::string text = out("stats", {});
    BOOST_TEST(text.find("\nreviewed\t1\n") != std::string::npos, text);
    BOOST_TEST(text.find("\ndocument\t1\td\n") != std::string::npos, text);
}

BOOST_AUTO_TEST_CASE(a_wrong_index_is_found_and_mended) {
    BOOST_TEST(out("check", {}) == "units=3 damaged=0 faults=0 sound\n");
    sqlite3* database = nullptr;
    BOOST_REQUIRE(sqlite3_open(db.c_str(), &database) == SQLITE_OK);
    BOOST_REQUIRE(sqlite3_exec(database, "DELETE FROM recent WHERE unit = 2", nullptr, nullptr,
                               nullptr) == SQLITE_OK);
    sqlite3_close(database);
    const ProgramResult wrong = run("check", {});
    BOOST_TEST(wrong.exit_code == 3);
    BOOST_TEST(wrong.out.find(" not sound\n") != std::string::npos, wrong.out);
    const ProgramResult json_result = run("check", {"--json"});
    BOOST_TEST(Json::parse(json_result.out)["sound"] == false);
    BOOST_TEST(json_result.exit_code == 3);
    const std::string mended = out("check", {"--repair"});
    BOOST_TEST(mended.find(" repaired\n") != std::string::npos, mended);
    check_sound();
}

BOOST_AUTO_TEST_CASE(an_import_is_taken_back_whole) {
    const std::string before = units();
    const std::string b = folder.write("b.tsv", "en\tru\nNew\tНовый\n");
    const std::string c = folder.write("c.tsv", "en\tru\nOld\tСтарый\nOpen the file.\tОткрой.\n");
    const ProgramResult imported = run("import", {b, c, "--user", "eve"});
    BOOST_TEST(imported.out.rfind("new=3 updated=0 unchanged=0 change=2\n", 0) == 0U, imported.out);
    const std::vector<Json> changes = json("history", {});
    BOOST_REQUIRE(changes.size() == 2U);
    BOOST_TEST(changes[0]["date"] == "2026-01-05T00:00:00Z");
    BOOST_TEST(changes[1]["action"] == "import");
    BOOST_TEST(changes[1]["subject"] == b + ", " + c);
    BOOST_TEST(changes[1]["user"] == "eve");
    BOOST_TEST(changes[1]["added"] == 3);
    BOOST_TEST(run("update", {"4", "--state", "reviewed"}).exit_code == 0);
    const ProgramResult undone = run("undo-import", {"2"});
    BOOST_TEST(undone.out == "removed=2 restored=0 kept=1 change=4\n");
    BOOST_TEST(undone.err.find("1 units stay") != std::string::npos, undone.err);
    BOOST_TEST(units() == before + "New\tНовый\n");
    BOOST_TEST(json("history", {})[1]["undone_by"] == 4);
    const ProgramResult again = run("undo", {"2"});
    BOOST_TEST(again.exit_code == 4);
    BOOST_TEST(again.err.find("taken back already, by change 4") != std::string::npos, again.err);
    BOOST_TEST(run("undo", {"99"}).exit_code == 4);
    BOOST_TEST(out("undo", {"4"}) == "removed=0 restored=2 kept=0 change=5\n");
    check_sound();
}

struct ExitCase {
    const char* what;
    Strings arguments;
    int exit_code;
    const char* reason;
    friend std::ostream& operator<<(std::ostream& out, const ExitCase& c) { return out << c.what; }
};
const std::vector<ExitCase> exit_cases{
    {"history of no unit", {"history", "9"}, 4, "there never was a unit 9"},
    {"update of no unit", {"update", "9", "--state", "reviewed"}, 4, "there is no unit 9"},
    {"update of nothing", {"update", "1"}, 2, "nothing to update"},
    {"update to no state", {"update", "1", "--state", "good"}, 2, "'good' is no state"},
    {"update without a language", {"update", "1", "--text", "x"}, 2, "no language"},
    {"update to no text", {"update", "1", "--text", "ru="}, 2, "a text is empty"},
    {"delete of what", {"delete"}, 2, "which units?"},
    {"delete both ways", {"delete", "1", "--all"}, 2, "both by numbers and otherwise"},
    {"delete of unit 0", {"delete", "0"}, 2, "0 is no number of a unit"},
    {"a wrong date", {"delete", "--until", "soon"}, 2, "'soon' is not a date"},
    {"a wrong pair", {"delete", "--pair", "en"}, 2, "'en' is no pair"},
    {"a wrong date of a change", {"delete", "1", "--date", "soon"}, 2, "'soon' is not a date"},
    {"an empty pattern", {"replace", "--in", "en", "", "x"}, 2, "the pattern to replace is empty"},
    {"a wrong pattern", {"replace", "--in", "en", "--regex", "(", "x"}, 2, "no regular expression"},
    {"an empty phrase", {"concordance", "--in", "en", ""}, 2, "the phrase to look for is empty"},
    {"no language", {"concordance", "--in", "xx-", "a"}, 2, "xx-"},
    {"one language twice", {"add", "--from", "en", "--to", "en", "a", "b"}, 2, "the same language"},
    {"a wrong policy", {"merge", "x.db", "--policy", "mine"}, 2, "mine"},
};
BOOST_DATA_TEST_CASE_F(Memory, what_is_wrong_is_told, exit_cases) {
    const std::string before = units();
    Strings arguments(sample.arguments.begin() + 1, sample.arguments.end());
    const ProgramResult result = run(sample.arguments.front(), arguments);
    BOOST_TEST(result.exit_code == sample.exit_code);
    BOOST_TEST(result.err.find(sample.reason) != std::string::npos, result.err);
    BOOST_TEST(units() == before);
}

BOOST_AUTO_TEST_CASE(no_command_makes_a_memory_to_change_what_is_not_there) {
    const std::string none = folder / "none.db";
    const std::vector<Strings> commands{{"update", "1", "--state", "reviewed"},
                                        {"delete", "--all"},
                                        {"replace", "--in", "en", "a", "b"},
                                        {"dedup"},
                                        {"check", "--repair"},
                                        {"optimise"},
                                        {"undo", "1"},
                                        {"history"},
                                        {"concordance", "--in", "en", "a"}};
    for (const Strings& command : commands) {
        Strings arguments{"tm"};
        arguments.insert(arguments.end(), command.begin(), command.end());
        arguments.insert(arguments.end(), {"--db", none});
        BOOST_TEST(egiz(arguments).exit_code == 4, command.front());
        BOOST_TEST(!std::filesystem::exists(none), command.front());
    }
}

BOOST_AUTO_TEST_CASE(a_writer_waits_for_another) {
    sqlite3* other = nullptr;
    BOOST_REQUIRE(sqlite3_open(db.c_str(), &other) == SQLITE_OK);
    BOOST_REQUIRE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
    ProgramResult result;
    std::thread writer([&] { result = run("update", {"1", "--state", "reviewed"}); });
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    BOOST_TEST(out("concordance", {"--in", "ru", "--quiet", "Откройте"}) ==
               "1\tru\t[[Откройте]] файл.\n\ten\tOpen the file.\n");
    BOOST_REQUIRE(sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(other);
    writer.join();
    BOOST_TEST(result.exit_code == 0, result.err);
    BOOST_TEST(units({"--reviewed"}) == "Open the file.\tОткройте файл.\n");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace egiz::test
