// SPDX-License-Identifier: Apache-2.0
// Internal to text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace egiz {

constexpr std::size_t longest_tag = 64;

/// A tag in its parts (RFC 5646, 2.1), each in canonical case and by its canonical name.
struct LanguageTag {
    /// As it was written, but for its case: `chi` where `primary` is `zh`.
    std::string written_primary;
    std::string primary;   ///< `x` in a tag of private use
    std::string extended;  ///< `-yue` of `zh-yue`
    std::string script;
    std::string region;
    std::vector<std::string> variants;
    std::string extensions;  ///< `-u-ca-gregory-x-ours`
    bool renamed = false;    ///< the code, or the whole tag, was deprecated or is of ISO 639-2/B
    bool dropped = false;    ///< or cut in two: a subtag that may stand in no tag, or not there
};

/// Nothing if it is none: its subtags are not of 1–8 letters and digits, or its primary subtag is
/// neither of three letters nor of two that are a language.
[[nodiscard]] std::optional<LanguageTag> take_apart(std::string_view tag);

/// Whether ISO 639 has the code, as far as ICU knows.
[[nodiscard]] bool is_listed_language(std::string_view primary);

}  // namespace egiz
