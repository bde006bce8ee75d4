// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/index/index_rows.hpp"
#include "tm/sqlite/database.hpp"

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace egiz::tm {

/// The index in a SQLite file, for whoever writes it.
class SqliteIndexTables final : public IndexTables {
public:
    explicit SqliteIndexTables(Database& database) : database_(database) {}

    bool find_posting(std::int64_t row, std::string& bytes) override;
    bool last_posting(std::int64_t first, std::int64_t last, std::int64_t& row,
                      std::string& bytes) override;
    void put_posting(std::int64_t row, std::string_view bytes) override;
    bool find_marks(std::int64_t row, std::string& bytes) override;
    void put_marks(std::int64_t row, std::string_view bytes) override;
    void put_identities(std::int64_t row, std::string_view bytes) override;
    bool last_identities(std::int64_t first, std::int64_t last, std::int64_t& row,
                         std::string& bytes) override;
    void for_each_identities(
        std::int64_t first, std::int64_t last,
        const std::function<void(std::int64_t, std::string_view)>& visit) override;
    void remove_identities(std::int64_t first, std::int64_t last) override;
    [[noreturn]] void fail(const std::string& what) override;

private:
    bool find(std::string_view sql, std::int64_t row, std::string& bytes);
    bool last(std::string_view sql, std::int64_t first, std::int64_t last, std::int64_t& row,
              std::string& bytes);
    void put(std::string_view sql, std::int64_t row, std::string_view bytes);

    Database& database_;
};

/// The index in a SQLite file, for queries. Rows that were read stay in RAM, up to a limit, until
/// `forget()`.
class SqliteIndexReader final : public IndexReader {
public:
    explicit SqliteIndexReader(Database& database);

    [[nodiscard]] std::string_view head(std::uint64_t word) override;
    void lists(std::uint64_t word, std::uint32_t shortest, std::uint32_t longest,
               const std::function<void(std::string_view)>& visit) override;
    [[nodiscard]] std::string_view marks(MarkBlockKey key) override;
    void release() override;
    /// What is in the file may be another now.
    void forget();

private:
    [[nodiscard]] std::string_view cached(std::unordered_map<std::int64_t, std::string>& rows,
                                          Statement& statement, std::int64_t row);

    Database& database_;
    std::unordered_map<std::int64_t, std::string> heads_;
    std::unordered_map<std::int64_t, std::string> blocks_;
    /// All parts of a word's lists of a length class, by the row of the first; empty if none.
    std::unordered_map<std::int64_t, std::vector<std::string>> lists_;
    std::size_t bytes_ = 0;
};

/// The whole index in RAM, for many queries.
class LoadedIndex final : public IndexReader {
public:
    explicit LoadedIndex(Database& database);

    [[nodiscard]] std::string_view head(std::uint64_t word) override;
    void lists(std::uint64_t word, std::uint32_t shortest, std::uint32_t longest,
               const std::function<void(std::string_view)>& visit) override;
    [[nodiscard]] std::string_view marks(MarkBlockKey key) override;
    void release() override {}

private:
    /// Rows of a table, in order.
    struct Rows {
        std::vector<std::int64_t> ids;
        std::vector<std::size_t> ends;
        std::vector<char> bytes;
        void read(Database& database, std::string_view sql);
        [[nodiscard]] std::string_view at(std::size_t index) const;
    };
    /// Where a word's rows begin: open addressing over the words.
    struct Slot {
        std::uint64_t word = 0;
        std::uint32_t first = 0;
        std::uint32_t count = 0;  ///< 0: free
    };
    [[nodiscard]] const Slot* slot(std::uint64_t word) const;

    Rows postings_;
    Rows blocks_;
    std::vector<Slot> slots_;
    std::unordered_map<std::int64_t, std::uint32_t> block_places_;
};

}  // namespace egiz::tm
