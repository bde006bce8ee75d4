// SPDX-License-Identifier: Apache-2.0
#include "align/own_rules.hpp"

#include "align/segmentation/rule_set.hpp"
#include "text/error.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace egiz::align {
namespace {

const List last_list = static_cast<List>(list_count - 1);

/// Every language that has rules, two that have those of another, and one that has none.
std::vector<std::string> languages() {
    std::vector<std::string> tags{"mi", "nb", "nn"};
    for (const EmbeddedFile& file : embedded_rules()) {
        const std::string tag(file.name.substr(0, file.name.find('.')));
        if (tag != "general") tags.push_back(tag);
    }
    return tags;
}

/// What is shown can be saved and read again, alone or behind our own, and says the same.
BOOST_DATA_TEST_CASE(rules_that_are_shown_are_a_rules_file, languages()) {
    const Language language = Language::require(sample);
    const std::vector<RulesFile> files = own_rules(language);
    BOOST_TEST(files.front().name == "rules/general.txt");
    BOOST_TEST(files.size() == (has_rules(language) ? 2U : 1U));
    const std::string shown = joined_rules(files);
    const RuleSet ours = rules_for(language);
    RuleSet alone;
    add_rules(alone, shown, "saved");
    RuleSet behind = rules_for(language);
    add_rules(behind, shown, "saved");
    for (const RuleSet* saved : {&alone, &behind}) {
        for (std::size_t i = 0; i <= static_cast<std::size_t>(last_list); ++i) {
            const List list = static_cast<List>(i);
            BOOST_TEST((saved->words(list) == ours.words(list)), to_string(list));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_word_may_come_again_in_another_file) {
    RuleSet rules;
    add_rules(rules,
              "[file a]\n[never final]\nabc\n[file b]\n[often final]\nabc\n[file c]\n"
              "[often final]\n-abc\n",
              "joined");
    BOOST_TEST(rules.words(List::never_final).empty());
    BOOST_TEST(rules.words(List::often_final).empty());
    RuleSet other;
    BOOST_CHECK_THROW(add_rules(other, "[never final]\nabc\n[often final]\nabc\n", "one"), Error);
    BOOST_CHECK_THROW(add_rules(other, "[never final]\nabc\n[file b]\nxyz\n", "one"), Error);
}

BOOST_AUTO_TEST_CASE(a_word_is_taken_back_from_an_earlier_file_only) {
    RuleSet rules;
    BOOST_CHECK_THROW(add_rules(rules, "[never final]\nabc\n-abc\n", "one"), Error);
    BOOST_CHECK_THROW(add_rules(rules, "[never final]\nabc\n[often final]\n-abc\n", "one"), Error);
    RuleSet spelt;  // `CA` is the file's own, and stays
    add_rules(spelt, "[never final]\nca\n", "one");
    add_rules(spelt, "[never final]\nCA -ca\n", "two");
    BOOST_TEST((spelt.words(List::never_final) == std::vector<std::string>{"CA"}));
}

BOOST_AUTO_TEST_CASE(a_word_taken_back_looks_abbreviated_no_more) {
    RuleSet rules;
    add_rules(rules, "[may be final]\nltd inc\n", "one");
    add_rules(rules, "[may be final]\n-ltd -inc\n", "two");
    BOOST_TEST(rules.has(List::not_abbreviations, "ltd"));
    BOOST_TEST(rules.has(List::not_abbreviations, "Ltd"));
    BOOST_TEST(!rules.has(List::not_abbreviations, "inc"));
    add_rules(rules, "[often final]\nltd\n", "three");
    BOOST_TEST(!rules.has(List::not_abbreviations, "ltd"));
    // What is said to be no abbreviation stays so.
    add_rules(rules, "[not abbreviations]\nltd\n", "four");
    add_rules(rules, "[often final]\n-ltd\n", "five");
    add_rules(rules, "[often final]\nltd\n", "six");
    BOOST_TEST(rules.has(List::not_abbreviations, "ltd"));
}

BOOST_AUTO_TEST_CASE(rules_hold_for_what_their_language_takes_in) {
    const auto hold = [](const char* rules, const char* text) {
        return rules_hold_for(Language::require(rules), Language::require(text));
    };
    BOOST_TEST(hold("und", "kk"));
    BOOST_TEST(hold("en", "en-GB"));
    BOOST_TEST(hold("zh", "zh-TW"));
    BOOST_TEST(!hold("zh-Hant", "zh-CN"));
    BOOST_TEST(!hold("en", "ru"));
    for (const char* norwegian : {"no", "nb", "nn", "nb-NO"}) BOOST_TEST(hold("no", norwegian));
    BOOST_TEST(!hold("nb", "nn"));
    BOOST_TEST(!hold("no", "da"));
}

}  // namespace
}  // namespace egiz::align
