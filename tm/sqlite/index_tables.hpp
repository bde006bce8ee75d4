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
        const std::function<bool(std::int64_t, std::string_view)>& visit) override;
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
               const std::function<void(const PostingGroup&)>& visit) override;
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

/// The whole index in RAM, for many queries: the postings of each word, rare or not, in groups by
/// the length of their texts, one a length, with all in places of fixed width.
class LoadedIndex final : public IndexReader {
public:
    explicit LoadedIndex(Database& database);

    [[nodiscard]] WordEntry entry(std::uint64_t word) override;
    void lists(const ListWindow& window,
               const std::function<void(const PostingGroup&)>& visit) override;
    [[nodiscard]] std::string_view marks(IndexLanguage language, UnitNumber unit) override;
    void marks(IndexLanguage language, std::span<const UnitNumber> units,
               std::vector<std::string_view>& found) override;
    void prefetch_entries(std::span<const std::uint64_t> words) override;
    void prefetch_lists(std::span<const ListWindow> windows) override;
    void release() override {}

private:
    struct Group {
        std::uint64_t begin = 0;  ///< in `places_`: numbers of units, then the signatures
        std::uint32_t length = 0;
        std::uint32_t count = 0;

        /// Of 4 bytes.
        [[nodiscard]] std::size_t places() const {
            return count + (count * signature_bytes(length) + 3) / 4;
        }
    };
    struct Word {
        std::uint64_t word = 0;
        std::uint64_t first_group = 0;
        std::uint32_t groups = 0;
        std::uint32_t count = 0;
    };
    /// What was read of a word and is in no group yet.
    struct Pending {
        std::vector<LengthPosting> postings;  ///< of texts of any length
        std::vector<std::uint32_t> numbers;   ///< of units with texts of one length
        std::string signatures;               ///< beside them
    };
    void add_word(Database& database, const WordEntry& entry, Statement& lists, bool& is_row);
    /// \param length  class
    void add_list(Database& database, std::uint32_t length, std::string_view list);
    void add_group(std::size_t length);
    void add_groups(Database& database);
    /// Null if nothing is filed under it.
    [[nodiscard]] const Word* find(std::uint64_t word) const;
    [[nodiscard]] std::span<const Group> groups_of(const ListWindow& window) const;

    Pending pending_;
    LargeVector<std::uint32_t> places_;
    LargeVector<Group> groups_;          ///< by word, then by length
    LargeVector<Word> words_;            ///< in their order
    LargeVector<std::uint32_t> begins_;  ///< of words with the same upper bits
    std::map<IndexLanguage, MarkTable> marks_;
};

}  // namespace egiz::tm
