// SPDX-License-Identifier: Apache-2.0
#include "tm/matcher.hpp"

#include "tests/tm/listed_store.hpp"
#include "tests/tm/support.hpp"
#include "text/stable_hash.hpp"
#include "tm/match_key.hpp"

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

/// A unit with the source `Press Enter.` and codes around `Enter`.
TranslationUnit unit_with_codes(const char* id, const char* type, const char* data) {
    TranslationUnit result = unit({{"en", "Press Enter."}, {"kk", "Enter пернесін басыңыз."}});
    result.variants[0].codes = {{6, InlineCode::Kind::open, id, type, data},
                                {11, InlineCode::Kind::close, id, type, data}};
    return result;
}

struct CodeCase {
    const char* what;
    std::vector<InlineCode> codes;  ///< of the query `Press Enter.`
    MatchReason reason;
    friend std::ostream& operator<<(std::ostream& out, const CodeCase& c) { return out << c.what; }
};
using Kind = InlineCode::Kind;
const CodeCase code_cases[] = {
    {"the same codes",
     {{6, Kind::open, "1", "bold", "<b>"}, {11, Kind::close, "1", "bold", "<b>"}},
     MatchReason::exact},
    {"other ids",
     {{6, Kind::open, "7", "bold", "<b>"}, {11, Kind::close, "7", "bold", "<b>"}},
     MatchReason::exact},
    {"no ids",
     {{6, Kind::open, "", "bold", "<b>"}, {11, Kind::close, "", "bold", "<b>"}},
     MatchReason::exact},
    {"no data",
     {{6, Kind::open, "1", "bold", ""}, {11, Kind::close, "1", "bold", ""}},
     MatchReason::exact},
    {"codes that are no pair",
     {{6, Kind::open, "1", "bold", "<b>"}, {11, Kind::close, "2", "bold", "<b>"}},
     MatchReason::fuzzy},
    {"another type",
     {{6, Kind::open, "1", "italic", ""}, {11, Kind::close, "1", "italic", ""}},
     MatchReason::fuzzy},
    {"other data",
     {{6, Kind::open, "1", "", "<i>"}, {11, Kind::close, "1", "", "<i>"}},
     MatchReason::fuzzy},
    {"another place",
     {{0, Kind::open, "1", "bold", "<b>"}, {11, Kind::close, "1", "bold", "<b>"}},
     MatchReason::fuzzy},
    {"another kind",
     {{6, Kind::lone_open, "1", "bold", "<b>"}, {11, Kind::close, "1", "bold", "<b>"}},
     MatchReason::fuzzy},
    {"one code less", {{6, Kind::open, "1", "bold", "<b>"}}, MatchReason::fuzzy},
    {"no codes", {}, MatchReason::fuzzy},
};
BOOST_DATA_TEST_CASE(an_exact_match_has_the_same_inline_codes, code_cases) {
    test::ListedStore store;
    store.units = {unit_with_codes("1", "bold", "<b>")};
    MatchQuery query;
    query.source = lang("en");
    query.target = lang("kk");
    query.text = "Press Enter.";
    query.codes = sample.codes;
    const bool exact = sample.reason == MatchReason::exact;
    for (const int tags : {0, 1, 5}) {
        PenaltyRates rates;
        rates.tags = tags;
        const auto matches = Matcher(store, rates).find(query);
        BOOST_REQUIRE(matches.size() == 1U);
        BOOST_CHECK(matches[0].reason == sample.reason);
        BOOST_TEST(matches[0].base == (exact ? 100 : 99));
        BOOST_TEST(matches[0].score == (exact ? 100 : 99 - tags));
        BOOST_TEST(matches[0].penalties.empty() == (exact || tags == 0));
    }
}

BOOST_AUTO_TEST_CASE(codes_stand_at_the_same_place_of_text_in_another_composition) {
    test::ListedStore store;
    store.units = {unit({{"en", "caf\u00e9 now"}, {"kk", "x"}})};
    store.units[0].variants[0].codes = {{5, Kind::placeholder, "1", "", "<br/>"}};
    MatchQuery query;
    query.source = lang("en");
    query.target = lang("kk");
    query.text = "cafe\u0301 now";
    query.codes = {{6, Kind::placeholder, "1", "", "<br/>"}};
    BOOST_CHECK(Matcher(store).find(query).at(0).reason == MatchReason::exact);
    query.codes[0].byte_offset = 7;
    BOOST_CHECK(Matcher(store).find(query).at(0).reason == MatchReason::fuzzy);
}

