// SPDX-License-Identifier: Apache-2.0
#include "text/language.hpp"

#include "text/error.hpp"
#include "text/language_guess.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <vector>

namespace egiz {
namespace {

struct TagCase {
    const char* written;
    const char* canonical;  ///< empty: refused
    friend std::ostream& operator<<(std::ostream& out, const TagCase& c) { return out << c.written; }
};
const std::vector<TagCase> tags{
    {"en", "en"},       {"EN_us", "en-US"},     {"zh-hans-cn", "zh-Hans-CN"}, {"ZH-TW", "zh-TW"},
    {"kaz", "kk"},      {"rus", "ru"},          {"sr-latn", "sr-Latn"},       {"es-419", "es-419"},
    {"", ""},           {"qq", ""},             {"english", ""},              {"e", ""},
    {"en--US", ""},     {"en us", ""},          {"kk\n", ""},
};
BOOST_DATA_TEST_CASE(tags_are_made_canonical_or_refused, tags) {
    const auto language = Language::parse(sample.written);
    BOOST_TEST((language ? language->tag() : "") == sample.canonical);
}

BOOST_AUTO_TEST_CASE(scripts_never_mix) {
    const auto language = [](const char* tag) { return Language::require(tag); };
    BOOST_TEST((match(language("en-GB"), language("en")) == LanguageMatch::primary));
    BOOST_TEST((match(language("zh-CN"), language("zh")) == LanguageMatch::primary));
    BOOST_TEST((match(language("zh-TW"), language("zh")) == LanguageMatch::none));
    BOOST_TEST((match(language("zh-TW"), language("zh-Hant")) == LanguageMatch::primary));
    BOOST_TEST((match(language("ru"), language("kk")) == LanguageMatch::none));
    BOOST_TEST((match(language("kk"), language("kk")) == LanguageMatch::exact));
    BOOST_CHECK_THROW(language("qq"), Error);
}

struct GuessCase {
    const char* text;
    const char* language;
    friend std::ostream& operator<<(std::ostream& out, const GuessCase& c) { return out << c.text; }
};
const std::vector<GuessCase> guesses{
    {"The cat sat on the mat, and it was happy.", "en"},
    {"Кошка сидела на коврике и была довольна.", "ru"},
    {"Мысық төсеніште отырды және риза болды.", "kk"},
    {"猫坐在垫子上，很高兴。", "zh"},
    {"猫はマットの上に座っていました。", "und"},
    {"Кішка сиділа на килимку і була щаслива, її звали Мурка.", "und"},
    {"Die Katze saß auf der Matte.", "und"},
    {"12345", "und"},
};
BOOST_DATA_TEST_CASE(a_language_is_guessed_only_where_it_can_be_told, guesses) {
    BOOST_TEST(guess_language(sample.text).tag() == sample.language);
}

}  // namespace
}  // namespace egiz
