// SPDX-License-Identifier: Apache-2.0
// Memories that earlier versions made. tests/golden/memory-schema-2.db is one of version 2 of the
// schema, memory-schema-2.jsonl what the program that made it exports.
#include "tests/cli/memory_support.hpp"
#include "tests/support/ask_sql.hpp"
#include "text/error.hpp"
#include "tm/store.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace egiz::test {
namespace {

const std::string golden = std::string(EGIZ_SOURCE_DIR) + "/tests/golden/memory-schema-2";

/// A copy of the golden; schema 1 is schema 2 without a table.
std::string old_memory(const TemporaryFolder& folder, int schema) {
    const std::string path = folder / "m.db";
    std::filesystem::copy_file(golden + ".db", path);
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    if (schema == 1) {
        ask_sql(path, "DROP TABLE cache; PRAGMA user_version = 1; PRAGMA wal_checkpoint(TRUNCATE)");
    }
    BOOST_TEST_REQUIRE(ask_sql(path, "PRAGMA user_version") == std::to_string(schema));
    return path;
}

/// All rows of the tables that an old memory keeps units in.
std::string old_rows(const std::string& path) {
    std::string rows;
    for (const char* const sql :
         {"SELECT group_concat(id || name || state || ifnull(score, '') || created, '|') FROM unit",
          "SELECT group_concat(unit || text || language || created_by, '|') FROM variant",
          "SELECT group_concat(unit || byte_offset || data, '|') FROM inline_code",
          "SELECT group_concat(unit || type || value, '|') FROM property",
          "SELECT group_concat(unit || text, '|') FROM note",
          "SELECT group_concat(document || fingerprint, '|') FROM document_version",
          "SELECT group_concat(id || tag, '|') FROM language"}) {
        rows += ask_sql(path, sql) + '\n';
    }
    return rows;
}

void check_upgraded(const TemporaryFolder& folder, const std::string& path, int schema,
                    const std::string& rows_before) {
    BOOST_TEST(ask_sql(path, "PRAGMA user_version") == "3");
    BOOST_TEST(ask_sql(path, "PRAGMA integrity_check") == "ok");
    const std::string copy = path + ".schema" + std::to_string(schema);
    BOOST_TEST_REQUIRE(std::filesystem::exists(copy));
    BOOST_TEST(ask_sql(copy, "PRAGMA user_version") == std::to_string(schema));
    BOOST_TEST(ask_sql(copy, "PRAGMA integrity_check") == "ok");
    BOOST_TEST(old_rows(copy) == rows_before);
    BOOST_TEST(!std::filesystem::exists(copy + ".part"));
    BOOST_TEST(egiz({"tm", "export", "--db", path, "-o", folder / "new.jsonl"}).exit_code == 0);
    BOOST_TEST(read_file(folder / "new.jsonl") == read_file(golden + ".jsonl"));
    const auto store = tm::open_store(path, tm::OpenMode::write);
    BOOST_TEST(store->check(false, {}).sound());
    BOOST_TEST(store->statistics().documents == 1U);
    BOOST_TEST(store->changes().size() == 1U);
    BOOST_TEST(store->changes()[0].added == store->statistics().units);
    std::size_t found = 0;
    store->for_each([&](const tm::StoredUnit& each) {
        const auto candidates =
            store->candidates({each.unit.variants[0].language, each.unit.variants[0].text, 100});
        found += std::any_of(candidates.begin(), candidates.end(), [&](const auto& candidate) {
            return candidate.number == each.number;
        });
        return true;
    });
    BOOST_TEST(found == store->statistics().units);
}

const int schemas[] = {1, 2};

BOOST_DATA_TEST_CASE(an_old_memory_that_is_written_to_is_upgraded, schemas, schema) {
    const TemporaryFolder folder;
    const std::string path = old_memory(folder, schema);
    const std::string rows = old_rows(path);
    { const auto store = tm::open_store(path, tm::OpenMode::write); }
    check_upgraded(folder, path, schema, rows);
}

BOOST_DATA_TEST_CASE(an_old_memory_that_is_read_is_upgraded, schemas, schema) {
    const TemporaryFolder folder;
    const std::string path = old_memory(folder, schema);
    const std::string rows = old_rows(path);
    const ProgramResult result = egiz({"tm", "find", "--db", path, "--from", "en", "--to", "ru",
                                       "--json", "Press Save & wait.\tLine\nbreak"});
    BOOST_TEST(result.exit_code == 0, result.err);
    BOOST_TEST(contains(result.out, "Нажмите «Сохранить» < ждите."), result.out);
    check_upgraded(folder, path, schema, rows);
}

BOOST_AUTO_TEST_CASE(documents_of_an_old_memory_are_not_added_again) {
    const TemporaryFolder folder;
    const std::string path = old_memory(folder, 2);
    const std::string document = ask_sql(path, "SELECT name FROM document ORDER BY id DESC");
    const std::string fingerprint =
        ask_sql(path, "SELECT fingerprint FROM document_version WHERE document = 1");
    const auto store = tm::open_store(path, tm::OpenMode::read);
    BOOST_TEST(store->has_document(document, fingerprint));
    BOOST_TEST(!store->has_document(document, "another"));
}

/// What `tm stats` says of the units; the bytes are as many as SQLite has tidied up by then.
nlohmann::json stats_but_bytes(const ProgramResult& result) {
    nlohmann::json stats = nlohmann::json::parse(result.out, nullptr, false);
    if (stats.is_object()) stats.erase("bytes");
    return stats;
}

BOOST_AUTO_TEST_CASE(several_programs_may_open_an_old_memory_at_once) {
    for (int round = 0; round < 5; ++round) {
        const TemporaryFolder folder;
        const std::string path = old_memory(folder, 2);
        const std::string rows = old_rows(path);
        std::vector<ProgramResult> results(4);
        std::vector<std::thread> threads;
        for (ProgramResult& result : results) {
            threads.emplace_back([&] { result = egiz({"tm", "stats", "--db", path, "--json"}); });
        }
        for (std::thread& thread : threads) thread.join();
        for (const ProgramResult& result : results) {
            BOOST_TEST(result.exit_code == 0, result.err);
            BOOST_TEST((stats_but_bytes(result) == stats_but_bytes(results[0])));
        }
        check_upgraded(folder, path, 2, rows);
    }
}

/// Runs `body` in a child process without the rights of the superuser; it ends with what `body`
/// returns.
int without_rights(const std::function<int()>& body) {
    const pid_t child = fork();
    if (child == 0) {
        if (geteuid() == 0 && setuid(65534) != 0) _exit(99);
        _exit(body());
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

BOOST_AUTO_TEST_CASE(an_old_memory_that_may_not_be_written_says_what_to_do) {
    const TemporaryFolder folder;
    const std::string path = old_memory(folder, 2);
    const std::string before = read_file(path);
    chmod(path.c_str(), 0444);
    chmod(folder.path().c_str(), 0555);
    for (const tm::OpenMode mode : {tm::OpenMode::read, tm::OpenMode::write}) {
        const int answer = without_rights([&] {
            try {
                (void)tm::open_store(path, mode);
            } catch (const Error& error) {
                if (error.fault() != Fault::output) return 2;
                if (error.message().find("must be upgraded") == std::string::npos) return 3;
                return error.hint().find("copy the memory") == std::string::npos ? 4 : 0;
            }
            return 1;
        });
        BOOST_TEST(answer == 0);
    }
    // A file that may be written, in a directory that may not: no copy could be kept.
    chmod(path.c_str(), 0666);
    BOOST_TEST(without_rights([&] {
                   try {
                       (void)tm::open_store(path, tm::OpenMode::write);
                   } catch (const Error& error) {
                       return error.message().find("must be upgraded") != std::string::npos ? 0 : 3;
                   }
                   return 1;
               }) == 0);
    chmod(folder.path().c_str(), 0755);
    BOOST_TEST((read_file(path) == before));
    BOOST_TEST(!std::filesystem::exists(path + ".schema2"));
}

}  // namespace
}  // namespace egiz::test
