// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/index/background_builder.hpp"
#include "tm/index/candidate_search.hpp"
#include "tm/index/identity_index.hpp"
#include "tm/sqlite/index_tables.hpp"
#include "tm/sqlite/unit_table.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace egiz::tm {

/// The index over a memory's units. It never needs to be told that a unit changed or went: what it
/// finds is looked at, so a place that leads nowhere costs time, and optimising takes it out.
///
/// Large additions are filed under their words. Small ones go to the table `recent`, whose texts
/// are looked through one by one, until they are too many and are filed together.
class MemoryIndex {
public:
    MemoryIndex(Database& database, NameTable& names, const UnitTable& units);

    // Writing. It wants a transaction.

    void add(UnitNumber number, const TranslationUnit& unit, std::uint64_t content_hash);
    /// Units that may have this content, in order of number.
    [[nodiscard]] std::vector<UnitNumber> find_content(std::uint64_t content_hash);
    /// What was added may now be too much to keep in RAM: files it.
    void relieve();
    /// To be called before the transaction ends.
    void save();
    struct State {
        IndexBuilder::State builder;
        std::size_t units = 0;
    };
    [[nodiscard]] State state();
    /// A part of the transaction was undone, in which nothing was filed.
    void truncate(const State& state);
    /// The transaction was undone. Wants refresh() before anything is looked up.
    void forget();
    [[nodiscard]] bool is_forgotten() const noexcept { return data_version_ == -1; }
    /// Makes the index anew.
    void rebuild(const ProgressSink& progress);

    // Reading. It wants a transaction, and refresh() first.

    /// Notices what others have written since.
    void refresh();
    [[nodiscard]] std::vector<Candidate> candidates(const CandidateQuery& query);
    [[nodiscard]] std::vector<UnitNumber> containing(const PhraseQuery& query);
    void preload();
    [[nodiscard]] bool is_preloaded() const noexcept { return loaded_ != nullptr; }
    void forget_preloaded();

private:
    struct Language {
        IndexLanguage number = 0;
        std::uint64_t hash = 0;
    };
    [[nodiscard]] const Language& language_to_write(const egiz::Language& language);
    [[nodiscard]] std::optional<SearchLanguage> language_to_search(const egiz::Language& language);
    void file_all();
    void read_recent();
    void build(UnitNumber number, const TranslationUnit& unit);
    template <class Search>
    auto searching(Search search);

    Database& database_;
    NameTable& names_;
    const UnitTable& units_;
    SqliteIndexTables tables_;
    BackgroundBuilder builder_;  ///< what was added in this transaction
    std::vector<std::pair<UnitNumber, std::uint64_t>> added_;  ///< and its contents' hashes
    IdentityIndex identities_;
    IndexedTexts recent_;
    std::size_t recent_units_ = 0;
    std::int64_t data_version_ = -1;
    std::map<std::string, Language, std::less<>> languages_;
    SqliteIndexReader reader_;
    CandidateSearch search_;
    std::unique_ptr<LoadedIndex> loaded_;
    std::unique_ptr<CandidateSearch> loaded_search_;
};

}  // namespace egiz::tm
