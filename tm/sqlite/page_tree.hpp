// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/sqlite/page_file.hpp"

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::tm {

/// A value of a row. `bytes` points into the record.
struct PageValue {
    enum class Kind { null, integer, real, text, blob };
    Kind kind = Kind::null;
    std::int64_t integer = 0;
    std::string_view bytes;
};
using PageRow = std::vector<PageValue>;
/// The values of a record; false if the bytes make no record.
[[nodiscard]] bool parse_record(std::string_view record, PageRow& row);

enum class PageKind : unsigned char {
    interior_index = 2,
    interior_table = 5,
    leaf_index = 10,
    leaf_table = 13
};

/// Something of a leaf: a row of a table (`id` is its number), or of an index.
struct PageCell {
    std::int64_t id = 0;
    bool sound = false;    ///< else `record` is empty; `id` may be sound nevertheless
    bool in_order = true;  ///< else `id` cannot be right
    std::string record;
};
struct PageCells {
    PageKind kind = PageKind::leaf_table;
    std::vector<PageCell> cells;          ///< of leaves, and of interior pages of an index
    std::vector<std::uint32_t> children;  ///< of interior pages, in order
    std::vector<std::int64_t> keys;       ///< of tables: the last id below each child but the last
};

/// What the walk through a table's pages could not reach.
struct TreeLoss {
    struct Range {
        std::int64_t after = std::numeric_limits<std::int64_t>::min();
        std::int64_t last = std::numeric_limits<std::int64_t>::max();
    };
    std::vector<Range> ranges;  ///< rows that may be on pages that nothing leads to
    std::size_t damaged_pages = 0;
    std::size_t damaged_rows = 0;  ///< on pages that were reached

    [[nodiscard]] bool none() const noexcept { return ranges.empty() && damaged_rows == 0; }
    [[nodiscard]] bool may_hold(std::int64_t id) const;
};

/// Reads tables and indexes of a damaged file; whatever the bytes are, it comes to an end.
class PageTrees {
public:
    explicit PageTrees(const PageFile& file);

    /// Shows every row that can be reached, damaged ones too. Pages that a tree was found to own
    /// are nobody else's from then on.
    /// \param is_own  whether a record looks like one of the tree's; a page most of whose records
    /// do not is another one's
    TreeLoss walk(std::uint32_t root, bool is_table,
                  const std::function<void(const PageCell&)>& visit,
                  const std::function<bool(std::string_view record)>& is_own);
    /// As walk(), but only takes the pages.
    void take(std::uint32_t root, bool is_table);
    /// The pages that are in no use hold what was removed: takes them, if their list makes sense.
    void take_free_pages();
    /// Leaves (of tables, or of indexes) that nothing leads to.
    [[nodiscard]] std::vector<std::uint32_t> orphans(PageKind kind) const;
    /// Nothing if the page is no page of a tree.
    [[nodiscard]] std::optional<PageCells> cells(std::uint32_t page, bool with_records = true);

private:
    struct Walk {
        bool is_table = true;
        bool with_records = true;
        int leaf_depth = -1;
        TreeLoss loss;
        const std::function<void(const PageCell&)>* visit = nullptr;
        const std::function<bool(std::string_view)>* is_own = nullptr;
    };
    void walk(Walk& state, std::uint32_t page, int depth, TreeLoss::Range range);
    bool read_cell(std::string_view page, std::size_t at, PageCells& cells, bool with_records);
    bool read_payload(std::string_view page, std::size_t at, std::uint64_t bytes, bool is_table,
                      std::string& record);

    const PageFile& file_;
    std::vector<bool> taken_;
    std::uint64_t overflow_reads_left_ = 0;
};

}  // namespace egiz::tm
