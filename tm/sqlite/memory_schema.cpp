// SPDX-License-Identifier: Apache-2.0
#include "tm/sqlite/memory_schema.hpp"

namespace egiz::tm {
namespace {

// Child rows are keyed by their unit, so that a unit, or all of them, is read with one ordered pass
// over each table. `variant` in a child table is a position in the unit; -1 is the unit itself.
constexpr const char* version_1 = R"(
CREATE TABLE language (
    id INTEGER PRIMARY KEY,
    tag TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE document_version (
    document INTEGER NOT NULL REFERENCES document,
    fingerprint TEXT NOT NULL,
    PRIMARY KEY (document, fingerprint)
) STRICT, WITHOUT ROWID;

CREATE TABLE unit (
    id INTEGER PRIMARY KEY,
    content_hash INTEGER NOT NULL,
    name TEXT NOT NULL,
    document INTEGER REFERENCES document,
    bead_type TEXT NOT NULL,
    score REAL,
    state INTEGER NOT NULL,
    created TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed TEXT NOT NULL,
    changed_by TEXT NOT NULL
) STRICT;
CREATE INDEX unit_by_content ON unit (content_hash);

CREATE TABLE variant (
    id INTEGER PRIMARY KEY,
    unit INTEGER NOT NULL REFERENCES unit,
    position INTEGER NOT NULL,
    language INTEGER NOT NULL REFERENCES language,
    text TEXT NOT NULL,
    text_hash INTEGER NOT NULL,
    created TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed TEXT NOT NULL,
    changed_by TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX variant_by_unit ON variant (unit, position);
CREATE INDEX variant_by_text ON variant (text_hash, language);

CREATE TABLE inline_code (
    unit INTEGER NOT NULL REFERENCES unit,
    variant INTEGER NOT NULL,
    position INTEGER NOT NULL,
    byte_offset INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (unit, variant, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE property (
    unit INTEGER NOT NULL REFERENCES unit,
    variant INTEGER NOT NULL,
    position INTEGER NOT NULL,
    type TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (unit, variant, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
    unit INTEGER NOT NULL REFERENCES unit,
    variant INTEGER NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (unit, variant, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE word (
    id INTEGER PRIMARY KEY,
    language INTEGER NOT NULL REFERENCES language,
    text TEXT NOT NULL,
    uses INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX word_by_text ON word (text, language);

CREATE TABLE posting (
    word INTEGER NOT NULL,
    length INTEGER NOT NULL,
    variant INTEGER NOT NULL,
    PRIMARY KEY (word, length, variant)
) STRICT, WITHOUT ROWID;
)";

// What was worked out from the units: may be emptied at any time.
constexpr const char* version_2 = R"(
CREATE TABLE cache (
    name TEXT PRIMARY KEY NOT NULL,
    stamp TEXT NOT NULL,
    bytes BLOB NOT NULL
) STRICT;
)";

constexpr const char* migrations[] = {version_1, version_2};
constexpr std::uint32_t egzm = 0x65677a6d;

}  // namespace

const Schema& memory_schema() {
    static const Schema schema{"memory", egzm, migrations, 1};
    return schema;
}

}  // namespace egiz::tm
