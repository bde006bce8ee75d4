// SPDX-License-Identifier: Apache-2.0
// `align --explain` and anchors, through the real program.
#include "tests/support/program.hpp"
#include "tests/support/samples.hpp"
#include "tests/support/temporary_folder.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <ostream>
#include <string>
#include <vector>

namespace egiz::test {
namespace {

using Json = nlohmann::json;
using Arguments = std::vector<std::string>;

/// The beads of a pair that --explain --json tells.
Json beads_of(const ProgramResult& result, std::size_t pair) {
    const Json all = Json::parse(result.out);
    return all["pairs"][pair]["beads"];
}

/// Whether a bead begins behind so many segments of each side.
bool passes(const Json& beads, std::size_t i, std::size_t j) {
    std::size_t source = 0;
    std::size_t target = 0;
    for (const Json& bead : beads) {
        if (source == i && target == j) return true;
        source += bead["source"].size();
        target += bead["target"].size();
    }
    return false;
}

Arguments samples_with(const Arguments& languages, const Arguments& rest) {
    Arguments arguments{"align"};
    for (const std::string& language : languages) {
        arguments.push_back(language + "=" + sample(language + ".txt"));
    }
    arguments.insert(arguments.end(), rest.begin(), rest.end());
    return arguments;
}

BOOST_AUTO_TEST_CASE(the_terms_of_every_bead_add_up) {
    const ProgramResult result =
        egiz(samples_with({"en", "ru", "kk"}, {"--explain", "--json", "--quiet"}));
    BOOST_TEST_REQUIRE(result.exit_code == 0, result.err);
    const Json pairs = Json::parse(result.out)["pairs"];
    BOOST_TEST_REQUIRE(pairs.size() == 2U);
    std::size_t gaps = 0;
    for (const Json& pair : pairs) {
        BOOST_TEST(pair["source"] == "en");
        BOOST_TEST(pair["beads"].size() > 50U);
        for (const Json& bead : pair["beads"]) {
            double sum = 0;
            for (const auto& [name, nats] : bead["terms"].items()) sum += nats.get<double>();
            BOOST_TEST(std::abs(sum - bead["total"].get<double>()) < 0.001);
            const bool one_sided = bead["source"].empty() || bead["target"].empty();
            BOOST_TEST(bead.contains("gap") == one_sided);
            gaps += one_sided ? 1 : 0;
            BOOST_TEST(bead["words"].size() <= 5U);
        }
    }
    BOOST_TEST(gaps > 3U);
}

BOOST_AUTO_TEST_CASE(some_beads_of_one_pair_are_shown_with_their_texts) {
    const ProgramResult result =
        egiz(samples_with({"en", "ru", "kk"}, {"--explain", "--pair", "ru-kk", "--beads", "2-4"}));
    BOOST_TEST_REQUIRE(result.exit_code == 0, result.err);
    BOOST_TEST(result.out.rfind("ru-kk: ", 0) == 0U);
    BOOST_TEST(contains(result.out, "\n     2  "));
    BOOST_TEST(contains(result.out, "\n     4  "));
    BOOST_TEST(!contains(result.out, "\n     5  "));
    BOOST_TEST(contains(result.out, "> Си Цзиньпин, Председатель"));
    BOOST_TEST(contains(result.out, "< Қытай Халық Республикасының"));
    BOOST_TEST(contains(result.out, "Председатель=Төрағасы"));
    BOOST_TEST(!contains(result.out, "en-"));
}

BOOST_AUTO_TEST_CASE(beads_that_are_not_there_are_wrong_usage) {
    for (const std::string beads : {"0", "9-3", "x", "3-", "100000"}) {
        const ProgramResult result =
            egiz(samples_with({"en", "ru"}, {"--explain", "--beads", beads}));
        BOOST_TEST(result.exit_code == 2);
        BOOST_TEST(contains(result.err, "--beads"));
    }
    BOOST_TEST(egiz(samples_with({"en", "ru"}, {"--beads", "3"})).exit_code == 2);
    BOOST_TEST(egiz(samples_with({"en", "ru"}, {"--explain", "-o", "x.tmx"})).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(anchors_of_a_file_hold) {
    const TemporaryFolder folder;
    // Far from where the sentences belong.
    const std::string file = folder.write("anchors.tsv", "# by hand\n\n20\t30\r\n1\t2\n");
    const ProgramResult result =
        egiz(samples_with({"en", "ru"}, {"--anchors", file, "--format", "ladder"}));
    BOOST_TEST_REQUIRE(result.exit_code == 0, result.err);
    const Json beads =
        beads_of(egiz(samples_with({"en", "ru"}, {"--anchors", file, "--explain", "--json"})), 0);
    BOOST_TEST(passes(beads, 0, 1));
    BOOST_TEST(passes(beads, 19, 29));
}

struct BadFile {
    const char* content;
    const char* message;
    friend std::ostream& operator<<(std::ostream& out, const BadFile& c) {
        return out << c.message;
    }
};
const std::vector<BadFile> bad_files{
    {"3\t4\n2\t5\n", ":2: anchor 2 - 5 crosses 3 - 4 of line 1"},
    {"3\t4\n3\t6\n", ":2: anchor 3 - 6 crosses 3 - 4 of line 1"},
    {"# x\n3\t5000\n", ":2: "},
    {"0\t1\n", ":1: '0 1' is no anchor"},
    {"3 4\n", ":1: '3 4' is no anchor"},
    {"3\t4\t5\n", ":1: "},
    {"en\tde\n1\t1\n", ":1: there is no text in de"},
};
BOOST_DATA_TEST_CASE(what_a_file_cannot_mean_is_said_with_its_line, bad_files) {
    const TemporaryFolder folder;
    const std::string file = folder.write("anchors.tsv", sample.content);
    const ProgramResult result = egiz(samples_with({"en", "ru"}, {"--anchors", file}));
    BOOST_TEST(result.exit_code == 4);
    BOOST_TEST(contains(result.err, "anchors.tsv" + std::string(sample.message)), result.err);
    BOOST_TEST(contains(result.err, "hint: "));
}

BOOST_AUTO_TEST_CASE(with_more_texts_the_file_says_which_two_are_meant) {
    const TemporaryFolder folder;
    const std::string plain = folder.write("plain.tsv", "1\t2\n");
    const ProgramResult refused = egiz(samples_with({"en", "ru", "kk"}, {"--anchors", plain}));
    BOOST_TEST(refused.exit_code == 4);
    const std::string said = folder.write("said.tsv", "kk\ten\n9\t3\nen\tru\n20\t30\n");
    const ProgramResult result = egiz(
        samples_with({"en", "ru", "kk"}, {"--anchors", said, "--explain", "--json", "--quiet"}));
    BOOST_TEST_REQUIRE(result.exit_code == 0, result.err);
    BOOST_TEST(passes(beads_of(result, 0), 19, 29));
    BOOST_TEST(passes(beads_of(result, 1), 2, 8));
    const std::string others = folder.write("others.tsv", "ru\tkk\n1\t2\n");
    BOOST_TEST(egiz(samples_with({"en", "ru", "kk"}, {"--anchors", others})).exit_code == 4);
}

BOOST_AUTO_TEST_CASE(lines_of_pre_segmented_files_are_named_by_their_number) {
    const TemporaryFolder folder;
    const std::string en = folder.write("a.en", "One.\n\nTwo things.\nThree things here.\n");
    const std::string ru = folder.write("a.ru", "Раз.\n\nЕще.\n\nДве вещи.\nТри вещи тут.\n");
    const Arguments arguments{"align", "--segmented", en, ru, "--format", "ladder", "--anchors"};
    const auto with = [&](const std::string& content) {
        Arguments all = arguments;
        all.push_back(folder.write("anchors.tsv", content));
        return egiz(all);
    };
    const ProgramResult result = with("3\t5\n");
    BOOST_TEST_REQUIRE(result.exit_code == 0, result.err);
    BOOST_TEST(contains(result.out, "[2]:[4]:"));
    BOOST_TEST(contains(with("2\t5\n").err, "line 2 of "));
    BOOST_TEST(contains(with("9\t5\n").err, "has no line 9"));
}

BOOST_AUTO_TEST_CASE(chapters_begin_together) {
    const TemporaryFolder folder;
    const std::string en = folder.write(
        "a.en",
        "Chapter 1\nHe came.\nHe saw it.\nChapter 2\nShe left.\nChapter 3\nAll was well.\n");
    const std::string ru = folder.write(
        "a.ru", "Глава 1\nОн пришел.\nГлава 3\nВсе было хорошо.\nИ еще лучше потом.\n");
    const Arguments base{"align", "--segmented", en, ru, "--format", "ladder"};
    const auto with = [&](const Arguments& rest) {
        Arguments all = base;
        all.insert(all.end(), rest.begin(), rest.end());
        return egiz(all);
    };
    const ProgramResult by_number = with({"--anchor-pattern", "^(?:Chapter|Глава) (\\d+)"});
    BOOST_TEST_REQUIRE(by_number.exit_code == 0, by_number.err);
    BOOST_TEST(contains(by_number.err, "anchor pattern: 3 in en, 2 in ru; used: 2"));
    BOOST_TEST(contains(by_number.out, "[5]:[2]:"));
    const ProgramResult none = with({"--anchor-pattern", "^Chapter"});
    BOOST_TEST(none.exit_code == 0);
    BOOST_TEST(contains(none.err, "warning: anchor pattern: 3 in en, 0 in ru"));
    const ProgramResult wrong = with({"--anchor-pattern", "("});
    BOOST_TEST(wrong.exit_code == 2);
}

BOOST_AUTO_TEST_CASE(headings_begin_together) {
    const TemporaryFolder folder;
    const std::string en = folder.write(
        "a.en.txt", "The House\n\nIt stood there.\n\nThe Garden\n\nIt grew. It was green.\n");
    const std::string ru =
        folder.write("a.ru.txt", "Дом\n\nОн стоял там. Никто не пришел.\n\nСад\n\nОн рос.\n");
    const ProgramResult result =
        egiz({"align", en, ru, "--anchor-headings", "--explain", "--json"});
    BOOST_TEST_REQUIRE(result.exit_code == 0, result.err);
    BOOST_TEST(contains(result.err, "headings: 2 in en, 2 in ru; used: 2"));
    BOOST_TEST(passes(beads_of(result, 0), 2, 3));
}

}  // namespace
}  // namespace egiz::test
