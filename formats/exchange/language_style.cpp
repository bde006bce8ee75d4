// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/units.hpp"

#include <unicode/uloc.h>

#include <algorithm>
#include <string>

namespace egiz::formats {
namespace {

/// Of the tag itself, else the likeliest (UTS #35, likely subtags); empty if none is known.
std::string region_of(const Language& language) {
    UErrorCode status = U_ZERO_ERROR;
    char locale[ULOC_FULLNAME_CAPACITY] = {};
    char likely[ULOC_FULLNAME_CAPACITY] = {};
    char region[ULOC_COUNTRY_CAPACITY] = {};
    uloc_forLanguageTag(language.tag().c_str(), locale, ULOC_FULLNAME_CAPACITY, nullptr, &status);
    uloc_addLikelySubtags(locale, likely, ULOC_FULLNAME_CAPACITY, &status);
    uloc_getCountry(likely, region, ULOC_COUNTRY_CAPACITY, &status);
    return U_FAILURE(status) != 0 ? std::string() : std::string(region);
}

bool has_more_than_primary(const Language& language) {
    return language.primary().size() < language.tag().size();
}

/// A subtag of four that begins with a letter is one.
bool says_script(const Language& language) {
    const std::string_view rest =
        std::string_view(language.tag()).substr(language.primary().size());
    constexpr std::size_t length = 5;  // `-Hans`
    return std::min(rest.find('-', 1), rest.size()) == length && rest[1] > '9';
}

}  // namespace

std::string styled_tag(const Language& language, LanguageStyle style) {
    const bool is_private = language.primary().starts_with("x-");
    if (style == LanguageStyle::as_is || language.undetermined() || is_private) {
        return language.tag();
    }
    // Chinese without a region says nothing to a program that knows no scripts.
    const bool wants_region = style == LanguageStyle::with_region ||
                              has_more_than_primary(language) || language.primary() == "zh";
    std::string tag(language.primary());
    if (!wants_region) return tag;
    const std::string region = region_of(language);
    if (region.empty()) return language.tag();
    // `sr-RS` is in Cyrillic letters, whatever `sr-Latn` says; `zh-TW` says `Hant`.
    const char joint = style == LanguageStyle::posix ? '_' : '-';
    if (says_script(language)) {
        const std::string script = language.script();
        if (Language::require(tag + '-' + region).script() != script) tag += joint + script;
    }
    return tag + joint + region;
}

LanguageStyle style_in_xliff(LanguageStyle style) {
    return style == LanguageStyle::posix ? LanguageStyle::no_script : style;
}

}  // namespace egiz::formats
