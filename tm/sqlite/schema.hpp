// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/sqlite/database.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace egiz::tm {

/// A kind of SQLite file of ours. `application_id` in its header says which, `user_version` the
/// version of its schema.
struct Schema {
    const char* noun;              ///< `memory`, for messages
    std::uint32_t application_id;  ///< four letters
    /// SQL that leads from one version to the next; the first one from nothing. Never changed once
    /// released: files in the field were made by it.
    std::span<const char* const> migrations;
    /// The oldest version that can be read as it is; 0: the newest only.
    std::int64_t oldest_readable = 0;

    [[nodiscard]] std::int64_t newest() const {
        return static_cast<std::int64_t>(migrations.size());
    }
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

/// Brings an open file to the newest version, in one transaction; a blank one is filled.
void upgrade(Database& database, const Schema& schema);

/// \throws Error (input) unless the open file has the newest version, or one that can be read as it
/// is, and its tables, indexes and triggers are exactly the schema's, so that a stranger's triggers
/// never run
void require_schema(Database& database, const Schema& schema);

}  // namespace egiz::tm
