// SPDX-License-Identifier: Apache-2.0
#include "tm/matcher.hpp"

#include "tests/tm/support.hpp"
#include "tm/match_key.hpp"
#include "text/stable_hash.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>

namespace egiz::tm {
namespace {

using test::lang;
using test::unit;

struct ScoreCase {
    const char* query;
    const char* text;
    int score;

    friend std::ostream& operator<<(std::ostream& out, const ScoreCase& c) {
        return out << '"' << c.query << "\" and \"" << c.text << '"';
    }
};
const ScoreCase score_cases[] = {
    {"", "", 100},
    {"same", "same", 100},
    {"Same", "same", 99},
    {"Save the file.", "Save the file", 99},
    {"Save the file.", "Save  the file!", 99},
    {"caf\u00e9", "cafe\u0301", 100},  // composed and decomposed
    {"\ufb01le", "file", 99},          // a ligature is folded
    {"a b c", "a b d", 66},            // floor(100 * 2 / 3)
    {"a b c", "a b", 66},
    {"a b", "b a", 0},
    {"a b c d", "b c d a", 50},  // one goes, one comes
    {"a a a b", "a b", 50},
    {"don't", "don t", 99},  // an apostrophe is no part of a word
    {"page 12", "page 13", 50},
    {"Қазақ тілі", "қазақ тілі", 99},
    {"Қазақ тілі", "қазақ тіл", 50},
    {"中文文本", "中文字本", 75},  // every character is a word
    {"中文 text", "中文text", 99},
    {"カタカナー", "カタカナ", 80},
    {"がぎ", "か\u3099ぎ", 100},
    {"ไทย", "ไทน", 66},
    {"한국어 문장", "한국어 글", 50},  // Hangul is written with spaces
    {"...", "...", 100},
    {"...", "…", 99},  // folded, they are the same
    {"---", "--", 66},
    {"---", "a", 0},
    {"a", "---", 0},
    {"", "a", 0},
    {"", "-", 0},
    {"!?", "?!", 0},
    {"🙂🙂🙂🙂", "🙂🙂🙂🙃", 75},
    {"e\u0323\u0301x", "\u1eb9\u0301x", 100},
};

/// The matches' targets, to compare with.
std::vector<std::string> targets(const std::vector<Match>& matches) {
    std::vector<std::string> result;
    for (const Match& match : matches) result.push_back(match.target.text);
    return result;
}

struct Fixture {
    std::unique_ptr<Store> store = open_store("memory:", OpenMode::write);

    void add(const TranslationUnit& unit) { store->add(std::span(&unit, 1)); }
    [[nodiscard]] std::vector<Match> find(const std::string& text, const char* source = "en",
                                          const char* target = "kk", int min_score = 70,
                                          std::size_t limit = 5) const {
        MatchQuery query;
        query.source = lang(source);
        query.target = lang(target);
        query.text = text;
        query.min_score = min_score;
        query.limit = limit;
        return Matcher(*store).find(query);
    }
};

using Texts = std::vector<std::string>;

}  // namespace
}  // namespace egiz::tm

BOOST_TEST_DONT_PRINT_LOG_VALUE(std::vector<std::string>)

