// SPDX-License-Identifier: Apache-2.0
#include "text/language.hpp"

#include "text/error.hpp"
#include "text/icu.hpp"

#include <unicode/uloc.h>

#include <algorithm>
#include <vector>

namespace egiz {
namespace {

constexpr std::size_t longest_tag = 64;

bool is_ascii_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
char to_upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

std::vector<std::string> split_subtags(std::string_view tag) {
    std::vector<std::string> subtags(1);
    for (const char c : tag) {
        if (c == '-' || c == '_') {
            subtags.emplace_back();
        } else {
            subtags.back().push_back(to_lower(c));
        }
    }
    return subtags;
}

bool is_well_formed(const std::string& subtag) {
    return !subtag.empty() && subtag.size() <= 8 &&
           std::all_of(subtag.begin(), subtag.end(),
                       [](char c) { return is_ascii_alpha(c) || is_ascii_digit(c); });
}

/// The two-letter code where ISO 639-1 has one: `kk` for `kaz` and for `kk`.
std::string shortest_primary(const std::string& primary) {
    // ICU's uloc_getLanguage() turns three letters into two where it can, and `und` into nothing.
    char buffer[ULOC_LANG_CAPACITY] = {};
    IcuStatus status;
    uloc_getLanguage(primary.c_str(), buffer, ULOC_LANG_CAPACITY, status);
    return status.failed() || buffer[0] == '\0' ? primary : buffer;
}

bool is_registered(const std::string& primary) {
    if (primary == "und" || primary == "mul") return true;
    const char* const* known = uloc_getISOLanguages();
    for (; *known != nullptr; ++known) {
        if (primary == *known) return true;
    }
    return false;
}

}  // namespace

std::optional<Language> Language::parse(std::string_view tag) {
    if (tag.size() < 2 || tag.size() > longest_tag) return std::nullopt;
    std::vector<std::string> subtags = split_subtags(tag);
    if (!std::all_of(subtags.begin(), subtags.end(), is_well_formed)) return std::nullopt;

    std::string& primary = subtags.front();
    if (primary.size() < 2 || !std::all_of(primary.begin(), primary.end(), is_ascii_alpha)) {
        return std::nullopt;
    }
    primary = shortest_primary(primary);
    if (!is_registered(primary)) return std::nullopt;

    // What .NET called Chinese before it knew scripts stands in many files of CAT tools.
    if (primary == "zh" && subtags.size() > 1) {
        if (subtags[1] == "chs") subtags[1] = "hans";
        if (subtags[1] == "cht") subtags[1] = "hant";
    }

    bool in_extension = false;
    for (std::size_t i = 1; i < subtags.size(); ++i) {
        std::string& subtag = subtags[i];
        if (subtag.size() == 1) in_extension = true;
        if (in_extension) continue;
        if (subtag.size() == 4 && is_ascii_alpha(subtag.front())) {
            subtag.front() = to_upper(subtag.front());
        } else if (subtag.size() == 2) {
            std::transform(subtag.begin(), subtag.end(), subtag.begin(), to_upper);
        }
    }
    Language language;
    language.tag_ = primary;
    for (std::size_t i = 1; i < subtags.size(); ++i) language.tag_ += '-' + subtags[i];
    return language;
}

Language Language::require(std::string_view tag) {
    if (const auto language = parse(tag)) return *language;
    throw Error(Fault::usage, {}, "unknown language '" + std::string(tag) + "'",
                "use a BCP 47 tag such as en, ru, kk, zh or zh-Hant");
}

std::string_view Language::primary() const noexcept {
    return std::string_view(tag_).substr(0, tag_.find('-'));
}

std::string Language::script() const {
    char maximized[ULOC_FULLNAME_CAPACITY] = {};
    char script[ULOC_SCRIPT_CAPACITY] = {};
    IcuStatus status;
    char locale[ULOC_FULLNAME_CAPACITY] = {};
    uloc_forLanguageTag(tag_.c_str(), locale, ULOC_FULLNAME_CAPACITY, nullptr, status);
    uloc_addLikelySubtags(locale, maximized, ULOC_FULLNAME_CAPACITY, status);
    uloc_getScript(maximized, script, ULOC_SCRIPT_CAPACITY, status);
    return status.failed() ? std::string() : std::string(script);
}

LanguageMatch match(const Language& have, const Language& want) {
    if (have == want) return LanguageMatch::exact;
    if (have.primary() == want.primary() && have.script() == want.script()) {
        return LanguageMatch::primary;
    }
    return LanguageMatch::none;
}

}  // namespace egiz
