// SPDX-License-Identifier: Apache-2.0
// Memories that several processes use, and what is left of them when a writer dies.
#include "tests/tm/memories.hpp"
#include "tests/tm/processes.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <csignal>
#include <cstdio>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace egiz::tm {
namespace {

using test::ask_sql;
using test::error_of;
using test::lang;
using test::make_memory;
using test::numbered_units;
using test::Scratch;
using test::start_child;
using test::unit;
using test::Units;
using test::wait_for;

}  // namespace

BOOST_AUTO_TEST_SUITE(sqlite_concurrency)

BOOST_AUTO_TEST_CASE(a_reader_sees_one_state_while_a_writer_writes) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    const auto writer = open_store(path, OpenMode::write);
    writer->add(numbered_units(0, 10));
    const auto reader = open_store(path, OpenMode::read);
    const auto other = open_store(path, OpenMode::read);
    int seen = 0;
    reader->for_each([&](const StoredUnit&) {
        if (++seen == 3) writer->add(numbered_units(10, 10));
        return true;
    });
    BOOST_TEST(seen == 10);
    writer->in_transaction({}, [&] {
        writer->add(numbered_units(20, 10));
        BOOST_TEST(other->statistics().units == 20U);
    });
    BOOST_TEST(reader->statistics().units == 30U);
    BOOST_TEST(!reader->candidates({lang("en"), "sentence number 25", 100}).empty());
}

BOOST_AUTO_TEST_CASE(who_cannot_write_because_another_has_written_is_told_to_try_again) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    make_memory(path);
    const auto visitor = open_store(path, OpenMode::write);
    const auto other = open_store(path, OpenMode::write);
    const Error error = error_of([&] {
        visitor->for_each([&](const StoredUnit&) {
            other->add(numbered_units(0, 1));
            visitor->add(numbered_units(1, 1));  // from a state that is no longer the last
            return true;
        });
    });
    BOOST_CHECK(error.fault() == Fault::busy);
    BOOST_TEST(error.message().find("adding units") != std::string::npos);
    visitor->add(numbered_units(1, 1));
    BOOST_TEST(visitor->statistics().units == 3U);
}

BOOST_AUTO_TEST_CASE(writers_wait_for_each_other) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    std::vector<pid_t> children;
    for (int child = 0; child < 4; ++child) {
        // They also race to make the file.
        children.push_back(start_child([&] {
            const auto store = open_store(path, OpenMode::write);
            for (int i = 0; i < 5; ++i) store->add(numbered_units(child * 5 + i, 3));
        }));
    }
    for (const pid_t child : children) BOOST_TEST(wait_for(child) == 0);
    BOOST_TEST(open_store(path, OpenMode::read)->statistics().units == 22U);
    BOOST_TEST(ask_sql(path, "PRAGMA integrity_check") == "ok");
}

BOOST_AUTO_TEST_CASE(a_read_only_store_does_not_write) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    make_memory(path);
    const auto store = open_store(path, OpenMode::read);
    BOOST_CHECK(error_of([&] { store->add(Units{unit({{"en", "x"}})}); }).fault() == Fault::output);
    BOOST_TEST(store->statistics().units == 1U);
}

BOOST_AUTO_TEST_CASE(a_memory_on_a_read_only_medium_can_be_read) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    make_memory(path);
    BOOST_REQUIRE(chmod(path.c_str(), 0444) == 0);
    BOOST_REQUIRE(chmod(scratch.directory().c_str(), 0555) == 0);
    const int status = wait_for(start_child([&] {
        // The superuser may write everywhere.
        if (geteuid() == 0 && setuid(65534) != 0) throw std::runtime_error("setuid");
        if (open_store(path, OpenMode::read)->statistics().units != 1) {
            throw std::runtime_error("units are missing");
        }
        try {
            (void)open_store(path, OpenMode::write);
        } catch (const Error& error) {
            if (error.fault() == Fault::output) return;
        }
        throw std::runtime_error("could be opened to write");
    }));
    BOOST_TEST(status == 0);
    BOOST_REQUIRE(chmod(scratch.directory().c_str(), 0755) == 0);
}

