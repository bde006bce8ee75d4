// SPDX-License-Identifier: Apache-2.0
#include "text/unicode.hpp"

#include "text/icu.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <unicode/normalizer2.h>

#include <ostream>
#include <string>
#include <vector>

namespace egiz {
namespace {

using namespace std::string_literals;

/// Awkward bytes of all kinds, for properties.
const std::vector<std::string> awkward_texts{
    "",
    "plain",
    "\xEF\xBB\xBF"
    "BOM",
    "ё қ ң 。」",
    "е\u0308 NFD",
    "😀👩‍👩‍👧",
    "a\0b"s,
    "\xFF\xFE\x80",
    "\xE4\xB8",
    "ab\xC3",
    "\xED\xA0\x80 surrogate",
    "\xF4\x90\x80\x80 beyond",
    " \t\r\n\u00A0\u3000",
};

struct Utf8Case {
    const char* what;
    std::string bytes;
    int first_fault;  ///< -1: none

    friend std::ostream& operator<<(std::ostream& out, const Utf8Case& c) { return out << c.what; }
};
const std::vector<Utf8Case> utf8_cases{
    {"empty", "", -1},
    {"ASCII", "abc", -1},
    {"four languages and an emoji", "aжқ中\U0001F600", -1},
    {"the last code point", "\xF4\x8F\xBF\xBF", -1},
    {"a lone continuation byte", "ab\x80", 2},
    {"a cut sequence at the end", "a\xE4\xB8", 1},
    {"a cut sequence inside",
     "\xE4\xB8"
     "a",
     0},
    {"an overlong slash", "a\xC0\xAF", 1},
    {"overlong in three bytes", "\xE0\x80\xAF", 0},
    {"a surrogate", "\xED\xA0\x80", 0},
    {"just beyond U+10FFFF", "\xF4\x90\x80\x80", 0},
    {"far beyond U+10FFFF", "x\xF5\x80\x80\x80", 1},
    {"a cut character", "ж\xD0", 2},
    {"a byte that UTF-8 never has", "abc\xFE", 3},
};
BOOST_DATA_TEST_CASE(ill_formed_utf_8_is_found_where_it_is, utf8_cases) {
    const auto fault = find_invalid_utf8(sample.bytes);
    BOOST_TEST((fault ? static_cast<int>(*fault) : -1) == sample.first_fault);
}

BOOST_DATA_TEST_CASE(ill_formed_utf_8_is_found_in_long_texts_too, utf8_cases) {
    for (std::size_t before = 0; before < 40; ++before) {
        std::string text;
        while (text.size() < before) text += before % 2 == 0 ? "ж" : "x";
        const std::size_t begin = text.size();
        text +=
            std::string(sample.bytes) + "ж中\U0001F600 and what is behind it, in more than a block";
        const auto fault = find_invalid_utf8(text);
        BOOST_TEST((fault ? static_cast<int>(*fault - begin) : -1) == sample.first_fault);
    }
}

struct LineCase {
    const char* text;
    std::size_t offset;
    std::size_t line;

    friend std::ostream& operator<<(std::ostream& out, const LineCase& c) {
        return out << "line " << c.line << " at byte " << c.offset;
    }
};
const std::vector<LineCase> line_cases{
    {"", 0, 1},       {"a\nb", 0, 1},         {"a\nb\rc\r\nd", 1, 1}, {"a\nb\rc\r\nd", 2, 2},
    {"a\rb", 2, 2},   {"a\nb\rc\r\nd", 4, 3}, {"a\nb\rc\r\nd", 7, 4}, {"a\r\nb", 2, 1},
    {"\n\n\n", 3, 4}, {"\r\r\n\n", 4, 4},     {"a\nb", 99, 2},
};
BOOST_DATA_TEST_CASE(lines_end_in_lf_cr_and_crlf, line_cases) {
    BOOST_TEST(line_of(sample.text, sample.offset) == sample.line);
}

BOOST_AUTO_TEST_CASE(code_points_are_read_in_both_directions) {
    for (const std::string& text : awkward_texts) {
        if (find_invalid_utf8(text)) continue;
        std::u32string forwards;
        for (std::size_t at = 0; at < text.size();) forwards += next_code_point(text, at);
        std::u32string backwards;
        for (std::size_t at = text.size(); at > 0;) {
            backwards.insert(0, 1, previous_code_point(text, at));
        }
        BOOST_TEST((forwards == backwards));
        BOOST_TEST((forwards == to_utf32(text)));
        BOOST_TEST(count_code_points(text) == forwards.size());
        std::string again;
        for (const char32_t c : forwards) append_utf8(again, c);
        BOOST_TEST(again == text);
    }
    BOOST_TEST((to_utf32("aж中\U0001F600") == U"aж中\U0001F600"));
}

BOOST_AUTO_TEST_CASE(reading_always_moves_on_and_stays_inside) {
    for (const std::string& text : awkward_texts) {
        for (std::size_t start = 0; start < text.size(); ++start) {
            std::size_t offset = start;
            static_cast<void>(next_code_point(text, offset));
            BOOST_TEST(offset > start);
            BOOST_TEST(offset <= text.size());
            offset = start + 1;
            static_cast<void>(previous_code_point(text, offset));
            BOOST_TEST(offset <= start);
        }
    }
}

BOOST_AUTO_TEST_CASE(ill_formed_bytes_read_as_replacement_characters) {
    BOOST_TEST((to_utf32("a\xFF"
                         "b") == U"a\uFFFDb"));
    BOOST_TEST((to_utf32("\x80\x80") == U"\uFFFD\uFFFD"));
}

struct ClassCase {
    char32_t c;
    const char* classes;  ///< s space, l letter, u upper, w lower, d digit, h Han

