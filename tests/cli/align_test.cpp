// SPDX-License-Identifier: Apache-2.0
// The main job on samples/, through the real program.
#include "align/evaluation.hpp"
#include "formats/exchange/ladder.hpp"
#include "tests/support/program.hpp"
#include "tests/support/samples.hpp"
#include "tests/support/temporary_folder.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <set>
#include <sstream>

namespace egiz::test {
namespace {

const std::vector<std::string> sample_languages{"en", "ru", "kk", "zh"};

BOOST_DATA_TEST_CASE(sentences_are_cut_as_by_hand, sample_languages) {
    const ProgramResult result = egiz({"segment", "--lang", sample, test::sample(sample + ".txt")});
    BOOST_TEST(result.exit_code == 0);
    const auto cut = lines_of(result.out);
    const auto by_hand = lines_of(read_file(test::sample(sample + ".sentences")));
    const std::set<std::string> wanted(by_hand.begin(), by_hand.end());
    std::size_t faults = 0;
    for (const std::string& sentence : cut) faults += wanted.contains(sentence) ? 0 : 1;
    BOOST_TEST(faults <= 2U);
    BOOST_TEST(cut.size() + 2 >= by_hand.size());
}

std::vector<align::NumberedBead> read_beads(const std::string& path) {
    std::vector<align::NumberedBead> beads;
    for (auto& line : formats::read_ladder(path)) beads.push_back({line.source, line.target});
    return beads;
}

BOOST_AUTO_TEST_CASE(everything_asked_for_is_written_and_right) {
    const TemporaryFolder folder;
    std::vector<std::string> arguments = with({"align"}, all_samples());
    for (const char* name : {"a.egiz", "a.tmx", "a.en-ru.tmx", "a.en-kk.xlf", "a.html", "a.tsv",
                             "a.jsonl", "a.en-ru.ladder", "a.en-kk.ladder", "a.en-zh.ladder"}) {
        arguments = with(arguments, {"-o", folder / name});
    }
    const ProgramResult result = egiz(with(arguments, {"--tm", folder / "memory.db"}));
    BOOST_TEST_REQUIRE(result.exit_code == 0, result.err);
    BOOST_TEST(folder.contents().size() == 11U);

    for (const std::string target : {"ru", "kk", "zh"}) {
        const auto score = align::score(read_beads(sample("en-" + target + ".gold")),
                                        read_beads(folder / ("a.en-" + target + ".ladder")));
        BOOST_TEST_CONTEXT("en-" << target) { BOOST_TEST(score.f1() >= 0.8); }
    }
    const ProgramResult valid =
        egiz({"validate", folder / "a.tmx", folder / "a.en-ru.tmx", folder / "a.en-kk.xlf"});
    BOOST_TEST(valid.exit_code == 0, valid.out);
    for (const std::string& language : sample_languages) {
        BOOST_TEST(read_file(folder / "a.tmx").find("xml:lang=\"" + language + "\"") !=
                   std::string::npos);
    }
    BOOST_TEST(read_file(folder / "a.en-ru.tmx").find("xml:lang=\"kk\"") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(every_pair_has_a_ladder_of_its_own) {
    const TemporaryFolder folder;
    std::vector<std::string> arguments = with({"align", "--segmented"}, {});
    for (const std::string& language : sample_languages) {
        arguments.push_back(language + "=" + sample(language + ".sentences"));
    }
    BOOST_TEST_REQUIRE(
        egiz(with(arguments, {"-o", folder / "a.egiz", "-o", folder / "a.ru-kk.ladder", "-o",
                              folder / "a.zh-kk.ladder"}))
            .exit_code == 0);
    for (const std::string pair : {"ru-kk", "kk-zh"}) {
        BOOST_TEST_CONTEXT(pair) {
            const std::string ladder =
                egiz(with(arguments, {"--format", "ladder", "--pair", pair})).out;
            // The file holds what the command line gives.
            const std::string converted = folder / ("b." + pair + ".ladder");
            BOOST_TEST(egiz({"convert", folder / "a.egiz", converted}).exit_code == 0);
            BOOST_TEST(read_file(converted) == ladder);
            const auto score = align::score(read_beads(sample(pair + ".gold")),
                                            read_beads(folder.write("c.ladder", ladder)));
            BOOST_TEST(score.f1() >= 0.82);
        }
    }
    const auto json =
        nlohmann::json::parse(egiz(with(arguments, {"--json", "-o", folder / "b.egiz"})).out);
    BOOST_TEST(json["pairs"].size() == 6U);
}

BOOST_AUTO_TEST_CASE(without_the_lexicon_less_is_known) {
    const std::vector<std::string> arguments{
        "align",    "--segmented", "en=" + sample("en.sentences"), "kk=" + sample("kk.sentences"),
        "--format", "ladder"};
    const std::string with_lexicon = egiz(arguments).out;
    const std::string without = egiz(with(arguments, {"--no-lexicon"})).out;
    BOOST_TEST(without != "");
    BOOST_TEST(without != with_lexicon);
    ProgramCall call;
    call.arguments = arguments;
    call.environment["EGIZ_ALIGN_NO_LEXICON"] = "true";
    BOOST_TEST(run_program(call).out == without);
}

BOOST_AUTO_TEST_CASE(texts_that_have_nothing_in_common_are_warned_of) {
    const TemporaryFolder folder;
    std::string lines;
    for (int line = 0; line < 60; ++line) {
        // Lengths come and go, words are of no language.
        for (int word = 0; word < 3 + line * 7 % 23; ++word) {
            lines +=
                "вуксар" + std::string(static_cast<std::size_t>(1 + (line + word) % 5), 'w') + ' ';
        }
        lines += "эт.\n";
    }
    const std::string strange = folder.write("strange.ru", lines);
    const std::string english = "en=" + test::sample("en.sentences");
    const ProgramResult warned = egiz({"align", "--segmented", english, "ru=" + strange});
    BOOST_TEST(warned.exit_code == 0);
    BOOST_TEST(warned.err.find("may not be a version of") != std::string::npos, warned.err);
    const ProgramResult sound =
        egiz({"align", "--segmented", english, "ru=" + test::sample("ru.sentences")});
    BOOST_TEST(sound.err.empty(), sound.err);
}

BOOST_AUTO_TEST_CASE(the_same_alignment_twice_changes_nothing) {
    const TemporaryFolder folder;
    const auto arguments = with(with({"align"}, all_samples()),
                                {"--json", "--tm", folder / "memory.db", "-o", folder / "a.egiz"});
    const auto first = nlohmann::json::parse(egiz(arguments).out);
    BOOST_TEST(first["memory"]["added"].get<int>() > 60);
    const auto before = folder.contents();
    const auto second = nlohmann::json::parse(egiz(arguments).out);
    BOOST_TEST(second["memory"]["added"] == 0);
    BOOST_TEST(second["memory"]["updated"] == 0);
    BOOST_TEST(second["memory"]["unchanged"] == first["memory"]["added"]);
    BOOST_TEST((folder.contents() == before));
}

BOOST_AUTO_TEST_CASE(a_sentence_of_the_memory_is_found) {
    const TemporaryFolder folder;
    BOOST_TEST_REQUIRE(
        egiz(with(with({"align"}, all_samples()), {"--tm", folder / "m.db"})).exit_code == 0);
    const std::string query = "Last year, bilateral trade reached a record $41 billion.";
    const ProgramResult exact = egiz(
        {"tm", "find", "--db", folder / "m.db", "--from", "en", "--to", "ru", "--json", query});
    const auto matches = nlohmann::json::parse(exact.out)["matches"];
    BOOST_TEST_REQUIRE(!matches.empty());
    BOOST_TEST(matches[0]["score"] == 100);
    BOOST_TEST(matches[0]["source"] == query);
    const ProgramResult fuzzy =
        egiz({"tm", "find", "--db", folder / "m.db", "--from", "en", "--to", "zh-CN"},
             "Last year, bilateral trade reached a record $42 billion.\nNothing like this is in "
             "the memory at all\n");
    BOOST_TEST(fuzzy.exit_code == 0);
    const auto lines = lines_of(fuzzy.out);
    BOOST_TEST_REQUIRE(lines.size() == 3U);
    BOOST_TEST(lines[1].rfind("88%\t", 0) == 0U, lines[1]);
}

BOOST_AUTO_TEST_CASE(pre_segmented_lines_keep_their_numbers) {
    const TemporaryFolder folder;
    const std::string en =
        folder.write("a.en", "First line of two.\n\nThe second line is longer.\n");
    const std::string ru =
        folder.write("a.ru", "Первая строка из двух.\n\nВторая строка длиннее.\n");
    const ProgramResult result =
        egiz({"align", "--segmented", "en=" + en, "ru=" + ru, "--format", "ladder"});
    const auto beads = read_beads(folder.write("a.ladder", result.out));
    BOOST_TEST((beads == std::vector<align::NumberedBead>{{{0}, {0}}, {{2}, {2}}}), result.out);
}

BOOST_AUTO_TEST_CASE(a_language_that_was_not_said_is_found_and_said) {
    const TemporaryFolder folder;
    const std::string en =
        folder.write("story.txt", "The end of the story. It was in the spring.\n");
    const std::string kk = folder.write("angime.txt", "Әңгіменің соңы. Ол көктемде болды.\n");
    const ProgramResult result = egiz({"align", en, kk});
    BOOST_TEST(result.exit_code == 0, result.err);
    BOOST_TEST(result.err.find("language en, by its letters") != std::string::npos);
    BOOST_TEST(result.err.find("language kk, by its letters") != std::string::npos);
    BOOST_TEST(result.out.rfind("en\tkk\n", 0) == 0U);
}

}  // namespace
}  // namespace egiz::test
