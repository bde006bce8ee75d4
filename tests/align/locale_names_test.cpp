// SPDX-License-Identifier: Apache-2.0
#include "align/lexical/locale_names.hpp"

#include "tests/align/known_words.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

namespace egiz::align {
namespace {

const std::vector<Known> in_locales{
    {"en", "Kazakhstan", "ru", "Казахстан"}, {"ru", "Казахстан", "kk", "Қазақстан"},
    {"kk", "Қазақстан", "zh", "哈萨克斯坦"}, {"zh", "哈萨克斯坦", "en", "Kazakhstan"},
    {"en", "January", "ru", "января"},       {"de", "Mittwoch", "fr", "mercredi"},
    {"uk", "січня", "tr", "Ocak"},           {"hi", "कज़ाखस्तान", "el", "Καζακστάν"},
    {"en", "Armenian", "ru", "армянский"},   {"ru", "тенге", "zh", "坚戈"},
};
BOOST_DATA_TEST_CASE(locale_data_knows_names, in_locales) {
    const Lexicon& lexicon = locale_lexicon(Language::require(sample.source_language),
                                            Language::require(sample.target_language));
    BOOST_TEST(probability(lexicon, sample.source_language, sample.source, sample.target_language,
                           sample.target) > 0);
}

BOOST_AUTO_TEST_CASE(a_language_without_locale_data_has_no_names) {
    // ICU would answer in the language of the machine.
    BOOST_TEST(locale_names(Language::require("en"), Language::require("tlh")).empty());
    BOOST_TEST(locale_names(Language::require("la"), Language::require("ru")).empty());
    BOOST_TEST(locale_names(Language::require("en"), Language::require("en")).empty());
    for (const TermEntry& each : locale_names(Language::require("ru"), Language::require("kk"))) {
        for (const auto& [language, terms] : each.terms) {
            BOOST_TEST(!terms.empty());
            for (const std::string& term : terms) {
                // No code in place of a name.
                BOOST_TEST((term.size() > 3 || term == "АҚШ"), term);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(locale_lexicons_are_made_once) {
    const Language a = Language::require("es");
    const Language b = Language::require("pt");
    std::vector<const Lexicon*> seen(4);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        threads.emplace_back(
            [&, i] { seen[i] = i % 2 == 0 ? &locale_lexicon(a, b) : &locale_lexicon(b, a); });
    }
    for (std::thread& each : threads) each.join();
    BOOST_TEST(std::count(seen.begin(), seen.end(), seen.front()) == 4);
    BOOST_TEST(seen.front()->size() > 400U);
}

}  // namespace
}  // namespace egiz::align
