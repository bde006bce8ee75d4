// SPDX-License-Identifier: Apache-2.0
#include "tm/sqlite/memory_schema.hpp"

#include "tm/sqlite/upgrade_memory.hpp"

namespace egiz::tm {
namespace {

// Rows of numbers and blobs, for a blob in an index b-tree spills into pages of its own from a
// quarter of a page on. `recent`, `word`, `posting`, `marks` and `identity` are the index: they can
// be made anew from `unit` at any time.
constexpr const char* tables = R"(
CREATE TABLE language (
    id INTEGER PRIMARY KEY,
    tag TEXT NOT NULL UNIQUE,
    variants INTEGER NOT NULL
) STRICT;

CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    units INTEGER NOT NULL
) STRICT;

CREATE TABLE document_version (
    document INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    PRIMARY KEY (document, fingerprint)
) STRICT, WITHOUT ROWID;

CREATE TABLE name (
    id INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (kind, text)
) STRICT;

CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    date TEXT NOT NULL,
    user TEXT NOT NULL,
    first_unit INTEGER NOT NULL,
    last_unit INTEGER NOT NULL,
    added INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    undone_by INTEGER
) STRICT;

CREATE TABLE unit (
    id INTEGER PRIMARY KEY,
    body BLOB NOT NULL
) STRICT;

CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    unit INTEGER NOT NULL,
    change INTEGER NOT NULL,
    body BLOB
) STRICT;
CREATE INDEX history_by_unit ON history (unit);
CREATE INDEX history_by_change ON history (change);

CREATE TABLE counter (
    name TEXT PRIMARY KEY NOT NULL,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE recent (
    unit INTEGER PRIMARY KEY,
    content INTEGER NOT NULL,
    texts BLOB NOT NULL
) STRICT;

CREATE TABLE word (
    id INTEGER PRIMARY KEY,
    block BLOB NOT NULL
) STRICT;

CREATE TABLE posting (
    id INTEGER PRIMARY KEY,
    list BLOB NOT NULL
) STRICT;

CREATE TABLE marks (
    id INTEGER PRIMARY KEY,
    block BLOB NOT NULL
) STRICT;

CREATE TABLE identity (
    id INTEGER PRIMARY KEY,
    block BLOB NOT NULL
) STRICT;

CREATE TABLE cache (
    name TEXT PRIMARY KEY NOT NULL,
    stamp TEXT NOT NULL,
    bytes BLOB NOT NULL
) STRICT;
)";

constexpr std::uint32_t egzm = 0x65677a6d;

}  // namespace

const Schema& memory_schema() {
    static const Schema schema{"memory",
                               egzm,
                               3,
                               tables,
                               upgrade_memory,
                               "restore the file from a copy, or save what can be read with "
                               "`egiz tm salvage FILE -o NEW`"};
    return schema;
}

}  // namespace egiz::tm
