// SPDX-License-Identifier: Apache-2.0
#include "align/lexical/cognates.hpp"

#include "align/lexical/roman_table.hpp"
#include "align/lexical/romanizer.hpp"
#include "align/lexicon.hpp"
#include "text/unicode.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <ostream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::align {
namespace {

std::vector<std::string> romanized(const std::vector<std::string>& words) {
    return romanize(std::vector<std::string_view>(words.begin(), words.end()));
}

struct Written {
    const char* word;
    const char* letters;
};
std::ostream& operator<<(std::ostream& out, const Written& each) { return out << each.word; }

const std::vector<Written> written{
    {"philipp", "filip"},
    {"taxi", "taksi"},
    {"москва", "moskva"},
    {"қазақ", "kazak"},
    {"université", "universite"},
    {"哈萨克", "hasake"},
    {"重庆", "chongking"},
    {"重要", "zhongiao"},
    {"αθήνα", "athena"},
    {"o’neil", "oneil"},
    {"7", ""},
};
BOOST_DATA_TEST_CASE(words_of_any_script_get_latin_letters, written) {
    BOOST_TEST(romanized({sample.word}).front() == sample.letters);
}

BOOST_AUTO_TEST_CASE(words_do_not_change_each_other) {
    std::vector<std::string> words;
    for (const Written& each : written) words.emplace_back(each.word);
    const auto letters = romanized(words);
    for (std::size_t i = 0; i < words.size(); ++i) BOOST_TEST(letters[i] == written[i].letters);
}

BOOST_AUTO_TEST_CASE(the_table_says_what_icu_says) {
    // All words of the lexicon; ICU cannot be asked for folded letters, so those are made here.
    std::vector<std::string> words;
    for (const TermEntry& entry : Lexicon::own().entries()) {
        for (const auto& [language, terms] : entry.terms) {
            for (const std::string& term : terms) words.push_back(fold(term));
        }
    }
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    std::string lines;
    for (const std::string& word : words) lines += word + '\n';
    const std::string letters = icu_letters(lines);
    std::vector<std::string> by_icu;
    for (std::size_t begin = 0; begin < letters.size();) {
        const std::size_t end = letters.find('\n', begin);
        by_icu.push_back(letters.substr(begin, end - begin));
        begin = end + 1;
    }
    BOOST_TEST_REQUIRE(by_icu.size() == words.size());
    // Letters that are ASCII already come from the table as they are.
    const auto wanted = romanized(by_icu);
    const auto found = romanized(words);
    for (std::size_t i = 0; i < words.size(); ++i) BOOST_TEST(found[i] == wanted[i], words[i]);
}

/// By the definition of Wagner and Fischer.
std::size_t plain_subsequence(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> table(a.size() + 1,
                                                std::vector<std::size_t>(b.size() + 1, 0));
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            table[i][j] = a[i - 1] == b[j - 1] ? table[i - 1][j - 1] + 1
                                               : std::max(table[i - 1][j], table[i][j - 1]);
        }
    }
    return table[a.size()][b.size()];
}

std::vector<std::string> made_words(std::size_t count, std::size_t longest, unsigned seed) {
    std::mt19937 random(seed);
    std::vector<std::string> words(count);
    for (std::string& word : words) {
        word.resize(random() % (longest + 1));
        for (char& c : word) c = static_cast<char>('a' + random() % 4);
    }
    return words;
}

BOOST_AUTO_TEST_CASE(common_subsequences_are_as_long_as_defined) {
    const auto words = made_words(150, 80, 1);
    for (const std::string& a : words) {
        for (const std::string& b : words) {
            BOOST_REQUIRE(longest_common_subsequence(a, b) == plain_subsequence(a, b));
        }
    }
}

BOOST_AUTO_TEST_CASE(cognates_are_found_as_defined) {
    for (const std::size_t longest : {std::size_t{9}, std::size_t{70}}) {
        const auto source = made_words(300, longest, 2);
        const auto target = made_words(300, longest, 3);
        std::vector<Cognates> wanted;
        for (std::uint32_t s = 0; s < source.size(); ++s) {
            for (std::uint32_t t = 0; t < target.size(); ++t) {
                const std::string& a = source[s];
                const std::string& b = target[t];
                if (a.size() < 4 || b.size() < 4 || a.compare(0, 2, b, 0, 2) != 0) continue;
                const double likeness = static_cast<double>(plain_subsequence(a, b)) /
                                        static_cast<double>(std::max(a.size(), b.size()));
                const bool prefix = a.size() >= 5 && a.compare(0, 5, b, 0, 5) == 0;
                if (likeness >= 0.75 || prefix) wanted.push_back({s, t, likeness});
            }
        }
        const auto found = find_cognates(source, target);
        BOOST_TEST(found.size() > 50U);
        BOOST_TEST(std::equal(found.begin(), found.end(), wanted.begin(), wanted.end(),
                              [](const Cognates& a, const Cognates& b) {
                                  return a.source == b.source && a.target == b.target &&
                                         a.likeness == b.likeness;
                              }));
    }
}

}  // namespace
}  // namespace egiz::align
