// SPDX-License-Identifier: Apache-2.0
// Words known before a text is seen: from files and from the memory, through the real program.
#include "tests/support/program.hpp"
#include "tests/support/samples.hpp"
#include "tests/support/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include <string>
#include <vector>

namespace egiz::test {
namespace {

using Json = nlohmann::json;
using Arguments = std::vector<std::string>;

/// Segmented texts of two languages of which egiz knows no word.
Arguments made_texts(const TemporaryFolder& folder) {
    return {"align", "--segmented",
            "de=" + folder.write("a.de", "Der Hund schläft.\nDie Katze läuft.\nEin Haus brennt.\n"),
            "hu=" + folder.write("a.hu", "A kutya alszik.\nA macska fut.\nEgy ház ég.\n")};
}

void run_sql(const std::string& path, const char* sql) {
    sqlite3* database = nullptr;
    BOOST_TEST_REQUIRE(sqlite3_open(path.c_str(), &database) == SQLITE_OK);
    BOOST_TEST(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(database);
}

/// A memory of German and Hungarian, two of whose words go together in each unit.
std::string made_memory(const TemporaryFolder& folder, int units) {
    std::string tmx =
        "<?xml version=\"1.0\"?><tmx version=\"1.4\"><header creationtool=\"x\" "
        "creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"x\" adminlang=\"en\" "
        "srclang=\"de\" datatype=\"plaintext\"/><body>";
    const std::vector<std::pair<std::string, std::string>> words{{"Hund", "kutya"},
                                                                 {"Katze", "macska"},
                                                                 {"Haus", "ház"},
                                                                 {"Baum", "fa"},
                                                                 {"Brot", "kenyér"}};
    for (int i = 0; i < units; ++i) {
        const auto& a = words[static_cast<std::size_t>(i) % words.size()];
        const auto& b = words[static_cast<std::size_t>(i / 5 + 1) % words.size()];
        const std::string n = std::to_string(i);
        tmx += "<tu tuid=\"" + n + "\"><tuv xml:lang=\"de\"><seg>" + a.first + ' ' + b.first +
               "</seg></tuv><tuv xml:lang=\"hu\"><seg>" + a.second + ' ' + b.second +
               "</seg></tuv></tu>";
    }
    const std::string path = folder.write("m.tmx", tmx + "</body></tmx>");
    BOOST_TEST_REQUIRE(egiz({"tm", "import", path, "--db", folder / "m.db"}).exit_code == 0);
    return folder / "m.db";
}

int taught(const ProgramResult& result) {
    return Json::parse(result.out)["known_words"][0]["word_pairs_of_memory"].get<int>();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(known_words)

BOOST_AUTO_TEST_CASE(how_many_entries_of_a_file_met_the_texts_is_said) {
    const TemporaryFolder folder;
    const std::string dic = folder.write("w.dic", "kutya @ Hund\nmacska @ Katze\nló @ Pferd\nx\n");
    const std::string tsv = folder.write("w.tsv", "hu\tde\nház\tHaus\n");
    const Arguments arguments = with(made_texts(folder), {"--lexicon", dic, "--lexicon", tsv});
    const ProgramResult ladder = egiz(with(arguments, {"--format", "ladder"}));
    BOOST_TEST_REQUIRE(ladder.exit_code == 0, ladder.err);
    BOOST_TEST(contains(ladder.err, "de-hu: entries met: w.dic 2, w.tsv 1"), ladder.err);
    BOOST_TEST(contains(ladder.err, dic + ":4: 1 skipped: a line without ` @ `"), ladder.err);
    const Arguments to_file = with(arguments, {"-o", folder / "a.egiz"});
    const ProgramResult text = egiz(to_file);
    BOOST_TEST(contains(text.out, "entries met: w.dic 2, w.tsv 1"), text.out);
    const auto json = Json::parse(egiz(with(to_file, {"--json"})).out)["known_words"][0];
    BOOST_TEST(json["lexicons"].size() == 3U);
    BOOST_TEST(json["lexicons"][0]["lexicon"] == "own lexicon");
    BOOST_TEST(json["lexicons"][0]["entries_met"] == 0);
    BOOST_TEST(json["lexicons"][1]["entries_met"] == 2);
    BOOST_TEST(json["lexicons"][2]["entries_met"] == 1);
}

BOOST_AUTO_TEST_CASE(a_file_of_which_nothing_is_met_is_warned_of) {
    const TemporaryFolder folder;
    const std::string turned = folder.write("w.dic", "Hund @ kutya\nKatze @ macska\n");
    const Arguments texts = with(made_texts(folder), {"--format", "ladder"});
    const ProgramResult result = egiz(with(texts, {"--lexicon", turned}));
    BOOST_TEST(result.exit_code == 0);
    BOOST_TEST(contains(result.err, "warning: " + turned + ": none of its 2 entries"), result.err);
    const ProgramResult said = egiz(with(texts, {"--lexicon", "hu-de=" + turned}));
    BOOST_TEST(contains(said.err, "w.dic 2"), said.err);
    BOOST_TEST(!contains(said.err, "none of its"), said.err);
}

BOOST_AUTO_TEST_CASE(of_several_texts_the_languages_of_a_file_must_be_known) {
    const TemporaryFolder folder;
    const std::string dic = folder.write("w.dic", "kutya @ Hund\n");
    const Arguments texts = with(made_texts(folder), {"en=" + folder.write("a.en", "The dog.\n")});
    const Arguments to_file = with(texts, {"-o", folder / "a.egiz"});
    const ProgramResult unknown = egiz(with(to_file, {"--lexicon", dic}));
    BOOST_TEST(unknown.exit_code == 2);
    BOOST_TEST(contains(unknown.err, "en-ru=FILE"), unknown.err);
    const ProgramResult known = egiz(with(to_file, {"--lexicon", "de-hu=" + dic}));
    BOOST_TEST(known.exit_code == 0, known.err);
    BOOST_TEST(contains(known.out, "w.dic 1"), known.out);
    const ProgramResult wrong = egiz(with(to_file, {"--lexicon", "deutsch=" + dic}));
    BOOST_TEST(wrong.exit_code == 2);
    BOOST_TEST(contains(wrong.err, "no pair of languages"), wrong.err);
}

BOOST_AUTO_TEST_CASE(a_lexicon_is_never_written_over) {
    const TemporaryFolder folder;
    const std::string tsv = folder.write("w.tsv", "hu\tde\nház\tHaus\n");
    const ProgramResult result = egiz(with(made_texts(folder), {"--lexicon", tsv, "-o", tsv}));
    BOOST_TEST(result.exit_code == 2);
    BOOST_TEST(read_file(tsv) == "hu\tde\nház\tHaus\n");
}

BOOST_AUTO_TEST_CASE(files_of_the_settings_are_named_from_their_folder) {
    const TemporaryFolder folder;
    folder.write("words/w.dic", "kutya @ Hund\n");
    const std::string config =
        folder.write("words/egiz.toml", "[align]\nlexicon = [\"de-hu=w.dic\"]\n");
    const ProgramResult result =
        egiz(with(made_texts(folder), {"--format", "ladder", "--config", config}));
    BOOST_TEST(contains(result.err, "w.dic 1"), result.err);
}

BOOST_AUTO_TEST_CASE(the_memory_teaches_the_same_until_it_has_grown) {
    const TemporaryFolder folder;
    const std::string memory = made_memory(folder, 250);
    const Arguments arguments =
        with(made_texts(folder), {"--tm", memory, "-o", folder / "a.ladder", "--json"});
    const ProgramResult first = egiz(arguments);
    BOOST_TEST_REQUIRE(first.exit_code == 0, first.err);
    const int pairs = taught(first);
    BOOST_TEST(pairs > 4);
    const auto before = folder.contents();
    BOOST_TEST(taught(egiz(arguments)) == pairs);
    BOOST_TEST((folder.contents() == before));
    // A fifth more: the memory's words are learnt anew.
    std::string more = "de\thu\n";
    for (int i = 0; i < 60; ++i)
        more += "Wald " + std::to_string(i) + "\terdő " + std::to_string(i) + '\n';
    BOOST_TEST_REQUIRE(
        egiz({"tm", "import", folder.write("more.tsv", more), "--db", memory}).exit_code == 0);
    BOOST_TEST(taught(egiz(arguments)) > pairs);
}

BOOST_AUTO_TEST_CASE(a_document_does_not_learn_from_itself) {
    const TemporaryFolder folder;
    std::string german;
    std::string hungarian;
    for (int i = 0; i < 300; ++i) {
        german += "Hund " + std::to_string(i) + "\n";
        hungarian += "kutya " + std::to_string(i) + "\n";
    }
    const Arguments arguments{"align",
                              "--segmented",
                              "de=" + folder.write("a.de", german),
                              "hu=" + folder.write("a.hu", hungarian),
                              "--tm",
                              folder / "m.db",
                              "--json"};
    BOOST_TEST(taught(egiz(arguments)) == 0);
    BOOST_TEST(taught(egiz(arguments)) == 0);
    BOOST_TEST(taught(egiz(with(arguments, {"--name", "another"}))) > 0);
}

BOOST_AUTO_TEST_CASE(a_small_memory_teaches_nothing) {
    const TemporaryFolder folder;
    const std::string memory = made_memory(folder, 199);
    BOOST_TEST(taught(egiz(with(made_texts(folder), {"--tm", memory, "--json"}))) == 0);
}

BOOST_AUTO_TEST_CASE(a_damaged_cache_is_learnt_anew) {
    const TemporaryFolder folder;
    const std::string memory = made_memory(folder, 250);
    const Arguments arguments = with(made_texts(folder), {"--tm", memory, "--json"});
    const int pairs = taught(egiz(arguments));
    run_sql(memory, "UPDATE cache SET bytes = substr(bytes, 1, 100)");
    const ProgramResult result = egiz(arguments);
    BOOST_TEST(result.exit_code == 0);
    BOOST_TEST(taught(result) == pairs);
    BOOST_TEST(contains(result.err, "learnt anew"), result.err);
    const ProgramResult again = egiz(arguments);
    BOOST_TEST(!contains(again.err, "learnt anew"), again.err);
}

BOOST_AUTO_TEST_CASE(to_explain_the_memory_is_only_read) {
    const TemporaryFolder folder;
    const std::string memory = made_memory(folder, 250);
    const Arguments arguments = with(made_texts(folder), {"--tm", memory, "--explain"});
    const std::string before = read_file(memory);
    const ProgramResult result = egiz(arguments);
    BOOST_TEST(result.exit_code == 0, result.err);
    BOOST_TEST((read_file(memory) == before));
    const ProgramResult missing =
        egiz(with(made_texts(folder), {"--tm", folder / "none.db", "--explain"}));
    BOOST_TEST(missing.exit_code == 0, missing.err);
    BOOST_TEST(contains(missing.err, "no such memory"), missing.err);
}

BOOST_AUTO_TEST_CASE(a_batch_knows_the_same_words_for_every_number_of_jobs) {
    const TemporaryFolder folder;
    const std::string dic = folder.write("w.dic", "kutya @ Hund\n");
    const Arguments texts = made_texts(folder);
    std::string manifest = "id\tde\thu\n";
    for (int i = 0; i < 6; ++i) manifest += "d" + std::to_string(i) + "\ta.de\ta.hu\n";
    folder.write("m.tsv", manifest);
    const std::string memory = made_memory(folder, 250);
    const std::string bytes = read_file(memory);
    const auto run = [&](const std::string& name, const std::string& jobs) {
        return egiz({"batch", folder / "m.tsv", "--segmented", "--out", folder / name, "--tm",
                     folder.write(name + ".db", bytes), "--jobs", jobs, "--lexicon", dic,
                     "--json"});
    };
    const ProgramResult one = run("one", "1");
    BOOST_TEST_REQUIRE(one.exit_code == 0, one.err);
    BOOST_TEST(contains(one.err, "de-hu, all sets: entries met: w.dic 6; "), one.err);
    BOOST_TEST(taught(one) > 4);
    BOOST_TEST(Json::parse(one.out)["known_words"][0]["lexicons"][1]["entries_met"] == 6);
    BOOST_TEST(run("four", "4").exit_code == 0);
    const auto files = folder.contents();
    for (const std::string name : {"/d0.egiz", "/d5.egiz", "/done.tsv", "/.learnt-words", ".db"}) {
        BOOST_TEST((files.at("one" + name) == files.at("four" + name)), name);
    }
}

BOOST_AUTO_TEST_CASE(a_batch_is_done_again_when_its_lexicon_changes) {
    const TemporaryFolder folder;
    const std::string dic = folder.write("w.dic", "kutya @ Hund\n");
    static_cast<void>(made_texts(folder));
    const Arguments arguments{"batch",
                              folder.write("m.tsv", "id\tde\thu\na\ta.de\ta.hu\n"),
                              "--segmented",
                              "--out",
                              folder / "out",
                              "--lexicon",
                              dic,
                              "--json"};
    BOOST_TEST(Json::parse(egiz(arguments).out)["done"] == 1);
    BOOST_TEST(Json::parse(egiz(arguments).out)["done"] == 0);
    folder.write("w.dic", "macska @ Katze\n");
    BOOST_TEST(Json::parse(egiz(arguments).out)["done"] == 1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace egiz::test
