// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/validate.hpp"
#include "tests/support/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

namespace egiz::formats {
namespace {

constexpr const char* tmx =
    "<?xml version=\"1.0\"?>\n<tmx version=\"1.4\">\n<header creationtool=\"t\" "
    "creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"t\" adminlang=\"en\" srclang=\"en\" "
    "datatype=\"plaintext\"/>\n<body>\n<tu>\n<tuv "
    "xml:lang=\"en\"><seg>a</seg></tuv>\n</tu>\n</body>\n</tmx>";
constexpr const char* xliff_2 =
    "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"en\">\n"
    "<file id=\"f\">\n<unit "
    "id=\"u\"><segment><source>a</source></segment></unit>\n</file>\n</xliff>";

std::string without(std::string text, const std::string& part) {
    text.erase(text.find(part), part.size());
    return text;
}

BOOST_AUTO_TEST_CASE(valid_files_are_named_by_their_standard) {
    const test::TemporaryFolder folder;
    const Validation a = validate_file(folder.write("a.tmx", tmx));
    BOOST_TEST(a.standard == "TMX 1.4");
    BOOST_TEST(a.faults.empty());
    const Validation b = validate_file(folder.write("b.xlf", xliff_2));
    BOOST_TEST(b.standard == "XLIFF 2.0");
    BOOST_TEST(b.faults.empty());
}

BOOST_AUTO_TEST_CASE(a_fault_has_its_line_and_reason) {
    const test::TemporaryFolder folder;
    const Validation a = validate_file(folder.write("a.tmx", without(tmx, " xml:lang=\"en\"")));
    BOOST_TEST_REQUIRE(a.faults.size() == 1U);
    BOOST_TEST(a.faults[0].place.line == 6U);
    BOOST_TEST(a.faults[0].message.find("lang") != std::string::npos);
    const Validation b = validate_file(folder.write("b.xlf", without(xliff_2, " id=\"u\"")));
    BOOST_TEST_REQUIRE(!b.faults.empty());
    BOOST_TEST(b.faults[0].place.line == 3U);
}

BOOST_AUTO_TEST_CASE(broken_xml_is_a_fault_like_any_other) {
    const test::TemporaryFolder folder;
    BOOST_TEST(
        !validate_file(folder.write("a.tmx", std::string(tmx).substr(0, 200))).faults.empty());
    BOOST_TEST(!validate_file(folder.write("b.tmx", "<tmx>\xFF</tmx>")).faults.empty());
}

BOOST_AUTO_TEST_CASE(a_file_of_no_known_standard_cannot_be_judged) {
    const test::TemporaryFolder folder;
    BOOST_CHECK_THROW(static_cast<void>(validate_file(folder.write("a.xml", "<html/>"))), Error);
    BOOST_CHECK_THROW(static_cast<void>(validate_file(folder / "none.tmx")), Error);
}

}  // namespace
}  // namespace egiz::formats
