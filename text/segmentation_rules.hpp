// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/error.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace egiz {

/// Where a segment may end or may not (SRX 2.0, `rule`): at every position between two characters
/// behind a match of `before` at which `after` matches. Either may be empty: it matches everywhere.
struct SegmentationRule {
    bool breaks = true;
    std::string before;    ///< regular expression as it is written
    std::string after;     ///< the same
    std::size_t line = 0;  ///< in the file; says nothing about equality

    friend bool operator==(const SegmentationRule& a, const SegmentationRule& b) {
        return a.breaks == b.breaks && a.before == b.before && a.after == b.after;
    }
};

/// Rules in order of their precedence, under a name (SRX 2.0, `languagerule`).
struct LanguageRule {
    std::string name;
    std::vector<SegmentationRule> rules;
    std::size_t line = 0;

    friend bool operator==(const LanguageRule& a, const LanguageRule& b) {
        return a.name == b.name && a.rules == b.rules;
    }
};

/// Which languages a language rule is for (SRX 2.0, `languagemap`).
struct LanguageMap {
    std::string pattern;  ///< regular expression that the whole language code has to match
    std::string name;     ///< of the language rule
    std::size_t line = 0;

    friend bool operator==(const LanguageMap& a, const LanguageMap& b) {
        return a.pattern == b.pattern && a.name == b.name;
    }
};

/// What the Okapi framework writes into the header, in a namespace of its own. Without a value: not
/// written.
struct OkapiSegmentationOptions {
    std::optional<bool> one_segment_includes_all;
    std::optional<bool> trim_leading;
    std::optional<bool> trim_trailing;
    std::optional<bool> use_java_regex;
    std::optional<bool> use_icu_breaks;  ///< ICU's sentence breaks act as the last rule
    std::optional<bool> isolated_codes_are_white_space;
    std::string range_rule;

    friend bool operator==(const OkapiSegmentationOptions&,
                           const OkapiSegmentationOptions&) = default;
};

/// Segmentation rules as an SRX file holds them. Equality is about what the rules say, not about
/// where they are written.
struct SegmentationRules {
    std::string version = "2.0";
    bool segment_subflows = true;
    /// All language maps that match count, in order; otherwise the first of them.
    bool cascade = false;
    /// Whether an inline code next to a break belongs to the segment in front of it
    /// (SRX 2.0, `formathandle`).
    bool include_start = false;
    bool include_end = true;
    bool include_isolated = false;
    OkapiSegmentationOptions okapi;
    std::vector<LanguageRule> language_rules;
    std::vector<LanguageMap> language_maps;

    std::string file;              ///< empty: not from a file
    std::vector<Warning> notices;  ///< what the reader of the file found odd

    /// The first language rule of that name; null if there is none.
    [[nodiscard]] const LanguageRule* find(std::string_view name) const;

    friend bool operator==(const SegmentationRules& a, const SegmentationRules& b);
};

}  // namespace egiz
