// SPDX-License-Identifier: Apache-2.0
#include "formats/report/leverage_report.hpp"

#include <boost/test/unit_test.hpp>

#include <sstream>
#include <string>

namespace egiz::formats {
namespace {

LeverageReport example() {
    LeverageReport report;
    report.title = "Analysis en → ru";
    report.subtitle = "Memory a.db";
    report.tool_version = "1";
    report.tables = {
        {"<b>a&b</b>.txt", {{"100", 2, 1234567, 30}, {"new", 0, 0, 0}}, {"total", 2, 1234567, 30}}};
    report.failures = {"x.txt: <script>"};
    return report;
}

std::string page_of(const LeverageReport& report) {
    std::ostringstream out;
    write_leverage_report(out, report);
    return out.str();
}

BOOST_AUTO_TEST_CASE(names_are_text_and_never_markup) {
    const std::string page = page_of(example());
    BOOST_TEST(page.find("&lt;b&gt;a&amp;b&lt;/b&gt;.txt") != std::string::npos);
    BOOST_TEST(page.find("<b>") == std::string::npos);
    BOOST_TEST(page.find("<script") == std::string::npos);
    BOOST_TEST(page.find("Not counted") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_page_shows_the_numbers_and_loads_nothing) {
    const std::string page = page_of(example());
    BOOST_TEST(page.find("1\u202F234\u202F567") != std::string::npos);
    BOOST_TEST(page.find("<td>100.0</td>") != std::string::npos);
    BOOST_TEST(page.find("default-src 'none'") != std::string::npos);
    BOOST_TEST(page.find("style-src 'sha256-") != std::string::npos);
    BOOST_TEST(page.find("http://") == std::string::npos);
    BOOST_TEST(page.find("style=") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_report_of_nothing_is_still_a_page) {
    LeverageReport report;
    report.tables = {{"empty", {{"new", 0, 0, 0}}, {"total", 0, 0, 0}}};
    const std::string page = page_of(report);
    BOOST_TEST(page.find("<td>0.0</td>") != std::string::npos);
    BOOST_TEST(page.find("</html>") != std::string::npos);
}

}  // namespace
}  // namespace egiz::formats
