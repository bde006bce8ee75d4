// SPDX-License-Identifier: Apache-2.0
#include "formats/report/report.hpp"

#include "tests/formats/report_samples.hpp"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <unistd.h>
#include <vector>

namespace {

using namespace egiz;
using namespace egiz::formats;
using nlohmann::json;

const std::string data_begin = "<script type=\"application/json\" id=\"data\">";

std::string between(const std::string& text, const std::string& begin, const std::string& end) {
    const std::size_t from = text.find(begin);
    BOOST_TEST_REQUIRE(from != std::string::npos, "no " << begin);
    const std::size_t start = from + begin.size();
    return text.substr(start, text.find(end, start) - start);
}

std::string data_of(const std::string& page) { return between(page, data_begin, "</script>"); }

/// The page without its data.
std::string frame_of(const std::string& page) {
    std::string frame = page;
    const std::string data = data_of(page);
    frame.erase(frame.find(data_begin) + data_begin.size(), data.size());
    return frame;
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++found;
    }
    return found;
}

/// SHA-256 of `content` in Base64, by the system's tools.
std::string sha256_base64(const std::string& content) {
    const std::string path =
        (std::filesystem::temp_directory_path() / ("egiz-report-" + std::to_string(::getpid())))
            .string();
    std::ofstream(path, std::ios::binary) << content;
    const std::string command = "sha256sum '" + path + "'";
    FILE* pipe = ::popen(command.c_str(), "r");
    BOOST_TEST_REQUIRE(pipe != nullptr);
    std::string hex(64, ' ');
    const std::size_t got = std::fread(hex.data(), 1, hex.size(), pipe);
    ::pclose(pipe);
    std::filesystem::remove(path);
    BOOST_TEST_REQUIRE(got == hex.size());
    constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    hex += "00";  // 33 bytes: the last of the 44 characters is padding
    std::string base64;
    for (std::size_t i = 0; i < 66; i += 6) {
        const unsigned long three = std::stoul(hex.substr(i, 6), nullptr, 16);
        for (const unsigned shift : {18U, 12U, 6U, 0U}) base64 += alphabet[(three >> shift) & 63U];
    }
    base64.back() = '=';
    return base64;
}

