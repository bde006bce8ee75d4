// SPDX-License-Identifier: Apache-2.0
#include "tm/sqlite/index_tables.hpp"

#include <algorithm>

namespace egiz::tm {
namespace {

constexpr std::string_view select_words =
    "SELECT id, block FROM word WHERE id <= ? ORDER BY id DESC LIMIT 1";
constexpr std::string_view select_marks = "SELECT block FROM marks WHERE id = ?";
constexpr std::string_view select_lists =
    "SELECT id, list FROM posting WHERE id BETWEEN ? AND ? ORDER BY id";
constexpr std::size_t most_cached_bytes = std::size_t{48} * 1024 * 1024;
/// Words with the same upper bits are looked for among each other.
constexpr unsigned begin_bits = 18;
constexpr unsigned begin_shift = PostingKey::word_bits - begin_bits;
/// What a cached row costs beside its bytes.
constexpr std::size_t row_overhead = 80;

/// Marks of some 13 million units, 200 MB.
constexpr std::size_t most_blocks_in_ram = 200'000;

constexpr std::int64_t first_block(IndexLanguage language) {
    return MarkBlockKey{language, 0}.row();
}
constexpr std::int64_t last_block(IndexLanguage language) { return first_block(language + 1) - 1; }

void find_all(const MarkTable& table, std::span<const UnitNumber> units,
              std::vector<std::string_view>& found) {
    for (const UnitNumber unit : units) table.prefetch_place(unit);
    for (const UnitNumber unit : units) table.prefetch_bytes(unit);
    found.clear();
    for (const UnitNumber unit : units) found.push_back(table.marks(unit));
}

constexpr std::uint32_t last_part = (1U << PostingKey::part_bits) - 1;

}  // namespace

bool SqliteIndexTables::find(std::string_view sql, std::int64_t row, std::string& bytes) {
    Statement statement = database_.prepare(sql);
    if (!statement.bind(row).step()) return false;
    bytes = statement.blob_view(0);
    return true;
}

bool SqliteIndexTables::last(std::string_view sql, std::int64_t first, std::int64_t last,
                             std::int64_t& row, std::string& bytes) {
    Statement statement = database_.prepare(sql);
    if (!statement.bind(first, last).step()) return false;
    row = statement.integer(0);
    bytes = statement.blob_view(1);
    return true;
}

void SqliteIndexTables::put(std::string_view sql, std::int64_t row, std::string_view bytes) {
    Statement statement = database_.prepare(sql);
    statement.bind(row, Blob{bytes}).run();
}

bool SqliteIndexTables::last_words(std::uint64_t word, std::uint64_t& row, std::string& bytes) {
    Statement statement = database_.prepare(select_words);
    if (!statement.bind(static_cast<std::int64_t>(word)).step()) return false;
    row = static_cast<std::uint64_t>(statement.integer(0));
    bytes = statement.blob_view(1);
    return true;
}
bool SqliteIndexTables::next_words(std::uint64_t row, std::uint64_t& next) {
    Statement statement = database_.prepare("SELECT id FROM word WHERE id > ? ORDER BY id LIMIT 1");
    if (!statement.bind(static_cast<std::int64_t>(row)).step()) return false;
    next = static_cast<std::uint64_t>(statement.integer(0));
    return true;
}
void SqliteIndexTables::put_words(std::uint64_t row, std::string_view bytes) {
    put("INSERT OR REPLACE INTO word (id, block) VALUES (?, ?)", static_cast<std::int64_t>(row),
        bytes);
}
bool SqliteIndexTables::last_posting(std::int64_t first, std::int64_t last, std::int64_t& row,
                                     std::string& bytes) {
    return this->last(
        "SELECT id, list FROM posting WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1", first,
        last, row, bytes);
}
void SqliteIndexTables::put_posting(std::int64_t row, std::string_view bytes) {
    put("INSERT OR REPLACE INTO posting (id, list) VALUES (?, ?)", row, bytes);
}
bool SqliteIndexTables::find_marks(std::int64_t row, std::string& bytes) {
    return find(select_marks, row, bytes);
}
void SqliteIndexTables::put_marks(std::int64_t row, std::string_view bytes) {
    put("INSERT OR REPLACE INTO marks (id, block) VALUES (?, ?)", row, bytes);
}
void SqliteIndexTables::put_identities(std::int64_t row, std::string_view bytes) {
    put("INSERT OR REPLACE INTO identity (id, block) VALUES (?, ?)", row, bytes);
}
bool SqliteIndexTables::last_identities(std::int64_t first, std::int64_t last, std::int64_t& row,
                                        std::string& bytes) {
    return this->last(
        "SELECT id, block FROM identity WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1", first,
        last, row, bytes);
}
void SqliteIndexTables::for_each_identities(
    std::int64_t first, std::int64_t last,
    const std::function<void(std::int64_t, std::string_view)>& visit) {
    Statement statement =
        database_.prepare("SELECT id, block FROM identity WHERE id BETWEEN ? AND ? ORDER BY id");
    statement.bind(first, last);
    RowOrder order(database_);
    while (statement.step()) visit(order.next(statement.integer(0)), statement.blob_view(1));
}
void SqliteIndexTables::remove_identities(std::int64_t first, std::int64_t last) {
    database_.prepare("DELETE FROM identity WHERE id BETWEEN ? AND ?").bind(first, last).run();
}
void SqliteIndexTables::fail(const std::string& what) { database_.fail_damaged(what); }

MarkTable read_mark_table(Database& database, IndexLanguage language) {
    MarkTable table;
    Statement statement =
        database.prepare("SELECT id, block FROM marks WHERE id BETWEEN ? AND ? ORDER BY id");
    statement.bind(first_block(language), last_block(language));
    RowOrder order(database);
    while (statement.step()) {
        const UnitNumber block = order.next(statement.integer(0)) - first_block(language);
        if (!table.add_block(block, statement.blob_view(1))) {
            database.fail_damaged("a block of marks makes no sense");
        }
    }
    table.finish();
    return table;
}

SqliteIndexReader::SqliteIndexReader(Database& database) : database_(database) {}

WordEntry SqliteIndexReader::entry(std::uint64_t word) {
    const auto [known, added] = entries_.try_emplace(word);
    if (added) {
        Statement statement = database_.prepare(select_words);
        if (statement.bind(static_cast<std::int64_t>(word)).step()) {
            const bool sound = for_each_entry(static_cast<std::uint64_t>(statement.integer(0)),
                                              statement.blob_view(1), [&](const WordEntry& entry) {
                                                  if (entry.word == word)
                                                      put_entry(known->second, 0, entry);
                                                  return entry.word < word;
                                              });
            if (!sound) database_.fail_damaged("a block of the index's words makes no sense");
        }
        bytes_ += known->second.size() + row_overhead;
    }
    WordEntry result;
    result.word = word;
    static_cast<void>(for_each_entry(word, known->second, [&](const WordEntry& entry) {
        result = entry;
        return false;
    }));
    return result;
}

SqliteIndexReader::Marks& SqliteIndexReader::marks_of(IndexLanguage language) {
    const auto [entry, added] = marks_.try_emplace(language);
    if (added) {
        Statement last =
            database_.prepare("SELECT coalesce(max(id), -1) FROM marks WHERE id BETWEEN ? AND ?");
        static_cast<void>(last.bind(first_block(language), last_block(language)).step());
        const std::int64_t row = last.integer(0);
        const auto blocks = static_cast<std::size_t>(row < 0 ? 0 : row - first_block(language));
        if (blocks < most_blocks_in_ram) entry->second.enough = blocks / 16 + 50;
    }
    return entry->second;
}

std::string_view SqliteIndexReader::marks(IndexLanguage language, UnitNumber unit) {
    Marks& marks = marks_of(language);
    if (!marks.all && marks.enough > 0 && marks.blocks.size() >= marks.enough) {
        marks.all = read_mark_table(database_, language);
        marks.blocks.clear();
    }
    if (marks.all) return marks.all->marks(unit);
    const UnitNumber block = unit / units_per_block;
    const auto [known, added] = marks.blocks.try_emplace(block);
    if (added) {
        Statement statement = database_.prepare(select_marks);
        if (statement.bind(MarkBlockKey{language, block}.row()).step()) {
            known->second = statement.blob_view(0);
        }
        bytes_ += known->second.size() + row_overhead;
    }
    return marks_in_block(known->second, unit);
}

void SqliteIndexReader::read(std::uint64_t word, std::uint32_t shortest, std::uint32_t longest,
                             Lists& lists) {
    bytes_ -= lists.bytes.size();
    lists.rows.clear();
    lists.bytes.clear();
    lists.shortest = shortest;
    lists.longest = longest;
    Statement statement = database_.prepare(select_lists);
    statement.bind(PostingKey{word, shortest, 0}.row(), PostingKey{word, longest, last_part}.row());
    RowOrder order(database_);
    while (statement.step()) {
        const PostingKey key = PostingKey::of_row(order.next(statement.integer(0)));
        lists.bytes += statement.blob_view(1);
        lists.rows.push_back({key.length, lists.bytes.size()});
    }
    bytes_ += lists.bytes.size() + row_overhead;
}

void SqliteIndexReader::lists(const ListWindow& window,
                              const std::function<void(std::string_view)>& visit) {
    const auto [word, shortest, longest] = window;
    Lists& lists = lists_[word];
    if (lists.longest < lists.shortest) {
        read(word, shortest, longest, lists);
    } else if (shortest < lists.shortest || longest > lists.longest) {
        read(word, std::min(shortest, lists.shortest), std::max(longest, lists.longest), lists);
    }
    std::size_t begin = 0;
    for (const Lists::Row& row : lists.rows) {
        if (row.length >= shortest && row.length <= longest) {
            visit(std::string_view(lists.bytes).substr(begin, row.end - begin));
        }
        begin = row.end;
    }
}

void SqliteIndexReader::marks(IndexLanguage language, std::span<const UnitNumber> units,
                              std::vector<std::string_view>& found) {
    const auto known = marks_.find(language);
    if (known != marks_.end() && known->second.all) {
        find_all(*known->second.all, units, found);
    } else {
        IndexReader::marks(language, units, found);
    }
}

void SqliteIndexReader::release() {
    if (bytes_ <= most_cached_bytes) return;
    entries_.clear();
    lists_.clear();
    for (auto& [language, marks] : marks_) marks.blocks.clear();
    bytes_ = 0;
}

void SqliteIndexReader::forget() {
    entries_.clear();
    marks_.clear();
    lists_.clear();
    bytes_ = 0;
}

void LoadedIndex::Rows::read(Database& database, std::string_view sql) {
    Statement statement = database.prepare(sql);
    RowOrder order(database);
    while (statement.step()) {
        const std::int64_t id = order.next(statement.integer(0));
        const std::string_view blob = statement.blob_view(1);
        bytes.insert(bytes.end(), blob.begin(), blob.end());
        rows.push_back({id, bytes.size()});
    }
    bytes.shrink_to_fit();
}

LoadedIndex::LoadedIndex(Database& database) {
    postings_.read(database, "SELECT id, list FROM posting ORDER BY id");
    read_words(database);
    Statement languages = database.prepare("SELECT DISTINCT id >> 44 FROM marks");
    while (languages.step()) {
        const IndexLanguage language = languages.integer(0);
        marks_.emplace(language, read_mark_table(database, language));
    }
}

void LoadedIndex::read_words(Database& database) {
    words_.read(database, "SELECT id, block FROM word ORDER BY id");
    begins_.resize((std::size_t{1} << begin_bits) + 1);
    std::size_t row = 0;
    std::uint64_t previous = 0;
    const LargeVector<Row>& lists = postings_.rows;
    for (std::size_t i = 0; i < words_.rows.size(); ++i) {
        bool sound = for_each_entry(
            static_cast<std::uint64_t>(words_.rows[i].id), words_.at(i),
            [&](const WordEntry& entry) {
                if (entry.word < previous || entry.word >> PostingKey::word_bits != 0) return false;
                previous = entry.word;
                if (entry.count == 0) return true;
                Word& word = entries_.emplace_back();
                word.word = entry.word;
                word.count = static_cast<std::uint32_t>(entry.count) & 0x7fffffffU;
                if (entry.has_list) {
                    word.has_list = 1;
                    word.place =
                        static_cast<std::size_t>(entry.list.position() - words_.bytes.data());
                    word.size = static_cast<std::uint32_t>(entry.list.left());
                } else {
                    const auto is_before = [&](std::uint64_t other) {
                        return row < lists.size() && PostingKey::of_row(lists[row].id).word < other;
                    };
                    while (is_before(entry.word)) ++row;
                    word.place = row;
                    while (is_before(entry.word + 1)) ++row;
                    word.size = static_cast<std::uint32_t>(row - word.place);
                }
                ++begins_[(entry.word >> begin_shift) + 1];
                return true;
            });
        if (!sound) database.fail_damaged("a block of the index's words makes no sense");
    }
    for (std::size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
}

const LoadedIndex::Word* LoadedIndex::find(std::uint64_t word) const {
    const std::size_t bucket = word >> begin_shift;
    const auto begin = entries_.begin() + begins_[bucket];
    const auto end = entries_.begin() + begins_[bucket + 1];
    const auto found =
        std::lower_bound(begin, end, word,
                         [](const Word& each, std::uint64_t wanted) { return each.word < wanted; });
    return found != end && found->word == word ? &*found : nullptr;
}

WordEntry LoadedIndex::entry(std::uint64_t word) {
    WordEntry entry;
    entry.word = word;
    const Word* const found = find(word);
    if (found == nullptr) return entry;
    entry.count = found->count;
    entry.has_list = found->has_list != 0;
    if (entry.has_list) {
        const char* const list = words_.bytes.data() + found->place;
        prefetch(list);
        entry.list = ByteReader({list, found->size});
    }
    return entry;
}

LoadedIndex::RowRange LoadedIndex::rows_of(const ListWindow& window) const {
    const Word* const found = find(window.word);
    if (found == nullptr || found->has_list != 0) return {};
    const auto begin = postings_.rows.begin() + static_cast<std::ptrdiff_t>(found->place);
    const auto end = begin + static_cast<std::ptrdiff_t>(found->size);
    const auto index = [&](std::uint32_t length, std::uint32_t part) {
        const std::int64_t id = PostingKey{window.word, length, part}.row();
        const auto at = std::lower_bound(
            begin, end, id, [](const Row& row, std::int64_t wanted) { return row.id < wanted; });
        return static_cast<std::size_t>(at - postings_.rows.begin());
    };
    return {index(window.shortest, 0), index(window.longest + 1, 0)};
}

void LoadedIndex::lists(const ListWindow& window,
                        const std::function<void(std::string_view)>& visit) {
    const RowRange range = rows_of(window);
    for (std::size_t row = range.first; row < range.end; ++row) visit(postings_.at(row));
}

void LoadedIndex::prefetch_lists(std::span<const ListWindow> windows) {
    for (const ListWindow& window : windows) {
        const Word* const found = find(window.word);
        if (found == nullptr || found->has_list != 0) continue;
        const Row* const rows = postings_.rows.data() + found->place;
        // Where the window begins if there is a row for each length, and a line on both sides.
        const std::size_t guess = std::min<std::size_t>(window.shortest, found->size);
        constexpr std::size_t rows_a_line = 4;
        for (std::size_t line = 0; line < 3; ++line) prefetch(rows + guess + line * rows_a_line);
    }
    ranges_.clear();
    for (const ListWindow& window : windows) {
        ranges_.push_back(rows_of(window));
        const RowRange& range = ranges_.back();
        if (range.first < range.end) prefetch(postings_.bytes.data() + postings_.begin(range.first));
    }
    constexpr std::size_t line = 64;
    constexpr std::size_t most_lines = 32;
    for (const RowRange& range : ranges_) {
        if (range.first >= range.end) continue;
        const char* at = postings_.bytes.data() + postings_.begin(range.first);
        const char* const end = at + std::min(postings_.rows[range.end - 1].end - postings_.begin(range.first),
                                         most_lines * line);
        for (; at < end; at += line) prefetch(at);
    }
}

void LoadedIndex::prefetch_entries(std::span<const std::uint64_t> words) {
    for (const std::uint64_t word : words) prefetch(&begins_[word >> begin_shift]);
    for (const std::uint64_t word : words) {
        const std::size_t begin = begins_[word >> begin_shift];
        const std::size_t end = begins_[(word >> begin_shift) + 1];
        for (std::size_t i = begin; i < end; i += 2) prefetch(entries_.data() + i);
    }
}

void LoadedIndex::marks(IndexLanguage language, std::span<const UnitNumber> units,
                        std::vector<std::string_view>& found) {
    const auto table = marks_.find(language);
    if (table == marks_.end()) {
        found.assign(units.size(), {});
    } else {
        find_all(table->second, units, found);
    }
}

std::string_view LoadedIndex::marks(IndexLanguage language, UnitNumber unit) {
    const auto table = marks_.find(language);
    return table == marks_.end() ? std::string_view() : table->second.marks(unit);
}

}  // namespace egiz::tm
