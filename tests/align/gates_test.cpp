// SPDX-License-Identifier: Apache-2.0
// Points that a path must pass.
#include "align/aligner.hpp"
#include "align/decoder.hpp"
#include "tests/align/made_text.hpp"
#include "text/error.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace egiz::align {
namespace {

/// Scores that look random but depend only on the bead; the same for its mirror if `turned`.
struct GateScorer {
    std::uint32_t seed = 1;
    bool turned = false;

    double operator()(std::size_t i, std::size_t j, std::size_t type) const {
        BeadType bead = bead_types[type];
        if (turned) {
            std::swap(i, j);
            std::swap(bead.source, bead.target);
        }
        std::uint64_t hash = seed;
        for (const std::size_t part : {i, j, index_of(bead)}) {
            hash = (hash ^ part) * 0x9E3779B97F4A7C15U;
            hash ^= hash >> 29U;
        }
        return -static_cast<double>(hash % 100'003) / 20'000;
    }
};

using Gates = std::vector<Point>;

bool passes(const Ladder& ladder, const Gates& gates) {
    const auto path = path_of(ladder);
    return std::all_of(gates.begin(), gates.end(), [&](Point gate) {
        return std::find(path.begin(), path.end(), gate) != path.end();
    });
}

double score_of(const Ladder& ladder, const GateScorer& scorer) {
    double score = 0;
    for (const Bead& bead : ladder) {
        score += scorer(bead.source.end, bead.target.end,
                        index_of({static_cast<std::uint8_t>(bead.source.size()),
                                  static_cast<std::uint8_t>(bead.target.size())}));
    }
    return score;
}

/// The best path from gate to gate: what the whole must be made of.
double best_piecewise(std::size_t source, std::size_t target, const Gates& gates,
                      const GateScorer& scorer) {
    Gates ends = gates;
    ends.push_back({static_cast<std::uint32_t>(source), static_cast<std::uint32_t>(target)});
    double score = 0;
    Point from;
    for (const Point to : ends) {
        const auto shifted = [&](std::size_t i, std::size_t j, std::size_t type) {
            return scorer(i + from.source, j + from.target, type);
        };
        const Band band = Band::full(to.source - from.source, to.target - from.target);
        Ladder part = find_best_path(band, shifted);
        for (Bead& bead : part) {
            bead.source = {bead.source.begin + from.source, bead.source.end + from.source};
            bead.target = {bead.target.begin + from.target, bead.target.end + from.target};
        }
        score += score_of(part, scorer);
        from = to;
    }
    return score;
}

Gates some_gates(std::mt19937& random, std::uint32_t source, std::uint32_t target) {
    Gates gates;
    for (std::size_t k = random() % 6; k > 0; --k) {
        gates.push_back({static_cast<std::uint32_t>(random() % (source + 1)),
                         static_cast<std::uint32_t>(random() % (target + 1))});
    }
    // Forward only: each side sorted by itself. Rows, columns and whole points come twice.
    std::vector<std::uint32_t> targets;
    for (const Point gate : gates) targets.push_back(gate.target);
    std::sort(targets.begin(), targets.end());
    std::sort(gates.begin(), gates.end(), [](Point a, Point b) { return a.source < b.source; });
    for (std::size_t k = 0; k < gates.size(); ++k) gates[k].target = targets[k];
    if (random() % 4 == 0) gates.insert(gates.begin(), Point{0, 0});
    if (random() % 4 == 0) gates.push_back({source, target});
    return gates;
}

Gates mirrored(Gates gates) {
    for (Point& gate : gates) std::swap(gate.source, gate.target);
    return gates;
}

BOOST_AUTO_TEST_CASE(the_best_path_through_gates_is_the_best_from_gate_to_gate) {
    std::mt19937 random(5);
    for (std::uint32_t round = 0; round < 600; ++round) {
        const auto source = static_cast<std::uint32_t>(1 + random() % 9);
        const auto target = static_cast<std::uint32_t>(1 + random() % 9);
        const Gates gates = some_gates(random, source, target);
        const GateScorer scorer{round};
        Band band = Band::full(source, target);
        band.pass(gates);
        Ladder ladder = find_best_path(band, scorer);
        BOOST_CHECK_NO_THROW(check_ladder(ladder, source, target));
        BOOST_TEST(passes(ladder, gates));
        BOOST_TEST(score_of(ladder, scorer) == best_piecewise(source, target, gates, scorer),
                   boost::test_tools::tolerance(1e-9));
        weigh_beads(band, scorer, 1, ladder);
        for (const Bead& bead : ladder) BOOST_TEST(bead.confidence > 0.0);

        Band turned = Band::full(target, source);
        turned.pass(mirrored(gates));
        const Ladder mirror = find_best_path(turned, GateScorer{round, true});
        BOOST_TEST(score_of(mirror, GateScorer{round, true}) == score_of(ladder, scorer),
                   boost::test_tools::tolerance(1e-9));
        BOOST_TEST(passes(mirror, mirrored(gates)));
    }
}

BOOST_AUTO_TEST_CASE(a_band_narrower_than_the_gates_still_has_paths_and_all_pass) {
    std::mt19937 random(6);
    for (std::uint32_t round = 0; round < 300; ++round) {
        const auto source = static_cast<std::uint32_t>(1 + random() % 40);
        const auto target = static_cast<std::uint32_t>(1 + random() % 40);
        const Gates gates = some_gates(random, source, target);
        Gates path{{0, 0}};  // straight from gate to gate, whatever lies between
        for (const Point gate : gates) {
            if (!(path.back() == gate)) path.push_back(gate);
        }
        if (!(path.back() == Point{source, target})) path.push_back({source, target});
        for (const std::size_t half_width : {0U, 1U, 5U}) {
            Band band = Band::around(path, half_width);
            band.pass(gates);
            Ladder ladder = find_best_path(band, GateScorer{round});
            BOOST_CHECK_NO_THROW(check_ladder(ladder, source, target));
            BOOST_TEST(passes(ladder, gates));
            Ladder again = ladder;
            Band narrow = Band::around(path_of(ladder), half_width);
            narrow.pass(gates);
            weigh_beads(narrow, GateScorer{round}, 1, again);
            for (const Bead& bead : again) BOOST_TEST(bead.confidence > 0.0);
        }
    }
}

BOOST_AUTO_TEST_CASE(an_aligner_passes_its_gates_whatever_speaks_against_it) {
    std::mt19937 random(7);
    const auto some_segments = [&](char letter) {
        std::vector<std::string> segments;
        for (std::size_t k = 1 + random() % 25; k > 0; --k) {
            segments.push_back(std::string(1 + random() % 90, letter) + ' ' +
                               std::to_string(random() % 9));
        }
        return segments;
    };
    for (int round = 0; round < 60; ++round) {
        const SegmentedText source = made_text("en", some_segments('a'));
        const SegmentedText target = made_text("ru", some_segments('b'));
        AlignerOptions options;
        options.gates = some_gates(random, static_cast<std::uint32_t>(source.segments.size()),
                                   static_cast<std::uint32_t>(target.segments.size()));
        const Ladder ladder = align(source, target, options);
        BOOST_TEST(passes(ladder, options.gates));
        AlignerOptions turned = options;
        turned.gates = mirrored(options.gates);
        Ladder mirror = align(target, source, turned);
        for (Bead& bead : mirror) std::swap(bead.source, bead.target);
        BOOST_TEST((mirror == ladder));
    }
}

BOOST_AUTO_TEST_CASE(a_long_text_passes_gates_that_lie_far_off_its_path) {
    const SegmentedText source =
        made_text("en", of_lengths('a', std::vector<std::size_t>(900, 40)));
    const SegmentedText target =
        made_text("ru", of_lengths('b', std::vector<std::size_t>(900, 40)));
    AlignerOptions options;
    options.gates = {{0, 3}, {100, 500}, {100, 503}, {700, 510}, {703, 510}, {899, 900}};
    const Ladder ladder = align(source, target, options);
    check_ladder(ladder, 900, 900);
    BOOST_TEST(passes(ladder, options.gates));
}

BOOST_AUTO_TEST_CASE(gates_that_no_path_can_pass_are_refused) {
    const SegmentedText source = made_text("en", {"One.", "Two."});
    const SegmentedText target = made_text("ru", {"Раз.", "Два."});
    for (const Gates& gates : {Gates{{3, 0}}, Gates{{0, 3}}, Gates{{1, 1}, {0, 2}}}) {
        AlignerOptions options;
        options.gates = gates;
        BOOST_CHECK_THROW(static_cast<void>(align(source, target, options)), Error);
    }
}

}  // namespace
}  // namespace egiz::align
