// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/index/large_pages.hpp"
#include "tm/sqlite/database.hpp"
#include "tm/sqlite/name_table.hpp"
#include "tm/sqlite/unit_record.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace egiz::tm {

/// The units of a memory, what they were before, and which change made them so. Writing wants a
/// transaction, and save_counts() before its end.
class UnitTable {
public:
    UnitTable(Database& database, NameTable& names) : database_(database), names_(names) {}

    [[nodiscard]] std::optional<UnitRecord> find(UnitNumber number) const;
    /// As decode_record(). \throws Error (input) if the record is not sound
    [[nodiscard]] UnitRecord decode(UnitNumber number, std::string_view body) const;
    /// Shows the records in [first, last], in order, until `visit` returns false.
    void for_each(UnitNumber first, UnitNumber last,
                  const std::function<bool(UnitNumber, std::string_view)>& visit) const;
    /// The highest number that a unit has or had.
    [[nodiscard]] UnitNumber last_number() const;
    [[nodiscard]] std::size_t count() const;

    /// Takes the records into RAM, if they are not too many. Nothing that is written later is seen.
    void preload();
    /// Says which will be asked for soon.
    void prefetch(std::span<const Candidate> candidates) const;
    void forget_preloaded() { bodies_.reset(); }

    /// Gives the unit the next number.
    UnitNumber insert(const TranslationUnit& unit, ChangeNumber change);
    /// Gives it a number that is nobody's.
    void insert_as(UnitNumber number, const TranslationUnit& unit, ChangeNumber change);
    void replace(UnitNumber number, const TranslationUnit& before, const TranslationUnit& unit,
                 ChangeNumber change);
    void remove(UnitNumber number, const TranslationUnit& before);
    /// Remembers what a unit was before a change; nothing: it was not there.
    void remember(UnitNumber number, ChangeNumber change, const std::optional<UnitRecord>& before);

    /// How many units and variants were added since save_counts(), to be put back if a part of the
    /// transaction is undone.
    struct Counts {
        std::int64_t units = 0;
        UnitNumber last_number = 0;                     ///< 0: not read yet
        std::map<std::int64_t, std::int64_t> variants;  ///< by language
        std::map<std::int64_t, std::int64_t> documents;
    };
    [[nodiscard]] const Counts& counts() const noexcept { return counts_; }
    void set_counts(const Counts& counts) { counts_ = counts; }
    void save_counts();

private:
    void count(const TranslationUnit& unit, std::int64_t difference);
    [[nodiscard]] std::int64_t counter(std::string_view name) const;

    struct Bodies {
        LargeVector<std::size_t> begins;  ///< by number
        LargeVector<char> bytes;
    };
    Database& database_;
    NameTable& names_;
    Counts counts_;
    std::optional<Bodies> bodies_;
};

}  // namespace egiz::tm
