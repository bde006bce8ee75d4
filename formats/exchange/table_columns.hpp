// SPDX-License-Identifier: Apache-2.0
// Internal to formats/exchange: what the readers of tables (TSV, CSV, XLSX) share.
#pragma once

#include "formats/exchange/units.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::formats {

/// What a column of a table holds.
struct TableColumn {
    enum class Role {
        skip,
        text,      ///< of units, in `language`
        id,        ///< TranslationUnit::id
        note,      ///< a note of the unit
        state,     ///< `unreviewed`, `reviewed`, `rejected`
        document,  ///< TranslationUnit::document
        details    ///< all else of the unit: see row_details.hpp
    };
    Role role = Role::skip;
    Language language = {};
    std::string name = {};  ///< as the header calls it
};

/// What `--columns` says: a name for each column in order, parted by commas. A name is a language,
/// `id`, `note`, `state`, `document`, or `-` for a column that is passed over. `en=Source text` is
/// a column that the header calls "Source text", wherever it stands.
class ColumnRequest {
public:
    /// \throws Error (usage) if a name is none of these
    explicit ColumnRequest(const std::string& text);

    [[nodiscard]] bool empty() const noexcept { return columns_.empty(); }
    [[nodiscard]] bool by_name() const noexcept { return by_name_; }
    [[nodiscard]] const std::vector<TableColumn>& columns() const noexcept { return columns_; }

private:
    std::vector<TableColumn> columns_;
    bool by_name_ = false;
};

/// Turns rows of a table into units.
class TableColumns {
public:
    using Warn = std::function<void(const std::string&)>;

    explicit TableColumns(const ReadOptions& options)
        : options_(options), request_(options.columns) {}

    /// Takes the first row. A header names the language of each column (a tag, or the language's
    /// name in English or in itself; `source` and `target` are those of the options); columns of
    /// other names are passed over with a warning.
    /// \return false if the row is no header but a unit
    /// \throws Error (input) at `place` if the columns cannot be told, or a language comes twice
    [[nodiscard]] bool take_first_row(const std::vector<std::string_view>& cells,
                                      const Place& place, const Warn& warn);
    [[nodiscard]] const std::vector<TableColumn>& columns() const noexcept { return columns_; }
    /// Nothing if the row has no text; an empty cell is no variant.
    [[nodiscard]] std::optional<TranslationUnit> unit(const std::vector<std::string>& cells,
                                                      const Warn& warn) const;

private:
    void check(const Place& place) const;
    void take_cell(TranslationUnit& unit, const TableColumn& column, const std::string& cell,
                   const Warn& warn) const;

    ReadOptions options_;
    ColumnRequest request_;
    std::vector<TableColumn> columns_;
};

/// For writers. \throws Error (usage) if there is no column to write
void require_columns(const UnitWriterOptions& options);
/// What a header calls the language's column: its tag, but `ind` where `id` would be taken for a
/// column of ids.
[[nodiscard]] std::string column_name(const std::vector<Language>& languages, std::size_t index);

/// `unreviewed`, `reviewed`, `rejected`, in letters of any case; nothing if it is none of them.
[[nodiscard]] std::optional<ReviewState> review_state_of(std::string_view text);

}  // namespace egiz::formats
