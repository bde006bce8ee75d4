// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

namespace egiz {

/// A BCP 47 language tag in canonical case: `en`, `kk`, `zh-Hans`, `pt-BR`. The default is `und`.
///
/// Tags of other tools are made canonical at the door: `EN_us` is `en-US`, `kaz` `kk`, `iw` `he`.
class Language {
public:
    Language() = default;

    /// For what is said to be a language; for guesses see known_language(). Nothing if `tag` is not
    /// well-formed (RFC 5646, 2.1) or has two letters that are in no registry that ICU knows.
    [[nodiscard]] static std::optional<Language> parse(std::string_view tag);
    /// As `parse`. \throws Error (usage) that names the tag and says what one looks like
    [[nodiscard]] static Language require(std::string_view tag);

    /// From a memory, with the very tag that was stored, be it by a version that mended less
    /// (`bg-01`, `uz-UZ-Cyrl`). Nothing if none ever made such a tag.
    [[nodiscard]] static std::optional<Language> from_store(std::string_view tag);

    [[nodiscard]] const std::string& tag() const noexcept { return tag_; }
    /// `zh` of `zh-Hans-CN`; of a private `x-ours` all.
    [[nodiscard]] std::string_view primary() const noexcept;
    /// The script subtag if the tag has one, else the script that the language is likely written
    /// in: `Hans` for `zh`, `Hant` for `zh-TW`, `Cyrl` for `kk`.
    [[nodiscard]] std::string script() const;
    [[nodiscard]] bool undetermined() const noexcept { return tag_ == "und"; }

    friend auto operator<=>(const Language&, const Language&) = default;
    friend std::ostream& operator<<(std::ostream& out, const Language& language) {
        return out << language.tag_;
    }

private:
    std::string tag_ = "und";
};

/// How well text in one language serves who asked for another. Higher is better.
enum class LanguageMatch {
    none,
    primary,  ///< same primary subtag, and the same script: `en-GB` for `en`; never `zh-TW` for
              ///< `zh`
    exact
};
[[nodiscard]] LanguageMatch match(const Language& have, const Language& want);

}  // namespace egiz
