// SPDX-License-Identifier: Apache-2.0
#include "tm/sqlite/schema.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <string_view>
#include <sys/stat.h>
#include <system_error>
#include <vector>

namespace egiz::tm {
namespace {

// https://www.sqlite.org/fileformat.html, sections 1.3 and 1.6
constexpr std::string_view magic("SQLite format 3\0", 16);
constexpr std::size_t read_version_at = 19;
constexpr std::size_t user_version_at = 60;
constexpr std::size_t application_id_at = 68;
constexpr std::size_t first_page_at = 100;
constexpr std::size_t cell_count_at = first_page_at + 3;
constexpr std::size_t header_bytes = first_page_at + 5;
constexpr unsigned char leaf_table_page = 13;
constexpr unsigned char wal_version = 2;

using HeaderBytes = std::array<unsigned char, header_bytes>;

std::uint32_t big_endian(const HeaderBytes& bytes, std::size_t at) {
    return std::uint32_t{bytes[at]} << 24U | std::uint32_t{bytes[at + 1]} << 16U |
           std::uint32_t{bytes[at + 2]} << 8U | std::uint32_t{bytes[at + 3]};
}

[[noreturn]] void fail_to_read(const std::string& path) {
    const std::error_code reason(errno, std::generic_category());
    throw Error(Fault::input, {path}, "cannot be read: " + reason.message());
}

std::string four_letters(std::uint32_t id) {
    std::string text;
    for (int shift = 24; shift >= 0; shift -= 8) {
        const auto c = static_cast<char>(id >> static_cast<unsigned>(shift) & 0xffU);
        text += c >= ' ' && c <= '~' ? c : '?';
    }
    return text;
}

void require_version(const std::string& path, std::int64_t version, const Schema& schema) {
    const std::string noun = schema.noun;
    if (version > schema.newest) {
        throw Error(Fault::input, {path},
                    noun + " of schema " + std::to_string(version) + ", this program knows up to " +
                        std::to_string(schema.newest),
                    "update egiz");
    }
    if (version < 1) {
        throw Error(Fault::input, {path},
                    noun + " of schema " + std::to_string(version) + ", which never was");
    }
}

std::int64_t application_id(Database& database) {
    // SQLite shows it signed.
    return database.integer("PRAGMA application_id") & 0xffffffff;
}

bool has_tables(Database& database) {
    return database.integer("SELECT EXISTS (SELECT 1 FROM sqlite_schema)") != 0;
}

/// Whether the file is one that nothing was written to yet, also not by an interrupted creation.
bool is_blank(Database& database) {
    return application_id(database) == 0 && database.integer("PRAGMA user_version") == 0 &&
           !has_tables(database);
}

struct SchemaRow {
    std::string type;
    std::string name;
    std::string sql;

    friend bool operator==(const SchemaRow&, const SchemaRow&) = default;
};

std::vector<SchemaRow> rows_of(Database& database) {
    constexpr std::size_t most_rows = 1000;
    std::vector<SchemaRow> rows;
    // ANALYZE may have added its own tables.
    Statement statement = database.prepare(
        "SELECT type, name, coalesce(sql, '') FROM sqlite_schema"
        " WHERE name NOT GLOB 'sqlite_stat[0-9]' ORDER BY type, name");
    while (statement.step()) {
        if (rows.size() == most_rows) database.fail_damaged("too many tables");
        rows.push_back({statement.text(0), statement.text(1), statement.text(2)});
    }
    return rows;
}

}  // namespace

FileHeader read_header(const std::string& path) {
    struct stat status {};
    if (stat(path.c_str(), &status) != 0) {
        if (errno == ENOENT) return {};
        fail_to_read(path);
    }
    if (S_ISDIR(status.st_mode)) throw Error(Fault::input, {path}, "is a directory");
    if (!S_ISREG(status.st_mode)) throw Error(Fault::input, {path}, "is no regular file");
    FileHeader header;
    if (status.st_size == 0) {
        header.kind = FileHeader::Kind::blank;
        return header;
    }
    HeaderBytes bytes{};
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        fail_to_read(path);
    }
    file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    header.kind = FileHeader::Kind::other;
    if (static_cast<std::size_t>(file.gcount()) < bytes.size()) return header;
    if (std::memcmp(bytes.data(), magic.data(), magic.size()) != 0) return header;
    header.kind = FileHeader::Kind::sqlite;
    header.application_id = big_endian(bytes, application_id_at);
    header.user_version = big_endian(bytes, user_version_at);
    header.wal = bytes[read_version_at] == wal_version;
    const bool no_tables = bytes[first_page_at] == leaf_table_page && bytes[cell_count_at] == 0 &&
                           bytes[cell_count_at + 1] == 0;
    if (no_tables && !header.wal && header.application_id == 0 && header.user_version == 0) {
        header.kind = FileHeader::Kind::blank;
    }
    return header;
}

