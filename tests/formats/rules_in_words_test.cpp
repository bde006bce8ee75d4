// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/validate.hpp"
#include "tests/support/temporary_folder.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <vector>

namespace egiz::test {
namespace {

using formats::validate_file;
using formats::Validation;
using formats::ValidationFault;

std::string tmx(const std::string& attributes, const std::string& segment) {
    return "<tmx version='1.4'><header creationtool='t' creationtoolversion='1' "
           "segtype='sentence' o-tmf='t' adminlang='en' srclang='en' datatype='xml'/><body>\n<tu " +
           attributes + "><tuv xml:lang='en'><seg>" + segment + "</seg></tuv></tu></body></tmx>";
}
std::string xliff(const std::string& content, const std::string& attributes = "") {
    return "<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'><file original='a' "
           "source-language='en' target-language='kk' datatype='xml'><body>\n<trans-unit id='1'" +
           attributes + ">" + content + "</trans-unit></body></file></xliff>";
}
std::string segments(const std::string& seg_source, const std::string& target) {
    return xliff("<source>a b</source><seg-source>" + seg_source + "</seg-source><target>" +
                 target + "</target>");
}
std::string segment(const std::string& number) {
    return "<mrk mtype='seg' mid='" + number + "'>a</mrk>";
}

std::string tbx(const std::string& attributes, const std::string& content) {
    return "<martif type='TBX-Basic' xml:lang='en'><martifHeader/><text><body>\n<termEntry "
           "id='c1'><langSet " +
           attributes + ">" + content + "</langSet></termEntry></body></text></martif>";
}
std::string tbx3(const std::string& content) {
    return "<tbx type='TBX-Basic' style='dca' xml:lang='en' xmlns='urn:iso:std:iso:30042:ed-2'>"
           "<tbxHeader/><text><body>\n<conceptEntry id='c1'><langSec xml:lang='kk'>" +
           content + "</langSec></conceptEntry></body></text></tbx>";
}
std::string ude(const std::string& attributes) {
    std::string file = tmx("", "a");
    file.insert(file.find("datatype='xml'/>") + 14,
                ">\n<ude name='u' " + attributes +
                    "><map unicode='#xF8FF' code='#xF0' ent='a'/></ude></header");
    file.erase(file.find("</header/>") + 8, 1);
    return file;
}
std::string srx(const std::string& mapped, const std::string& after) {
    return "<srx version='2.0' xmlns='http://www.lisa.org/srx20'><header segmentsubflows='yes' "
           "cascade='no'/><body><languagerules><languagerule languagerulename='a'>\n<rule>"
           "<afterbreak>" +
           after + "</afterbreak></rule></languagerule><languagerule languagerulename='b'>" +
           "<rule/></languagerule></languagerules><maprules><languagemap languagepattern='.*' " +
           "languagerulename='" + mapped + "'/></maprules></body></srx>";
}
const std::string term = "<tig><term>a</term></tig>";

/// A rule, a file that keeps it and one that breaks it once.
struct RuleInWords {
    std::string rule;
    std::string valid;
    std::string invalid;
};
std::ostream& operator<<(std::ostream& out, const RuleInWords& sample) {
    return out << sample.rule << ": " << sample.invalid;
}

const std::vector<RuleInWords> rules_in_words{
    {"code-pair", tmx("", "<bpt i='1'/>a<bpt i='2'/>b<ept i='1'/><ept i='2'/>"),
     tmx("", "<bpt i='1'/>a")},
    {"code-pair", tmx("", "<bpt i='1'/>a<ept i='1'/>"), tmx("", "a<ept i='1'/>")},
    {"code-pair", tmx("", "<bpt i='1'/>a<ept i='1'/>"),
     tmx("", "<bpt i='1'/>a<ept i='1'/><ept i='1'/>")},
    {"code-pair", tmx("", "<bpt i='1'/>a<ept i='1'/>"),
     tmx("", "<bpt i='1'/><bpt i='1'/>a<ept i='1'/>")},
    {"date", tmx("creationdate='20240229T235959Z'", "a"),
     tmx("creationdate='20230229T235959Z'", "a")},
    {"date", tmx("changedate='19991231T000000Z'", "a"),
     tmx("lastusagedate='1999-12-31T00:00:00Z'", "a")},
    {"language-tag", tmx("srclang='zh-Hans'", "a"), tmx("srclang='en_US'", "a")},
    {"language-tag", tmx("srclang='*all*'", "a"), tmx("srclang='*'", "a")},
    {"number", tmx("usagecount='3'", "a"), tmx("usagecount='three'", "a")},
    {"number", tmx("", "<ph x='1'/>"), tmx("", "<ph x='a'/>")},
    {"number", tmx("", "<bpt i='1'/><ept i='1'/>"), tmx("", "<bpt i=''/>")},
    {"ude-base", ude("base='Macintosh'"), ude("")},
    {"tuid", tmx("tuid='a-1'", "a"), tmx("tuid='a 1'", "a")},
    {"code-pair", xliff("<source><bpt id='1'/>a<ept id='1'/></source>"),
     xliff("<source><bpt id='1'/>a</source>")},
    {"code-pair", xliff("<source><bx id='1' rid='9'/>a<ex id='2' rid='9'/></source>"),
     xliff("<source><bx id='1' rid='9'/>a</source>")},
    // a code may be cloned
    {"code-pair",
     xliff("<source>a</source><target><bx id='1'/>a<ex id='1'/><bx id='1'/>b"
           "<ex id='1'/></target>"),
     xliff("<source>a</source><target><bx id='1'/>a<bx id='1'/>b<ex id='1'/></target>")},
    {"language-tag", xliff("<source xml:lang='en'>a</source>"),
     xliff("<source xml:lang='e'>a</source>")},
    {"segment-mid", segments(segment("1") + segment("2"), segment("2") + segment("1")),
     segments(segment("1"), "<mrk mtype='seg'>a</mrk>")},
    {"segment-mid", segments(segment("1"), segment("1")),
     segments(segment("1"), segment("1") + segment("1"))},
    {"tbx-language", tbx("xml:lang='kk'", term), tbx("", term)},
    {"tbx-language", tbx("xml:lang='kk'", term), tbx("xml:lang='k'", term)},
    {"tbx-term", tbx("xml:lang='kk'", term), tbx("xml:lang='kk'", "<tig><term> </term></tig>")},
    {"tbx-structure", tbx("xml:lang='kk'", term), tbx("xml:lang='kk'", term + "<term>a</term>")},
    {"tbx-structure", tbx("xml:lang='kk'", term),
     tbx("xml:lang='kk'", "<tig><note>n</note><term>a</term></tig>")},
    {"tbx-structure", tbx("xml:lang='kk'", term), tbx("xml:lang='kk'", "text" + term)},
    {"tbx-structure", tbx("xml:lang='kk'", term), tbx("xml:lang='kk'", "")},
    {"tbx-term", tbx("xml:lang='kk'", term), tbx("xml:lang='kk'", "<tig/>")},
    {"srx-languagemap", srx("b", "a"), srx("c", "a")},
    {"srx-expression", srx("a", "[a-z]+"), srx("a", "[a-z")},
    {"tbx-id", tbx("xml:lang='kk'", term),
     tbx("xml:lang='kk'", "<tig id='c1'><term>a</term></tig>")},
    {"tbx-category", tbx("xml:lang='kk'", "<descrip type='definition'>d</descrip>" + term),
     tbx("xml:lang='kk'", "<descrip type='colour'>d</descrip>" + term)},
    {"tbx-value",
     tbx3("<termSec><term>a</term><termNote type='partOfSpeech'>noun</termNote></termSec>"),
     tbx3("<termSec><term>a</term><termNote type='partOfSpeech'>word</termNote></termSec>")},
    {"tbx-ref",
     tbx3("<ref type='crossReference' target='c1'>a</ref><termSec><term>a</term></termSec>"),
     tbx3("<ref type='crossReference' target='c2'>a</ref><termSec><term>a</term></termSec>")},
    {"xid", xliff("<source><ph id='1' xid='1'/></source>"),
     xliff("<source><ph id='1' xid='2'/></source>")},
};

BOOST_DATA_TEST_CASE(a_file_that_keeps_a_rule_in_words_is_valid, rules_in_words) {
    const TemporaryFolder folder;
    const Validation found = validate_file(folder.write("a.xml", sample.valid));
    for (const ValidationFault& fault : found.faults) BOOST_TEST_MESSAGE(fault.message);
    BOOST_TEST(found.faults.empty(), sample.valid);
}

BOOST_DATA_TEST_CASE(a_file_that_breaks_a_rule_in_words_has_that_fault, rules_in_words) {
    const TemporaryFolder folder;
    const Validation found = validate_file(folder.write("a.xml", sample.invalid));
    BOOST_TEST_REQUIRE(found.faults.size() == 1U);
    const ValidationFault& fault = found.faults.front();
    BOOST_TEST(fault.rule == sample.rule);
    BOOST_TEST(fault.place.line == 2U);
    BOOST_TEST((fault.clause.starts_with("TMX 1.4, ") || fault.clause.starts_with("XLIFF 1.2, ") ||
                fault.clause.starts_with("SRX 2.0, ") || fault.clause.starts_with("ISO 30042, ")));
}

}  // namespace
}  // namespace egiz::test
