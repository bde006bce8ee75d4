// SPDX-License-Identifier: Apache-2.0
#include "align/aligner.hpp"

#include "tests/align/made_text.hpp"
#include "text/error.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstdint>
#include <ostream>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace egiz::align {
namespace {

struct AlignerCase {
    const char* what;
    std::vector<std::size_t> source, target;
    const char* types;

    friend std::ostream& operator<<(std::ostream& out, const AlignerCase& c) {
        return out << c.what;
    }
};
const std::vector<AlignerCase> aligner_cases{
    {"a single pair", {50}, {55}, "1-1"},
    {"one against one, however unlike", {10}, {100}, "1-1"},
    {"equal lengths", {40, 90, 25, 130}, {42, 88, 27, 125}, "1-1 1-1 1-1 1-1"},
    {"a sentence is split in two", {40, 150, 60, 90}, {41, 70, 78, 61, 92}, "1-1 1-2 1-1 1-1"},
    {"two sentences are merged", {40, 70, 78, 61, 92}, {41, 150, 60, 90}, "1-1 2-1 1-1 1-1"},
    {"a sentence is split in three", {40, 150, 60}, {41, 52, 49, 50, 62}, "1-1 1-3 1-1"},
    {"a long one is left out",
     {40, 20, 60, 33, 180, 90, 25, 130, 70, 48},
     {42, 21, 64, 31, 92, 27, 126, 74, 50},
     "1-1 1-1 1-1 1-1 1-0 1-1 1-1 1-1 1-1 1-1"},
    {"a long one is added",
     {40, 20, 60, 33, 90, 25, 130, 70, 48},
     {42, 21, 64, 31, 180, 92, 27, 126, 74, 50},
     "1-1 1-1 1-1 1-1 0-1 1-1 1-1 1-1 1-1 1-1"},
    {"a third of the length", {60, 150, 90, 240}, {20, 50, 30, 80}, "1-1 1-1 1-1 1-1"},
};
BOOST_DATA_TEST_CASE(a_ladder_has_the_expected_beads, aligner_cases) {
    const SegmentedText source = made_text("en", of_lengths('a', sample.source));
    const SegmentedText target = made_text("ru", of_lengths('b', sample.target));
    BOOST_TEST(types_of(align(source, target)) == sample.types);
}

BOOST_AUTO_TEST_CASE(numbers_decide_where_lengths_cannot) {
    // Equal lengths all through: only the numbers tell which of the source is missing.
    std::vector<std::string> source;
    std::vector<std::string> target;
    for (int k = 0; k < 12; ++k) {
        const std::string year = std::to_string(1950 + 3 * k);
        source.push_back("It was in the year " + year + " or so.");
        if (k != 5) target.push_back("Было это в году " + year + " или так.");
    }
    const Ladder ladder = align(made_text("en", source), made_text("ru", target));
    BOOST_TEST(types_of(ladder) == "1-1 1-1 1-1 1-1 1-1 1-0 1-1 1-1 1-1 1-1 1-1 1-1");
}

BOOST_AUTO_TEST_CASE(paragraph_breaks_decide_where_lengths_cannot) {
    // The same lengths all through; the target lacks the last segment of the second paragraph.
    const std::vector<std::size_t> full{60, 60, 60, 0,  60, 60, 60, 0,  60, 60,
                                        60, 0,  60, 60, 60, 0,  60, 60, 60};
    std::vector<std::size_t> shorter = full;
    shorter.erase(shorter.begin() + 6);
    const SegmentedText source = made_text("en", of_lengths('a', full));
    const SegmentedText target = made_text("ru", of_lengths('b', shorter));
    for (const Bead& bead : align(source, target)) {
        for (auto i = bead.source.begin; i < bead.source.end; ++i) {
            for (auto j = bead.target.begin; j < bead.target.end; ++j) {
                BOOST_TEST(source.segments[i].paragraph == target.segments[j].paragraph);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(paragraphs_of_one_side_only_do_no_harm) {
    const SegmentedText lines =
        made_text("en", of_lengths('a', {40, 0, 90, 0, 25, 0, 140, 0, 60, 0, 33, 0, 75, 0, 120}));
    const SegmentedText plain =
        made_text("ru", of_lengths('b', {40, 90, 25, 140, 60, 33, 75, 120}));
    AlignerOptions without;
    without.use_paragraphs = false;
    BOOST_TEST((align(lines, plain) == align(lines, plain, without)));
}

using TextPair = std::pair<SegmentedText, SegmentedText>;

/// Texts of all kinds, for properties.
std::vector<TextPair> odd_pairs() {
    std::vector<TextPair> pairs;
    const auto add = [&](const std::vector<std::string>& source,
                         const std::vector<std::string>& target) {
        pairs.emplace_back(made_text("en", source), made_text("kk", target));
    };
    add({"a"}, {"b"});
    add({"a"}, std::vector<std::string>(100, "A middling segment."));
    add(std::vector<std::string>(300, "A middling segment."), {"a", "b"});
    add(std::vector<std::string>(100, "x"), std::vector<std::string>(73, "y"));
    add({std::string(200'000, 'a'), "b", std::string(100'000, 'c')},
        {"d", std::string(300'000, 'e')});
    add({"5", "6", "7", "8"}, {"8", "7", "6", "5"});
    add({"?", "!", "...", "\xFF\xFE", "(", "%"}, {"?", "!", "…", "(", "%"});
    add({"The same.", "", "Text on both sides."}, {"The same.", "", "Text on both sides."});
    std::mt19937 random(11);
    const auto some_segments = [&] {
        std::vector<std::string> segments;
        const std::size_t count = 1 + random() % 40;
        for (std::size_t k = 0; k < count; ++k) {
            if (random() % 4 == 0) segments.emplace_back();
            segments.push_back(std::string(1 + random() % 150, 'a') + ' ' +
                               std::to_string(random() % 20));
        }
        return segments;
    };
    for (int round = 0; round < 20; ++round) {
        const auto source = some_segments();
        add(source, some_segments());
    }
    return pairs;
}

BOOST_AUTO_TEST_CASE(any_two_texts_give_a_sound_ladder) {
    for (const auto& [source, target] : odd_pairs()) {
        const Ladder ladder = align(source, target);
        BOOST_CHECK_NO_THROW(check_ladder(ladder, source.segments.size(), target.segments.size()));
        BOOST_TEST((ladder == align(source, target)));
        for (const Bead& bead : ladder) {
            BOOST_TEST(bead.confidence >= 0.0);
            BOOST_TEST(bead.confidence <= 1.0);
            BOOST_TEST(std::isfinite(bead.cost));
            BOOST_TEST(bead.doubts == 0U);
        }
    }
}

BOOST_AUTO_TEST_CASE(swapping_the_sides_gives_the_mirror_to_the_last_bit) {
    for (const auto& [source, target] : odd_pairs()) {
        Ladder mirrored = align(target, source);
        for (Bead& bead : mirrored) std::swap(bead.source, bead.target);
        BOOST_TEST((mirrored == align(source, target)));
    }
}

BOOST_AUTO_TEST_CASE(a_text_is_aligned_with_itself_one_for_one) {
    for (const TextPair& pair : odd_pairs()) {
        for (const Bead& bead : align(pair.first, pair.first)) BOOST_TEST(bead.type() == "1-1");
    }
}

BOOST_AUTO_TEST_CASE(options_are_honoured_down_to_no_pass_at_all) {
    const SegmentedText source = made_text("en", of_lengths('a', {60, 150, 90, 240}));
    const SegmentedText target = made_text("zh", of_lengths('b', {20, 50, 30, 80}));
    AlignerOptions options;
    options.passes = 0;
    options.use_words = false;
    options.model.log_ratio = std::log(1.0 / 3);
    const Ladder fitting = align(source, target, options);
    BOOST_TEST(types_of(fitting) == "1-1 1-1 1-1 1-1");
    BOOST_TEST(fitting.front().cost < 0);
    options.model.log_ratio = std::log(3.0);
    BOOST_TEST((align(source, target, options) != fitting));
    options.passes = -1;
    BOOST_CHECK_NO_THROW(static_cast<void>(align(source, target, options)));
}

BOOST_AUTO_TEST_CASE(a_side_without_segments_is_refused) {
    const SegmentedText some = made_text("en", {"Something."});
    SegmentedText none;
    none.document.name = "empty.txt";
    const auto names_the_file = [](const Error& error) {
        return error.fault() == Fault::input && error.place().file == "empty.txt" &&
               !error.hint().empty();
    };
    BOOST_CHECK_EXCEPTION(static_cast<void>(align(none, some)), Error, names_the_file);
    BOOST_CHECK_EXCEPTION(static_cast<void>(align(some, none)), Error, names_the_file);
}

BOOST_AUTO_TEST_CASE(thousands_of_equal_segments_stay_together) {
    const SegmentedText source = made_text("en", std::vector<std::string>(3000, "Same again."));
    const SegmentedText target = made_text("ru", std::vector<std::string>(3000, "Снова то же."));
    const Ladder ladder = align(source, target);
    BOOST_TEST(ladder.size() == 3000U);
    for (const Bead& bead : ladder) BOOST_TEST_REQUIRE(bead.type() == "1-1");
}

BOOST_AUTO_TEST_CASE(a_long_text_is_followed_through_a_block_that_is_missing) {
    // Too long for the full matrix; 150 segments are missing in the middle of the target.
    std::vector<std::string> source;
    std::vector<std::string> target;
    std::mt19937 random(3);
    for (std::uint32_t k = 0; k < 1500; ++k) {
        const std::size_t length = 10 + random() % 150;
        const std::string number = k % 5 == 0 ? ' ' + std::to_string(1000 + k) : std::string();
        source.push_back(std::string(length, 'a') + number);
        if (k < 600 || k >= 750) target.push_back(std::string(length, 'b') + number);
    }
    const Ladder ladder = align(made_text("en", source), made_text("ru", target));
    check_ladder(ladder, 1500, 1350);
    std::size_t right = 0;
    for (const Bead& bead : ladder) {
        const std::uint32_t shift = bead.source.begin < 600 ? 0 : 150;
        right += bead.type() == "1-1" && bead.source.begin == bead.target.begin + shift ? 1 : 0;
    }
    BOOST_TEST(right >= 1330U);
}

}  // namespace
}  // namespace egiz::align
