// SPDX-License-Identifier: Apache-2.0
#include "tm/unit_identity.hpp"

#include "tests/tm/support.hpp"

#include <boost/test/unit_test.hpp>

namespace egiz::tm {

BOOST_AUTO_TEST_SUITE(unit_identity)

BOOST_AUTO_TEST_CASE(contexts_are_no_part_of_the_content) {
    const TranslationUnit plain = test::full_unit();
    TranslationUnit placed = plain;
    placed.variants[0].contexts = {{1, 2}};
    BOOST_TEST(same_content(plain, placed));
    BOOST_TEST(content_hash(plain) == content_hash(placed));
}

BOOST_AUTO_TEST_CASE(a_merged_unit_knows_the_contexts_of_both) {
    TranslationUnit stored = test::full_unit();
    stored.variants[0].contexts = {{1, 2}, {3, 4}};
    stored.variants[2].contexts = {{9, 9}};
    TranslationUnit unit = test::full_unit();
    unit.variants[0].contexts = {{1, 2}, {5, 0}};
    unit.variants[1].contexts = {{0, 0}};
    std::swap(unit.variants[0], unit.variants[2]);
    const TranslationUnit both = merged(stored, unit);
    using Contexts = std::vector<Context>;
    BOOST_CHECK((both.variants[0].contexts == Contexts{{1, 2}, {3, 4}, {5, 0}}));
    BOOST_CHECK((both.variants[1].contexts == Contexts{{0, 0}}));
    BOOST_CHECK((both.variants[2].contexts == Contexts{{9, 9}}));
    BOOST_CHECK(merged(both, unit) == both);
}

BOOST_AUTO_TEST_CASE(of_too_many_contexts_the_newest_stay) {
    TranslationUnit stored = test::full_unit();
    for (std::uint32_t i = 0; i < most_contexts; ++i) stored.variants[0].contexts.push_back({i, i});
    TranslationUnit unit = test::full_unit();
    unit.variants[0].contexts = {{100, 100}, {5, 5}};
    const auto contexts = merged(stored, unit).variants[0].contexts;
    BOOST_TEST(contexts.size() == most_contexts);
    BOOST_CHECK((contexts.front() == Context{1, 1}));
    BOOST_CHECK((contexts.back() == Context{100, 100}));
}

BOOST_AUTO_TEST_CASE(a_context_is_the_same_for_the_same_text) {
    BOOST_TEST(context_hash("caf\u00e9") == context_hash(" cafe\u0301\n"));
    BOOST_TEST(context_hash("Yes") != context_hash("yes"));
    BOOST_TEST(context_hash("") != 0U);
    // Stored in files: must never change.
    BOOST_TEST(context_hash("") == 0xdd0e0e31U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace egiz::tm
