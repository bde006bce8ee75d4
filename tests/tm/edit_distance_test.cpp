// SPDX-License-Identifier: Apache-2.0
#include "tm/edit_distance.hpp"

#include "tests/tm/support.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <numeric>

namespace egiz::tm {
namespace {

using Symbols = std::vector<std::uint32_t>;

std::size_t plain_distance(const Symbols& a, const Symbols& b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row[b.size()];
}

Symbols random_symbols(test::Numbers& numbers, std::size_t size, std::size_t alphabet) {
    Symbols symbols(size);
    for (std::uint32_t& symbol : symbols) {
        symbol = static_cast<std::uint32_t>(numbers.below(alphabet));
    }
    return symbols;
}

/// `symbols` with a few edits.
Symbols edited(test::Numbers& numbers, Symbols symbols, std::size_t alphabet) {
    for (std::size_t edits = numbers.below(12); edits > 0; --edits) {
        const auto at = static_cast<std::ptrdiff_t>(numbers.below(symbols.size() + 1));
        const auto symbol = static_cast<std::uint32_t>(numbers.below(alphabet));
        if (numbers.below(2) == 0 || symbols.empty()) {
            symbols.insert(symbols.begin() + at, symbol);
        } else {
            symbols.erase(symbols.begin() + std::min(at, std::ssize(symbols) - 1));
        }
    }
    return symbols;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(edit_distance)

BOOST_AUTO_TEST_CASE(it_is_that_of_the_plain_dynamic_program) {
    test::Numbers numbers(1);
    const std::size_t sizes[] = {0, 1, 2, 5, 20, 63, 64, 65, 100, 127, 128, 129, 200, 300};
    for (int round = 0; round < 1500; ++round) {
        const std::size_t alphabet = 1 + numbers.below(round % 3 == 0 ? 2 : 40);
        const Symbols a = random_symbols(numbers, sizes[numbers.below(std::size(sizes))], alphabet);
        const Symbols b =
            round % 2 == 0
                ? edited(numbers, a, alphabet + 1)
                : random_symbols(numbers, sizes[numbers.below(std::size(sizes))], alphabet + 1);
        const std::size_t expected = plain_distance(a, b);
        const DistancePattern pattern(a);
        BOOST_REQUIRE(pattern.distance(b, 1000).value_or(9999) == expected);
        BOOST_REQUIRE(pattern.distance(b, expected).value_or(9999) == expected);
        if (expected > 0) BOOST_REQUIRE(!pattern.distance(b, expected - 1));
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace egiz::tm
