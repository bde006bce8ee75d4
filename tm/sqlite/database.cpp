// SPDX-License-Identifier: Apache-2.0
#include "tm/sqlite/database.hpp"

#include <new>

namespace egiz::tm {
namespace {

constexpr int busy_timeout_ms = 10'000;
constexpr int longest_value_bytes = 512 * 1024 * 1024;
constexpr int longest_sql_bytes = 64 * 1024;

/// SQLite takes `:memory:` and `file:…` for something else than a path.
std::string as_plain_path(const std::string& path) {
    return !path.empty() && path.front() == '/' ? path : "./" + path;
}

/// A `file:` URI, for the options that only one can carry.
std::string as_uri(const std::string& path) {
    constexpr char hex[] = "0123456789ABCDEF";
    std::string uri = path.front() == '/' ? "file://" : "file:";
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '/' || c == '.' || c == '-' || c == '_';
        if (plain) {
            uri += c;
        } else {
            uri += '%';
            uri += hex[byte >> 4U];
            uri += hex[byte & 15U];
        }
    }
    return uri + "?immutable=1";
}

int open_flags(Database::Access access) {
    switch (access) {
        case Database::Access::read:
            return SQLITE_OPEN_READONLY;
        case Database::Access::read_unchanging:
            return SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
        case Database::Access::write:
            return SQLITE_OPEN_READWRITE;
        case Database::Access::create:
            return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    }
    return SQLITE_OPEN_READONLY;
}

struct Meaning {
    Fault fault;
    const char* hint;
};

Meaning meaning_of(int code, bool writing, const char* remedy) {
    if (code == SQLITE_READONLY_DBMOVED) {
        return {Fault::busy, "another program removed the file: try again"};
    }
    switch (code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {Fault::busy, "another program is using the file: try again when it is done"};
        case SQLITE_NOTADB:
        case SQLITE_CORRUPT:
        case SQLITE_CONSTRAINT:
        case SQLITE_MISMATCH:
        case SQLITE_ERROR:  // our SQL is right, so the file is not
            return {Fault::input, remedy};
        case SQLITE_FULL:
            return {Fault::output, "make room on the disk; nothing of this step was kept"};
        case SQLITE_READONLY:
            return {Fault::output, "check the permissions of the file and its directory"};
        case SQLITE_PERM:
        case SQLITE_CANTOPEN:
            return {writing ? Fault::output : Fault::input,
                    "check the permissions of the file and its directory"};
        case SQLITE_IOERR:
            return {writing ? Fault::output : Fault::input, "check the disk"};
        case SQLITE_TOOBIG:
            return {writing ? Fault::output : Fault::input, "a single text is too long"};
        case SQLITE_INTERRUPT:
            return {Fault::interrupted, ""};
        default:
            return {Fault::internal, ""};
    }
}

}  // namespace

Database::Database(const std::string& path, Access access, std::string_view doing)
    : path_(path), writing_(access == Access::write || access == Access::create), doing_(doing) {
    if (path.empty() || path.find('\0') != std::string::npos) {
        throw Error(Fault::usage, {path}, "is no file name");
    }
    const std::string name = access == Access::read_unchanging ? as_uri(path) : as_plain_path(path);
    sqlite3* raw = nullptr;
    const int code =
        sqlite3_open_v2(name.c_str(), &raw, open_flags(access) | SQLITE_OPEN_NOMUTEX, nullptr);
    handle_.reset(raw);
    if (code != SQLITE_OK) fail(code);
    configure();
}

Database::Database() : path_(":memory:"), writing_(true), doing_("preparing") {
    sqlite3* raw = nullptr;
    const int code =
        sqlite3_open_v2(":memory:", &raw,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    handle_.reset(raw);
    if (code != SQLITE_OK) fail(code);
    configure();
}

void Database::configure() {
    sqlite3* const db = handle_.get();
    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_timeout(db, busy_timeout_ms);
    // A file may come from anyone: its schema is data, not a program.
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, longest_value_bytes);
    sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, longest_sql_bytes);
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(db, SQLITE_LIMIT_TRIGGER_DEPTH, 8);
    sqlite3_limit(db, SQLITE_LIMIT_EXPR_DEPTH, 100);
    execute("PRAGMA foreign_keys = ON");
    execute("PRAGMA cell_size_check = ON");
    execute("PRAGMA temp_store = MEMORY");
    execute("PRAGMA cache_size = -65536");
}

