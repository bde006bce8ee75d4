// SPDX-License-Identifier: Apache-2.0
// Matches against a brute force that shares no code with them: its own words, a plain dynamic
// program, every unit compared.
#include "tests/tm/support.hpp"
#include "tm/matcher.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>

namespace egiz::tm {
namespace {

using test::lang;
using test::Numbers;

/// A small vocabulary of one language. Texts that are made of it are cut into words by rules that
/// hold for it alone.
struct Script {
    const char* tag;
    std::vector<std::string> words;
    bool spaced;  ///< words stand apart; else each character of the vocabulary is a word
};

const std::vector<Script> scripts{
    {"en", {"the", "File", "file", "open", "12", "a", "B", "save"}, true},
    {"kk", {"ашу", "Файл", "файл", "үлкен", "және", "Ә", "ә", "7"}, true},
    {"zh-Hans", {"文", "件", "打", "开", "的", "一", "大", "好"}, false},
    {"ja", {"ファ", "イ", "ル", "を", "開", "く", "の", "大"}, false},
    {"th", {"ไ", "ท", "ย", "ก", "า", "ร"}, false},
    {"und", {"…", "-", "!", "🙂", "—", "?"}, false},
};

std::string random_text(Numbers& numbers, const Script& script, std::size_t most_words) {
    std::string text;
    for (std::size_t count = numbers.below(most_words + 1); count > 0; --count) {
        text += script.words[numbers.below(script.words.size())];
        if (script.spaced) text += numbers.below(4) == 0 ? ", " : " ";
        if (!script.spaced && numbers.below(8) == 0 && script.tag != std::string("und"))
            text += "。";
    }
    if (numbers.below(3) == 0) text += script.spaced ? "." : "!";
    return text;
}

/// What `text` is compared by: words in lower case, or else characters. Knows the scripts' letters
/// only.
struct Key {
    std::vector<std::string> tokens;
    bool words = false;
};

Key key_of(const std::string& text) {
    static const std::map<std::string, std::string> lower{
        {"F", "f"}, {"B", "b"}, {"Ф", "ф"}, {"Ә", "ә"}};
    static const std::string punctuation[] = {" ", ",", ".", "!", "。", "…", "-", "🙂", "—", "?"};
    std::vector<std::string> characters;
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) & 0xc0U) != 0x80U) characters.emplace_back();
        characters.back() += c;
    }
    Key words;
    bool open = false;
    for (std::string character : characters) {
        if (std::count(std::begin(punctuation), std::end(punctuation), character) > 0) {
            open = false;
            continue;
        }
        if (const auto small = lower.find(character); small != lower.end()) {
            character = small->second;
        }
        const bool alone = character.size() == 3;  // Han, Kana and Thai in UTF-8
        if (open && !alone) {
            words.tokens.back() += character;
        } else {
            words.tokens.push_back(character);
        }
        open = !alone;
    }
    words.words = !words.tokens.empty();
    if (words.words) return words;
    Key marks;
    for (const std::string& character : characters) {
        if (character == "…") {
            marks.tokens.insert(marks.tokens.end(), 3, ".");  // NFKC
        } else {
            marks.tokens.push_back(character == "。" ? "。" : character);
        }
    }
    return marks;
}

int brute_score(const std::string& a, const std::string& b) {
    if (a == b) return 100;
    const Key key_a = key_of(a);
    const Key key_b = key_of(b);
    if (key_a.words != key_b.words) return 0;
    const auto& x = key_a.tokens;
    const auto& y = key_b.tokens;
    std::vector<std::vector<int>> table(x.size() + 1, std::vector<int>(y.size() + 1));
    for (std::size_t i = 0; i <= x.size(); ++i) {
        for (std::size_t j = 0; j <= y.size(); ++j) {
            if (i == 0 || j == 0) {
                table[i][j] = static_cast<int>(i + j);
                continue;
            }
            table[i][j] = std::min({table[i - 1][j] + 1, table[i][j - 1] + 1,
                                    table[i - 1][j - 1] + (x[i - 1] == y[j - 1] ? 0 : 1)});
        }
    }
    const int longer = static_cast<int>(std::max(x.size(), y.size()));
    const int distance = table[x.size()][y.size()];
    if (distance == 0) return 99;
    return 100 * (longer - distance) / longer;
}

/// Score and source text of every unit that reaches `min_score`, in no order.
using Hits = std::vector<std::pair<int, std::string>>;

Hits brute_hits(const std::vector<std::string>& corpus, const std::string& query) {
    Hits hits;
    for (const std::string& text : corpus) hits.emplace_back(brute_score(query, text), text);
    std::sort(hits.begin(), hits.end());
    return hits;
}

Hits found_hits(const Store& store, const char* tag, const std::string& query, int min_score) {
    Hits hits;
    MatchQuery wanted;
    wanted.source = lang(tag);
    wanted.target = lang("ru");
    wanted.text = query;
    wanted.min_score = min_score;
    wanted.limit = 1'000'000;
    for (const Match& match : Matcher(store).find(wanted)) {
        hits.emplace_back(match.score, match.source.text);
    }
    std::sort(hits.begin(), hits.end());
    return hits;
}

