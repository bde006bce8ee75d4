// SPDX-License-Identifier: Apache-2.0
// Subtitles, plain text, and what all documents have in common.
#include "formats/documents/pdf_process.hpp"
#include "tests/formats/document_support.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>

#include <filesystem>
#include <tuple>

namespace egiz::test {
namespace {

using Texts = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(document_file)

constexpr const char* srt =
    "1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Hello,</i>\r\nworld.\r\n\r\n"
    "2\r\n00:00:03,000 --> 00:00:04,000 X1:1\r\n{\\an8}- 1 < 2 & 3\r\n- {no}\r\n"
    "3\r\n00:00:05,000 --> 00:00:06,000\r\nLast\r\n";

BOOST_AUTO_TEST_CASE(cues_of_subrip_are_paragraphs) {
    const TemporaryFolder folder;
    const DocumentFile file = open_document(folder.write("a.srt", srt));
    const Texts expected{"Hello,\nworld.", "- 1 < 2 & 3\n- {no}", "Last"};
    const Texts found = paragraphs_of(file.document());
    BOOST_TEST(found == expected, boost::test_tools::per_element());
    BOOST_TEST(codes_text(file.document()) == "0{italic 6}italic 15");
    BOOST_TEST((file.document().kinds.front() == ParagraphKind::cue));
    BOOST_TEST(file.keeps_lines());
    BOOST_TEST(unchanged(file) == srt);
}

BOOST_AUTO_TEST_CASE(times_and_numbers_of_cues_stay) {
    const TemporaryFolder folder;
    const DocumentFile file = open_document(folder.write("a.srt", srt));
    const std::string written = with_capitals(file);
    BOOST_TEST(written ==
               "1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>HELLO,</i>\r\nWORLD.\r\n\r\n"
               "2\r\n00:00:03,000 --> 00:00:04,000 X1:1\r\n{\\an8}- 1 < 2 & 3\r\n- {NO}\r\n"
               "3\r\n00:00:05,000 --> 00:00:06,000\r\nLAST\r\n");
}

BOOST_AUTO_TEST_CASE(line_ends_and_byte_order_mark_are_those_of_the_file) {
    const TemporaryFolder folder;
    const std::string times = "00:00:01,000 --> 00:00:02,000";
    for (const auto& [name, text] : std::vector<std::pair<std::string, std::string>>{
             {"a.srt", "\xEF\xBB\xBF" + times + "\r\nA\r\nB\r\n"},
             {"b.srt", "1\r" + times + "\rA\rB\r"},
             {"a.vtt", "\xEF\xBB\xBFWEBVTT\n\n00:01.000 --> 00:02.000\nA\nB\n"},
             {"a.txt",
              "\xEF\xBB\xBF"
              "A.\r\n"},
             {"a.md",
              "\xEF\xBB\xBF"
              "A\\\r\nB\r\nC\r\n"}}) {
        BOOST_TEST(with_capitals(open_document(folder.write(name, text))) == text);
    }
}

BOOST_AUTO_TEST_CASE(text_behind_a_blank_line_in_a_cue_is_counted) {
    const TemporaryFolder folder;
    std::string warning;
    const DocumentFile file(
        folder.write("a.srt",
                     "1\n00:00:01,000 --> 00:00:02,000\nA\n\nB\nC\n\n2\n00:00:03,000 --> "
                     "00:00:04,000\nD\n"),
        {*Language::parse("en"), {}, LineBreaks::smart},
        [&](const Warning& each) { warning = each.message; });
    BOOST_TEST(warning.starts_with("2 lines are in no cue"), warning);
}

BOOST_AUTO_TEST_CASE(webvtt_is_known_by_its_beginning_in_any_encoding) {
    const TemporaryFolder folder;
    std::string wide;
    for (const char c : std::string("WEBVTT\n\n00:01.000 --> 00:02.000\nA &amp; B\n")) {
        wide += {c, '\0'};
    }
    const Texts expected{"A & B"};
    const Texts found =
        paragraphs_of(open_document(folder.write("a.srt", "\xFF\xFE" + wide)).document());
    BOOST_TEST(found == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_line_of_a_code_alone_stays_one) {
    const TemporaryFolder folder;
    const std::string cue = "1\n00:00:01,000 --> 00:00:02,000\nA\n{\\an8}\nB\n";
    BOOST_TEST(with_capitals(open_document(folder.write("a.srt", cue))) == cue);
}

BOOST_AUTO_TEST_CASE(webvtt_has_comments_names_and_references) {
    const TemporaryFolder folder;
    const std::string vtt =
        "WEBVTT - title\n\nNOTE not this\n00:00.000 --> nor this\n\nSTYLE\n::cue {}\n\n"
        "id\n00:01.000 --> 00:02.000 align:start\n<v Ann>Fish &amp; <00:01.500>chips</v>\n\n"
        "00:03.000 --> 00:04.000\n\n";
    const DocumentFile file = open_document(folder.write("a.vtt", vtt));
    const Texts expected{"Fish & chips"};
    const Texts found = paragraphs_of(file.document());
    BOOST_TEST(found == expected, boost::test_tools::per_element());
    BOOST_TEST(unchanged(file) == vtt);
    BOOST_TEST(with_capitals(file).find("\n<v Ann>FISH &amp; <00:01.500>CHIPS</v>\n") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(markdown_is_taken_apart_and_put_together) {
    const TemporaryFolder folder;
    const std::string markdown =
        "---\ntitle: not text\n---\n# One `c` #\n\nSetext\n===\n\n"
        "> a *b*\n> **c** [d](http://e \"f\")\n\n- item\n  more\n\n```\ncode\n```\n\n"
        "| h | i |\n|---|---|\n| 1_2 | j |\n\n[x]: http://y\n";
    const DocumentFile file = open_document(folder.write("a.md", markdown));
    const Texts expected{"One", "Setext", "a b\nc d", "item\nmore", "h", "i", "1_2", "j"};
    const Texts found = paragraphs_of(file.document());
    BOOST_TEST(found == expected, boost::test_tools::per_element());
    BOOST_TEST(unchanged(file) == markdown);
    BOOST_TEST(with_capitals(file) ==
               "---\ntitle: not text\n---\n# ONE `c` #\n\nSETEXT\n===\n\n"
               "> A *B*\n**C** [D](http://e \"f\")\n\n- ITEM\nMORE\n\n```\ncode\n```\n\n"
               "| H | I |\n|---|---|\n| 1\\_2 | J |\n\n[x]: http://y\n");
}

struct Spelling {
    const char* source;
    const char* capitals;
    friend std::ostream& operator<<(std::ostream& out, const Spelling& c) {
        return out << c.source;
    }
};
const std::vector<Spelling> spellings{
    {"a[^note] b\n\n[^note]: c\n", "A[^note] B\n\n[^note]: C\n"},
    {"see <http://a.b/c>, <d@e.fg>\n", "SEE <http://a.b/c>, <d@e.fg>\n"},
    {"[a][r]!\n\n[r]: /x 'y'\n", "[A](/x \"y\")!\n\n[r]: /x 'y'\n"},
    {"a\\![b](c)\n", "A\\![B](c)\n"},
    {"| a |\n|---|\n| `b \\| c` d \\| e |\n", "| A |\n|---|\n| `b \\| c` D \\| E |\n"},
    {"a\\\nb\n\\- c\n1\\. d\n", "A\\\nB\n\\- C\n1\\. D\n"},
    {"# a \\#\n", "# A \\#\n"},
    {"a <i>b</i>\n\n<p>c</p>\n", "A <i>B</i>\n\n<p>c</p>\n"},
    {"> [!note]\n> a *b*\n\n> [!note]\n\n> [!a] b\n",
     "> [!note]\n> A *B*\n\n> [!note]\n\n> \\[!A\\] B\n"},
    {"> a\n> ===\n>\n> b\n", "> A\n> ===\n>\n> B\n"},
    {"- a\n  ---\n- b *c*\n  ===\n", "- A\n  ---\n- B *C*\n  ===\n"},
    {"a\\\nb\nc\n===\n", "A\\\nB C\n===\n"},
    {"`a` b **c** `d`\n", "`a` B **C** `d`\n"},
};

BOOST_DATA_TEST_CASE(markdown_is_spelled_so_that_it_means_the_same, spellings) {
    const TemporaryFolder folder;
    const DocumentFile file = open_document(folder.write("a.md", sample.source));
    BOOST_TEST(with_capitals(file) == sample.capitals);
}

BOOST_AUTO_TEST_CASE(delimiters_that_would_not_work_become_elements) {
    const TemporaryFolder folder;
    const DocumentFile file = open_document(folder.write("a.md", "say **no** here\n"));
    const ParagraphContent content{"说“不”吧", {{3, 0}, {12, 1}}};
    BOOST_TEST(file.with({content}, *Language::parse("zh")) == "说<strong>“不”</strong>吧\n");
    const ParagraphContent spaced{"a no b", {{2, 0}, {4, 1}}};
    BOOST_TEST(file.with({spaced}, *Language::parse("ru")) == "a **no** b\n");
}

BOOST_AUTO_TEST_CASE(plain_text_can_be_written_too) {
    const TemporaryFolder folder;
    const std::string text = "One.\n\n  Two\n\n\nThree.\n";
    const DocumentFile file = open_document(folder.write("a.txt", text));
    BOOST_TEST(unchanged(file) == text);
    BOOST_TEST(with_capitals(file) == "ONE.\n\n  TWO\n\n\nTHREE.\n");
}

BOOST_AUTO_TEST_CASE(a_document_is_known_by_its_content_and_its_name) {
    const TemporaryFolder folder;
    BOOST_TEST(formats::is_document(folder.write("a", "<!DOCTYPE html><p>a")));
    BOOST_TEST(formats::is_document(folder.write("a.HTM", "a")));
    BOOST_TEST(formats::is_document(folder.write("a.dat", "%PDF-1.4")));
    BOOST_TEST(!formats::is_document(folder.write("a.txt", "a < b")));
    BOOST_TEST(!formats::is_document(folder / "missing.html"));
    BOOST_TEST(!formats::is_document("-"));
}

BOOST_AUTO_TEST_CASE(what_holds_no_text_is_refused) {
    const TemporaryFolder folder;
    for (const auto& [name, content] : std::vector<std::pair<std::string, std::string>>{
             {"a.html", "<p></p>"},
             {"a.srt", "Nothing that looks like a cue."},
             {"b.srt", "1\n00:00:01,000 --> 00:00:02,000\n\n"},
             {"a.docx", "no archive"},
             {"a.pdf", "%PDF-1.4 and no more"},
             {"empty.html", ""}}) {
        BOOST_CHECK_EXCEPTION((void)open_document(folder.write(name, content)), Error,
                              [](const Error& error) { return error.fault() == Fault::input; });
    }
}

constexpr const char* small_pdf =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F "
    "5 0 R>>>>>>endobj\n4 0 obj<</Length 42>>stream\n"
    "BT /F 12 Tf 20 100 Td (One. Two.) Tj ET   \nendstream endobj\n"
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n";

BOOST_AUTO_TEST_CASE(the_text_of_a_pdf_is_read) {
    const TemporaryFolder folder;
    const DocumentFile file = open_document(folder.write("a.pdf", small_pdf));
    BOOST_TEST(paragraphs_of(file.document()) == Texts{"One. Two."},
               boost::test_tools::per_element());
    BOOST_TEST(!file.can_be_written());
}

/// Has PDF read by a shell script.
class PdfScript {
public:
    PdfScript(const TemporaryFolder& folder, const std::string& script) {
        const std::string path = folder.write("read_pdf", "#!/bin/sh\n" + script + "\n");
        std::filesystem::permissions(path, std::filesystem::perms::owner_all);
        formats::read_pdf_by(path);
    }
    ~PdfScript() { formats::read_pdf_by({}); }
    PdfScript(const PdfScript&) = delete;
    PdfScript& operator=(const PdfScript&) = delete;
};

BOOST_AUTO_TEST_CASE(a_process_that_reads_a_pdf_is_given_it_and_gives_its_text) {
    const TemporaryFolder folder;
    const PdfScript script(
        folder, R"(cat >"$0.input"; echo "$*" >"$0.arguments"; printf 'One.\n\n\fTwo.\f')");
    const DocumentFile file = open_document(folder.write("a.pdf", small_pdf));
    BOOST_TEST(paragraphs_of(file.document()) == (Texts{"One.", "Two."}),
               boost::test_tools::per_element());
    BOOST_TEST(folder.contents()["read_pdf.input"] == small_pdf);
    BOOST_TEST(folder.contents()["read_pdf.arguments"] ==
               std::string(formats::pdf_process_argument) + "\n");
}

BOOST_AUTO_TEST_CASE(a_process_that_dies_of_a_pdf_is_an_error_with_the_reason) {
    const TemporaryFolder folder;
    const std::string pdf = folder.write("a.pdf", small_pdf);
    for (const auto& [script, reason] : std::vector<std::pair<std::string, std::string>>{
             {"kill -XCPU $$", "a.pdf: this PDF takes more than 6 seconds"},
             {"kill -ALRM $$", "a.pdf: this PDF takes more than 6 seconds"},
             {"kill -SEGV $$", "a.pdf: this PDF cannot be read"},
             {"exit 12", "a.pdf: this PDF takes more than 384 MiB"},
             {"printf 'too odd\\nmend it'; exit 4", "a.pdf: too odd"}}) {
        const PdfScript process(folder, script);
        const std::string why = reason;
        BOOST_CHECK_EXCEPTION((void)open_document(pdf), Error, [&](const Error& error) {
            return error.fault() == Fault::input &&
                   std::string(error.what()).find(why) != std::string::npos;
        });
    }
    const PdfScript missing(folder, "");
    formats::read_pdf_by(folder / "none");
    BOOST_CHECK_EXCEPTION((void)open_document(pdf), Error,
                          [](const Error& error) { return error.fault() == Fault::internal; });
}

BOOST_AUTO_TEST_CASE(what_is_out_of_bounds_is_refused_before_it_takes_memory) {
    const TemporaryFolder folder;
    std::string table = std::string(2000, '|') + "\n" + std::string(2000, '|') + "-\n";
    for (int i = 0; i < 300; ++i) table += "a\n";
    for (const auto& [name, content, reason] :
         std::vector<std::tuple<std::string, std::string, std::string>>{
             {"a.md", std::string(1'000'001, '['), "more than 1,000,000 marks"},
             {"b.md", table, "more than 500,000 cells"},
             {"a.html", std::string((8U << 20U) + 1, 'a'), "more than 8 MiB in one paragraph"}}) {
        const std::string path = folder.write(name, content);
        const std::string why = reason;
        BOOST_CHECK_EXCEPTION((void)open_document(path), Error, [&](const Error& error) {
            return error.fault() == Fault::input &&
                   std::string(error.what()).find(why) != std::string::npos;
        });
    }
}

Document coded(const std::string& text, std::vector<InlineCode> codes) {
    Document document;
    document.text = text;
    document.paragraphs = {{0, text.size()}};
    document.codes = std::move(codes);
    return document;
}

BOOST_AUTO_TEST_CASE(a_piece_has_the_codes_inside_it_but_not_what_encloses_it) {
    using Kind = InlineCode::Kind;
    //                                 <a>One <b>two</b>.</a> <c>Three</c> <d>f|our
    const Document document = coded("One two. Three four.", {{0, Kind::open, "1", {}, {}},
                                                             {4, Kind::open, "2", {}, {}},
                                                             {7, Kind::close, "2", {}, {}},
                                                             {8, Kind::close, "1", {}, {}},
                                                             {9, Kind::open, "3", {}, {}},
                                                             {14, Kind::close, "3", {}, {}},
                                                             {16, Kind::lone_open, "4", {}, {}}});
    const std::vector<InlineCode> first = codes_within(document, {0, 8});
    BOOST_TEST_REQUIRE(first.size() == 2);
    BOOST_TEST(first[0].id == "2");
    BOOST_TEST(first[1].byte_offset == 7);
    const std::vector<InlineCode> second = codes_within(document, {9, 20});
    BOOST_TEST_REQUIRE(second.size() == 3);
    BOOST_TEST((second[0].kind == Kind::open));
    BOOST_TEST(second[0].byte_offset == 0);
    BOOST_TEST((second[2].kind == Kind::lone_open));
    const std::vector<InlineCode> half = codes_within(document, {0, 6});
    BOOST_TEST_REQUIRE(half.size() == 1);
    BOOST_TEST((half[0].kind == Kind::lone_open));
}

BOOST_AUTO_TEST_CASE(between_text_and_a_code_of_a_piece_all_is_of_the_piece) {
    using Kind = InlineCode::Kind;
    //                                 A <a>label <img></a><hr>
    const Document document = coded("A label", {{2, Kind::open, "1", {}, {}},
                                                {7, Kind::placeholder, "2", {}, {}},
                                                {7, Kind::close, "1", {}, {}},
                                                {7, Kind::placeholder, "3", {}, {}}});
    const std::vector<std::size_t> expected{0, 1, 2};
    BOOST_TEST(codes_of(document, {0, 7}) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace egiz::test
