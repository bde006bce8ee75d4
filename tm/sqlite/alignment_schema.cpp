// SPDX-License-Identifier: Apache-2.0
#include "tm/sqlite/alignment_schema.hpp"

namespace egiz::tm {
namespace {

constexpr const char* version_1 = R"(
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    encoding TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE paragraph (
    document INTEGER NOT NULL REFERENCES document,
    number INTEGER NOT NULL,
    begin_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE segment (
    document INTEGER NOT NULL,
    number INTEGER NOT NULL,
    begin_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    PRIMARY KEY (document, number),
    FOREIGN KEY (document, paragraph) REFERENCES paragraph (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE pair (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES document,
    target INTEGER NOT NULL REFERENCES document
) STRICT;

CREATE TABLE bead (
    pair INTEGER NOT NULL REFERENCES pair,
    number INTEGER NOT NULL,
    source_begin INTEGER NOT NULL,
    source_end INTEGER NOT NULL,
    target_begin INTEGER NOT NULL,
    target_end INTEGER NOT NULL,
    cost REAL NOT NULL,
    confidence REAL NOT NULL,
    doubts INTEGER NOT NULL,
    PRIMARY KEY (pair, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE decision (
    seq INTEGER PRIMARY KEY,
    time TEXT NOT NULL,
    editor TEXT NOT NULL,
    action TEXT NOT NULL
) STRICT;
CREATE TRIGGER decision_is_not_changed BEFORE UPDATE ON decision
BEGIN SELECT raise(ABORT, 'the log of decisions is append-only'); END;
CREATE TRIGGER decision_is_not_deleted BEFORE DELETE ON decision
BEGIN SELECT raise(ABORT, 'the log of decisions is append-only'); END;
)";

constexpr const char* markup = R"(
CREATE TABLE paragraph_kind (
    document INTEGER NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (document, number),
    FOREIGN KEY (document, number) REFERENCES paragraph (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE inline_code (
    document INTEGER NOT NULL REFERENCES document,
    number INTEGER NOT NULL,
    at_byte INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;
)";

constexpr std::uint32_t egza = 0x65677a61;

}  // namespace

const Schema& alignment_schema(bool with_markup) {
    static const Schema plain{"alignment file", egza, 1, version_1};
    static const std::string version_2 = std::string(version_1) + markup;
    static const Schema marked_up{"alignment file", egza, 2, version_2.c_str()};
    return with_markup ? marked_up : plain;
}

}  // namespace egiz::tm
