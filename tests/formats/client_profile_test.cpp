// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/client_profile.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <set>
#include <string>
#include <vector>

namespace egiz::formats {
namespace {

struct CalledLanguage {
    const char* tag;
    const char* no_script;
    const char* with_region;
    const char* posix;
    friend std::ostream& operator<<(std::ostream& out, const CalledLanguage& c) {
        return out << c.tag;
    }
};
const std::vector<CalledLanguage> tags{
    {"en", "en", "en-US", "en"},
    {"en-GB", "en-GB", "en-GB", "en_GB"},
    {"ru", "ru", "ru-RU", "ru"},
    {"kk", "kk", "kk-KZ", "kk"},
    {"zh", "zh-CN", "zh-CN", "zh_CN"},
    {"zh-Hans", "zh-CN", "zh-CN", "zh_CN"},
    {"zh-Hant", "zh-TW", "zh-TW", "zh_TW"},
    {"zh-Hant-HK", "zh-HK", "zh-HK", "zh_HK"},
    {"pt-BR", "pt-BR", "pt-BR", "pt_BR"},
    {"sr-Latn", "sr-Latn-RS", "sr-Latn-RS", "sr_Latn_RS"},
    {"sr-Cyrl", "sr-RS", "sr-RS", "sr_RS"},
    {"sr-Cyrl-ME", "sr-Cyrl-ME", "sr-Cyrl-ME", "sr_Cyrl_ME"},
    {"uz-Cyrl", "uz-Cyrl-UZ", "uz-Cyrl-UZ", "uz_Cyrl_UZ"},
    {"az-Cyrl", "az-Cyrl-AZ", "az-Cyrl-AZ", "az_Cyrl_AZ"},
    {"kk-Latn", "kk-Latn-KZ", "kk-Latn-KZ", "kk_Latn_KZ"},
    {"pa-Arab", "pa-PK", "pa-PK", "pa_PK"},
    {"x-ours", "x-ours", "x-ours", "x-ours"},
    {"und", "und", "und", "und"},
};
BOOST_DATA_TEST_CASE(languages_are_called_as_the_client_calls_them, tags) {
    const Language language = Language::require(sample.tag);
    BOOST_TEST(styled_tag(language, LanguageStyle::as_is) == sample.tag);
    BOOST_TEST(styled_tag(language, LanguageStyle::no_script) == sample.no_script);
    BOOST_TEST(styled_tag(language, LanguageStyle::with_region) == sample.with_region);
    BOOST_TEST(styled_tag(language, LanguageStyle::posix) == sample.posix);
}

BOOST_DATA_TEST_CASE(what_is_written_serves_the_language_that_it_was, tags) {
    const Language language = Language::require(sample.tag);
    for (const LanguageStyle style :
         {LanguageStyle::no_script, LanguageStyle::with_region, LanguageStyle::posix}) {
        const auto again = Language::parse(styled_tag(language, style));
        BOOST_REQUIRE(again.has_value());
        BOOST_TEST((match(*again, language) != LanguageMatch::none));
    }
}

struct BeadOfUnit {
    const char* bead_type;
    bool sentence;
    friend std::ostream& operator<<(std::ostream& out, const BeadOfUnit& c) {
        return out << '"' << c.bead_type << '"';
    }
};
const std::vector<BeadOfUnit> parts{{"", true},      {"1-1", true},   {"1-1-1-1", true},
                                    {"1-0-1", true}, {"1-2", false},  {"2-1", false},
                                    {"1-10", false}, {"11-1", false}, {"1-1-2-1", false},
                                    {"0-1-1", true}, {"12-12", false}};
BOOST_DATA_TEST_CASE(units_of_several_sentences_are_told_apart, parts) {
    TranslationUnit unit;
    unit.bead_type = sample.bead_type;
    BOOST_TEST(is_in(unit, UnitPart::all));
    BOOST_TEST(is_in(unit, UnitPart::sentences) == sample.sentence);
    BOOST_TEST(is_in(unit, UnitPart::paragraphs) != sample.sentence);
}

BOOST_AUTO_TEST_CASE(profiles_have_names_of_their_own) {
    std::set<std::string_view> names;
    for (const ClientProfile& profile : client_profiles()) {
        BOOST_TEST(names.insert(profile.name).second, profile.name);
        BOOST_TEST(!profile.title.empty());
    }
    BOOST_TEST(client_profiles().front().name == "generic");
}

}  // namespace
}  // namespace egiz::formats
