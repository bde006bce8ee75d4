// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/rule_set.hpp"

#include "text/error.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>
#include <vector>

using egiz::Language;
using egiz::align::Abbreviation;
using egiz::align::add_rules;
using egiz::align::List;
using egiz::align::RuleSet;

namespace {

RuleSet parse(std::string_view text) {
    RuleSet rules;
    add_rules(rules, text, "my.txt");
    return rules;
}

bool is_abbreviation(const RuleSet& rules, std::string_view word) {
    return rules.find(word).abbreviation != Abbreviation::none;
}

BOOST_AUTO_TEST_CASE(small_words_stand_for_all_their_spellings) {
    const RuleSet rules = parse("[never final]\ndr т.е.\nNo # not the answer \"no\"\n");
    for (const char* word : {"dr", "Dr", "DR", "т.е", "Т.е", "Т.Е", "No"}) {
        BOOST_TEST(is_abbreviation(rules, word));
    }
    BOOST_TEST(!is_abbreviation(rules, "no"));
    BOOST_TEST(!is_abbreviation(rules, "NO"));
    BOOST_TEST(!is_abbreviation(rules, "not"));
}

BOOST_AUTO_TEST_CASE(each_section_has_its_meaning) {
    const RuleSet rules = parse(
        "\xEF\xBB\xBF# with a byte order mark and CRLF\r\n[never final]\r\na1\r\n"
        "[before number]\r\na2\r\n[final in long sentences]\r\nb1\r\n[may be "
        "final]\r\na3\r\n[often final]\r\na4 т.с.с\r\n"
        "[after number]\r\na5\r\n[openers]\r\na6\r\n[speech verbs]\r\na7\r\n[not speech]\r\na8\r\n"
        "[quotation followers]\r\na9\r\n[not abbreviations]\r\nx\r\n"
        "[settings]\r\nordinal-dots = yes\r\n");
    BOOST_TEST((rules.find("a1").abbreviation == Abbreviation::never_final));
    BOOST_TEST((rules.find("a2").abbreviation == Abbreviation::before_number));
    BOOST_TEST((rules.find("a3").abbreviation == Abbreviation::may_be_final));
    BOOST_TEST((rules.find("b1").abbreviation == Abbreviation::long_final));
    BOOST_TEST((rules.find("a4").abbreviation == Abbreviation::often_final));
    BOOST_TEST(rules.has(List::after_number, "a5"));
    BOOST_TEST(rules.has(List::openers, "A6"));
    BOOST_TEST(rules.has(List::speech_verbs, "a7"));
    BOOST_TEST(rules.has(List::not_speech, "a8"));
    BOOST_TEST(rules.has(List::quotation_followers, "a9"));
    BOOST_TEST(rules.has(List::not_abbreviations, "X"));
    BOOST_TEST(rules.settings.ordinal_dots);
    BOOST_TEST(rules.find("т").begins_abbreviation);
    BOOST_TEST(rules.find("т.с").begins_abbreviation);
    BOOST_TEST(!rules.find("т.с.с").begins_abbreviation);
}

BOOST_AUTO_TEST_CASE(a_later_file_goes_before_an_earlier_one) {
    RuleSet rules =
        parse("[never final]\ndr mr\n[openers]\nthe\n[settings]\nordinal-dots=yes");
    add_rules(rules,
              "[often final]\ndr\n[never final]\n-mr\n[openers]\n-the\n[settings]\n"
              "ordinal-dots = no",
              "user.txt");
    BOOST_TEST((rules.find("Dr").abbreviation == Abbreviation::often_final));
    BOOST_TEST(!is_abbreviation(rules, "Mr"));
    BOOST_TEST(!rules.has(List::openers, "The"));
    BOOST_TEST(!rules.settings.ordinal_dots);
}

struct Bad {
    std::string text;
    std::size_t line;
    std::string part;  ///< of the message
};
std::ostream& operator<<(std::ostream& out, const Bad& bad) { return out << bad.part; }

const std::vector<Bad> bad_files{
    {"\n[never finall]\n", 2, "unknown section '[never finall]'"},
    {"[settings]\nordinals\n", 2, "unknown setting 'ordinals'"},
    {"dr\n", 1, "'dr' is in no section"},
    {"[never final]\ndr\n[often final]\n\nmr dr\n", 5, "'dr' is listed twice"},
    {"[openers]\nthe\nthe", 3, "'the' is listed twice"},
    {"[never final]\n-dr\n", 2, "'dr' is not listed"},
    {"[never final]\n.\n", 2, "no word in '.'"},
    {"[never final]\n-\n", 2, "no word in '-'"},
    {"[never final]\ndr\n\xFF\n", 3, "not UTF-8"},
    {std::string("[never final]\n").append(65, 'a'), 2, "a word of 65 bytes"},
};
BOOST_DATA_TEST_CASE(a_bad_file_is_refused_with_its_place, bad_files) {
    RuleSet rules;
    BOOST_CHECK_EXCEPTION(
        add_rules(rules, sample.text, "my.txt"), egiz::Error, [&](const egiz::Error& error) {
            BOOST_TEST(error.place().file == "my.txt");
            BOOST_TEST(error.place().line == sample.line);
            BOOST_TEST(error.message().find(sample.part) != std::string::npos, error.message());
            BOOST_TEST(!error.hint().empty());
            return error.fault() == egiz::Fault::input;
        });
}

BOOST_AUTO_TEST_CASE(every_file_of_the_program_is_good) {
    BOOST_TEST(egiz::align::embedded_rules().size() >= 5U);
    for (const char* tag : {"en", "ru", "kk", "zh", "de"}) {
        const RuleSet rules = egiz::align::rules_for(Language::require(tag));
        BOOST_TEST(is_abbreviation(rules, "Dr"));
    }
    BOOST_TEST(egiz::align::has_rules(Language::require("kk-Cyrl-KZ")));
    BOOST_TEST(!egiz::align::has_rules(Language::require("la")));
}

}  // namespace
