// SPDX-License-Identifier: Apache-2.0
#include "text/unicode.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <vector>

namespace egiz {
namespace {

struct Utf8Case {
    const char* what;
    std::string bytes;
    int first_fault;  ///< -1: none
    friend std::ostream& operator<<(std::ostream& out, const Utf8Case& c) { return out << c.what; }
};
const std::vector<Utf8Case> utf8_cases{
    {"ASCII", "abc", -1},
    {"four languages and an emoji", "aжқ中\U0001F600", -1},
    {"a lone continuation byte", "ab\x80", 2},
    {"an overlong slash", "a\xC0\xAF", 1},
    {"a surrogate", "\xED\xA0\x80", 0},
    {"beyond U+10FFFF", "x\xF5\x80\x80\x80", 1},
    {"a cut character", "ж\xD0", 2},
};
BOOST_DATA_TEST_CASE(ill_formed_utf_8_is_found_where_it_is, utf8_cases) {
    const auto fault = find_invalid_utf8(sample.bytes);
    BOOST_TEST((fault ? static_cast<int>(*fault) : -1) == sample.first_fault);
}

BOOST_AUTO_TEST_CASE(code_points_are_read_in_both_directions) {
    const std::string text = "aж中\U0001F600";
    std::u32string forwards;
    for (std::size_t at = 0; at < text.size();) forwards += next_code_point(text, at);
    BOOST_TEST((forwards == U"aж中\U0001F600"));
    BOOST_TEST((forwards == to_utf32(text)));
    std::u32string backwards;
    for (std::size_t at = text.size(); at > 0;) {
        backwards.insert(0, 1, previous_code_point(text, at));
    }
    BOOST_TEST((backwards == forwards));
    std::string again;
    for (const char32_t c : forwards) append_utf8(again, c);
    BOOST_TEST(again == text);
}

BOOST_AUTO_TEST_CASE(ends_are_trimmed_of_every_white_space) {
    const std::string text = "\t\u00A0\u3000 a b \u2003\r\n";
    BOOST_TEST(slice(text, trim(text, {0, text.size()})) == "a b");
    BOOST_TEST(trim(" \n", {0, 2}).empty());
}

BOOST_AUTO_TEST_CASE(lines_end_in_lf_cr_and_crlf) {
    const std::string text = "a\nb\rc\r\nd";
    BOOST_TEST(line_of(text, 0) == 1U);
    BOOST_TEST(line_of(text, 2) == 2U);
    BOOST_TEST(line_of(text, 4) == 3U);
    BOOST_TEST(line_of(text, 7) == 4U);
}

BOOST_AUTO_TEST_CASE(lengths_count_code_points) {
    BOOST_TEST(count_code_points("қала 中") == 6U);
    BOOST_TEST(visible_length("қала 中") == 5U);
}

BOOST_AUTO_TEST_CASE(folding_makes_forms_and_cases_equal) {
    BOOST_TEST(fold("ＡＢＣ Straße") == fold("abc strasse"));
    BOOST_TEST(nfc("и\u0306") == "й");
}

}  // namespace
}  // namespace egiz
