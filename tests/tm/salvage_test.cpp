// SPDX-License-Identifier: Apache-2.0
// What is saved of a damaged memory.
#include "tm/salvage.hpp"

#include "tests/tm/memories.hpp"
#include "tests/tm/processes.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <csignal>
#include <map>
#include <set>
#include <sstream>

namespace egiz::tm {
namespace {

using test::ask_sql;
using test::error_of;
using test::full_unit;
using test::lang;
using test::numbered_units;
using test::read_bytes;
using test::run_sql;
using test::Scratch;
using test::unit;
using test::Units;
using test::write_bytes;

constexpr std::size_t page_bytes = 8192;
constexpr int units_added = 6000;
constexpr int units_removed = 100;

/// Units that are filed, with a document, names, an older version of some, and some removed.
void make_large_memory(const std::string& path) {
    const auto store = open_store(path, OpenMode::write);
    store->in_transaction({"import", "a.tmx", "2026-01-01T00:00:00Z", "aida"},
                          [&] { store->add(numbered_units(0, units_added)); });
    store->add_document("docs/manual.html", "print", Units{full_unit()});
    store->in_transaction({"update", {}, {}, {}}, [&] {
        for (int i = 0; i < 50; ++i) {
            store->replace(10 + i, unit({{"en", "edited " + std::to_string(i)}, {"kk", "жаңа"}}));
        }
        for (int i = 0; i < units_removed; ++i) store->remove(3001 + i);
    });
    std::string text = "long ";
    for (int i = 0; i < 4000; ++i) text += "text " + std::to_string(i) + ' ';
    store->add(Units{unit({{"en", text}, {"ru", "длинный"}}, "long")});  // on pages of its own
}

using UnitMap = std::map<UnitNumber, TranslationUnit>;

UnitMap saved_units(const std::string& path) {
    UnitMap units;
    open_store(path, OpenMode::read)->for_each([&](const StoredUnit& each) {
        units.emplace(each.number, each.unit);
        return true;
    });
    return units;
}

std::uint64_t varint(const std::string& bytes, std::size_t& at) {
    std::uint64_t value = 0;
    for (int i = 0; i < 8; ++i) {
        const auto byte = static_cast<unsigned char>(bytes[at++]);
        value = value << 7U | (byte & 0x7fU);
        if (byte < 0x80) return value;
    }
    return value << 8U | static_cast<unsigned char>(bytes[at++]);
}

/// The pages of a table, as SQLite says.
std::vector<std::size_t> pages_of(const std::string& path, const std::string& table,
                                  const std::string& kind) {
    std::vector<std::size_t> pages;
    const std::string list =
        ask_sql(path, "SELECT group_concat(pageno, ' ') FROM dbstat WHERE name = '" + table +
                          "' AND pagetype = '" + kind + "'");
    std::istringstream in(list);
    for (std::size_t page = 0; in >> page;) pages.push_back(page);
    return pages;
}

/// The units on each leaf page, read anew here. The long one is on none.
std::map<std::size_t, std::vector<UnitNumber>> units_by_page(const std::string& path,
                                                             const std::string& bytes) {
    std::map<std::size_t, std::vector<UnitNumber>> units;
    const auto two = [&](std::size_t at) {
        return static_cast<unsigned char>(bytes[at]) * 256U +
               static_cast<unsigned char>(bytes[at + 1]);
    };
    for (const std::size_t page : pages_of(path, "unit", "leaf")) {
        const std::size_t begin = (page - 1) * page_bytes;
        for (std::size_t i = 0; i < two(begin + 3); ++i) {
            std::size_t at = begin + two(begin + 8 + 2 * i);
            if (varint(bytes, at) > page_bytes) continue;
            units[page].push_back(static_cast<UnitNumber>(varint(bytes, at)));
        }
    }
    return units;
}

bool same_texts(const TranslationUnit& a, const TranslationUnit& b) {
    return std::equal(a.variants.begin(), a.variants.end(), b.variants.begin(), b.variants.end(),
                      [](const Variant& x, const Variant& y) { return x.text == y.text; });
}

/// A sound memory in one file, to be damaged.
struct Patient {
    Scratch scratch;
    std::string sound = scratch / "sound.tm";
    std::string damaged = scratch / "damaged.tm";
    std::string saved = scratch / "saved.tm";
    std::string bytes;
    UnitMap units;
    std::map<std::size_t, std::vector<UnitNumber>> by_page;