/// Whether the texts may be equal but for numbers.
bool lifted(const std::string& query, const std::string& text) {
    const auto without_numbers = [](const std::string& from) {
        std::vector<std::string> words = key_of(from).tokens;
        std::erase_if(words, [](const std::string& word) {
            return word.find_first_of("0123456789") != std::string::npos;
        });
        return words;
    };
    return without_numbers(query) == without_numbers(text);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(match_property)

BOOST_DATA_TEST_CASE(no_match_is_missed_and_scores_are_equal,
                     boost::unit_test::data::make({"memory:", "file"}), backend) {
    const test::Scratch scratch;
    const auto store = open_store(
        std::string(backend) == "file" ? scratch / "m.tm" : std::string(backend), OpenMode::write);
    Numbers numbers(7);
    std::map<std::string, std::vector<std::string>> corpora;
    std::vector<TranslationUnit> units;
    for (const Script& script : scripts) {
        for (int i = 0; i < 150; ++i) {
            std::string text = random_text(numbers, script, i % 10 == 0 ? 30 : 9);
            corpora[script.tag].push_back(text);
            // The target tells units with the same text apart.
            units.push_back(test::unit({{script.tag, text}, {"ru", std::to_string(i)}}));
        }
    }
    store->add(units);

    std::size_t hits = 0;
    for (const Script& script : scripts) {
        for (int i = 0; i < 25; ++i) {
            const auto& corpus = corpora[script.tag];
            const std::string query = i % 5 == 0
                                          ? corpus[numbers.below(corpus.size())]
                                          : random_text(numbers, script, i % 7 == 0 ? 30 : 9);
            Hits expected = brute_hits(corpus, query);
            for (const int min_score :
                 {1, 20, 50, 51, 60, 66, 67, 70, 75, 80, 85, 90, 98, 99, 100}) {
                std::erase_if(expected, [&](const auto& hit) { return hit.first < min_score; });
                BOOST_TEST_CONTEXT(script.tag << " \"" << query << "\" at " << min_score) {
                    BOOST_REQUIRE(found_hits(*store, script.tag, query, min_score) == expected);
                }
                hits += expected.size();
            }
        }
    }
    BOOST_TEST(hits > 10'000U);  // else the corpus proves little
}

BOOST_AUTO_TEST_CASE(no_match_is_missed_after_adds_edits_removals_and_optimising) {
    // More than the 4,096 units that are looked through one by one: most are filed.
    const test::Scratch scratch;
    const std::string path = scratch / "m.tm";
    auto store = open_store(path, OpenMode::write);
    Numbers numbers(23);
    std::map<UnitNumber, std::pair<std::string, std::string>> corpus;  // language and text
    UnitNumber last = 0;
    int serial = 0;
    const auto random_script = [&]() -> const Script& { return scripts[numbers.below(3)]; };
    const auto make = [&](const Script& script, const std::string& text) {
        return test::unit({{script.tag, text}, {"ru", std::to_string(++serial)}});
    };
    const auto add = [&](std::size_t count) {
        std::vector<TranslationUnit> units;
        while (units.size() < count) {
            const Script& script = random_script();
            // Not empty: such a text matches nothing but itself.
            const std::string text =
                random_text(numbers, script, numbers.below(12) == 0 ? 40 : 10) +
                script.words[numbers.below(script.words.size())];
            units.push_back(make(script, text));
            corpus.emplace(++last, std::pair(script.tag, text));
        }
        store->add(units);
    };
    const auto some_unit = [&] {
        auto unit = corpus.lower_bound(
            1 + static_cast<UnitNumber>(numbers.below(static_cast<std::size_t>(last))));
        return unit == corpus.end() ? corpus.begin() : unit;
    };
    const auto edit = [&](std::size_t count) {
        for (; count > 0; --count) {
            const auto unit = some_unit();
            if (numbers.below(2) == 0) {
                BOOST_REQUIRE(store->remove(unit->first));
                corpus.erase(unit);
                continue;
            }
            const Script& script = random_script();
            unit->second = {script.tag, random_text(numbers, script, 10) + script.words[0]};
            BOOST_REQUIRE(store->replace(unit->first, make(script, unit->second.second)));
        }
    };
    std::size_t hits = 0;
    const auto check = [&](int queries) {
        std::map<std::string, std::vector<std::string>> texts;
        for (const auto& [number, text] : corpus) texts[text.first].push_back(text.second);
        for (int i = 0; i < queries; ++i) {
            const Script& script = scripts[static_cast<std::size_t>(i) % 3];
            const std::string query = i % 4 == 0
                                          ? texts[script.tag][numbers.below(500)]
                                          : random_text(numbers, script, i % 7 == 0 ? 40 : 9);
            Hits expected = brute_hits(texts[script.tag], query);
            for (const int min_score : {50, 60, 70, 85, 99, 100}) {
                std::erase_if(expected, [&](const auto& hit) { return hit.first < min_score; });
                BOOST_TEST_CONTEXT(script.tag << " \"" << query << "\" at " << min_score) {
                    Hits found = found_hits(*store, script.tag, query, min_score);
                    // Numbers that are put in may lift a match; by words alone it has less.
                    const auto may_be_lifted = [&](const auto& hit) {
                        return brute_score(query, hit.second) < 99 && lifted(query, hit.second);
                    };
                    Hits plain = expected;
                    const std::size_t expected_lifted = std::erase_if(plain, may_be_lifted);
                    BOOST_REQUIRE(std::erase_if(found, may_be_lifted) >= expected_lifted);
                    BOOST_REQUIRE(found == plain);
                }
                hits += expected.size();
            }
        }
    };
    add(5'500);
    check(24);
    edit(150);
    check(12);
    add(1'200);
    store->in_transaction({}, [&] {
        edit(200);
        check(6);  // what is not committed yet is found too
        add(300);
    });
    check(12);
    store->preload();
    check(12);
    edit(60);
    check(6);
    store->optimise({});
    check(6);
    add(4'500);
    edit(100);
    store.reset();
    store = open_store(path, OpenMode::read);
    check(24);
    store->preload();
    check(12);
    store.reset();
    BOOST_TEST(open_store(path, OpenMode::write)->check(false, {}).sound());
    BOOST_TEST(hits > 10'000U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace egiz::tm
