// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/translation_unit.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace egiz {

/// Chooses, of unit after unit, the texts that serve the languages that are asked for: as
/// TranslationUnit::find() does, never one text for two of them, and none without text. Counts
/// which languages served, and which were passed over.
class VariantChooser {
public:
    /// \param fewest        texts that a unit must have
    /// \param untranslated  a unit of one text will do, if it serves the first language; and a text
    ///                      of blanks or codes only is one
    explicit VariantChooser(std::vector<Language> wanted, std::size_t fewest = 2,
                            bool untranslated = false);

    /// A variant for each language that is asked for, null where there is none; nothing at all if
    /// fewer are served than must be. Valid until the next call.
    [[nodiscard]] const std::vector<const Variant*>& choose(const TranslationUnit& unit);

    [[nodiscard]] const std::vector<Language>& wanted() const noexcept { return wanted_; }
    /// For the language with this number of those asked for: how many texts it got of which
    /// language.
    [[nodiscard]] const std::map<Language, std::size_t>& served(std::size_t number) const {
        return served_[number];
    }
    /// How many texts were not chosen, by language.
    [[nodiscard]] const std::map<Language, std::size_t>& passed_over() const noexcept {
        return passed_over_;
    }
    /// `en from en-US 118, en-GB 2; not taken: zh-Hant 20`; empty if all served as asked for.
    [[nodiscard]] std::string summary() const;

private:
    [[nodiscard]] const std::vector<LanguageMatch>& matches(const Language& language);
    [[nodiscard]] const Variant* find(const TranslationUnit& unit, std::size_t number);

    std::vector<Language> wanted_;
    std::size_t fewest_;
    bool untranslated_;
    std::vector<std::map<Language, std::size_t>> served_;
    std::map<Language, std::size_t> passed_over_;
    std::vector<const Variant*> chosen_;
    /// How well a language serves each of those asked for: ICU takes its time to tell a script.
    std::unordered_map<std::string, std::vector<LanguageMatch>> matches_;
};

}  // namespace egiz
