// SPDX-License-Identifier: Apache-2.0
// What files are opened as memories.
#include "tests/tm/memories.hpp"
#include "tm/sqlite/memory_schema.hpp"
#include "tm/store.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <sys/stat.h>

namespace egiz::tm {
namespace {

using test::ask_sql;
using test::error_of;
using test::full_unit;
using test::lang;
using test::make_memory;
using test::numbered_units;
using test::read_bytes;
using test::run_sql;
using test::Scratch;
using test::Units;
using test::write_bytes;

const OpenMode both_modes[] = {OpenMode::read, OpenMode::write};

Error open_error(const std::string& path, OpenMode mode) {
    return error_of([&] { (void)open_store(path, mode); });
}

std::size_t files_in(const Scratch& scratch) {
    const std::filesystem::directory_iterator files(scratch.directory());
    return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

/// Opening is refused in both modes, with `words` in the message, and nothing on disk changes.
void check_refused(const Scratch& scratch, const std::string& path, const std::string& words) {
    const std::string before = read_bytes(path);
    const std::size_t files = files_in(scratch);
    for (const OpenMode mode : both_modes) {
        const Error error = open_error(path, mode);
        BOOST_CHECK(error.fault() == Fault::input);
        BOOST_TEST(error.place().file == path);
        BOOST_TEST(error.message().find(words) != std::string::npos, error.message());
        BOOST_CHECK(read_bytes(path) == before);
        BOOST_TEST(files_in(scratch) == files);
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sqlite_store)

BOOST_AUTO_TEST_CASE(a_store_that_never_held_anything_can_be_removed) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    BOOST_TEST(is_new_store(path));
    BOOST_TEST(is_new_store("sqlite:" + path));
    BOOST_TEST(!is_new_store("memory:"));
    BOOST_TEST(!remove_unused_store(path));
    (void)open_store(path, OpenMode::write);
    BOOST_TEST(!is_new_store(path));
    BOOST_TEST(remove_unused_store("sqlite:" + path));
    BOOST_TEST(files_in(scratch) == 0U);
}

BOOST_AUTO_TEST_CASE(a_store_that_somebody_has_used_is_not_removed) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    {
        const auto store = open_store(path, OpenMode::write);
        store->add(numbered_units(0, 1));
    }
    BOOST_TEST(!remove_unused_store(path));
    write_bytes(scratch / "other.tm", "no memory");
    BOOST_TEST(!remove_unused_store(scratch / "other.tm"));
    BOOST_TEST(open_store(path, OpenMode::read)->statistics().units == 1U);
}

BOOST_AUTO_TEST_CASE(who_writes_to_a_file_that_was_removed_is_told_so) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    const auto store = open_store(path, OpenMode::write);
    BOOST_TEST_REQUIRE(remove_unused_store(path));
    const Error error = error_of([&] { store->add(numbered_units(0, 1)); });
    BOOST_TEST((error.fault() == Fault::busy), error.what());
}

BOOST_AUTO_TEST_CASE(reading_a_missing_memory_does_not_make_it) {
    const Scratch scratch;
    const Error error = open_error(scratch / "m.tm", OpenMode::read);
    BOOST_CHECK(error.fault() == Fault::input);
    BOOST_TEST(!error.hint().empty());
    BOOST_TEST(files_in(scratch) == 0U);
}

BOOST_AUTO_TEST_CASE(a_memory_cannot_be_made_where_there_is_no_directory) {
    const Scratch scratch;
    const Error error = open_error(scratch / "no/m.tm", OpenMode::write);
    BOOST_CHECK(error.fault() == Fault::output);
    BOOST_TEST(error.message().find("opening the memory") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_damaged_file_is_refused) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    write_bytes(path, "x");
    check_refused(scratch, path, "is damaged or no SQLite file");
    write_bytes(path, std::string(5000, '\0'));
    check_refused(scratch, path, "is damaged or no SQLite file");
    write_bytes(path, "<?xml version=\"1.0\"?><tmx version=\"1.4\">" + std::string(200, ' '));
    check_refused(scratch, path, "is damaged or no SQLite file");
}

BOOST_AUTO_TEST_CASE(a_file_of_another_program_is_refused) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    run_sql(path, "CREATE TABLE t (x)");
    check_refused(scratch, path, "another program");
    run_sql(path, "PRAGMA journal_mode = WAL; DROP TABLE t");
    check_refused(scratch, path, "another program");
    run_sql(path, "PRAGMA application_id = 0x47504b47");
    check_refused(scratch, path, "'GPKG'");
    run_sql(path, "PRAGMA application_id = 0x65677a61");
    check_refused(scratch, path, "'egza'");
}