struct ContextCase {
    const char* what;
    std::optional<Context> context;  ///< of the query
    const char* id;
    int score;
    MatchReason reason;
    friend std::ostream& operator<<(std::ostream& out, const ContextCase& c) {
        return out << c.what;
    }
};
const ContextCase context_cases[] = {
    {"nothing known", {}, "", 100, MatchReason::exact},
    {"both neighbours", Context{1, 2}, "", 101, MatchReason::context},
    {"neighbours elsewhere", Context{0, 3}, "", 101, MatchReason::context},
    {"only the one before", Context{1, 3}, "", 100, MatchReason::exact},
    {"neighbours the other way round", Context{2, 1}, "", 100, MatchReason::exact},
    {"no neighbours", Context{0, 0}, "", 100, MatchReason::exact},
    {"the id", {}, "u1", 101, MatchReason::id},
    {"another id", Context{1, 2}, "u2", 101, MatchReason::context},
    {"id, but other neighbours", Context{7, 7}, "u1", 101, MatchReason::id},
    {"all of it", Context{1, 2}, "u1", 102, MatchReason::context_and_id},
};
BOOST_DATA_TEST_CASE(an_exact_match_in_context_or_of_the_same_id_is_better, context_cases) {
    test::ListedStore store;
    store.units = {unit({{"en", "yes"}, {"kk", "иә"}}, "u1")};
    store.units[0].variants[0].contexts = {{1, 2}, {0, 3}};
    store.units[0].variants[1].contexts = {{7, 7}};  // of the other side
    MatchQuery query;
    query.source = lang("en");
    query.target = lang("kk");
    query.text = "yes";
    query.context = sample.context;
    query.id = sample.id;
    const auto matches = Matcher(store).find(query);
    BOOST_REQUIRE(matches.size() == 1U);
    BOOST_TEST(matches[0].score == sample.score);
    BOOST_CHECK(matches[0].reason == sample.reason);
    query.text = "Yes";
    BOOST_TEST(Matcher(store).find(query).at(0).score == 99);
}

BOOST_AUTO_TEST_CASE(values_of_the_query_are_put_into_the_target) {
    test::ListedStore store;
    store.units = {unit({{"en", "Page 5 of 8"}, {"kk", "8 беттің 5-беті"}})};
    store.units[0].variants[1].codes = {{16, Kind::placeholder, "1", "", "<br/>"}};
    MatchQuery query;
    query.source = lang("en");
    query.target = lang("kk");
    query.text = "Page 120 of 348";
    const auto match = Matcher(store).find(query).at(0);
    BOOST_CHECK(match.reason == MatchReason::substituted);
    BOOST_TEST(match.score == 99);
    BOOST_TEST(match.source.text == "Page 5 of 8");
    BOOST_TEST(match.target.text == "348 беттің 120-беті");
    BOOST_TEST(match.target.codes.at(0).byte_offset == 20U);
    BOOST_CHECK(match.unit == store.units[0]);
    // What cannot be put in is as alike as its words are.
    store.units[0].variants[1].text = "8 беттің бесінші беті";
    query.text = "Page 5 of 9";
    BOOST_TEST(Matcher(store).find(query).at(0).target.text == "9 беттің бесінші беті");
    query.text = "Page 7 of 8";
    const auto fuzzy = Matcher(store).find(query).at(0);
    BOOST_CHECK(fuzzy.reason == MatchReason::fuzzy);
    BOOST_TEST(fuzzy.score == 75);
}

