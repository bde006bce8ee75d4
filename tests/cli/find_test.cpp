// SPDX-License-Identifier: Apache-2.0
// `egiz tm find`.
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"
#include "text/translation_unit.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <ostream>

namespace egiz::test {
namespace {

using Json = nlohmann::json;

/// Two memories, `mine.db` and `theirs.db`.
struct Memories {
    TemporaryFolder folder;
    std::string mine = folder / "mine.db";
    std::string theirs = folder / "theirs.db";

    Memories() {
        import(mine, "mine.tsv",
               "en\tkk\n"
               "Open the file.\tФайлды ашыңыз.\n"
               "Open the big file.\tҮлкен файлды ашыңыз.\n"
               "Page 5\t5-бет\n");
        import(theirs, "theirs.tsv", "en\tkk\nOpen the file.\tФайлды аш.\n");
    }
    void import(const std::string& memory, const std::string& name, const std::string& units) {
        const ProgramResult result =
            egiz({"tm", "import", folder.write(name, units), "--db", memory});
        BOOST_REQUIRE_MESSAGE(result.exit_code == 0, result.err);
    }
    [[nodiscard]] ProgramResult find(std::vector<std::string> arguments,
                                     const std::string& input = {}) const {
        std::vector<std::string> all{"tm", "find", "--from", "en", "--to", "kk"};
        all.insert(all.end(), arguments.begin(), arguments.end());
        return egiz(all, input);
    }
    [[nodiscard]] Json matches(std::vector<std::string> arguments) const {
        arguments.emplace_back("--json");
        const ProgramResult result = find(std::move(arguments));
        BOOST_REQUIRE_MESSAGE(result.exit_code == 0, result.err);
        return Json::parse(result.out)["matches"];
    }
};

struct LineCase {
    const char* what;
    std::vector<std::string> arguments;
    const char* out;
    friend std::ostream& operator<<(std::ostream& out, const LineCase& c) { return out << c.what; }
};
const std::vector<LineCase> line_cases{
    {"exact, and fuzzy",
     {"Open the file."},
     "100%\tOpen the file.\tФайлды ашыңыз.\texact\n"
     "75%\tOpen the big file.\tҮлкен файлды ашыңыз.\n"},
    {"a number is put in", {"--min", "50", "Page 12"}, "99%\tPage 5\t12-бет\tsubstituted\n"},
    {"differences",
     {"--diff", "--min", "60", "--limit", "1", "Open a file."},
     "66%\tOpen [-the-]{+a+} file.\tФайлды ашыңыз.\n"},
    {"other marks",
     {"--diff", "--limit", "1", "open the file!"},
     "99%\t[-Open-]{+open+} the [-file.-]{+file!+}\tФайлды ашыңыз.\n"},
    {"colours",
     {"--color", "always", "--min", "60", "--limit", "1", "Open a file."},
     "66%\tOpen \033[31mthe\033[0m\033[32ma\033[0m file.\tФайлды ашыңыз.\n"},
    {"a penalty",
     {"--penalty", "unreviewed=3", "--limit", "1", "Open the file."},
     "97%\tOpen the file.\tФайлды ашыңыз.\texact, unreviewed -3\n"},
    {"a penalty that is too much", {"--penalty", "unreviewed=31", "Open the file."}, ""},
    {"nothing alike", {"Something else"}, ""},
};
BOOST_FIXTURE_TEST_SUITE(find_command, Memories)

BOOST_DATA_TEST_CASE_F(Memories, matches_are_shown_one_a_line, line_cases) {
    std::vector<std::string> arguments{"--db", mine};
    arguments.insert(arguments.end(), sample.arguments.begin(), sample.arguments.end());
    const ProgramResult result = find(arguments);
    BOOST_TEST(result.exit_code == 0, result.err);
    BOOST_TEST(result.out == sample.out);
}

BOOST_AUTO_TEST_CASE(json_says_all_of_a_match) {
    const Json match =
        matches({"--db", mine + "=4", "--penalty", "unreviewed=1", "--min", "50", "Page 12"}).at(0);
    BOOST_TEST(match["score"] == 94);
    BOOST_TEST(match["base"] == 99);
    BOOST_TEST(match["reason"] == "substituted");
    BOOST_TEST(match["source"] == "Page 5");
    BOOST_TEST(match["target"] == "12-бет");
    BOOST_TEST(match["unit"] == 3);
    BOOST_TEST(match["memory"] == mine);
    BOOST_TEST(match["state"] == "unreviewed");
    BOOST_TEST(match["penalties"].dump() ==
               R"([{"kind":"unreviewed","points":1},{"kind":"memory","points":4}])");
    BOOST_TEST(match["difference"].dump() == R"([{"kind":"same","new":"Page ","old":"Page "},)"
                                             R"({"kind":"changed","new":"12","old":"5"}])");
}

BOOST_AUTO_TEST_CASE(several_memories_are_asked) {
    const Json both = matches({"--db", mine, "--db", theirs + "=2", "Open the file."});
    BOOST_REQUIRE(both.size() == 3U);
    BOOST_TEST(both[0]["memory"] == mine);
    BOOST_TEST(both[1]["memory"] == theirs);
    BOOST_TEST(both[1]["score"] == 98);
    BOOST_TEST(both[2]["score"] == 75);
    const Json other = matches({"--db", mine + "=7", "--db", theirs, "--penalty", "multiple=1",
                                "--limit", "2", "Open the file."});
    BOOST_TEST(other[0]["target"] == "Файлды аш.");
    BOOST_TEST(other[0]["score"] == 99);
    BOOST_TEST(other[1]["score"] == 92);
}

BOOST_AUTO_TEST_CASE(memories_and_penalties_may_come_from_a_configuration_file) {
    folder.write("egiz.toml",
                 "[tm.find]\ndb = [\"mine.db\", \"theirs.db=5\"]\n"
                 "penalty = [\"unreviewed=2\"]\n");
    ProgramCall call;
    call.arguments = {"tm", "find", "--from", "en", "--to", "kk", "--limit", "2", "Open the file."};
    call.folder = folder.path();
    BOOST_TEST(run_program(call).out ==
               "98%\tOpen the file.\tФайлды ашыңыз.\texact, unreviewed -2\n"
               "93%\tOpen the file.\tФайлды аш.\texact, unreviewed -2, memory -5\n");
}

BOOST_AUTO_TEST_CASE(a_file_whose_name_looks_like_a_penalty_is_found) {
    std::filesystem::copy(theirs, folder / "a=5");
    BOOST_TEST(matches({"--db", folder / "a=5", "Open the file."}).at(0)["score"] == 100);
}

BOOST_AUTO_TEST_CASE(age_is_counted_to_a_day) {
    const std::string unit =
        R"({"changed":"2020-06-15T00:00:00Z","variants":[{"language":"en","text":"yes"},)"
        R"({"language":"kk","text":"иә"}]})";
    import(mine, "old.jsonl", unit + "\n");
    const auto score = [&](const std::vector<std::string>& more) {
        std::vector<std::string> arguments{"--db", mine, "--penalty", "age=2", "yes"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return matches(arguments).at(0)["score"].get<int>();
    };
    BOOST_TEST(score({"--date", "2026-06-14"}) == 90);
    BOOST_TEST(score({"--date", "2026-06-15"}) == 88);
    BOOST_TEST(score({}) <= 88);  // today
}

BOOST_AUTO_TEST_CASE(an_id_makes_a_better_match) {
    const std::string unit = R"({"id":"menu.yes","variants":[{"language":"en","text":"yes"},)"
                             R"({"language":"kk","text":"иә"}]})";
    import(mine, "ids.jsonl", unit + "\n");
    const Json match = matches({"--db", mine, "--id", "menu.yes", "yes"}).at(0);
    BOOST_TEST(match["score"] == 101);
    BOOST_TEST(match["reason"] == "id");
    BOOST_TEST(match["id"] == "menu.yes");
    BOOST_TEST(matches({"--db", mine, "--id", "menu.no", "yes"}).at(0)["score"] == 100);
}

/// `egiz align` of two texts of three sentences each, into a memory.
struct Aligned : Memories {
    std::string memory = folder / "aligned.db";
    Aligned() {
        const std::string en = folder.write("a.en.txt", "The first one.\nSecond.\nAnd the last.\n");
        const std::string ru = folder.write("a.ru.txt", "Первое.\nВторое.\nИ последнее.\n");
        const ProgramResult result = egiz({"align", "--segmented", "en=" + en, "ru=" + ru, "--tm",
                                           memory, "-o", folder / "a.egiz"});
        BOOST_REQUIRE_MESSAGE(result.exit_code == 0, result.err);
    }
    [[nodiscard]] Json score(std::vector<std::string> arguments) const {
        std::vector<std::string> all{"tm",   "find", "--db",   memory,    "--from", "en",
                                     "--to", "ru",   "--json", "--limit", "1"};
        all.insert(all.end(), arguments.begin(), arguments.end());
        const ProgramResult result = egiz(all);
        BOOST_REQUIRE_MESSAGE(result.exit_code == 0, result.err);
        return Json::parse(result.out)["matches"].at(0)["score"];
    }
};

BOOST_FIXTURE_TEST_CASE(a_segment_of_an_aligned_document_is_found_in_context, Aligned) {
    const std::vector<std::string> both{"--previous", "The first one.", "--next", "And the last."};
    const auto with = [](std::vector<std::string> arguments, const char* text) {
        arguments.emplace_back(text);
        return arguments;
    };
    BOOST_TEST(score(with(both, "Second.")) == 101);
    BOOST_TEST(score({"--previous", "The first one.", "Second."}) == 100);
    BOOST_TEST(score({"--next", "Second.", "The first one."}) == 101);
    BOOST_TEST(score({"--previous", "", "--next", "", "Second."}) == 100);
}

BOOST_FIXTURE_TEST_CASE(the_lines_of_a_document_are_each_others_context, Aligned) {
    for (const char* jobs : {"1", "3"}) {
        const ProgramResult result = egiz(
            {"tm", "find", "--db", memory, "--from", "en", "--to", "ru", "--context", "-j", jobs},
            "The first one.\r\n\nSecond.\nAnd the last.\nSecond.\n");
        BOOST_TEST(result.out ==
                   "? The first one.\n101%\tThe first one.\tПервое.\tcontext\n"
                   "? Second.\n101%\tSecond.\tВторое.\tcontext\n"
                   "? And the last.\n100%\tAnd the last.\tИ последнее.\texact\n"
                   "? Second.\n100%\tSecond.\tВторое.\texact\n");
    }
}

BOOST_AUTO_TEST_CASE(answers_are_the_same_for_every_number_of_jobs) {
    std::string input;
    for (int i = 0; i < 5000; ++i) {
        input += i % 3 == 0 ? "Open the file.\n" : "Page " + std::to_string(i) + "\n";
    }
    const ProgramResult one = find({"--db", mine, "--db", theirs, "--json"}, input);
    BOOST_TEST(one.exit_code == 0);
    BOOST_TEST(std::count(one.out.begin(), one.out.end(), '\n') == 5000);
    for (const char* jobs : {"2", "7"}) {
        const ProgramResult more =
            find({"--db", mine, "--db", theirs, "--json", "--preload", "-j", jobs}, input);
        BOOST_TEST(more.exit_code == 0);
        BOOST_TEST((more.out == one.out));
    }
}

struct WrongUse {
    std::vector<std::string> arguments;
    const char* message;
    friend std::ostream& operator<<(std::ostream& out, const WrongUse& use) {
        return out << use.message;
    }
};
const std::vector<WrongUse> wrong_uses{
    {{"--penalty", "tag=1", "x"}, "'tag=1' is no penalty"},
    {{"--penalty", "tags", "x"}, "'tags' is no penalty"},
    {{"--penalty", "tags=-1", "x"}, "'tags=-1' is no penalty"},
    {{"--penalty", "memory=1", "x"}, "--db FILE=POINTS"},
    {{"--db", "other.db=x", "x"}, "'x' is no penalty"},
    {{"--id", "a"}, "--id needs a query"},
    {{"--previous", "a"}, "--previous and --next need a query"},
    {{"--context", "x"}, "--context is for queries on standard input"},
    {{"--min", "103", "x"}, "--min"},
    {{"--date", "soon", "--penalty", "age=1", "x"}, "'soon' is not a date"},
};
BOOST_DATA_TEST_CASE_F(Memories, wrong_use_is_told, wrong_uses) {
    std::vector<std::string> arguments{"--db", mine};
    arguments.insert(arguments.end(), sample.arguments.begin(), sample.arguments.end());
    const ProgramResult result = find(arguments, "x\n");
    BOOST_TEST(result.exit_code == 2);
    BOOST_TEST(result.out == "");
    BOOST_TEST(result.err.find(sample.message) != std::string::npos, result.err);
}

BOOST_AUTO_TEST_CASE(a_memory_that_is_not_there_is_told_whatever_the_jobs) {
    for (const char* jobs : {"1", "4"}) {
        const ProgramResult result = find({"--db", folder / "none.db", "-j", jobs}, "x\n");
        BOOST_TEST(result.exit_code == 4);
        BOOST_TEST(result.out == "");
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace egiz::test
