// SPDX-License-Identifier: Apache-2.0
// What every backend promises.
#include "tests/tm/support.hpp"
#include "tm/store.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <limits>
#include <optional>
#include <stdexcept>

namespace egiz::tm {
namespace {

using test::error_of;
using test::full_unit;
using test::lang;
using test::unit;
using Units = std::vector<TranslationUnit>;

const char* const backends[] = {"memory:", "sqlite:"};

}  // namespace

BOOST_AUTO_TEST_SUITE(store_contract)

/// One store of a backend. A file is closed and opened again when asked to, so that what is read
/// was on the disk.
class Opened {
public:
    explicit Opened(const std::string& backend)
        : uri_(backend == "sqlite:" ? backend + (scratch_ / "m.tm") : backend),
          store_(open_store(uri_, OpenMode::write)) {}

    Store* operator->() { return store_.get(); }
    void reopen() {
        if (uri_ == "memory:") return;
        store_.reset();
        store_ = open_store(uri_, OpenMode::read);
    }
    AddCounts add(const Units& units) { return store_->add(units); }
    Units all() {
        Units units;
        store_->for_each([&](const StoredUnit& each) {
            units.push_back(each.unit);
            return true;
        });
        return units;
    }
    Units candidates(const char* language, const std::string& text, int min_score) {
        Units units;
        for (const Candidate& each : store_->candidates({lang(language), text, min_score})) {
            if (auto unit = store_->unit(each.number)) units.push_back(std::move(*unit));
        }
        return units;
    }

private:
    test::Scratch scratch_;
    std::string uri_;
    std::unique_ptr<Store> store_;
};

void check_counts(const AddCounts& counts, std::size_t added, std::size_t updated,
                  std::size_t unchanged) {
    BOOST_TEST(counts.added == added);
    BOOST_TEST(counts.updated == updated);
    BOOST_TEST(counts.unchanged == unchanged);
}

const Units some_units{unit({{"en", "one"}, {"kk", "бір"}}), unit({{"en", "two"}, {"kk", "екі"}}),
                       full_unit()};

BOOST_DATA_TEST_CASE(what_goes_in_comes_out_in_order, backends) {
    Opened store(sample);
    check_counts(store.add(some_units), 3, 0, 0);
    BOOST_CHECK(store.all() == some_units);
    store.reopen();
    BOOST_CHECK(store.all() == some_units);
}

BOOST_DATA_TEST_CASE(text_is_kept_as_written, backends) {
    Units units{unit({{"en", " cafe\u0301\r\n\t"}, {"kk", std::string("a\0b", 3)}}),
                unit({{"en", ""}, {"ru", "\ufeffё 🙂"}}),
                unit({{"en", "ill-formed \xff"}}),
                unit({{"und", "?"}}),
                unit({}),
                unit({{"en", "𝐅𝐈𝐑𝐒𝐓𝐌𝐀𝐑𝐊"}, {"ru", "😀😁😂😃😄😅"}})};
    Opened store(sample);
    check_counts(store.add(units), units.size(), 0, 0);
    store.reopen();
    BOOST_CHECK(store.all() == units);
}

BOOST_DATA_TEST_CASE(a_unit_that_is_there_is_not_added_again, backends) {
    Opened store(sample);
    store.add(some_units);
    check_counts(store.add(some_units), 0, 0, 3);
    check_counts(store.add({some_units[1], some_units[1]}), 0, 0, 2);
    Units reordered{some_units[0]};
    std::swap(reordered[0].variants[0], reordered[0].variants[1]);
    check_counts(store.add(reordered), 0, 0, 1);
    BOOST_CHECK(store.all() == some_units);
}

BOOST_DATA_TEST_CASE(units_with_other_content_are_others, backends) {
    Opened store(sample);
    Units units;
    const auto variation = [&](const std::function<void(TranslationUnit&)>& change) {
        change(units.emplace_back(full_unit()));
    };
    variation([](TranslationUnit&) {});
    variation([](TranslationUnit& u) { u.id = "u2"; });
    variation([](TranslationUnit& u) { u.document = ""; });
    variation([](TranslationUnit& u) { u.variants[0].text += ' '; });
    variation([](TranslationUnit& u) { u.variants[0].text[0] = 'p'; });
    variation([](TranslationUnit& u) { u.variants[0].language = lang("en-GB"); });
    variation([](TranslationUnit& u) { u.variants.pop_back(); });
    variation([](TranslationUnit& u) { u.variants[0].codes.pop_back(); });
    variation([](TranslationUnit& u) { u.variants[0].codes[0].data = "<i>"; });
    variation([](TranslationUnit& u) { u.variants[0].codes[0].byte_offset = 5; });
    variation([](TranslationUnit& u) { std::swap(u.variants[0].text, u.variants[1].text); });
    check_counts(store.add(units), units.size(), 0, 0);
    BOOST_CHECK(store.all() == units);
}

BOOST_DATA_TEST_CASE(other_metadata_replaces_what_was_there, backends) {
    using Change = std::function<void(TranslationUnit&)>;
    const Change changes[] = {
        [](TranslationUnit& u) { u.authorship.changed = "2027-01-01T00:00:00Z"; },
        [](TranslationUnit& u) { u.variants[2].authorship.created_by = "z"; },
        [](TranslationUnit& u) { u.properties.clear(); },
        [](TranslationUnit& u) {
            u.properties.push_back({"x", "y"});
        },
        [](TranslationUnit& u) { u.variants[1].properties[1].value = "web"; },
        [](TranslationUnit& u) {
            u.notes = {"second", "first"};
        },
        [](TranslationUnit& u) { u.variants[0].notes = {"new"}; },
        [](TranslationUnit& u) { u.bead_type = "2-1-1"; },
        [](TranslationUnit& u) { u.score.reset(); },
        [](TranslationUnit& u) { u.score = 1; },
        [](TranslationUnit& u) { u.state = ReviewState::rejected; }};
    Opened store(sample);
    store.add(some_units);
    TranslationUnit changed = full_unit();
    for (const Change& change : changes) {
        change(changed);
        TranslationUnit reordered = changed;
        std::swap(reordered.variants[0], reordered.variants[2]);
        check_counts(store.add({reordered}), 0, 1, 0);
        check_counts(store.add({changed}), 0, 0, 1);
        BOOST_CHECK(store.all() == (Units{some_units[0], some_units[1], changed}));
    }
    store.reopen();
    BOOST_CHECK(store.all().back() == changed);
}

BOOST_DATA_TEST_CASE(an_unreviewed_unit_does_not_undo_a_review, backends) {
    Opened store(sample);
    TranslationUnit reviewed = unit({{"en", "one"}, {"kk", "бір"}});
    reviewed.state = ReviewState::reviewed;
    reviewed.authorship.created = "2026-01-02T03:04:05Z";
    reviewed.authorship.created_by = "Ann";
    TranslationUnit again = reviewed;
    again.state = ReviewState::unreviewed;
    again.authorship.created = "2026-11-24T00:00:00Z";
    again.authorship.created_by = "egiz";
    store.add({reviewed});
    check_counts(store.add({again}), 0, 0, 1);
    store.reopen();
    BOOST_TEST((store.all() == Units{reviewed}));
}

BOOST_DATA_TEST_CASE(a_review_replaces_a_review, backends) {
    Opened store(sample);
    TranslationUnit each = unit({{"en", "one"}, {"kk", "бір"}});
    for (const ReviewState state : {ReviewState::reviewed, ReviewState::rejected}) {
        each.state = state;
        store.add({each});
        BOOST_TEST((store.all() == Units{each}));
    }
}

BOOST_DATA_TEST_CASE(all_units_are_added_or_none, backends) {
    Opened store(sample);
    store.add(some_units);
    TranslationUnit changed = full_unit();
    changed.notes.clear();
    TranslationUnit broken = unit({{"en", "three"}});
    broken.variants[0].codes = {{6, InlineCode::Kind::placeholder, "", "", ""}};
    BOOST_CHECK(error_of([&] {
                    store.add({unit({{"en", "four"}}), changed, broken});
                }).fault() == Fault::internal);
    BOOST_CHECK(store.all() == some_units);
    BOOST_TEST(store.candidates("en", "four", 100).empty());
    TranslationUnit no_number = unit({{"en", "three"}});
    no_number.score = std::numeric_limits<double>::quiet_NaN();
    BOOST_CHECK_THROW(store.add({no_number}), Error);
    // And the words that the failed add had met work.
    check_counts(store.add({unit({{"en", "four"}})}), 1, 0, 0);
    BOOST_TEST(store.candidates("en", "four", 99).size() == 1U);
}

BOOST_DATA_TEST_CASE(a_transaction_keeps_all_or_nothing, backends) {
    Opened store(sample);
    store.add({some_units[0]});
    const auto fail_after_adding = [&] {
        store->in_transaction({}, [&] {
            store.add({some_units[1]});
            TranslationUnit changed = some_units[0];
            changed.notes = {"x"};
            store.add({changed});
            store->add_document("d", "f", Units{some_units[2]});
            BOOST_TEST(store.all().size() == 3U);
            BOOST_TEST(store.candidates("en", "two", 90).size() == 1U);
            throw std::runtime_error("stop");
        });
    };
    BOOST_CHECK_THROW(fail_after_adding(), std::runtime_error);
    BOOST_CHECK(store.all() == Units{some_units[0]});
    BOOST_TEST(store.candidates("en", "two", 90).empty());
    BOOST_TEST(!store->has_document("d", "f"));

    store->in_transaction({}, [&] {
        store.add({some_units[1]});
        // An inner failure that is caught leaves the rest.
        BOOST_CHECK_THROW(fail_after_adding(), std::runtime_error);
        store.add({some_units[2]});
    });
    BOOST_CHECK(store.all() == some_units);
    BOOST_TEST(store.candidates("en", "two", 90).size() == 1U);
    store.reopen();
    BOOST_CHECK(store.all() == some_units);
}

BOOST_DATA_TEST_CASE(documents_are_remembered_by_name_and_fingerprint, backends) {
    Opened store(sample);
    BOOST_TEST(!store->has_document("a.txt", "1"));
    store->add_document("a.txt", "1", Units{some_units[0]});
    store->add_document("a.txt", "2", Units{some_units[0], some_units[1]});
    store->add_document("empty.txt", "3", {});
    store->add_document("a.txt", "1", {});
    store.reopen();
    BOOST_TEST(store->has_document("a.txt", "1"));
    BOOST_TEST(store->has_document("a.txt", "2"));
    BOOST_TEST(store->has_document("empty.txt", "3"));
    BOOST_TEST(!store->has_document("a.txt", "3"));
    BOOST_TEST(!store->has_document("b.txt", "1"));
    BOOST_TEST(store->statistics().documents == 2U);
    BOOST_TEST(store->statistics().units == 2U);
}

BOOST_DATA_TEST_CASE(a_document_that_fails_is_not_remembered, backends) {
    Opened store(sample);
    TranslationUnit broken = unit({{"en", "x"}});
    broken.variants[0].codes = {{9, InlineCode::Kind::placeholder, "", "", ""}};
    BOOST_CHECK_THROW(store->add_document("a", "1", Units{some_units[0], broken}), Error);
    BOOST_TEST(!store->has_document("a", "1"));
    BOOST_TEST(store.all().empty());
}

BOOST_DATA_TEST_CASE(statistics_count, backends) {
    Opened store(sample);
    BOOST_TEST(store->statistics().units == 0U);
    store.add(some_units);
    store.reopen();
    const Statistics statistics = store->statistics();
    BOOST_TEST(statistics.units == 3U);
    BOOST_TEST(statistics.variants == 7U);
    BOOST_CHECK(
        (statistics.variants_by_language ==
         std::map<Language, std::size_t>{{lang("en"), 3}, {lang("kk"), 3}, {lang("zh-Hans"), 1}}));
}

BOOST_DATA_TEST_CASE(a_visit_can_stop_early, backends) {
    Opened store(sample);
    store.add(some_units);
    int seen = 0;
    store->for_each([&](const StoredUnit&) { return ++seen < 2; });
    BOOST_TEST(seen == 2);
    // And the store can be written to afterwards.
    check_counts(store.add({unit({{"en", "more"}})}), 1, 0, 0);
    BOOST_CHECK_THROW(
        store->for_each([](const StoredUnit&) -> bool { throw std::runtime_error("stop"); }),
        std::runtime_error);
    check_counts(store.add({unit({{"en", "yet more"}})}), 1, 0, 0);
}

BOOST_DATA_TEST_CASE(a_visit_may_look_and_add, backends) {
    Opened store(sample);
    store.add(some_units);
    int seen = 0;
    store->for_each([&](const StoredUnit& each) {
        BOOST_TEST(!store.candidates("en", each.unit.variants[0].text, 100).empty());
        store.add({unit({{"en", "copy of " + each.unit.variants[0].text}})});
        return ++seen < 3;
    });
    BOOST_TEST(store.all().size() == 6U);
}

BOOST_DATA_TEST_CASE(candidates_come_in_all_varieties_of_a_language_the_likeliest_first, backends) {
    Opened store(sample);
    store.add({unit({{"en-GB", "a b c"}}, "1"), unit({{"en", "a b"}}, "2"),
               unit({{"ru", "a b c"}}, "3"), unit({{"kk", "x"}, {"en", "a b c d"}}, "4"),
               unit({{"en-Cyrl", "a b c"}}, "5"), unit({{"en", "x y z"}}, "6")});
    std::string ids;
    for (const TranslationUnit& each : store.candidates("en", "a b c", 60)) ids += each.id;
    BOOST_TEST(ids == "5142");
    ids.clear();
    for (const TranslationUnit& each : store.candidates("en", "a b c", 0)) ids += each.id;
    BOOST_TEST(ids == "123456");
    BOOST_TEST(store.candidates("fr", "a b c", 60).empty());
    BOOST_TEST(store.candidates("en", "a b c", 101).empty());
}

BOOST_DATA_TEST_CASE(very_long_text_is_found_as_a_whole, backends) {
    std::string text;
    for (int i = 0; i < 30'000; ++i) text += "ab ";
    Opened store(sample);
    store.add({unit({{"en", text}}), unit({{"en", std::string(100'000, 'x') + " y"}})});
    BOOST_TEST(store.candidates("en", text, 70).size() == 1U);
    BOOST_TEST(store.candidates("en", text + "ab", 70).empty());
    BOOST_TEST(store.candidates("en", std::string(100'000, 'x') + " z", 50).size() == 1U);
}

BOOST_DATA_TEST_CASE(what_is_kept_is_there_until_something_else_is, backends) {
    Opened store(sample);
    BOOST_TEST(!store->cached("words"));
    const std::string bytes("a\0\xff", 3);
    store->keep("words", {"1", "old"});
    store->keep("words", {"2", bytes});
    store->keep("empty", {"", ""});
    BOOST_CHECK_THROW(store->in_transaction({},
                                            [&] {
                                                store->keep("words", {"3", "undone"});
                                                store->keep("more", {"3", "undone"});
                                                throw std::runtime_error("stop");
                                            }),
                      std::runtime_error);
    store.reopen();
    BOOST_TEST_REQUIRE(store->cached("words").has_value());
    BOOST_TEST(store->cached("words")->stamp == "2");
    BOOST_TEST(store->cached("words")->bytes == bytes);
    BOOST_TEST(store->cached("empty")->bytes == "");
    BOOST_TEST(!store->cached("more"));
}

BOOST_DATA_TEST_CASE(units_are_counted_by_document, backends) {
    Opened store(sample);
    TranslationUnit of_a = unit({{"en", "one"}, {"kk", "бір"}});
    of_a.document = "a";
    TranslationUnit of_b = unit({{"en", "two"}, {"kk", "екі"}});
    of_b.document = "b";
    TranslationUnit also_of_b = unit({{"en", "three"}, {"kk", "үш"}});
    also_of_b.document = "b";
    store.add({of_a, of_b, also_of_b, unit({{"en", "four"}, {"kk", "төрт"}})});
    store.reopen();
    const std::map<std::string, std::size_t> expected{{"", 1}, {"a", 1}, {"b", 2}};
    BOOST_CHECK(store->units_by_document() == expected);
}

BOOST_AUTO_TEST_CASE(what_is_in_ram_starts_empty_each_time) {
    const auto first = open_store("memory:", OpenMode::write);
    first->add(some_units);
    BOOST_TEST(open_store("memory:", OpenMode::read)->statistics().units == 0U);
    BOOST_CHECK(error_of([] { (void)open_store("memory:x", OpenMode::read); }).fault() ==
                Fault::usage);
    BOOST_CHECK(error_of([] {
                    (void)open_store("postgresql://host/db", OpenMode::read);
                }).fault() == Fault::usage);
}

BOOST_DATA_TEST_CASE(a_unit_keeps_its_number_when_it_is_edited, backends) {
    Opened store(sample);
    store.add(some_units);
    TranslationUnit edited = some_units[1];
    edited.variants[0].text = "quite another text";
    BOOST_TEST(store->replace(2, edited));
    BOOST_CHECK(store->unit(2) == edited);
    BOOST_TEST(store.candidates("en", "quite another text", 100).size() == 1U);
    store.reopen();
    BOOST_CHECK(store->unit(2) == edited);
    BOOST_TEST(store.candidates("en", "quite another text", 100).size() == 1U);
    BOOST_TEST(store->statistics().units == some_units.size());
}

BOOST_DATA_TEST_CASE(a_number_is_never_given_again, backends) {
    Opened store(sample);
    store.add(some_units);
    BOOST_TEST(store->remove(3));
    BOOST_TEST(!store->remove(3));
    BOOST_TEST(!store->replace(3, some_units[0]));
    BOOST_TEST(!store->unit(3).has_value());
    check_counts(store.add({some_units[2]}), 1, 0, 0);
    BOOST_CHECK(store->unit(4) == some_units[2]);
    BOOST_TEST(store->statistics().units == some_units.size());
    BOOST_TEST(store->check(false, {}).sound());
}

BOOST_DATA_TEST_CASE(changes_are_listed_and_can_be_taken_back, backends) {
    Opened store(sample);
    const auto change = [](const char* action) {
        return ChangeInfo{action, "a.tmx", "2026-11-30T00:00:00Z", "me"};
    };
    store->in_transaction(change("import"), [&] { store.add({some_units[0], some_units[1]}); });
    TranslationUnit edited = some_units[0];
    edited.variants[0].text = "edited";
    TranslationUnit noted = some_units[1];
    noted.notes = {"seen"};
    store->in_transaction(change("update"), [&] {
        BOOST_TEST(store->replace(1, edited));
        store.add({noted});
        store.add({some_units[2]});
    });
    // Nothing is changed: there is nothing to list.
    store->in_transaction(change("import"), [&] { store.add({some_units[2]}); });

    const std::vector<Change> changes = store->changes();
    BOOST_REQUIRE(changes.size() == 2U);
    BOOST_TEST(changes[0].info.action == "import");
    BOOST_TEST(changes[0].info.subject == "a.tmx");
    BOOST_TEST(changes[0].added == 2U);
    BOOST_TEST(changes[1].updated == 2U);
    BOOST_TEST(changes[1].added == 1U);

    const std::vector<UnitVersion> versions = store->history(1);
    BOOST_REQUIRE(versions.size() == 2U);
    BOOST_TEST(versions[0].change == changes[0].number);
    BOOST_CHECK(versions[0].unit == some_units[0]);
    BOOST_CHECK(versions[1].unit == edited);

    const UndoCounts undone = store->undo(changes[1].number, change("undo"));
    BOOST_TEST(undone.removed == 1U);
    BOOST_TEST(undone.restored == 2U);
    BOOST_TEST(undone.kept == 0U);
    BOOST_CHECK(store.all() == (Units{some_units[0], some_units[1]}));
    BOOST_TEST(store.candidates("en", some_units[0].variants[0].text, 100).size() == 1U);
    BOOST_CHECK_THROW(store->undo(changes[1].number, change("undo")), Error);
    BOOST_CHECK_THROW(store->undo(99, change("undo")), Error);

    // What was taken back can be had again.
    const ChangeNumber last = store->changes().back().number;
    store->undo(last, change("undo"));
    BOOST_CHECK(store.all() == (Units{edited, noted, some_units[2]}));
    // Undoing does not get in the way of undoing what was before.
    store->undo(store->changes().back().number, change("undo"));
    BOOST_CHECK(store.all() == (Units{some_units[0], some_units[1]}));
    const ChangeNumber before_redo = store->changes().back().number;
    BOOST_TEST(store->undo(changes[0].number, change("undo")).removed == 2U);
    BOOST_TEST(store.all().empty());
    store->undo(store->changes().back().number, change("undo"));
    store->undo(before_redo, change("undo"));
    BOOST_CHECK(store.all() == (Units{edited, noted, some_units[2]}));
    // An import goes back whole, but for what was changed since.
    store->in_transaction(change("import"), [&] { store.add({unit({{"en", "later"}})}); });
    const ChangeNumber later = store->changes().back().number;
    BOOST_TEST(store->replace(4, unit({{"en", "changed"}})));
    const UndoCounts import = store->undo(later, change("undo-import"));
    BOOST_TEST(import.removed == 0U);
    BOOST_TEST(import.kept == 1U);
    BOOST_TEST(store->check(false, {}).sound());
    BOOST_TEST(store->history(4).size() == 2U);
}

BOOST_DATA_TEST_CASE(phrases_are_found_in_either_language, backends) {
    Opened store(sample);
    store.add({unit({{"en", "open the big File"}, {"kk", "Үлкен файлды ашу"}}, "1"),
               unit({{"en", "the file is big"}, {"zh-Hans", "打开大文件。"}}, "2"),
               unit({{"en", "file open"}}, "3")});
    const auto ids = [&](const char* language, const char* phrase, bool in_order) {
        std::string found;
        for (const UnitNumber number : store->containing({lang(language), phrase, in_order})) {
            found += store->unit(number)->id;
        }
        return found;
    };
    BOOST_TEST(ids("en", "BIG file", true) == "1");
    BOOST_TEST(ids("en", "big file", false) == "12");
    BOOST_TEST(ids("en", "open file", false) == "13");
    BOOST_TEST(ids("kk", "ФАЙЛДЫ", true) == "1");
    BOOST_TEST(ids("zh", "文件", true) == "2");
    BOOST_TEST(ids("zh", "件文", true).empty());
    BOOST_TEST(ids("en", "?", true).empty());
    BOOST_TEST(ids("fr", "file", true).empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace egiz::tm