BOOST_AUTO_TEST_CASE(a_memory_of_a_newer_schema_is_refused) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    make_memory(path);
    run_sql(path, "PRAGMA user_version = 9");
    check_refused(scratch, path, "memory of schema 9, this program knows up to 3");
    BOOST_TEST(open_error(path, OpenMode::read).hint() == "update egiz");
}

BOOST_AUTO_TEST_CASE(what_is_no_file_is_refused) {
    const Scratch scratch;
    BOOST_CHECK(open_error(scratch.directory(), OpenMode::write).fault() == Fault::input);
    const std::string pipe = scratch / "pipe";
    BOOST_REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
    BOOST_CHECK(open_error(pipe, OpenMode::read).fault() == Fault::input);
    BOOST_CHECK(open_error("", OpenMode::write).fault() == Fault::usage);
    BOOST_CHECK(open_error(std::string("a\0b", 3), OpenMode::write).fault() == Fault::usage);
}

BOOST_AUTO_TEST_CASE(tables_that_are_not_the_schemas_are_refused) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    const char* const changes[] = {
        "CREATE TRIGGER t AFTER INSERT ON unit BEGIN DELETE FROM name; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE TABLE extra (x)",
        "DROP INDEX history_by_unit",
        "ALTER TABLE name ADD COLUMN x TEXT",
        "DROP TABLE name; CREATE VIEW name AS SELECT 1 AS id, 2 AS kind, 3 AS text"};
    for (const char* const change : changes) {
        std::filesystem::remove(path);
        make_memory(path);
        run_sql(path, change);
        for (const OpenMode mode : both_modes) {
            const Error error = open_error(path, mode);
            BOOST_CHECK(error.fault() == Fault::input);
            BOOST_TEST(error.message().find("damaged") != std::string::npos, change);
        }
    }
    std::filesystem::remove(path);
    make_memory(path);
    run_sql(path, "ANALYZE");  // is harmless
    BOOST_TEST(open_store(path, OpenMode::write)->statistics().units == 1U);
}

BOOST_AUTO_TEST_CASE(rows_that_make_no_sense_are_refused) {
    const char* const changes[] = {
        "UPDATE unit SET body = x''",
        "UPDATE unit SET body = x'0102030405'",
        "UPDATE unit SET body = substr(body, 1, length(body) - 1)",
        "UPDATE unit SET body = CAST(substr(body, 1, 40) || x'00' || substr(body, 42) AS BLOB)",
        "UPDATE language SET tag = 'EN' WHERE tag = 'en'",
        "UPDATE language SET tag = '' WHERE tag = 'en'",
        "DELETE FROM language WHERE tag = 'en'",
        "DELETE FROM document",
        "DELETE FROM name"};
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    for (const char* const change : changes) {
        std::filesystem::remove(path);
        make_memory(path);
        run_sql(path, change);
        const auto store = open_store(path, OpenMode::read);
        const auto read_all = [&] { store->for_each([](const StoredUnit&) { return true; }); };
        BOOST_TEST_CONTEXT(change) { BOOST_CHECK(error_of(read_all).fault() == Fault::input); }
    }
}

BOOST_AUTO_TEST_CASE(an_index_that_makes_no_sense_is_refused_and_repaired) {
    const char* const changes[] = {"UPDATE recent SET texts = x'ffffffff'",
                                   "UPDATE recent SET texts = x''", "DELETE FROM recent"};
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    for (const char* const change : changes) {
        std::filesystem::remove(path);
        make_memory(path);
        run_sql(path, change);
        BOOST_TEST_CONTEXT(change) {
            const auto store = open_store(path, OpenMode::write);
            CheckReport report;
            try {
                report = store->check(true, {});
            } catch (const Error& error) {
                BOOST_CHECK(error.fault() == Fault::input);
                continue;
            }
            BOOST_TEST(report.repaired);
            BOOST_TEST(store->check(false, {}).sound());
            BOOST_TEST(store->candidates({lang("en"), "Press Enter now.", 70}).size() == 1U);
        }
    }
}

BOOST_AUTO_TEST_CASE(no_bytes_crash_a_reader) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    open_store(path, OpenMode::write)->add(numbered_units(0, 40));
    const std::string sound = read_bytes(path);
    test::Numbers numbers(3);
    int refused = 0;
    for (int round = 0; round < 400; ++round) {
        std::string bytes = sound;
        for (std::size_t changes = 1 + numbers.below(6); changes > 0; --changes) {
            // Page headers are where it hurts.
            const std::size_t page = numbers.below(bytes.size() / 8192) * 8192;
            const std::size_t at = page + numbers.below(numbers.below(2) == 0 ? 120 : 8192);
            bytes[at] = static_cast<char>(numbers.next());
        }
        if (round % 10 == 0) bytes.resize(numbers.below(bytes.size()));
        write_bytes(path, bytes);
        try {
            const auto store = open_store(path, round % 2 == 0 ? OpenMode::read : OpenMode::write);
            store->for_each([](const StoredUnit&) { return true; });
            (void)store->candidates({lang("en"), "sentence number 7", 50});
            (void)store->statistics();
            if (round % 2 != 0) store->add(numbered_units(30, 20));
        } catch (const Error&) {
            ++refused;
        }
        for (const char* const suffix : {"-wal", "-shm", "-journal"}) {
            std::filesystem::remove(path + suffix);
        }
    }
    BOOST_TEST(refused > 100);
}

