// SPDX-License-Identifier: Apache-2.0
#include "align/bead_terms.hpp"

#include "align/aligner.hpp"
#include "tests/align/made_text.hpp"
#include "tests/align/sample_texts.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <string>
#include <vector>

namespace egiz::align {
namespace {

AlignerOptions explaining() {
    AlignerOptions options;
    options.explain = true;
    return options;
}

void check_sums(const AlignedPair& pair) {
    BOOST_TEST_REQUIRE(pair.terms.size() == pair.ladder.size());
    for (std::size_t b = 0; b < pair.ladder.size(); ++b) {
        const BeadTerms& terms = pair.terms[b];
        BOOST_TEST(std::abs(terms.total() + pair.ladder[b].cost) < 1e-3);
        BOOST_TEST(terms.words.size() <= most_words_named);
        double share = 0;
        for (std::size_t k = 0; k < terms.words.size(); ++k) {
            BOOST_TEST(terms.words[k].nats > 0.0);
            if (k > 0) BOOST_TEST(terms.words[k].nats <= terms.words[k - 1].nats);
            share += terms.words[k].share;
        }
        BOOST_TEST(share <= 1 + 1e-9);
        if (pair.ladder[b].two_sided()) continue;
        BOOST_TEST(terms.length == 0.0);
        BOOST_TEST(terms.words_forward == 0.0);
        BOOST_TEST(terms.words.empty());
    }
}

BOOST_AUTO_TEST_CASE(the_terms_of_a_bead_add_up_to_minus_its_cost) {
    for (const std::string target : {"ru", "kk", "zh"}) {
        const AlignedPair pair =
            align_pairs({read_sample("en"), read_sample(target)}, {{0, 1}}, explaining()).front();
        check_sums(pair);
        for (const BeadTerms& terms : pair.terms) BOOST_TEST(terms.witnesses == 0.0);
    }
}

BOOST_AUTO_TEST_CASE(so_they_do_where_other_versions_bear_witness) {
    double heard = 0;
    for (const AlignedPair& pair :
         align_pairs({read_sample("en"), read_sample("ru"), read_sample("zh")},
                     {{0, 1}, {0, 2}, {2, 1}}, explaining())) {
        check_sums(pair);
        for (const BeadTerms& terms : pair.terms) heard += std::abs(terms.witnesses);
    }
    BOOST_TEST(heard > 1.0);
}

BOOST_AUTO_TEST_CASE(words_are_named_as_they_are_written) {
    const SegmentedText source = made_text("en", {"The President was in Kazakhstan in 2017.",
                                                  "Our friendship is old.", "It will last."});
    const SegmentedText target = made_text(
        "ru", {"Президент был в Казахстане в 2017 году.", "Наша дружба стара.", "Она продлится."});
    const auto find = [](const BeadTerms& terms, const std::string& a, const std::string& b) {
        for (const WordEvidence& pair : terms.words) {
            if (pair.source == a && pair.target == b) return true;
        }
        return false;
    };
    const AlignedPair pair = align_pairs({source, target}, {{0, 1}}, explaining()).front();
    const AlignedPair turned = align_pairs({target, source}, {{0, 1}}, explaining()).front();
    BOOST_TEST_REQUIRE(types_of(pair.ladder) == "1-1 1-1 1-1");
    BOOST_TEST(find(pair.terms[0], "2017", "2017"));
    BOOST_TEST(find(pair.terms[0], "Kazakhstan", "Казахстане"));
    BOOST_TEST(find(pair.terms[0], "President", "Президент"));
    BOOST_TEST(find(turned.terms[0], "Казахстане", "Kazakhstan"));
    BOOST_TEST(turned.terms[0].words_forward == pair.terms[0].words_backward);
    BOOST_TEST(turned.terms[0].words_backward == pair.terms[0].words_forward);
}

BOOST_AUTO_TEST_CASE(terms_are_given_only_where_they_are_asked_for) {
    BOOST_TEST(align_pairs({made_text("en", {"One."}), made_text("ru", {"Раз."})}, {{0, 1}})
                   .front()
                   .terms.empty());
}

}  // namespace
}  // namespace egiz::align
