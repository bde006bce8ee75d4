// SPDX-License-Identifier: Apache-2.0
#include "tm/merge.hpp"

#include "tests/tm/memories.hpp"

#include <boost/test/unit_test.hpp>

#include <stdexcept>

namespace egiz::tm {
namespace {

using test::full_unit;
using test::lang;
using test::Scratch;
using test::unit;
using test::Units;

TranslationUnit unit_of_date(TranslationUnit unit, const char* date) {
    unit.authorship.changed = date;
    return unit;
}

/// Memories in files, closed after each step.
class Files {
public:
    [[nodiscard]] std::string path(const char* name) const { return scratch_ / name; }
    void make(const char* name, const Units& units) const {
        open_store(path(name), OpenMode::write)->add(units);
    }
    [[nodiscard]] Units all(const char* name) const {
        Units units;
        open_store(path(name), OpenMode::read)->for_each([&](const StoredUnit& stored) {
            units.push_back(stored.unit);
            return true;
        });
        return units;
    }
    [[nodiscard]] MergeCounts merge_theirs(MergePolicy policy, bool dry_run = false) const {
        MergeOptions options;
        options.policy = policy;
        options.dry_run = dry_run;
        options.info = {"merge", "theirs", "2026-01-01T00:00:00Z", "me"};
        const auto ours = open_store(path("ours"), dry_run ? OpenMode::read : OpenMode::write);
        const auto theirs = open_store(path("theirs"), OpenMode::read);
        const Store* const from[] = {theirs.get()};
        return merge(*ours, from, options);
    }
    [[nodiscard]] DedupCounts dedup(DedupOptions options = {}) const {
        options.info.action = "dedup";
        return remove_duplicates(
            *open_store(path("ours"), options.dry_run ? OpenMode::read : OpenMode::write), options);
    }
    /// Takes the last change back.
    void undo() const {
        const auto store = open_store(path("ours"), OpenMode::write);
        store->undo(store->changes().back().number, {"undo", "", "", ""});
    }
    void check_sound() const {
        BOOST_TEST(open_store(path("ours"), OpenMode::read)->check(false, {}).sound());
    }

private:
    Scratch scratch_;
};

struct Conflicting : Files {
    const TranslationUnit ours = unit_of_date(
        unit({{"en", "one"}, {"ru", "раз"}, {"kk", "бір"}}, "1"), "2026-02-01T00:00:00Z");
    const TranslationUnit theirs =
        unit_of_date(unit({{"en", "one"}, {"ru", "один"}}, "1"), "2026-03-01T00:00:00Z");
    const Units before{ours, unit({{"en", "two"}, {"ru", "два"}})};