BOOST_AUTO_TEST_CASE(a_full_disk_is_an_output_error_and_undoes_all) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    make_memory(path);
    const int status = wait_for(start_child([&] {
        const auto store = open_store(path, OpenMode::write);
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{600'000, 600'000};
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0) throw std::runtime_error("setrlimit");
        bool failed = false;
        try {
            store->in_transaction({}, [&] {
                for (int i = 0; i < 5; ++i) store->add(numbered_units(i * 1000, 1000));
            });
        } catch (const Error& error) {
            failed = error.fault() == Fault::output;
        }
        if (!failed) throw std::runtime_error("no output error");
        if (store->statistics().units != 1) throw std::runtime_error("units were kept");
    }));
    BOOST_TEST(status == 0);
    BOOST_TEST(open_store(path, OpenMode::read)->statistics().units == 1U);
    BOOST_TEST(ask_sql(path, "PRAGMA integrity_check") == "ok");
}

/// Kills a child when it has said how far it is `steps` times.
void run_and_kill(const std::function<void(const std::function<void()>& say)>& body, int steps) {
    int ends[2] = {};
    BOOST_REQUIRE(pipe(ends) == 0);
    const pid_t child = start_child([&] {
        close(ends[0]);
        body([&] {
            if (write(ends[1], "x", 1) != 1) _exit(2);
        });
        pause();  // never ends by itself
    });
    close(ends[1]);
    char byte = 0;
    for (int step = 0; step < steps && read(ends[0], &byte, 1) == 1;) ++step;
    kill(child, SIGKILL);
    BOOST_TEST(WIFSIGNALED(wait_for(child)));
    close(ends[0]);
}

const int kill_points[] = {0, 1, 2, 3, 5, 8, 9, 10, 11, 12};

BOOST_DATA_TEST_CASE(a_killed_writer_leaves_whole_transactions, kill_points, steps) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    // Four transactions of 500 units, and a large one that spills out of the page cache.
    run_and_kill(
        [&](const auto& say) {
            const auto store = open_store(path, OpenMode::write);
            say();
            for (int i = 0; i < 4; ++i) {
                store->in_transaction({}, [&] {
                    store->add_document("d" + std::to_string(i), "f", numbered_units(i * 500, 250));
                    say();
                    store->add(numbered_units(i * 500 + 250, 250));
                });
                say();
            }
            store->in_transaction({}, [&] {
                for (int i = 0; i < 20; ++i) {
                    store->add(numbered_units(2000 + i * 500, 500));
                    say();
                }
            });
        },
        steps);

    std::size_t whole = 0;
    {
        const auto store = open_store(path, OpenMode::write);
        whole = store->statistics().units;
        BOOST_TEST(whole % 500 == 0U);
        std::size_t seen = 0;
        store->for_each([&](const StoredUnit& each) {
            BOOST_TEST(each.unit.id == std::to_string(seen++));
            BOOST_TEST(each.unit.variants.size() == 2U);
            return true;
        });
        BOOST_TEST(seen == whole);
        for (int i = 0; i < 4; ++i) {
            BOOST_TEST(store->has_document("d" + std::to_string(i), "f") ==
                       (static_cast<std::size_t>(i) < whole / 500));
        }
        const AddCounts counts = store->add(numbered_units(0, 2500));
        BOOST_TEST(counts.added == 2500 - whole);
        BOOST_TEST(counts.unchanged == whole);
        BOOST_TEST(!store->candidates({lang("en"), "sentence number 2499", 100}).empty());
    }
    BOOST_TEST(ask_sql(path, "PRAGMA integrity_check") == "ok");
    BOOST_TEST(ask_sql(path, "SELECT count(*) FROM pragma_foreign_key_check") == "0");
}

BOOST_AUTO_TEST_CASE(a_memory_can_be_read_right_after_its_writer_was_killed) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    run_and_kill(
        [&](const auto& say) {
            const auto store = open_store(path, OpenMode::write);
            store->add(numbered_units(0, 500));
            store->in_transaction({}, [&] {
                store->add(numbered_units(500, 500));
                say();
                pause();
            });
        },
        1);
    BOOST_TEST(open_store(path, OpenMode::read)->statistics().units == 500U);
}

BOOST_AUTO_TEST_CASE(a_creation_killed_at_any_moment_can_be_done_again) {
    for (int microseconds = 0; microseconds < 12'000; microseconds += 300) {
        const Scratch scratch;
        const std::string path = scratch / "m.tm";
        const pid_t child = start_child([&] {
            (void)open_store(path, OpenMode::write);
            pause();
        });
        usleep(static_cast<useconds_t>(microseconds));
        kill(child, SIGKILL);
        wait_for(child);
        make_memory(path);
        BOOST_TEST(open_store(path, OpenMode::read)->statistics().units == 1U);
        BOOST_TEST(ask_sql(path, "PRAGMA integrity_check") == "ok");
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace egiz::tm
