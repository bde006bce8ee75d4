// SPDX-License-Identifier: Apache-2.0
// Documents in, their translations back out, through the real program.
#include "tests/cli/memory_support.hpp"

namespace egiz::test {
namespace {

BOOST_AUTO_TEST_SUITE(merge_command)

constexpr const char* page =
    "<html lang=\"en\"><body>\n<h1>The <b>black</b> cat</h1>\n<p>The cat sat on the mat.\n"
    "  <i>New here.</i></p></body></html>\n";

std::string memory_for(const TemporaryFolder& folder) {
    return make_memory(folder, "m.db", "en", "ru",
                       "The cat sat on the mat.\tКошка сидела на коврике.\n"
                       "The black cat\tЧёрная кошка\n");
}

BOOST_AUTO_TEST_CASE(a_page_is_translated_from_a_memory) {
    const TemporaryFolder folder;
    const std::string html = folder.write("a.html", page);
    const nlohmann::json summary =
        json_of(egiz({"merge", html, "--db", memory_for(folder), "--from", "en", "--to", "ru", "-o",
                      folder / "b.html", "--json"}));
    BOOST_TEST(summary["translated"] == 2);
    BOOST_TEST(summary["left"] == 1);
    BOOST_TEST(summary["lost_pairs"] == 1);
    BOOST_TEST(
        read_file(folder / "b.html") ==
        "\xEF\xBB\xBF<html lang=\"ru\"><body>\n<h1>Чёрная кошка</h1>\n<p>Кошка сидела на коврике.\n"
        "<i>New here.</i></p></body></html>\n");
}

BOOST_AUTO_TEST_CASE(a_page_goes_out_as_xliff_and_comes_back_in) {
    const TemporaryFolder folder;
    const std::string html = folder.write("a.html", page);
    for (const std::string version : {"1.2", "2.0"}) {
        const std::string xliff = folder / ("a" + version + ".xlf");
        const ProgramResult out =
            egiz({"tm", "pretranslate", html, "-o", xliff, "--db", memory_for(folder), "--from",
                  "en", "--to", "ru", "--xliff", version});
        BOOST_TEST_REQUIRE(out.exit_code == 0, out.err);
        BOOST_TEST(egiz({"validate", xliff}).exit_code == 0, read_file(xliff));
        const nlohmann::json summary =
            json_of(egiz({"merge", html, xliff, "-o", folder / "b.html", "--json"}));
        BOOST_TEST(summary["left"] == 2);  // the heading's codes are not in the memory
        BOOST_TEST(contains(read_file(folder / "b.html"), "<p>Кошка сидела на коврике.\n<i>New"));
    }
}

BOOST_AUTO_TEST_CASE(a_page_becomes_xliff_without_a_memory) {
    const TemporaryFolder folder;
    const std::string html = folder.write("a.html", page);
    const std::string xliff = folder / "a.xlf";
    for (const std::string program : {"generic", "omegat", "trados"}) {
        const ProgramResult out = egiz({"convert", html, xliff, "--to", "ru", "--for", program});
        BOOST_TEST_REQUIRE(out.exit_code == 0, out.err);
        BOOST_TEST(egiz({"validate", xliff}).exit_code == 0, read_file(xliff));
        BOOST_TEST(contains(read_file(xliff), "The cat sat on the mat."));
    }
    BOOST_TEST(contains(read_file(xliff), "target-language=\"ru-RU\""));
    BOOST_TEST(egiz({"convert", html, folder / "a.en-kk.xlf"}).exit_code == 0);
    BOOST_TEST(egiz({"convert", html, folder / "b.xlf"}).exit_code == 2);
    BOOST_TEST(egiz({"convert", html, folder / "b.xlf", "--to", "en"}).exit_code == 2);
    BOOST_TEST(egiz({"convert", html, folder / "b.tmx", "--to", "ru"}).exit_code == 2);
    BOOST_TEST(!std::filesystem::exists(folder / "b.xlf"));
}

constexpr const char* srt =
    "1\n00:00:01,000 --> 00:00:02,000\nThe <i>cat</i> sat\non the mat.\n\n"
    "2\n00:00:03,000 --> 00:00:04,000\nWho knows?\n";

BOOST_AUTO_TEST_CASE(subtitles_keep_their_lines_and_codes) {
    const TemporaryFolder folder;
    const std::string input = folder.write("a.srt", srt);
    const std::string units = folder.write(
        "a.jsonl",
        "{\"variants\":[{\"language\":\"en\",\"text\":\"The cat sat on the mat.\",\"codes\":["
        "{\"at\":4,\"kind\":\"open\",\"id\":\"1\"},{\"at\":7,\"kind\":\"close\",\"id\":\"1\"}]},"
        "{\"language\":\"ru\",\"text\":\"На коврике сидела кошка.\",\"codes\":["
        "{\"at\":33,\"kind\":\"open\",\"id\":\"1\"},{\"at\":43,\"kind\":\"close\",\"id\":\"1\"}]}]}"
        "\n");
    const ProgramResult result = egiz({"merge", input, units, "-o", folder / "b.srt"});
    BOOST_TEST_REQUIRE(result.exit_code == 0, result.err);
    BOOST_TEST(read_file(folder / "b.srt") ==
               "1\n00:00:01,000 --> 00:00:02,000\nНа коврике\nсидела <i>кошка</i>.\n\n"
               "2\n00:00:03,000 --> 00:00:04,000\nWho knows?\n");
}

BOOST_AUTO_TEST_CASE(units_that_were_cut_otherwise_are_found) {
    const TemporaryFolder folder;
    const std::string input =
        folder.write("a.html", "<p>One here. Two there. Three.</p><p>Four.</p>");
    const std::string units = folder.write("a.tsv",
                                           "en\tru\nFour.\tЧетыре.\n"
                                           "One here. Two there.\tРаз и два.\nThree.\tТри.\n");
    const ProgramResult result = egiz({"merge", input, units, "-o", folder / "b.html"});
    BOOST_TEST_REQUIRE(result.exit_code == 0, result.err);
    BOOST_TEST(read_file(folder / "b.html") == "<p>Раз и два. Три.</p><p>Четыре.</p>");
}

BOOST_AUTO_TEST_CASE(documents_are_cut_and_aligned_with_their_codes) {
    const TemporaryFolder folder;
    const std::string en = folder.write("en.html", "<p>The <b>cat</b> sat.</p><p>It slept.</p>");
    const std::string ru = folder.write("ru.html", "<p><b>Кошка</b> сидела.</p><p>Она спала.</p>");
    BOOST_TEST(egiz({"segment", en}).out == "The cat sat.\nIt slept.\n");
    const ProgramResult result = egiz({"align", en, ru, "--format", "jsonl"});
    BOOST_TEST_REQUIRE(result.exit_code == 0, result.err);
    BOOST_TEST(contains(result.out, "\"data\":\"<b>\""), result.out);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_done_is_said_and_writes_nothing) {
    const TemporaryFolder folder;
    const std::string html = folder.write("a.html", page);
    const std::string units = folder.write("a.tsv", "en\tru\nNot in it.\tНе там.\n");
    const std::string output = folder / "b.html";
    BOOST_TEST(egiz({"merge", html, units, "-o", output}).exit_code == 4);
    BOOST_TEST(egiz({"merge", html, units, "-o", html}).exit_code == 2);
    BOOST_TEST(egiz({"merge", html, "-o", output}).exit_code == 2);
    BOOST_TEST(egiz({"merge", html, folder / "no.xlf", "-o", output}).exit_code == 4);
    BOOST_TEST(!std::filesystem::exists(output));
    BOOST_TEST(read_file(html) == page);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace egiz::test