void require_kind(const std::string& path, const FileHeader& header, const Schema& schema) {
    const std::string noun = schema.noun;
    switch (header.kind) {
        case FileHeader::Kind::missing:
        case FileHeader::Kind::blank:
            return;
        case FileHeader::Kind::other:
            throw Error(Fault::input, {path},
                        "opening the " + noun + ": the file is damaged or no SQLite file",
                        std::string("is this the right file? if so, ") + schema.remedy);
        case FileHeader::Kind::sqlite:
            break;
    }
    if (header.application_id != schema.application_id) {
        const std::string what =
            header.application_id == 0
                ? "an SQLite file of another program"
                : "an SQLite file of kind '" + four_letters(header.application_id) + "'";
        throw Error(Fault::input, {path}, "is no egiz " + noun + ", but " + what);
    }
    require_version(path, std::int64_t{header.user_version}, schema);
}

void upgrade(Database& database, const Schema& schema) {
    database.set_remedy(schema.remedy);
    if (application_id(database) == schema.application_id &&
        database.integer("PRAGMA user_version") == schema.newest) {
        return;
    }
    Transaction transaction(database, Transaction::Kind::write);
    // Another process may have been faster.
    if (is_blank(database)) {
        database.execute(schema.tables);
        database.execute("PRAGMA application_id = " + std::to_string(schema.application_id));
    } else {
        const FileHeader header{
            FileHeader::Kind::sqlite, static_cast<std::uint32_t>(application_id(database)),
            static_cast<std::uint32_t>(database.integer("PRAGMA user_version")), false};
        require_kind(database.path(), header, schema);
        if (header.user_version < schema.newest) schema.upgrade(database, header.user_version);
    }
    database.execute("PRAGMA user_version = " + std::to_string(schema.newest));
    transaction.commit();
}

void require_schema(Database& database, const Schema& schema) {
    database.set_remedy(schema.remedy);
    const FileHeader header{
        FileHeader::Kind::sqlite, static_cast<std::uint32_t>(application_id(database)),
        static_cast<std::uint32_t>(database.integer("PRAGMA user_version")), false};
    require_kind(database.path(), header, schema);
    if (header.user_version < schema.newest) {
        throw Error(Fault::input, {database.path()},
                    std::string(schema.noun) + " of schema " + std::to_string(header.user_version) +
                        ", which must be upgraded to " + std::to_string(schema.newest) + " first");
    }
    Database model;
    model.execute(schema.tables);
    const std::vector<SchemaRow> expected = rows_of(model);
    const std::vector<SchemaRow> found = rows_of(database);
    for (const SchemaRow& row : expected) {
        if (std::find(found.begin(), found.end(), row) == found.end()) {
            database.fail_damaged(row.type + ' ' + row.name + " is missing or was changed");
        }
    }
    if (found.size() != expected.size()) {
        for (const SchemaRow& row : found) {
            if (std::find(expected.begin(), expected.end(), row) == expected.end()) {
                database.fail_damaged(row.type + ' ' + row.name + " does not belong here");
            }
        }
    }
}

}  // namespace egiz::tm
