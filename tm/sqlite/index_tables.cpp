// SPDX-License-Identifier: Apache-2.0
#include "tm/sqlite/index_tables.hpp"

#include <algorithm>
#include <bit>

namespace egiz::tm {
namespace {

constexpr std::string_view select_posting = "SELECT list FROM posting WHERE id = ?";
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

bool SqliteIndexTables::find_posting(std::int64_t row, std::string& bytes) {
    return find(select_posting, row, bytes);
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

std::string_view SqliteIndexReader::cached(std::unordered_map<std::int64_t, std::string>& rows,
                                           Statement& statement, std::int64_t row) {
    const auto [entry, added] = rows.try_emplace(row);
    if (added) {
        if (statement.bind(row).step()) entry->second = statement.blob_view(0);
        statement.reset();
        bytes_ += entry->second.size() + row_overhead;
    }
    return entry->second;
}

std::string_view SqliteIndexReader::head(std::uint64_t word) {
    Statement statement = database_.prepare(select_posting);
    return cached(heads_, statement, PostingKey{word, 0, 0}.row());
}

std::string_view SqliteIndexReader::marks(MarkBlockKey key) {
    Statement statement = database_.prepare(select_marks);
    return cached(blocks_, statement, key.row());
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
    heads_.clear();
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
    const auto word_at = [&](std::size_t i) { return PostingKey::of_row(postings_.ids[i]).word; };
    std::size_t words = 0;
    for (std::size_t i = 0; i < postings_.ids.size(); ++i) {
        words += i == 0 || word_at(i) != word_at(i - 1) ? 1 : 0;
    }
    slots_.resize(std::bit_ceil(2 * words + 1));
    for (std::size_t i = 0; i < postings_.ids.size();) {
        std::size_t end = i;
        while (end < postings_.ids.size() && word_at(end) == word_at(i)) ++end;
        const std::size_t place = static_cast<std::size_t>(slot(word_at(i)) - slots_.data());
        slots_[place] = {word_at(i), static_cast<std::uint32_t>(i),
                         static_cast<std::uint32_t>(end - i)};
        i = end;
    }
}

const LoadedIndex::Slot* LoadedIndex::slot(std::uint64_t word) const {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = word & mask;; at = (at + 1) & mask) {
        if (slots_[at].count == 0 || slots_[at].word == word) return &slots_[at];
    }
}

std::string_view LoadedIndex::head(std::uint64_t word) {
    const Slot* const found = slot(word);
    if (found->count == 0 || PostingKey::of_row(postings_.ids[found->first]).length != 0) return {};
    return postings_.at(found->first);
}

void LoadedIndex::lists(std::uint64_t word, std::uint32_t shortest, std::uint32_t longest,
                        const std::function<void(std::string_view)>& visit) {
    const Slot* const found = slot(word);
    const auto begin = postings_.ids.begin() + found->first;
    const auto end = begin + found->count;
    for (auto row = std::lower_bound(begin, end, PostingKey{word, shortest, 0}.row());
         row != end && *row <= PostingKey{word, longest, last_part}.row(); ++row) {
        visit(postings_.at(static_cast<std::size_t>(row - postings_.ids.begin())));
    }
}

std::string_view LoadedIndex::marks(MarkBlockKey key) {
    const auto place = block_places_.find(key.row());
    return place == block_places_.end() ? std::string_view() : blocks_.at(place->second);
}

}  // namespace egiz::tm
