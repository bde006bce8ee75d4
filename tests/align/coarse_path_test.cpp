// SPDX-License-Identifier: Apache-2.0
#include "align/coarse_path.hpp"

#include "align/witness_term.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

using namespace egiz::align;

namespace {

/// A text whose segment i holds the tokens `segments[i]`.
TokenizedText tokenized(const std::vector<std::vector<TokenId>>& segments) {
    TokenizedText text;
    for (const auto& tokens : segments) {
        text.ids.insert(text.ids.end(), tokens.begin(), tokens.end());
        text.first.push_back(text.ids.size());
    }
    return text;
}

/// `segments` segments, each with a word of its own, a common one and one drawn at random. The
/// target lacks those from `left_out` on, as many as `missing`.
struct MadePair {
    TokenizedText source;
    TokenizedText target;
    std::vector<WordPair> known;
    TokenId tokens = 0;

    MadePair(TokenId segments, TokenId left_out, TokenId missing) : tokens(segments + 30) {
        std::mt19937 random(7);
        std::vector<std::vector<TokenId>> a;
        std::vector<std::vector<TokenId>> b;
        for (TokenId i = 0; i < segments; ++i) {
            const auto some = static_cast<TokenId>(segments + 1 + random() % 29);
            a.push_back({i, segments, some});
            if (i < left_out || i >= left_out + missing) b.push_back({i, segments, some});
        }
        for (TokenId token = 0; token < tokens; ++token) known.push_back({token, token, 2, 2});
        source = tokenized(a);
        target = tokenized(b);
    }
    [[nodiscard]] std::vector<Point> path() const {
        return find_coarse_path(source, tokens, target, tokens, known);
    }
};

BOOST_AUTO_TEST_CASE(rare_words_lead_through_a_text_and_over_what_is_left_out) {
    const std::vector<Point> path = MadePair(400, 100, 60).path();
    BOOST_TEST(path.size() > 300U);
    Point last{0, 0};
    for (const Point point : path) {
        const std::uint32_t wanted = point.source < 100 ? point.source : point.source - 60;
        BOOST_TEST(point.target == wanted);
        BOOST_TEST((point.source >= last.source && point.target >= last.target));
        last = point;
    }
}

BOOST_AUTO_TEST_CASE(texts_without_words_that_are_known_have_no_coarse_path) {
    MadePair pair(50, 50, 0);
    pair.known.clear();
    BOOST_TEST(pair.path().empty());
}

BOOST_AUTO_TEST_CASE(a_third_text_leads_from_the_first_to_the_second) {
    // Segment 0 goes to 0 and on to 1; segment 1 to 1, which goes nowhere; of 2 nothing is known.
    const Links there({{0, 0, 0.9F}, {1, 1, 1}}, {0.1F, 0, 1});
    const Links onward({{0, 1, 0.8F}, {0, 0, 0.2F}}, {0, 1});
    const Testimony said = follow(there, onward);
    BOOST_REQUIRE(said.links.of(0).size() == 2U);
    BOOST_TEST(said.links.of(0)[1].segment == 1U);
    BOOST_TEST(said.links.of(0)[1].share == 0.72F, boost::test_tools::tolerance(1e-5F));
    BOOST_TEST(said.unheard[0] == 0.1F, boost::test_tools::tolerance(1e-5F));
    BOOST_TEST(said.links.of(1).empty());
    BOOST_TEST(said.links.alone(1) == 1.0F);
    BOOST_TEST(said.unheard[2] == 1.0F);

    const Links back_there({{0, 0, 1}, {1, 0, 1}}, {0, 0});
    const Links back({{0, 0, 1}}, {0});
    const WitnessTerm term(said, follow(back_there, back));
    // Where the third text leads, rather than elsewhere; into a gap, rather than anywhere.
    BOOST_TEST(term(1, 2, {1, 1}) > term(1, 1, {1, 1}));
    BOOST_TEST(term(2, 1, {1, 0}) > term(2, 1, {1, 1}));
    BOOST_TEST(std::isfinite(term(3, 2, {3, 2})));
}

}  // namespace
