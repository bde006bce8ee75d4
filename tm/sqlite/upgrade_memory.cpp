// SPDX-License-Identifier: Apache-2.0
#include "tm/sqlite/upgrade_memory.hpp"

#include "tm/sqlite/change_log.hpp"
#include "tm/sqlite/memory_index.hpp"
#include "tm/sqlite/memory_schema.hpp"
#include "tm/sqlite/old_unit_cursor.hpp"
#include "tm/unit_identity.hpp"

namespace egiz::tm {
namespace {

constexpr const char* old_tables[] = {"language", "document",    "document_version", "unit",
                                      "variant",  "inline_code", "property",         "note",
                                      "word",     "posting"};

}  // namespace

void upgrade_memory(Database& database, std::int64_t version) {
    // References between tables would be renamed along, and checked when the tables go.
    for (const char* table : old_tables) {
        database.execute(std::string("ALTER TABLE ") + table + " RENAME TO old_" + table);
    }
    if (version >= 2) database.execute("DROP TABLE cache");
    database.execute(memory_schema().tables);

    NameTable names(database);
    UnitTable units(database, names);
    ChangeLog changes(database);
    MemoryIndex index(database, names, units);
    const ChangeNumber change =
        changes.current({"upgrade", "schema " + std::to_string(version), {}, {}});
    {
        OldUnitCursor cursor(database);
        while (const auto unit = cursor.next()) {
            const UnitNumber number = units.insert(*unit, change);
            index.add(number, *unit, content_hash(*unit));
            changes.count_added(number);
            index.relieve();
        }
    }
    {
        Statement versions = database.prepare(
            "SELECT d.name, v.fingerprint FROM old_document_version v"
            " JOIN old_document d ON d.id = v.document ORDER BY d.id, v.fingerprint");
        while (versions.step()) {
            database.prepare("INSERT INTO document_version (document, fingerprint) VALUES (?, ?)")
                .bind(names.number_of_document(versions.text(0)), versions.view(1))
                .run();
        }
    }
    index.save();
    changes.save();
    units.save_counts();
    for (auto table = std::rbegin(old_tables); table != std::rend(old_tables); ++table) {
        database.execute(std::string("DROP TABLE old_") + *table);
    }
}

}  // namespace egiz::tm
