// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "text/translation_unit.hpp"
#include "tm/sqlite/database.hpp"
#include "tm/sqlite/match_index.hpp"
#include "tm/store.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace egiz::tm {

/// What a store remembers between adds; to be cleared when a transaction or savepoint is undone.
struct WriteCache {
    WordCache words;
    std::map<Language, std::int64_t> languages;
    std::map<std::string, std::int64_t> documents;
};

/// Puts units into the tables. Keep it inside a write transaction.
class UnitWriter {
public:
    UnitWriter(Database& database, WriteCache& cache);

    /// Adds a unit that is not there. It can be looked up by its text after finish().
    void insert(const TranslationUnit& unit, std::uint64_t content_hash);
    /// Gives the unit in row `id` the metadata of `unit`, whose variants are in the same order.
    void replace_metadata(std::int64_t id, const TranslationUnit& unit);
    void finish() { index_.flush(); }
    /// Row id of a document's name; made if it is new.
    std::int64_t document(const std::string& name);

private:
    std::int64_t language(const Language& language);
    void insert_properties_and_notes(std::int64_t id, const TranslationUnit& unit);
    void insert_properties(std::int64_t id, std::int64_t variant,
                           const std::vector<Property>& properties,
                           const std::vector<std::string>& notes);

    Database& database_;
    WriteCache& cache_;
    IndexWriter index_;
    Statement insert_unit_;
    Statement insert_variant_;
    Statement insert_code_;
    Statement insert_property_;
    Statement insert_note_;
};

}  // namespace egiz::tm
