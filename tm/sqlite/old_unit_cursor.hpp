// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "text/translation_unit.hpp"
#include "tm/sqlite/database.hpp"
#include "tm/sqlite/language_cache.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace egiz::tm {

/// Reads all units of a memory of schema 1 or 2 whose tables were renamed to `old_…`, in order,
/// from one ordered pass over each. Keep it in a transaction, so that the passes see the same
/// state.
class OldUnitCursor {
public:
    explicit OldUnitCursor(Database& database);

    /// \throws Error (input) if the rows do not make a sound unit
    [[nodiscard]] std::optional<TranslationUnit> next();
    /// Row id of the unit that next() gave last.
    [[nodiscard]] std::int64_t id() const noexcept { return id_; }

private:
    /// One table's pass; the first three columns are unit, variant and position, or unit, position.
    struct Pass {
        Statement statement;
        bool at_row;
    };
    [[nodiscard]] Pass start(std::string_view sql) const;
    /// Whether the pass stands at a row of the unit.
    bool has_row(Pass& pass) const;
    void read_variants(TranslationUnit& unit);
    /// The variant that a child row belongs to; null for the unit itself.
    Variant* owner(TranslationUnit& unit, const Pass& pass) const;
    void require_position(const Statement& row, std::size_t expected) const;
    void read_codes(TranslationUnit& unit);
    void read_properties(TranslationUnit& unit);
    void read_notes(TranslationUnit& unit);

    Database& database_;
    LanguageCache languages_;
    RowOrder order_;
    std::int64_t id_ = -1;
    Pass units_;
    Pass variants_;
    Pass codes_;
    Pass properties_;
    Pass notes_;
};

}  // namespace egiz::tm
