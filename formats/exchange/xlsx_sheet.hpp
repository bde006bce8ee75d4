// SPDX-License-Identifier: Apache-2.0
// Internal to formats/exchange: the parts of a workbook that hold text.
#pragma once

#include "formats/documents/package.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::formats {

/// The strings that the cells of a workbook share (ECMA-376, part 1, 18.4).
class SharedStrings {
public:
    void add(std::string_view text);
    /// Nothing if there is none of this number.
    [[nodiscard]] const std::string_view* find(std::size_t index);

private:
    std::string bytes_;
    std::vector<std::uint32_t> ends_;
    std::string_view found_;
};

/// Where the parts of a workbook are.
struct WorkbookParts {
    struct Sheet {
        std::string name;
        std::string member;
    };
    std::vector<Sheet> sheets;   ///< in the order that the workbook has them
    std::string shared_strings;  ///< member; empty if there is none
};
/// \throws Error (input) if the package is no workbook
[[nodiscard]] WorkbookParts read_workbook(Package& package, const std::string& path);
[[nodiscard]] SharedStrings read_shared_strings(Package& package, const std::string& member,
                                                const std::string& path);

/// A row with its cells' texts; cells that are not there are empty.
struct SheetRow {
    std::size_t number = 0;  ///< from 1
    std::vector<std::string> cells;
    bool has_more = false;   ///< text in columns that are not read
    std::size_t errors = 0;  ///< cells that hold an error of a formula, and so no text
};

/// Reads a sheet row by row; rows without text are passed over.
class SheetReader {
public:
    /// \param xml  the member's bytes
    SheetReader(std::string xml, std::string place, SharedStrings& strings);
    ~SheetReader();
    SheetReader(const SheetReader&) = delete;
    SheetReader& operator=(const SheetReader&) = delete;

    /// False at the end. \throws Error (input)
    [[nodiscard]] bool next(SheetRow& row);
    /// From the rows on that are not parsed yet, only so many columns are read; 1,001 before.
    void limit_columns(std::size_t columns);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace egiz::formats
