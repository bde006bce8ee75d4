// SPDX-License-Identifier: Apache-2.0
#include "align/doubts.hpp"

#include "tests/align/made_text.hpp"
#include "text/error.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>
#include <vector>

namespace egiz::align {
namespace {

/// A bead of so many segments; `ladder_of` says which.
Bead bead_of(std::size_t source, std::size_t target, double confidence = 0.9) {
    Bead bead;
    bead.source.end = static_cast<std::uint32_t>(source);
    bead.target.end = static_cast<std::uint32_t>(target);
    bead.confidence = confidence;
    return bead;
}

/// Beads one after the other.
Ladder ladder_of(std::vector<Bead> beads) {
    Span source;
    Span target;
    for (Bead& bead : beads) {
        source = {source.end, source.end + bead.source.end};
        target = {target.end, target.end + bead.target.end};
        bead.source = source;
        bead.target = target;
    }
    return beads;
}

std::string doubts_of(const Bead& bead) {
    std::string names;
    for (const Doubt doubt : all_doubts) {
        if (bead.has(doubt)) names += (names.empty() ? "" : " ") + std::string(name(doubt));
    }
    return names;
}

struct DoubtsCase {
    const char* what;
    std::vector<std::string> source;
    std::vector<std::string> target;
    double confidence;
    const char* doubts;

    friend std::ostream& operator<<(std::ostream& out, const DoubtsCase& c) {
        return out << c.what;
    }
};
const std::vector<DoubtsCase> doubts_cases{
    {"nothing odd", {"The weather was fine."}, {"Погода была хорошая."}, 0.9, ""},
    {"left out", {"The weather was fine."}, {}, 0.9, "gap"},
    {"added", {}, {"Погода была хорошая."}, 0.9, "gap"},
    {"two for one", {"The weather.", "It was fine."}, {"Погода была хорошая."}, 0.9, "merged"},
    {"one for two", {"The weather was fine."}, {"Погода.", "Была хорошая."}, 0.9, "merged"},
    {"not sure", {"The weather was fine."}, {"Погода была хорошая."}, 0.49, "low-score"},
    {"just sure", {"The weather was fine."}, {"Погода была хорошая."}, 0.5, ""},
    {"another number", {"It was 15 degrees."}, {"Было 16 градусов."}, 0.9, "numbers"},
    {"a number in words", {"It was fifteen degrees."}, {"Было 15 градусов."}, 0.9, ""},
    {"far too long",
     {"The weather was fine."},
     {"Погода в тот день была такая хорошая, какой она бывает в этих краях только весной."},
     0.9,
     "length"},
    {"far too short",
     {"The weather on that day was as fine as it ever gets in these parts of the country."},
     {"Погода была хорошая."},
     0.9,
     "length"},
    {"short texts may differ by a few letters", {"No."}, {"Ни за что."}, 0.9, ""},
    {"untranslated", {"The Weather  was fine."}, {"the weather was fine."}, 0.9, "untranslated"},
    {"the same without letters", {"* * *"}, {"* * *"}, 0.9, ""},
    {"nearly everything at once",
     {"Call 112.", "Now!"},
     {"Call 113. Now! Call 114 and then go on until somebody comes."},
     0.1,
     "merged low-score numbers length"},
};
BOOST_DATA_TEST_CASE(doubts_say_what_an_editor_should_look_at, doubts_cases) {
    // Even pairs before it set the ratio of the texts.
    std::vector<std::string> source(5, "Forty letters are what this one line has.");
    std::vector<std::string> target(5, "Сорок букв стоит здесь в этой одной строке");
    std::vector<Bead> beads(5, bead_of(1, 1));
    source.insert(source.end(), sample.source.begin(), sample.source.end());
    target.insert(target.end(), sample.target.begin(), sample.target.end());
    beads.push_back(bead_of(sample.source.size(), sample.target.size(), sample.confidence));
    Ladder ladder = ladder_of(beads);
    mark_doubts(made_text("en", source), made_text("ru", target), ladder);
    BOOST_TEST(doubts_of(ladder.front()) == "");
    BOOST_TEST(doubts_of(ladder.back()) == sample.doubts);
}

BOOST_AUTO_TEST_CASE(texts_in_one_language_may_be_the_same) {
    Ladder ladder = ladder_of({bead_of(1, 1)});
    mark_doubts(made_text("en-GB", {"The same."}), made_text("en-US", {"The same."}), ladder);
    BOOST_TEST(doubts_of(ladder.front()) == "");
}

BOOST_AUTO_TEST_CASE(the_ratio_of_the_texts_is_what_counts) {
    // Chinese takes a third of the room all through: that is not odd.
    const std::vector<std::string> source(
        4, "This sentence has quite a lot more letters than its pair.");
    const std::vector<std::string> target(4, "这句话的字比对应的那句少得多。");
    Ladder ladder = ladder_of(std::vector<Bead>(4, bead_of(1, 1)));
    mark_doubts(made_text("en", source), made_text("zh", target), ladder);
    for (const Bead& bead : ladder) BOOST_TEST(doubts_of(bead) == "");
}

BOOST_AUTO_TEST_CASE(marking_again_forgets_the_doubts_of_before) {
    Ladder ladder = ladder_of({bead_of(1, 1)});
    ladder.front().add(Doubt::gap);
    DoubtOptions options;
    options.low_confidence = 0.95;
    const SegmentedText source = made_text("en", {"Yes."});
    const SegmentedText target = made_text("ru", {"Да."});
    mark_doubts(source, target, ladder, options);
    BOOST_TEST(doubts_of(ladder.front()) == "low-score");
    mark_doubts(source, target, ladder);
    BOOST_TEST(doubts_of(ladder.front()) == "");
}

BOOST_AUTO_TEST_CASE(a_ladder_of_other_texts_is_refused) {
    Ladder ladder = ladder_of({bead_of(1, 1)});
    BOOST_CHECK_THROW(
        mark_doubts(made_text("en", {"One.", "Two."}), made_text("ru", {"Раз."}), ladder), Error);
}

}  // namespace
}  // namespace egiz::align
