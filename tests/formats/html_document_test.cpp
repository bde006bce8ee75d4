// SPDX-License-Identifier: Apache-2.0
#include "tests/formats/document_support.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>

namespace egiz::test {
namespace {

using Texts = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(html_document)

struct HtmlPage {
    const char* name;
    const char* html;
    Texts paragraphs;
    const char* codes;
    friend std::ostream& operator<<(std::ostream& out, const HtmlPage& c) { return out << c.name; }
};
const std::vector<HtmlPage> html_pages{
    {"blocks are paragraphs",
     "<h1>One</h1><p>Two</p><div>Three</div>",
     {"One", "Two", "Three"},
     ""},
    {"text before, between and behind", "a<p>b</p>c", {"a", "b", "c"}, ""},
    {"white space is one blank", "<p>\n  one \t two\f three </p>", {"one two three"}, ""},
    {"a line end stays one", "<p>one\n  two</p>", {"one\ntwo"}, ""},
    {"where it counts, line ends and several blanks are codes",
     "<pre>\n one\n  two  three four\n</pre><p>five\n six</p>",
     {"one\ntwo three four", "five\nsix"},
     "3lb 7tab 18lb"},
    {"it counts in text areas and where a style says so",
     "<textarea>a\nb</textarea><div style='color:red; white-space : "
     "pre-wrap'>c<p>d\ne</p></div>f\ng",
     {"a\nb", "c", "d\ne", "f\ng"},
     "1lb 9lb"},
    {"inline elements are codes", "<p>a <b>bold</b> word</p>", {"a bold word"}, "2{bold 6}bold"},
    {"a blank in front of a code is not doubled",
     "<p>a <i> b</i></p>",
     {"a b"},
     "2{italic 3}italic"},
    {"a line break is a code and a line end", "<p>a<br>b</p>", {"a\nb"}, "1lb"},
    {"references are characters",
     "<p>&lt;a&gt; &amp; &#1078;&#x436; &mdash;&nbsp;x</p>",
     {"<a> & жж —\u00A0x"},
     ""},
    {"one that is not known stays", "<p>a &foo; b</p>", {"a  b"}, "2variable"},
    {"a mere ampersand is text", "<p>R&D & co</p>", {"R&D & co"}, ""},
    {"numbers of windows-1252", "<p>&#147;a&#148;</p>", {"“a”"}, ""},
    {"scripts, styles and comments are no text",
     "<p>a</p><script>if (a<b) x('</p>');</script><style>p{}</style><!-- c --><p>b</p>",
     {"a", "b"},
     ""},
    {"in a line they are codes",
     "<p>a<!-- c -->b<script>x</script>c</p>",
     {"abc"},
     "1comment 2other"},
    {"what is not to be translated is a code",
     "<p>a <span translate=no>b <i>c</i></span> d</p>",
     {"a  d"},
     "2other"},
    {"a less-than sign is text", "<p>1 < 2</p>", {"1 < 2"}, ""},
    {"misnested tags stay", "<p><b>a<i>b</b>c</i></p>", {"abc"}, "0{bold 1{italic 2}bold 3}italic"},
    {"an end without a beginning", "<p>a</b>b</p>", {"ab"}, "1}"},
    {"an attribute may hold anything", "<p class='<p>&quot;>'>a</p>", {"a"}, ""},
    {"attributes that people read are paragraphs",
     "<p title='b &quot;&amp;'>a <img alt=c src=x></p><input type=submit value=d><input value=x>",
     {"b \"&", "a", "c", "d"},
     "7image"},
    {"what describes a page is one",
     "<meta name=Description content='a'><meta name=viewport content=x><p>b</p>",
     {"a", "b"},
     ""},
    {"nothing is read of what is not to be translated",
     "<p translate=no title=x>x</p>y",
     {"y"},
     ""},
    {"what is to be translated inside of what is not",
     "<div translate=no>a <p translate=yes>b <b>c</b><div>d</div></p> e <i translate=yes>f</i>"
     "<div>g</div></div>h",
     {"b c", "d", "f", "h"},
     "2{bold 3}bold 8{italic 9}italic"},
    {"a paragraph that is not ended ends with what it is in, or the next one",
     "<div translate=no><p translate=yes>a</div><p translate=no>b<p>c",
     {"a", "c"},
     ""},
    {"the oldest references need no semicolon",
     "<p title='?a&copy=1 &copy;2 &ampx'>&copy 2020 &AMP; &#169 &ltb &copyx &no",
     {"?a&copy=1 ©2 &ampx", "© 2020 & © <b ©x &no"},
     ""},
    {"cells and items",
     "<ul><li>a<li>b</ul><table><tr><td>c<td><p>d</p></table>",
     {"a", "b", "c", "d"},
     ""},
    {"an empty cell is none", "<td>&nbsp;</td><td>a</td>", {"a"}, ""},
    {"a tag that the end cuts off", "<p>a</p><p cl", {"a"}, ""},
};

BOOST_DATA_TEST_CASE(html_is_taken_apart, html_pages) {
    const TemporaryFolder folder;
    const DocumentFile file = open_document(folder.write("a.html", sample.html));
    const Texts found = paragraphs_of(file.document());
    BOOST_TEST(found == sample.paragraphs, boost::test_tools::per_element());
    BOOST_TEST(codes_text(file.document()) == sample.codes);
    const std::string written = unchanged(file);
    BOOST_TEST(written == sample.html);
}

BOOST_AUTO_TEST_CASE(html_knows_what_paragraphs_are) {
    const TemporaryFolder folder;
    const DocumentFile file = open_document(folder.write(
        "a.html", "<title>t</title><h2>h</h2><li>i<td><p>c</p><caption>k</caption><p>p</p>"));
    std::string kinds;
    for (const ParagraphKind kind : file.document().kinds) kinds += std::string(name(kind)) + ' ';
    BOOST_TEST(kinds == "title heading list-item table-cell caption text ");
}

BOOST_AUTO_TEST_CASE(html_is_written_with_its_layout) {
    const TemporaryFolder folder;
    const DocumentFile file = open_document(
        folder.write("a.html",
                     "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"></head>\n"
                     "<body class=x>\n  <p>a <a href=\"?x&amp;y\">link</a> &lt;\n  b</p> <!-- c "
                     "--> </body></html>"));
    BOOST_TEST(file.declared_language().tag() == "en");
    BOOST_TEST(with_capitals(file, "kk") ==
               "<!DOCTYPE html>\n<html lang=\"kk\"><head><meta charset=\"utf-8\"></head>\n"
               "<body class=x>\n  <p>A <a href=\"?x&amp;y\">LINK</a> &lt;\nB</p> <!-- c --> "
               "</body></html>");
}

BOOST_AUTO_TEST_CASE(only_what_says_language_or_encoding_is_changed) {
    const TemporaryFolder folder;
    const std::string html =
        "<html lang><meta charset><meta name=description content='a charset=b'><p>c";
    BOOST_TEST(unchanged(open_document(folder.write("a.html", html)), "ru") == html);
}

BOOST_AUTO_TEST_CASE(control_characters_are_written_as_references) {
    const TemporaryFolder folder;
    const std::string page = "<!DOCTYPE html><p>a&#30;b &#127;</p><pre>c&#13;d&#32;&#32;e</pre>";
    const DocumentFile file = open_document(folder.write("a.html", page));
    BOOST_TEST(with_capitals(file) ==
               "<!DOCTYPE html><p>A&#30;B &#127;</p><pre>C&#13;D&#32;&#32;E</pre>");
}

BOOST_AUTO_TEST_CASE(attributes_are_written_in_their_quotes) {
    const TemporaryFolder folder;
    const DocumentFile file = open_document(folder.write(
        "a.html", "<p title='a &quot;it&#39;s&quot;'>b <img alt=c><img alt=\" d 'e' \"> f"));
    BOOST_TEST(with_capitals(file) ==
               "<p title='A \"IT&#39;S\"'>B <img alt=\"C\"><img alt=\" D 'E' \"> F");
}

BOOST_AUTO_TEST_CASE(offsets_lead_into_the_source) {
    const TemporaryFolder folder;
    const std::string html = "<p> one <b>two</b> </p><p>three</p>";
    const DocumentFile file = open_document(folder.write("a.html", html));
    BOOST_TEST(slice(html, file.source_of(0)) == "one <b>two</b>");
    BOOST_TEST(slice(html, file.source_of(1)) == "three");
}

BOOST_AUTO_TEST_CASE(html_in_another_encoding_becomes_utf_8) {
    const TemporaryFolder folder;
    const DocumentFile file = open_document(folder.write(
        "a.html", "<meta charset=windows-1251><p>\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0!</p>"));
    BOOST_TEST(paragraphs_of(file.document()).front() == "Привет, мир!");
    BOOST_TEST(unchanged(file) == "<meta charset=utf-8><p>Привет, мир!</p>");
}

BOOST_AUTO_TEST_CASE(an_xml_declaration_says_the_new_encoding_too) {
    const TemporaryFolder folder;
    const std::string xml = "<?xml version=\"1.0\" encoding='";
    const DocumentFile file = open_document(folder.write(
        "a.xhtml", xml + "windows-1251'?><p>\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0!</p>"));
    BOOST_TEST(unchanged(file) == xml + "utf-8'?><p>Привет, мир!</p>");
}

BOOST_AUTO_TEST_CASE(a_page_that_is_no_longer_ascii_says_its_encoding) {
    const TemporaryFolder folder;
    const std::string page = "<html><head><title>a</title></head><p>b";
    for (const auto& [html, written] : std::vector<std::pair<std::string, std::string>>{
             {page, "<html><head><meta charset=\"utf-8\"><title>a</title></head><p>й"},
             {"<html><p>b", "\xEF\xBB\xBF<html><p>й"},
             {"<!doctype html><p>b", "\xEF\xBB\xBF<!doctype html><p>й"},
             {"<p>b", "<p>й"},
             {"\xEF\xBB\xBF<p>b", "\xEF\xBB\xBF<p>й"},
             {"<meta charset='UTF-8'><p>b", "<meta charset='UTF-8'><p>й"},
             {"<html translate=no><meta http-equiv=a content='text/html; CHARSET=latin1'>"
              "<p translate=yes>b",
              "<html translate=no><meta http-equiv=a content='text/html; CHARSET=utf-8'>"
              "<p translate=yes>й"},
             {"<?xml version='1.0'?><html><head/><p>b",
              "<?xml version='1.0'?><html><head/><meta charset=\"utf-8\"/><p>й"}}) {
        const DocumentFile file = open_document(folder.write("a.html", html));
        std::vector<std::optional<ParagraphContent>> contents(file.document().paragraphs.size());
        BOOST_TEST(unchanged(file) == html.substr(0, html.find("latin1")) +
                                          (html.find("latin1") == std::string::npos
                                               ? ""
                                               : "utf-8" + html.substr(html.find("latin1") + 6)));
        contents.back() = ParagraphContent{"й", {}};
        BOOST_TEST(file.with(contents, *Language::parse("ru")) == written);
    }
}

BOOST_AUTO_TEST_CASE(white_space_that_counts_is_written_as_it_was) {
    const TemporaryFolder folder;
    const std::string page =
        "<PRE>\r\n  <b>\r\n  A:</b>\r\n    B  C <i>D </i>\r\n\r\nE\r\n</PRE><P>F\r\nG<BR>H</P>";
    BOOST_TEST(with_capitals(open_document(folder.write("a.html", page))) == page);
}

BOOST_AUTO_TEST_CASE(hostile_files_are_read_in_linear_time) {
    const TemporaryFolder folder;
    std::string deep, closing, attributes = "<p";
    for (int i = 0; i < 100'000; ++i) {
        deep += "<b>";
        closing += "</i>";
        attributes += " a" + std::to_string(i) + "=1";
    }
    const DocumentFile nested = open_document(folder.write("a.html", "<p>" + deep + "x" + closing));
    BOOST_TEST(paragraphs_of(nested.document()).front() == "x");
    const DocumentFile many = open_document(folder.write("b.html", attributes + ">x</p>"));
    BOOST_TEST(paragraphs_of(many.document()).front() == "x");
    BOOST_CHECK_THROW(
        (void)open_document(folder.write("c.html", "<p><img src=file:///etc/passwd>")), Error);
}

BOOST_AUTO_TEST_CASE(
    a_page_of_blanks_and_control_characters_is_the_same_when_it_is_written_and_read) {
    const TemporaryFolder folder;
    for (const std::string& bytes :
         {std::string(20, '\xFF') + "\x01", "<a>" + std::string(25, '\xA0') + "\xFF\x01\x03 \xFF",
          "<p>" + std::string(7, '\x15') + "</p>" + std::string(40, ' ') +
              "<p>\x8B"
              "a bc"}) {
        const DocumentFile file = open_document(folder.write("a.html", "<!DOCTYPE html>" + bytes));
        for (const std::string& written : {unchanged(file), with_capitals(file)}) {
            const DocumentFile again = open_document(folder.write("b.html", written));
            BOOST_TEST(again.document().paragraphs.size() == file.document().paragraphs.size());
            BOOST_TEST(unchanged(again) == written);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace egiz::test
