// SPDX-License-Identifier: Apache-2.0
// Opens reports in a real browser, where there is one: Debian's chromium, without a window.
#include "tests/formats/report_samples.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

namespace {

using namespace egiz::formats;

bool has_chromium() { return std::system("command -v chromium >/dev/null 2>&1") == 0; }

/// The document's HTML after the page's scripts have run.
std::string open_in_browser(const Report& report, const std::string& address = {}) {
    const std::filesystem::path directory =
        std::filesystem::temp_directory_path() / ("egiz-browser-" + std::to_string(::getpid()));
    std::filesystem::create_directories(directory);
    std::ofstream(directory / "report.html", std::ios::binary) << page_of(report);
    const std::string command =
        "timeout 120 chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage "
        "--disable-background-networking --disable-component-update --disable-sync --no-first-run "
        "--lang=en --window-size=1500,900 --virtual-time-budget=4000 --user-data-dir='" +
        (directory / "profile").string() + "' --dump-dom 'file://" +
        (directory / "report.html").string() + address + "' 2>/dev/null";
    std::string dom;
    if (FILE* pipe = ::popen(command.c_str(), "r")) {
        std::array<char, 65536> buffer{};
        while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
            dom.append(buffer.data(), got);
        }
        ::pclose(pipe);
    }
    std::error_code ignored;
    std::filesystem::remove_all(directory, ignored);
    return dom;
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

boost::test_tools::assertion_result browser_is_there(boost::unit_test::test_unit_id) {
    if (has_chromium()) return true;
    boost::test_tools::assertion_result skipped(false);
    skipped.message() << "SKIPPED: no chromium to open the report in (apt-get install chromium)";
    return skipped;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(report_in_browser, *boost::unit_test::precondition(browser_is_there))

BOOST_AUTO_TEST_CASE(the_page_runs_under_its_own_policy_and_shows_the_rows) {
    const std::string dom = open_in_browser(sample_report(), "#language=en");
    BOOST_TEST_REQUIRE(contains(dom, "class=\"ready\""));
    BOOST_TEST(contains(dom, "Привет, близнецы."));
    BOOST_TEST(contains(dom, "gap: missing in ru"));
    BOOST_TEST(
        contains(dom, "<span class=\"number\" title=\"No such number on the other side\">2014"));
    BOOST_TEST(contains(dom, "lang=\"zh\""));
    BOOST_TEST(contains(dom, "4 rows · 2 need a look"));  // the merge that is sure is no problem
    BOOST_TEST(contains(dom, "aria-rowcount=\"5\""));
}

BOOST_AUTO_TEST_CASE(the_address_chooses_filter_and_language) {
    const std::string dom = open_in_browser(sample_report(), "#filter=gap&row=2&language=zh");
    BOOST_TEST_REQUIRE(contains(dom, "class=\"ready\""));
    BOOST_TEST(contains(dom, "缺漏：ru 无对应"));
    BOOST_TEST(!contains(dom, "Привет, близнецы."));
    BOOST_TEST(contains(dom, "aria-activedescendant=\"r1\""));
}

BOOST_AUTO_TEST_CASE(flags_are_shown_counted_and_filtered) {
    Report report = sample_report();
    report.rows[0].cells[1].beads[0].flags = {{"tags", true, "the translation lacks <b>"}};
    const std::string dom = open_in_browser(report, "#filter=quality&language=en");
    BOOST_TEST_REQUIRE(contains(dom, "class=\"ready\""));
    BOOST_TEST(contains(dom, "the translation lacks &lt;b&gt;"));
    BOOST_TEST(contains(dom, "Привет, близнецы."));
    BOOST_TEST(!contains(dom, "2014"));
    BOOST_TEST(contains(dom, "4 rows · 3 need a look"));
}

BOOST_AUTO_TEST_CASE(hostile_texts_are_shown_and_do_nothing) {
    const std::string dom = open_in_browser(hostile_report(), "#language=en");
    BOOST_TEST_REQUIRE(contains(dom, "class=\"ready\""));
    BOOST_TEST(!contains(dom, "<title>taken"));
    BOOST_TEST(!contains(dom, "<img"));
    BOOST_TEST(!contains(dom, "<i>"));
    BOOST_TEST(contains(dom, "&lt;img src=x onerror="));
    BOOST_TEST(contains(dom, "<span class=\"control\">RLO</span>reversed"));
    BOOST_TEST(contains(dom, "<span class=\"control\">U+0000</span>escape"));
    BOOST_TEST(!contains(dom, "\xE2\x80\xAE"));
}

BOOST_AUTO_TEST_SUITE_END()
