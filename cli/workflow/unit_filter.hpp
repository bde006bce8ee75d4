// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/translation_unit.hpp"

#include <optional>
#include <string>
#include <utility>

namespace egiz::workflow {

/// Which units of a memory are meant; what is empty leaves all.
struct UnitFilterOptions {
    std::string pair;      ///< `en-kk`: has text in both
    std::string since;     ///< changed last (or made) on this day or at this time, or later
    std::string until;     ///< … or earlier
    std::string by;        ///< made or changed by this user
    std::string document;  ///< glob: `*` is anything, `?` one character
    std::optional<double> min_score;  ///< least confidence; units that no aligner made count as 1
    std::optional<double> max_score;
    std::string state;  ///< `reviewed`, `unreviewed`, `rejected`
    std::string text;   ///< stands in the text in some language, whatever its case
};

/// \throws Error (usage) if an option makes no sense
class UnitFilter {
public:
    explicit UnitFilter(const UnitFilterOptions& options);

    /// Whether all units pass.
    [[nodiscard]] bool passes_all() const noexcept { return passes_all_; }
    [[nodiscard]] bool passes(const TranslationUnit& unit) const;

private:
    [[nodiscard]] bool passes_metadata(const TranslationUnit& unit) const;
    [[nodiscard]] bool passes_date(const TranslationUnit& unit) const;
    [[nodiscard]] bool passes_user(const TranslationUnit& unit) const;
    [[nodiscard]] bool passes_text(const TranslationUnit& unit) const;

    UnitFilterOptions options_;
    std::optional<std::pair<Language, Language>> pair_;
    std::optional<ReviewState> state_;
    std::string folded_text_;
    bool passes_all_ = true;
};

/// \throws Error (usage) if it is none
[[nodiscard]] ReviewState parse_state(const std::string& text);

/// Whether `text` is as `glob` says: `*` stands for anything, `?` for one character.
[[nodiscard]] bool matches_glob(std::string_view text, std::string_view glob);

}  // namespace egiz::workflow
