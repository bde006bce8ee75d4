// SPDX-License-Identifier: Apache-2.0
#include "tm/sqlite/unit_writer.hpp"

#include <bit>

namespace egiz::tm {
namespace {

/// Row id of the row that `find` finds for `key`, or else of the one that `insert` makes.
std::int64_t find_or_insert(Database& database, std::string_view find, std::string_view insert,
                            const std::string& key) {
    {
        Statement statement = database.prepare(find);
        if (statement.bind(key).step()) return statement.integer(0);
    }
    Statement statement = database.prepare(insert);
    statement.bind(key).run();
    return database.last_row();
}

}  // namespace

UnitWriter::UnitWriter(Database& database, WriteCache& cache)
    : database_(database),
      cache_(cache),
      index_(database, cache.words),
      insert_unit_(database.prepare(
          "INSERT INTO unit (content_hash, name, document, bead_type, score, state,"
          " created, created_by, changed, changed_by)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")),
      insert_variant_(database.prepare(
          "INSERT INTO variant (unit, position, language, text, text_hash,"
          " created, created_by, changed, changed_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")),
      insert_code_(
          database.prepare("INSERT INTO inline_code"
                           " (unit, variant, position, byte_offset, kind, name, type, data)"
                           " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")),
      insert_property_(
          database.prepare("INSERT INTO property (unit, variant, position, type, value)"
                           " VALUES (?, ?, ?, ?, ?)")),
      insert_note_(database.prepare(
          "INSERT INTO note (unit, variant, position, text) VALUES (?, ?, ?, ?)")) {}

std::int64_t UnitWriter::language(const Language& language) {
    const auto [entry, added] = cache_.languages.try_emplace(language, 0);
    if (added) {
        entry->second = find_or_insert(database_, "SELECT id FROM language WHERE tag = ?",
                                       "INSERT INTO language (tag) VALUES (?)", language.tag());
    }
    return entry->second;
}

std::int64_t UnitWriter::document(const std::string& name) {
    const auto [entry, added] = cache_.documents.try_emplace(name, 0);
    if (added) {
        entry->second = find_or_insert(database_, "SELECT id FROM document WHERE name = ?",
                                       "INSERT INTO document (name) VALUES (?)", name);
    }
    return entry->second;
}

void UnitWriter::insert(const TranslationUnit& unit, std::uint64_t content_hash) {
    const Authorship& made = unit.authorship;
    insert_unit_.bind(std::bit_cast<std::int64_t>(content_hash), unit.id,
                      unit.document.empty() ? std::nullopt : std::optional(document(unit.document)),
                      unit.bead_type, unit.score, static_cast<std::int64_t>(unit.state),
                      made.created, made.created_by, made.changed, made.changed_by);
    insert_unit_.run();
    const std::int64_t id = database_.last_row();
    for (std::size_t position = 0; position < unit.variants.size(); ++position) {
        const Variant& variant = unit.variants[position];
        const std::int64_t language_id = language(variant.language);
        const Authorship& written = variant.authorship;
        insert_variant_.bind(id, position, language_id, variant.text, text_hash(nfc(variant.text)),
                             written.created, written.created_by, written.changed,
                             written.changed_by);
        insert_variant_.run();
        index_.add(database_.last_row(), language_id, variant.text);
        for (std::size_t i = 0; i < variant.codes.size(); ++i) {
            const InlineCode& code = variant.codes[i];
            insert_code_.bind(id, position, i, code.byte_offset,
                              static_cast<std::int64_t>(code.kind), code.id, code.type, code.data);
            insert_code_.run();
        }
    }
    insert_properties_and_notes(id, unit);
}

void UnitWriter::insert_properties_and_notes(std::int64_t id, const TranslationUnit& unit) {
    insert_properties(id, -1, unit.properties, unit.notes);
    for (std::size_t i = 0; i < unit.variants.size(); ++i) {
        insert_properties(id, static_cast<std::int64_t>(i), unit.variants[i].properties,
                          unit.variants[i].notes);
    }
}

void UnitWriter::insert_properties(std::int64_t id, std::int64_t variant,
                                   const std::vector<Property>& properties,
                                   const std::vector<std::string>& notes) {
    for (std::size_t i = 0; i < properties.size(); ++i) {
        insert_property_.bind(id, variant, i, properties[i].type, properties[i].value).run();
    }
    for (std::size_t i = 0; i < notes.size(); ++i) {
        insert_note_.bind(id, variant, i, notes[i]).run();
    }
}

void UnitWriter::replace_metadata(std::int64_t id, const TranslationUnit& unit) {
    const Authorship& made = unit.authorship;
    database_
        .prepare(
            "UPDATE unit SET bead_type = ?, score = ?, state = ?,"
            " created = ?, created_by = ?, changed = ?, changed_by = ? WHERE id = ?")
        .bind(unit.bead_type, unit.score, static_cast<std::int64_t>(unit.state), made.created,
              made.created_by, made.changed, made.changed_by, id)
        .run();
    Statement update_variant = database_.prepare(
        "UPDATE variant SET created = ?, created_by = ?, changed = ?, changed_by = ?"
        " WHERE unit = ? AND position = ?");
    for (std::size_t i = 0; i < unit.variants.size(); ++i) {
        const Authorship& written = unit.variants[i].authorship;
        update_variant
            .bind(written.created, written.created_by, written.changed, written.changed_by, id, i)
            .run();
    }
    database_.prepare("DELETE FROM property WHERE unit = ?").bind(id).run();
    database_.prepare("DELETE FROM note WHERE unit = ?").bind(id).run();
    insert_properties_and_notes(id, unit);
}

}  // namespace egiz::tm