namespace egiz::tm {

BOOST_AUTO_TEST_SUITE(matcher)

BOOST_DATA_TEST_CASE(a_score_counts_the_words_that_differ, score_cases) {
    BOOST_TEST(score(sample.query, sample.text) == sample.score);
    BOOST_TEST(score(sample.text, sample.query) == sample.score);
}

BOOST_AUTO_TEST_CASE(a_very_long_text_matches_itself_only) {
    std::string text;
    for (std::size_t i = 0; i <= longest_fuzzy_text; ++i) text += "a ";
    BOOST_TEST(score(text, text) == 100);
    BOOST_TEST(score(text, text + "b") == 0);
    BOOST_TEST(score(text, "a") == 0);
    text.resize(text.size() - 2);  // just short enough
    BOOST_TEST(score(text, text.substr(2)) == 99);
}

BOOST_AUTO_TEST_CASE(ill_formed_text_has_a_score_too) {
    BOOST_TEST(score("a\xff b", "a\xff b") == 100);
    BOOST_TEST(score("\xf0\x9f", "") == 0);
    BOOST_TEST(score(std::string("a\0b", 3), "a b") == 99);
}

BOOST_AUTO_TEST_CASE(the_hash_is_siphash) {
    // The authors' test vector for the key 00 … 0f.
    std::string bytes;
    for (char c = 0; c < 15; ++c) bytes += c;
    BOOST_TEST(stable_hash(bytes) == 0xa129ca6149be45e5U);
    BOOST_TEST(stable_hash("") == 0x726fdb47dd0e0e31U);
}

BOOST_FIXTURE_TEST_CASE(the_best_comes_first, Fixture) {
    add(unit({{"en", "open the big file"}, {"kk", "3"}}));
    add(unit({{"en", "open the file"}, {"kk", "1"}}));
    add(unit({{"en", "Open the file!"}, {"kk", "2"}}));
    add(unit({{"en", "close the door"}, {"kk", "never"}}));
    const auto matches = find("open the file");
    BOOST_TEST(targets(matches) == (Texts{"1", "2", "3"}));
    BOOST_TEST(matches[0].score == 100);
    BOOST_TEST(matches[1].score == 99);
    BOOST_TEST(matches[2].score == 75);
    BOOST_TEST(matches[2].source.text == "open the big file");
    BOOST_CHECK(matches[1].unit == unit({{"en", "Open the file!"}, {"kk", "2"}}));
}

BOOST_FIXTURE_TEST_CASE(of_equals_the_reviewed_then_the_latest_comes_first, Fixture) {
    const auto made = [&](const char* target, ReviewState state, const char* changed) {
        TranslationUnit result = unit({{"en", "yes"}, {"kk", target}});
        result.state = state;
        result.authorship.changed = changed;
        return result;
    };
    add(made("old", ReviewState::unreviewed, "2020-01-01T00:00:00Z"));
    add(made("reviewed", ReviewState::reviewed, "2019-01-01T00:00:00Z"));
    add(made("new", ReviewState::unreviewed, "2024-01-01T00:00:00Z"));
    add(made("no date 1", ReviewState::unreviewed, ""));
    add(made("no date 2", ReviewState::unreviewed, ""));
    add(made("wrong", ReviewState::rejected, "2025-01-01T00:00:00Z"));
    TranslationUnit created = made("created", ReviewState::unreviewed, "");
    created.variants[1].authorship.created = "2022-01-01T00:00:00Z";
    add(created);
    BOOST_TEST(targets(find("yes", "en", "kk", 70, 10)) ==
               (Texts{"reviewed", "new", "created", "old", "no date 2", "no date 1"}));
}

BOOST_FIXTURE_TEST_CASE(the_same_pair_is_offered_once, Fixture) {
    add(unit({{"en", "yes"}, {"kk", "иә"}}, "1"));
    add(unit({{"en", "yes"}, {"kk", "иә"}}, "2"));
    add(unit({{"en", "Yes"}, {"kk", "иә"}}, "3"));
    add(unit({{"en", "yes"}, {"kk", "ия"}}, "4"));
    const auto matches = find("yes");
    BOOST_TEST(targets(matches) == (Texts{"ия", "иә", "иә"}));
    BOOST_TEST(matches[1].unit.id == "2");
    BOOST_TEST(matches[2].unit.id == "3");
}

BOOST_FIXTURE_TEST_CASE(the_limit_holds, Fixture) {
    for (int i = 0; i < 9; ++i) add(unit({{"en", "yes"}, {"kk", std::to_string(i)}}));
    BOOST_TEST(targets(find("yes", "en", "kk", 70, 2)) == (Texts{"8", "7"}));
    BOOST_TEST(find("yes", "en", "kk", 70, 0).empty());
    BOOST_TEST(find("yes", "en", "kk", 101, 5).empty());
    BOOST_TEST(find("nothing alike", "en", "kk", 0, 5).size() == 5U);
    BOOST_TEST(find("nothing alike", "en", "kk", -5, 5).size() == 5U);
    BOOST_TEST(find("nothing alike", "en", "kk", 1, 5).empty());
}

BOOST_FIXTURE_TEST_CASE(variants_are_peers_and_languages_match_by_script, Fixture) {
    add(unit({{"en-GB", "colour"}, {"zh-Hant", "顏色"}}));
    add(unit({{"en-US", "color"}, {"zh-CN", "颜色"}}));
    BOOST_TEST(targets(find("colour", "en", "zh-TW")) == (Texts{"顏色"}));
    BOOST_TEST(targets(find("colour", "en-US", "zh-Hant")) == (Texts{"顏色"}));
    BOOST_TEST(targets(find("colour", "en", "zh")).empty());
    BOOST_TEST(targets(find("顏色", "zh-Hant", "en")) == (Texts{"colour"}));
    BOOST_TEST(targets(find("顏色", "zh", "en")).empty());
    BOOST_TEST(targets(find("颜色", "zh", "en")) == (Texts{"color"}));
    BOOST_TEST(targets(find("color", "fr", "zh")).empty());
}

BOOST_FIXTURE_TEST_CASE(a_unit_is_matched_through_the_variant_most_like_the_query, Fixture) {
    add(unit({{"en", "elevator hall"}, {"en-GB", "lift hall"}, {"kk", "лифт залы"}}));
    const auto matches = find("lift hall", "en", "kk", 60);
    BOOST_REQUIRE(matches.size() == 1U);
    BOOST_TEST(matches[0].score == 100);
    BOOST_TEST(matches[0].source.text == "lift hall");
    // A variant does not translate itself.
    const auto british = find("lift hall", "en", "en-GB", 50);
    BOOST_REQUIRE(british.size() == 1U);
    BOOST_TEST(british[0].source.text == "elevator hall");
    BOOST_TEST(find("лифт залы", "kk", "kk").empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace egiz::tm
