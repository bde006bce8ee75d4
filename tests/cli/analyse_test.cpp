// SPDX-License-Identifier: Apache-2.0
// The leverage report, through the real program.
#include "tests/cli/memory_support.hpp"

#include <map>

namespace egiz::test {
namespace {

using Json = nlohmann::json;

/// Segments and words of each band that is not empty: `100 2/5, new 1/1`.
std::string in_short(const Json& tallies) {
    std::string text;
    for (const Json& band : tallies["bands"]) {
        if (band["segments"] == 0) continue;
        text += (text.empty() ? "" : ", ") + band["band"].get<std::string>() + ' ' +
                band["segments"].dump() + '/' + band["words"].dump();
    }
    return text;
}

void check_sums(const Json& report) {
    std::map<std::string, std::size_t> all;
    for (const Json& file : report["files"]) {
        std::map<std::string, std::size_t> sum;
        for (const Json& band : file["bands"]) {
            for (const char* what : {"segments", "words", "characters"}) {
                sum[what] += band[what].get<std::size_t>();
            }
        }
        for (const auto& [what, count] : sum) {
            BOOST_TEST(file["total"][what].get<std::size_t>() == count);
            all[what] += count;
        }
    }
    for (const auto& [what, count] : all) {
        BOOST_TEST(report["all"]["total"][what].get<std::size_t>() == count);
    }
}

Json analyse(std::vector<std::string> files, const std::string& memory, const std::string& from,
             const std::string& to, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"tm", "analyse"};
    arguments.insert(arguments.end(), files.begin(), files.end());
    arguments.insert(arguments.end(), {"--db", memory, "--from", from, "--to", to, "--json"});
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Json report = json_of(egiz(arguments));
    check_sums(report);
    return report;
}

constexpr const char* en_ru =
    "The cat sat on the mat.\tКошка сидела на коврике.\n"
    "We close at six in the evening today.\tСегодня мы закрываемся в шесть вечера.\n"
    "Press the green button to start the engine now.\tНажмите зелёную кнопку, чтобы запустить.\n";

/// Ten words; changing one scores 90, two 80.
constexpr const char* text =
    "The cat sat on the mat.\n\n"
    "We close at six in the morning today.\n\n"
    "Nothing of this is known anywhere.\n\n"
    "Nothing of this is known anywhere.\n\n"
    "The cat sat on the mat.\n";

BOOST_AUTO_TEST_SUITE(analyse_command)

BOOST_AUTO_TEST_CASE(each_segment_is_in_one_band_and_repetitions_are_counted_apart) {
    const TemporaryFolder folder;
    const std::string memory = make_memory(folder, "m.db", "en", "ru", en_ru);
    const Json report = analyse({folder.write("a.txt", text)}, memory, "en", "ru");
    BOOST_TEST(in_short(report["files"][0]) == "100 2/12, 85-94 1/8, new 1/6, repetitions 1/6");
    BOOST_TEST(report["files"][0]["total"]["characters"] == 18 + 18 + 30 + 29 + 29);
    BOOST_TEST(in_short(report["all"]) == in_short(report["files"][0]));
}

BOOST_AUTO_TEST_CASE(repetitions_of_an_earlier_file_are_across_files) {
    const TemporaryFolder folder;
    const std::string memory = make_memory(folder, "m.db", "en", "ru", en_ru);
    const std::string first = folder.write("a.txt", "Nothing of this is known.\n");
    const std::string second = folder.write(
        "b.txt",
        "Nothing of this is known.\n\nQuite new.\n\nQuite new.\n\nNothing of this is known.\n");
    const Json report = analyse({first, second}, memory, "en", "ru");
    BOOST_TEST(in_short(report["files"][0]) == "new 1/5");
    BOOST_TEST(in_short(report["files"][1]) ==
               "new 1/2, repetitions 1/2, cross-file repetitions 2/10");
    BOOST_TEST(in_short(report["all"]) == "new 2/7, repetitions 1/2, cross-file repetitions 2/10");
}

BOOST_AUTO_TEST_CASE(what_scores_less_than_the_least_is_new) {
    const TemporaryFolder folder;
    const std::string memory = make_memory(folder, "m.db", "en", "ru", en_ru);
    const std::string file = folder.write("a.txt", "We close at six in the morning today.\n");
    BOOST_TEST(in_short(analyse({file}, memory, "en", "ru", {"--min", "87"})["all"]) ==
               "85-94 1/8");
    BOOST_TEST(in_short(analyse({file}, memory, "en", "ru", {"--min", "88"})["all"]) == "new 1/8");
}

BOOST_AUTO_TEST_CASE(kazakh_and_chinese_are_counted_by_their_own_rules) {
    const TemporaryFolder folder;
    const std::string kazakh =
        make_memory(folder, "kk.db", "en", "kk",
                    "Good morning, dear friends.\tҚайырлы таң, қымбатты достар.\n");
    const Json from_kazakh =
        analyse({folder.write("a.txt", "Қайырлы таң, қымбатты достар.\n\nҚош келдіңіз!\n")}, kazakh,
                "kk", "en");
    BOOST_TEST(in_short(from_kazakh["all"]) == "100 1/4, new 1/2");
    const std::string chinese =
        make_memory(folder, "zh.db", "en", "zh", "I like to read books.\t我喜欢读书。\n");
    const Json from_chinese =
        analyse({folder.write("b.txt", "我喜欢读书。我喜欢看书。\n")}, chinese, "zh", "en");
    BOOST_TEST(in_short(from_chinese["all"]) == "100 1/5, 75-84 1/5");
    BOOST_TEST(from_chinese["all"]["total"]["characters"] == 12);
}

BOOST_AUTO_TEST_CASE(files_of_units_are_counted_by_their_source_side) {
    const TemporaryFolder folder;
    const std::string memory = make_memory(folder, "m.db", "en", "ru", en_ru);
    const std::string xliff = folder.write(
        "a.xlf",
        "<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'><file original='a' "
        "source-language='en-US' target-language='ru' datatype='plaintext'><body>"
        "<trans-unit id='1'><source>The cat sat on the mat.</source></trans-unit>"
        "<trans-unit id='2' translate='no'><source>Never.</source></trans-unit>"
        "<trans-unit id='3'><source>x</source><seg-source><mrk mtype='seg' mid='1'>Brand new."
        "</mrk><mrk mtype='seg' mid='2'>Brand new.</mrk></seg-source></trans-unit>"
        "</body></file></xliff>");
    BOOST_TEST(in_short(analyse({xliff}, memory, "en", "ru")["all"]) ==
               "100 1/6, new 1/2, repetitions 1/2");
    BOOST_TEST(in_short(analyse({memory + ".tsv"}, memory, "en", "ru")["all"]).starts_with("100 "));
    BOOST_TEST(analyse({memory + ".tsv"}, memory, "en", "ru")["all"]["total"]["words"] ==
               6 + 8 + 9);
}

BOOST_AUTO_TEST_CASE(several_memories_are_asked_and_a_penalty_is_taken_off) {
    const TemporaryFolder folder;
    const std::string memory = make_memory(folder, "m.db", "en", "ru", en_ru);
    const std::string file = folder.write("a.txt", "The cat sat on the mat.\n");
    const Json report = analyse({file}, memory + "=0", "en", "ru");
    BOOST_TEST(report["memories"][0]["memory"] == memory);
    BOOST_TEST(report["memories"][0]["penalty"] == 0);
    const ProgramResult wrong =
        egiz({"tm", "analyse", file, "--db", memory + "=x", "--from", "en", "--to", "ru"});
    BOOST_TEST(wrong.exit_code == 2);
    BOOST_TEST(contains(wrong.err, "'x' is no penalty"), wrong.err);
}

BOOST_AUTO_TEST_CASE(the_number_of_jobs_changes_nothing) {
    const TemporaryFolder folder;
    const std::string memory = make_memory(folder, "m.db", "en", "ru", en_ru);
    std::string many;
    for (int i = 0; i < 700; ++i) {
        many += "We close at " + std::to_string(i % 90) + " in the evening today.\n\n";
    }
    const std::string file = folder.write("a.txt", many);
    const std::string one = folder / "1.html";
    const std::string three = folder / "3.html";
    const auto run = [&](const char* jobs, const std::string& html) {
        const ProgramResult result = egiz({"tm", "analyse", file, "--db", memory, "--from", "en",
                                           "--to", "ru", "--jobs", jobs, "--html", html});
        BOOST_TEST_REQUIRE(result.exit_code == 0, result.err);
        return result.out;
    };
    BOOST_TEST(run("1", one) == run("3", three));
    BOOST_TEST(read_file(one) == read_file(three));
    BOOST_TEST(contains(read_file(one), "</html>"));
}

BOOST_AUTO_TEST_CASE(the_table_is_aligned_and_ends_in_a_total) {
    const TemporaryFolder folder;
    const std::string memory = make_memory(folder, "m.db", "en", "ru", en_ru);
    const std::string file = folder.write("a.txt", text);
    const ProgramResult result =
        egiz({"tm", "analyse", file, "--db", memory, "--from", "en", "--to", "ru"});
    BOOST_TEST(result.exit_code == 0, result.err);
    BOOST_TEST(
        contains(result.out,
                 "  match                   segments       words   characters  % of words\n"
                 "  101+                           0           0            0         0.0\n"));
    BOOST_TEST(contains(
        result.out, "  total                          5          32          124       100.0\n"));
}

BOOST_AUTO_TEST_CASE(a_bad_file_is_named_and_the_rest_is_counted) {
    const TemporaryFolder folder;
    const std::string memory = make_memory(folder, "m.db", "en", "ru", en_ru);
    const std::string good = folder.write("a.txt", "The cat sat on the mat.\n");
    const std::string broken = folder.write("b.xlf", "<xliff><file>");
    const std::string html = folder / "r.html";
    const ProgramResult result = egiz({"tm", "analyse", broken, good, "--db", memory, "--from",
                                       "en", "--to", "ru", "--json", "--html", html});
    BOOST_TEST(result.exit_code == 5);
    BOOST_TEST(contains(result.err, "b.xlf"));
    const Json report = Json::parse(result.out);
    BOOST_TEST(in_short(report["all"]) == "100 1/6");
    BOOST_TEST(report["failed"][0]["file"] == broken);
    BOOST_TEST(contains(read_file(html), "Not counted"));
    const ProgramResult alone =
        egiz({"tm", "analyse", broken, "--db", memory, "--from", "en", "--to", "ru"});
    BOOST_TEST(alone.exit_code == 4);
}

BOOST_AUTO_TEST_CASE(wrong_languages_and_memories_are_refused) {
    const TemporaryFolder folder;
    const std::string memory = make_memory(folder, "m.db", "en", "ru", en_ru);
    const std::string file = folder.write("a.txt", "One.\n");
    const auto run = [&](const std::string& db, const char* from, const char* to) {
        return egiz({"tm", "analyse", file, "--db", db, "--from", from, "--to", to}).exit_code;
    };
    BOOST_TEST(run(memory, "en", "en") == 2);
    BOOST_TEST(run(memory, "english", "ru") == 2);
    BOOST_TEST(run(folder / "none.db", "en", "ru") == 4);
    const std::string xliff = folder.write(
        "a.xlf",
        "<xliff version='2.0' xmlns='urn:oasis:names:tc:xliff:document:2.0' srcLang='kk' "
        "trgLang='en'><file id='f'><unit id='u'><segment><source>Бір.</source></segment></unit>"
        "</file></xliff>");
    const ProgramResult other =
        egiz({"tm", "analyse", xliff, "--db", memory, "--from", "en", "--to", "ru"});
    BOOST_TEST(other.exit_code == 4);
    BOOST_TEST(contains(other.err, "kk to en"), other.err);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace egiz::test