void Database::fail(int code) const {
    if ((code & 0xff) == SQLITE_NOMEM) throw std::bad_alloc();
    const Meaning meaning = meaning_of(code, writing_, remedy_);
    std::string reason = handle_ ? sqlite3_errmsg(handle_.get()) : sqlite3_errstr(code);
    const bool damaged = (code & 0xff) == SQLITE_NOTADB || (code & 0xff) == SQLITE_CORRUPT ||
                         (code & 0xff) == SQLITE_CONSTRAINT;
    if (damaged) reason = "the file is damaged or no SQLite file (" + reason + ')';
    throw Error(meaning.fault, {path_}, std::string(doing_) + ": " + reason, meaning.hint);
}

void Database::fail_damaged(const std::string& what) const {
    throw Error(Fault::input, {path_}, std::string(doing_) + ": the file is damaged: " + what,
                remedy_);
}

Statement Database::prepare(std::string_view sql) { return {*this, sql}; }

void Database::execute(const std::string& sql) {
    const int code = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(code);
}

template <class Action>
void Database::with_attached(Action action) {
    const struct Limit {
        sqlite3* db;
        ~Limit() { sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0); }
    } limit{handle_.get()};
    sqlite3_limit(handle_.get(), SQLITE_LIMIT_ATTACHED, 1);
    action();
}

void Database::vacuum() {
    with_attached([&] { execute("VACUUM"); });
}

void Database::vacuum_into(const std::string& path) {
    with_attached([&] { prepare("VACUUM INTO ?").bind(path).run(); });
}

std::int64_t Database::integer(std::string_view sql) {
    Statement statement(*this, sql);
    if (!statement.step()) fail_damaged("no answer to " + std::string(sql));
    return statement.integer(0);
}

std::string Database::text(std::string_view sql) {
    Statement statement(*this, sql);
    if (!statement.step()) fail_damaged("no answer to " + std::string(sql));
    return statement.text(0);
}

bool Database::read_only() const { return sqlite3_db_readonly(handle_.get(), "main") == 1; }
bool Database::in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }
std::int64_t Database::last_row() const { return sqlite3_last_insert_rowid(handle_.get()); }

std::int64_t Database::data_version() { return integer("PRAGMA data_version"); }

