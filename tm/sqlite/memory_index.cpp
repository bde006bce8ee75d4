// SPDX-License-Identifier: Apache-2.0
#include "tm/sqlite/memory_index.hpp"

#include "tm/index/mark_block.hpp"
#include "tm/unit_identity.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <stdexcept>
#include <unordered_set>

namespace egiz::tm {
namespace {

/// More units than this are filed.
constexpr std::size_t most_recent_units = 4'096;
/// Places in lists that wait in RAM: 16 bytes each.
constexpr std::size_t most_waiting = 8'000'000;
constexpr UnitNumber greatest_unit = std::numeric_limits<UnitNumber>::max();

}  // namespace

MemoryIndex::MemoryIndex(Database& database, NameTable& names, const UnitTable& units)
    : database_(database),
      names_(names),
      units_(units),
      tables_(database),
      identities_(tables_),
      reader_(database),
      search_(reader_) {}

const MemoryIndex::Language& MemoryIndex::language_to_write(const egiz::Language& language) {
    const std::string_view primary = language.primary();
    const auto entry = languages_.find(primary);
    if (entry != languages_.end()) return entry->second;
    return languages_
        .emplace(primary, Language{names_.number_of_tag(primary), language_hash(primary)})
        .first->second;
}

std::optional<SearchLanguage> MemoryIndex::language_to_search(const egiz::Language& language) {
    const std::string_view primary = language.primary();
    const auto entry = languages_.find(primary);
    if (entry != languages_.end()) return SearchLanguage{entry->second.number, entry->second.hash};
    const auto number = names_.find_tag(primary);
    if (!number) return std::nullopt;
    const Language known{*number, language_hash(primary)};
    languages_.emplace(primary, known);
    return SearchLanguage{known.number, known.hash};
}

void MemoryIndex::build(UnitNumber number, const TranslationUnit& unit) {
    for (const Variant& variant : unit.variants) {
        const Language& language = language_to_write(variant.language);
        builder_.add(number, language.number, language.hash, variant.text);
    }
}

void MemoryIndex::add(UnitNumber number, const TranslationUnit& unit, std::uint64_t content_hash) {
    build(number, unit);
    identities_.add(content_hash, number);
    added_.emplace_back(number, content_hash);
}

std::vector<UnitNumber> MemoryIndex::find_content(std::uint64_t content_hash) {
    std::vector<UnitNumber> units;
    identities_.find(content_hash, units);
    units.erase(std::unique(units.begin(), units.end()), units.end());
    return units;
}

MemoryIndex::State MemoryIndex::state() { return {builder_.settled().state(), added_.size()}; }

void MemoryIndex::truncate(const State& state) {
    identities_.truncate(identities_.waiting() - (added_.size() - state.units));
    added_.resize(state.units);
    builder_.settled().truncate(state.builder);
    languages_.clear();
}

void MemoryIndex::forget() {
    builder_.settled().truncate({});
    added_.clear();
    languages_.clear();
    reader_.forget();
    data_version_ = -1;
}

void MemoryIndex::read_recent() {
    recent_.clear();
    recent_units_ = 0;
    identities_.reset();
    Statement statement =
        database_.prepare("SELECT unit, content, texts FROM recent ORDER BY unit");
    RowOrder order(database_);
    while (statement.step()) {
        const UnitNumber unit = order.next(statement.integer(0));
        identities_.add(std::bit_cast<std::uint64_t>(statement.integer(1)), unit);
        ByteReader bytes(statement.blob_view(2));
        while (!bytes.at_end()) recent_.decode(unit, bytes);
        if (bytes.failed()) database_.fail_damaged("the list of recent units makes no sense");
        ++recent_units_;
    }
}

void MemoryIndex::refresh() {
    const std::int64_t version = database_.data_version();
    if (version == data_version_) return;
    // If this fails half way, the next time begins anew.
    data_version_ = -1;
    names_.forget();
    languages_.clear();
    reader_.forget();
    forget_preloaded();
    read_recent();
    data_version_ = version;
}

void MemoryIndex::file_all() {
    if (recent_units_ > 0) {
        std::unordered_set<UnitNumber> waiting;
        for (const auto& [number, hash] : added_) waiting.insert(number);
        UnitNumber previous = 0;
        for (std::size_t i = 0; i < recent_.size(); ++i) {
            const UnitNumber number = recent_[i].unit;
            // Texts of a unit stand together; a unit that was changed is there more than once.
            if (number == previous || !waiting.insert(number).second) continue;
            previous = number;
            if (const auto record = units_.find(number)) build(number, record->unit);
        }
        database_.prepare("DELETE FROM recent").run();
        recent_.clear();
        recent_units_ = 0;
    }
    builder_.settled().write(tables_);
    identities_.write();
    added_.clear();
    reader_.forget();
    forget_preloaded();
}

void MemoryIndex::relieve() {
    if (builder_.waiting() > most_waiting) file_all();
}

void MemoryIndex::save() {
    if (added_.empty()) return;
    if (added_.size() + recent_units_ > most_recent_units) {
        file_all();
        return;
    }
    const IndexedTexts& texts = builder_.settled().texts();
    std::map<UnitNumber, std::pair<std::uint64_t, std::vector<std::size_t>>> rows;
    for (const auto& [number, hash] : added_) rows[number].first = hash;
    for (std::size_t i = 0; i < texts.size(); ++i) rows[texts[i].unit].second.push_back(i);
    Statement insert =
        database_.prepare("INSERT OR REPLACE INTO recent (unit, content, texts) VALUES (?, ?, ?)");
    std::string bytes;
    for (const auto& [number, row] : rows) {
        bytes.clear();
        for (const std::size_t text : row.second) texts.encode(text, bytes);
        insert.bind(number, std::bit_cast<std::int64_t>(row.first), Blob{bytes}).run();
        ByteReader reader(bytes);
        while (!reader.at_end()) recent_.decode(number, reader);
    }
    recent_units_ += rows.size();
    added_.clear();
    builder_.settled().truncate({});
}

void MemoryIndex::rebuild(const ProgressSink& progress) {
    for (const char* table : {"recent", "word", "posting", "marks", "identity"}) {
        database_.execute(std::string("DELETE FROM ") + table);
    }
    builder_.settled().truncate({});
    added_.clear();
    recent_.clear();
    recent_units_ = 0;
    identities_.reset();
    const std::size_t total = units_.count();
    std::size_t done = 0;
    constexpr std::size_t at_a_time = 10'000;
    for (UnitNumber first = 1;;) {
        // Not while a statement stands in the table: filing writes.
        UnitNumber last = first;
        std::size_t count = 0;
        units_.for_each(first, greatest_unit, [&](UnitNumber number, std::string_view body) {
            const TranslationUnit unit = units_.decode(number, body).unit;
            add(number, unit, content_hash(unit));
            last = number;
            return ++count < at_a_time;
        });
        done += count;
        relieve();
        if (progress) progress(done, total);
        if (count < at_a_time || last == greatest_unit) break;
        first = last + 1;
    }
    file_all();
}

template <class Search>
auto MemoryIndex::searching(Search search) {
    const IndexedTexts* const recent[] = {&recent_, &builder_.settled().texts()};
    try {
        return search(loaded_search_ ? *loaded_search_ : search_, recent, std::size_t{2});
    } catch (const std::range_error& error) {
        database_.fail_damaged(error.what());
    }
}

std::vector<Candidate> MemoryIndex::candidates(const CandidateQuery& query) {
    const auto language = language_to_search(query.source);
    if (!language) return {};
    return searching(
        [&](CandidateSearch& search, const IndexedTexts* const* recent, std::size_t recent_count) {
            return search.find(*language, query.text, query.min_score, recent, recent_count);
        });
}

std::vector<UnitNumber> MemoryIndex::containing(const PhraseQuery& query) {
    const auto language = language_to_search(query.language);
    if (!language) return {};
    return searching(
        [&](CandidateSearch& search, const IndexedTexts* const* recent, std::size_t recent_count) {
            return search.containing(*language, query.phrase, query.in_order, recent, recent_count);
        });
}

void MemoryIndex::forget_preloaded() {
    loaded_search_.reset();
    loaded_.reset();
}

void MemoryIndex::preload() {
    if (loaded_) return;
    loaded_ = std::make_unique<LoadedIndex>(database_);
    loaded_search_ = std::make_unique<CandidateSearch>(*loaded_);
}

}  // namespace egiz::tm
