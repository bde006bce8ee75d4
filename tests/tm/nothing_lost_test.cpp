// SPDX-License-Identifier: Apache-2.0
// Writers that are killed, disks that are full, and steps that fail: what was committed is there,
// what was not is not, and the index says what the units say.
#include "tests/tm/memories.hpp"
#include "tests/tm/processes.hpp"
#include "tm/matcher.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <ostream>
#include <stdexcept>
#include <sys/mount.h>
#include <sys/resource.h>

namespace egiz::tm {
namespace {

using test::error_of;
using test::lang;
using test::numbered_units;
using test::run_sql;
using test::Scratch;
using test::start_child;
using test::unit;
using test::Units;
using test::wait_for;

using Step = std::function<void(Store&)>;

/// One number for all that a memory holds.
std::size_t digest(const Store& store) {
    std::size_t sum = 0;
    const auto mix = [&](const std::string& text) {
        sum = sum * 1'000'003 + std::hash<std::string>()(text);
    };
    store.for_each([&](const StoredUnit& each) {
        mix(std::to_string(each.number) + each.unit.id);
        for (const Variant& variant : each.unit.variants)
            mix(variant.language.tag() + variant.text);
        return true;
    });
    return sum;
}

/// Whether a unit is among the candidates for a text.
bool finds(const Store& store, const std::string& text, UnitNumber number) {
    const auto candidates = store.candidates({lang("en"), text, 100});
    return std::any_of(candidates.begin(), candidates.end(),
                       [&](const Candidate& candidate) { return candidate.number == number; });
}

TranslationUnit edited_text(int number, const std::string& how) {
    return unit({{"en", how + " sentence " + std::to_string(number)}, {"kk", how}}, how);
}

void copy(const std::string& from, const std::string& to) {
    for (const char* const suffix : {"", "-wal", "-shm", "-journal", ".schema2"}) {
        std::filesystem::remove(to + suffix);
    }
    std::filesystem::copy_file(from, to);
}

struct Work {
    const char* name;
    std::function<void(const std::string& path)> prepare;  ///< makes what it begins with
    std::vector<Step> steps;                               ///< each a transaction

