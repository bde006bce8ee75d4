// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "text/error.hpp"
#include "text/handle.hpp"

#include <sqlite3.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::tm {

class Statement;
using IdleStatements = std::vector<Handle<sqlite3_stmt, sqlite3_finalize>>;

/// Bytes that are no text.
struct Blob {
    std::string_view bytes;
};

/// One connection to a SQLite file. Errors carry the file, what was being done and SQLite's reason.
class Database {
public:
    enum class Access {
        read,
        read_unchanging,  ///< no locks: for a file on a read-only medium that nobody writes to
        write,
        create  ///< as `write`, and makes the file if it is not there
    };
    /// Changes nothing on disk but, with `create`, making an empty file.
    /// \param doing  for messages: `opening the memory`
    Database(const std::string& path, Access access, std::string_view doing);
    /// A database in memory, for looking at SQL.
    Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database() = default;

    [[nodiscard]] Statement prepare(std::string_view sql);
    /// Runs one or more statements that give no rows.
    void execute(const std::string& sql);
    /// Writes the file anew, without unused space.
    void vacuum();
    /// Writes such a copy of the file.
    void vacuum_into(const std::string& path);
    /// The first column of the first row.
    [[nodiscard]] std::int64_t integer(std::string_view sql);
    [[nodiscard]] std::string text(std::string_view sql);

    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    [[nodiscard]] bool read_only() const;
    /// Whether a transaction is open as SQLite sees it: it may have undone one on its own.
    [[nodiscard]] bool in_transaction() const;
    [[nodiscard]] std::int64_t last_row() const;
    /// Another number than before if another connection has written to the file. Begins to read.
    [[nodiscard]] std::int64_t data_version();

    /// What messages say is being done, until the object goes.
    class Doing {
    public:
        Doing(Database& database, std::string_view doing)
            : database_(database), before_(database.doing_) {
            database.doing_ = doing;
        }
        Doing(const Doing&) = delete;
        Doing& operator=(const Doing&) = delete;
        ~Doing() { database_.doing_ = before_; }

    private:
        Database& database_;
        std::string_view before_;
    };

    /// What the hint of an error says to do about a damaged file; must live on.
    void set_remedy(const char* remedy) noexcept { remedy_ = remedy; }

    /// \throws Error for the code that SQLite has just returned
    [[noreturn]] void fail(int code) const;
    /// \throws Error (input): SQLite can read the file, but what it holds cannot be right
    [[noreturn]] void fail_damaged(const std::string& what) const;

private:
    friend class Statement;
    friend class Transaction;

    void configure();
    /// Whether the file has lost its name since it was opened.
    [[nodiscard]] bool was_removed() const;
    /// Vacuuming attaches what it writes to.
    template <class Action>
    void with_attached(Action action);

    std::string path_;
    bool writing_ = false;
    std::string_view doing_;
    const char* remedy_ =
        "restore the file from a copy, or save what can be read with `sqlite3 FILE .recover`";
    int depth_ = 0;  ///< of Transaction objects
    Handle<sqlite3, sqlite3_close_v2> handle_;
    /// Statements that are not in use, by their SQL.
    std::map<std::string, IdleStatements, std::less<>> idle_;
};

/// One SQL statement in use; it goes back to its database for the next who wants the same.
/// Until then, or until reset(), a statement that has not come to its end holds a lock.
class Statement {
public:
    Statement(Database& database, std::string_view sql);
    Statement(Statement&&) noexcept = default;
    Statement& operator=(Statement&&) = delete;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement();

    /// Gives values to the parameters, from the first on.
    template <class... Values>
    Statement& bind(const Values&... values) {
        int index = 0;
        (bind_one(++index, values), ...);
        return *this;
    }
    /// Moves to the next row; false behind the last one.
    bool step();
    /// Runs a statement without rows and makes it ready for the next values.
    void run();
    void reset();

    /// These fail as damage if the column holds another type.
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] std::string blob(int column) const;
    /// Valid until the next step.
    [[nodiscard]] std::string_view view(int column) const;
    [[nodiscard]] std::string_view blob_view(int column) const;
    [[nodiscard]] bool is_null(int column) const;

private:
    void bind_one(int index, std::int64_t value);
    void bind_one(int index, std::size_t value) {
        bind_one(index, static_cast<std::int64_t>(value));
    }
    void bind_one(int index, std::uint32_t value) {
        bind_one(index, static_cast<std::int64_t>(value));
    }
    void bind_one(int index, double value);
    void bind_one(int index, std::string_view value);
    void bind_one(int index, const std::string& value) { bind_one(index, std::string_view(value)); }
    void bind_one(int index, const char* value) { bind_one(index, std::string_view(value)); }
    void bind_one(int index, Blob value);
    void bind_one(int index, std::nullopt_t);
    template <class Value>
    void bind_one(int index, const std::optional<Value>& value) {
        value ? bind_one(index, *value) : bind_one(index, std::nullopt);
    }
    void check(int code) const;
    void require_type(int column, int type) const;

    Database* database_;
    IdleStatements* home_;  ///< where it goes back to
    Handle<sqlite3_stmt, sqlite3_finalize> handle_;
};

/// Watches that row ids only grow: in a damaged file a table could lead round in circles.
class RowOrder {
public:
    explicit RowOrder(const Database& database) : database_(database) {}
    std::int64_t next(std::int64_t id) {
        if (id <= previous_) database_.fail_damaged("rows are out of order");
        return previous_ = id;
    }

private:
    const Database& database_;
    std::int64_t previous_ = -1;
};

/// A transaction, or inside another one a savepoint. Undone unless it is committed.
class Transaction {
public:
    enum class Kind {
        read,  ///< sees one state of the file from its first read on
        write  ///< waits for its turn to write
    };
    Transaction(Database& database, Kind kind);
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();

    void commit();

private:
    [[nodiscard]] std::string savepoint() const;

    Database& database_;
    bool open_ = true;
};

}  // namespace egiz::tm
