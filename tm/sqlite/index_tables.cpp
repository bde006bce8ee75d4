// SPDX-License-Identifier: Apache-2.0
#include "tm/sqlite/index_tables.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

namespace egiz::tm {
namespace {

constexpr std::string_view select_words =
    "SELECT id, block FROM word WHERE id <= ? ORDER BY id DESC LIMIT 1";
constexpr std::string_view select_marks = "SELECT block FROM marks WHERE id = ?";
constexpr std::string_view select_lists =
    "SELECT id, list FROM posting WHERE id BETWEEN ? AND ? ORDER BY id";
constexpr std::size_t most_cached_bytes = std::size_t{48} * 1024 * 1024;
constexpr const char* no_sound_list = "a list of the index makes no sense";
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

/// Number of the last block and one; 0 if there is none.
std::size_t count_blocks(Database& database, IndexLanguage language) {
    Statement last =
        database.prepare("SELECT coalesce(max(id), -1) FROM marks WHERE id BETWEEN ? AND ?");
    static_cast<void>(last.bind(first_block(language), last_block(language)).step());
    const std::int64_t row = last.integer(0);
    return static_cast<std::size_t>(row < 0 ? 0 : row - first_block(language) + 1);
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
    const std::function<bool(std::int64_t, std::string_view)>& visit) {
    Statement statement =
        database_.prepare("SELECT id, block FROM identity WHERE id BETWEEN ? AND ? ORDER BY id");
    statement.bind(first, last);
    RowOrder order(database_);
    while (statement.step()) {
        if (!visit(order.next(statement.integer(0)), statement.blob_view(1))) return;
    }
}
void SqliteIndexTables::remove_identities(std::int64_t first, std::int64_t last) {
    database_.prepare("DELETE FROM identity WHERE id BETWEEN ? AND ?").bind(first, last).run();
}
void SqliteIndexTables::fail(const std::string& what) { database_.fail_damaged(what); }

MarkTable read_mark_table(Database& database, IndexLanguage language) {
    MarkTable table;
    table.reserve(std::min(count_blocks(database, language), most_blocks_in_ram));
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
        const std::size_t blocks = count_blocks(database_, language);
        if (blocks < most_blocks_in_ram) entry->second.enough = blocks / 64 + 50;
    }
    return entry->second;
}

std::string_view SqliteIndexReader::marks(IndexLanguage language, UnitNumber unit) {
    Marks& marks = marks_of(language);
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
                              const std::function<void(const PostingGroup&)>& visit) {
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
            const auto list = std::string_view(lists.bytes).substr(begin, row.end - begin);
            if (!for_each_group(list, visit)) database_.fail_damaged(no_sound_list);
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
    for (auto& [language, marks] : marks_) {
        if (marks.all || marks.enough == 0 || marks.blocks.size() < marks.enough) continue;
        marks.all = read_mark_table(database_, language);
        for (const auto& [block, bytes] : marks.blocks) bytes_ -= bytes.size() + row_overhead;
        marks.blocks.clear();
    }
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

LoadedIndex::LoadedIndex(Database& database) {
    begins_.resize((std::size_t{1} << begin_bits) + 1);
    Statement lists = database.prepare("SELECT id, list FROM posting ORDER BY id");
    Statement blocks = database.prepare("SELECT id, block FROM word ORDER BY id");
    RowOrder order(database);
    bool is_list = lists.step();
    while (blocks.step()) {
        const auto row = static_cast<std::uint64_t>(order.next(blocks.integer(0)));
        bool in_order = true;
        const bool sound = for_each_entry(row, blocks.blob_view(1), [&](const WordEntry& entry) {
            in_order = entry.word >> PostingKey::word_bits == 0 &&
                       (words_.empty() || entry.word >= words_.back().word);
            if (in_order) add_word(database, entry, lists, is_list);
            return in_order;
        });
        if (!sound || !in_order) {
            database.fail_damaged("a block of the index's words makes no sense");
        }
    }
    for (std::size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
    pending_ = {};
    places_.shrink_to_fit();
    groups_.shrink_to_fit();
    words_.shrink_to_fit();
    Statement languages = database.prepare("SELECT DISTINCT id >> 44 FROM marks");
    while (languages.step()) {
        const IndexLanguage language = languages.integer(0);
        marks_.emplace(language, read_mark_table(database, language));
    }
}

/// \param lists  stands at a row of `posting` if `is_row`; is moved behind those of the word
void LoadedIndex::add_word(Database& database, const WordEntry& entry, Statement& lists,
                           bool& is_row) {
    if (entry.count == 0) return;
    Word& word = words_.emplace_back();
    word.word = entry.word;
    word.count = static_cast<std::uint32_t>(entry.count);
    word.first_group = groups_.size();
    ++begins_[(entry.word >> begin_shift) + 1];
    if (entry.has_list) {
        WordEntry rest = entry;
        LengthPosting posting;
        while (!rest.list.at_end()) {
            pending_.postings.push_back(posting = rest.next(posting));
        }
        if (rest.list.failed()) database.fail_damaged(no_sound_list);
    }
    std::uint32_t previous = 0;
    for (; is_row; is_row = lists.step()) {
        const PostingKey key = PostingKey::of_row(lists.integer(0));
        if (key.word > entry.word) break;
        if (key.word < entry.word || entry.has_list) continue;  // of a word that is not there
        if (key.length < previous) database.fail_damaged(no_sound_list);
        if (key.length > previous) add_group(previous);
        previous = key.length;
        add_list(database, key.length, lists.blob_view(1));
    }
    add_group(previous);
    add_groups(database);
    word.groups = static_cast<std::uint32_t>(groups_.size() - word.first_group);
}

namespace {

/// Units have four bytes here.
std::uint32_t narrow(Database& database, UnitNumber unit) {
    if (unit <= 0 || unit > std::numeric_limits<std::uint32_t>::max()) {
        database.fail_damaged(no_sound_list);
    }
    return static_cast<std::uint32_t>(unit);
}

}  // namespace

void LoadedIndex::add_list(Database& database, std::uint32_t length, std::string_view list) {
    const bool sound = for_each_group(list, [&](const PostingGroup& group) {
        bool all = false;
        if (length_class(group.length) != length) database.fail_damaged(no_sound_list);
        if (length < PostingKey::longest) {
            all = for_each_unit(group, [&](UnitNumber unit) {
                pending_.numbers.push_back(narrow(database, unit));
            });
            pending_.signatures += group.signatures;
        } else {
            std::size_t i = 0;
            all = for_each_unit(group, [&](UnitNumber unit) {
                pending_.postings.push_back({{unit, group.signature(i++)}, group.length});
            });
        }
        if (!all) database.fail_damaged(no_sound_list);
    });
    if (!sound) database.fail_damaged(no_sound_list);
}

/// Takes what is pending of texts of this length.
void LoadedIndex::add_group(std::size_t length) {
    if (pending_.numbers.empty()) return;
    Group group;
    group.begin = places_.size();
    group.length = static_cast<std::uint32_t>(length);
    group.count = static_cast<std::uint32_t>(pending_.numbers.size());
    places_.insert(places_.end(), pending_.numbers.begin(), pending_.numbers.end());
    const std::size_t signatures = places_.size();
    places_.resize(group.begin + group.places());
    std::memcpy(places_.data() + signatures, pending_.signatures.data(),
                std::min(pending_.signatures.size(), 4 * (places_.size() - signatures)));
    groups_.push_back(group);
    pending_.numbers.clear();
    pending_.signatures.clear();
}

/// Takes what is pending of texts of any length.
void LoadedIndex::add_groups(Database& database) {
    std::vector<LengthPosting>& postings = pending_.postings;
    std::sort(postings.begin(), postings.end(), [](const LengthPosting& a, const LengthPosting& b) {
        return a.length != b.length ? a.length < b.length : a.posting.unit < b.posting.unit;
    });
    for (std::size_t i = 0; i < postings.size();) {
        const std::size_t length = postings[i].length;
        for (; i < postings.size() && postings[i].length == length; ++i) {
            pending_.numbers.push_back(narrow(database, postings[i].posting.unit));
            put_fixed(pending_.signatures, postings[i].posting.signature, signature_bytes(length));
        }
        add_group(length);
    }
    postings.clear();
}

const LoadedIndex::Word* LoadedIndex::find(std::uint64_t word) const {
    const std::size_t bucket = word >> begin_shift;
    const auto begin = words_.begin() + begins_[bucket];
    const auto end = words_.begin() + begins_[bucket + 1];
    const auto found =
        std::lower_bound(begin, end, word,
                         [](const Word& each, std::uint64_t wanted) { return each.word < wanted; });
    return found != end && found->word == word ? &*found : nullptr;
}

WordEntry LoadedIndex::entry(std::uint64_t word) {
    WordEntry entry;
    entry.word = word;
    if (const Word* const found = find(word)) entry.count = found->count;
    return entry;
}

std::span<const LoadedIndex::Group> LoadedIndex::groups_of(const ListWindow& window) const {
    const Word* const word = find(window.word);
    if (word == nullptr) return {};
    const std::span<const Group> groups(groups_.data() + word->first_group, word->groups);
    const auto first = std::partition_point(groups.begin(), groups.end(), [&](const Group& group) {
        return length_class(group.length) < window.shortest;
    });
    const auto end = std::partition_point(first, groups.end(), [&](const Group& group) {
        return length_class(group.length) <= window.longest;
    });
    return {first, end};
}

void LoadedIndex::lists(const ListWindow& window,
                        const std::function<void(const PostingGroup&)>& visit) {
    for (const Group& group : groups_of(window)) {
        const std::uint32_t* const numbers = places_.data() + group.begin;
        PostingGroup shown;
        shown.length = group.length;
        shown.count = group.count;
        shown.numbers = numbers;
        shown.signatures = {reinterpret_cast<const char*>(numbers + group.count),
                            group.count * signature_bytes(group.length)};
        visit(shown);
    }
}

void LoadedIndex::prefetch_entries(std::span<const std::uint64_t> words) {
    for (const std::uint64_t word : words) prefetch(&begins_[word >> begin_shift]);
    for (const std::uint64_t word : words) {
        const std::size_t begin = begins_[word >> begin_shift];
        const std::size_t end = begins_[(word >> begin_shift) + 1];
        for (std::size_t i = begin; i < end; i += 2) prefetch(words_.data() + i);
    }
}

void LoadedIndex::prefetch_lists(std::span<const ListWindow> windows) {
    constexpr std::size_t line = 64;
    for (const ListWindow& window : windows) {
        const Word* const word = find(window.word);
        if (word == nullptr) continue;
        const Group* const groups = groups_.data() + word->first_group;
        // Where the window begins if there is a group for each length.
        const std::size_t guess = std::min<std::size_t>(window.shortest, word->groups) / 2;
        constexpr std::size_t groups_a_line = line / sizeof(Group);
        for (std::size_t i = 0; i < 3; ++i) prefetch(groups + guess + i * groups_a_line);
    }
    for (const ListWindow& window : windows) {
        const std::span<const Group> groups = groups_of(window);
        constexpr std::size_t most_lines = 32;
        if (groups.empty()) continue;
        const Group& last = groups.back();
        const std::uint32_t* at = places_.data() + groups.front().begin;
        const std::uint32_t* const end = places_.data() + last.begin + last.places();
        constexpr std::size_t places_a_line = line / sizeof(std::uint32_t);
        for (std::size_t i = 0; i < most_lines && at < end; ++i, at += places_a_line) prefetch(at);
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
