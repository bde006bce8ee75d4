// SPDX-License-Identifier: Apache-2.0
#include "text/known_language.hpp"

#include "text/language_tag.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string>

namespace egiz {
namespace {

/// Codes that ICU does not list, of those that files and headings are often called by, and that are
/// no words.
constexpr std::array<std::string_view, 32> other_known_codes{
    "alb", "arb", "azj", "chi", "cmn", "cnr", "cze", "dut", "ekk", "fre", "ger",
    "gre", "hbs", "iw",  "ji",  "jw",  "khk", "kmr", "lvs", "npi", "pes", "pnb",
    "prs", "qaa", "rum", "scc", "scr", "slo", "swh", "uzn", "wel", "zsm"};

bool is_script(const std::string& subtag) {
    return !subtag.empty() &&
           u_getPropertyValueEnum(UCHAR_SCRIPT, subtag.c_str()) != UCHAR_INVALID_CODE;
}

bool is_written_as(std::string tag, const Language& language) {
    std::replace(tag.begin(), tag.end(), '_', '-');
    return tag == language.tag();
}

}  // namespace

std::optional<Language> known_language(std::string_view tag) {
    const std::optional<LanguageTag> parts = take_apart(tag);
    if (!parts || parts->dropped || parts->primary == "x") return std::nullopt;
    const std::optional<Language> language = Language::parse(tag);
    if (!language) return std::nullopt;
    const bool is_other = std::find(other_known_codes.begin(), other_known_codes.end(),
                                    parts->written_primary) != other_known_codes.end();
    if (is_other || (!parts->renamed && is_listed_language(parts->primary))) return language;
    const bool says_more = parts->region.size() == 2 || is_script(parts->script);
    return !parts->renamed && says_more && is_written_as(std::string(tag), *language)
               ? language
               : std::nullopt;
}

bool has_stray_subtag(std::string_view tag) {
    const std::optional<LanguageTag> parts = take_apart(tag);
    return parts && parts->dropped;
}

}  // namespace egiz
