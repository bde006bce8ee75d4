// SPDX-License-Identifier: Apache-2.0
#include "align/lexical/lexical_term.hpp"
#include "align/lexical/priors.hpp"
#include "align/lexical/renderings.hpp"
#include "align/lexical/tokens.hpp"
#include "align/lexical/translation_table.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

using egiz::Language;
using namespace egiz::align;

namespace {

/// Tokens of a text, kind first: `wcapita n2000 p?`.
std::string tokens_of(const char* language, std::string_view text) {
    Vocabulary vocabulary;
    std::vector<TokenId> ids;
    Tokenizer(Language::require(language)).tokenize(text, vocabulary, ids);
    std::string result;
    for (const TokenId id : ids) {
        if (!result.empty()) result += ' ';
        result += static_cast<char>(vocabulary.kind(id));
        result += vocabulary.text(id);
    }
    return result;
}

BOOST_AUTO_TEST_CASE(inflections_fall_together) {
    BOOST_TEST(stem("ел") == "ел");
    BOOST_TEST(stem("дома") == "дома");
    BOOST_TEST(stem("правительство") == stem("правительства"));
    BOOST_TEST(stem("ёлками") == stem("елками"));
    BOOST_TEST(tokens_of("en", "The Capitals grew by 2,000 in May?") ==
               "n2000 wthe wcapita wgrew wby win wmay p?");
}

BOOST_AUTO_TEST_CASE(chinese_words_come_with_their_characters) {
    const std::string tokens = tokens_of("zh", "国家有2000人。");
    for (const char* token : {"n2000", "w国家", "h国", "h家", "h人"}) {
        BOOST_TEST(tokens.find(token) != std::string::npos, tokens);
    }
}

BOOST_AUTO_TEST_CASE(a_table_learns_what_always_comes_together) {
    // Words 0 and 1 with 0 and 1, each now with this, now with that.
    const std::vector<std::vector<TokenId>> bags{{0, 2}, {0, 3}, {1, 2}, {1, 3}, {0, 2}, {1, 3}};
    std::vector<BagPair> pairs;
    for (const auto& bag : bags) pairs.push_back({bag, bag, 1});
    const TranslationTable table({}, pairs, 4, 4);
    for (TokenId word = 0; word < 4; ++word) {
        const auto row = table.row(word);
        BOOST_REQUIRE(!row.empty());
        for (const auto probability :
             {&TranslationTable::Entry::forward, &TranslationTable::Entry::backward}) {
            const auto best = std::max_element(
                row.begin(), row.end(),
                [&](const auto& x, const auto& y) { return x.*probability < y.*probability; });
            BOOST_TEST(best->target == word);
        }
    }
}

BOOST_AUTO_TEST_CASE(one_pair_of_segments_proves_nothing) {
    const std::vector<TokenId> bag{0};
    const TranslationTable table({}, std::vector<BagPair>{{bag, bag, 1}}, 1, 1);
    BOOST_TEST(table.row(0).empty());
}

struct Rendered {
    const char* source_language;
    const char* source;
    const char* target_language;
    const char* target;
};
std::ostream& operator<<(std::ostream& out, const Rendered& each) {
    return out << each.source << " - " << each.target;
}

const std::vector<Rendered> rendered{
    {"en", "country", "ru", "страна"}, {"en", "country", "kk", "ел"},
    {"en", "state", "zh", "国家"},     {"ru", "семья", "kk", "отбасы"},
    {"kk", "экономика", "zh", "经济"}, {"en", "Kazakhstan", "ru", "Казахстан"},
    {"en", "Putin", "ru", "Путин"},    {"de", "Universität", "fr", "université"},
    {"en", "1,000", "ru", "1000"},     {"en", "Beijing", "zh", "北京"},
};
BOOST_DATA_TEST_CASE(words_are_known_before_a_text_is_seen, rendered) {
    const Language source = Language::require(sample.source_language);
    const Language target = Language::require(sample.target_language);
    Vocabulary a;
    Vocabulary b;
    std::vector<TokenId> tokens;
    Tokenizer(source).tokenize(sample.source, a, tokens);
    const std::vector<TokenId> of_source = tokens;
    tokens.clear();
    Tokenizer(target).tokenize(sample.target, b, tokens);
    const std::vector<const Lexicon*> lexicons{&Lexicon::own()};
    const auto pairs = prior_pairs(source, a, target, b, lexicons);
    BOOST_TEST(std::any_of(pairs.begin(), pairs.end(), [&](const WordPair& pair) {
        return pair.source == of_source.front() && pair.target == tokens.front() &&
               pair.count > 0.1;
    }));
}

BOOST_AUTO_TEST_CASE(the_lexicon_has_only_its_four_languages) {
    Vocabulary a;
    Vocabulary b;
    BOOST_TEST(
        renderings(Lexicon::own(), Language::require("de"), a, Language::require("fr"), b).empty());
    BOOST_TEST(Lexicon::own().languages().size() == 4U);
}

}  // namespace