/// Keys by language of an object literal of objects; plural forms lie deeper and do not count.
std::map<std::string, std::set<std::string>> keys_of_catalogue(const std::string& literal) {
    std::map<std::string, std::set<std::string>> keys;
    std::string language;
    std::string token;
    int depth = 0;
    for (std::size_t i = 0; i < literal.size(); ++i) {
        const char c = literal[i];
        if (c == '\'') {
            const std::size_t end = literal.find('\'', i + 1);
            token = literal.substr(i + 1, end - i - 1);
            i = end;
        } else if (c == ':') {
            if (depth == 0) language = token;
            if (depth == 1) keys[language].insert(token);
            token.clear();
        } else if (c == '{' || c == '}') {
            depth += c == '{' ? 1 : -1;
        } else if (c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
            token += c;
        } else {
            token.clear();
        }
    }
    return keys;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(report)

BOOST_AUTO_TEST_CASE(the_data_in_the_page_are_the_model) {
    const Report model = sample_report();
    const json data = json::parse(data_of(page_of(model)));
    BOOST_TEST(data["title"] == model.title);
    BOOST_TEST(data["version"] == model.tool_version);
    for (const Doubt doubt : all_doubts) {
        BOOST_TEST(data["doubts"][std::string(name(doubt))] == static_cast<unsigned>(doubt));
    }
    BOOST_TEST_REQUIRE(data["columns"].size() == model.columns.size());
    for (std::size_t c = 0; c < model.columns.size(); ++c) {
        BOOST_TEST(data["columns"][c]["language"] == model.columns[c].language.tag());
        BOOST_TEST(data["columns"][c]["name"] == model.columns[c].name);
        BOOST_TEST(data["columns"][c]["segments"] == model.columns[c].segments);
    }
    BOOST_TEST_REQUIRE(data["rows"].size() == model.rows.size());
    for (std::size_t r = 0; r < model.rows.size(); ++r) {
        const ReportRow& row = model.rows[r];
        BOOST_TEST_REQUIRE(data["rows"][r].size() == row.cells.size());
        for (std::size_t c = 0; c < row.cells.size(); ++c) {
            const ReportCell& cell = row.cells[c];
            const json& segments = data["rows"][r][c][0];
            const json& beads = data["rows"][r][c][1];
            BOOST_TEST_REQUIRE(segments.size() == cell.segments.size());
            for (std::size_t s = 0; s < cell.segments.size(); ++s) {
                BOOST_TEST(segments[s][0] == cell.segments[s].number);
                BOOST_TEST(segments[s][1] == cell.segments[s].text);
                BOOST_TEST(segments[s].size() ==
                           (cell.segments[s].unmatched_numbers.empty() ? 2U : 3U));
            }
            BOOST_TEST_REQUIRE(beads.size() == cell.beads.size());
            for (std::size_t b = 0; b < cell.beads.size(); ++b) {
                BOOST_TEST(beads[b][0] == cell.beads[b].type);
                BOOST_TEST(std::abs(beads[b][1].get<double>() - cell.beads[b].confidence) <=
                           0.0005);
                BOOST_TEST(beads[b][2] == cell.beads[b].doubts);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(flags_stand_with_their_bead) {
    Report model = sample_report();
    model.rows.resize(1);
    ReportBead& bead = model.rows[0].cells[1].beads[0];
    bead.flags = {{"tags", true, "the translation lacks <b>"}, {"spaces", false, "two\nlines"}};
    bead.states_confidence = false;
    const json data = json::parse(data_of(page_of(model)));
    const json& row = data["rows"][0];
    BOOST_TEST(row[1][1][0] ==
               json::parse(R"(["1-1",null,0,[["tags",1,"the translation lacks <b>"],)"
                           R"(["spaces",0,"two\nlines"]]])"));
    BOOST_TEST(row[2][1][0].size() == 3U);  // none where there are none
    for (const auto& doubt : data["doubts"]) BOOST_TEST(doubt != data["quality"]);
    const auto bit = data["quality"].get<unsigned>();
    BOOST_TEST((bit & (bit - 1)) == 0U);
}

BOOST_AUTO_TEST_CASE(numbers_are_marked_in_utf16_units) {
    Report model = sample_report();
    const std::string text = "😀 12 қала 345, 6";
    model.rows = {row_of({text})};
    auto& segment = model.rows[0].cells[0].segments[0];
    const std::size_t twelve = text.find("12");
    const std::size_t long_one = text.find("345");
    segment.unmatched_numbers = {{long_one, long_one + 3},
                                 {twelve, twelve + 2},
                                 {twelve + 1, twelve + 2},
                                 {text.size() - 1, text.size()},
                                 {3, 3},
                                 {9, 4},
                                 {2, 4000}};
    const json data = json::parse(data_of(page_of(model)));
    BOOST_TEST(data["rows"][0][0][0][0][2] == json({3, 5, 11, 14, 16, 17}));
}

BOOST_AUTO_TEST_CASE(texts_cannot_leave_the_data) {
    const Report model = hostile_report();
    const std::string page = page_of(model);
    const std::string data = data_of(page);
    BOOST_TEST(data.find('<') == std::string::npos);
    BOOST_TEST(data.find('\0') == std::string::npos);
    BOOST_TEST(!find_invalid_utf8(page).has_value());
    // All else is the page of a report with harmless texts, but for the title.
    Report harmless = sample_report();
    harmless.title = model.title;
    harmless.tool_version = model.tool_version;
    BOOST_TEST(frame_of(page) == frame_of(page_of(harmless)));
    BOOST_TEST(page.find("<title>&lt;/title&gt;&lt;script&gt;") != std::string::npos);
    const json rows = json::parse(data)["rows"];
    for (std::size_t r = 0; r < model.rows.size(); ++r) {
        const std::string& text = model.rows[r].cells[0].segments[0].text;
        if (find_invalid_utf8(text)) continue;
        BOOST_TEST(rows[r][0][0][0][1] == text);
    }
    BOOST_TEST(rows.back()[0][0][0][1] == "ill-formed \uFFFD and \uFFFD");
}

BOOST_AUTO_TEST_CASE(odd_models_are_made_even) {
    Report model = sample_report();
    model.rows = {ReportRow{}, row_of({"a", "b", "c", "d", "e"})};
    model.rows[1].cells[1].beads = {{"1-1", std::numeric_limits<double>::quiet_NaN(), 0},
                                    {"1-1", 7, 0},
                                    {"1-1", -1, 0},
                                    {"1-1", 0.12345, 63}};
    const json rows = json::parse(data_of(page_of(model)))["rows"];
    BOOST_TEST(rows[0] == json::parse("[[[],[]],[[],[]],[[],[]]]"));
    BOOST_TEST(rows[1].size() == 3U);
    BOOST_TEST(rows[1][1][1] ==
               json::parse(R"([["1-1",0,0],["1-1",1,0],["1-1",0,0],["1-1",0.123,63]])"));
    model.columns.clear();
    model.rows.clear();
    BOOST_TEST(json::parse(data_of(page_of(model)))["rows"].empty());
}

BOOST_AUTO_TEST_CASE(the_page_needs_nothing_from_outside) {
    const std::string frame = frame_of(page_of(sample_report()));
    for (const std::string reference :
         {"http:", "https:", "//www", " src=", "url(", "@import", "<link", "<iframe", "fetch(",
          "XMLHttpRequest", "WebSocket", "innerHTML", "outerHTML", "insertAdjacentHTML", "eval(",
          "document.write", "{{", "}}</"}) {
        BOOST_TEST(count(frame, reference) == 0U, reference);
    }
}

BOOST_AUTO_TEST_CASE(the_policy_allows_the_pages_own_scripts_and_style_only) {
    const std::string page = page_of(sample_report());
    const std::string policy =
        between(page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    BOOST_TEST(policy.find("default-src 'none'") == 0U);
    BOOST_TEST(policy.find("unsafe") == std::string::npos);
    std::string rest = frame_of(page);
    std::size_t scripts = 0;
    for (std::size_t at = rest.find("<script>"); at != std::string::npos;
         at = rest.find("<script>", at + 1)) {
        const std::string script = between(rest.substr(at), "<script>", "</script>");
        BOOST_TEST(policy.find("'sha256-" + sha256_base64(script) + "'") != std::string::npos);
        ++scripts;
    }
    BOOST_TEST(scripts == 5U);
    BOOST_TEST(count(policy, "sha256-") == scripts + 1);
    BOOST_TEST(policy.find("style-src 'sha256-" +
                           sha256_base64(between(page, "<style>", "</style>")) + "'") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_same_report_gives_the_same_bytes) {
    BOOST_TEST((page_of(sample_report()) == page_of(sample_report())));
}

BOOST_AUTO_TEST_CASE(every_language_of_the_page_says_everything) {
    const auto catalogue =
        keys_of_catalogue(between(page_of(sample_report()), "const catalogue = {", "\n};"));
    BOOST_TEST(catalogue.size() == 4U);
    BOOST_TEST_REQUIRE(catalogue.count("en") == 1U);
    const std::set<std::string>& english = catalogue.at("en");
    BOOST_TEST(english.size() > 50U);
    for (const auto& [language, keys] : catalogue) {
        BOOST_TEST_CONTEXT(language) {
            BOOST_TEST(keys == english, boost::test_tools::per_element());
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
