// SPDX-License-Identifier: Apache-2.0
// DOCX and ODT, made by the test itself, and packages that mean harm.
#include "tests/formats/document_support.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>

#include <cstdint>

namespace egiz::test {
namespace {

using Texts = std::vector<std::string>;
using Members = std::vector<std::pair<std::string, std::string>>;

const std::string w = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

Members docx_members(const std::string& body, const std::string& footnotes = {}) {
    const std::string type = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    return {
        {"[Content_Types].xml",
         "<Types><Override PartName=\"/word/document.xml\" ContentType=\"" + type +
             "document.main+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"" + type +
             "styles+xml\"/><Override PartName=\"/word/footnotes.xml\" ContentType=\"" + type +
             "footnotes+xml\"/></Types>"},
        {"word/document.xml", "<w:document " + w + "><w:body>" + body + "</w:body></w:document>"},
        {"word/styles.xml", "<w:styles " + w +
                                "><w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/>"
                                "</w:style></w:styles>"},
        {"word/footnotes.xml", "<w:footnotes " + w + ">" + footnotes + "</w:footnotes>"},
        {"word/media/a.png", std::string("\x89PNG\0\1", 6)}};
}

std::string p(const std::string& runs) { return "<w:p>" + runs + "</w:p>"; }
std::string r(const std::string& text, const std::string& properties = {}) {
    return "<w:r>" + (properties.empty() ? "" : "<w:rPr>" + properties + "</w:rPr>") +
           "<w:t xml:space=\"preserve\">" + text + "</w:t></w:r>";
}

std::string part(const std::string& type) {
    return "<w:r><w:fldChar w:fldCharType=\"" + type + "\"/></w:r>";
}
std::string instruction(const std::string& text) {
    return "<w:r><w:instrText> " + text + " </w:instrText></w:r>";
}
std::string field(const std::string& name, const std::string& result) {
    return part("begin") + instruction(name) + part("separate") + r(result) + part("end");
}

BOOST_AUTO_TEST_SUITE(office_document)

struct OfficeText {
    const char* name;
    std::string body;
    Texts paragraphs;
    const char* codes;
    std::string capitals = {};  ///< the body with capital letters; empty: not compared
    friend std::ostream& operator<<(std::ostream& out, const OfficeText& c) {
        return out << c.name;
    }
};
const std::vector<OfficeText> docx_texts{
    {"runs of one look are one text",
     p(r("one ") + "<w:proofErr/>" + r("two", "<w:lang/>")),
     {"one two"},
     "",
     p(r("ONE TWO"))},
    {"another look is a pair",
     p(r("some ") + r("bold", "<w:b/>") + r(" text")),
     {"some bold text"},
     "5{bold 9}bold",
     p(r("SOME ") + r("BOLD", "<w:b/>") + r(" TEXT"))},
    {"of a look that has changed, what was before goes",
     p(r("some ") + r("bold", "<w:b/><w:rPrChange><w:rPr><w:i/></w:rPr></w:rPrChange>") +
       r(" text")),
     {"some bold text"},
     "5{bold 9}bold",
     p(r("SOME ") + r("BOLD", "<w:b/>") + r(" TEXT"))},
    {"a text ends where its element does",
     p("<w:r><w:t>one<w:x> <w:x>two</w:x></w:x> three</w:t></w:r>"),
     {"one two three"},
     "",
     p(r("ONE TWO THREE"))},
    {"the usual look is none",
     p(r("all of it ", "<w:i/>") + r("x")),
     {"all of it x"},
     "10{fmt 11}fmt",
     p(r("ALL OF IT ", "<w:i/>") + r("X"))},
    {"a link is a pair",
     p(r("see ") + "<w:hyperlink r:id=\"x\">" + r("this", "<w:u/>") + "</w:hyperlink>"),
     {"see this"},
     "4{link 4{underlined 8}underlined 8}link",
     p(r("SEE ") + "<w:hyperlink r:id=\"x\">" + r("THIS", "<w:u/>") + "</w:hyperlink>")},
    {"tabs and breaks are codes with white space",
     p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r><w:r><w:br/></w:r>" + r("c")),
     {"a\tb\nc"},
     "1tab 3lb",
     p(r("A") + "<w:r><w:tab/></w:r>" + r("B") + "<w:r><w:br/></w:r>" + r("C"))},
    {"a page number is one code",
     p(r("a") + field("PAGE", "1") + r("b")),
     {"ab"},
     "1other",
     p(r("A") + field("PAGE", "1") + r("B"))},
    {"a field with text of the author is a pair",
     p(field("HYPERLINK &quot;x&quot;", "here") + r(" b")),
     {"here b"},
     "0{variable 4}variable",
     p(part("begin") + instruction("HYPERLINK &quot;x&quot;") + part("separate") + r("HERE") +
       part("end") + r(" B"))},
    {"a field in a field",
     p(part("begin") + instruction("REF y") + part("separate") + r("a ") + field("PAGE", "1") +
       part("end") + r("b")),
     {"a b"},
     "0{variable 2other 2}variable"},
    {"a field that other paragraphs end and begin",
     p(part("end") + r("a") + part("begin") + instruction("TOC") + part("separate") + r("b")),
     {"ab"},
     "0} 1{variable"},
    {"deleted text is none",
     p(r("a") + "<w:del><w:r><w:delText>b</w:delText></w:r></w:del>" + r("c")),
     {"ac"},
     "1other",
     p(r("A") + "<w:del><w:r><w:delText>b</w:delText></w:r></w:del>" + r("C"))},
    {"a text box in a line is a paragraph of its own",
     p(r("a") + "<w:r><w:drawing><w:txbxContent>" + p(r("box")) +
       "</w:txbxContent></w:drawing></w:r>" + r("b")),
     {"ab", "box"},
     "1image",
     p(r("A") + "<w:r><w:drawing><w:txbxContent>" + p(r("BOX")) +
       "</w:txbxContent></w:drawing></w:r>" + r("B"))},
    {"a content control is a pair",
     p("<w:sdt><w:sdtPr><w:id/></w:sdtPr><w:sdtContent>" + r("a") + "</w:sdtContent></w:sdt>" +
       r("b")),
     {"ab"},
     "0{ 1}",
     p("<w:sdt><w:sdtPr><w:id/></w:sdtPr><w:sdtContent>" + r("A") + "</w:sdtContent></w:sdt>" +
       r("B"))},
    {"white space at the ends is in runs",
     p("<w:r><w:footnoteRef/></w:r>" + r(" note ") + "<w:r><w:tab/></w:r>" + r(" ", "<w:u/>") +
       field("PAGE", "1") + r(" ")),
     {"note"},
     "0other 4tab 4{underlined 4other 4}underlined",
     p("<w:r><w:footnoteRef/></w:r>" + r(" ") + r("NOTE") + r(" ") + "<w:r><w:tab/></w:r>" +
       r(" ", "<w:u/>") + field("PAGE", "1") + r(" "))},
    {"white space beside a line break is none of the text",
     p(r("a ") + "<w:r><w:br/></w:r>" + r("  b") + "<w:r><w:br/></w:r>" + r(" ") +
       "<w:r><w:br/></w:r>" + r("c")),
     {"a\nb\n\nc"},
     "1lb 3lb 4lb",
     p(r("A") + r(" ") + "<w:r><w:br/></w:r>" + r("  ") + r("B") + "<w:r><w:br/></w:r>" + r(" ") +
       "<w:r><w:br/></w:r>" + r("C"))},
    {"where a text does not keep it, it is none",
     p("<w:r><w:t> a </w:t></w:r>" + r("b\nc")),
     {"ab c"},
     "",
     p(r("AB C"))},
    {"also beyond all codes", p(r(" a ")), {"a"}, "", p(r(" ") + r("A") + r(" "))},
    {"a reading above text is no text",
     p("<w:r><w:ruby><w:rt>" + r("x") + "</w:rt><w:rubyBase>" + r("a") +
       "</w:rubyBase></w:ruby></w:r>" + r("b")),
     {"ab"},
     "0{ 1}",
     p("<w:r><w:ruby><w:rt>" + r("x") + "</w:rt><w:rubyBase>" + r("A") +
       "</w:rubyBase></w:ruby></w:r>" + r("B"))},
    {"characters of XML", p(r("a &lt; b &amp; c")), {"a < b & c"}, "", p(r("A &lt; B &amp; C"))},
};

BOOST_DATA_TEST_CASE(docx_is_taken_apart_and_put_together, docx_texts) {
    const TemporaryFolder folder;
    const DocumentFile file = open_document(make_zip(folder, "a.docx", docx_members(sample.body)));
    const Texts found = paragraphs_of(file.document());
    BOOST_TEST(found == sample.paragraphs, boost::test_tools::per_element());
    std::string codes = codes_text(file.document());
    BOOST_TEST(codes == sample.codes);
    BOOST_TEST(member_of(unchanged(file), "word/document.xml") ==
               docx_members(sample.body)[1].second);
    const std::string capitals = with_capitals(file);
    if (!sample.capitals.empty()) {
        BOOST_TEST(member_of(capitals, "word/document.xml") ==
                   docx_members(sample.capitals)[1].second);
    }
    BOOST_TEST(member_of(capitals, "word/media/a.png") == std::string("\x89PNG\0\1", 6));
    BOOST_TEST(capitals == with_capitals(file));
}

BOOST_AUTO_TEST_CASE(what_stays_may_be_most_of_the_archive_and_in_front) {
    const TemporaryFolder folder;
    std::string picture;  // that does not compress
    std::uint32_t state = 1;
    while (picture.size() < 100'000) {
        state = state * 1664525 + 1013904223;
        picture += static_cast<char>(state >> 24U);
    }
    Members members = docx_members(p(r("a")));
    members.insert(members.begin(), {"word/media/b.png", picture});
    const DocumentFile file = open_document(make_zip(folder, "a.docx", members));
    const std::string capitals = with_capitals(file);
    BOOST_TEST(member_of(capitals, "word/media/b.png") == picture);
    BOOST_TEST(member_of(capitals, "word/document.xml") == docx_members(p(r("A")))[1].second);
    BOOST_TEST(capitals == with_capitals(file));
}

BOOST_AUTO_TEST_CASE(docx_knows_what_paragraphs_are) {
    const TemporaryFolder folder;
    const DocumentFile file = open_document(make_zip(
        folder, "a.docx",
        docx_members(
            p("<w:pPr><w:pStyle w:val=\"1\"/></w:pPr>" + r("heading")) +
                p("<w:pPr><w:numPr/></w:pPr>" + r("item")) +
                p("<w:pPr><w:pPrChange><w:pPr><w:numPr/></w:pPr></w:pPrChange></w:pPr>" + r("t")) +
                "<w:tbl><w:tr><w:tc>" + p(r("cell")) + "</w:tc></w:tr></w:tbl>" + p(r("text")),
            "<w:footnote>" + p(r("note")) + "</w:footnote>")));
    std::string kinds;
    for (const ParagraphKind kind : file.document().kinds) kinds += std::string(name(kind)) + ' ';
    BOOST_TEST(kinds == "heading list-item text table-cell text footnote ");
}

BOOST_AUTO_TEST_CASE(the_language_of_the_text_is_said_anew) {
    const TemporaryFolder folder;
    Members members = docx_members(p(r("a")));
    for (auto& [name, content] : members) {
        if (name != "word/styles.xml") continue;
        content =
            "<w:styles xmlns:w=\"w\"><w:docDefaults><w:lang w:val=\"en-US\" w:eastAsia=\"ja-JP\"/>"
            "</w:docDefaults><w:style><w:lang w:val=\"de-DE\"/></w:style></w:styles>";
    }
    const DocumentFile file = open_document(make_zip(folder, "a.docx", members));
    const auto styles = [&](const char* language) {
        return member_of(with_capitals(file, language), "word/styles.xml");
    };
    BOOST_TEST(styles("kk").find("<w:lang w:val=\"kk-KZ\" w:eastAsia=\"ja-JP\"/>") !=
               std::string::npos);
    BOOST_TEST(styles("zh").find("<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/>") !=
               std::string::npos);
    BOOST_TEST(styles("kk").find("de-DE") != std::string::npos);
}

Members odt_members(const std::string& body) {
    return {{"mimetype", "application/vnd.oasis.opendocument.text"},
            {"content.xml",
             "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" "
             "xmlns:table=\"b\" xmlns:draw=\"d\"><office:body>" +
                 body + "</office:body></office:document-content>"}};
}

const std::vector<OfficeText> odt_texts{
    {"spans are pairs",
     "<text:p>a <text:span text:style-name=\"T1\">b</text:span> c</text:p>",
     {"a b c"},
     "2{fmt 3}fmt",
     "<text:p>A <text:span text:style-name=\"T1\">B</text:span> C</text:p>"},
    {"blanks, tabs and line breaks",
     "<text:p>a<text:s text:c=\"2\"/> b<text:tab/>c<text:line-break/>"
     "<text:s text:c=\"3\"/>d</text:p>",
     {"a   b\tc\nd"},
     "5tab 7lb",
     "<text:p>A <text:s text:c=\"2\"/>B<text:tab/>C<text:line-break/>"
     "<text:s text:c=\"3\"/>D</text:p>"},
    {"a footnote in a line is a paragraph of its own",
     "<text:p>a<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>n"
     "</text:p></text:note-body></text:note>.</text:p>",
     {"a.", "n"},
     "1other",
     "<text:p>A<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>N"
     "</text:p></text:note-body></text:note>.</text:p>"},
    {"blanks at the ends of spans stay",
     "<text:p><text:span><text:s text:c=\"2\"/>a<text:s text:c=\"2\"/></text:span>"
     "<text:tab/><text:note/></text:p>",
     {"a"},
     "0{fmt 1}fmt 1tab 1other",
     "<text:p><text:span><text:s text:c=\"2\"/>A <text:s text:c=\"1\"/></text:span>"
     "<text:tab/><text:note/></text:p>"},
    {"a reading above text is no text",
     "<text:p><text:ruby><text:ruby-base>a</text:ruby-base><text:ruby-text>x</text:ruby-text>"
     "</text:ruby>b</text:p>",
     {"ab"},
     "0{fmt 0{fmt 1}fmt 1other 1}fmt",
     "<text:p><text:ruby><text:ruby-base>A</text:ruby-base><text:ruby-text>x</text:ruby-text>"
     "</text:ruby>B</text:p>"},
    {"deleted text and comments are none",
     "<text:tracked-changes><text:p>x</text:p></text:tracked-changes><text:h>a"
     "<office:annotation><text:p>y</text:p></office:annotation></text:h>",
     {"a"},
     "1other",
     "<text:tracked-changes><text:p>x</text:p></text:tracked-changes><text:h>A"
     "<office:annotation><text:p>y</text:p></office:annotation></text:h>"},
};

BOOST_DATA_TEST_CASE(odt_is_taken_apart_and_put_together, odt_texts) {
    const TemporaryFolder folder;
    const DocumentFile file = open_document(make_zip(folder, "a.odt", odt_members(sample.body)));
    const Texts found = paragraphs_of(file.document());
    BOOST_TEST(found == sample.paragraphs, boost::test_tools::per_element());
    BOOST_TEST(codes_text(file.document()) == sample.codes);
    BOOST_TEST(member_of(unchanged(file), "content.xml") == odt_members(sample.body)[1].second);
    BOOST_TEST(member_of(with_capitals(file), "content.xml") ==
               odt_members(sample.capitals)[1].second);
}

struct Refusal {
    const char* name;
    Members members;
    const char* reason;
    friend std::ostream& operator<<(std::ostream& out, const Refusal& c) { return out << c.name; }
};

Members with_member(std::string name, std::string content) {
    Members members = docx_members(p(r("a")));
    for (auto& [member, old] : members) {
        if (member != name) continue;
        old = std::move(content);
        return members;
    }
    members.emplace_back(std::move(name), std::move(content));
    return members;
}

Members without_member(std::string_view name) {
    Members members = docx_members(p(r("a")));
    std::erase_if(members, [&](const auto& member) { return member.first == name; });
    return members;
}

std::string deep_xml() {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += "<w:p>";
    return text;
}

const std::vector<Refusal> refusals{
    {"a path that leads out", with_member("../../etc/cron.d/x", "x"), "leads out of the archive"},
    {"an absolute path", with_member("/etc/passwd", "x"), "leads out of the archive"},
    {"a path of Windows", with_member("word\\..\\..\\x", "x"), "leads out of the archive"},
    {"a zip bomb", with_member("word/document.xml", std::string(80 << 20, ' ')),
     "more than 64 MiB"},
    {"an external entity",
     with_member("word/document.xml",
                 "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><w:document>&e;"
                 "</w:document>"),
     "document type"},
    {"100,000 deep", with_member("word/document.xml", deep_xml()), "deeper than 256"},
    {"cut off", with_member("word/document.xml", "<w:document><w:p>"), "well-formed"},
    {"UTF-16", with_member("word/document.xml", std::string("\xFF\xFE<\0a\0/\0>\0", 10)),
     "not in UTF-8"},
    {"no main part", without_member("word/document.xml"), "has no \"word/document.xml\""},
    {"no Word document", with_member("[Content_Types].xml", "<Types/>"), "no Word document"},
};

BOOST_DATA_TEST_CASE(packages_that_mean_harm_are_refused_with_the_reason, refusals) {
    const TemporaryFolder folder;
    const std::string path = make_zip(folder, "a.docx", sample.members);
    BOOST_CHECK_EXCEPTION((void)open_document(path), Error, [&](const Error& error) {
        BOOST_CHECK(error.fault() == Fault::input);
        return std::string(error.what()).find(sample.reason) != std::string::npos;
    });
}

BOOST_AUTO_TEST_CASE(a_file_of_old_or_encrypted_office_is_called_so) {
    const TemporaryFolder folder;
    const std::string path =
        folder.write("a.docx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(512, '\0'));
    const auto says = [](const std::string& what) {
        return [what](const Error& error) {
            return std::string(error.what()).find(what) != std::string::npos;
        };
    };
    BOOST_CHECK_EXCEPTION((void)open_document(path), Error,
                          says("an encrypted document, or one of an old version"));
    const Members members{{"content.xml", "\xFF\xFE\xFD"},
                          {"META-INF/manifest.xml", "<m:encryption-data/>"}};
    BOOST_CHECK_EXCEPTION((void)open_document(make_zip(folder, "a.odt", members)), Error,
                          says("the document is encrypted"));
}

BOOST_AUTO_TEST_CASE(a_part_that_is_listed_but_missing_is_said) {
    const TemporaryFolder folder;
    std::string warning;
    const DocumentFile file(make_zip(folder, "a.docx", without_member("word/footnotes.xml")),
                            {*Language::parse("en"), {}, LineBreaks::smart},
                            [&](const Warning& each) { warning = each.message; });
    BOOST_TEST(warning.find("word/footnotes.xml") != std::string::npos, warning);
}

BOOST_AUTO_TEST_CASE(a_package_that_is_cut_off_or_changed_is_refused) {
    const TemporaryFolder folder;
    const std::string bytes =
        read_file(make_zip(folder, "a.docx", docx_members(p(r(std::string(5000, 'a'))))));
    for (std::size_t size = 1; size + 1 < bytes.size(); size += bytes.size() / 40) {
        BOOST_CHECK_THROW((void)open_document(folder.write("b.docx", bytes.substr(0, size))),
                          Error);
    }
    for (std::size_t at = 0; at < bytes.size(); at += bytes.size() / 60 + 1) {
        std::string changed = bytes;
        changed[at] = static_cast<char>(changed[at] ^ 0x5A);
        try {
            (void)open_document(folder.write("b.docx", changed));
        } catch (const Error& error) {
            BOOST_CHECK(error.fault() == Fault::input);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace egiz::test