    Patient() {
        make_large_memory(sound);
        bytes = read_bytes(sound);
        units = saved_units(sound);
        by_page = units_by_page(sound, bytes);
        BOOST_REQUIRE(bytes.size() % page_bytes == 0);
        BOOST_REQUIRE(by_page.size() > 10);
    }
    static void zero(std::string& bytes, std::size_t page) {
        std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>((page - 1) * page_bytes),
                    page_bytes, '\0');
    }
    SalvageReport salvage_of(const std::string& damaged_bytes) {
        write_bytes(damaged, damaged_bytes);
        std::filesystem::remove(saved);
        const SalvageReport report = salvage(damaged, saved);
        BOOST_CHECK(read_bytes(damaged) == damaged_bytes);
        return report;
    }
    /// What was saved is sound, nothing in it is made up, and all units outside of `pages` are
    /// there.
    void check_saved(const SalvageReport& report, const std::set<std::size_t>& pages) {
        const auto store = open_store(saved, OpenMode::write);
        BOOST_TEST(store->check(false, {}).sound());
        UnitMap there;
        store->for_each([&](const StoredUnit& each) {
            there.emplace(each.number, each.unit);
            return true;
        });
        BOOST_TEST(there.size() == report.units);
        std::size_t foreign = 0;
        for (const auto& [number, unit] : there) {
            const auto before = units.find(number);
            const bool names_lost =
                report.lost_languages + report.lost_document_names + report.lost_names > 0;
            const bool same =
                before != units.end() &&
                (names_lost ? same_texts(before->second, unit) : before->second == unit);
            if (!same) ++foreign;
        }
        BOOST_TEST(foreign <= report.renumbered_units);
        std::string missing;  // units, and their pages
        for (const auto& [page, numbers] : by_page) {
            if (pages.contains(page)) continue;
            for (const UnitNumber number : numbers) {
                if (there.contains(number)) continue;
                missing += std::to_string(number) + " of page " + std::to_string(page) + "; ";
            }
        }
        BOOST_TEST(missing.empty(), missing);
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(salvaging)

BOOST_AUTO_TEST_CASE(a_sound_memory_is_saved_as_it_is) {
    Patient patient;
    const SalvageReport report = patient.salvage_of(patient.bytes);
    BOOST_TEST(report.complete());
    BOOST_TEST(report.damaged_pages == 0U);
    BOOST_TEST(report.units == patient.units.size());
    BOOST_TEST(report.versions == 150U);
    BOOST_TEST(report.documents == 1U);
    patient.check_saved(report, {});
    const auto before = open_store(patient.sound, OpenMode::write);
    const auto after = open_store(patient.saved, OpenMode::write);
    BOOST_TEST(after->has_document("docs/manual.html", "print"));
    BOOST_CHECK(after->units_by_document() == before->units_by_document());
    BOOST_TEST(after->history(10).size() == 2U);
    BOOST_TEST(after->changes().size() == before->changes().size());
    BOOST_TEST(after->changes()[0].info.user == "aida");
    // As if nothing had happened: a removal can be taken back, numbers go on.
    BOOST_TEST(after->undo(3, {"undo", {}, {}, {}}).restored == 150U);
    BOOST_TEST(before->undo(3, {"undo", {}, {}, {}}).restored == 150U);
    for (const auto& store : {before.get(), after.get()}) {
        store->add(numbered_units(9000, 1));
        BOOST_TEST(store->unit(units_added + 3)->id == "9000");
    }
    const auto found = after->candidates({lang("en"), "sentence number 3010", 100});
    BOOST_TEST(std::any_of(found.begin(), found.end(),
                           [](const Candidate& candidate) { return candidate.number == 3011; }));
}

BOOST_AUTO_TEST_CASE(units_of_sound_pages_are_saved_whatever_happens_to_the_others) {
    Patient patient;
    test::Numbers numbers(11);
    const std::size_t page_count = patient.bytes.size() / page_bytes;
    for (int round = 0; round < 40; ++round) {
        std::string bytes = patient.bytes;
        std::set<std::size_t> pages;
        for (std::size_t changes = 1 + numbers.below(12); changes > 0; --changes) {
            // The second page on: there is a test of its own for the first one.
            const std::size_t page = 2 + numbers.below(page_count - 1);
            pages.insert(page);
            if (numbers.below(3) == 0) {
                Patient::zero(bytes, page);
                continue;
            }
            for (std::size_t flips = 1 + numbers.below(20); flips > 0; --flips) {
                const std::size_t limit = numbers.below(2) == 0 ? 40 : page_bytes;
                bytes[(page - 1) * page_bytes + numbers.below(limit)] =
                    static_cast<char>(numbers.next());
            }
        }
        if (round % 5 == 4) {
            bytes.resize(page_bytes * (1 + page_count / 2) + numbers.below(bytes.size() / 2));
            for (std::size_t page = bytes.size() / page_bytes + 1; page <= page_count; ++page) {
                pages.insert(page);
            }
        }
        BOOST_TEST_CONTEXT("round " << round << ", " << pages.size() << " pages damaged") {
            patient.check_saved(patient.salvage_of(bytes), pages);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_memory_without_its_first_page_is_saved) {
    Patient patient;
    std::string bytes = patient.bytes;
    Patient::zero(bytes, 1);
    SalvageReport report = patient.salvage_of(bytes);
    patient.check_saved(report, {1});
    BOOST_TEST(report.units >= patient.units.size());
    BOOST_TEST(!report.complete());
    BOOST_TEST(report.lost_languages == 0U);
    BOOST_TEST(
        open_store(patient.saved, OpenMode::read)->has_document("docs/manual.html", "print"));
    // The header alone: the trees are known.
    bytes = patient.bytes;
    std::fill_n(bytes.begin(), 100, '\x55');
    report = patient.salvage_of(bytes);
    patient.check_saved(report, {});
    BOOST_TEST(report.units == patient.units.size());
}

BOOST_AUTO_TEST_CASE(removed_units_do_not_come_back_with_a_lost_root) {
    Patient patient;
    std::string bytes = patient.bytes;
    const auto roots = pages_of(patient.sound, "unit", "internal");
    BOOST_REQUIRE(!roots.empty());
    for (const std::size_t page : roots) Patient::zero(bytes, page);
    const SalvageReport report = patient.salvage_of(bytes);
    patient.check_saved(report, {});
    BOOST_TEST(report.units == patient.units.size());
    BOOST_TEST(*report.lost_units == 0U);
}

BOOST_AUTO_TEST_CASE(texts_are_kept_when_their_languages_and_names_are_lost) {
    Patient patient;
    std::string bytes = patient.bytes;
    for (const char* const table : {"language", "document", "name", "sqlite_autoindex_language_1",
                                    "sqlite_autoindex_document_1", "sqlite_autoindex_name_1"}) {
        for (const std::size_t page : pages_of(patient.sound, table, "leaf")) {
            Patient::zero(bytes, page);
        }
    }
    const SalvageReport report = patient.salvage_of(bytes);
    patient.check_saved(report, {});
    BOOST_TEST(report.units == patient.units.size());
    BOOST_TEST(report.lost_languages >= 4U);
    BOOST_TEST(report.lost_document_names == 1U);
    BOOST_TEST(report.lost_names > 0U);
    BOOST_TEST(!report.complete());
    const auto unit = open_store(patient.saved, OpenMode::read)->unit(1);
    BOOST_TEST(unit->variants[0].language.tag().starts_with("und-x-lost"));
    BOOST_TEST(unit->variants[0].language != unit->variants[1].language);
}

BOOST_AUTO_TEST_CASE(names_are_had_back_from_the_index_of_their_table) {
    Patient patient;
    std::string bytes = patient.bytes;
    for (const char* const table : {"language", "document", "name"}) {
        for (const std::size_t page : pages_of(patient.sound, table, "leaf")) {
            Patient::zero(bytes, page);
        }
    }
    const SalvageReport report = patient.salvage_of(bytes);
    BOOST_TEST(report.complete());
    BOOST_TEST(report.damaged_pages == 3U);
    patient.check_saved(report, {});
}

BOOST_AUTO_TEST_CASE(losses_are_counted) {
    Patient patient;
    std::string bytes = patient.bytes;
    const auto& [page, numbers] = *std::next(patient.by_page.begin(), 3);
    Patient::zero(bytes, page);
    SalvageReport report = patient.salvage_of(bytes);
    BOOST_TEST(report.lost_units.value() == numbers.size());
    BOOST_TEST(report.units == patient.units.size() - numbers.size());
    BOOST_TEST(report.damaged_pages == 1U);
    BOOST_TEST(report.damaged_units.empty());
    // A byte of a text: its unit is known.
    bytes = patient.bytes;
    const std::size_t at = bytes.find("sentence number 4321");
    BOOST_REQUIRE(at != std::string::npos);
    for (std::size_t next = at; next != std::string::npos;
         next = bytes.find("sentence number 4321", next + 1)) {
        bytes[next] = 'S';
    }
    report = patient.salvage_of(bytes);
    BOOST_TEST(report.lost_units.value() == 1U);
    BOOST_CHECK(report.damaged_units == std::vector<UnitNumber>{4322});
    // A page of the index: nothing is lost.
    bytes = patient.bytes;
    for (const std::size_t marks : pages_of(patient.sound, "marks", "leaf")) {
        Patient::zero(bytes, marks);
    }
    BOOST_TEST(patient.salvage_of(bytes).complete());
}

BOOST_AUTO_TEST_CASE(what_was_committed_to_the_log_is_saved) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    {
        const auto store = open_store(path, OpenMode::write);
        store->add(numbered_units(0, 100));
    }
    int ends[2] = {};
    BOOST_REQUIRE(pipe(ends) == 0);
    const pid_t child = test::start_child([&] {
        const auto store = open_store(path, OpenMode::write);
        store->add(numbered_units(100, 50));
        store->replace(1, unit({{"en", "edited"}}));
        store->in_transaction({}, [&] {
            store->add(numbered_units(1000, 20'000));  // too many for RAM: some reach the log
            if (write(ends[1], "x", 1) != 1) _exit(2);
            pause();
        });
    });
    char byte = 0;
    BOOST_TEST(read(ends[0], &byte, 1) == 1);
    kill(child, SIGKILL);
    test::wait_for(child);
    BOOST_REQUIRE(std::filesystem::file_size(path + "-wal") > 0);
    const std::string log = read_bytes(path + "-wal");
    const SalvageReport report = salvage(path, scratch / "saved.tm");
    BOOST_CHECK(read_bytes(path + "-wal") == log);
    BOOST_TEST(report.complete());
    BOOST_TEST(report.units == 150U);
    BOOST_TEST(saved_units(scratch / "saved.tm")[1].variants[0].text == "edited");
    BOOST_CHECK(saved_units(path) == saved_units(scratch / "saved.tm"));
}

BOOST_AUTO_TEST_CASE(a_half_done_step_of_a_journal_is_undone) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    {
        const auto store = open_store(path, OpenMode::write);
        store->add(numbered_units(0, 3000));
    }
    run_sql(path, "PRAGMA journal_mode = DELETE");
    int ends[2] = {};
    BOOST_REQUIRE(pipe(ends) == 0);
    const pid_t child = test::start_child([&] {
        sqlite3* db = nullptr;
        sqlite3_open(path.c_str(), &db);
        sqlite3_exec(db, "PRAGMA cache_size = 5; BEGIN; UPDATE unit SET body = zeroblob(70);",
                     nullptr, nullptr, nullptr);
        if (write(ends[1], "x", 1) != 1) _exit(2);
        pause();
    });
    char byte = 0;
    BOOST_TEST(read(ends[0], &byte, 1) == 1);
    kill(child, SIGKILL);
    test::wait_for(child);
    BOOST_REQUIRE(std::filesystem::file_size(path + "-journal") > 0);
    const SalvageReport report = salvage(path, scratch / "saved.tm");
    BOOST_TEST(report.complete());
    BOOST_TEST(report.units == 3000U);
    BOOST_CHECK(saved_units(scratch / "saved.tm") == saved_units(path));
}

BOOST_AUTO_TEST_CASE(what_is_no_memory_is_refused) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    const std::string saved = scratch / "saved.tm";
    const auto refuse = [&](const char* words) {
        const Error error = error_of([&] { (void)salvage(path, saved); });
        BOOST_CHECK(error.fault() == Fault::input);
        BOOST_TEST(error.place().file == path);
        BOOST_TEST(error.message().find(words) != std::string::npos, error.message());
        BOOST_TEST(!std::filesystem::exists(saved));
    };
    refuse("cannot be read");
    write_bytes(path, "");
    refuse("is no SQLite file");
    write_bytes(path, "<?xml version=\"1.0\"?><tmx version=\"1.4\">" + std::string(30'000, ' '));
    refuse("is no SQLite file");
    std::filesystem::remove(path);
    run_sql(path, "CREATE TABLE t (x)");
    refuse("another SQLite file");
    std::filesystem::remove(path);
    test::make_memory(path);
    run_sql(path, "PRAGMA user_version = 2");
    refuse("schema 2");
}

BOOST_AUTO_TEST_CASE(nothing_is_overwritten) {
    const Scratch scratch;
    test::make_memory(scratch / "m.tm");
    write_bytes(scratch / "saved.tm", "mine");
    const Error error = error_of([&] { (void)salvage(scratch / "m.tm", scratch / "saved.tm"); });
    BOOST_CHECK(error.fault() == Fault::output);
    BOOST_TEST(read_bytes(scratch / "saved.tm") == "mine");
}

BOOST_AUTO_TEST_CASE(any_bytes_come_to_an_end) {
    const Scratch scratch;
    const std::string path = scratch / "m.tm";
    open_store(path, OpenMode::write)->add(numbered_units(0, 300));
    const std::string sound = read_bytes(path);
    test::Numbers numbers(12);
    int saved = 0;
    for (int round = 0; round < 150; ++round) {
        std::string bytes = sound;
        for (std::size_t page = 0; page < bytes.size(); page += page_bytes) {
            for (std::size_t flips = numbers.below(8); flips > 0; --flips) {
                const std::size_t limit = numbers.below(2) == 0 ? 120 : page_bytes;
                bytes[page + numbers.below(limit)] = static_cast<char>(numbers.next());
            }
        }
        if (round % 10 == 0) bytes.resize(numbers.below(bytes.size()));
        write_bytes(path, bytes);
        const std::string output = scratch / "saved.tm";
        std::filesystem::remove(output);
        try {
            const SalvageReport report = salvage(path, output);
            const auto store = open_store(output, OpenMode::write);
            BOOST_TEST(store->statistics().units == report.units);
            BOOST_TEST(store->check(false, {}).sound());
            ++saved;
        } catch (const Error& error) {
            BOOST_CHECK(error.fault() == Fault::input);
        }
    }
    BOOST_TEST(saved > 50);
}

BOOST_AUTO_TEST_CASE(a_damaged_memory_is_read_or_refused_but_never_crashes) {
    Patient patient;
    test::Numbers numbers(13);
    int refused = 0;
    for (int round = 0; round < 60; ++round) {
        std::string bytes = patient.bytes;
        for (std::size_t changes = 1 + numbers.below(10); changes > 0; --changes) {
            const std::size_t page = 1 + numbers.below(bytes.size() / page_bytes);
            if (numbers.below(4) == 0) {
                Patient::zero(bytes, page);
                continue;
            }
            const std::size_t limit = numbers.below(2) == 0 ? 120 : page_bytes;
            bytes[(page - 1) * page_bytes + numbers.below(limit)] =
                static_cast<char>(numbers.next());
        }
        if (round % 6 == 0) bytes.resize(1 + numbers.below(bytes.size()));
        write_bytes(patient.damaged, bytes);
        const auto attempt = [&](const std::function<void(Store&)>& what) {
            try {
                const auto store =
                    open_store(patient.damaged, round % 2 == 0 ? OpenMode::read : OpenMode::write);
                what(*store);
            } catch (const Error& error) {
                BOOST_CHECK(error.fault() == Fault::input);
                BOOST_TEST(error.place().file == patient.damaged);
                ++refused;
            }
        };
        attempt([](Store& store) { store.for_each([](const StoredUnit&) { return true; }); });
        attempt([](Store& store) {
            (void)store.candidates({lang("en"), "sentence number 4000", 50});
            (void)store.containing({lang("en"), "number 17"});
        });
        attempt([](Store& store) {
            store.preload();
            (void)store.candidates({lang("kk"), "4000 сөйлем", 50});
        });
        attempt([](Store& store) { (void)store.check(false, {}); });
        if (round % 2 != 0) {
            attempt([](Store& store) { store.add(numbered_units(5990, 20)); });
            attempt([](Store& store) { store.undo(1, {"undo", {}, {}, {}}); });
        }
        for (const char* const suffix : {"-wal", "-shm", "-journal"}) {
            std::filesystem::remove(patient.damaged + suffix);
        }
    }
    BOOST_TEST(refused > 60);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace egiz::tm
