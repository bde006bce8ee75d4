// SPDX-License-Identifier: Apache-2.0
#include "align/decoder.hpp"

#include "tests/align/made_text.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <tuple>
#include <vector>

namespace egiz::align {
namespace {

/// Scores that look random but depend only on the bead.
struct HashScorer {
    std::uint32_t seed = 1;

    double operator()(std::size_t i, std::size_t j, std::size_t type) const {
        std::uint64_t hash = seed;
        for (const std::size_t part : {i, j, type}) {
            hash = (hash ^ part) * 0x9E3779B97F4A7C15U;
            hash ^= hash >> 29U;
        }
        return -static_cast<double>(hash % 1000) / 200;
    }
};

using BeadKey = std::tuple<std::size_t, std::size_t, std::size_t>;  // end point and type

/// All paths by plain recursion: the best score, the likelihood of all of them, and of those
/// through each bead.
struct AllPaths {
    std::size_t source;
    std::size_t target;
    HashScorer scorer;
    double temperature;
    double best = impossible;
    double likelihood = 0;
    std::map<BeadKey, double> through = {};
    std::vector<BeadKey> path = {};

    void walk(std::size_t i, std::size_t j, double score) {
        if (i == source && j == target) {
            best = std::max(best, score);
            const double here = std::exp(score / temperature);
            likelihood += here;
            for (const BeadKey& key : path) through[key] += here;
            return;
        }
        for (std::size_t type = 0; type < bead_types.size(); ++type) {
            const std::size_t p = i + bead_types[type].source;
            const std::size_t q = j + bead_types[type].target;
            if (p > source || q > target) continue;
            path.emplace_back(p, q, type);
            walk(p, q, score + scorer(p, q, type));
            path.pop_back();
        }
    }
};

double cost_of(const Ladder& ladder) {
    double cost = 0;
    for (const Bead& bead : ladder) cost += bead.cost;
    return cost;
}

std::size_t type_of(const Bead& bead) {
    return index_of({static_cast<std::uint8_t>(bead.source.size()),
                     static_cast<std::uint8_t>(bead.target.size())});
}

BOOST_AUTO_TEST_CASE(the_best_path_is_as_good_as_the_best_of_all_paths) {
    for (std::uint32_t seed = 1; seed <= 40; ++seed) {
        AllPaths all{1 + seed % 5, 1 + seed % 4, {seed}, 1};
        all.walk(0, 0, 0);
        const Band band = Band::full(all.source, all.target);
        Ladder ladder = find_best_path(band, all.scorer);
        check_ladder(ladder, all.source, all.target);
        weigh_beads(band, all.scorer, 1, ladder);
        BOOST_TEST(-cost_of(ladder) == all.best, boost::test_tools::tolerance(1e-5));
    }
}

BOOST_AUTO_TEST_CASE(confidences_are_shares_of_the_likelihood_of_all_paths) {
    for (std::uint32_t seed = 1; seed <= 40; ++seed) {
        AllPaths all{1 + seed % 4, 1 + seed % 5, {seed}, 1.5};
        all.walk(0, 0, 0);
        const Band band = Band::full(all.source, all.target);
        Ladder ladder = find_best_path(band, all.scorer);
        weigh_beads(band, all.scorer, 1.5, ladder);
        for (const Bead& bead : ladder) {
            double expected = 0;
            for (const auto& [key, likelihood] : all.through) {
                const auto& [i, j, type] = key;
                // A gap may stand anywhere on the other side.
                const bool same = type == type_of(bead) &&
                                  (bead.source.empty() || i == bead.source.end) &&
                                  (bead.target.empty() || j == bead.target.end);
                if (same) expected += likelihood;
            }
            BOOST_TEST(bead.confidence == expected / all.likelihood,
                       boost::test_tools::tolerance(1e-5));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_band_around_the_best_path_holds_it) {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        const HashScorer scorer{seed};
        const Ladder best = find_best_path(Band::full(30, 40), scorer);
        const Band band = Band::around(path_of(best), 2);
        BOOST_TEST(band.cells() < Band::full(30, 40).cells());
        BOOST_TEST((find_best_path(band, scorer) == best));
        BOOST_TEST(!band.cramped(path_of(best)).empty());
        BOOST_TEST(Band::full(30, 40).cramped(path_of(best)).empty());
    }
}

BOOST_AUTO_TEST_CASE(a_band_always_has_a_path) {
    const std::vector<std::vector<Point>> paths{
        {{0, 0}, {1, 100}},
        {{0, 0}, {100, 1}},
        {{0, 0}, {0, 50}, {50, 50}},
        {{0, 0}, {50, 0}, {50, 50}, {51, 90}},
        {{0, 0}, {1, 30}, {2, 60}, {3, 90}},
    };
    for (const auto& path : paths) {
        for (const std::size_t half_width : {0U, 1U, 7U, 1000U}) {
            const Band band = Band::around(path, half_width);
            Ladder ladder = find_best_path(band, HashScorer{});
            weigh_beads(band, HashScorer{}, 1, ladder);
            check_ladder(ladder, path.back().source, path.back().target);
            BOOST_TEST(std::isfinite(cost_of(ladder)));
        }
    }
}

BOOST_AUTO_TEST_CASE(sums_of_likelihoods_neither_overflow_nor_vanish) {
    LogSum sum;
    BOOST_TEST(sum.log() == impossible);
    sum.add(impossible);
    BOOST_TEST(sum.log() == impossible);
    sum.add(-5000);
    sum.add(-5000);
    BOOST_TEST(sum.log() == -5000 + std::log(2.0), boost::test_tools::tolerance(1e-12));
    sum.add(5000);
    BOOST_TEST(sum.log() == 5000.0, boost::test_tools::tolerance(1e-12));
}

}  // namespace
}  // namespace egiz::align