    friend std::ostream& operator<<(std::ostream& out, const Work& work) {
        return out << work.name;
    }
};

void make_filed_memory(const std::string& path) {
    const auto store = open_store(path, OpenMode::write);
    store->in_transaction({"import", "a", {}, {}}, [&] { store->add(numbered_units(0, 5000)); });
    store->in_transaction({"import", "b", {}, {}}, [&] { store->add(numbered_units(5000, 300)); });
}

/// Adds `count` units in parts, as an import does.
Step import(int first, int count) {
    return [=](Store& store) {
        store.in_transaction({"import", "file", {}, {}}, [&] {
            for (int i = 0; i < count; i += 500) {
                store.add(numbered_units(first + i, std::min(500, count - i)));
            }
        });
    };
}

std::vector<Work> all_work() {
    std::vector<Work> works;
    works.push_back({"import",
                     [](const std::string& path) { make_filed_memory(path); },
                     {import(6000, 5000), import(11'000, 40), import(12'000, 700),
                      import(13'000, 4000), import(17'000, 40)}});
    Work edits{"edits", [](const std::string& path) { make_filed_memory(path); }, {}};
    for (int i = 0; i < 40; ++i) {
        edits.steps.emplace_back(
            [=](Store& store) { store.replace(1 + i * 7, edited_text(i, "new")); });
        edits.steps.emplace_back([=](Store& store) { store.remove(3 + i * 7); });
        edits.steps.emplace_back([=](Store& store) { store.add(Units{edited_text(i, "added")}); });
    }
    works.push_back(std::move(edits));
    Work undoing{"undo",
                 [](const std::string& path) {
                     make_filed_memory(path);
                     const auto store = open_store(path, OpenMode::write);
                     store->in_transaction({"update", {}, {}, {}}, [&] {
                         for (int i = 0; i < 1000; ++i)
                             store->replace(1 + i, edited_text(i, "new"));
                     });
                 },
                 {}};
    for (const ChangeNumber change : {3, 4, 5, 1, 7, 2}) {
        undoing.steps.emplace_back([=](Store& store) { store.undo(change, {"undo", {}, {}, {}}); });
    }
    works.push_back(std::move(undoing));
    Work optimising{"optimise",
                    [](const std::string& path) {
                        make_filed_memory(path);
                        const auto store = open_store(path, OpenMode::write);
                        store->in_transaction({}, [&] {
                            for (int i = 0; i < 2000; ++i) store->remove(1 + i);
                        });
                    },
                    {}};
    for (int i = 0; i < 3; ++i) {
        optimising.steps.emplace_back([](Store& store) { store.optimise({}); });
        optimising.steps.emplace_back(
            [=](Store& store) { store.add(Units{edited_text(i, "more")}); });
    }
    works.push_back(std::move(optimising));
    return works;
}

constexpr int kills_of_each = 20;

/// Kills a child at a random moment of `duration` while it takes the steps.
/// \return how many it has said to be done
std::size_t run_and_kill(const std::string& path, const std::vector<Step>& steps,
                         std::chrono::microseconds moment) {
    int ends[2] = {};
    BOOST_REQUIRE(pipe(ends) == 0);
    const pid_t child = start_child([&] {
        close(ends[0]);
        const auto store = open_store(path, OpenMode::write);
        for (const Step& step : steps) {
            step(*store);
            if (write(ends[1], "x", 1) != 1) _exit(2);
        }
        pause();  // never ends by itself
    });
    close(ends[1]);
    usleep(static_cast<useconds_t>(moment.count()));
    kill(child, SIGKILL);
    BOOST_TEST(WIFSIGNALED(wait_for(child)));
    std::size_t done = 0;
    for (char byte = 0; read(ends[0], &byte, 1) == 1;) ++done;
    close(ends[0]);
    return done;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(nothing_lost)

BOOST_DATA_TEST_CASE(a_killed_writer_leaves_what_it_committed_and_nothing_else, all_work(), work) {
    using Clock = std::chrono::steady_clock;
    const Scratch scratch;
    const std::string base = scratch / "base.tm";
    work.prepare(base);
    const std::string path = scratch / "m.tm";
    copy(base, path);
    std::vector<std::size_t> states;
    std::chrono::microseconds duration{0};
    {
        const auto store = open_store(path, OpenMode::write);
        states.push_back(digest(*store));
        for (const Step& step : work.steps) {
            const auto begin = Clock::now();
            step(*store);
            duration += std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin);
            states.push_back(digest(*store));
        }
    }
    test::Numbers numbers(5);
    for (int i = 0; i < kills_of_each; ++i) {
        const std::chrono::microseconds moment{
            numbers.below(static_cast<std::size_t>(duration.count()) + 1)};
        copy(base, path);
        const std::size_t done = run_and_kill(path, work.steps, moment);
        BOOST_TEST_CONTEXT("killed after " << moment.count() << " us of " << duration.count()
                                           << ", when " << done << " steps were done") {
            const auto store = open_store(path, OpenMode::write);
            const std::size_t state = digest(*store);
            const bool after_next = done < work.steps.size() && state == states[done + 1];
            BOOST_TEST((state == states[done] || after_next));
            BOOST_TEST(store->check(false, {}).sound());
            BOOST_TEST(store->add(Units{edited_text(0, "later")}).added == 1U);
            BOOST_TEST(store->candidates({lang("en"), "later sentence 0", 100}).size() == 1U);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_killed_upgrade_can_be_done_again) {
    const Scratch scratch;
    const std::string base = scratch / "base.tm";
    std::filesystem::copy_file(EGIZ_SOURCE_DIR "/tests/golden/memory-schema-2.db", base);
    run_sql(base,
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)"
            " INSERT INTO unit SELECT u.id + 100 * i, content_hash, name || i, document, bead_type,"
            " score, state, created, created_by, changed, changed_by FROM unit u, n;"
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)"
            " INSERT INTO variant SELECT v.id + 1000 * i, unit + 100 * i, position, language,"
            " text || i, text_hash, created, created_by, changed, changed_by FROM variant v, n;"
            "PRAGMA wal_checkpoint(TRUNCATE)");
    const std::string path = scratch / "m.tm";
    copy(base, path);
    const auto begin = std::chrono::steady_clock::now();
    std::size_t whole = 0;
    std::size_t units = 0;
    const auto upgraded = open_store(path, OpenMode::write);
    const auto duration = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - begin);
    whole = digest(*upgraded);
    units = upgraded->statistics().units;
    BOOST_TEST(units > 4096U);
    test::Numbers numbers(6);
    for (int i = 0; i < kills_of_each; ++i) {
        const std::chrono::microseconds moment{
            numbers.below(static_cast<std::size_t>(duration.count()) + 1)};
        copy(base, path);
        run_and_kill(path, {}, moment);
        BOOST_TEST_CONTEXT("killed after " << moment.count() << " us of " << duration.count()) {
            const auto store = open_store(path, OpenMode::write);
            BOOST_TEST(digest(*store) == whole);
            BOOST_TEST(store->check(false, {}).sound());
            BOOST_TEST(test::ask_sql(path + ".schema2", "PRAGMA user_version") == "2");
            BOOST_TEST(test::ask_sql(path + ".schema2", "SELECT count(*) FROM unit") ==
                       std::to_string(units));
        }
    }
}

namespace {

/// Writes until the disk is full, and says what is wrong with what is left then.
void fill_disk(const std::string& path) {
    const auto require = [](bool condition, const char* what) {
        if (!condition) throw std::runtime_error(what);
    };
    const auto store = open_store(path, OpenMode::write);
    const std::size_t before = digest(*store);
    const Error error = [&] {
        try {
            store->in_transaction({"import", {}, {}, {}}, [&] {
                for (int i = 0; i < 100; ++i) store->add(numbered_units(10'000 + i * 500, 500));
            });
        } catch (const Error& caught) {
            return caught;
        }
        throw std::runtime_error("there was room for all");
    }();
    require(error.fault() == Fault::output, error.what());
    require(!error.hint().empty(), "no hint");
    require(digest(*store) == before, "units were lost or kept");
    require(store->check(false, {}).sound(), "not sound");
    // Small steps: each is kept whole, or not at all.
    std::size_t added = 0;
    for (int i = 0; i < 2000; ++i) {
        try {
            added += store->add(numbered_units(70'000 + i, 1)).added;
        } catch (const Error& caught) {
            require(caught.fault() == Fault::output, caught.what());
            break;
        }
    }
    std::size_t found = 0;
    store->for_each([&](const StoredUnit& each) {
        found += each.unit.id.size() == 5 && each.unit.id[0] == '7' ? 1U : 0U;
        return true;
    });
    require(found == added, "a small step was lost or kept");
    require(store->check(false, {}).sound(), "not sound after small steps");
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_file_that_cannot_grow_keeps_what_was_committed) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    make_filed_memory(path);
    const auto limit_bytes = static_cast<rlim_t>(std::filesystem::file_size(path) + 300'000);
    const int status = wait_for(start_child([&] {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{limit_bytes, limit_bytes};
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0) throw std::runtime_error("setrlimit");
        fill_disk(path);
    }));
    BOOST_TEST(status == 0);
    const auto store = open_store(path, OpenMode::write);
    BOOST_TEST(store->check(false, {}).sound());
    BOOST_TEST(store->add(numbered_units(90'000, 5000)).added == 5000U);
    BOOST_TEST(store->check(false, {}).sound());
}

BOOST_AUTO_TEST_CASE(a_full_disk_keeps_what_was_committed) {
    const Scratch scratch;
    if (mount("egiz-test", scratch.directory().c_str(), "tmpfs", 0, "size=6m") != 0) {
        BOOST_TEST_MESSAGE("no file system can be mounted here");
        return;
    }
    const std::string path = scratch / "m.tm";
    make_filed_memory(path);
    BOOST_TEST(wait_for(start_child([&] { fill_disk(path); })) == 0);
    BOOST_REQUIRE(
        mount("egiz-test", scratch.directory().c_str(), "tmpfs", MS_REMOUNT, "size=64m") == 0);
    {
        const auto store = open_store(path, OpenMode::write);
        BOOST_TEST(store->add(numbered_units(90'000, 5000)).added == 5000U);
        BOOST_TEST(store->check(false, {}).sound());
    }
    BOOST_TEST(umount(scratch.directory().c_str()) == 0);
}

namespace {

constexpr int batch = 2000;
constexpr int batches = 10;

/// Reads until all units are there; throws if an answer fits no committed state.
void read_on(const std::string& path, std::uint64_t seed) {
    const auto require = [](bool condition, const std::string& what) {
        if (!condition) throw std::runtime_error(what);
    };
    test::Numbers numbers(seed);
    auto store = open_store(path, OpenMode::read);
    if (seed % 4 == 0) store->preload();
    for (std::size_t before = 0; before < std::size_t{batch} * batches;) {
        if (seed % 2 == 0) store = open_store(path, OpenMode::read);
        store->in_snapshot([&] {
            const std::size_t units = store->statistics().units;
            require(units % batch == 0 && units >= before, "half a transaction");
            before = units;
            for (int i = 0; i < 20; ++i) {
                const std::size_t number = numbers.below(std::size_t{batch} * batches);
                const std::string text = "sentence number " + std::to_string(number);
                const bool is_there = number < units;
                const bool found = finds(*store, text, static_cast<UnitNumber>(number) + 1);
                require(!is_there || found, "unit " + std::to_string(number) + " is not found");
                MatchQuery query;
                query.source = lang("en");
                query.target = lang("kk");
                query.text = text;
                const auto matches = Matcher(*store).find(query);
                require(!matches.empty(), "no match");
                require((matches[0].unit.id == std::to_string(number) && matches[0].score == 100) ==
                            is_there,
                        "another match for " + text);
                const auto containing = store->containing({lang("en"), text});
                require(
                    !is_there || std::find(containing.begin(), containing.end(),
                                           static_cast<UnitNumber>(number) + 1) != containing.end(),
                    "the phrase is not found");
            }
            std::size_t seen = 0;
            store->for_each([&](const StoredUnit& each) {
                require(each.unit.id == std::to_string(seen++), "another unit");
                return true;
            });
            require(seen == units, "units are missing");
        });
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(eight_readers_see_committed_states_while_one_imports) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    open_store(path, OpenMode::write)->add(numbered_units(0, batch));
    std::vector<pid_t> children;
    for (std::uint64_t reader = 1; reader <= 8; ++reader) {
        children.push_back(start_child([&] { read_on(path, reader); }));
    }
    const auto store = open_store(path, OpenMode::write);
    for (int i = 1; i < batches; ++i) {
        import(i * batch, batch)(*store);
        if (i == batches / 2) store->optimise({});
    }
    for (const pid_t child : children) BOOST_TEST(wait_for(child) == 0);
    BOOST_TEST(store->check(false, {}).sound());
}

// Steps that fail inside of larger ones.

BOOST_AUTO_TEST_CASE(a_failed_step_inside_a_transaction_is_undone_alone) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    const auto store = open_store(path, OpenMode::write);
    store->in_transaction({"import", {}, {}, {}}, [&] {
        store->add(Units{unit({{"en", "first text"}, {"ru", "первый текст"}}, "1")});
        const auto failing = [&] {
            store->in_transaction({}, [&] {
                TranslationUnit other = test::full_unit();
                other.document = "document of a failed step";
                other.variants[0].language = lang("fr");
                store->add_document("document of a failed step", "f", Units{other});
                store->remove(1);
                throw std::runtime_error("on purpose");
            });
        };
        BOOST_CHECK_THROW(failing(), std::runtime_error);
        BOOST_TEST(store->candidates({lang("en"), "first text", 100}).size() == 1U);
        BOOST_TEST(store->candidates({lang("fr"), "Press Enter now.", 100}).empty());
        // Gets the numbers of names that were given before.
        TranslationUnit next = unit({{"de", "zweiter Text"}}, "2");
        next.document = "another document";
        next.properties = {{"x-other", "value"}};
        store->add(Units{next});
    });
    BOOST_TEST(store->statistics().units == 2U);
    BOOST_TEST(store->statistics().variants == 3U);
    BOOST_TEST(!store->has_document("document of a failed step", "f"));
    const auto reopened = open_store(path, OpenMode::write);
    BOOST_REQUIRE(reopened->unit(2).has_value());
    BOOST_TEST(reopened->unit(2)->document == "another document");
    BOOST_TEST(reopened->unit(2)->properties[0].value == "value");
    BOOST_TEST(reopened->unit(2)->variants[0].language == lang("de"));
    BOOST_TEST(reopened->check(false, {}).sound());
    BOOST_TEST(reopened->changes().size() == 1U);
    BOOST_TEST(reopened->changes()[0].added == 2U);
}

BOOST_AUTO_TEST_CASE(a_large_transaction_that_fails_leaves_the_index_as_it_was) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    make_filed_memory(path);
    const auto store = open_store(path, OpenMode::write);
    store->preload();
    const std::size_t before = digest(*store);
    for (int round = 0; round < 2; ++round) {
        const auto failing = [&] {
            store->in_transaction({}, [&] {
                store->add(numbered_units(6000, 5000));
                store->optimise({});  // cannot be done inside of a transaction
            });
        };
        BOOST_CHECK_THROW(failing(), Error);
        BOOST_TEST(digest(*store) == before);
        BOOST_TEST(finds(*store, "sentence number 5100", 5101));
        BOOST_TEST(finds(*store, "sentence number 100", 101));
        for (const Candidate& each : store->candidates({lang("en"), "sentence number 6100", 50})) {
            BOOST_TEST(each.number <= 5300);
        }
    }
    BOOST_TEST(store->add(numbered_units(6000, 10)).added == 10U);
    BOOST_TEST(finds(*store, "sentence number 6001", 5302));
    BOOST_TEST(store->check(false, {}).sound());
}

BOOST_AUTO_TEST_CASE(a_visitor_may_fail_to_write_and_go_on) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    const auto store = open_store(path, OpenMode::write);
    store->add(numbered_units(0, 10));
    int seen = 0;
    store->for_each([&](const StoredUnit&) {
        ++seen;
        const auto failing = [&] {
            store->in_transaction({}, [&] {
                store->add(numbered_units(100, 5));
                throw std::runtime_error("on purpose");
            });
        };
        BOOST_CHECK_THROW(failing(), std::runtime_error);
        BOOST_TEST(store->candidates({lang("en"), "sentence number 7", 100}).size() == 1U);
        BOOST_TEST(store->candidates({lang("en"), "sentence number 102", 100}).empty());
        store->add(Units{edited_text(seen, "visited")});
        BOOST_TEST(store->candidates({lang("en"), "visited sentence " + std::to_string(seen), 100})
                       .size() == 1U);
        return true;
    });
    BOOST_TEST(seen == 10);
    BOOST_TEST(store->statistics().units == 20U);
    BOOST_TEST(store->check(false, {}).sound());
    BOOST_TEST(open_store(path, OpenMode::read)->statistics().units == 20U);
}

BOOST_AUTO_TEST_CASE(a_snapshot_that_fails_undoes_what_was_written_in_it) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    const auto store = open_store(path, OpenMode::write);
    store->add(numbered_units(0, 10));
    const auto failing = [&] {
        store->in_snapshot([&] {
            store->add(Units{test::full_unit()});
            throw std::runtime_error("on purpose");
        });
    };
    BOOST_CHECK_THROW(failing(), std::runtime_error);
    BOOST_TEST(store->statistics().units == 10U);
    BOOST_TEST(store->candidates({lang("en"), "Press Enter now.", 100}).empty());
    BOOST_TEST(store->add(Units{test::full_unit()}).added == 1U);
    BOOST_TEST(open_store(path, OpenMode::read)->unit(11)->properties[0].value == "манас");
    BOOST_TEST(store->check(false, {}).sound());
}

BOOST_AUTO_TEST_CASE(an_index_that_could_not_be_read_whole_is_not_taken_for_whole) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    const auto store = open_store(path, OpenMode::write);
    store->add(numbered_units(0, 10));
    run_sql(path, "UPDATE recent SET texts = x'ffffffff' WHERE unit = 5");
    const auto search = [&] { (void)store->candidates({lang("en"), "sentence number 8", 100}); };
    // The second time as the first: not an answer from what was read until then.
    BOOST_CHECK(error_of(search).fault() == Fault::input);
    BOOST_CHECK(error_of(search).fault() == Fault::input);
}

BOOST_AUTO_TEST_CASE(numbers_that_make_no_sense_do_not_hang_it) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    make_filed_memory(path);
    run_sql(path, "UPDATE counter SET value = 9223372036854775807 WHERE name = 'last_unit'");
    run_sql(path, "UPDATE change SET last_unit = 9223372036854775807 WHERE id = 2");
    const auto store = open_store(path, OpenMode::write);
    (void)store->check(false, {});
    BOOST_CHECK(error_of([&] { store->add(numbered_units(9000, 1)); }).fault() == Fault::input);
    BOOST_TEST(store->undo(2, {"undo", {}, {}, {}}).removed == 300U);
    BOOST_TEST(store->statistics().units == 5000U);
}

BOOST_AUTO_TEST_CASE(reading_changes_nothing_on_disk) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    make_filed_memory(path);
    const std::string before = test::read_bytes(path);
    {
        const auto store = open_store(path, OpenMode::read);
        (void)digest(*store);
        store->preload();
        BOOST_TEST(finds(*store, "sentence number 100", 101));
    }
    BOOST_CHECK(test::read_bytes(path) == before);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace egiz::tm
