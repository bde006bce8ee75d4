// SPDX-License-Identifier: Apache-2.0
#include "text/numbers.hpp"

#include "text/numeral.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>
#include <vector>

namespace egiz {
namespace {

using namespace numerals;  // NOLINT(google-build-using-namespace)

std::string values_of(const std::vector<NumberMention>& numbers) {
    std::string values;
    for (const NumberMention& number : numbers) {
        values += (values.empty() ? "" : " ") + number.value;
    }
    return values;
}

struct NumberCase {
    const char* language;
    std::string text;
    const char* values;  ///< parted by blanks

    friend std::ostream& operator<<(std::ostream& out, const NumberCase& c) {
        return out << c.language << ": " << c.text;
    }
};
const std::vector<NumberCase> numbers_cases{
    {"en", "", ""},
    {"en", "no number here, not even thirty-two", ""},
    {"en", "in 2024", "2024"},
    {"en", "007 and 0", "7 0"},
    // thousands
    {"en", "Over 2,000 years", "2000"},
    {"en", "1,234,567.89 in all", "1234567.89"},
    {"ru", "Более 2 000 лет", "2000"},
    {"ru", "Более 2\u00A0000 лет", "2000"},
    {"ru", "1\u00A0234\u00A0567,89 рубля", "1234567.89"},
    {"en", "2\u202F000", "2000"},
    {"en", "in 5 200 people", "5 200"},
    {"kk", "12 345 теңге", "12345"},
    {"ru", "в 2010 500 человек", "2010 500"},
    {"de", "1.234.567,5 Euro", "1234567.5"},
    {"de", "1.500 Euro", "1500"},
    {"fr", "1'234", "1234"},
    {"en", "1,2345", "1 2345"},
    // decimals
    {"ru", "выросла на 3,5 процента", "3.5"},
    {"ru", "выросла на 3.5 процента", "3.5"},
    {"en", "grew by 3.5 percent", "3.5"},
    {"en", "3,5", "3.5"},
    {"en", "2.50 and 2.0", "2.5 2"},
    {"ru", "2,000", "2"},
    {"ru", "0.125", "0.125"},
    {"en", ".5", "5"},
    {"en", "It was 5. Then 6.", "5 6"},
    {"en", "1, 2, 3", "1 2 3"},
    // several numbers that touch
    {"ru", "12.05.2024", "12 5 2024"},
    {"en", "version 1.2.3", "1 2 3"},
    {"en", "at 10:30", "10 30"},
    {"en", "1990–2000, 3-4, 1/2", "1990 2000 3 4 1 2"},
    // multipliers
    {"en", "$41 billion", "41000000000"},
    {"en", "$41bn, £125m, $5k", "41000000000 125000000 5000"},
    {"en", "125m long", "125"},
    {"en", "600 thousand and 1.5 million", "600000 1500000"},
    {"en", "3 millionaires", "3"},
    {"de", "2 Billionen, 3 Milliarden", "2000000000000 3000000000"},
    {"fr", "2 billions, 3 milliards", "2000000000000 3000000000"},
    {"ru", "около 600 тыс., свыше 2 тысяч", "600000 2000"},
    {"ru", "41 млрд долларов, 7,5 миллиона", "41000000000 7500000"},
    {"ru", "2 тысячелетия, 3 миллионера", "2 3"},
    {"ru", "600-тысячный город", "600000"},
    {"kk", "2 мың жыл, 600 мыңды, 200 мыңнан", "2000 600000 200000"},
    {"kk", "41 миллиард доллар, 3 млн", "41000000000 3000000"},
    {"kk", "2 мыңжылдық", "2"},
    {"zh", "2000多年", "2000"},
    {"zh", "410亿美元", "41000000000"},
    {"zh", "人口超过 38 万", "380000"},
    {"zh", "5 千米", "5"},
    {"zh", "有 3 亿人", "300000000"},
    {"zh", "60万人次，3千万", "600000 30000000"},
    {"zh", "20多万人", "200000"},
    {"zh", "1亿2000万", "120000000"},
    {"zh", "3万5千", "35000"},
    {"zh", "1.5亿", "150000000"},
    {"zh", "50千米，5千克", "50 5"},
    {"zh-Hant", "410億", "41000000000"},
    // Han numerals
    {"zh", "一千九百", "1900"},
    {"zh", "一千", "1000"},
    {"zh", "第十二条，二十，三十二", "12 20 32"},
    {"zh", "一千零一夜", "1001"},
    {"zh", "两万五千里", "25000"},
    {"zh", "一亿两千万", "120000000"},
    {"zh", "两千多万人", "20000000"},
    {"zh", "一九四九年", "1949"},
    {"zh", "二〇二四年", "2024"},
    {"zh", "二十两银子", "20"},
    {"zh", "世界五百强", "500"},
    {"zh", "万一，千百年来，十分，七八十，五四运动，一百二", ""},
    {"zh", "一带一路，三个月，第五次", ""},
    // digits of any script and what stands by them
    {"en", "the 21st century, COVID-19, B2B", "21 19 2"},
    {"zh", "第２１届", "21"},
    {"und", "٣٫٥ and १२", "3.5 12"},
    {"en", "٣٬٠٠٠", "3000"},
    {"en",
     "5\xFF"
     "6",
     "5 6"},
    {"en", "100%", "100"},
    {"en", "12345678901234567890123", "12345678901234567890123"},
};
BOOST_DATA_TEST_CASE(a_number_has_one_value_however_it_is_written, numbers_cases) {
    BOOST_TEST(values_of(find_numbers(sample.text, Language::require(sample.language))) ==
               sample.values);
}

BOOST_AUTO_TEST_CASE(a_mention_covers_the_digits_and_their_multiplier) {
    const std::string text = "record $41 billion, 2 тыс. лет, 410亿美元, 一千年";
    std::vector<std::string> mentions;
    for (const NumberMention& number : find_numbers(text, Language::require("en"))) {
        mentions.emplace_back(slice(text, number.range));
    }
    const std::vector<std::string> expected{"41 billion", "2 тыс", "410亿", "一千"};
    BOOST_TEST(mentions == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(mentions_are_in_order_and_do_not_overlap) {
    std::vector<std::string> texts;
    std::string all;
    for (const NumberCase& c : numbers_cases) {
        texts.push_back(c.text);
        all += c.text;
    }
    texts.push_back(all);
    for (const std::string& text : texts) {
        for (const char* language : {"en", "ru", "kk", "zh", "und"}) {
            std::size_t end = 0;
            for (const NumberMention& number : find_numbers(text, Language::require(language))) {
                BOOST_TEST(number.range.begin >= end);
                BOOST_TEST(!number.range.empty());
                BOOST_TEST(!number.value.empty());
                end = number.range.end;
            }
            BOOST_TEST(end <= text.size());
        }
    }
}

BOOST_AUTO_TEST_CASE(hostile_texts_give_no_more_digits_than_they_hold) {
    const std::vector<std::string> pieces{"1",  "1,",     "1.234,", "万", "1万", "一",
                                          "千", "1万1千", "1 000 ", "1'", "\xFF"};
    for (const std::string& piece : pieces) {
        std::string text = "1";
        while (text.size() < 300'000) text += piece;
        std::size_t digits = 0;
        for (const NumberMention& number : find_numbers(text, Language::require("ru"))) {
            digits += number.value.size();
        }
        BOOST_TEST(digits < 2 * text.size());
    }
}

struct NumeralCase {
    std::u32string run;
    long value;  ///< -1: not a number for sure

    friend std::ostream& operator<<(std::ostream& out, const NumeralCase& c) {
        return out << c.value << ", " << c.run.size() << " characters";
    }
};
const std::vector<NumeralCase> numerals{
    {U"十一", 11},         {U"二十", 20},          {U"一百零五", 105},
    {U"一百一十", 110},    {U"一万零五十", 10050}, {U"十万", 100000},
    {U"九千万", 90000000}, {U"三亿", 300000000},   {U"百", -1},
    {U"百万", -1},         {U"十十", -1},          {U"一万亿", -1},
    {U"一百零", -1},       {U"零一", -1},          {U"一二", -1},
    {U"五百二", -1},       {U"一十百", -1},        {U"", -1},
    {U"一千零五百零", -1},
};
BOOST_DATA_TEST_CASE(a_han_numeral_has_a_value_or_none, numerals) {
    const auto value = read_han_numeral(sample.run);
    BOOST_TEST((value ? static_cast<long>(*value) : -1L) == sample.value);
}

BOOST_AUTO_TEST_CASE(decimal_digits_are_shifted_added_and_stripped) {
    BOOST_TEST(decimal("007", "", 0) == "7");
    BOOST_TEST(decimal("000", "00", 0) == "0");
    BOOST_TEST(decimal("0", "050", 0) == "0.05");
    BOOST_TEST(decimal("7", "5", 3) == "7500");
    BOOST_TEST(decimal("1", "23456", 2) == "123.456");
    BOOST_TEST(add("99999999999999999999", "1") == "100000000000000000000");
    BOOST_TEST(add("5", "120") == "125");
    BOOST_TEST(roman_numeral(1994) == "MCMXCIV");
    BOOST_TEST(roman_numeral(4000).empty());
}

struct PairCase {
    const char* source_language;
    const char* source;
    const char* target_language;
    const char* target;
    const char* source_only;
    const char* target_only;

    friend std::ostream& operator<<(std::ostream& out, const PairCase& c) {
        return out << c.source << " / " << c.target;
    }
};
const std::vector<PairCase> pairs{
    {"en", "In 2015, 3 men", "ru", "В 2015 году 3 человека", "", ""},
    {"en", "In 2015", "ru", "В 2014 году", "2015", "2014"},
    {"en", "Over 2,000 years", "kk", "2 мың жылдан астам", "", ""},
    {"en", "$41 billion", "zh", "410亿美元", "", ""},
    {"en", "$41 billion", "ru", "41 млн", "41000000000", "41000000"},
    {"en", "5 and 5", "ru", "5", "5", ""},
    {"en", "1 2 3", "ru", "3 1 2", "", ""},
    // forgiven: in words, in Roman numerals, as a month
    {"en", "Thirty-two years ago", "zh", "32年前", "", ""},
    {"en", "Thirty-three years ago", "zh", "32年前", "", "32"},
    {"ru", "тридцати двух лет", "en", "32 years", "", ""},
    {"kk", "Отыз екі жыл бұрын", "ru", "32 года назад", "", ""},
    {"en", "the 5th visit", "zh", "第五次", "", ""},
    {"en", "5 times", "ru", "впятером", "5", ""},
    {"zh", "一百次", "en", "a hundred times", "", ""},
    {"en", "1", "en", "someone", "1", ""},
    {"en", "the 21st century", "ru", "XXI век", "", ""},
    {"en", "the 21st century", "kk", "ХХІ ғасыр", "", ""},
    {"zh", "5月9日", "en", "May 9", "", ""},
    {"zh", "5月9日", "ru", "9 мая", "", ""},
    {"zh", "6月9日", "en", "May 9", "6", ""},
    {"und", "32", "und", "nothing", "32", ""},
};
BOOST_DATA_TEST_CASE(a_number_that_the_other_side_lacks_is_told, pairs) {
    const Language source = Language::require(sample.source_language);
    const Language target = Language::require(sample.target_language);
    const NumberMismatch mismatch = compare_numbers(sample.source, source, sample.target, target);
    BOOST_TEST(values_of(mismatch.source) == sample.source_only);
    BOOST_TEST(values_of(mismatch.target) == sample.target_only);
    const NumberMismatch mirrored = compare_numbers(sample.target, target, sample.source, source);
    BOOST_TEST((mirrored.source == mismatch.target));
    BOOST_TEST((mirrored.target == mismatch.source));
}

}  // namespace
}  // namespace egiz