    Conflicting() {
        make("ours", before);
        make("theirs", {theirs, unit({{"en", "two"}, {"ru", "два"}}),
                        unit({{"en", "three"}, {"ru", "три"}})});
    }
};

BOOST_AUTO_TEST_SUITE(merging)

BOOST_FIXTURE_TEST_CASE(ours_is_kept, Conflicting) {
    const MergeCounts counts = merge_theirs(MergePolicy::keep);
    BOOST_TEST(counts.added == 1U);
    BOOST_TEST(counts.unchanged == 1U);
    BOOST_TEST(counts.conflicts == 1U);
    BOOST_TEST(counts.kept == 1U);
    BOOST_TEST(counts.replaced == 0U);
    Units expected = before;
    expected.push_back(unit({{"en", "three"}, {"ru", "три"}}));
    BOOST_CHECK(all("ours") == expected);
    check_sound();
    undo();
    BOOST_CHECK(all("ours") == before);
}

BOOST_FIXTURE_TEST_CASE(ours_is_overwritten_in_the_languages_of_theirs, Conflicting) {
    const MergeCounts counts = merge_theirs(MergePolicy::overwrite);
    BOOST_TEST(counts.replaced == 1U);
    BOOST_TEST(counts.kept == 0U);
    const Units units = all("ours");
    BOOST_REQUIRE(units.size() == 3U);
    BOOST_TEST(units[0].find(lang("ru"))->text == "один");
    BOOST_TEST(units[0].find(lang("kk"))->text == "бір");
    BOOST_TEST(units[0].authorship.changed == "2026-03-01T00:00:00Z");
    check_sound();
    undo();
    BOOST_CHECK(all("ours") == before);
    check_sound();
}

BOOST_FIXTURE_TEST_CASE(the_one_changed_later_wins, Conflicting) {
    BOOST_TEST(merge_theirs(MergePolicy::newest).replaced == 1U);
    BOOST_TEST(all("ours")[0].find(lang("ru"))->text == "один");
}

BOOST_AUTO_TEST_CASE(theirs_does_not_win_if_it_is_older_or_nobody_knows) {
    for (const auto& [ours_date, theirs_date] : std::vector<std::pair<const char*, const char*>>{
             {"2026-04", "2026-03"}, {"2026-03", "2026-03"}, {"2026-03", ""}, {"", "2026-03"}}) {
        const Files files;
        files.make("ours", {unit_of_date(unit({{"en", "one"}, {"ru", "раз"}}), ours_date)});
        files.make("theirs", {unit_of_date(unit({{"en", "one"}, {"ru", "один"}}), theirs_date)});
        BOOST_TEST(files.merge_theirs(MergePolicy::newest).kept == 1U);
        BOOST_TEST(files.all("ours")[0].find(lang("ru"))->text == "раз");
    }
}

BOOST_FIXTURE_TEST_CASE(both_are_kept, Conflicting) {
    const MergeCounts counts = merge_theirs(MergePolicy::both);
    BOOST_TEST(counts.added == 2U);
    BOOST_TEST(counts.conflicts == 1U);
    BOOST_TEST(all("ours").size() == 4U);
}

BOOST_FIXTURE_TEST_CASE(a_dry_run_counts_and_changes_nothing, Conflicting) {
    const MergeCounts counts = merge_theirs(MergePolicy::overwrite, true);
    BOOST_TEST(counts.added == 1U);
    BOOST_TEST(counts.unchanged == 1U);
    BOOST_TEST(counts.replaced == 1U);
    BOOST_CHECK(all("ours") == before);
    BOOST_TEST(open_store(path("ours"), OpenMode::read)->changes().size() == 1U);
}

BOOST_AUTO_TEST_CASE(another_source_id_or_document_is_no_conflict) {
    const Files files;
    TranslationUnit of_document = unit({{"en", "one"}, {"ru", "раз"}}, "1");
    of_document.document = "d";
    files.make("ours", {unit({{"en", "one"}, {"ru", "раз"}}, "1")});
    files.make("theirs", {unit({{"en", "once"}, {"ru", "раз"}}, "1"),
                          unit({{"en", "one"}, {"ru", "один"}}, "2"), of_document,
                          unit({{"en", "one"}, {"kk", "бір"}}, "1")});
    const MergeCounts counts = files.merge_theirs(MergePolicy::overwrite);
    BOOST_TEST(counts.added == 4U);
    BOOST_TEST(counts.conflicts == 0U);
}

BOOST_AUTO_TEST_CASE(units_of_one_memory_do_not_replace_each_other) {
    const Files files;
    files.make("ours", {unit({{"en", "open"}, {"ru", "a"}}), unit({{"en", "open"}, {"ru", "b"}})});
    files.make("theirs",
               {unit({{"en", "open"}, {"ru", "c"}}), unit({{"en", "open"}, {"ru", "d"}})});
    const MergeCounts counts = files.merge_theirs(MergePolicy::overwrite);
    BOOST_TEST(counts.replaced == 1U);
    BOOST_TEST(counts.removed == 1U);
    BOOST_TEST(counts.added == 1U);
    const Units expected{unit({{"en", "open"}, {"ru", "c"}}), unit({{"en", "open"}, {"ru", "d"}})};
    BOOST_CHECK(files.all("ours") == expected);
    files.check_sound();
}

BOOST_AUTO_TEST_CASE(equal_units_learn_from_each_other) {
    const Files files;
    TranslationUnit theirs = full_unit();
    theirs.notes.emplace_back("third");
    theirs.state = ReviewState::unreviewed;
    files.make("ours", {full_unit()});
    files.make("theirs", {theirs});
    BOOST_TEST(files.merge_theirs(MergePolicy::overwrite).updated == 1U);
    BOOST_REQUIRE(files.all("ours").size() == 1U);
    BOOST_TEST(files.all("ours")[0].notes.back() == "third");
    BOOST_CHECK(files.all("ours")[0].state == ReviewState::reviewed);
    BOOST_TEST(files.merge_theirs(MergePolicy::overwrite).unchanged == 1U);
}

BOOST_AUTO_TEST_CASE(several_memories_are_merged_in_one_change) {
    const Files files;
    files.make("ours", {unit({{"en", "one"}, {"ru", "a"}})});
    files.make("b", {unit({{"en", "one"}, {"ru", "b"}}), unit({{"en", "two"}, {"ru", "b"}})});
    files.make("c", {unit({{"en", "one"}, {"ru", "c"}}), unit({{"en", "two"}, {"ru", "c"}})});
    const auto ours = open_store(files.path("ours"), OpenMode::write);
    const auto b = open_store(files.path("b"), OpenMode::read);
    const auto c = open_store(files.path("c"), OpenMode::read);
    const Store* const from[] = {b.get(), c.get()};
    MergeOptions options;
    options.policy = MergePolicy::overwrite;
    options.info.action = "merge";
    const MergeCounts counts = merge(*ours, from, options);
    BOOST_TEST(counts.replaced == 3U);
    BOOST_TEST(counts.added == 1U);
    BOOST_TEST((counts.change == ChangeNumber{2}));
    BOOST_CHECK(files.all("ours") ==
                (Units{unit({{"en", "one"}, {"ru", "c"}}), unit({{"en", "two"}, {"ru", "c"}})}));
    BOOST_TEST(ours->changes().size() == 2U);
    ours->undo(2, {});
    BOOST_CHECK(files.all("ours") == (Units{unit({{"en", "one"}, {"ru", "a"}})}));
    files.check_sound();
}

BOOST_AUTO_TEST_CASE(what_fails_on_the_way_changes_nothing) {
    const Files files;
    files.make("ours", {unit({{"en", "one"}, {"ru", "раз"}})});
    files.make("theirs",
               {unit({{"en", "one"}, {"ru", "один"}}), unit({{"en", "two"}, {"ru", "два"}})});
    const auto ours = open_store(files.path("ours"), OpenMode::write);
    MergeOptions options;
    options.policy = MergePolicy::overwrite;
    const auto theirs = open_store(files.path("theirs"), OpenMode::read);
    const Store* const from[] = {theirs.get()};
    BOOST_CHECK_THROW(merge(*ours, from, options,
                            [](const MergeStep& step) {
                                if (step.kind == MergeStep::Kind::add) {
                                    throw std::runtime_error("stop");
                                }
                            }),
                      std::runtime_error);
    BOOST_TEST(files.all("ours")[0].find(lang("ru"))->text == "раз");
    BOOST_TEST(ours->changes().size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(deduplicating)

BOOST_AUTO_TEST_CASE(one_of_equal_units_is_left_and_knows_what_the_others_knew) {
    const Files files;
    TranslationUnit first = unit({{"en", "one"}, {"ru", "раз"}}, "1");
    first.notes = {"a"};
    first.variants[0].contexts = {{1, 2}};
    TranslationUnit second = unit({{"ru", "раз"}, {"en", "one"}}, "2");
    second.notes = {"b", "a"};
    second.document = "d";
    second.state = ReviewState::reviewed;
    second.properties = {{"x", "y"}};
    second.variants[1].contexts = {{3, 4}};
    const Units before{first, second, unit({{"en", "one"}, {"ru", "один"}}),
                       unit({{"en", "one"}, {"ru", "раз"}, {"kk", "бір"}})};
    files.make("ours", before);
    DedupOptions dry;
    dry.dry_run = true;
    BOOST_TEST(files.dedup(dry).removed == 1U);
    BOOST_CHECK(files.all("ours") == before);
    const DedupCounts counts = files.dedup();
    BOOST_TEST(counts.groups == 1U);
    BOOST_TEST(counts.removed == 1U);
    BOOST_TEST(counts.updated == 1U);
    TranslationUnit united = second;
    united.variants[1].contexts = {{1, 2}, {3, 4}};
    BOOST_CHECK(files.all("ours") == (Units{united, before[2], before[3]}));
    files.check_sound();
    BOOST_TEST(files.dedup().removed == 0U);
    files.undo();
    BOOST_CHECK(files.all("ours") == before);
    files.check_sound();
}

BOOST_AUTO_TEST_CASE(the_one_that_a_person_saw_stays_else_the_newest) {
    const auto kept = [](std::vector<std::pair<ReviewState, const char*>> units) {
        const Files files;
        Units all;
        for (const auto& [state, date] : units) {
            all.push_back(unit_of_date(
                unit({{"en", "one"}, {"ru", "раз"}}, std::to_string(all.size())), date));
            all.back().state = state;
        }
        files.make("ours", all);
        static_cast<void>(files.dedup());
        const Units left = files.all("ours");
        BOOST_REQUIRE(left.size() == 1U);
        return left[0].id;
    };
    constexpr auto unreviewed = ReviewState::unreviewed;
    BOOST_TEST(kept({{unreviewed, "2026-02"}, {unreviewed, "2026-03"}}) == "1");
    BOOST_TEST(kept({{unreviewed, "2026-02"}, {unreviewed, "2026-02"}}) == "0");
    BOOST_TEST(kept({{unreviewed, "2026-04"}, {ReviewState::reviewed, ""}}) == "1");
    BOOST_TEST(kept({{unreviewed, "2026-04"}, {ReviewState::rejected, ""}}) == "1");
    BOOST_TEST(kept({{ReviewState::rejected, "2026-04"}, {ReviewState::reviewed, ""}}) == "1");
}

BOOST_AUTO_TEST_CASE(other_codes_case_or_marks_are_other_units_unless_told) {
    const Units units{unit({{"en", "One file."}, {"ru", "Файл."}}),
                      unit({{"en", "one file."}, {"ru", "файл."}}),
                      unit({{"en", "One file"}, {"ru", "Файл!"}})};
    const auto left = [&](bool ignore_case, bool ignore_punctuation) {
        const Files files;
        files.make("ours", units);
        DedupOptions options;
        options.ignore_case = ignore_case;
        options.ignore_punctuation = ignore_punctuation;
        static_cast<void>(files.dedup(options));
        return files.all("ours").size();
    };
    BOOST_TEST(left(false, false) == 3U);
    BOOST_TEST(left(true, false) == 2U);
    BOOST_TEST(left(false, true) == 2U);
    BOOST_TEST(left(true, true) == 1U);
    const Files files;
    TranslationUnit coded = units[0];
    coded.variants[0].codes = {{0, InlineCode::Kind::placeholder, "1", "", ""}};
    files.make("ours", {units[0], coded});
    DedupOptions options;
    options.ignore_case = options.ignore_punctuation = true;
    BOOST_TEST(files.dedup(options).removed == 0U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace egiz::tm
