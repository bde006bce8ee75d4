// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/xliff2/fragment_id.hpp"

#include "formats/words.hpp"

#include <algorithm>
#include <set>
#include <vector>

namespace egiz::formats::xliff2 {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

/// Takes one selector; the rank of the last one: 0 none yet, 1 file, 2 group, 3 unit, 4 a leaf.
void take_selector(std::string_view selector, int& rank, FragmentId& fragment) {
    const std::size_t equals = selector.find('=');
    const bool has_prefix = equals != std::string_view::npos;
    const std::string_view prefix = has_prefix ? selector.substr(0, equals) : std::string_view();
    const std::string_view id = has_prefix ? selector.substr(equals + 1) : selector;
    if (!is_nmtoken(id) || (has_prefix && !is_nmtoken(prefix))) {
        fragment.wrong = quoted(selector) + " is no selector: that is [prefix=]id";
        return;
    }
    const int own = prefix == "f" ? 1 : prefix == "g" ? 2 : prefix == "u" ? 3 : 4;
    if (own == 4 && prefix.size() == 1 && prefix != "n" && prefix != "d" && prefix != "t") {
        fragment.wrong = "the prefix " + quoted(prefix) +
                         " is none of core's, and those of modules and extensions are longer";
    } else if (rank == 4) {
        fragment.wrong = quoted(selector) + " stands behind the last selector";
    } else if (own == rank) {
        fragment.wrong = "the prefix " + quoted(prefix) + " is there twice";
    } else if (own < rank) {
        fragment.wrong = "selectors come in the order file, group, unit";
    }
    if (!fragment.wrong.empty()) return;
    rank = own;
    if (own == 4) fragment.prefix = prefix;
    (own == 1   ? fragment.file
     : own == 2 ? fragment.group
     : own == 3 ? fragment.unit
                : fragment.id) = id;
}

bool all(std::string_view text, bool (*is)(char)) {
    return std::all_of(text.begin(), text.end(), is);
}
bool is_letter_or_digit(char c) { return is_letter(c) || is_digit(c); }

/// The tags of the grammar's irregular and regular lists that the rules below do not make.
bool is_grandfathered(std::string_view tag) {
    static const std::set<std::string, std::less<>> irregular{
        "en-gb-oed", "i-ami",     "i-bnn",     "i-default",  "i-enochian",  "i-hak",  "i-klingon",
        "i-lux",     "i-mingo",   "i-navajo",  "i-pwn",      "i-tao",       "i-tay",  "i-tsu",
        "sgn-be-fr", "sgn-be-nl", "sgn-ch-de", "art-lojban", "cel-gaulish", "no-bok", "no-nyn",
        "zh-guoyu",  "zh-hakka",  "zh-min",    "zh-min-nan", "zh-xiang"};
    std::string key(tag);
    std::transform(key.begin(), key.end(), key.begin(), lower);
    return irregular.contains(key);
}

}  // namespace

bool is_nmtoken(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return is_letter_or_digit(c) || c == '.' || c == '-' || c == '_' || c == ':' ||
               static_cast<unsigned char>(c) >= 0x80;
    });
}

FragmentId parse_fragment_id(std::string_view text) {
    FragmentId fragment;
    text.remove_prefix(1);
    if (text.starts_with('/')) {
        fragment.absolute = true;
        text.remove_prefix(1);
    }
    int rank = 0;
    for (const std::string_view selector : split(text, '/')) {
        take_selector(selector, rank, fragment);
        if (!fragment.wrong.empty()) break;
    }
    return fragment;
}

bool is_language_tag(std::string_view tag) {
    const std::vector<std::string_view> parts = split(tag, '-');
    for (const std::string_view part : parts) {
        if (part.empty() || part.size() > 8 || !all(part, is_letter_or_digit)) return false;
    }
    if (is_grandfathered(tag)) return true;
    std::size_t at = 0;
    const auto is_private = [&] { return parts[at].size() == 1 && lower(parts[at][0]) == 'x'; };
    if (!is_private()) {
        if (parts[0].size() < 2 || !all(parts[0], is_letter)) return false;
        at = 1;
        for (int i = 0; parts[0].size() <= 3 && i < 3 && at < parts.size() &&
                        parts[at].size() == 3 && all(parts[at], is_letter);
             ++i) {
            ++at;
        }
        if (at < parts.size() && parts[at].size() == 4 && all(parts[at], is_letter)) ++at;
        if (at < parts.size() && ((parts[at].size() == 2 && all(parts[at], is_letter)) ||
                                  (parts[at].size() == 3 && all(parts[at], is_digit)))) {
            ++at;
        }
        while (at < parts.size() &&
               (parts[at].size() >= 5 || (parts[at].size() == 4 && is_digit(parts[at][0])))) {
            ++at;
        }
        std::set<char> singletons;
        while (at < parts.size() && parts[at].size() == 1 && !is_private()) {
            if (!singletons.insert(lower(parts[at][0])).second) return false;
            const std::size_t begin = ++at;
            while (at < parts.size() && parts[at].size() >= 2) ++at;
            if (at == begin) return false;
        }
        if (at == parts.size()) return true;
    }
    return is_private() && at + 1 < parts.size();
}

}  // namespace egiz::formats::xliff2
