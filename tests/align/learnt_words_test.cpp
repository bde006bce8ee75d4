// SPDX-License-Identifier: Apache-2.0
#include "align/learnt_words.hpp"

#include "align/aligner.hpp"
#include "align/lexical/learnt_data.hpp"
#include "made_text.hpp"
#include "text/error.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using namespace egiz;
using namespace egiz::align;

namespace {

/// Words of two made-up languages: `ka` in the one is `on` in the other, and so on.
LearntWords invented_words() {
    WordLearner learner(Language::require("de"), Language::require("hu"), {});
    for (int k = 0; k < 4; ++k) {
        learner.add("kaban mettu", "oniri zabak");
        learner.add("kaban lissor", "oniri pumek");
        learner.add("mettu lissor?", "zabak pumek?");
    }
    return learner.learn();
}

BOOST_AUTO_TEST_CASE(learnt_words_come_back_from_their_bytes) {
    const LearntWords words = invented_words();
    BOOST_TEST(words.pairs() > 3U);
    const std::string bytes = words.bytes();
    BOOST_TEST(bytes == invented_words().bytes());
    const LearntWords again = LearntWords::from_bytes(bytes);
    BOOST_TEST(again.pairs() == words.pairs());
    BOOST_TEST(again.source_language().tag() == "de");
    BOOST_TEST(again.bytes() == bytes);
}

BOOST_AUTO_TEST_CASE(damaged_learnt_words_are_refused) {
    const std::string bytes = invented_words().bytes();
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        std::string damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
        BOOST_CHECK_THROW(static_cast<void>(LearntWords::from_bytes(damaged)), Error);
        BOOST_CHECK_THROW(static_cast<void>(LearntWords::from_bytes(bytes.substr(0, at))), Error);
    }
    BOOST_CHECK_THROW(static_cast<void>(LearntWords::from_bytes(bytes + "x")), Error);
}

BOOST_AUTO_TEST_CASE(what_was_learnt_speaks_for_beads_whichever_side_the_texts_are_on) {
    const LearntWords words = invented_words();
    AlignerOptions options;
    options.learnt = {&words};
    // Beside words that were learnt, others that occur once.
    const SegmentedText source = made_text(
        "de", {"kaban birun felto garda", "hinos lissor juvem ledro", "mettu quesal rompi dunek"});
    const SegmentedText target = made_text(
        "hu", {"oniri tesck vaxul wyzga", "xobbe pumek yhhto zirwu", "zabak ucmet svvro egggi"});
    const auto cost = [&](const SegmentedText& a, const SegmentedText& b) {
        double sum = 0;
        for (const Bead& bead : align::align(a, b, options)) sum += bead.cost;
        return sum;
    };
    const double known = cost(source, target);
    BOOST_TEST(cost(target, source) == known);
    options.learnt.clear();
    BOOST_TEST(cost(source, target) > known + 0.2);
}

BOOST_AUTO_TEST_CASE(what_beads_are_common_is_learnt_too) {
    const SegmentedText source =
        made_text("de", std::vector<std::string>(40, "kaban mettu lissor"));
    const SegmentedText target = made_text("hu", std::vector<std::string>(20, "oniri zabak pumek"));
    Ladder twos;
    for (std::uint32_t k = 0; k < 20; ++k) {
        twos.push_back({{2 * k, 2 * k + 2}, {k, k + 1}, 0, 1, 0});
    }
    WordLearner learner(Language::require("de"), Language::require("hu"), {});
    for (int k = 0; k < 5; ++k) learner.add(source, target, twos);
    const LearntWords learnt = LearntWords::from_bytes(learner.learn().bytes());
    const std::vector<const LearntWords*> all{&learnt};
    const BeadCounts counts = learnt_beads(all, Language::require("de"), Language::require("hu"));
    BOOST_TEST(counts[index_of({2, 1})] == 100);
    const BeadCounts turned = learnt_beads(all, Language::require("hu"), Language::require("de"));
    BOOST_TEST(turned[index_of({1, 2})] == 100);
    BOOST_TEST(BeadPriors(0.01, counts).log_prior(index_of({2, 1})) >
               BeadPriors(0.01).log_prior(index_of({2, 1})) + 1);
    const BeadCounts none = learnt_beads(all, Language::require("de"), Language::require("en"));
    BOOST_TEST(none[index_of({2, 1})] == 0);
}

}  // namespace
