// SPDX-License-Identifier: Apache-2.0
// The rows that the index consists of.
#include "tests/tm/support.hpp"
#include "tm/index/identity_index.hpp"
#include "tm/index/mark_block.hpp"
#include "tm/index/mark_distance.hpp"
#include "tm/index/mark_table.hpp"
#include "tm/index/unit_set.hpp"
#include "tm/sqlite/index_tables.hpp"
#include "tm/sqlite/memory_schema.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace egiz::tm {
namespace {

using test::Numbers;

std::string random_marks(Numbers& numbers, std::size_t most) {
    std::string marks;
    for (std::size_t count = numbers.below(most + 1); count > 0; --count) {
        marks += static_cast<char>(numbers.below(5) * 60);
    }
    return marks;
}

std::size_t slow_distance(const std::string& a, const std::string& b) {
    std::vector<std::vector<std::size_t>> table(a.size() + 1,
                                                std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                table[i][j] = i + j;
                continue;
            }
            table[i][j] = std::min({table[i - 1][j] + 1, table[i][j - 1] + 1,
                                    table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
        }
    }
    return table[a.size()][b.size()];
}

}  // namespace

BOOST_AUTO_TEST_SUITE(index_rows)

BOOST_AUTO_TEST_CASE(numbers_come_back_and_cut_ones_fail) {
    Numbers numbers(1);
    for (int round = 0; round < 2'000; ++round) {
        const std::uint64_t value = numbers.next() >> numbers.below(64);
        std::string bytes;
        put_varint(bytes, value);
        ByteReader reader(bytes);
        BOOST_REQUIRE(reader.varint() == value);
        BOOST_REQUIRE(reader.at_end() && !reader.failed());
        ByteReader cut(std::string_view(bytes).substr(0, bytes.size() - 1));
        BOOST_REQUIRE(cut.varint() == 0U);
        BOOST_REQUIRE(cut.failed());
    }
    ByteReader endless(std::string_view("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 12));
    BOOST_TEST(endless.varint() == 0U);
    BOOST_TEST(endless.failed());
}

BOOST_AUTO_TEST_CASE(a_signature_bounds_the_distance_in_every_width) {
    Numbers numbers(2);
    for (int round = 0; round < 3'000; ++round) {
        const std::string a = random_marks(numbers, 12);
        const std::string b = random_marks(numbers, 12);
        Signature of_a = 0;
        Signature of_b = 0;
        for (const char c : a) of_a |= signature_bit(static_cast<std::uint8_t>(c));
        for (const char c : b) of_b |= signature_bit(static_cast<std::uint8_t>(c));
        const std::size_t distance = slow_distance(a, b);
        for (const std::size_t bytes : {2U, 4U, 6U, 8U}) {
            const Signature x = narrowed(of_a, bytes);
            const Signature y = narrowed(of_b, bytes);
            BOOST_REQUIRE(bytes == 8 || x >> 8 * bytes == 0);
            BOOST_REQUIRE(static_cast<std::size_t>(std::popcount(x & ~y)) <= distance);
        }
    }
}

BOOST_AUTO_TEST_CASE(the_distance_of_marks_is_levenshteins) {
    Numbers numbers(3);
    MarkDistance distance;
    for (int round = 0; round < 3'000; ++round) {
        const std::size_t most = round % 10 == 0 ? 150 : 14;
        const std::string a = random_marks(numbers, most);
        // What was the pattern before must not be seen any more.
        distance.set_pattern(a);
        for (int other = 0; other < 3; ++other) {
            const std::string b = random_marks(numbers, most);
            const std::size_t expected = slow_distance(a, b);
            const std::size_t limit = numbers.below(expected + 4);
            const auto found = distance.distance(b, limit);
            BOOST_REQUIRE(found.has_value() == (expected <= limit));
            if (found) BOOST_REQUIRE(*found == expected);
        }
    }
}

BOOST_AUTO_TEST_CASE(lists_come_back) {
    Numbers numbers(4);
    std::string list;
    std::vector<std::pair<std::size_t, UnitNumber>> expected;
    for (const std::size_t length : {1U, 4U, 5U, 12U, 13U, 24U, 25U, 600U}) {
        std::vector<Posting> postings;
        UnitNumber unit = 0;
        for (int i = 0; i < 20; ++i) {
            unit += static_cast<UnitNumber>(1 + numbers.below(100'000));
            postings.push_back({unit, numbers.next()});
            expected.emplace_back(length, unit);
        }
        put_group(list, length, postings);
        const std::size_t group_bytes = list.size();
        BOOST_TEST(!for_each_group(std::string_view(list).substr(0, group_bytes - 1),
                                   [](const PostingGroup&) {}));
    }
    std::vector<std::pair<std::size_t, UnitNumber>> found;
    std::vector<UnitNumber> some;
    std::vector<UnitNumber> some_expected;
    BOOST_TEST(for_each_group(list, [&](const PostingGroup& group) {
        const std::size_t first = found.size();
        BOOST_TEST(
            for_each_unit(group, [&](UnitNumber unit) { found.emplace_back(group.length, unit); }));
        const std::vector<std::uint32_t> which{0, 3, 4, 19};
        BOOST_TEST(for_each_unit(group, which, [&](UnitNumber unit) { some.push_back(unit); }));
        for (const std::uint32_t i : which) some_expected.push_back(expected[first + i].second);
    }));
    BOOST_TEST((found == expected));
    BOOST_TEST(some == some_expected);
}

BOOST_AUTO_TEST_CASE(a_set_of_units_knows_what_came_before) {
    Numbers numbers(5);
    UnitSet set;
    for (const std::size_t most : {0U, 1U, 3U, 500U, 7U}) {
        set.reset(most);
        std::set<UnitNumber> expected;
        for (std::size_t i = 0; i < most; ++i) {
            const auto unit = static_cast<UnitNumber>(1 + numbers.below(most));
            BOOST_REQUIRE(set.insert(unit) == expected.insert(unit).second);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_block_of_marks_is_updated_in_place) {
    Tokenizer tokenizer;
    IndexedTexts texts;
    const auto add = [&](UnitNumber unit, const char* text) {
        texts.add(unit, 1, text, tokenizer.key(text), 0);
    };
    add(128, "one two");
    add(130, "three");
    add(191, "one two three four five six seven eight nine ten eleven twelve thirteen fourteen");
    const std::uint32_t first[] = {0, 1, 2};
    const std::string block = updated_block({}, texts, first);
    add(129, "new");
    add(130, "three again");
    const std::uint32_t second[] = {3, 4};
    const std::string updated = updated_block(block, texts, second);
    const auto length_of = [&](const std::string& bytes, UnitNumber unit) {
        std::size_t length = 0;
        BOOST_REQUIRE(for_each_marks(marks_in_block(bytes, unit), [&](const MarkBlockEntry& entry) {
            length += entry.length;
            return true;
        }));
        return length;
    };
    BOOST_TEST(length_of(block, 130) == 1U);
    BOOST_TEST(length_of(updated, 128) == 2U);
    BOOST_TEST(length_of(updated, 129) == 1U);
    BOOST_TEST(length_of(updated, 130) == 2U);
    BOOST_TEST(length_of(updated, 131) == 0U);
    BOOST_TEST(length_of(updated, 191) == 14U);  // too many for a place of 16 bytes

    MarkTable table;
    BOOST_TEST(table.add_block(2, updated));
    table.finish();
    for (const UnitNumber unit : {0, 127, 128, 129, 130, 131, 191, 192, 100'000}) {
        const bool is_of_block = unit / units_per_block == 2;
        BOOST_TEST(table.marks(unit) ==
                   (is_of_block ? marks_in_block(updated, unit) : std::string_view()));
    }
    // Units out of order.
    MarkTable wrong;
    BOOST_TEST(!wrong.add_block(0, std::string_view("\x05\x01m\x04\x01m", 6)));
}

BOOST_AUTO_TEST_CASE(contents_are_found_while_they_wait_and_in_runs) {
    Database database;
    upgrade(database, memory_schema());
    SqliteIndexTables tables(database);
    IdentityIndex index(tables);
    Numbers numbers(5);
    std::multimap<std::uint64_t, UnitNumber> expected;
    UnitNumber unit = 0;
    const auto check_all = [&](std::size_t most) {
        std::size_t checked = 0;
        for (const auto& [hash, number] : expected) {
            if (++checked > most) break;
            std::vector<UnitNumber> found;
            index.find(hash, found);
            BOOST_REQUIRE(std::count(found.begin(), found.end(), number) == 1);
        }
        std::vector<UnitNumber> found;
        index.find(numbers.next(), found);
        BOOST_TEST(found.empty());
    };
    for (int round = 0; round < 12; ++round) {
        for (std::size_t count = 1 + numbers.below(900); count > 0; --count) {
            // Some contents hash alike.
            const std::uint64_t hash = numbers.below(10) == 0 && !expected.empty()
                                           ? expected.begin()->first
                                           : numbers.next();
            expected.emplace(hash, ++unit);
            index.add(hash, unit);
        }
        check_all(300);
        if (round % 3 == 1) {
            const std::size_t waiting = index.waiting();
            index.add(77, 1'000'000);
            index.truncate(waiting);
            std::vector<UnitNumber> found;
            index.find(77, found);
            BOOST_TEST(found.empty());
        }
        index.write();
        if (round % 4 == 0) index.reset();
        check_all(4'000);
    }
    // A log-structured merge: a few runs, not one for each write.
    BOOST_TEST(database.integer("SELECT count(DISTINCT id >> 48) FROM identity") < 8);
    BOOST_TEST(database.integer("SELECT count(*) FROM identity") > 4);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace egiz::tm
