// SPDX-License-Identifier: Apache-2.0
#include "tm/index/text_key.hpp"

#include "tests/tm/support.hpp"

#include <boost/test/unit_test.hpp>

#include <map>

namespace egiz::tm {
namespace {

using test::Numbers;

/// Letters, marks, digits, signs and white space of many scripts, some that fold to several
/// characters, some that join what is before them, and one that is no character.
const char* const characters[] = {
    "a",      "B",      "ß", "é",          "e\u0301", "И",      "й",      "и\u0306",
    "Ә",      "қ",      "ё", "文",         "字",      "か",     "が",     "ー",
    "ｶ",      "ﾞ",      "ก", "ำ",          "ไ",       "각",     "ᄀ",     "ᅡ",
    "ﬁ",      "Ⅷ",      "½", "①",          "1",       "９",     "٣",      ".",
    ",",      "—",      " ", "\u00a0",     "\n",      "🙂",   "\u200d", "\u00ad",
    "\u0300", "\u0345", "İ", "ı",          "ς",       "Σ",      "'",      "’",
    "·",      "_",      "%", "\U0001d400", "\u0f71",  "\u0f72", "\xff"};

std::string random_text(Numbers& numbers) {
    std::string text;
    for (std::size_t count = numbers.below(12); count > 0; --count) {
        text += characters[numbers.below(std::size(characters))];
    }
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(text_key)

BOOST_AUTO_TEST_CASE(tokens_are_those_of_the_match_key) {
    Numbers numbers(11);
    Tokenizer tokenizer;
    std::map<std::string, std::uint64_t> hashes;
    std::map<std::uint64_t, std::string> tokens;
    for (int round = 0; round < 30'000; ++round) {
        const std::string text = random_text(numbers);
        const MatchKey expected = match_key(text);
        const TextKey& key = tokenizer.key(text);
        BOOST_TEST_CONTEXT(text) {
            BOOST_REQUIRE(key.has_words == expected.has_words);
            BOOST_REQUIRE(key.tokens.size() == expected.tokens.size());
            for (std::size_t i = 0; i < key.tokens.size(); ++i) {
                // Words and the characters of wordless text are different tokens.
                const std::string token =
                    (key.has_words ? "w" : "c") + std::string(expected.token(i));
                BOOST_REQUIRE(hashes.emplace(token, key.tokens[i]).first->second == key.tokens[i]);
                BOOST_REQUIRE(tokens.emplace(key.tokens[i], token).first->second == token);
            }
        }
    }
    BOOST_TEST(hashes.size() > 5'000U);
}

BOOST_AUTO_TEST_CASE(ranges_stand_in_the_text_in_order) {
    Numbers numbers(12);
    Tokenizer tokenizer;
    for (int round = 0; round < 5'000; ++round) {
        const std::string text = random_text(numbers);
        const std::vector<std::uint64_t> tokens = tokenizer.key(text).tokens;
        BOOST_REQUIRE(tokenizer.key_with_ranges(text).tokens == tokens);
        BOOST_REQUIRE(tokenizer.ranges().size() == tokens.size());
        std::size_t end = 0;
        for (const Range range : tokenizer.ranges()) {
            // Characters that fold to several words share a range.
            BOOST_REQUIRE(range.begin <= range.end);
            BOOST_REQUIRE(range.end >= end);
            BOOST_REQUIRE(range.end <= text.size());
            end = range.end;
        }
    }
    const std::string text = "Бірінші СӨЗ, 第二";
    static_cast<void>(tokenizer.key_with_ranges(text));
    BOOST_REQUIRE(tokenizer.ranges().size() == 4U);
    BOOST_TEST(slice(text, tokenizer.ranges()[1]) == "СӨЗ");
    BOOST_TEST(slice(text, tokenizer.ranges()[3]) == "二");
}

BOOST_AUTO_TEST_CASE(a_text_of_too_many_tokens_has_none) {
    std::string text;
    for (std::size_t i = 0; i < longest_fuzzy_text; ++i) text += "a ";
    Tokenizer tokenizer;
    BOOST_TEST(tokenizer.key(text).tokens.size() == longest_fuzzy_text);
    BOOST_TEST(!tokenizer.key(text).too_long);
    BOOST_TEST(tokenizer.key(text + "a").too_long);
    BOOST_TEST(tokenizer.key(text + "a").tokens.empty());
}

BOOST_AUTO_TEST_CASE(texts_that_differ_in_placeables_have_one_substitution_key) {
    Tokenizer tokenizer;
    const auto key = [&](const char* text) { return substitution_key(text, tokenizer); };
    BOOST_TEST(key("Page 3 of 10") == key("Page 12 of 7"));
    BOOST_TEST(key("Page 3 of 10") == key("page 1,234.5 of 7!"));
    BOOST_TEST(key("Page 3 of 10") != key("Pages 3 of 10"));
    BOOST_TEST(key("第3页") == key("第12页"));
    BOOST_TEST(key("Open %s now") == key("Open {name} now"));
    BOOST_TEST(key("see https://a.org/x or ask") == key("see www.b.net or ask"));
    BOOST_TEST(key("Стр. ５") == key("Стр. 6"));
    // Nothing to put in, and nothing else.
    BOOST_TEST(key("Page of") == 0U);
    BOOST_TEST(key("12") == 0U);
    BOOST_TEST(key("%s %d") == 0U);
    BOOST_TEST(key("") == 0U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace egiz::tm
