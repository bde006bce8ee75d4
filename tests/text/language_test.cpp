// SPDX-License-Identifier: Apache-2.0
#include "text/language.hpp"

#include "text/error.hpp"
#include "text/known_language.hpp"
#include "text/language_guess.hpp"
#include "text/variant_chooser.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace egiz {
namespace {

struct TagCase {
    const char* written;
    const char* canonical;  ///< empty: refused

    friend std::ostream& operator<<(std::ostream& out, const TagCase& c) {
        return out << c.written;
    }
};
const std::vector<TagCase> tags{
    {"en", "en"},
    {"EN", "en"},
    {"EN_us", "en-US"},
    {"en-us", "en-US"},
    {"kaz", "kk"},
    {"zh-CHS", "zh-Hans"},
    {"zh_CHT", "zh-Hant"},
    {"rus", "ru"},
    {"RUS", "ru"},
    {"zho", "zh"},
    {"zh-hans", "zh-Hans"},
    {"zh-hans-cn", "zh-Hans-CN"},
    {"ZH-TW", "zh-TW"},
    {"sr-latn", "sr-Latn"},
    {"es-419", "es-419"},
    {"de-1996", "de-1996"},
    {"sl-rozaj-biske", "sl-rozaj-biske"},
    {"en-u-ca-gregory", "en-u-ca-gregory"},
    {"en-x-CA", "en-x-ca"},
    {"und", "und"},
    {"und-Cyrl", "und-Cyrl"},
    {"mul", "mul"},
    {"tlh", "tlh"},
    {"", ""},
    {"e", ""},
    {"qq", ""},
    {"english", ""},
    {"en-", ""},
    {"-en", ""},
    {"en--US", ""},
    {"en us", ""},
    {"kk\n", ""},
    {"12", ""},
    {"en-abcdefghi", ""},
    {"ру", ""},
    {"tl", "tl"},
    {"tgl", "tl"},
    {"iw", "he"},
    {"in-ID", "id-ID"},
    {"ji", "yi"},
    {"jw", "jv"},
    {"mo", "ro"},
    {"bh", "bh"},
    {"sh", "sr-Latn"},
    {"sh-Cyrl", "sr-Cyrl"},
    {"cmn-Hans", "zh-Hans"},
    {"chi", "zh"},
    {"ger", "de"},
    {"kmr", "kmr"},
    {"prs", "prs"},
    {"qaa", "qaa"},
    {"art", "art"},
    {"sgn", "sgn"},
    {"X_Ours", "x-ours"},
    {"x-something", "x-somethin-g"},
    {"i-klingon", "tlh"},
    {"i-enochian", "x-i-enochian"},
    {"i-nothing", ""},
    {"sr@latin", "sr-Latn"},
    {"sr_RS@Latin", "sr-Latn-RS"},
    {"ca@valencia", "ca-valencia"},
    {"de_DE@euro", "de-DE"},
    {"de@", ""},
    {"@latin", ""},
    {"BG-01", "bg"},
    {"en-US-GB", "en-US"},
    {"en-x", "en"},
    {"en-u-ca-u-nu", "en-u-ca"},
    {"de-1996-1996", "de-1996"},
    {"uz-UZ-Cyrl", "uz-Cyrl-UZ"},
    {"az-AZ-Latn", "az-Latn-AZ"},
    {"x", ""},
    {"x-", ""},
};
BOOST_DATA_TEST_CASE(tags_are_made_canonical_or_refused, tags) {
    const auto language = Language::parse(sample.written);
    BOOST_TEST((language ? language->tag() : std::string()) == sample.canonical);
    if (language) BOOST_TEST((Language::parse(language->tag()) == language));
}

const std::vector<TagCase> guessed_tags{
    {"ru", "ru"},
    {"RUS", "ru"},
    {"iw", "he"},
    {"cmn", "zh"},
    {"kmr", "kmr"},
    {"abq-RU", "abq-RU"},
    {"ady_Cyrl", "ady-Cyrl"},
    {"sr@latin", "sr-Latn"},
    {"uz-UZ-Cyrl", "uz-Cyrl-UZ"},
    {"key", ""},
    {"qty", ""},
    {"key_id", ""},
    {"tag-text", ""},
    {"in", ""},
    {"sh", ""},
    {"my-01", ""},
    {"x-ray", ""},
    {"i-klingon", ""},
};
BOOST_DATA_TEST_CASE(a_word_is_no_language, guessed_tags) {
    const auto language = known_language(sample.written);
    BOOST_TEST((language ? language->tag() : std::string()) == sample.canonical);
    BOOST_TEST(Language::parse(sample.written).has_value());
}

BOOST_AUTO_TEST_CASE(what_may_stand_in_no_tag_is_told) {
    for (const char* tag : {"BG-01", "en-US-GB", "en-x", "x-something"}) {
        BOOST_TEST(has_stray_subtag(tag), tag);
    }
    for (const char* tag : {"bg", "uz-UZ-Cyrl", "zh-CHS", "x-ours", "i-enochian", "sr@latin", ""}) {
        BOOST_TEST(!has_stray_subtag(tag), tag);
    }
}

BOOST_AUTO_TEST_CASE(a_stored_language_is_as_it_was_stored) {
    for (const char* tag : {"en", "und", "x-ours", "zh-Hant-HK", "bg-01", "uz-UZ-Cyrl"}) {
        const auto language = Language::from_store(tag);
        BOOST_TEST_REQUIRE(language.has_value(), tag);
        BOOST_TEST(language->tag() == tag);
    }
    BOOST_TEST(
        (match(*Language::from_store("bg-01"), Language::require("bg")) == LanguageMatch::primary));
    for (const char* tag : {"", "EN", "en_US", "kaz", "iw", "sr@latin", "no language"}) {
        BOOST_TEST(!Language::from_store(tag).has_value(), tag);
    }
}

BOOST_AUTO_TEST_CASE(an_overlong_tag_is_refused) {
    std::string tag = "en";
    for (int k = 0; k < 1000; ++k) tag += "-x";
    BOOST_TEST(!Language::parse(tag).has_value());
    std::string becomes_too_long = "sh-nedis12";
    for (const char* subtag : {"a", "b", "c", "d", "e", "f"}) {
        becomes_too_long += std::string("-variant") + subtag;
    }
    BOOST_TEST(becomes_too_long.size() == 64U);
    BOOST_TEST(!Language::parse(becomes_too_long).has_value());
}

BOOST_AUTO_TEST_CASE(requiring_an_unknown_tag_names_it_and_helps) {
    BOOST_TEST(Language::require("kk_KZ").tag() == "kk-KZ");
    BOOST_CHECK_EXCEPTION(
        static_cast<void>(Language::require("qq")), Error, [](const Error& error) {
            return error.fault() == Fault::usage &&
                   error.message().find("'qq'") != std::string::npos && !error.hint().empty();
        });
}

BOOST_AUTO_TEST_CASE(a_language_begins_as_undetermined) {
    const Language language;
    BOOST_TEST(language.undetermined());
    BOOST_TEST((Language::parse(language.tag()) == language));
    BOOST_TEST(!Language::require("ru").undetermined());
}

struct PartsCase {
    const char* tag;
    const char* primary;
    const char* script;

