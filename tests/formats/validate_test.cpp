// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/validate.hpp"

#include "tests/support/temporary_folder.hpp"
#include "text/error.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <thread>
#include <vector>

namespace egiz::test {
namespace {

using formats::validate_file;
using formats::Validation;

const std::string header =
    "<header creationtool='t' creationtoolversion='1' segtype='sentence' o-tmf='t' adminlang='en' "
    "srclang='en' datatype='plaintext'/>";

std::string valid_tmx(const std::string& version, const std::string& body) {
    return "<tmx version='" + version + "'>" + header + "<body>\n" + body + "\n</body></tmx>";
}
std::string valid_xliff12(const std::string& unit) {
    return "<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'><file original='a' "
           "source-language='en' target-language='ru' datatype='plaintext'><body>\n" +
           unit + "\n</body></file></xliff>";
}
std::string xliff2(const std::string& version, const std::string& space, const std::string& unit) {
    return "<xliff version='" + version + "' xmlns='urn:oasis:names:tc:xliff:document:" + space +
           "' xmlns:mda='urn:oasis:names:tc:xliff:metadata:2.0' srcLang='en' trgLang='ru'><file "
           "id='f'>\n" +
           unit + "\n</file></xliff>";
}

struct JudgedFile {
    std::string name;
    std::string bytes;
    std::string standard;
    std::size_t faults;
    std::string in_message = {};  ///< of the first fault
};
std::ostream& operator<<(std::ostream& out, const JudgedFile& sample) { return out << sample.name; }

const std::string tuv = "<tuv xml:lang='en'><seg>a<ph/></seg></tuv>";
const std::string unit2 =
    "<unit id='u'><mda:metadata><mda:metaGroup><mda:meta type='t'>x</mda:meta></mda:metaGroup>"
    "</mda:metadata><segment state='final'><source>a</source><target>b</target></segment></unit>";

const std::vector<JudgedFile> judged_files{
    {"TMX 1.4", valid_tmx("1.4", "<tu><note>n</note>" + tuv + "</tu>"), "TMX 1.4", 0},
    {"TMX 1.4 with document type", "<!DOCTYPE tmx SYSTEM 'tmx14.dtd'>" + valid_tmx("1.4", ""),
     "TMX 1.4", 0},
    {"TMX 1.1", valid_tmx("1.1", "<tu><tuv lang='en'><seg>a</seg></tuv></tu>"), "TMX 1.1", 0},
    {"TMX 1.2", valid_tmx("1.2", "<tu><tuv lang='en'><seg><hi>a</hi></seg></tuv></tu>"), "TMX 1.2",
     0},
    {"TMX 1.3", valid_tmx("1.3", "<tu>" + tuv + "</tu>"), "TMX 1.3", 0},
    {"xml:lang in TMX 1.1", valid_tmx("1.1", "<tu><tuv xml:lang='en'><seg>a</seg></tuv></tu>"),
     "TMX 1.1", 2, "lang"},
    {"a version that is none", valid_tmx("2.0", ""), "TMX 1.4", 1, "version"},
    {"no xml:lang", valid_tmx("1.4", "<tu><tuv><seg>a</seg></tuv></tu>"), "TMX 1.4", 1, "xml:lang"},
    {"a note after tuv", valid_tmx("1.4", "<tu>" + tuv + "<note>n</note></tu>"), "TMX 1.4", 1,
     "note"},
    {"no tuv", valid_tmx("1.4", "<tu/>"), "TMX 1.4", 1, "tu"},
    {"an unknown element",
     valid_tmx("1.4", "<tu><tuv xml:lang='en'><seg><g>a</g></seg></tuv></tu>"), "TMX 1.4", 2, "g"},
    {"an unknown attribute", valid_tmx("1.4", "<tu colour='red'>" + tuv + "</tu>"), "TMX 1.4", 1,
     "colour"},
    {"a word that is not in the list", valid_tmx("1.4", "<tu segtype='page'>" + tuv + "</tu>"),
     "TMX 1.4", 1, "page"},
    {"text where none may be", valid_tmx("1.4", "<tu>text" + tuv + "</tu>"), "TMX 1.4", 1, "Text"},
    {"XLIFF 1.2", valid_xliff12("<trans-unit id='1'><source>a</source></trans-unit>"), "XLIFF 1.2",
     0},
    {"XLIFF 1.2 with an attribute of a tool",
     valid_xliff12("<trans-unit id='1'><source xmlns:t='urn:t' t:x='1'>a</source></trans-unit>"),
     "XLIFF 1.2 transitional", 0},
    {"XLIFF 1.2 without id", valid_xliff12("<trans-unit><source>a</source></trans-unit>"),
     "XLIFF 1.2", 2, "id"},
    {"XLIFF 1.2 with an id twice",
     valid_xliff12(
         "<trans-unit id='1'><source>a</source></trans-unit>\n<trans-unit id='1'><source>a</source>"
         "</trans-unit>"),
     "XLIFF 1.2", 1, "key"},
    {"XLIFF 1.2 without namespace",
     "<xliff version='1.2'><file original='a' source-language='en' datatype='xml'><body/></file>"
     "</xliff>",
     "XLIFF 1.2", 1, "namespace"},
    {"XLIFF 2.1 without namespace", "<xliff version='2.1' srcLang='en'/>", "XLIFF 2.1", 1,
     "xmlns=\"urn:oasis:names:tc:xliff:document:2.0\""},
    {"XLIFF 2.0", xliff2("2.0", "2.0", unit2), "XLIFF 2.0", 0},
    {"XLIFF 2.1", xliff2("2.1", "2.0", unit2), "XLIFF 2.1", 0},
    {"XLIFF 2.2", xliff2("2.2", "2.2", unit2), "XLIFF 2.2", 0},
    {"a state of 1.2 in 2.0",
     xliff2("2.0", "2.0", "<unit id='u'><segment state='new'><source>a</source></segment></unit>"),
     "XLIFF 2.0", 1, "state"},
    {"broken metadata in 2.0",
     xliff2("2.0", "2.0",
            "<unit id='u'><mda:metadata/>\n<segment><source>a"
            "</source></segment></unit>"),
     "XLIFF 2.0", 1, "metadata"},
    {"SRX 2.0",
     "<srx version='2.0' xmlns='http://www.lisa.org/srx20'><header segmentsubflows='yes' "
     "cascade='no'>"
     "<formathandle type='start' include='no'/><formathandle type='end' include='yes'/>"
     "<formathandle type='isolated' include='no'/></header><body><languagerules><languagerule "
     "languagerulename='d'><rule><beforebreak>a</beforebreak></rule></languagerule></languagerules>"
     "<maprules><languagemap languagepattern='.*' languagerulename='d'/></maprules></body></srx>",
     "SRX 2.0", 0},
    {"not well-formed", valid_tmx("1.4", "<tu>"), "TMX 1.4", 1, "mismatch"},
    {"XLIFF 1.2 cut off", valid_xliff12("<trans-unit id='1'><source>a</source>").substr(0, 230),
     "XLIFF 1.2", 1, "well-formed"},
    {"no root", "<!-- a", "XML", 1, "well-formed"},
    {"no UTF-8", "<a>\xFF</a>", "XML", 1, "UTF-8"},
    {"an external entity",
     "<!DOCTYPE tmx [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" +
         valid_tmx("1.4", "<tu><note>&e;</note>" + tuv + "</tu>"),
     "TMX 1.4", 1, "not opened"},
};
BOOST_DATA_TEST_CASE(files_are_judged_by_their_standard, judged_files) {
    const TemporaryFolder folder;
    const Validation validation = validate_file(folder.write("a.xml", sample.bytes));
    BOOST_TEST(validation.standard == sample.standard);
    for (const Warning& fault : validation.faults) {
        BOOST_TEST_MESSAGE(fault.place.to_string() + ": " + fault.message);
    }
    BOOST_TEST(validation.faults.size() == sample.faults);
    if (!validation.faults.empty()) {
        BOOST_TEST(validation.faults[0].message.find(sample.in_message) != std::string::npos,
                   validation.faults[0].message);
        BOOST_TEST(validation.faults[0].place.file.ends_with("a.xml"));
        BOOST_TEST(validation.faults[0].place.line > 0U);
    }
}

BOOST_DATA_TEST_CASE(files_of_no_standard_and_files_that_are_not_there_are_errors,
                     boost::unit_test::data::make(std::vector<std::string>{
                         "<html/>", "<xliff version='1.0'/>", "<tmx xmlns='urn:x'/>"})) {
    const TemporaryFolder folder;
    BOOST_CHECK_EXCEPTION(
        static_cast<void>(validate_file(folder.write("a.xml", sample))), Error,
        [](const Error& error) { return error.fault() == Fault::input && !error.hint().empty(); });
    BOOST_CHECK_THROW(static_cast<void>(validate_file(folder / "none.tmx")), Error);
    BOOST_CHECK_THROW(static_cast<void>(validate_file(folder.path().string())), Error);
}

BOOST_AUTO_TEST_CASE(lines_beyond_65535_are_told) {
    const TemporaryFolder folder;
    const std::string lines(100'000, '\n');
    const auto tmx_faults =
        validate_file(folder.write("a.tmx", valid_tmx("1.4", lines + "<tu/>"))).faults;
    BOOST_TEST_REQUIRE(tmx_faults.size() == 1U);
    BOOST_TEST(tmx_faults[0].place.line == 100'002U);
    const auto xliff_faults =
        validate_file(
            folder.write("a.xlf",
                         valid_xliff12(lines + "<trans-unit><source>a</source></trans-unit>")))
            .faults;
    BOOST_TEST_REQUIRE(xliff_faults.size() == 2U);  // no id, and so no key
    BOOST_TEST(xliff_faults[0].place.line == 100'002U);
}

BOOST_AUTO_TEST_CASE(the_number_of_faults_is_bounded) {
    const TemporaryFolder folder;
    std::string many, many_units;
    for (int i = 0; i < 3000; ++i) {
        many += "<tu/>\n";
        many_units += "<trans-unit><source>a</source></trans-unit>\n";
    }
    BOOST_TEST(validate_file(folder.write("a.tmx", valid_tmx("1.4", many))).faults.size() == 1001U);
    BOOST_TEST(validate_file(folder.write("a.xlf", valid_xliff12(many_units))).faults.size() ==
               1001U);
}

BOOST_AUTO_TEST_CASE(harmful_files_are_faults) {
    const TemporaryFolder folder;
    std::string flood = "<tmx version='1.4'>\n<header";
    for (int i = 0; i < 100'000; ++i) flood += " x" + std::to_string(i) + "=''";
    const auto validation = validate_file(folder.write("a.tmx", flood + "/></tmx>"));
    BOOST_TEST_REQUIRE(validation.faults.size() >= 1U);
    BOOST_TEST(validation.faults.back().message.find("256 attributes") != std::string::npos);
    std::string deep = xliff2("2.0", "2.0", "");
    deep.resize(deep.find("<file"));
    deep += "<file id='f'>";
    for (int i = 0; i < 100'000; ++i) deep += "<group id='g" + std::to_string(i) + "'>";
    BOOST_TEST(validate_file(folder.write("a.xlf", deep)).faults.size() >= 1U);
}

BOOST_AUTO_TEST_CASE(several_threads_may_validate_at_once) {
    const TemporaryFolder folder;
    const std::string good = folder.write("a.xlf", xliff2("2.0", "2.0", unit2));
    const std::string other = folder.write("b.tmx", valid_tmx("1.4", "<tu/>"));
    std::vector<std::thread> threads;
    std::vector<std::size_t> faults(8, 99);
    for (std::size_t i = 0; i < faults.size(); ++i) {
        threads.emplace_back(
            [&, i] { faults[i] = validate_file(i % 2 == 0 ? good : other).faults.size(); });
    }
    for (std::thread& thread : threads) thread.join();
    for (std::size_t i = 0; i < faults.size(); ++i) BOOST_TEST(faults[i] == i % 2);
}

}  // namespace
}  // namespace egiz::test
