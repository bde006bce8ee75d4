// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/index/posting_list.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::tm {

/// Numbers of primary language subtags: the index knows `en`, not `en-GB`.
using IndexLanguage = std::int64_t;

/// Where the sequences of marks of 64 units in one language are kept.
inline constexpr UnitNumber units_per_block = 64;
struct MarkBlockKey {
    IndexLanguage language = 0;
    UnitNumber block = 0;  ///< number of the unit / units_per_block

    [[nodiscard]] constexpr std::int64_t row() const { return language << 44U | block; }
};

/// The postings of a word without a list in its entry, of texts with these length classes.
struct ListWindow {
    std::uint64_t word = 0;
    std::uint32_t shortest = 1;
    std::uint32_t longest = 0;
};

/// Reads the rows of the index. What is returned is valid until `release()`.
class IndexReader {
public:
    IndexReader() = default;
    IndexReader(const IndexReader&) = delete;
    IndexReader& operator=(const IndexReader&) = delete;
    virtual ~IndexReader() = default;

    /// Its count is 0 if nothing is filed under the word.
    [[nodiscard]] virtual WordEntry entry(std::uint64_t word) = 0;
    /// Shows the groups in the window; those of one length may come in several parts.
    virtual void lists(const ListWindow& window,
                       const std::function<void(const PostingGroup&)>& visit) = 0;
    /// The unit's entries as they stand in a block of marks (tm/index/mark_block.hpp); empty if it
    /// has none.
    [[nodiscard]] virtual std::string_view marks(IndexLanguage language, UnitNumber unit) = 0;
    /// As marks(), of many units.
    virtual void marks(IndexLanguage language, std::span<const UnitNumber> units,
                       std::vector<std::string_view>& found) {
        found.clear();
        for (const UnitNumber unit : units) found.push_back(marks(language, unit));
    }
    /// Says what will be asked for: reading may begin.
    virtual void prefetch_entries(std::span<const std::uint64_t> /*words*/) {}
    virtual void prefetch_lists(std::span<const ListWindow> /*windows*/) {}
    /// A query is done.
    virtual void release() = 0;
};

/// Reads and writes rows, for whoever builds the index.
class IndexTables {
public:
    IndexTables() = default;
    IndexTables(const IndexTables&) = delete;
    IndexTables& operator=(const IndexTables&) = delete;
    virtual ~IndexTables() = default;

    /// The last row in [0, word]; false if there is none.
    virtual bool last_words(std::uint64_t word, std::uint64_t& row, std::string& bytes) = 0;
    /// The first row behind `row`; false if there is none.
    virtual bool next_words(std::uint64_t row, std::uint64_t& next) = 0;
    virtual void put_words(std::uint64_t row, std::string_view bytes) = 0;
    /// The last row in [first, last]; false if there is none.
    virtual bool last_posting(std::int64_t first, std::int64_t last, std::int64_t& row,
                              std::string& bytes) = 0;
    virtual void put_posting(std::int64_t row, std::string_view bytes) = 0;
    virtual bool find_marks(std::int64_t row, std::string& bytes) = 0;
    virtual void put_marks(std::int64_t row, std::string_view bytes) = 0;
    virtual void put_identities(std::int64_t row, std::string_view bytes) = 0;
    /// The last row in [first, last]; false if there is none.
    virtual bool last_identities(std::int64_t first, std::int64_t last, std::int64_t& row,
                                 std::string& bytes) = 0;
    /// Shows the rows in [first, last], in order, until `visit` returns false.
    virtual void for_each_identities(
        std::int64_t first, std::int64_t last,
        const std::function<bool(std::int64_t, std::string_view)>& visit) = 0;
    virtual void remove_identities(std::int64_t first, std::int64_t last) = 0;
    /// What is read makes no sense.
    [[noreturn]] virtual void fail(const std::string& what) = 0;
};

}  // namespace egiz::tm
