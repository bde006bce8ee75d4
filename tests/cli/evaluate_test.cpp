// SPDX-License-Identifier: Apache-2.0
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace egiz::test {
namespace {

using Json = nlohmann::json;

Json json_of(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "eval");
    arguments.emplace_back("--json");
    const ProgramResult result = egiz(arguments);
    BOOST_TEST_REQUIRE(result.exit_code == 0, result.err);
    return Json::parse(result.out);
}

/// Two documents: one all right, one half right.
struct Documents {
    TemporaryFolder folder;
    std::string gold_a = folder.write("a.gold", "[0]:[0]\n[1]:[1]\n[2]:[]\n");
    std::string a = folder.write("a.ladder", "[0]:[0]:0.99\n[1]:[1]:0.91\n[2]:[]:0.52\n");
    std::string gold_b = folder.write("b.gold", "[0]:[0]\n[1]:[1,2]\n");
    std::string b = folder.write("b.ladder", "[0]:[0]:0.95\n[1]:[1]:0.55\n[]:[2]:0.5\n");
};

BOOST_FIXTURE_TEST_CASE(the_figures_of_several_pairs_come_from_the_sums_of_their_counts,
                        Documents) {
    const auto close = boost::test_tools::tolerance(1e-9);
    const Json json = json_of({gold_a, a, gold_b, b});
    BOOST_TEST(json["strict"]["precision"].get<double>() == 4.0 / 6, close);
    BOOST_TEST(json["strict"]["recall"].get<double>() == 3.0 / 4, close);
    BOOST_TEST(json["lax"]["precision"].get<double>() == 5.0 / 6, close);
    BOOST_TEST(json["lax"]["recall"].get<double>() == 4.0 / 4, close);
    BOOST_TEST(json["gold_beads"] == 4);
    BOOST_TEST(json["hypothesis_beads"] == 6);

    const Json gaps = json_of({"--gaps", gold_a, a, gold_b, b});
    BOOST_TEST(gaps["right"] == 1);
    BOOST_TEST(gaps["called"] == 2);
    BOOST_TEST(gaps["real"] == 1);
    BOOST_TEST(gaps["f1"].get<double>() == 2.0 / 3, close);
}

BOOST_FIXTURE_TEST_CASE(calibration_is_told_tenth_by_tenth, Documents) {
    const auto close = boost::test_tools::tolerance(1e-9);
    const Json json = json_of({"--calibration", gold_a, a, gold_b, b});
    BOOST_TEST_REQUIRE(json["tenths"].size() == 10U);
    const Json& sure = json["tenths"][9];
    BOOST_TEST(sure["from"].get<double>() == 0.9);
    BOOST_TEST(sure["beads"] == 3);
    BOOST_TEST(sure["right"] == 3);
    BOOST_TEST(sure["stated"].get<double>() == 0.95, close);
    BOOST_TEST(sure["difference"].get<double>() == -0.05, close);
    BOOST_TEST(json["tenths"][5]["beads"] == 3);
    BOOST_TEST(json["tenths"][5]["share_right"].get<double>() == 1.0 / 3, close);
    BOOST_TEST(json["all"]["beads"] == 6);
    BOOST_TEST(json["largest_difference"].is_null());
    BOOST_TEST(json["least_beads"] == 20);

    std::string gold;
    std::string ladder;
    for (int i = 0; i < 20; ++i) {
        const std::string line = "[" + std::to_string(i) + "]:[" + std::to_string(i) + "]";
        if (i < 10) gold += line + "\n";
        ladder += line + ":0.75\n";
    }
    const ProgramResult table = egiz(
        {"eval", "--calibration", folder.write("c.gold", gold), folder.write("c.ladder", ladder)});
    BOOST_TEST(table.exit_code == 0, table.err);
    BOOST_TEST(contains(table.out, "0.7 to 0.8        20    0.7500    0.5000     +0.2500\n"),
               table.out);
    BOOST_TEST(contains(table.out, "20 beads or more: +0.2500\n"), table.out);
}

BOOST_FIXTURE_TEST_CASE(what_states_no_confidence_cannot_be_held_to_it, Documents) {
    const ProgramResult result = egiz({"eval", "--calibration", gold_a, a, gold_b, gold_b});
    BOOST_TEST(result.exit_code == 4);
    BOOST_TEST(contains(result.err, "b.gold"), result.err);
    BOOST_TEST(contains(result.err, "2 of 2 beads have no confidence"), result.err);
}

BOOST_FIXTURE_TEST_CASE(an_odd_file_and_two_questions_at_once_are_wrong_usage, Documents) {
    for (const auto& arguments :
         std::vector<std::vector<std::string>>{{"eval"},
                                               {"eval", gold_a},
                                               {"eval", gold_a, a, gold_b},
                                               {"eval", "--gaps", "--calibration", gold_a, a}}) {
        BOOST_TEST(egiz(arguments).exit_code == 2);
    }
}

BOOST_AUTO_TEST_CASE(an_alignment_states_its_confidence) {
    const TemporaryFolder folder;
    const std::string en = folder.write("a.en", "First line of two.\nThe second is longer.\n");
    const std::string ru = folder.write("a.ru", "Первая строка из двух.\nВторая длиннее.\n");
    const ProgramResult ladder =
        egiz({"align", "--segmented", "en=" + en, "ru=" + ru, "--format", "ladder"});
    BOOST_TEST_REQUIRE(ladder.exit_code == 0, ladder.err);
    const std::string path = folder.write("a.ladder", ladder.out);
    BOOST_TEST(json_of({"--calibration", path, path})["all"]["beads"] == 2);
    const std::string copy = folder / "copy.ladder";
    BOOST_TEST(egiz({"convert", path, copy}).exit_code == 0);
    BOOST_TEST(read_file(copy) == ladder.out);
}

}  // namespace
}  // namespace egiz::test