BOOST_AUTO_TEST_CASE(an_interrupted_creation_is_begun_again) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    write_bytes(path, "");
    BOOST_CHECK(open_error(path, OpenMode::read).fault() == Fault::input);
    BOOST_TEST(std::filesystem::file_size(path) == 0U);
    make_memory(path);
    BOOST_TEST(open_store(path, OpenMode::read)->statistics().units == 1U);

    const std::string empty = scratch / "empty.tm";  // a header, but no tables
    run_sql(empty, "CREATE TABLE t (x); DROP TABLE t");
    BOOST_TEST(std::filesystem::file_size(empty) > 0U);
    make_memory(empty);
    BOOST_TEST(open_store(empty, OpenMode::read)->statistics().units == 1U);
}

BOOST_AUTO_TEST_CASE(odd_names_are_names) {
    const Scratch scratch;
    const std::filesystem::path before = std::filesystem::current_path();
    std::filesystem::current_path(scratch.directory());
    for (const char* const name : {"file:x?mode=memory", ":memory:", "қазақ %41#?.tm", "a'b\"c"}) {
        const std::string uri = std::string("sqlite:") + name;
        open_store(uri, OpenMode::write)->add(Units{full_unit()});
        BOOST_TEST(std::filesystem::exists(std::filesystem::path("./") / name));
        BOOST_TEST(open_store(uri, OpenMode::read)->statistics().units == 1U);
    }
    std::filesystem::current_path(before);
}

BOOST_AUTO_TEST_CASE(the_header_says_what_the_file_is) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    make_memory(path);
    BOOST_TEST(ask_sql(path, "PRAGMA application_id") == std::to_string(0x65677a6d));
    BOOST_TEST(ask_sql(path, "PRAGMA user_version") == "3");
    BOOST_TEST(ask_sql(path, "PRAGMA journal_mode") == "wal");
    BOOST_TEST(ask_sql(path, "PRAGMA integrity_check") == "ok");
    BOOST_TEST(ask_sql(path, "SELECT count(*) FROM pragma_foreign_key_check") == "0");
}

BOOST_AUTO_TEST_CASE(upgrades_go_forward_in_one_transaction) {
    const Scratch scratch;
    const std::string path = scratch / "x";
    const Schema first{"thing", 77, 1,
                       "CREATE TABLE a (x INTEGER) STRICT; INSERT INTO a VALUES (7)"};
    const char* const newest_tables = "CREATE TABLE b (x INTEGER, y TEXT) STRICT";
    const Schema second{"thing", 77, 2, newest_tables,
                        [](Database& database, std::int64_t version) {
                            BOOST_TEST(version == 1);
                            database.execute("CREATE TABLE b (x INTEGER, y TEXT) STRICT");
                            database.execute("INSERT INTO b SELECT x + 1, '' FROM a; DROP TABLE a");
                        }};
    const Schema broken{"thing", 77, 2, newest_tables, [](Database& database, std::int64_t) {
                            database.execute("DROP TABLE a");
                            database.execute("DROP TABLE nothing");
                        }};
    const auto open = [&] {
        return std::make_unique<Database>(path, Database::Access::create, "testing");
    };
    upgrade(*open(), first);
    require_schema(*open(), first);
    BOOST_CHECK(error_of([&] { require_schema(*open(), second); }).fault() == Fault::input);
    BOOST_CHECK_THROW(upgrade(*open(), broken), Error);
    BOOST_TEST(ask_sql(path, "SELECT x FROM a") == "7");
    BOOST_TEST(ask_sql(path, "PRAGMA user_version") == "1");
    upgrade(*open(), second);
    require_schema(*open(), second);
    BOOST_TEST(ask_sql(path, "SELECT x FROM b") == "8");
    BOOST_TEST(ask_sql(path, "PRAGMA user_version") == "2");
    upgrade(*open(), second);
    BOOST_TEST(ask_sql(path, "SELECT x FROM b") == "8");
    BOOST_CHECK(error_of([&] { require_schema(*open(), first); }).hint() == "update egiz");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace egiz::tm
