// SPDX-License-Identifier: Apache-2.0
#include "align/numbers.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>

namespace egiz::align {
namespace {

struct NumberCase {
    const char* language;
    const char* text;
    const char* values;  ///< parted by blanks
    friend std::ostream& operator<<(std::ostream& out, const NumberCase& c) { return out << c.text; }
};
const std::vector<NumberCase> cases{
    {"en", "Over 2,000 years", "2000"},
    {"ru", "Более 2\u00A0000 лет", "2000"},
    {"zh", "2000多年", "2000"},
    {"ru", "выросла на 3,5 процента", "3.5"},
    {"en", "grew by 3.5 percent", "3.5"},
    {"en", "$41 billion", "41000000000"},
    {"kk", "41 миллиард доллар", "41000000000"},
    {"en", "no number here", ""},
};
BOOST_DATA_TEST_CASE(a_number_has_one_value_however_it_is_written, cases) {
    std::string values;
    for (const NumberMention& mention : find_numbers(sample.text, Language::require(sample.language))) {
        values += (values.empty() ? "" : " ") + mention.value;
        BOOST_TEST(mention.range.end <= std::string(sample.text).size());
        BOOST_TEST(mention.range.begin < mention.range.end);
    }
    BOOST_TEST(values == sample.values);
}

BOOST_AUTO_TEST_CASE(a_number_that_the_other_side_lacks_is_told) {
    const Language en = Language::require("en");
    const Language ru = Language::require("ru");
    BOOST_TEST(compare_numbers("In 2015, 3 men", en, "В 2015 году 3 человека", ru).empty());
    const NumberMismatch mismatch = compare_numbers("In 2015", en, "В 2014 году", ru);
    BOOST_TEST_REQUIRE(mismatch.source.size() == 1U);
    BOOST_TEST_REQUIRE(mismatch.target.size() == 1U);
    BOOST_TEST(mismatch.source[0].value == "2015");
    BOOST_TEST(mismatch.target[0].value == "2014");
}

}  // namespace
}  // namespace egiz::align
