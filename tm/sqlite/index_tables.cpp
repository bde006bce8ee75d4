// SPDX-License-Identifier: Apache-2.0
#include "tm/sqlite/index_tables.hpp"

#include <algorithm>
#include <bit>

namespace egiz::tm {
namespace {

constexpr std::string_view select_words =
    "SELECT id, block FROM word WHERE id <= ? ORDER BY id DESC LIMIT 1";
constexpr std::string_view select_marks = "SELECT block FROM marks WHERE id = ?";
constexpr std::string_view select_lists =
    "SELECT id, list FROM posting WHERE id BETWEEN ? AND ? ORDER BY id";
constexpr std::size_t most_cached_bytes = std::size_t{48} * 1024 * 1024;
/// What a cached row costs beside its bytes.
constexpr std::size_t row_overhead = 80;

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
    Statement statement =
        database_.prepare("SELECT id FROM word WHERE id > ? ORDER BY id LIMIT 1");
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

SqliteIndexReader::SqliteIndexReader(Database& database) : database_(database) {}

WordEntry SqliteIndexReader::entry(std::uint64_t word) {
    const auto [known, added] = entries_.try_emplace(word);
    if (added) {
        Statement statement = database_.prepare(select_words);
        if (statement.bind(static_cast<std::int64_t>(word)).step()) {
            const bool sound = for_each_entry(
                static_cast<std::uint64_t>(statement.integer(0)), statement.blob_view(1),
                [&](const WordEntry& entry) {
                    if (entry.word == word) put_entry(known->second, 0, entry);
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

std::string_view SqliteIndexReader::marks(MarkBlockKey key) {
    const auto [known, added] = blocks_.try_emplace(key.row());
    if (added) {
        Statement statement = database_.prepare(select_marks);
        if (statement.bind(key.row()).step()) known->second = statement.blob_view(0);
        bytes_ += known->second.size() + row_overhead;
    }
    return known->second;
}

void SqliteIndexReader::lists(std::uint64_t word, std::uint32_t shortest, std::uint32_t longest,
                              const std::function<void(std::string_view)>& visit) {
    const auto row_of = [&](std::uint32_t length) { return PostingKey{word, length, 0}.row(); };
    // One pass over the lengths that are not known yet.
    std::uint32_t first = shortest;
    while (first <= longest && lists_.contains(row_of(first))) ++first;
    std::uint32_t last = longest;
    while (last > first && lists_.contains(row_of(last))) --last;
    if (first <= longest) {
        std::vector<bool> fresh(last - first + 1);
        for (std::uint32_t length = first; length <= last; ++length) {
            fresh[length - first] = lists_.try_emplace(row_of(length)).second;
            bytes_ += row_overhead;
        }
        Statement statement = database_.prepare(select_lists);
        statement.bind(row_of(first), PostingKey{word, last, last_part}.row());
        RowOrder order(database_);
        while (statement.step()) {
            const PostingKey key = PostingKey::of_row(order.next(statement.integer(0)));
            if (!fresh[key.length - first]) continue;
            std::string& list = lists_[row_of(key.length)].emplace_back(statement.blob_view(1));
            bytes_ += list.size() + row_overhead;
        }
    }
    for (std::uint32_t length = shortest; length <= longest; ++length) {
        for (const std::string& list : lists_[row_of(length)]) visit(list);
    }
}

void SqliteIndexReader::release() {
    if (bytes_ > most_cached_bytes) forget();
}

void SqliteIndexReader::forget() {
    entries_.clear();
    blocks_.clear();
    lists_.clear();
    bytes_ = 0;
}

void LoadedIndex::Rows::read(Database& database, std::string_view sql) {
    Statement statement = database.prepare(sql);
    RowOrder order(database);
    while (statement.step()) {
        ids.push_back(order.next(statement.integer(0)));
        const std::string_view blob = statement.blob_view(1);
        bytes.insert(bytes.end(), blob.begin(), blob.end());
        ends.push_back(bytes.size());
    }
    bytes.shrink_to_fit();
}

std::string_view LoadedIndex::Rows::at(std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : ends[index - 1];
    return {bytes.data() + begin, ends[index] - begin};
}

LoadedIndex::LoadedIndex(Database& database) {
    postings_.read(database, "SELECT id, list FROM posting ORDER BY id");
    blocks_.read(database, "SELECT id, block FROM marks ORDER BY id");
    for (std::size_t i = 0; i < blocks_.ids.size(); ++i) {
        block_places_.emplace(blocks_.ids[i], static_cast<std::uint32_t>(i));
    }
    read_words(database);
}

void LoadedIndex::read_words(Database& database) {
    words_.read(database, "SELECT id, block FROM word ORDER BY id");
    const auto for_each = [&](const auto& visit) {
        for (std::size_t i = 0; i < words_.ids.size(); ++i) {
            const bool sound = for_each_entry(static_cast<std::uint64_t>(words_.ids[i]),
                                              words_.at(i), [&](const WordEntry& entry) {
                                                  visit(entry);
                                                  return true;
                                              });
            if (!sound) database.fail_damaged("a block of the index's words makes no sense");
        }
    };
    std::size_t count = 0;
    for_each([&](const WordEntry& /*entry*/) { ++count; });
    slots_.resize(std::bit_ceil(2 * count + 1));
    std::size_t row = 0;
    for_each([&](const WordEntry& entry) {
        if (entry.count == 0) return;
        Slot& slot = slots_[place(entry.word)];
        slot.word = entry.word;
        slot.count = entry.count;
        if (entry.has_list) {
            ByteReader list = entry.list;
            const std::string_view bytes = list.bytes(list.left());
            slot.list = bytes.data();
            slot.list_bytes = static_cast<std::uint32_t>(bytes.size());
        } else {
            const std::int64_t first = PostingKey{entry.word, 0, 0}.row();
            while (row < postings_.ids.size() && postings_.ids[row] < first) ++row;
            slot.first = static_cast<std::uint32_t>(row);
        }
    });
}

std::size_t LoadedIndex::place(std::uint64_t word) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = word * 0x9e3779b97f4a7c15 >> 20U & mask;
    while (slots_[at].count != 0 && slots_[at].word != word) at = (at + 1) & mask;
    return at;
}

WordEntry LoadedIndex::entry(std::uint64_t word) {
    const Slot& slot = slots_[place(word)];
    WordEntry entry;
    entry.word = word;
    entry.count = slot.count;
    entry.has_list = slot.list != nullptr;
    if (entry.has_list) entry.list = ByteReader({slot.list, slot.list_bytes});
    return entry;
}

void LoadedIndex::lists(std::uint64_t word, std::uint32_t shortest, std::uint32_t longest,
                        const std::function<void(std::string_view)>& visit) {
    const Slot& slot = slots_[place(word)];
    if (slot.count == 0 || slot.list != nullptr) return;
    const std::int64_t first = PostingKey{word, shortest, 0}.row();
    const std::int64_t last = PostingKey{word, longest, last_part}.row();
    std::size_t row = slot.first;
    while (row < postings_.ids.size() && postings_.ids[row] < first) ++row;
    for (; row < postings_.ids.size() && postings_.ids[row] <= last; ++row) {
        visit(postings_.at(row));
    }
}

std::string_view LoadedIndex::marks(MarkBlockKey key) {
    const auto place = block_places_.find(key.row());
    return place == block_places_.end() ? std::string_view() : blocks_.at(place->second);
}

}  // namespace egiz::tm
