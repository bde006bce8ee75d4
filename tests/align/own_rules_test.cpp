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

/// Every language that has rules, and one that has none.
std::vector<std::string> languages() {
    std::vector<std::string> tags{"mi"};
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

}  // namespace
}  // namespace egiz::align
