// SPDX-License-Identifier: Apache-2.0
#include "text/language_tag.hpp"

#include "text/icu.hpp"

#include <unicode/uloc.h>

#include <algorithm>
#include <array>
#include <unordered_set>

namespace egiz {
namespace {

constexpr std::size_t longest_subtag = 8;

bool is_ascii_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
char to_upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool is_alpha(const std::string& subtag) {
    return std::all_of(subtag.begin(), subtag.end(), is_ascii_alpha);
}
bool is_alphanumeric(const std::string& subtag) {
    return std::all_of(subtag.begin(), subtag.end(),
                       [](char c) { return is_ascii_alpha(c) || is_ascii_digit(c); });
}
bool is_well_formed(const std::string& subtag) {
    return !subtag.empty() && subtag.size() <= longest_subtag && is_alphanumeric(subtag);
}
bool is_region(const std::string& subtag) {
    return (subtag.size() == 2 && is_alpha(subtag)) ||
           (subtag.size() == 3 && std::all_of(subtag.begin(), subtag.end(), is_ascii_digit));
}
bool is_variant(const std::string& subtag) {
    return subtag.size() >= 5 || (subtag.size() == 4 && is_ascii_digit(subtag.front()));
}

std::string join_subtags(const std::vector<std::string>& subtags, std::size_t first) {
    std::string text = subtags[first];
    for (std::size_t i = first + 1; i < subtags.size(); ++i) text += '-' + subtags[i];
    return text;
}

struct Renamed {
    std::string_view old;
    std::string_view primary;
    std::string_view script = {};
};
/// Deprecated codes and those of ISO 639-2/B (IANA's registry; CLDR's aliases). `tl`, `bh` and the
/// languages of a macrolanguage other than `cmn` are current codes and stay.
constexpr std::array renamed_codes{
    Renamed{"iw", "he"},          Renamed{"in", "id"},  Renamed{"ji", "yi"},
    Renamed{"jw", "jv"},          Renamed{"mo", "ro"},  Renamed{"sh", "sr", "Latn"},
    Renamed{"hbs", "sr", "Latn"}, Renamed{"scc", "sr"}, Renamed{"scr", "hr"},
    Renamed{"bih", "bh"},         Renamed{"cmn", "zh"}, Renamed{"alb", "sq"},
    Renamed{"arm", "hy"},         Renamed{"baq", "eu"}, Renamed{"bur", "my"},
    Renamed{"chi", "zh"},         Renamed{"cze", "cs"}, Renamed{"dut", "nl"},
    Renamed{"fre", "fr"},         Renamed{"geo", "ka"}, Renamed{"ger", "de"},
    Renamed{"gre", "el"},         Renamed{"ice", "is"}, Renamed{"mac", "mk"},
    Renamed{"mao", "mi"},         Renamed{"may", "ms"}, Renamed{"per", "fa"},
    Renamed{"rum", "ro"},         Renamed{"slo", "sk"}, Renamed{"tib", "bo"},
    Renamed{"wel", "cy"},
};

/// Tags that are registered as a whole (RFC 5646, 2.2.8, irregular).
constexpr std::array registered_whole{
    Renamed{"i-ami", "ami"},     Renamed{"i-bnn", "bnn"},
    Renamed{"i-default", "en"},  Renamed{"i-enochian", "x-i-enochian"},
    Renamed{"i-hak", "hak"},     Renamed{"i-klingon", "tlh"},
    Renamed{"i-lux", "lb"},      Renamed{"i-mingo", "see"},
    Renamed{"i-navajo", "nv"},   Renamed{"i-pwn", "pwn"},
    Renamed{"i-tao", "tao"},     Renamed{"i-tay", "tay"},
    Renamed{"i-tsu", "tsu"},     Renamed{"en-gb-oed", "en-gb-oxendict"},
    Renamed{"sgn-be-fr", "sfb"}, Renamed{"sgn-be-nl", "vgt"},
    Renamed{"sgn-ch-de", "sgg"},
};

/// What POSIX says behind `@` (glibc's locales, KDE), as the subtag that says it. Others, as
/// `euro`, say nothing of the language.
constexpr std::array modifiers{
    Renamed{"latin", "latn"},          Renamed{"cyrillic", "cyrl"},
    Renamed{"arabic", "arab"},         Renamed{"devanagari", "deva"},
    Renamed{"hebrew", "hebr"},         Renamed{"iqtelif", "latn"},
    Renamed{"ijekavianlatin", "latn"}, Renamed{"ijekavian", "ijekavsk"},
    Renamed{"valencia", "valencia"},   Renamed{"latn", "latn"},
    Renamed{"cyrl", "cyrl"},           Renamed{"arab", "arab"},
    Renamed{"deva", "deva"},
};

template <std::size_t size>
const Renamed* find_old(const std::array<Renamed, size>& list, std::string_view old) {
    const auto found =
        std::find_if(list.begin(), list.end(), [&](const Renamed& one) { return one.old == old; });
    return found == list.end() ? nullptr : &*found;
}

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

/// `x-something` is read as `x-somethin-g`: longer subtags may stand in no tag.
void cut_to_length(std::vector<std::string>& subtags) {
    for (std::size_t i = 0; i < subtags.size(); ++i) {
        if (subtags[i].size() <= longest_subtag) continue;
        std::string rest = subtags[i].substr(longest_subtag);
        subtags[i].resize(longest_subtag);
        subtags.insert(subtags.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(rest));
    }
}

/// With what stands behind an `@` as a subtag; nothing if it is no tag.
std::optional<std::vector<std::string>> subtags_of(std::string_view tag) {
    const std::size_t at = std::min(tag.find('@'), tag.size());
    std::vector<std::string> subtags = split_subtags(tag.substr(0, at));
    if (subtags.front() == "x") cut_to_length(subtags);
    if (!std::all_of(subtags.begin(), subtags.end(), is_well_formed)) return std::nullopt;
    if (at == tag.size()) return subtags;
    std::string modifier(tag.substr(at + 1));
    if (modifier.empty() || !is_alphanumeric(modifier)) return std::nullopt;
    std::transform(modifier.begin(), modifier.end(), modifier.begin(), to_lower);
    const Renamed* const known = find_old(modifiers, modifier);
    if (known != nullptr) subtags.emplace_back(known->primary);
    return subtags;
}

/// The two-letter code where ISO 639-1 has one: `kk` for `kaz` and for `kk`.
std::string shortest_primary(const std::string& primary) {
    // ICU's uloc_getLanguage() turns three letters into two where it can, and `und` into nothing.
    char buffer[ULOC_LANG_CAPACITY] = {};
    IcuStatus status;
    uloc_getLanguage(primary.c_str(), buffer, ULOC_LANG_CAPACITY, status);
    return status.failed() || buffer[0] == '\0' ? primary : buffer;
}

/// The canonical code, and the script that the code as it was written implies.
struct Primary {
    std::string code;
    std::string_view script;
    bool renamed = false;
};
std::optional<Primary> primary_of(const std::string& written) {
    if (written.size() < 2 || written.size() > 3 || !is_alpha(written)) return std::nullopt;
    Primary result{shortest_primary(written), {}, false};
    if (const Renamed* const renamed = find_old(renamed_codes, result.code)) {
        result = {std::string(renamed->primary), renamed->script, true};
    }
    if (result.code.size() < 3 && !is_listed_language(result.code)) return std::nullopt;
    return result;
}

/// What may stand between the language and the extensions, in whatever order it stands: .NET wrote
/// `uz-UZ-Cyrl`.
void take_subtag(const std::string& subtag, LanguageTag& into) {
    if (is_variant(subtag)) {
        std::vector<std::string>& known = into.variants;
        if (std::find(known.begin(), known.end(), subtag) == known.end()) {
            known.push_back(subtag);
        } else {
            into.dropped = true;
        }
    } else if (subtag.size() == 4 && is_alpha(subtag) && into.script.empty()) {
        into.script = subtag;
        into.script.front() = to_upper(subtag.front());
    } else if (is_region(subtag) && into.region.empty()) {
        std::transform(subtag.begin(), subtag.end(), std::back_inserter(into.region), to_upper);
    } else {
        into.dropped = true;
    }
}

/// From the first subtag of one character on. `x` ends them: all behind it is private.
void take_extensions(const std::vector<std::string>& subtags, std::size_t first,
                     LanguageTag& into) {
    std::string singletons;
    for (std::size_t i = first; i < subtags.size();) {
        const char singleton = subtags[i].front();
        const bool is_private = singleton == 'x';
        std::string text = '-' + subtags[i];
        const std::size_t begin = ++i;
        for (; i < subtags.size() && (is_private || subtags[i].size() > 1); ++i) {
            text += '-' + subtags[i];
        }
        if (i == begin || singletons.find(singleton) != std::string::npos) {
            into.dropped = true;
        } else {
            into.extensions += text;
            singletons += singleton;
        }
    }
}

}  // namespace

bool is_listed_language(std::string_view primary) {
    static const std::unordered_set<std::string_view> listed = [] {
        // Current codes that ICU has another name for.
        std::unordered_set<std::string_view> result{"und", "mul", "tl", "bh"};
        for (const char* const* code = uloc_getISOLanguages(); *code != nullptr; ++code) {
            result.insert(*code);
        }
        return result;
    }();
    return listed.contains(primary);
}

std::optional<LanguageTag> take_apart(std::string_view tag) {
    if (tag.size() < 2 || tag.size() > longest_tag) return std::nullopt;
    std::optional<std::vector<std::string>> found = subtags_of(tag);
    if (!found) return std::nullopt;
    std::vector<std::string>& subtags = *found;

    LanguageTag result;
    result.written_primary = subtags.front();
    if (subtags.front().size() == 1 || subtags.size() == 3) {
        if (const Renamed* const renamed = find_old(registered_whole, join_subtags(subtags, 0))) {
            subtags = split_subtags(renamed->primary);
            result.renamed = true;
        }
    }
    if (subtags.front() == "x" && subtags.size() > 1) {
        result.primary = "x";
        result.extensions = '-' + join_subtags(subtags, 1);
        result.dropped = !result.renamed && result.extensions.size() + 1 > tag.size();
        return result;
    }
    const std::optional<Primary> primary = primary_of(subtags.front());
    if (!primary) return std::nullopt;
    result.primary = primary->code;
    result.renamed = result.renamed || primary->renamed;

    // What .NET called Chinese before it knew scripts stands in many files of CAT tools.
    if (result.primary == "zh" && subtags.size() > 1) {
        if (subtags[1] == "chs") subtags[1] = "hans";
        if (subtags[1] == "cht") subtags[1] = "hant";
    }
    std::size_t i = 1;
    for (; i < subtags.size() && i <= 3 && subtags[i].size() == 3 && is_alpha(subtags[i]); ++i) {
        result.extended += '-' + subtags[i];
    }
    for (; i < subtags.size() && subtags[i].size() > 1; ++i) take_subtag(subtags[i], result);
    if (result.script.empty()) result.script = primary->script;
    take_extensions(subtags, i, result);
    return result;
}

}  // namespace egiz