    friend std::ostream& operator<<(std::ostream& out, const ClassCase& c) {
        return out << "U+" << std::hex << static_cast<unsigned>(c.c);
    }
};
const std::vector<ClassCase> class_cases{
    {U' ', "s"},      {U'\t', "s"},     {U'\u00A0', "s"}, {U'\u202F', "s"}, {U'\u3000', "s"},
    {U'\u200B', "s"}, {U'\uFEFF', "s"}, {U'a', "lw"},     {U'Қ', "lu"},     {U'ё', "lw"},
    {U'ǅ', "lu"},     {U'7', "d"},      {U'７', "d"},     {U'٣', "d"},      {U'中', "lh"},
    {U'〇', "lh"},    {U'あ', "l"},     {U'。', ""},      {U'-', ""},       {U'½', ""},
    {U'𠀀', "lh"},    {U'\0', ""},      {U'😀', ""},
};
BOOST_DATA_TEST_CASE(a_character_is_of_the_classes_it_should_be, class_cases) {
    std::string classes;
    if (is_space(sample.c)) classes += 's';
    if (is_letter(sample.c)) classes += 'l';
    if (is_upper(sample.c)) classes += 'u';
    if (is_lower(sample.c)) classes += 'w';
    if (is_digit(sample.c)) classes += 'd';
    if (is_han(sample.c)) classes += 'h';
    BOOST_TEST(classes == sample.classes);
}

BOOST_AUTO_TEST_CASE(ends_are_trimmed_of_every_white_space) {
    const std::string text = "\t\u00A0\u3000 a b \u2003\r\n";
    const Range range = trim(text, {0, text.size()});
    BOOST_TEST(slice(text, range) == "a b");
    BOOST_TEST((trim(text, range) == range));
    BOOST_TEST(trim(" \n", {0, 2}).empty());
    BOOST_TEST(trim(text, {4, 4}).empty());
}

BOOST_AUTO_TEST_CASE(lengths_count_code_points) {
    BOOST_TEST(count_code_points("қала 中") == 6U);
    BOOST_TEST(visible_length("қала 中") == 5U);
    BOOST_TEST(visible_length("") == 0U);
    BOOST_TEST(visible_length(" a\u00A0b\u3000\n") == 2U);
}

BOOST_AUTO_TEST_CASE(folding_makes_variants_equal) {
    BOOST_TEST(fold("ＡＢＣ") == "abc");
    BOOST_TEST(fold("Straße") == fold("STRASSE"));
    BOOST_TEST(fold("Ё") == fold("е\u0308"));
    BOOST_TEST(fold("ҚАЗАҚ") == "қазақ");
    BOOST_TEST(fold("？") == "?");
    for (const std::string& text : awkward_texts) BOOST_TEST(fold(fold(text)) == fold(text));
}

BOOST_AUTO_TEST_CASE(composition_makes_equal_text_equal_bytes) {
    BOOST_TEST(nfc("е\u0308") == "ё");
    BOOST_TEST(nfc("и\u0306") == "й");
    BOOST_TEST(nfc("Ａ") == "Ａ");
    for (const std::string& text : awkward_texts) BOOST_TEST(nfc(nfc(text)) == nfc(text));
}

BOOST_AUTO_TEST_CASE(what_is_surely_composed_never_changes) {
    IcuStatus status;
    const icu::Normalizer2& form = *icu::Normalizer2::getNFCInstance(status);
    status.check("loading Unicode composition");
    std::size_t sure = 0;
    for (char32_t c = 1; c < 0x30000; ++c) {
        if (c >= 0xD800 && c < 0xE000) continue;
        std::string text;
        append_utf8(text, c);
        if (!is_surely_nfc(text)) continue;
        ++sure;
        BOOST_REQUIRE(form.isNormalized(icu::UnicodeString(static_cast<UChar32>(c)), status) != 0);
        // Nothing in front of it joins it.
        BOOST_REQUIRE(form.hasBoundaryBefore(static_cast<UChar32>(c)) != 0);
    }
    BOOST_TEST(sure > 20'000U);
    for (const char* text : {"Straße — «ёлка», “Қазақстан”", "中文，。", ""}) {
        BOOST_TEST(is_surely_nfc(text));
    }
    for (const char* text : {"е\u0308", "\xD0", "\xE4\xB8", "\xFF", "\u2126", "か\u3099"}) {
        BOOST_TEST(!is_surely_nfc(text));
    }
}

BOOST_AUTO_TEST_CASE(text_is_canonically_equal_if_composition_makes_it_the_same) {
    BOOST_TEST(canonically_equal("ёлка", "е\u0308лка"));
    BOOST_TEST(canonically_equal("\u2126", "\u03A9"));
    BOOST_TEST(!canonically_equal("ёлка", "елка"));
    BOOST_TEST(!canonically_equal("\uFF21", "A"), "alike for compatibility only");
}

}  // namespace
}  // namespace egiz
