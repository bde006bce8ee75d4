// SPDX-License-Identifier: Apache-2.0
// Pretranslation, through the real program.
#include "tests/cli/memory_support.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>

namespace egiz::test {
namespace {

using Json = nlohmann::json;

constexpr const char* to_russian =
    "The cat sat on the mat.\tКошка сидела на коврике.\n"
    "We close at six in the evening today.\tСегодня мы закрываемся в шесть вечера.\n";

void check_valid(const std::string& file) {
    const ProgramResult result = egiz({"validate", file});
    BOOST_TEST(result.exit_code == 0, result.out << read_file(file));
}

ProgramResult run(const std::string& input, const std::string& output, const std::string& memory,
                  const std::string& from, const std::string& to,
                  const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments{"tm",   "pretranslate", input, "-o",   output, "--db",
                                       memory, "--from",       from,  "--to", to};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return egiz(arguments);
}

std::string xliff_20(const std::string& units) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<xliff version=\"2.0\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" "
           "srcLang=\"en\" trgLang=\"ru\">\n<file id=\"f\">\n" +
           units + "</file>\n</xliff>\n";
}

BOOST_AUTO_TEST_SUITE(pretranslate_command)

struct Pair {
    const char* language;
    const char* lines;
    const char* translation;
    friend std::ostream& operator<<(std::ostream& out, const Pair& p) { return out << p.language; }
};
const std::vector<Pair> pairs{
    {"ru", to_russian, "Кошка сидела на коврике."},
    {"kk", "The cat sat on the mat.\tМысық төсеніште отырды.\n", "Мысық төсеніште отырды."},
    {"zh", "The cat sat on the mat.\t猫坐在垫子上。\n", "猫坐在垫子上。"}};
const std::vector<std::string> versions{"1.2", "2.0"};

BOOST_DATA_TEST_CASE(a_text_becomes_a_valid_file_with_what_the_memory_knows,
                     boost::unit_test::data::make(pairs) * boost::unit_test::data::make(versions),
                     pair, version) {
    const TemporaryFolder folder;
    const std::string memory = make_memory(folder, "m.db", "en", pair.language, pair.lines);
    const std::string text =
        folder.write("a.txt", "The cat sat on the mat. Quite new here.\n\nThe cat sat on a mat.\n");
    const std::string output = folder / "a.xlf";
    const Json summary =
        json_of(run(text, output, memory, "en", pair.language, {"--json", "--xliff", version}));
    BOOST_TEST(summary["segments"] == 3);
    BOOST_TEST(summary["filled"]["exact"] == 1);
    BOOST_TEST(summary["offered"] == 1);
    BOOST_TEST(summary["no_match"] == 1);
    check_valid(output);
    const std::string xliff = read_file(output);
    const std::string translation = pair.translation;
    if (version == "2.0") {
        BOOST_TEST(contains(xliff, "<target>" + translation + "</target>\n      </segment>"),
                   xliff);
        BOOST_TEST(contains(xliff, "state=\"translated\" subState=\"egiz:exact\""));
        BOOST_TEST(contains(xliff, "similarity=\"83\" matchSuitability=\"83\""));
    } else {
        BOOST_TEST(contains(xliff, "mid=\"1\">" + translation + "</mrk> <mrk"), xliff);
        BOOST_TEST(contains(xliff, "match-quality=\"83%\" origin=\"m.db\""));
    }
    // and an import takes from it what it has
    const ProgramResult import = egiz({"tm", "import", output, "--db", folder / "n.db"});
    BOOST_TEST(import.exit_code == 0, import.err);
}

BOOST_AUTO_TEST_CASE(fuzzy_matches_fill_the_target_only_when_asked_to) {
    const TemporaryFolder folder;
    const std::string memory = make_memory(folder, "m.db", "en", "ru", to_russian);
    const std::string input = folder.write(
        "a.xlf", xliff_20("<unit id=\"u\"><segment id=\"s\"><source>The cat sat on a mat.</source>"
                          "</segment></unit>\n"));
    const std::string output = folder / "b.xlf";
    BOOST_TEST(json_of(run(input, output, memory, "en", "ru", {"--json"}))["offered"] == 1);
    BOOST_TEST(contains(read_file(output), "<segment id=\"s\"><source>"));
    check_valid(output);
    const Json filled = json_of(run(input, output, memory, "en", "ru", {"--json", "--fill", "75"}));
    BOOST_TEST(filled["filled"]["fuzzy"] == 1);
    BOOST_TEST(contains(read_file(output),
                        "<segment id=\"s\" state=\"initial\" subState=\"egiz:fuzzy\">"));
    check_valid(output);
    const Json none = json_of(run(input, output, memory, "en", "ru", {"--json", "--min", "90"}));
    BOOST_TEST(none["no_match"] == 1);
    BOOST_TEST(read_file(output) == read_file(input));
}

BOOST_AUTO_TEST_CASE(targets_that_are_there_stay_unless_told_otherwise) {
    const TemporaryFolder folder;
    const std::string memory = make_memory(folder, "m.db", "en", "ru", to_russian);
    const std::string input = folder.write(
        "a.xlf", xliff_20("<unit id=\"u\"><segment><source>The cat sat on the mat.</source>"
                          "<target>Моё.</target></segment></unit>\n"
                          "<unit id=\"v\" translate=\"no\"><segment><source>The cat sat on the "
                          "mat.</source></segment></unit>\n"));
    const std::string output = folder / "b.xlf";
    const Json kept = json_of(run(input, output, memory, "en", "ru", {"--json"}));
    BOOST_TEST(kept["had_target"] == 1);
    BOOST_TEST(kept["not_to_translate"] == 1);
    BOOST_TEST(read_file(output) == read_file(input));
    const Json over = json_of(run(input, output, memory, "en", "ru", {"--json", "--overwrite"}));
    BOOST_TEST(over["filled"]["exact"] == 1);
    BOOST_TEST(contains(read_file(output), "<target>Кошка сидела на коврике.</target>"));
    BOOST_TEST(!contains(read_file(output), "Моё"));
    check_valid(output);
}

BOOST_AUTO_TEST_CASE(white_space_round_a_segment_is_put_round_its_translation) {
    const TemporaryFolder folder;
    const std::string memory = make_memory(folder, "m.db", "en", "ru", to_russian);
    const std::string input = folder.write(
        "a.xlf",
        xliff_20("<unit id=\"u\" xml:space=\"preserve\"><segment><source>  The cat sat on the mat."
                 "\n</source></segment></unit>\n"));
    const std::string output = folder / "b.xlf";
    BOOST_TEST(json_of(run(input, output, memory, "en", "ru", {"--json"}))["filled"]["exact"] == 1);
    BOOST_TEST(contains(read_file(output), "<target>  Кошка сидела на коврике.\n</target>"));
}

BOOST_AUTO_TEST_CASE(the_second_time_nothing_changes) {
    const TemporaryFolder folder;
    const std::string memory = make_memory(folder, "m.db", "en", "ru", to_russian);
    const std::string text =
        folder.write("a.txt", "The cat sat on the mat. The cat sat on a mat.\n\nNew.\n");
    for (const std::string& version : versions) {
        const std::string once = folder / ("1-" + version + ".xlf");
        const std::string twice = folder / ("2-" + version + ".xlf");
        BOOST_TEST(run(text, once, memory, "en", "ru", {"--xliff", version}).exit_code == 0);
        BOOST_TEST(run(once, twice, memory, "en", "ru").exit_code == 0);
        BOOST_TEST(read_file(once) == read_file(twice));
    }
}

BOOST_AUTO_TEST_CASE(the_number_of_jobs_changes_nothing_in_the_file) {
    const TemporaryFolder folder;
    const std::string memory = make_memory(folder, "m.db", "en", "ru", to_russian);
    std::string many;
    for (int i = 0; i < 500; ++i) {
        many += "We close at " + std::to_string(i) + " in the evening today.\n\n";
    }
    const std::string text = folder.write("a.txt", many);
    for (const char* jobs : {"1", "4"}) {
        const ProgramResult result =
            run(text, folder / (std::string(jobs) + ".xlf"), memory, "en", "ru", {"--jobs", jobs});
        BOOST_TEST(result.exit_code == 0, result.err);
    }
    BOOST_TEST(read_file(folder / "1.xlf") == read_file(folder / "4.xlf"));
    check_valid(folder / "4.xlf");
}

BOOST_AUTO_TEST_CASE(the_summary_has_a_line_for_each_reason) {
    const TemporaryFolder folder;
    const std::string memory = make_memory(folder, "m.db", "en", "ru", to_russian);
    const std::string text = folder.write("a.txt", "The cat sat on the mat.\n\nNew.\n");
    const ProgramResult result = run(text, folder / "a.xlf", memory, "en", "ru");
    BOOST_TEST(result.exit_code == 0, result.err);
    BOOST_TEST(contains(result.out, "exact                    1\n"), result.out);
    BOOST_TEST(contains(result.out, "no match                 1\n"));
    BOOST_TEST(contains(result.out, "segments                 2\n"));
}

BOOST_AUTO_TEST_CASE(wrong_use_is_refused_and_leaves_no_file) {
    const TemporaryFolder folder;
    const std::string memory = make_memory(folder, "m.db", "en", "ru", to_russian);
    const std::string text = folder.write("a.txt", "One.\n");
    const std::string xliff = folder.write(
        "a.xlf", xliff_20("<unit id=\"u\"><segment><source>A</source></segment></unit>\n"));
    const std::string out = folder / "o.xlf";
    BOOST_TEST(run(text, folder / "o.txt", memory, "en", "ru").exit_code == 2);
    BOOST_TEST(run(xliff, xliff, memory, "en", "ru").exit_code == 2);
    BOOST_TEST(run(xliff, out, memory, "en", "ru", {"--xliff", "1.2"}).exit_code == 2);
    BOOST_TEST(run(memory + ".tsv", out, memory, "en", "ru").exit_code == 2);
    BOOST_TEST(run(xliff, out, memory, "en", "kk").exit_code == 4);
    BOOST_TEST(run(text, out, folder / "none.db", "en", "ru").exit_code == 4);
    BOOST_TEST(run(folder / "none.xlf", out, memory, "en", "ru").exit_code == 4);
    BOOST_TEST(run(folder.write("e.txt", " \n"), out, memory, "en", "ru").exit_code == 4);
    BOOST_TEST(run(folder.write("c.xlf", "<xliff><file>"), out, memory, "en", "ru").exit_code == 4);
    BOOST_TEST(!std::filesystem::exists(out));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace egiz::test
