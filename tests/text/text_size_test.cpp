// SPDX-License-Identifier: Apache-2.0
#include "text/text_size.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <vector>

namespace egiz {
namespace {

struct TextSizeCase {
    const char* text;
    std::size_t words;
    std::size_t characters;
    friend std::ostream& operator<<(std::ostream& out, const TextSizeCase& c) {
        return out << c.text;
    }
};
const std::vector<TextSizeCase> text_size_cases{
    {"", 0, 0},
    {"  \t\n ", 0, 0},
    {"— … !? ©", 0, 5},
    {"Good morning.", 2, 12},
    {"It can't be 3.14 or 1,000.", 6, 21},
    {"a well-known fact", 4, 15},
    {"Мама мыла раму.", 3, 13},
    {"Қайырлы таң, әлем!", 3, 16},
    {"e\u0301te\u0301", 1, 5},
    {"我爱你。", 3, 4},
    {"我用 Linux 5 年了", 6, 10},
    {"カタカナとひらがな", 9, 9},
    {"한국어 문장", 2, 5},
    {"𠀀𠀁", 2, 2},
};
BOOST_DATA_TEST_CASE(words_and_characters_are_those_of_the_rule, text_size_cases) {
    TextMeter meter;
    const TextSize size = meter.measure(sample.text);
    BOOST_TEST(size.words == sample.words);
    BOOST_TEST(size.characters == sample.characters);
}

BOOST_AUTO_TEST_CASE(one_meter_measures_many_texts) {
    TextMeter meter;
    TextSize all;
    TextSize expected;
    for (const TextSizeCase& each : text_size_cases) {
        all += meter.measure(each.text);
        expected += {each.words, each.characters};
    }
    BOOST_TEST((all == expected));
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_text_do_no_harm) {
    TextMeter meter;
    BOOST_TEST(meter.measure("good\xFF\xFE\xE4 day").words == 2U);
}

}  // namespace
}  // namespace egiz
