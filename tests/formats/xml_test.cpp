// SPDX-License-Identifier: Apache-2.0
#include "formats/xml/parser.hpp"
#include "formats/xml/utf8_source.hpp"
#include "formats/xml/writer.hpp"
#include "tests/support/temporary_folder.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <optional>
#include <sstream>
#include <vector>

namespace egiz::test {
namespace {

using namespace std::string_literals;

/// Prints what it is shown, and how much text that was.
class Printer : public formats::xml::Handler {
public:
    std::string out;
    std::size_t text_bytes = 0;

private:
    void start(std::string_view name, std::string_view,
               const formats::xml::Attributes& attributes) override {
        out += '<' + std::string(name);
        for (const auto& attribute : attributes.list()) {
            out += ' ' + std::string(attribute.name) + '=' + std::string(attribute.value);
        }
        out += '>';
    }
    void end(std::string_view) override { out += "</>"; }
    void text(std::string_view piece) override {
        text_bytes += piece.size();
        if (out.size() < 10'000) out += piece;
    }
};

struct Parsed {
    std::string out;
    std::size_t text_bytes = 0;
    std::size_t warnings = 0;
    std::optional<Error> error;
};

Parsed parse(const std::string& bytes) {
    const TemporaryFolder folder;
    Printer printer;
    Parsed result;
    try {
        formats::xml::Parser parser(formats::InputFile(folder.write("a.xml", bytes)), printer,
                                    [&](const Warning&) { ++result.warnings; });
        while (parser.feed()) {
        }
    } catch (const Error& error) {
        result.error = error;
    }
    result.out = printer.out;
    result.text_bytes = printer.text_bytes;
    return result;
}

std::string utf16(const std::u16string& text, bool little, bool mark) {
    std::string bytes;
    const auto put = [&](char16_t c) {
        const char high = static_cast<char>(c >> 8), low = static_cast<char>(c & 0xFF);
        bytes += little ? low : high;
        bytes += little ? high : low;
    };
    if (mark) put(0xFEFF);
    for (const char16_t c : text) put(c);
    return bytes;
}

struct Good {
    std::string name;
    std::string bytes;
    std::string out;
};
std::ostream& operator<<(std::ostream& out, const Good& sample) { return out << sample.name; }

const std::vector<Good> good{
    {"plain", "<a x='1' y=\"&lt;&amp;&#65;\">b&amp;c<d/></a>", "<a x=1 y=<&A>b&c<d></></>"},
    {"byte order mark", "\xEF\xBB\xBF<a>ж</a>", "<a>ж</>"},
    {"UTF-16 little-endian, mark", utf16(u"<a>ж\U0001F408</a>", true, true), "<a>ж\U0001F408</>"},
    {"UTF-16 big-endian, mark",
     utf16(u"<?xml version='1.0' encoding='UTF-16'?><a>ж</a>", false, true), "<a>ж</>"},
    {"UTF-16 without mark", utf16(u"<?xml version='1.0' encoding='UTF-16'?><a>ж</a>", true, false),
     "<a>ж</>"},
    {"UTF-16 of many pieces", utf16(u"<a>" + std::u16string(100'000, u'ж') + u"</a>", true, true),
     ""},
    {"windows-1251", "<?xml version='1.0' encoding='windows-1251'?><a>\xE6</a>", "<a>ж</>"},
    {"KOI8-R", "<?xml version='1.0' encoding='koi8-r'?><a>\xD6</a>", "<a>ж</>"},
    {"GB18030", "<?xml version='1.0' encoding='GB18030'?><a>\xC4\xE3</a>", "<a>你</>"},
    {"KZ-1048", "<?xml version='1.0' encoding='KZ-1048'?><a>\x8D\xA3\xE6</a>", "<a>ҚӘж</>"},
    {"CDATA", "<a><![CDATA[<b> \" ' ]]]]><![CDATA[>]]></a>", "<a><b> \" ' ]]></>"},
    {"entities that stand for text",
     "<!DOCTYPE a [<!ENTITY n 'w &#38;#38; &m;'><!ENTITY m \"'m'\">]><a x='&n;'>&n;!</a>",
     "<a x=w & 'm'>w & 'm'!</>"},
    {"the first declaration counts", "<!DOCTYPE a [<!ENTITY n '1'><!ENTITY n '2'>]><a>&n;</a>",
     "<a>1</>"},
    {"an external subset is not opened", "<!DOCTYPE a SYSTEM 'tmx14.dtd'><a>b</a>", "<a>b</>"},
    {"an external entity that is not used",
     "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>b</a>", "<a>b</>"},
    {"a parameter entity is not opened",
     "<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]><a>b</a>", "<a>b</>"},
    {"a parameter entity with a value", "<!DOCTYPE a [<!ENTITY % p 'v'>]><a>b</a>", "<a>b</>"},
    {"quotes and brackets in comments of the document type",
     "<!DOCTYPE a [<!-- it's ] > --><?p ]>?><!ELEMENT a ANY>]><a>b</a>", "<a>b</>"},
    {"a prefix that stands for nothing", "<a><p:b>c</p:b></a>", "<a><b>c</></>"},
    {"every ASCII character beside other letters",
     "<a>ж "
     "!\"#$%'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz"
     "{|}~\x7Fж]]ж\t\nж</a>",
     "<a>ж "
     "!\"#$%'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz"
     "{|}~\x7Fж]]ж\t\nж</>"},
    {"letters on all sides of markup",
     "<a>ж<b ц='щ'>中</b>é<!-- ы -->x&#x436;ю&amp;я<?p э?>ь<![CDATA[ъ]]>х\r\nф</a>",
     "<a>ж<b ц=щ>中</>éxжю&яьъх\nф</>"},
    {"letters behind a CR that stands alone", "<a>жж\rцц<b>щ\r\n\rя</b>ю</a>",
     "<a>жж\nцц<b>щ\n\nя</>ю</>"},
    {"line ends are one", "<a>1\r\n2\r3</a>", "<a>1\n2\n3</>"},
    {"256 attributes, and quotes in comments",
     [] {
         std::string tag = "<!-- \" ' --><a";
         for (int i = 0; i < 256; ++i) tag += " x" + std::to_string(i) + "='>'";
         return tag + "/>";
     }(),
     ""},
    {"256 deep",
     [] {
         std::string text;
         for (int i = 0; i < 256; ++i) text += "<a>";
         for (int i = 0; i < 256; ++i) text += "</a>";
         return text;
     }(),
     ""},
};
BOOST_DATA_TEST_CASE(what_is_well_formed_is_read, good) {
    const Parsed parsed = parse(sample.bytes);
    BOOST_TEST(!parsed.error.has_value(), (parsed.error ? parsed.error->what() : ""));
    if (!sample.out.empty()) BOOST_TEST(parsed.out == sample.out);
}

struct HarmfulXml {
    std::string name;
    std::string bytes;
    std::string in_message;
    std::size_t line;  ///< 0: any
};
std::ostream& operator<<(std::ostream& out, const HarmfulXml& sample) { return out << sample.name; }

std::string repeat(const std::string& text, std::size_t count) {
    std::string result;
    result.reserve(text.size() * count);
    for (std::size_t i = 0; i < count; ++i) result += text;
    return result;
}

std::string many_attributes(const std::string& before, std::size_t count) {
    std::string tag = before + "\n<a";
    for (std::size_t i = 0; i < count; ++i) tag += " x" + std::to_string(i) + "=''";
    return tag + "/>";
}

std::string laughs() {
    std::string text = "<!DOCTYPE a [<!ENTITY l0 'hahahahahaha'>";
    for (int i = 1; i < 12; ++i) {
        text += "<!ENTITY l" + std::to_string(i) + " '" +
                repeat("&l" + std::to_string(i - 1) + ";", 10) + "'>";
    }
    return text + "]><a>&l11;</a>";
}

const std::vector<HarmfulXml> harmful_xml_files{
    {"cut off", "<a>\n<b>text", "well-formed", 2},
    {"cut off inside a tag", "<a>\n<b x='", "well-formed", 2},
    {"empty", "\n\n", "well-formed", 0},
    {"two roots", "<a/>\n<b/>", "well-formed", 2},
    {"text after the end", "<a/>\nb", "well-formed", 2},
    {"wrong end tag", "<a>\n\n<b></a></b>", "well-formed", 3},
    {"NUL", "<a>\n\0</a>"s, "well-formed", 2},
    {"control character", "<a>\n\x01</a>", "well-formed", 2},
    {"a character that is none, among others", "<a>жж\nжж\xEF\xBF\xBEжж</a>", "well-formed", 2},
    {"]]> among other letters", "<a>жж\nжж]]>жж</a>", "well-formed", 2},
    {"a comment of 9 MiB", "<a><!--" + std::string(9 << 20, ' ') + "--></a>", "8 MiB", 0},
    {"control character by number", "<a>\n&#x1;</a>", "well-formed", 2},
    {"ill-formed UTF-8", "<a>\n\n  \xFF</a>", "UTF-8", 3},
    {"overlong UTF-8", "<a>\n\xC0\x80</a>", "UTF-8", 2},
    {"a surrogate in UTF-8", "<a>\n\xED\xA0\x80</a>", "UTF-8", 2},
    {"UTF-8 cut off", "<a>\n</a>\xD0", "UTF-8", 2},
    {"UTF-16 of odd length", utf16(u"<a>ж</a>", true, true) + "x", "UTF-16", 0},
    {"a lone surrogate in UTF-16", utf16(u"<a>\xD800</a>", true, true), "UTF-16", 0},
    {"an encoding that is none", "<?xml version='1.0' encoding='Klingon-8'?><a/>", "Klingon-8", 1},
    {"an undeclared entity", "<a>\n&nbsp;</a>", "nbsp", 2},
    {"an undeclared entity beside a document type", "<!DOCTYPE a SYSTEM 'x.dtd'><a>\n&nbsp;</a>",
     "nbsp", 2},
    {"an external entity", "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>\n&e;</a>",
     "not opened", 2},
    {"an external entity in an attribute",
     "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>\n<b x='&e;'/></a>", "", 2},
    {"an entity of markup", "<!DOCTYPE a [<!ENTITY e '<b>c</b>'>]><a>\n&e;</a>", "markup", 2},
    {"an entity of itself", "<!DOCTYPE a [<!ENTITY e '&f;'><!ENTITY f '&e;'>]><a>&e;</a>", "itself",
     0},
    {"a billion laughs", laughs(), "MiB", 0},
    {"quadratic growth",
     "<!DOCTYPE a [<!ENTITY e '" + std::string(60'000, 'x') + "'>]><a>" + repeat("&e;", 20'000) +
         "</a>",
     "entities", 0},
    {"a document type of 100 KiB", "<!DOCTYPE a [" + std::string(100'000, ' ') + "]><a/>",
     "document type", 0},
    {"257 attributes", many_attributes("", 257), "256 attributes", 2},
    {"100,000 attributes", many_attributes("", 100'000), "256 attributes", 2},
    {"100,000 attributes behind a quote in a comment", many_attributes("<!-- <x \" -->", 100'000),
     "256 attributes", 2},
    {"100,000 attributes behind a quote in a document type",
     many_attributes("<!DOCTYPE a [<!ELEMENT a ANY> <!-- ' --> <?p \" ?>]>", 100'000),
     "256 attributes", 2},
    {"attributes by default",
     [] {
         std::string text = "<!DOCTYPE a [<!ATTLIST a";
         for (int i = 0; i < 1000; ++i) text += " x" + std::to_string(i) + " CDATA ''";
         return text + ">]><a/>";
     }(),
     "256 attributes", 0},
    {"a tag of 2 MiB", "<a x='" + std::string(2 << 20, 'x') + "'/>", "1 MiB", 0},
    {"namespaces on and on",
     [] {
         std::string text;
         for (int i = 0; i < 10; ++i) {
             text += "\n<a";
             for (int k = 0; k < 50; ++k) {
                 text += " xmlns:p" + std::to_string(50 * i + k) + "='u'";
             }
             text += ">";
         }
         return text;
     }(),
     "256 namespaces", 7},
    {"257 deep", repeat("<a>", 257), "deeper", 0},
    {"100,000 deep", repeat("<a>\n", 100'000), "deeper", 257},
};
BOOST_DATA_TEST_CASE(what_is_broken_or_harmful_is_refused_with_its_place, harmful_xml_files) {
    const Parsed parsed = parse(sample.bytes);
    BOOST_TEST_REQUIRE(parsed.error.has_value());
    BOOST_TEST((parsed.error->fault() == Fault::input));
    BOOST_TEST(parsed.error->message().find(sample.in_message) != std::string::npos,
               parsed.error->what());
    BOOST_TEST(parsed.error->place().file.ends_with("a.xml"));
    if (sample.line != 0)
        BOOST_TEST(parsed.error->place().line == sample.line, parsed.error->what());
    BOOST_TEST(parsed.text_bytes < 10'000'000U);
    BOOST_TEST(parsed.out.find("root:") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(text_of_many_pieces_comes_out_as_it_was) {
    struct Collector : Printer {
        std::string text_seen;
        void text(std::string_view piece) override { text_seen += piece; }
    };
    const std::string line = "ж 中é&amp;<b ц='щ'/>ы\r\n";
    for (const std::string& odd : {std::string(), "я\rя"s}) {
        const TemporaryFolder folder;
        const std::string path =
            folder.write("a.xml", "<a>" + repeat(line, 5000) + odd + repeat(line, 5000) + "</a>");
        Collector collector;
        formats::xml::Parser parser(formats::InputFile(path), collector, {});
        while (parser.feed()) {
        }
        const std::string lines = repeat("ж 中é&ы\n", 5000);
        BOOST_CHECK(collector.text_seen == lines + (odd.empty() ? "" : "я\nя") + lines);
    }
}

BOOST_AUTO_TEST_CASE(bytes_are_believed_rather_than_a_declaration_that_cannot_be_true) {
    const Parsed parsed = parse("<?xml version='1.0' encoding='UTF-16'?><a>ж</a>");
    BOOST_TEST(!parsed.error.has_value());
    BOOST_TEST(parsed.out == "<a>ж</>");
    BOOST_TEST(parsed.warnings == 1U);
}

BOOST_AUTO_TEST_CASE(what_a_handler_throws_comes_out) {
    struct Thrower : Printer {
        void end(std::string_view) override { throw std::runtime_error("mine"); }
    };
    const TemporaryFolder folder;
    Thrower thrower;
    formats::xml::Parser parser(formats::InputFile(folder.write("a.xml", "<a><b/></a>")), thrower,
                                {});
    BOOST_CHECK_EXCEPTION(static_cast<void>(parser.feed()), std::runtime_error,
                          [](const std::exception& error) { return error.what() == "mine"s; });
    BOOST_TEST(!parser.feed());
}

struct RootOfFile {
    std::string start;
    std::string name;
};
std::ostream& operator<<(std::ostream& out, const RootOfFile& sample) { return out << sample.name; }
const std::vector<RootOfFile> roots{
    {"<?xml version='1.0'?>\n<!-- <x> --><!DOCTYPE tmx [<!ENTITY a '>'>]>\n<tmx version='1.4'>",
     "tmx"},
    {"<x:xliff>", "xliff"},
    {utf16(u"<tmx>", true, true), "tmx"},
    {utf16(u"<tmx>", false, false), "tmx"},
    {"<!-- ", ""},
    {"text", ""},
    {"", ""},
    {"<", ""},
    {"<!DOCTYPE html><HTML>", "HTML"},
};
BOOST_DATA_TEST_CASE(the_root_is_found_in_the_first_bytes, roots) {
    BOOST_TEST(formats::xml::root_name(sample.start) == sample.name);
}

BOOST_AUTO_TEST_CASE(the_writer_indents_elements_and_leaves_text_alone) {
    std::ostringstream out;
    formats::xml::Writer xml(out);
    xml.declaration();
    xml.start("a", true);
    xml.attribute("x", "1\n\t\"<&>");
    xml.start("b", true);
    xml.text(" c\r\n]]>");
    xml.start("d");
    xml.end();
    xml.text("e");
    xml.end();
    xml.element("f", "");
    xml.element("g", "\x01");
    xml.end();
    xml.flush();
    BOOST_TEST(out.str() ==
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
               "<a x=\"1&#10;&#9;&quot;&lt;&amp;&gt;\">\n"
               "  <b> c&#13;\n]]&gt;<d/>e</b>\n"
               "  <f/>\n"
               "  <g/>\n"
               "</a>\n");
}

}  // namespace
}  // namespace egiz::test
