// SPDX-License-Identifier: Apache-2.0
#include "tm/concordance.hpp"

#include "tests/tm/memories.hpp"
#include "tm/match_key.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <ostream>
#include <set>

namespace egiz::tm {
namespace {

using test::error_of;
using test::lang;
using test::Numbers;
using test::Scratch;
using test::unit;
using test::Units;

struct ConcordanceCase {
    const char* what;
    const char* phrase;
    bool in_order;
    const char* text;
    const char* marked;  ///< empty: not found
    bool same_case;
    friend std::ostream& operator<<(std::ostream& out, const ConcordanceCase& c) {
        return out << c.what;
    }
};
const std::vector<ConcordanceCase> concordance_cases{
    {"a phrase", "the file", true, "Open the file.", "Open [the file].", true},
    {"other case", "The FILE", true, "Open the file.", "Open [the file].", false},
    {"every occurrence", "a b", true, "a b a b, A b", "[a b] [a b], [A b]", true},
    {"occurrences do not overlap", "a a", true, "a a a", "[a a] a", true},
    {"whole words", "file", true, "files, profile, file2", "", false},
    {"another order is another phrase", "file the", true, "the file", "", false},
    {"what is between does not count", "e mail", true, "my e-mail!", "my [e-mail]!", true},
    {"words in any order", "file open", false, "Open the File, file", "[Open] the [File], [file]",
     false},
    {"one word is missing", "file open", false, "the file", "", false},
    {"a word asked for twice may stand once", "file file", false, "the file", "the [file]", true},
    {"Cyrillic", "ФАЙЛ", true, "Откройте файл.", "Откройте [файл].", false},
    {"Kazakh", "қазақ ТІЛІ", true, "Қазақ тілі", "[Қазақ тілі]", false},
    {"two Han characters", "文件", true, "打开文件。", "打开[文件]。", true},
    {"one Han character", "开", true, "打开文件。", "打[开]文件。", true},
    {"Han characters in another order", "件文", true, "打开文件。", "", false},
    {"decomposed text", "caf\u00e9", true, "cafe\u0301s cafe\u0301.", "cafe\u0301s [cafe\u0301].",
     false},
    {"wide letters", "ABC", true, "ＡＢＣ", "[ＡＢＣ]", false},
    {"signs where there are no words", "->", true, "a -> b", "", false},
    {"signs among signs", "->", true, "|->|", "|[->]|", true},
};
BOOST_AUTO_TEST_SUITE(concordance)

std::string marked(std::string_view text, const std::vector<Range>& ranges) {
    std::string result;
    std::size_t shown = 0;
    for (const Range& range : ranges) {
        result += std::string(text.substr(shown, range.begin - shown)) + "[" +
                  std::string(slice(text, range)) + "]";
        shown = range.end;
    }
    return result + std::string(text.substr(shown));
}

BOOST_DATA_TEST_CASE(a_phrase_is_found_by_its_words, concordance_cases) {
    PhraseFinder finder(sample.phrase, sample.in_order);
    const std::vector<Range> ranges = finder.find(sample.text);
    BOOST_TEST(ranges.empty() == (*sample.marked == '\0'));
    if (!ranges.empty()) BOOST_TEST(marked(sample.text, ranges) == sample.marked);
    BOOST_TEST(finder.same_case() == sample.same_case);
}

BOOST_AUTO_TEST_CASE(a_phrase_must_have_something_to_look_for) {
    const auto store = open_store("memory:", OpenMode::write);
    const Error error = error_of([&] {
        static_cast<void>(find_phrase(*store, {lang("en"), "", true, 5}));
    });
    BOOST_CHECK(error.fault() == Fault::usage);
}

TranslationUnit dated(const char* text, const char* date, ReviewState state) {
    TranslationUnit result = unit({{"en", text}, {"ru", "файл"}});
    result.authorship.changed = date;
    result.state = state;
    return result;
}

BOOST_AUTO_TEST_CASE(the_best_hits_go_first) {
    const Scratch scratch;
    const Units units{dated("a file, rejected", "2026-03-01", ReviewState::rejected),
                      dated("a file", "2026-01-01", ReviewState::unreviewed),
                      dated("a File, reviewed", "2026-03-01", ReviewState::reviewed),
                      dated("a file, newer", "2026-02-01", ReviewState::unreviewed),
                      dated("a file, reviewed", "", ReviewState::reviewed),
                      dated("a file, as new", "2026-02-01", ReviewState::unreviewed),
                      unit({{"en", "files"}})};
    open_store(scratch / "m.tm", OpenMode::write)->add(units);
    const auto store = open_store(scratch / "m.tm", OpenMode::read);
    const Concordance found = find_phrase(*store, {lang("en"), "file", true, 50});
    std::vector<UnitNumber> numbers;
    for (const ConcordanceHit& hit : found.hits) numbers.push_back(hit.number);
    const std::vector<UnitNumber> expected{5, 6, 4, 2, 1, 3};
    BOOST_TEST(numbers == expected, boost::test_tools::per_element());
    BOOST_TEST(found.count == 6U);
    BOOST_TEST(found.exact);
    const Concordance few = find_phrase(*store, {lang("en"), "file", true, 2});
    BOOST_TEST(few.hits.size() == 2U);
    BOOST_TEST(few.hits[0].number == 5);
    BOOST_TEST(few.count == 6U);
}

BOOST_AUTO_TEST_CASE(either_side_and_every_kind_of_the_language_is_searched) {
    const auto store = open_store("memory:", OpenMode::write);
    store->add(Units{unit({{"en-GB", "the colour"}, {"en-US", "the color"}, {"ru", "цвет"}}),
                     unit({{"zh-TW", "顏色 color"}, {"en", "x"}})});
    const auto hit_of = [&](const char* language, const char* phrase) {
        const Concordance found = find_phrase(*store, {lang(language), phrase, true, 5});
        return found.hits.empty()
                   ? std::string()
                   : found.hits[0].unit.variants[found.hits[0].variant].language.tag();
    };
    BOOST_TEST(hit_of("en", "colour") == "en-GB");
    BOOST_TEST(hit_of("en", "color") == "en-US");
    BOOST_TEST(hit_of("en-US", "the") == "en-US");
    BOOST_TEST(hit_of("ru", "Цвет") == "ru");
    BOOST_TEST(hit_of("zh-TW", "color") == "zh-TW");
    BOOST_TEST(hit_of("zh", "color").empty());
    BOOST_TEST(hit_of("kk", "color").empty());
}

BOOST_AUTO_TEST_CASE(of_very_many_units_the_number_is_estimated) {
    const auto store = open_store("memory:", OpenMode::write);
    store->add(test::numbered_units(0, 5'000));
    const Concordance found = find_phrase(*store, {lang("en"), "sentence number", true, 3});
    BOOST_TEST(!found.exact);
    BOOST_TEST(found.count == 5'000U);
    BOOST_TEST(found.hits.size() == 3U);
    BOOST_TEST(found.hits[0].number == 5'000);
    BOOST_TEST(find_phrase(*store, {lang("en"), "sentence number", true, 5'000}).exact);
}

/// By the folded words themselves, not by their hashes.
bool contains(const std::string& text, const std::string& phrase, bool in_order) {
    const auto words_of = [](const std::string& from) {
        const MatchKey key = match_key(from);
        std::vector<std::string> words;
        for (std::size_t i = 0; i < key.tokens.size(); ++i) words.emplace_back(key.token(i));
        return words;
    };
    const std::vector<std::string> words = words_of(text);
    const std::vector<std::string> wanted = words_of(phrase);
    if (in_order) {
        return std::search(words.begin(), words.end(), wanted.begin(), wanted.end()) != words.end();
    }
    return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
        return std::find(words.begin(), words.end(), word) != words.end();
    });
}

BOOST_AUTO_TEST_CASE(nothing_is_missed_whatever_was_done_to_the_memory) {
    const std::vector<std::string> pieces{"file ", "File ", "open ", "the ", "ФАЙЛ ",   "файл ",
                                          "文",    "件",    "打",    "- ",   "e-mail, "};
    Numbers numbers(7);
    const auto text = [&](std::size_t most) {
        std::string result;
        for (std::size_t i = 0; i <= numbers.below(most); ++i) {
            result += pieces[numbers.below(pieces.size())];
        }
        return result;
    };
    const Scratch scratch;
    auto store = open_store(scratch / "m.tm", OpenMode::write);
    for (int round = 0; round < 6; ++round) {
        Units units;
        for (int i = 0; i < 300; ++i) {
            units.push_back(unit({{"en", text(8)}, {"ru", text(8)}}, std::to_string(i)));
        }
        store->add(units);
        for (int i = 0; i < 30; ++i) {
            const auto number = static_cast<UnitNumber>(1 + numbers.below(300));
            if (i % 2 == 0) {
                store->remove(number);
            } else {
                store->replace(number, unit({{"en", text(8)}, {"ru", text(8)}}));
            }
        }
        store.reset();
        store = open_store(scratch / "m.tm", OpenMode::write);
        for (int i = 0; i < 40; ++i) {
            const std::string phrase = text(3) + "x";
            const std::string asked = phrase.substr(0, phrase.size() - 1);
            const char* language = i % 3 == 0 ? "ru" : "en";
            const bool in_order = i % 2 == 0;
            std::set<UnitNumber> expected;
            store->for_each([&](const StoredUnit& stored) {
                const Variant* variant = stored.unit.find(lang(language));
                if (contains(variant->text, asked, in_order)) expected.insert(stored.number);
                return true;
            });
            const Concordance found = find_phrase(*store, {lang(language), asked, in_order, 9'999});
            std::set<UnitNumber> numbers_found;
            for (const ConcordanceHit& hit : found.hits) numbers_found.insert(hit.number);
            BOOST_TEST_CONTEXT("phrase '" << asked << "' in order " << in_order) {
                BOOST_TEST(found.count == expected.size());
                BOOST_TEST(numbers_found == expected, boost::test_tools::per_element());
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace egiz::tm
