// SPDX-License-Identifier: Apache-2.0
#include "text/language.hpp"

#include "text/error.hpp"
#include "text/icu.hpp"
#include "text/language_tag.hpp"

#include <unicode/locid.h>
#include <unicode/uloc.h>

namespace egiz {
namespace {

/// `qaa` to `qtz` may be anybody's, and these are no single language.
bool is_private_or_collective(std::string_view primary) {
    return (primary >= "qaa" && primary <= "qtz" && primary.size() == 3) || primary == "art" ||
           primary == "mis";
}

}  // namespace

std::optional<Language> Language::parse(std::string_view tag) {
    const std::optional<LanguageTag> parts = take_apart(tag);
    if (!parts) return std::nullopt;
    Language language;
    language.tag_ = parts->primary + parts->extended;
    if (!parts->script.empty()) language.tag_ += '-' + parts->script;
    if (!parts->region.empty()) language.tag_ += '-' + parts->region;
    for (const std::string& variant : parts->variants) language.tag_ += '-' + variant;
    language.tag_ += parts->extensions;
    if (language.tag_.size() > longest_tag) return std::nullopt;
    return language;
}

std::optional<Language> Language::from_store(std::string_view tag) {
    std::optional<Language> language = parse(tag);
    if (!language || language->tag_ == tag) return language;
    const bool is_canonical_primary = language->primary() == tag.substr(0, tag.find('-'));
    if (!is_canonical_primary || tag.find_first_of("_@") != tag.npos) return std::nullopt;
    language->tag_ = tag;
    return language;
}

Language Language::require(std::string_view tag) {
    if (const auto language = parse(tag)) return *language;
    throw Error(Fault::usage, {}, "unknown language '" + std::string(tag) + "'",
                "use a BCP 47 tag such as en, ru, kk, zh or zh-Hant");
}

std::string_view Language::primary() const noexcept {
    const std::string_view tag = tag_;
    return tag.substr(0, tag.starts_with("x-") ? tag.npos : tag.find('-'));
}

std::string Language::script() const {
    if (tag_.starts_with("x-")) return {};
    char maximized[ULOC_FULLNAME_CAPACITY] = {};
    char script[ULOC_SCRIPT_CAPACITY] = {};
    IcuStatus status;
    char locale[ULOC_FULLNAME_CAPACITY] = {};
    uloc_forLanguageTag(tag_.c_str(), locale, ULOC_FULLNAME_CAPACITY, nullptr, status);
    uloc_addLikelySubtags(locale, maximized, ULOC_FULLNAME_CAPACITY, status);
    uloc_getScript(maximized, script, ULOC_SCRIPT_CAPACITY, status);
    if (script[0] == '\0' && !status.failed()) {
        // ICU knows `kmr` only by its macrolanguage, `ku`.
        icu::Locale canonical = icu::Locale::createCanonical(locale);
        canonical.addLikelySubtags(status);
        return status.failed() ? std::string() : std::string(canonical.getScript());
    }
    return status.failed() ? std::string() : std::string(script);
}

LanguageMatch match(const Language& have, const Language& want) {
    if (have == want) return LanguageMatch::exact;
    if (is_private_or_collective(have.primary())) return LanguageMatch::none;
    if (have.primary() == want.primary() && have.script() == want.script()) {
        return LanguageMatch::primary;
    }
    return LanguageMatch::none;
}

}  // namespace egiz
