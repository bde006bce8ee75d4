// SPDX-License-Identifier: Apache-2.0
#include "tm/sqlite/open_memory.hpp"

#include "tm/sqlite/memory_schema.hpp"

#include <chrono>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace egiz::tm {
namespace {

constexpr std::string_view opening = "opening the memory";
constexpr std::string_view upgrading = "upgrading the memory";

bool has_content(const std::string& path) {
    struct stat status {};
    return stat(path.c_str(), &status) == 0 && status.st_size > 0;
}

/// With a write-ahead log readers and the writer do not wait for each other. Without one (a network
/// file system, say) all works too, only with more waiting.
void use_write_ahead_log(Database& database) {
    constexpr int most_tries = 100;
    for (int tries = 0; tries < most_tries; ++tries) {
        try {
            static_cast<void>(database.text("PRAGMA journal_mode = WAL"));
            return;
        } catch (const Error& error) {
            // Someone else is in the file just now; SQLite does not wait here.
            if (error.fault() != Fault::busy) throw;
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }
}

void sync(const std::string& path) {
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool done = file >= 0 && fsync(file) == 0;
    if (file >= 0) close(file);
    if (!done) {
        throw Error(Fault::output, {path}, "upgrading the memory: its copy cannot be kept",
                    "check the disk");
    }
}

/// Wants a transaction that no one else can write beside.
void keep_copy(const std::string& path, const std::string& copy) {
    if (has_content(copy)) return;  // of an upgrade that did not come to its end
    const std::string unfinished = copy + ".part";
    std::remove(unfinished.c_str());
    Database database(path, Database::Access::write, upgrading);
    database.vacuum_into(unfinished);
    sync(unfinished);
    if (std::rename(unfinished.c_str(), copy.c_str()) != 0) {
        throw Error(Fault::output, {copy}, "upgrading the memory: its copy cannot be kept",
                    "check the permissions of the directory");
    }
}

/// Keeps a copy of a memory of an older schema, then upgrades it.
void upgrade_old(const std::string& path, const FileHeader& header) {
    const std::string version = std::to_string(header.user_version);
    std::string directory = std::filesystem::path(path).parent_path().string();
    if (directory.empty()) directory = ".";
    if (access(path.c_str(), W_OK) != 0 || access(directory.c_str(), W_OK) != 0) {
        throw Error(Fault::output, {path},
                    "memory of schema " + version + ", which must be upgraded to " +
                        std::to_string(memory_schema().newest) +
                        " first, and that may not be written here",
                    "copy the memory to a directory of yours and open it there once");
    }
    Database database(path, Database::Access::write, upgrading);
    database.set_remedy(memory_schema().remedy);
    // Another process may have been faster, or be at it: it has to be waited for before the version
    // is looked at, or the copy would be one of the new schema.
    Transaction transaction(database, Transaction::Kind::write);
    if (database.integer("PRAGMA user_version") != header.user_version) return;
    keep_copy(path, path + ".schema" + version);
    upgrade(database, memory_schema());
    transaction.commit();
}

std::unique_ptr<Database> open_to_write(const std::string& path, const FileHeader& header) {
    auto database = std::make_unique<Database>(path, Database::Access::create, opening);
    if (database->read_only()) {
        throw Error(Fault::output, {path}, "opening the memory: it may not be written",
                    "check the permissions of the file and its directory");
    }
    if (header.kind != FileHeader::Kind::sqlite) database->execute("PRAGMA page_size = 8192");
    upgrade(*database, memory_schema());
    require_schema(*database, memory_schema());
    if (!header.wal) use_write_ahead_log(*database);
    database->execute("PRAGMA synchronous = FULL");
    database->execute("PRAGMA journal_size_limit = 67108864");
    return database;
}

std::unique_ptr<Database> open_to_read(const std::string& path) {
    try {
        auto database = std::make_unique<Database>(path, Database::Access::read, opening);
        require_schema(*database, memory_schema());
        // The system keeps the file's pages; a large cache of our own costs more than it saves.
        database->execute("PRAGMA cache_size = -8192");
        return database;
    } catch (const Error& error) {
        if (error.fault() == Fault::busy) throw;
        if (has_content(path + "-journal")) {
            // Left by a killed writer: only one who may write can undo its half-done work.
            Database recovery(path, Database::Access::write, opening);
            static_cast<void>(recovery.integer("PRAGMA user_version"));
            auto database = std::make_unique<Database>(path, Database::Access::read, opening);
            require_schema(*database, memory_schema());
            return database;
        }
        // On a read-only medium SQLite cannot make the files that go with a write-ahead log. If
        // there is no log, nobody is writing, and they are not needed.
        if (has_content(path + "-wal")) throw;
    }
    auto database = std::make_unique<Database>(path, Database::Access::read_unchanging, opening);
    require_schema(*database, memory_schema());
    return database;
}

}  // namespace

std::unique_ptr<Database> open_memory(const std::string& path, OpenMode mode) {
    const FileHeader header = read_header(path);
    require_kind(path, header, memory_schema());
    const bool is_old =
        header.kind == FileHeader::Kind::sqlite && header.user_version < memory_schema().newest;
    if (is_old) upgrade_old(path, header);
    if (mode == OpenMode::write) return open_to_write(path, header);
    if (header.kind == FileHeader::Kind::missing) {
        throw Error(Fault::input, {path}, "no such memory",
                    "check the name; adding to a memory makes it");
    }
    if (header.kind == FileHeader::Kind::blank) {
        throw Error(Fault::input, {path}, "the memory was never filled",
                    "add something to it first");
    }
    return open_to_read(path);
}

bool is_missing(const std::string& path) {
    return read_header(path).kind == FileHeader::Kind::missing;
}

bool remove_unused_memory(const std::string& path) {
    Database database(path, Database::Access::write, "removing the memory");
    require_schema(database, memory_schema());
    // A write-ahead log can only be left by one who is alone; without one the lock below keeps all
    // others out. Whoever opens the file just now and waits finds out in Transaction.
    if (database.text("PRAGMA journal_mode = DELETE") != "delete") return false;
    database.execute("BEGIN EXCLUSIVE");
    for (const char* table : {"unit", "history", "change", "document", "name"}) {
        if (database.integer(std::string("SELECT EXISTS (SELECT 1 FROM ") + table + ")") != 0) {
            return false;
        }
    }
    return std::remove(path.c_str()) == 0;
}

}  // namespace egiz::tm
