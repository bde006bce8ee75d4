// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/index/index_rows.hpp"
#include "tm/index/mark_table.hpp"
#include "tm/sqlite/database.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace egiz::tm {

/// The index in a SQLite file, for whoever writes it.
class SqliteIndexTables final : public IndexTables {
public:
    explicit SqliteIndexTables(Database& database) : database_(database) {}

    bool last_words(std::uint64_t word, std::uint64_t& row, std::string& bytes) override;
    bool next_words(std::uint64_t row, std::uint64_t& next) override;
    void put_words(std::uint64_t row, std::string_view bytes) override;
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

/// All marks of a language. \throws Error (input) if they make no sense
[[nodiscard]] MarkTable read_mark_table(Database& database, IndexLanguage language);

/// The index in a SQLite file, for queries. Rows that were read stay in RAM, up to a limit, until
/// `forget()`. So do all marks of a language, once a good part of them was asked for: reading them
/// in a row costs no more then than what was spent on single ones.
class SqliteIndexReader final : public IndexReader {
public:
    explicit SqliteIndexReader(Database& database);

    [[nodiscard]] WordEntry entry(std::uint64_t word) override;
    void lists(const ListWindow& window,
               const std::function<void(std::string_view)>& visit) override;
    [[nodiscard]] std::string_view marks(IndexLanguage language, UnitNumber unit) override;
    void marks(IndexLanguage language, std::span<const UnitNumber> units,
               std::vector<std::string_view>& found) override;
    void release() override;
    /// What is in the file may be another now.
    void forget();

private:
    Database& database_;
    /// Entries of words, each as a block with it alone.
    std::unordered_map<std::uint64_t, std::string> entries_;
    struct Marks {
        std::unordered_map<UnitNumber, std::string> blocks;
        std::size_t enough = 0;  ///< blocks that must have been read before all are; 0: never
        std::optional<MarkTable> all;
    };
    [[nodiscard]] Marks& marks_of(IndexLanguage language);
    std::map<IndexLanguage, Marks> marks_;
    /// The rows of a word with the length classes of a window, one behind the other.
    struct Lists {
        struct Row {
            std::uint32_t length;
            std::size_t end;
        };
        std::uint32_t shortest = 1;
        std::uint32_t longest = 0;
        std::vector<Row> rows;
        std::string bytes;
    };
    void read(std::uint64_t word, std::uint32_t shortest, std::uint32_t longest, Lists& lists);
    std::unordered_map<std::uint64_t, Lists> lists_;
    std::size_t bytes_ = 0;
};

/// The whole index in RAM, for many queries.
class LoadedIndex final : public IndexReader {
public:
    explicit LoadedIndex(Database& database);

    [[nodiscard]] WordEntry entry(std::uint64_t word) override;
    void lists(const ListWindow& window,
               const std::function<void(std::string_view)>& visit) override;
    [[nodiscard]] std::string_view marks(IndexLanguage language, UnitNumber unit) override;
    void marks(IndexLanguage language, std::span<const UnitNumber> units,
               std::vector<std::string_view>& found) override;
    void prefetch_entries(std::span<const std::uint64_t> words) override;
    void prefetch_lists(std::span<const ListWindow> windows) override;
    void release() override {}

private:
    /// Rows of a table, in order.
    struct Row {
        std::int64_t id = 0;
        std::size_t end = 0;  ///< in `bytes`; the next begins there
    };
    struct Rows {
        LargeVector<Row> rows;
        LargeVector<char> bytes;
        void read(Database& database, std::string_view sql);
        [[nodiscard]] std::size_t begin(std::size_t index) const {
            return index == 0 ? 0 : rows[index - 1].end;
        }
        [[nodiscard]] std::string_view at(std::size_t index) const {
            return {bytes.data() + begin(index), rows[index].end - begin(index)};
        }
    };
    struct Word {
        std::uint64_t word = 0;
        std::size_t place = 0;        ///< of its list in words_.bytes, or of its first row
        std::uint32_t size = 0;       ///< bytes of the list, or rows
        std::uint32_t has_list : 1 = 0;
        std::uint32_t count : 31 = 0;
    };
    void read_words(Database& database);
    /// Null if nothing is filed under it.
    [[nodiscard]] const Word* find(std::uint64_t word) const;
    /// Indexes of the rows; `first` is `end` if there are none.
    struct RowRange {
        std::size_t first = 0;
        std::size_t end = 0;
    };
    [[nodiscard]] RowRange rows_of(const ListWindow& window) const;

    Rows words_;
    Rows postings_;
    LargeVector<Word> entries_;          ///< in the order of words
    LargeVector<std::uint32_t> begins_;  ///< of those with the same upper bits
    std::map<IndexLanguage, MarkTable> marks_;
    std::vector<RowRange> ranges_;
};

}  // namespace egiz::tm