    friend std::ostream& operator<<(std::ostream& out, const PartsCase& c) { return out << c.tag; }
};
const std::vector<PartsCase> parts{
    {"en", "en", "Latn"},         {"ru", "ru", "Cyrl"},      {"kk", "kk", "Cyrl"},
    {"kk-Latn", "kk", "Latn"},    {"zh", "zh", "Hans"},      {"zh-TW", "zh", "Hant"},
    {"zh-Hant-CN", "zh", "Hant"}, {"sr-Latn", "sr", "Latn"}, {"kmr", "kmr", "Latn"},
    {"x-a-b", "x-a-b", ""},       {"qaa", "qaa", ""},
};
BOOST_DATA_TEST_CASE(a_language_has_a_primary_subtag_and_a_script, parts) {
    const Language language = Language::require(sample.tag);
    BOOST_TEST(language.primary() == sample.primary);
    BOOST_TEST(language.script() == sample.script);
}

struct MatchCase {
    const char* have;
    const char* want;
    LanguageMatch match;

    friend std::ostream& operator<<(std::ostream& out, const MatchCase& c) {
        return out << c.have << " for " << c.want;
    }
};
const std::vector<MatchCase> matches{
    {"kk", "kk", LanguageMatch::exact},        {"en-GB", "en", LanguageMatch::primary},
    {"zh-CN", "zh", LanguageMatch::primary},   {"zh", "zh-Hans", LanguageMatch::primary},
    {"zh-TW", "zh", LanguageMatch::none},      {"zh-TW", "zh-Hant", LanguageMatch::primary},
    {"kk-Latn", "kk", LanguageMatch::none},    {"ru", "kk", LanguageMatch::none},
    {"kmr-TR", "kmr", LanguageMatch::primary}, {"x-a", "x-b", LanguageMatch::none},
    {"x-a-b", "x-a", LanguageMatch::none},     {"qaa-x-a", "qaa-x-b", LanguageMatch::none},
    {"x-a", "x-a", LanguageMatch::exact},      {"qaa", "qab", LanguageMatch::none},
};
BOOST_DATA_TEST_CASE(scripts_never_mix, matches) {
    const Language have = Language::require(sample.have);
    const Language want = Language::require(sample.want);
    BOOST_TEST((match(have, want) == sample.match));
    BOOST_TEST((match(want, have) == sample.match));
}

struct GuessCase {
    std::string text;
    const char* language;