Statement::Statement(Database& database, std::string_view sql) : database_(&database) {
    auto idle = database.idle_.find(sql);
    if (idle == database.idle_.end()) idle = database.idle_.emplace(sql, IdleStatements()).first;
    home_ = &idle->second;
    if (!home_->empty()) {
        handle_ = std::move(home_->back());
        home_->pop_back();
        return;
    }
    sqlite3_stmt* raw = nullptr;
    const int code =
        sqlite3_prepare_v3(database.handle_.get(), sql.data(), static_cast<int>(sql.size()),
                           SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
    handle_.reset(raw);
    if (code != SQLITE_OK) database.fail(code);
}

Statement::~Statement() {
    if (!handle_) return;
    sqlite3_reset(handle_.get());
    sqlite3_clear_bindings(handle_.get());
    try {
        home_->push_back(std::move(handle_));
    } catch (const std::bad_alloc&) {
        // Then it is not kept.
    }
}

void Statement::check(int code) const {
    if (code != SQLITE_OK) database_->fail(code);
}

bool Statement::step() {
    const int code = sqlite3_step(handle_.get());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    database_->fail(code);
}

void Statement::run() {
    while (step()) {
    }
    reset();
}

void Statement::reset() { check(sqlite3_reset(handle_.get())); }

void Statement::bind_one(int index, std::int64_t value) {
    check(sqlite3_bind_int64(handle_.get(), index, value));
}
void Statement::bind_one(int index, double value) {
    check(sqlite3_bind_double(handle_.get(), index, value));
}
void Statement::bind_one(int index, std::string_view value) {
    // A null pointer would bind NULL.
    const char* const data = value.data() == nullptr ? "" : value.data();
    check(sqlite3_bind_text64(handle_.get(), index, data, value.size(), SQLITE_TRANSIENT,
                              SQLITE_UTF8));
}
void Statement::bind_one(int index, Blob value) {
    const char* const data = value.bytes.data() == nullptr ? "" : value.bytes.data();
    check(sqlite3_bind_blob64(handle_.get(), index, data, value.bytes.size(), SQLITE_TRANSIENT));
}
void Statement::bind_one(int index, std::nullopt_t) {
    check(sqlite3_bind_null(handle_.get(), index));
}

void Statement::require_type(int column, int type) const {
    if (sqlite3_column_type(handle_.get(), column) != type) {
        database_->fail_damaged("column " +
                                std::string(sqlite3_column_name(handle_.get(), column)) +
                                " holds a value of another type");
    }
}

std::int64_t Statement::integer(int column) const {
    require_type(column, SQLITE_INTEGER);
    return sqlite3_column_int64(handle_.get(), column);
}
double Statement::real(int column) const {
    require_type(column, SQLITE_FLOAT);
    return sqlite3_column_double(handle_.get(), column);
}
std::string_view Statement::view(int column) const {
    require_type(column, SQLITE_TEXT);
    const unsigned char* const data = sqlite3_column_text(handle_.get(), column);
    if (data == nullptr) throw std::bad_alloc();
    const int size = sqlite3_column_bytes(handle_.get(), column);
    return {reinterpret_cast<const char*>(data), static_cast<std::size_t>(size)};
}
std::string Statement::text(int column) const { return std::string(view(column)); }
std::string_view Statement::blob_view(int column) const {
    require_type(column, SQLITE_BLOB);
    const void* const data = sqlite3_column_blob(handle_.get(), column);
    const int size = sqlite3_column_bytes(handle_.get(), column);
    if (size == 0) return {};
    if (data == nullptr) throw std::bad_alloc();
    return {static_cast<const char*>(data), static_cast<std::size_t>(size)};
}
std::string Statement::blob(int column) const { return std::string(blob_view(column)); }
bool Statement::is_null(int column) const {
    return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

// What is written to a file without a name is lost.
bool Database::was_removed() const {
    int moved = 0;
    return sqlite3_file_control(handle_.get(), "main", SQLITE_FCNTL_HAS_MOVED, &moved) ==
               SQLITE_OK &&
           moved != 0;
}

std::string Transaction::savepoint() const { return "step" + std::to_string(database_.depth_); }

Transaction::Transaction(Database& database, Kind kind) : database_(database) {
    if (database.depth_ == 0) {
        database.prepare(kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN").run();
        if (kind == Kind::write && database.was_removed()) {
            database.execute("ROLLBACK");
            throw Error(Fault::busy, {database.path()},
                        std::string(database.doing_) + ": another program removed the file",
                        "try again");
        }
    } else if (database.in_transaction()) {
        database.execute("SAVEPOINT " + savepoint());
    } else {
        throw Error(
            Fault::output, {database.path()},
            std::string(database.doing_) + ": the transaction was undone after an earlier error");
    }
    ++database.depth_;
}

Transaction::~Transaction() {
    if (!open_) return;
    --database_.depth_;
    // SQLite undoes the whole transaction itself after some errors, a full disk among them.
    if (!database_.in_transaction()) return;
    try {
        database_.execute(database_.depth_ == 0
                              ? "ROLLBACK"
                              : "ROLLBACK TO " + savepoint() + "; RELEASE " + savepoint());
    } catch (const std::exception&) {
        // What made us roll back is on its way to the caller; closing the connection undoes the
        // rest.
    }
}

void Transaction::commit() {
    if (!database_.in_transaction()) {
        throw Error(
            Fault::output, {database_.path()},
            std::string(database_.doing_) + ": the transaction was undone after an earlier error");
    }
    const int depth = database_.depth_ - 1;
    if (depth == 0) {
        database_.prepare("COMMIT").run();
    } else {
        database_.execute("RELEASE step" + std::to_string(depth));
    }
    database_.depth_ = depth;
    open_ = false;
}

}  // namespace egiz::tm
