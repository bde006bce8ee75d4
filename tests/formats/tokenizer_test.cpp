// SPDX-License-Identifier: Apache-2.0
#include "tests/support/xml_printer.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace egiz::test {
namespace {

using namespace std::string_literals;

std::string nested(std::size_t depth) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) text += "<a>";
    for (std::size_t i = 0; i < depth; ++i) text += "</a>";
    return text;
}

std::string with_attributes(std::size_t count) {
    std::string tag = "<a";
    for (std::size_t i = 0; i < count; ++i) tag += " x" + std::to_string(i) + "='>'";
    return tag + "/>";
}

const std::vector<std::string> usual{
    "<a/>",
    "<?xml version='1.0'?>\n<a/>\n",
    "<?xml version = \"1.0\" encoding='UTF-8' standalone=\"no\" ?><a/>",
    "<!DOCTYPE tmx SYSTEM 'tmx14.dtd'>\n<tmx><body/></tmx>",
    "<!DOCTYPE a PUBLIC \"-//LISA OSCAR:1998//DTD for TMX//EN\" \"tmx14.dtd\" ><a/>",
    "<?xml version='1.0'?><!DOCTYPE a><!-- x --><?p?><a></a><!-- y --> <?q r?>",
    "<a><b>1</b>\n<b x='1' y=\"2\">&lt;&amp;&#65;&#x43a;&gt;&quot;&apos;</b></a>",
    "<a x='&lt;&amp;&#10;&#x43a;' y='1\t2\n3\r\n4\r5]]>\"'/>",
    "<a\n  x = '1'\r\n\ty= '2'\n></a\n>",
    "<a>1\r\n2\r3\r\r\n4</a>",
    "<a>]] ]]&gt; ]x>]</a>",
    "<a><![CDATA[<b>&amp;]] >]]]]><![CDATA[>]]><![CDATA[]]></a>",
    "<a xmlns='u' xmlns:p='v'><b p:x='1' x='2'/><p:c xmlns='' "
    "xmlns:p='w'><d/><p:d/></p:c><p:e/></a>",
    "<a xml:lang='kk' xml:space='preserve'><xml:b/></a>",
    "<a>ж中\xEF\xBC\x8C\xEF\xBF\xBD\xF0\x9F\x90\x88\x7F</a>",
    nested(256),
    with_attributes(256),
    "<a>" + std::string(100'000, ' ') + std::string(1000, 'y') + "</a>",
};

const std::vector<std::string> unusual{
    // well-formed
    "<?xml version='1.1'?><a/>",
    "<!DOCTYPE a [<!ENTITY e 'f'>]><a>&e;</a>",
    "<!DOCTYPE a [<!ATTLIST a x CDATA '1'>]><a/>",
    "<a>\n<ц/></a>",
    "<a><b ц='1'/></a>",
    "<a><![CDATA[1\r\n2]]></a>",
    "<a><p:b>c</p:b></a>",
    "<a xmlns:p='u' xmlns:q='v'><b p:x='1' q:x='2'/></a>",
    "<a xmlns:p='u' xmlns:q='u'><b p:x='1' q:x='2'/></a>",
    "<a x:y:z='1'/>",
    "<a xmlns='u&amp;v'><b/></a>",
    "<a xmlns:xml='http://www.w3.org/XML/1998/namespace'/>",
    "<a><!--" + std::string(40'000, '\n') + "-->\n&none;</a>",
    // not
    "",
    " ",
    "\n<?xml version='1.0'?><a/>",
    "<a>\n<b>\n</a>",
    "<a\n>\n<b\n></c></a>",
    "<a/>\n<b/>",
    "<a/>\nb",
    "<a/>\n</a>",
    "x<a/>",
    "<a>\n  <b x='1' x='2'/></a>",
    "<a>\n  <b x='<'/></a>",
    "<a>\n  <b x=1/></a>",
    "<a>\n  <b x='1'y='2'/></a>",
    "<a>\n  < b/></a>",
    "<a>\n  <b/ ></a>",
    "<a>1\n2&none;3</a>",
    "<a>1\n2& 3</a>",
    "<a>1\n2&#0;</a>",
    "<a>1\n2&#xD800;</a>",
    "<a>1\n2&#x110000;</a>",
    "<a>1\n2]]>3</a>",
    "<a>1\n2\x01</a>",
    "<a>1\n2\0</a>"s,
    "<a>ж\nж\xEF\xBF\xBF</a>",
    "<a x='\xEF\xBF\xBE'/>",
    "<a x='\x02'/>",
    "<a>\n<!-- -- --></a>",
    "<a>\n<!-- \x03 --></a>",
    "<a>\n<!---></a>",
    "<a>\n<?xml version='1.0'?></a>",
    "<a>\n<? p?></a>",
    "<a>\n<?p\x04?></a>",
    "<a>\n<!DOCTYPE a></a>",
    "<!DOCTYPE a><!DOCTYPE a><a/>",
    "<!DOCTYPE a SYSTEM><a/>",
    "<![CDATA[x]]><a/>",
    "<a>\n<b>1",
    "<a>\n<b x='1",
    "<a>\n<!--",
    "<a>\n<",
    "<a>\n</a",
    "<a>\n&am",
    "<a>\n]",
    "<?xml version='1.0'",
    "<?xml encoding='UTF-8'?><a/>",
    "<?xml version='1.0' standalone='maybe'?><a/>",
    "<a xmlns:p=''/>",
    "<a xmlns:xmlns='u'/>",
    "<xmlns:a/>",
    "<:a/>",
    "<!DOCTYPE a SYSTEM 'a.dtd'>[\n<!-- c --><b x='y'>z",
    nested(257),
    with_attributes(257),
};

void expect_the_same_as_of_libxml2(const std::string& text) {
    BOOST_TEST(printed_xml(text, false) == printed_xml(text, true));
    const Tokens whole = printed_tokens(text, text.size() + 1);
    for (const std::size_t step : {1U, 2U, 7U}) {
        if (text.size() > 10'000 && step < 7) continue;
        const Tokens cut = printed_tokens(text, step);
        BOOST_TEST(cut.out == whole.out);
        BOOST_TEST(cut.stopped == whole.stopped);
        BOOST_TEST(cut.position.line == whole.position.line);
        BOOST_TEST(cut.position.column == whole.position.column);
    }
}

BOOST_AUTO_TEST_CASE(a_file_without_a_root_element_is_said_to_have_none) {
    for (const char* text : {"<?xml version='1.0'?>", "<!DOCTYPE a>[<b/>", "<!-- a -->", "text"}) {
        BOOST_TEST(printed_xml(text, false).find("it has no root element") != std::string::npos,
                   printed_xml(text, false));
    }
}

BOOST_AUTO_TEST_CASE(what_is_in_a_comment_that_does_not_end_is_not_said) {
    const std::string said = printed_xml("<a><!-- b c", false);
    BOOST_TEST(said.ends_with("Comment not terminated"), said);
}

BOOST_DATA_TEST_CASE(the_tokenizer_reads_what_is_usual, usual) {
    BOOST_TEST(!printed_tokens(sample, sample.size() + 1).stopped);
    expect_the_same_as_of_libxml2(sample);
}

BOOST_DATA_TEST_CASE(the_tokenizer_leaves_to_libxml2_what_is_not, unusual) {
    BOOST_TEST(printed_tokens(sample, sample.size() + 1).stopped);
    expect_the_same_as_of_libxml2(sample);
}

}  // namespace
}  // namespace egiz::test
