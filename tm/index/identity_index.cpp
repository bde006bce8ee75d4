// SPDX-License-Identifier: Apache-2.0
#include "tm/index/identity_index.hpp"

#include <algorithm>
#include <bit>
#include <iterator>
#include <string>

namespace egiz::tm {
namespace {

constexpr unsigned hash_bits = 48;
constexpr std::size_t block_entries = 256;
/// From so many look-ups on, reading all hashes once pays.
constexpr std::size_t many_finds = 2'000;
constexpr std::size_t filter_bits_per_entry = 12;

constexpr std::int64_t row_of(std::int64_t run, std::uint64_t hash) {
    return run << hash_bits | static_cast<std::int64_t>(hash);
}
constexpr std::uint64_t last_hash = (std::uint64_t{1} << hash_bits) - 1;

/// Shows the bits that stand for a hash; false at once if `visit` says so.
template <class Visit>
bool all_filter_bits(std::uint64_t hash, std::uint64_t bits, Visit visit) {
    std::uint64_t step = hash * 0x9e3779b97f4a7c15;
    for (int i = 0; i < 6; ++i) {
        if (!visit((step >> 20U) % bits)) return false;
        step = std::rotl(step, 21) * 0xbf58476d1ce4e5b9;
    }
    return true;
}

/// The first entry's hash is the row's.
void put_block(std::string& bytes, const std::pair<std::uint64_t, UnitNumber>* entries,
               std::size_t count) {
    put_varint(bytes, count);
    for (std::size_t i = 1; i < count; ++i) {
        put_varint(bytes, entries[i].first - entries[i - 1].first);
    }
    for (std::size_t i = 0; i < count; ++i) {
        put_varint(bytes, static_cast<std::uint64_t>(entries[i].second));
    }
}

}  // namespace

bool read_identities(std::int64_t row, std::string_view bytes,
                     std::vector<std::pair<std::uint64_t, UnitNumber>>& entries) {
    ByteReader reader(bytes);
    const std::uint64_t count = reader.varint();
    if (count == 0 || count > bytes.size()) return false;
    const std::size_t first = entries.size();
    std::uint64_t hash = static_cast<std::uint64_t>(row) & last_hash;
    for (std::uint64_t i = 0; i < count; ++i) {
        if (i > 0) hash += reader.varint();
        entries.emplace_back(hash, 0);
    }
    for (std::size_t i = first; i < entries.size(); ++i) {
        entries[i].second = static_cast<UnitNumber>(reader.varint());
    }
    return !reader.failed();
}

void IdentityIndex::add(std::uint64_t content_hash, UnitNumber unit) {
    order_.emplace_back(content_hash >> (64U - hash_bits), unit);
    if (table_.size() < 2 * order_.size()) {
        build_table();
    } else {
        put_in_table(order_.size() - 1);
    }
}

void IdentityIndex::put_in_table(std::size_t place) {
    std::size_t at = order_[place].first & (table_.size() - 1);
    while (table_[at] != 0) at = (at + 1) & (table_.size() - 1);
    table_[at] = static_cast<std::uint32_t>(place + 1);
}

void IdentityIndex::build_table() {
    table_.assign(std::bit_ceil(4 * order_.size() + 1), 0);
    for (std::size_t i = 0; i < order_.size(); ++i) put_in_table(i);
}

void IdentityIndex::truncate(std::size_t waiting) {
    if (waiting == order_.size()) return;
    order_.resize(waiting);
    build_table();
}

void IdentityIndex::reset() {
    order_.clear();
    table_.clear();
    runs_.clear();
    runs_known_ = false;
    finds_ = 0;
    filter_.clear();
}

void IdentityIndex::find(std::uint64_t content_hash, std::vector<UnitNumber>& units) {
    const std::uint64_t hash = content_hash >> (64U - hash_bits);
    if (!table_.empty()) {
        const std::size_t mask = table_.size() - 1;
        for (std::size_t at = hash & mask; table_[at] != 0; at = (at + 1) & mask) {
            const Entry& entry = order_[table_[at] - 1];
            if (entry.first == hash) units.push_back(entry.second);
        }
    }
    if (!runs_known_) read_runs();
    if (!runs_.empty()) {
        if (++finds_ == many_finds) build_filter();
        if (may_be_stored(hash)) find_in_tables(hash, units);
    }
    std::sort(units.begin(), units.end());
}

void IdentityIndex::read_runs() {
    runs_.clear();
    runs_known_ = true;
    std::int64_t row = 0;
    std::string bytes;
    std::int64_t before = row_of(std::int64_t{1} << (62U - hash_bits), 0);
    while (tables_.last_identities(0, before - 1, row, bytes)) {
        const std::int64_t run = row >> hash_bits;
        runs_.push_back(run);
        before = row_of(run, 0);
    }
    std::reverse(runs_.begin(), runs_.end());
}

void IdentityIndex::find_in_tables(std::uint64_t hash, std::vector<UnitNumber>& units) {
    std::vector<Entry> entries;
    std::string bytes;
    for (const std::int64_t run : runs_) {
        std::int64_t row = 0;
        if (!tables_.last_identities(row_of(run, 0), row_of(run, hash), row, bytes)) {
            continue;
        }
        entries.clear();
        if (!read_identities(row, bytes, entries))
            tables_.fail("the index of contents makes no sense");
        for (const Entry& entry : entries) {
            if (entry.first == hash) units.push_back(entry.second);
        }
    }
}

bool IdentityIndex::may_be_stored(std::uint64_t hash) const {
    if (filter_.empty()) return true;
    return all_filter_bits(hash, filter_.size() * 64, [&](std::uint64_t bit) {
        return (filter_[bit / 64] >> bit % 64 & 1U) != 0;
    });
}

void IdentityIndex::build_filter() {
    std::size_t count = 0;
    constexpr std::int64_t last = std::int64_t{1} << 62U;
    tables_.for_each_identities(0, last, [&](std::int64_t /*row*/, std::string_view bytes) {
        count += static_cast<std::size_t>(
            std::min<std::uint64_t>(ByteReader(bytes).varint(), bytes.size()));
        return true;
    });
    filter_.assign(count * filter_bits_per_entry / 64 + 1, 0);
    std::vector<Entry> entries;
    tables_.for_each_identities(0, last, [&](std::int64_t row, std::string_view bytes) {
        entries.clear();
        if (!read_identities(row, bytes, entries))
            tables_.fail("the index of contents makes no sense");
        for (const Entry& entry : entries) {
            all_filter_bits(entry.first, filter_.size() * 64, [&](std::uint64_t bit) {
                filter_[bit / 64] |= std::uint64_t{1} << bit % 64;
                return true;
            });
        }
        return true;
    });
}

std::size_t IdentityIndex::length_of(std::int64_t run, std::size_t enough) {
    std::size_t length = 0;
    tables_.for_each_identities(
        row_of(run, 0), row_of(run, last_hash), [&](std::int64_t /*row*/, std::string_view bytes) {
            length += static_cast<std::size_t>(
                std::min<std::uint64_t>(ByteReader(bytes).varint(), bytes.size()));
            return length < enough;
        });
    return length;
}

/// A run in the tables, read a few blocks at a time: rows are written in between.
class IdentityIndex::RunReader {
public:
    RunReader(IndexTables& tables, std::int64_t run)
        : tables_(tables), next_row_(row_of(run, 0)), last_row_(row_of(run, last_hash)) {
        read();
    }
    [[nodiscard]] bool at_end() const noexcept { return at_ == entries_.size(); }
    [[nodiscard]] const Entry& entry() const { return entries_[at_]; }
    void next() {
        if (++at_ == entries_.size()) read();
    }

private:
    void read() {
        constexpr std::size_t entries_at_once = 16 * block_entries;
        entries_.clear();
        at_ = 0;
        if (next_row_ > last_row_) return;
        bool more = false;
        tables_.for_each_identities(next_row_, last_row_,
                                    [&](std::int64_t row, std::string_view bytes) {
                                        more = entries_.size() >= entries_at_once;
                                        if (more) return false;
                                        if (!read_identities(row, bytes, entries_)) {
                                            tables_.fail("the index of contents makes no sense");
                                        }
                                        next_row_ = row + 1;
                                        return true;
                                    });
        if (!more) next_row_ = last_row_ + 1;
    }