BOOST_AUTO_TEST_CASE(each_penalty_is_taken_off_and_named) {
    test::ListedStore store;
    store.units = {unit({{"en", "yes"}, {"kk", "иә"}}), unit({{"en", "yes"}, {"kk", "ия"}})};
    TranslationUnit& first = store.units[0];
    first.score = 0.9;
    first.authorship.created = "2020-06-15T12:00:00Z";
    store.units[1].state = ReviewState::reviewed;
    PenaltyRates rates{1, 2, 3, 4, 5, "2026-06-14"};
    MatchQuery query;
    query.source = lang("en");
    query.target = lang("kk");
    query.text = "yes";
    query.min_score = 50;
    const auto matches = Matcher({{&store, 6}}, rates).find(query);
    BOOST_REQUIRE(matches.size() == 2U);
    using PenaltyKind = Penalty::Kind;
    BOOST_CHECK((matches[0].penalties ==
                 std::vector<Penalty>{{PenaltyKind::multiple, 4}, {PenaltyKind::memory, 6}}));
    BOOST_TEST(matches[0].score == 90);
    BOOST_CHECK((matches[1].penalties == std::vector<Penalty>{{PenaltyKind::alignment, 2},
                                                              {PenaltyKind::unreviewed, 3},
                                                              {PenaltyKind::multiple, 4},
                                                              {PenaltyKind::age, 25},
                                                              {PenaltyKind::memory, 6}}));
    BOOST_TEST(matches[1].score == 60);
    rates.today = "2026-06-15";  // six years
    BOOST_TEST(Matcher({{&store, 6}}, rates).find(query).at(1).score == 55);
    query.min_score = 56;
    BOOST_TEST(Matcher({{&store, 6}}, rates).find(query).size() == 1U);
    // An aligner's unit that somebody reviewed is as good as another.
    first.state = ReviewState::reviewed;
    BOOST_TEST(Matcher({{&store, 6}}, rates).find(query).at(1).score == 60);
}

BOOST_AUTO_TEST_CASE(penalties_never_go_below_zero) {
    test::ListedStore store;
    store.units = {unit({{"en", "yes"}, {"kk", "иә"}})};
    MatchQuery query;
    query.source = lang("en");
    query.target = lang("kk");
    query.text = "yes";
    query.min_score = 0;
    const auto matches = Matcher({{&store, 300}}).find(query);
    BOOST_REQUIRE(matches.size() == 1U);
    BOOST_TEST(matches[0].score == 0);
    query.min_score = 1;
    BOOST_TEST(Matcher({{&store, 300}}).find(query).empty());
}

BOOST_AUTO_TEST_CASE(of_several_memories_the_better_match_comes_first) {
    test::ListedStore mine;
    test::ListedStore theirs;
    mine.units = {unit({{"en", "open the file"}, {"kk", "mine"}}),
                  unit({{"en", "open the file"}, {"kk", "both"}})};
    theirs.units = {unit({{"en", "open the file"}, {"kk", "both"}}),
                    unit({{"en", "open the file"}, {"kk", "theirs"}})};
    MatchQuery query;
    query.source = lang("en");
    query.target = lang("kk");
    query.text = "open the file";
    const auto found = Matcher({{&mine, 0}, {&theirs, 0}}).find(query);
    BOOST_TEST(targets(found) == (Texts{"both", "mine", "theirs"}));
    BOOST_TEST(found[0].memory == 0U);
    BOOST_TEST(found[2].memory == 1U);
    BOOST_TEST(found[2].number == 2);
    const auto penalised = Matcher({{&mine, 2}, {&theirs, 1}}).find(query);
    BOOST_TEST(targets(penalised) == (Texts{"theirs", "both", "mine"}));
    BOOST_TEST(penalised[1].memory == 1U);
    BOOST_TEST(Matcher(std::vector<MatchSource>{}).find(query).empty());
}

BOOST_AUTO_TEST_CASE(no_more_units_are_read_than_can_be_among_the_best) {
    test::ListedStore store;
    for (int i = 0; i < 20; ++i) {
        store.units.push_back(unit({{"en", "open the file"}, {"kk", std::to_string(i)}}));
        if (i >= 3) {
            store.units.back().variants[0].text += " " + std::to_string(i);
            store.bounds[i + 1] = 75;
        }
    }
    MatchQuery query;
    query.source = lang("en");
    query.target = lang("kk");
    query.text = "open the file";
    query.limit = 3;
    BOOST_TEST(Matcher(store).find(query).size() == 3U);
    BOOST_TEST(store.units_read == 3U);
    query.limit = 4;
    BOOST_TEST(Matcher(store).find(query).size() == 4U);
    BOOST_TEST(store.units_read == 3U + 20U);  // equals are told apart by what is in them
}

BOOST_AUTO_TEST_CASE(reasons_and_penalties_have_names) {
    BOOST_TEST(name(MatchReason::context_and_id) == "context-and-id");
    BOOST_TEST(name(MatchReason::substituted) == "substituted");
    BOOST_TEST(name(Penalty::Kind::unreviewed) == "unreviewed");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace egiz::tm
