// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/sqlite/database.hpp"

#include <cstdint>
#include <string>

namespace egiz::tm {

/// A kind of SQLite file of ours. `application_id` in its header says which, `user_version` the
/// version of its schema.
struct Schema {
    const char* noun;              ///< `memory`, for messages
    std::uint32_t application_id;  ///< four letters
    std::int64_t newest;
    const char* tables;  ///< SQL that makes the newest version's tables from nothing
    /// Brings a file of an older version to the newest, inside a transaction; null if there never
    /// was an older one.
    void (*upgrade)(Database& database, std::int64_t version) = nullptr;
    /// What to do about a damaged file.
    const char* remedy =
        "restore the file from a copy, or save what can be read with `sqlite3 FILE .recover`";
};

/// What the first bytes of a file say, read without SQLite so that nothing on disk changes.
struct FileHeader {
    enum class Kind {
        missing,
        blank,  ///< no bytes, or a SQLite file without tables: ours to fill
        sqlite,
        other
    };
    Kind kind = Kind::missing;
    std::uint32_t application_id = 0;
    std::uint32_t user_version = 0;
    bool wal = false;
};
/// \throws Error (input) if `path` is there but is no regular file or cannot be read
[[nodiscard]] FileHeader read_header(const std::string& path);

/// \throws Error (input) unless the file is one that this schema can read or upgrade
void require_kind(const std::string& path, const FileHeader& header, const Schema& schema);

/// Fills a blank file, or brings an older one to the newest version, in one transaction.
void upgrade(Database& database, const Schema& schema);

/// \throws Error (input) unless the open file has the newest version and its tables, indexes and
/// triggers are exactly the schema's, so that a stranger's triggers never run
void require_schema(Database& database, const Schema& schema);

}  // namespace egiz::tm