    IndexTables& tables_;
    std::int64_t next_row_;
    std::int64_t last_row_;
    std::vector<Entry> entries_;
    std::size_t at_ = 0;
};

/// Writes a run, entry by entry.
class IdentityIndex::RunWriter {
public:
    RunWriter(IndexTables& tables, std::int64_t run) : tables_(tables), run_(run) {}
    void add(const Entry& entry) {
        // Equal hashes stay together: find() looks at one block.
        if (entries_.size() >= block_entries && entries_.back().first != entry.first) finish();
        entries_.push_back(entry);
    }
    void finish() {
        if (entries_.empty()) return;
        bytes_.clear();
        put_block(bytes_, entries_.data(), entries_.size());
        tables_.put_identities(row_of(run_, entries_.front().first), bytes_);
        entries_.clear();
    }

private:
    IndexTables& tables_;
    std::int64_t run_;
    std::vector<Entry> entries_;
    std::string bytes_;
};

void IdentityIndex::write() {
    if (order_.empty()) return;
    std::sort(order_.begin(), order_.end());
    if (!runs_known_) read_runs();
    // Merged with the runs before that are less than twice as long.
    std::vector<std::int64_t> merged;
    std::size_t length = order_.size();
    while (!runs_.empty()) {
        const std::size_t before = length_of(runs_.back(), 2 * length + 1);
        if (before > 2 * length) break;
        length += before;
        merged.push_back(runs_.back());
        runs_.pop_back();
    }
    const std::int64_t run = free_run(merged);
    RunWriter writer(tables_, run);
    std::vector<RunReader> readers;
    readers.reserve(merged.size());
    for (const std::int64_t each : merged) readers.emplace_back(tables_, each);
    for (std::size_t next = 0;;) {
        RunReader* least = nullptr;
        for (RunReader& reader : readers) {
            if (reader.at_end()) continue;
            if (least == nullptr || reader.entry() < least->entry()) least = &reader;
        }
        const bool waiting = next < order_.size();
        if (least != nullptr && (!waiting || least->entry() < order_[next])) {
            writer.add(least->entry());
            least->next();
        } else if (waiting) {
            writer.add(order_[next++]);
        } else {
            break;
        }
    }
    writer.finish();
    for (const std::int64_t each : merged) {
        tables_.remove_identities(row_of(each, 0), row_of(each, last_hash));
    }
    runs_.push_back(run);
    order_.clear();
    table_.clear();
    // What is stored is another set now.
    filter_.clear();
    finds_ = 0;
}

/// A number behind those of all runs that stay: one below those that go, if there is one, so that
/// numbers do not grow without end.
std::int64_t IdentityIndex::free_run(const std::vector<std::int64_t>& merged) const {
    const std::int64_t first = runs_.empty() ? 1 : runs_.back() + 1;
    if (merged.empty() || merged.back() > first) return first;
    return merged.front() + 1;
}

}  // namespace egiz::tm