    friend std::ostream& operator<<(std::ostream& out, const GuessCase& c) {
        return out << c.language << ": " << c.text;
    }
};
const std::vector<GuessCase> guesses{
    {"", "und"},
    {"12 345, 2024", "und"},
    {"The cat sat on the mat, and it was happy.", "en"},
    {"Кошка сидела на коврике и была довольна.", "ru"},
    {"Мысық төсеніште отырды және риза болды.", "kk"},
    {"猫坐在垫子上，很高兴。", "zh"},
    {"他在 Astana Hub 工作，每天使用 Linux 系统和各种开源软件。", "zh"},
    {"猫はマットの上に座っていました。", "und"},
    {"고양이가 창가에 앉아 거리를 바라보았다.", "und"},
    {"Кішка сиділа на килимку і була щаслива, її звали Мурка.", "und"},
    {"Die Katze saß auf der Matte.", "und"},
    {"Η γάτα καθόταν στο παράθυρο.", "und"},
    {"\xFF\xFE\x80\x81", "und"},
};
BOOST_DATA_TEST_CASE(a_language_is_guessed_only_where_it_can_be_told, guesses) {
    BOOST_TEST(guess_language(sample.text).tag() == sample.language);
}

TranslationUnit unit_of(const std::vector<std::pair<const char*, const char*>>& texts) {
    TranslationUnit unit;
    for (const auto& [language, text] : texts) {
        Variant& variant = unit.variants.emplace_back();
        variant.language = Language::require(language);
        variant.text = text;
    }
    return unit;
}

BOOST_AUTO_TEST_CASE(texts_are_chosen_by_language_and_counted) {
    VariantChooser chooser({Language::require("en"), Language::require("zh")});
    const TranslationUnit unit =
        unit_of({{"en-GB", "a"}, {"en", "b"}, {"zh-Hant", "c"}, {"zh-CN", " "}, {"zh-Hans", "d"}});
    const auto chosen = chooser.choose(unit);
    BOOST_TEST_REQUIRE(chosen.size() == 2U);
    BOOST_TEST(chosen[0]->text == "b");
    BOOST_TEST(chosen[1]->text == "d");
    BOOST_TEST(chooser.choose(unit_of({{"en", "a"}, {"zh-TW", "b"}})).empty());
    BOOST_TEST(chooser.summary() ==
               "zh from zh-Hans 1; not taken: en 1, en-GB 1, zh-CN 1, zh-Hant 1, zh-TW 1");
}

BOOST_AUTO_TEST_CASE(one_text_serves_one_language) {
    VariantChooser chooser({Language::require("en"), Language::require("en-GB")});
    BOOST_TEST(chooser.choose(unit_of({{"en", "a"}, {"ru", "b"}})).empty());
}

}  // namespace
}  // namespace egiz
