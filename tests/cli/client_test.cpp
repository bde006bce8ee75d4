// SPDX-License-Identifier: Apache-2.0
// What is written for a certain program (--for), through the real program. tests/clients has the
// programs themselves open it.
#include "tests/support/program.hpp"
#include "tests/support/samples.hpp"
#include "tests/support/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace egiz::test {
namespace {

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++found;
    }
    return found;
}

ProgramResult align_samples(const TemporaryFolder& folder, const std::vector<std::string>& more) {
    std::vector<std::string> arguments{"align"};
    for (const std::string& input : all_samples()) arguments.push_back(input);
    for (const std::string& each : more) arguments.push_back(each);
    ProgramCall call;
    call.arguments = arguments;
    call.folder = folder.path().string();
    return run_program(call);
}

BOOST_AUTO_TEST_CASE(units_of_several_sentences_go_into_a_file_of_their_own) {
    const TemporaryFolder folder;
    const ProgramResult result = align_samples(folder, {"-o", "all.tmx", "-o", "all.egiz"});
    BOOST_TEST_REQUIRE(result.exit_code == 0, result.err);
    const ProgramResult apart =
        egiz({"convert", folder / "all.egiz", folder / "omegat.tmx", "--for", "omegat"});
    BOOST_TEST_REQUIRE(apart.exit_code == 0, apart.err);
    const std::string all = read_file(folder / "all.tmx");
    const std::string sentences = read_file(folder / "omegat.tmx");
    const std::string paragraphs = read_file(folder / "omegat.paragraphs.tmx");
    BOOST_TEST(count(sentences, "<tu") > 0U);
    BOOST_TEST(count(paragraphs, "<tu>") + count(paragraphs, "<tu ") > 0U);
    BOOST_TEST(count(sentences, "<seg>") + count(paragraphs, "<seg>") == count(all, "<seg>"));
    BOOST_TEST(count(sentences, "segtype=\"sentence\"") == 1U);
    BOOST_TEST(count(paragraphs, "segtype=\"paragraph\"") == 1U);
    BOOST_TEST(count(sentences, "xml:lang=\"zh-CN\"") > 0U);
    BOOST_TEST(count(sentences, "xml:lang=\"zh\"") == 0U);
    BOOST_TEST(
        egiz({"validate", folder / "omegat.tmx", folder / "omegat.paragraphs.tmx"}).exit_code == 0);
}

BOOST_AUTO_TEST_CASE(a_client_of_two_languages_gets_two) {
    const TemporaryFolder folder;
    const ProgramResult four = align_samples(folder, {"-o", "x.tmx", "--for", "lokalize"});
    BOOST_TEST(four.exit_code == 2);
    BOOST_TEST(four.err.find("x.en-ru.tmx") != std::string::npos, four.err);
    BOOST_TEST(!std::filesystem::exists(folder / "x.tmx"));
    const ProgramResult two =
        align_samples(folder, {"-o", "x.en-zh.tmx", "-o", "x.en-zh.xlf", "--for", "lokalize"});
    BOOST_TEST_REQUIRE(two.exit_code == 0, two.err);
    const std::string tmx = read_file(folder / "x.en-zh.tmx");
    BOOST_TEST(count(tmx, "xml:lang=\"zh_CN\"") == count(tmx, "xml:lang=\"en\""));
    BOOST_TEST(count(read_file(folder / "x.en-zh.xlf"), "version=\"1.2\"") == 1U);
    // xs:language holds no `_`.
    BOOST_TEST(count(read_file(folder / "x.en-zh.xlf"), "target-language=\"zh-CN\"") == 1U);
}

BOOST_AUTO_TEST_CASE(a_version_that_is_asked_for_goes_before_the_clients) {
    const TemporaryFolder folder;
    const ProgramResult result =
        align_samples(folder, {"-o", "x.en-kk.xlf", "--for", "omegat", "--xliff", "2.0"});
    BOOST_TEST_REQUIRE(result.exit_code == 0, result.err);
    BOOST_TEST(count(read_file(folder / "x.en-kk.xlf"), "version=\"2.0\"") == 1U);
}

BOOST_AUTO_TEST_CASE(an_unknown_client_is_refused) {
    const TemporaryFolder folder;
    const ProgramResult result = align_samples(folder, {"-o", "x.tmx", "--for", "wordfast"});
    BOOST_TEST(result.exit_code == 2);
    BOOST_TEST(result.err.find("omegat") != std::string::npos, result.err);
}

BOOST_AUTO_TEST_CASE(what_is_to_be_translated_has_a_copy_where_the_client_wants_one) {
    const TemporaryFolder folder;
    const std::string text = folder.write("a.txt", "One sentence. Another one.\n\nA third.\n");
    BOOST_TEST(egiz({"tm", "add", "--db", folder / "m.db", "--from", "en", "--to", "ru", "A third.",
                     "Третье."})
                   .exit_code == 0);
    const auto pretranslate = [&](const std::string& out, const std::vector<std::string>& more) {
        std::vector<std::string> arguments{"tm",   "pretranslate",  text,     "-o", folder / out,
                                           "--db", folder / "m.db", "--from", "en", "--to",
                                           "ru"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const ProgramResult result = egiz(arguments);
        BOOST_TEST(result.exit_code == 0, result.err);
        return read_file(folder / out);
    };
    const std::string copied = pretranslate("copied.xlf", {"--for", "omegat"});
    BOOST_TEST(count(copied, "<target") == 3U);  // one of them in the alt-trans
    BOOST_TEST(count(copied, "<target state=\"new\">") == 1U);
    BOOST_TEST(count(copied, "Третье.") > 0U);
    BOOST_TEST(count(copied, "Another one.") == 3U);  // source, seg-source, target
    BOOST_TEST(count(pretranslate("plain.xlf", {"--xliff", "1.2"}), "<target") == 2U);
    BOOST_TEST(egiz({"validate", folder / "copied.xlf"}).exit_code == 0);
    // The copy is nothing that was translated.
    const ProgramResult again =
        egiz({"tm", "pretranslate", folder / "copied.xlf", "-o", folder / "again.xlf", "--db",
              folder / "m.db", "--from", "en", "--to", "ru"});
    BOOST_TEST(again.out.find("had a target             1") != std::string::npos, again.out);
}

}  // namespace
}  // namespace egiz::test
