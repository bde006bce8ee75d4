// SPDX-License-Identifier: Apache-2.0
#include "tm/substitution.hpp"

#include "tm/index/text_key.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>

namespace egiz::tm {
namespace {

/// The placeables of a text: `n[5]`, `u[…]`, `e[…]`, `v[…]`, joined by a space.
std::string in_brief(std::string_view text) {
    std::string result;
    for (const PlaceableValue& placeable : find_values(text)) {
        result += result.empty() ? "" : " ";
        result += "nuev"[static_cast<int>(placeable.kind)];
        result += '[' + std::string(slice(text, placeable.bytes)) + ']';
    }
    return result;
}

struct FindCase {
    const char* text;
    const char* found;
    friend std::ostream& operator<<(std::ostream& out, const FindCase& c) {
        return out << '"' << c.text << '"';
    }
};
const FindCase find_cases[] = {
    {"", ""},
    {"no value", ""},
    {"page 12 of 340", "n[12] n[340]"},
    {"1,234.5 and 1.234,5 and 1 234,5", "n[1,234.5] n[1.234,5] n[1 234,5]"},
    {"1\u00a0234\u202f567 км", "n[1\u00a0234\u202f567]"},
    {"1'234'567.5", "n[1'234'567.5]"},
    {"in 2026 100 units", "n[2026] n[100]"},
    {"2 10 3", "n[2] n[10] n[3]"},
    {"version 1.2.3.", "n[1.2.3]"},
    {"5, 6 or 7.", "n[5] n[6] n[7]"},
    {"30.11.2026 10:30", "n[30.11.2026] n[10] n[30]"},
    {"-5 and (-6) and \u22127", "n[-5] n[-6] n[\u22127]"},
    {"10-15, A-4", "n[10] n[15] n[4]"},  // hyphens are no signs
    {"A4 MP3 x86_64 5kg 21st 5кг", ""},
    {"Қосымша 5-бап", "n[5]"},
    {"第5章，共12章", "n[5] n[12]"},
    {"２０２６年１１月", "n[２０２６] n[１１]"},
    {"หน้า5ของ10", "n[5] n[10]"},
    {"100% sure, 5 %", "n[100] n[5]"},
    {"%s: %d of %1$d, %5.2f, %-10s, %lld", "v[%s] v[%d] v[%1$d] v[%5.2f] v[%-10s] v[%lld]"},
    {"Open %1.", "v[%1]"},
    {"%L1, %2 %n %(name)s", "v[%L1] v[%2] v[%n] v[%(name)s]"},
    {"100%d", "n[100]"},
    {"% d is a word, %sure too", ""},
    {"{name} {0} {0:N2} {{ name }} {} {", "v[{name}] v[{0}] v[{0:N2}] v[{{ name }}] v[{}]"},
    {"{ a set } {{x}", "v[{x}]"},
    {"${HOME}/x, $PATH, $5, US$AB", "v[${HOME}] v[$PATH] n[5]"},
    {"see https://example.org/a?b=1&c=2.", "u[https://example.org/a?b=1&c=2]"},
    {"(www.example.org), ftp://x/y/", "u[www.example.org] u[ftp://x/y/]"},
    {"访问https://example.org/5。", "u[https://example.org/5]"},
    {"пишите: a.b+c@example.org.", "e[a.b+c@example.org]"},
    {"a@b, @name, www.", ""},
    {"http:// 5", "n[5]"},
    {"\xff 5 \xf0\x9f", "n[5]"},
};

struct SubstitutionCase {
    const char* what;
    const char* query;
    const char* source;
    const char* target;
    const char* result;  ///< null: no substitution
    friend std::ostream& operator<<(std::ostream& out, const SubstitutionCase& c) {
        return out << c.what;
    }
};
const SubstitutionCase substitution_cases[] = {
    {"a number", "Page 7", "Page 5", "Страница 5", "Страница 7"},
    {"case and marks do not count", "page 7.", "Page: 5", "Страница 5", "Страница 7"},
    {"words do", "Pages 7", "Page 5", "Страница 5", nullptr},
    {"the order of words does", "7 Page", "Page 5", "Страница 5", nullptr},
    {"two numbers in another order", "7 of 9", "5 of 8", "8-ден 5", "9-ден 7"},
    {"two numbers change places", "8 of 5", "5 of 8", "5 из 8", "8 из 5"},
    {"a number that stays", "7 of 8", "5 of 8", "5 из 8", "7 из 8"},
    {"a number that stays need not be there", "7 of 8", "5 of 8", "5 из восьми", "7 из восьми"},
    {"a number that is not in the target", "Page 7", "Page 5", "Страница", nullptr},
    {"a number that the target has twice", "Page 7", "Page 5", "5-бет, 5", nullptr},
    {"a number that stands twice", "7 + 7 = 14", "5 + 5 = 10", "5 + 5 = 10", "7 + 7 = 14"},
    {"one number would be two", "7 + 8 = 15", "5 + 5 = 10", "5 + 5 = 10", nullptr},
    {"two numbers become one", "5 + 5", "4 + 6", "4 + 6", "5 + 5"},
    {"a number in another word", "Page 7", "Page 5", "Страница А5", nullptr},
    {"more numbers", "Page 7 8", "Page 5", "Страница 5", nullptr},
    {"Chinese", "第12章", "第5章", "Chapter 5", "Chapter 12"},
    {"Kazakh", "Қосымша 7-бап", "Қосымша 5-бап", "附加第5条", "附加第7条"},
    {"only a number", "12", "5", "5", "12"},
    {"a fraction", "3.75 kg", "2.5 kg", "2.5 кг", "3.75 кг"},
    {"a fraction in its own form", "3.75 kg", "2.5 kg", "2,5 кг", "3,75 кг"},
    {"thousands in their own form", "5,678.25 tenge", "1,234.5 tenge", "1 234,5 теңге",
     "5 678,25 теңге"},
    {"millions", "12,345,678 people", "1,234,567 people", "1\u00a0234\u00a0567 адам",
     "12\u00a0345\u00a0678 адам"},
    {"from Russian to English", "5 678,25 тенге", "1 234,5 тенге", "1,234.5 tenge",
     "5,678.25 tenge"},
    {"the target shows what is meant", "5,678 people", "1,234 people", "1 234 адам", "5 678 адам"},
    {"the target shows that it is a fraction", "0,678 л", "1,234 л", "1.234 L", "0.678 L"},
    {"written the same in both", "5,678 people", "1,234 people", "1,234 人", "5,678 人"},
    {"thousands that the target does not show", "5,678 people", "123 people", "123 адам", nullptr},
    {"a fraction that the target does not show", "2.5 kg", "2 kg", "2 кг", nullptr},
    {"a whole number for a fraction", "3 kg", "2.5 kg", "2,5 кг", "3 кг"},
    {"thousands without marks", "56789 people", "1,234 people", "1 234 адам", "56 789 адам"},
    {"a fraction is another value", "2.5 kg", "25 kg", "25 кг", nullptr},
    {"a version", "version 1.2.4", "version 1.2.3", "нұсқа 1.2.3", "нұсқа 1.2.4"},
    {"a date in another form", "on 1.12.2026", "on 30.11.2026", "2026-11-30", nullptr},
    {"a negative number", "-7 degrees", "-5 degrees", "\u22125 градусов", "\u22127 градусов"},
    {"a sign that comes", "-5 degrees", "5 degrees", "5 градусов", "-5 градусов"},
    {"a sign that the target lacks", "-7 degrees", "-5 degrees", "минус 5", nullptr},
    {"a variable", "Open %2", "Open %1", "Открыть %1", "Открыть %2"},
    {"another kind", "Open 2", "Open %1", "Открыть %1", nullptr},
    {"a name in braces", "Hi {user}", "Hi {name}", "{name}, сәлем", "{user}, сәлем"},
    {"variables are written one way", "Hi {user}", "Hi {name}", "{Name}, сәлем", nullptr},
    {"an address", "See https://a.org/x.", "See www.b.org!", "见www.b.org。",
     "见https://a.org/x。"},
    {"a mail address", "Mail b@b.org", "Mail a@a.org", "a@a.org жазыңыз", "b@b.org жазыңыз"},
    {"nothing changes", "Page 5!", "Page 5", "Страница 5", "Страница 5"},
    {"no value at all", "Page", "Page", "Страница", nullptr},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(substitution)

BOOST_DATA_TEST_CASE(placeables_are_found, find_cases) {
    BOOST_TEST(in_brief(sample.text) == sample.found);
}

BOOST_DATA_TEST_CASE(values_are_put_into_the_translation, substitution_cases) {
    const auto result = Substituter(sample.query).apply(sample.source, sample.target, {});
    BOOST_REQUIRE(result.has_value() == (sample.result != nullptr));
    if (result) BOOST_TEST(result->target == sample.result);
}

BOOST_AUTO_TEST_CASE(texts_that_differ_in_values_alone_have_the_same_key) {
    BOOST_TEST(placeable_key("Page 5 of {x}") == placeable_key("page 1,234.5, of: %s"));
    BOOST_TEST(placeable_key("Page 5") != placeable_key("Page %s"));
    BOOST_TEST(placeable_key("Page 5") != placeable_key("5 Page"));
    BOOST_TEST(placeable_key("Page") == "");
}

BOOST_DATA_TEST_CASE(what_can_be_put_in_is_found_by_the_index, substitution_cases) {
    Tokenizer tokenizer;
    const std::uint64_t key = substitution_key(sample.query, tokenizer);
    // The index does not file what is nothing but values.
    if (sample.result == nullptr || key == 0) return;
    BOOST_TEST(key == substitution_key(sample.source, tokenizer));
}

BOOST_AUTO_TEST_CASE(codes_of_the_translation_move_along) {
    using Kind = InlineCode::Kind;
    const std::vector<InlineCode> codes{{0, Kind::open, "1", "", "<b>"},
                                        {5, Kind::placeholder, "2", "", "<br/>"},
                                        {6, Kind::close, "1", "", "</b>"},
                                        {10, Kind::placeholder, "3", "", "<br/>"}};
    const auto result = Substituter("Page 123").apply("Page 5", "Seite5 da", codes);
    BOOST_TEST(!result.has_value());  // touches a letter
    const auto moved = Substituter("Page 123").apply("Page 5", "S. a 5 das", codes);
    BOOST_REQUIRE(moved.has_value());
    BOOST_TEST(moved->target == "S. a 123 das");
    BOOST_TEST(moved->source == "Page 123");
    std::vector<std::size_t> offsets;
    for (const InlineCode& code : moved->codes) offsets.push_back(code.byte_offset);
    BOOST_TEST(offsets == (std::vector<std::size_t>{0, 5, 8, 12}));
    // A code inside the number itself has no place in another one.
    const auto inside = Substituter("Page 123").apply("Page 45", "S. a 45 das", codes);
    BOOST_TEST(!inside.has_value());
}

BOOST_AUTO_TEST_CASE(long_hostile_text_is_looked_through_in_linear_time) {
    for (const char* part : {"{", "%(", "a.", "a@", "1 ", "1,", "www.", "%1", "${", "1'1", "-"}) {
        std::string text;
        while (text.size() < 1'000'000) text += part;
        BOOST_TEST(find_values(text).size() <= text.size());
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace egiz::tm
