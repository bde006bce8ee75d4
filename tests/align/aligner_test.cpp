// SPDX-License-Identifier: Apache-2.0
#include "align/aligner.hpp"

#include "align/doubts.hpp"
#include "text/error.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <random>
#include <string>

namespace egiz::align {
namespace {

/// A text whose segments have these lengths, in one paragraph.
SegmentedText text_of_lengths(const char* language, const std::vector<std::size_t>& lengths,
                              char letter = 'a') {
    SegmentedText text;
    text.document.language = Language::require(language);
    for (const std::size_t length : lengths) {
        const std::size_t begin = text.document.text.size();
        text.document.text += std::string(length, letter) + ' ';
        text.segments.push_back({{begin, begin + length}, 0});
    }
    if (!text.document.text.empty()) text.document.text.pop_back();
    text.document.paragraphs.push_back({0, text.document.text.size()});
    return text;
}

std::vector<std::size_t> random_lengths(std::size_t count, std::mt19937& random) {
    std::vector<std::size_t> lengths(count);
    for (std::size_t& length : lengths) length = 1 + random() % 200;
    return lengths;
}

struct Case {
    const char* what;
    std::vector<std::size_t> source, target;
    const char* types;
    friend std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.what; }
};
const std::vector<Case> cases{
    {"equal lengths", {40, 90, 25, 130}, {42, 88, 27, 125}, "1-1 1-1 1-1 1-1"},
    {"a sentence is split in two", {40, 150, 60, 90}, {41, 70, 78, 61, 92}, "1-1 1-2 1-1 1-1"},
    {"two sentences are merged", {40, 70, 78, 61, 92}, {41, 150, 60, 90}, "1-1 2-1 1-1 1-1"},
    {"one against one, however unlike", {10}, {100}, "1-1"},
};
BOOST_DATA_TEST_CASE(a_ladder_has_the_expected_beads, cases) {
    const SegmentedText source = text_of_lengths("en", sample.source);
    const SegmentedText target = text_of_lengths("ru", sample.target, 'b');
    std::string types;
    for (const Bead& bead : align(source, target)) types += (types.empty() ? "" : " ") + bead.type();
    BOOST_TEST(types == sample.types);
}

BOOST_AUTO_TEST_CASE(any_two_texts_give_a_sound_ladder_and_its_mirror) {
    std::mt19937 random(11);
    for (int round = 0; round < 40; ++round) {
        const SegmentedText source = text_of_lengths("en", random_lengths(1 + random() % 40, random));
        const SegmentedText target = text_of_lengths("ru", random_lengths(1 + random() % 40, random), 'b');
        const Ladder ladder = align(source, target);
        check_ladder(ladder, source.segments.size(), target.segments.size());
        BOOST_TEST((ladder == align(source, target)));
        for (const Bead& bead : ladder) {
            BOOST_TEST(bead.confidence >= 0.0);
            BOOST_TEST(bead.confidence <= 1.0);
        }
        const Ladder mirror = align(target, source);
        BOOST_TEST_REQUIRE(mirror.size() == ladder.size());
        for (std::size_t i = 0; i < ladder.size(); ++i) {
            BOOST_TEST((mirror[i].source == ladder[i].target));
            BOOST_TEST((mirror[i].target == ladder[i].source));
        }
    }
}

BOOST_AUTO_TEST_CASE(sizes_that_do_not_fit_still_give_a_ladder) {
    std::mt19937 random(3);
    for (const auto& [s, t] : {std::pair<std::size_t, std::size_t>{1, 100}, {300, 2}, {2000, 2000}}) {
        const SegmentedText source = text_of_lengths("en", std::vector<std::size_t>(s, 50));
        const SegmentedText target = text_of_lengths("kk", std::vector<std::size_t>(t, 50), 'b');
        check_ladder(align(source, target), s, t);
    }
}

BOOST_AUTO_TEST_CASE(a_side_without_segments_is_refused) {
    const SegmentedText text = text_of_lengths("en", {10, 20});
    const SegmentedText empty = text_of_lengths("ru", {});
    BOOST_CHECK_THROW(static_cast<void>(align(text, empty)), Error);
    BOOST_CHECK_THROW(static_cast<void>(align(empty, text)), Error);
}

BOOST_AUTO_TEST_CASE(doubts_say_what_an_editor_should_look_at) {
    const SegmentedText source = text_of_lengths("en", {30, 30, 30, 30, 300});
    const SegmentedText target = text_of_lengths("ru", {30, 30, 15, 200, 300});
    Ladder ladder{{{0, 1}, {0, 1}, 1, 0.9, 0},
                  {{1, 2}, {1, 1}, 1, 0.9, 0},
                  {{2, 3}, {1, 3}, 1, 0.2, 0},
                  {{3, 4}, {3, 4}, 1, 0.9, 0},
                  {{4, 5}, {4, 5}, 1, 0.9, 0}};
    mark_doubts(source, target, ladder);
    BOOST_TEST(ladder[0].has(Doubt::untranslated));
    BOOST_TEST(ladder[1].has(Doubt::gap));
    BOOST_TEST(ladder[2].has(Doubt::merged));
    BOOST_TEST(ladder[2].has(Doubt::low_score));
    BOOST_TEST(ladder[3].has(Doubt::length));
    BOOST_TEST(!ladder[0].has(Doubt::gap));
}

}  // namespace
}  // namespace egiz::align
