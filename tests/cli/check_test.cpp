// SPDX-License-Identifier: Apache-2.0
// `egiz check`, through the real program.
#include "tests/support/program.hpp"
#include "tests/support/samples.hpp"
#include "tests/support/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <sstream>
#include <string>
#include <vector>

namespace egiz::test {
namespace {

using Json = nlohmann::json;

const std::string units =
    "en\tru\n"
    "He was 15 then.\tЕму тогда было 16.\n"
    "The end\tКонец\n"
    "Where is it?\tОн здесь.\n";

std::vector<Json> json_lines(const std::vector<std::string>& arguments, int exit_code) {
    std::vector<std::string> all{"check", "--json"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const ProgramResult result = egiz(all);
    BOOST_TEST(result.exit_code == exit_code, result.err);
    std::vector<Json> lines;
    std::istringstream in(result.out);
    for (std::string line; std::getline(in, line);) lines.push_back(Json::parse(line));
    return lines;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(check)

BOOST_AUTO_TEST_CASE(flags_say_file_unit_severity_check_and_both_texts) {
    const TemporaryFolder folder;
    const std::string file = folder.write("a.tsv", units);
    const ProgramResult result = egiz({"check", file});
    BOOST_TEST(result.exit_code == 3);
    BOOST_TEST(
        contains(result.out, file + ":1: error: numbers: the translation lacks 15; the source "
                                    "lacks 16\n    en  He was 15 then.\n    ru  Ему тогда было "
                                    "16.\n"),
        result.out);
    BOOST_TEST(contains(result.out, file + ":3: warning: punctuation: "), result.out);
    BOOST_TEST(contains(result.out, "\n3 translations checked: 1 error, 1 warning\n"), result.out);
}

BOOST_AUTO_TEST_CASE(the_exit_code_follows_fail_on) {
    const TemporaryFolder folder;
    const std::string file = folder.write("a.tsv", units);
    BOOST_TEST(egiz({"check", file, "--skip", "numbers"}).exit_code == 0);
    BOOST_TEST(egiz({"check", file, "--skip", "numbers", "--fail-on", "warning"}).exit_code == 3);
    BOOST_TEST(egiz({"check", file, "--only", "spaces,script"}).exit_code == 0);
    BOOST_TEST(egiz({"check"}).exit_code == 2);
    BOOST_TEST(egiz({"check", file, "--only", "spelling"}).exit_code == 2);
    BOOST_TEST(egiz({"check", file, "--fail-on", "nothing"}).exit_code == 2);
    const ProgramResult missing = egiz({"check", folder / "none.tmx", file});
    BOOST_TEST(missing.exit_code == 4);
    BOOST_TEST(contains(missing.out, "3 translations checked"), missing.out);
}

BOOST_AUTO_TEST_CASE(json_has_an_object_a_flag_and_a_summary) {
    const TemporaryFolder folder;
    const auto lines = json_lines({folder.write("a.tsv", units)}, 3);
    BOOST_TEST_REQUIRE(lines.size() == 3U);
    BOOST_TEST(lines[0]["unit"] == 1);
    BOOST_TEST(lines[0]["check"] == "numbers");
    BOOST_TEST(lines[0]["severity"] == "error");
    BOOST_TEST(lines[0]["source_language"] == "en");
    BOOST_TEST(lines[0]["target"] == "Ему тогда было 16.");
    BOOST_TEST(lines[0]["source_ranges"] == Json::parse("[[7,9]]"));
    BOOST_TEST(lines[0]["id"].get<std::string>().size() == 16U);
    BOOST_TEST(lines[2]["summary"]["pairs"] == 3);
    BOOST_TEST(lines[2]["summary"]["errors"] == 1);
    BOOST_TEST(lines[2]["summary"]["checks"]["punctuation"]["warnings"] == 1);
}

BOOST_AUTO_TEST_CASE(flags_whose_ids_are_in_a_file_are_not_shown) {
    const TemporaryFolder folder;
    const std::string file = folder.write("a.tsv", units);
    const auto id = json_lines({file}, 3)[0]["id"].get<std::string>();
    const std::string ignored = folder.write("ignored.txt", "# known\n\n" + id + " # sixteen\n");
    const auto lines = json_lines({file, "--ignore", ignored}, 0);
    BOOST_TEST_REQUIRE(lines.size() == 2U);
    BOOST_TEST(lines[0]["check"] == "punctuation");
    BOOST_TEST(lines[1]["summary"]["ignored"] == 1);
    // The same pair in another file and place.
    const std::string other =
        folder.write("b.tsv", "en\tru\nOne\tОдин\nHe was 15 then.\tЕму тогда было 16.\n");
    BOOST_TEST(json_lines({other, "--ignore", ignored}, 0).size() == 1U);
    const ProgramResult wrong =
        egiz({"check", file, "--ignore", folder.write("wrong.txt", "\nnumbers\n")});
    BOOST_TEST(wrong.exit_code == 4);
    BOOST_TEST(contains(wrong.err, "wrong.txt:2: 'numbers' is no id"), wrong.err);
}

BOOST_AUTO_TEST_CASE(every_two_languages_are_checked_unless_two_are_said) {
    const TemporaryFolder folder;
    const std::string file =
        folder.write("a.tsv", "en\tru\tkk\nIt was 5%.\tБыло 6%.\t7% болды.\nOne\tОдин\tБір\n");
    const ProgramResult all = egiz({"check", file, "--only", "numbers"});
    for (const std::string pair : {"en-ru", "en-kk", "ru-kk"}) {
        BOOST_TEST(contains(all.out, file + ":1: " + pair + ": error"), all.out);
    }
    BOOST_TEST(contains(all.out, "6 translations checked: 3 errors"), all.out);
    const ProgramResult one = egiz({"check", file, "--from", "kk", "--to", "en"});
    BOOST_TEST(contains(one.out, "the translation lacks 7; the source lacks 5"), one.out);
    BOOST_TEST(contains(one.out, "2 translations checked: 1 error"), one.out);
}

BOOST_AUTO_TEST_CASE(a_unit_without_a_translation_is_empty) {
    const TemporaryFolder folder;
    const std::string xliff = folder.write(
        "a.xlf",
        "<?xml version=\"1.0\"?><xliff version=\"1.2\" "
        "xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"><file original=\"a\" "
        "source-language=\"en\" target-language=\"ru\" datatype=\"plaintext\"><body>"
        "<trans-unit id=\"a\"><source>One</source><target>Один</target></trans-unit>"
        "<trans-unit id=\"b\"><source>Two</source></trans-unit></body></file></xliff>");
    const auto lines = json_lines({xliff}, 3);
    BOOST_TEST_REQUIRE(lines.size() == 2U);
    BOOST_TEST(lines[0]["check"] == "empty");
    BOOST_TEST(lines[0]["unit"] == 2);
    BOOST_TEST(lines[0]["unit_id"] == "b");
}

BOOST_AUTO_TEST_CASE(a_memory_is_checked_by_its_units_numbers) {
    const TemporaryFolder folder;
    const std::string memory = folder / "m.db";
    BOOST_TEST_REQUIRE(
        egiz({"tm", "import", folder.write("a.tsv", units), "--db", memory}).exit_code == 0);
    const auto lines = json_lines({"--db", memory, "--from", "en", "--to", "ru"}, 3);
    BOOST_TEST_REQUIRE(lines.size() == 3U);
    BOOST_TEST(lines[0]["file"] == memory);
    BOOST_TEST(lines[0]["unit"] == 1);
}

BOOST_AUTO_TEST_CASE(a_glossary_says_what_to_use_and_what_not) {
    const TemporaryFolder folder;
    const std::string file = folder.write("a.tsv",
                                          "en\tru\n"
                                          "Open directories\tОткрыть каталоги\n"
                                          "Open directories\tОткрыть папки\n"
                                          "Open directories\tОткрыть диски\n");
    const std::string tbx = folder.write(
        "terms.tbx",
        "<?xml version=\"1.0\"?><martif type=\"TBX\" xml:lang=\"en\"><text><body>"
        "<termEntry><langSet xml:lang=\"en\"><tig><term>directory</term></tig></langSet>"
        "<langSet xml:lang=\"ru\"><tig><term>каталог</term>"
        "<termNote type=\"administrativeStatus\">preferredTerm-admn-sts</termNote></tig>"
        "<tig><term>папка</term>"
        "<termNote type=\"administrativeStatus\">deprecatedTerm-admn-sts</termNote></tig>"
        "</langSet></termEntry></body></text></martif>");
    const auto lines = json_lines({file, "--glossary", tbx, "--only", "terms"}, 3);
    BOOST_TEST_REQUIRE(lines.size() == 4U);
    BOOST_TEST(lines[0]["unit"] == 2);
    BOOST_TEST(lines[1]["unit"] == 2);
    BOOST_TEST(lines[1]["message"] == "the glossary says not to use “папки”");
    BOOST_TEST(lines[2]["unit"] == 3);
    BOOST_TEST(lines[2]["message"] == "the glossary renders “directories” as “каталог”");
}

BOOST_AUTO_TEST_CASE(an_alignment_is_checked_and_shown_in_its_report) {
    const TemporaryFolder folder;
    const std::string en =
        folder.write("a.en", "The first line is here.\nIt has  “one” more.\nThe last of them?\n");
    const std::string ru =
        folder.write("a.ru", "Первая строка здесь.\nВ ней  есть «ещё одна.\nПоследняя из них.\n");
    const std::string alignment = folder / "a.egiz";
    BOOST_TEST_REQUIRE(egiz({"align", "--segmented", "en=" + en, "ru=" + ru, "-o", alignment, "-o",
                             folder / "a.html"})
                           .exit_code == 0);
    const std::string html = folder / "check.html";
    const auto lines = json_lines({alignment, "--html", html}, 0);
    BOOST_TEST_REQUIRE(lines.size() == 3U);
    BOOST_TEST(lines[0]["unit"] == 2);
    BOOST_TEST(lines[1]["unit"] == 3);
    const std::string flag = "[[\"punctuation\",0,\"a quotation mark without its other half: «\"]]";
    for (const std::string& page : {html, folder / "a.html"}) {
        BOOST_TEST(contains(read_file(page), flag), page);
    }
    BOOST_TEST_REQUIRE(egiz({"report", alignment, "-o", folder / "b.html"}).exit_code == 0);
    BOOST_TEST((read_file(folder / "b.html") == read_file(html)));
    const std::string ignored =
        folder.write("ignored.txt", lines[0]["id"].get<std::string>() + "\n");
    static_cast<void>(json_lines({alignment, "--html", html, "--ignore", ignored}, 0));
    BOOST_TEST(!contains(read_file(html), flag));
}

BOOST_AUTO_TEST_CASE(a_report_of_units_has_those_with_flags) {
    const TemporaryFolder folder;
    const std::string file = folder.write("a.tsv", units);
    const std::string html = folder / "a.html";
    static_cast<void>(json_lines({file, "--html", html}, 3));
    const std::string page = read_file(html);
    BOOST_TEST(
        contains(page, "[[\"numbers\",1,\"the translation lacks 15; the source lacks 16\"]]"));
    BOOST_TEST(contains(page, "Он здесь."));
    BOOST_TEST(!contains(page, "Конец"));
    BOOST_TEST(egiz({"check", file, file, "--html", html}).exit_code == 2);
    BOOST_TEST(egiz({"check", file, "--html", file}).exit_code == 2);
}

BOOST_AUTO_TEST_CASE(control_characters_of_a_text_do_not_reach_the_terminal) {
    const TemporaryFolder folder;
    const ProgramResult result =
        egiz({"check", folder.write("a.tsv", "en\tru\nThe \x1B[31m 15\tКрасный \x1B[0m\n")});
    BOOST_TEST(contains(result.out, "numbers"), result.out);
    BOOST_TEST(!contains(result.out, "\x1B"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace egiz::test
