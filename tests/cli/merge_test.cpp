// SPDX-License-Identifier: Apache-2.0
// Documents in, their translations back out, through the real program.
#include "tests/cli/memory_support.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>

#include <fstream>
#include <utility>

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

/// XLIFF 1.2 as a tool hands it back that knows no `mrk`: each target is all of its source.
/// \param replacements  in the targets
void translate_whole_units(const std::string& xliff,
                           const std::vector<std::pair<std::string, std::string>>& replacements) {
    std::string text = read_file(xliff);
    const std::string end = "</source>";
    for (std::size_t at = 0; (at = text.find(end, at)) != std::string::npos;) {
        const std::size_t begin = text.rfind("<source>", at) + std::string("<source>").size();
        std::string target = text.substr(begin, at - begin);
        for (const auto& [from, to] : replacements) {
            const std::size_t found = target.find(from);
            if (found != std::string::npos) target.replace(found, from.size(), to);
        }
        at += end.size();
        text.insert(at, "<target>" + target + "</target>");
    }
    std::ofstream(xliff, std::ios::binary) << text;
}

struct WholeUnit {
    const char* about;
    std::string name;
    std::string document;
    std::vector<std::pair<std::string, std::string>> translation;
    std::string expected;
    int guessed = 0;
    friend std::ostream& operator<<(std::ostream& out, const WholeUnit& each) {
        return out << each.about;
    }
};
const std::string break_page = "<p>Name <img src=a> one.<br>Second here.</p>\n";
const std::string cue = "1\n00:00:01,000 --> 00:00:02,000\n";
const std::vector<WholeUnit> whole_units{
    {"a line break, by the line feed", "a.html", break_page, {}, break_page},
    {"a line break, by the line feed alone",
     "a.html",
     break_page,
     {{" one.", " one"}},
     "<p>Name <img src=a> one<br>Second here.</p>\n"},
    {"a line break, by sentences",
     "a.html",
     break_page,
     {{"\nSecond here", " Второе"}},
     "<p>Name <img src=a> one.<br>Второе.</p>\n"},
    {"a line break, by length",
     "a.html",
     break_page,
     {{" one.<x id=\"2\" ctype=\"lb\"/>\nSecond here", " один и второй тут"}},
     "<p>Name <img src=a> один и<br>второй тут.</p>\n",
     1},
    {"a pair around sentences", "a.html", "<p>Q <b>One here. Two here.</b> End.</p>\n", {}, ""},
    {"a pair around one", "a.html", "<p>One here. <b>Two <i>here</i>.</b> End.</p>\n", {}, ""},
    {"a pair over parts", "a.html", "<p>See <i>page one. And two</i> ok.</p>\n", {}, ""},
    {"codes of cues", "a.srt", cue + "<i>Hello there.</i>\n- Who?\n", {}, ""},
    {"codes of Markdown", "a.md", "Name **b** one.\\\nSecond `here` it is.\\\nThird.\n", {}, ""},
};

BOOST_DATA_TEST_CASE(a_translation_of_several_sentences_has_all_their_codes, whole_units) {
    const TemporaryFolder folder;
    const std::string input = folder.write(sample.name, sample.document);
    const std::string xliff = folder / "a.xlf";
    const ProgramResult out =
        egiz({"convert", input, xliff, "--from", "en", "--to", "ru", "--xliff", "1.2"});
    BOOST_TEST_REQUIRE(out.exit_code == 0, out.err);
    translate_whole_units(xliff, sample.translation);
    const std::string output = folder / ("b-" + sample.name);
    const nlohmann::json summary = json_of(egiz({"merge", input, xliff, "-o", output, "--json"}));
    BOOST_TEST(read_file(output) == (sample.expected.empty() ? sample.document : sample.expected));
    BOOST_TEST(summary["guessed_codes"] == sample.guessed);
    for (const char* count : {"moved_codes", "lost_pairs", "unknown_codes", "crossing_codes"}) {
        BOOST_TEST(summary[count] == 0, count);
    }
}

BOOST_AUTO_TEST_CASE(a_blank_target_is_none) {
    const TemporaryFolder folder;
    const std::string html = folder.write("a.html", "<p>A here.</p><p>B here.</p>");
    const auto units = [&](const char* second) {
        return folder.write(
            "a.jsonl",
            std::string("{\"variants\":[{\"language\":\"en\",\"text\":\"A here.\"},{\"language\":"
                        "\"ru\",\"text\":\" \"}]}\n{\"variants\":[{\"language\":\"en\",\"text\":"
                        "\"B here.\"}") +
                second + "]}\n");
    };
    const ProgramResult one =
        egiz({"merge", html, units(",{\"language\":\"ru\",\"text\":\"Б тут.\"}"), "-o",
              folder / "b.html"});
    BOOST_TEST_REQUIRE(one.exit_code == 0, one.err);
    BOOST_TEST(read_file(folder / "b.html") == "<p>A here.</p><p>Б тут.</p>");
    const ProgramResult none = egiz({"merge", html, units(""), "-o", folder / "c.html"});
    BOOST_TEST(none.exit_code == 4);
    BOOST_TEST(contains(none.err, "nothing is translated in this file"), none.err);
}

BOOST_AUTO_TEST_CASE(translations_of_another_document_are_warned_of) {
    const TemporaryFolder folder;
    const std::string html = folder.write("a.html", "<p>One.</p><p>Two.</p><p>Three.</p>");
    const std::string units = folder.write("a.tsv", "en\tru\nThree.\tТри.\nNine.\tДевять.\n");
    const ProgramResult few = egiz({"merge", html, units, "-o", folder / "b.html"});
    BOOST_TEST(few.exit_code == 0);
    BOOST_TEST(contains(few.err, "2 of 3 sentences"), few.err);
    const std::string more = folder.write("b.tsv", "en\tru\nThree.\tТри.\nOne.\tОдин.\n");
    const ProgramResult most = egiz({"merge", html, more, "-o", folder / "b.html"});
    BOOST_TEST(!contains(most.err, "sentences of"), most.err);
}

BOOST_AUTO_TEST_CASE(a_document_keeps_its_kind) {
    const TemporaryFolder folder;
    const std::string html = folder.write("a.html", "<p>One.</p>");
    const std::string units = folder.write("a.tsv", "en\tru\nOne.\tОдин.\n");
    const ProgramResult refused = egiz({"merge", html, units, "-o", folder / "b.odt"});
    BOOST_TEST(refused.exit_code == 2);
    BOOST_TEST(contains(refused.err, "ODT"), refused.err);
    BOOST_TEST(!std::filesystem::exists(folder / "b.odt"));
    for (const char* name : {"b.htm", "b.HTML", "b.new", "b"}) {
        BOOST_TEST(egiz({"merge", html, units, "-o", folder / name}).exit_code == 0, name);
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_text_to_convert_is_said) {
    const TemporaryFolder folder;
    const std::string xliff = folder / "a.xlf";
    for (const auto& [text, reason] :
         {std::pair("", "the file is empty"), std::pair(" \n\n", "the text is blank")}) {
        const ProgramResult result =
            egiz({"convert", folder.write("a.txt", text), xliff, "--to", "ru"});
        BOOST_TEST(result.exit_code == 4);
        BOOST_TEST(contains(result.err, reason), result.err);
        BOOST_TEST(!contains(result.err, "units"), result.err);
    }
    const ProgramResult result =
        egiz({"convert", folder.write("a.txt", "12 34\n"), xliff, "--to", "ru"});
    BOOST_TEST(result.exit_code == 2);
    BOOST_TEST(contains(result.err, "--from"), result.err);
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
