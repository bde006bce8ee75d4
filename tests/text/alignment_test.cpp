// SPDX-License-Identifier: Apache-2.0
#include "text/alignment.hpp"

#include "text/error.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <ostream>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace egiz {
namespace {

SegmentedText text_with(std::size_t segments) {
    SegmentedText text;
    for (std::size_t i = 0; i < segments; ++i) {
        text.document.text += "x ";
        text.document.paragraphs.push_back({2 * i, 2 * i + 1});
        text.segments.push_back({{2 * i, 2 * i + 1}, static_cast<std::uint32_t>(i)});
    }
    return text;
}

Bead bead(std::uint32_t s0, std::uint32_t s1, std::uint32_t t0, std::uint32_t t1) {
    return {{s0, s1}, {t0, t1}, 1, 0.5, 0};
}

std::string in_short(const std::vector<Group>& groups) {
    std::string text;
    for (const Group& group : groups) {
        for (const Span& span : group.spans) {
            text += std::to_string(span.begin) + "-" + std::to_string(span.end) + " ";
        }
        text += "; ";
    }
    return text;
}

BOOST_AUTO_TEST_CASE(an_addition_stands_in_a_row_of_its_own_after_what_it_follows) {
    Alignment alignment;
    alignment.texts = {text_with(2), text_with(3)};
    alignment.pairs = {{0, 1, {bead(0, 1, 0, 1), bead(1, 1, 1, 2), bead(1, 2, 2, 3)}}};
    BOOST_TEST(in_short(close_groups(alignment)) == "0-1 0-1 ; 0-0 1-2 ; 1-2 2-3 ; ");
}

BOOST_AUTO_TEST_CASE(what_lies_between_joined_segments_is_joined_too) {
    // Text 2 joins the pivot's two segments; text 1 has an addition between them.
    Alignment alignment;
    alignment.texts = {text_with(2), text_with(3), text_with(1)};
    alignment.pairs = {{0, 1, {bead(0, 1, 0, 1), bead(1, 1, 1, 2), bead(1, 2, 2, 3)}},
                       {0, 2, {bead(0, 2, 0, 1)}}};
    BOOST_TEST(in_short(close_groups(alignment)) == "0-2 0-3 0-1 ; ");
}

using Sizes = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// A ladder whose beads take so many segments of the source and of the target.
Ladder ladder_of(const Sizes& sizes) {
    Ladder ladder;
    std::uint32_t source = 0;
    std::uint32_t target = 0;
    for (const auto& [s, t] : sizes) {
        ladder.push_back(bead(source, source + s, target, target + t));
        source += s;
        target += t;
    }
    return ladder;
}

/// A random ladder over two sides.
Ladder random_ladder(std::uint32_t sources, std::uint32_t targets, std::mt19937& random) {
    Ladder ladder;
    std::uint32_t s = 0;
    std::uint32_t t = 0;
    while (s < sources || t < targets) {
        std::uint32_t more_s = std::min(static_cast<std::uint32_t>(random() % 3), sources - s);
        std::uint32_t more_t = std::min(static_cast<std::uint32_t>(random() % 3), targets - t);
        if (more_s + more_t == 0) (s < sources ? more_s : more_t) = 1;
        ladder.push_back(bead(s, s + more_s, t, t + more_t));
        s += more_s;
        t += more_t;
    }
    return ladder;
}

struct PairSizes {
    std::size_t source;
    std::size_t target;
    Sizes sizes;
};

/// `0 0-1 | 1 -`: one group between bars, one text a word.
std::string as_rows(const std::vector<Group>& groups) {
    std::string rows;
    for (const Group& group : groups) {
        if (!rows.empty()) rows += " |";
        for (const Span& span : group.spans) {
            rows += rows.empty() ? "" : " ";
            if (span.empty()) {
                rows += '-';
            } else {
                rows += std::to_string(span.begin);
                if (span.size() > 1) rows += '-' + std::to_string(span.end - 1);
            }
        }
    }
    return rows;
}

struct AlignmentCase {
    const char* what;
    std::vector<std::size_t> texts;
    std::vector<PairSizes> pairs;
    const char* rows;

    friend std::ostream& operator<<(std::ostream& out, const AlignmentCase& c) {
        return out << c.what;
    }
};
const std::vector<AlignmentCase> alignment_cases{
    {"no texts", {}, {}, ""},
    {"one text alone", {2}, {}, "0 | 1"},
    {"two texts", {2, 3}, {{0, 1, {{1, 2}, {1, 1}}}}, "0 0-1 | 1 2"},
    {"a gap on each side", {2, 2}, {{0, 1, {{1, 1}, {1, 0}, {0, 1}}}}, "0 0 | - 1 | 1 -"},
    {"beads of two pairs that overlap",
     {3, 2, 3},
     {{0, 1, {{2, 1}, {1, 1}}}, {0, 2, {{1, 1}, {2, 2}}}},
     "0-2 0-1 0-2"},
    {"a chain of pairs",
     {2, 2, 2},
     {{0, 1, {{1, 1}, {1, 1}}}, {1, 2, {{1, 1}, {1, 1}}}},
     "0 0 0 | 1 1 1"},
    {"a sentence that only the second and third share",
     {1, 2, 2},
     {{0, 1, {{0, 1}, {1, 1}}}, {0, 2, {{0, 1}, {1, 1}}}, {1, 2, {{1, 1}, {1, 1}}}},
     "- 0 0 | 0 1 1"},
    {"a text that nothing ties", {1, 2}, {}, "- 0 | - 1 | 0 -"},
    {"an own ladder that contradicts those of the pivot",
     {2, 2, 2},
     {{0, 1, {{1, 1}, {1, 1}}}, {0, 2, {{1, 1}, {1, 1}}}, {1, 2, {{0, 1}, {1, 1}, {1, 0}}}},
     "0 0 0 | 1 1 1"},
    {"an own ladder that is coarser than those of the pivot",
     {2, 2, 2},
     {{1, 2, {{2, 2}}}, {0, 1, {{1, 1}, {1, 1}}}, {2, 0, {{1, 1}, {1, 1}}}},
     "0 0 0 | 1 1 1"},
    {"own ladders that tie what the pivot lacks at different places",
     {1, 2, 2},
     {{0, 1, {{0, 1}, {1, 1}}}, {2, 0, {{1, 1}, {1, 0}}}, {1, 2, {{0, 1}, {1, 1}, {1, 0}}}},
     "- 0 - | 0 1 0 | - - 1"},
    {"ladders of the pivot that contradict each other",
     {2, 2},
     {{0, 1, {{1, 1}, {1, 1}}}, {0, 1, {{0, 1}, {1, 1}, {1, 0}}}},
     "0-1 0-1"},
};
BOOST_DATA_TEST_CASE(ladders_close_to_the_expected_rows, alignment_cases) {
    Alignment alignment;
    for (const std::size_t segments : sample.texts) alignment.texts.push_back(text_with(segments));
    for (const PairSizes& pair : sample.pairs) {
        alignment.pairs.push_back({pair.source, pair.target, ladder_of(pair.sizes)});
    }
    BOOST_TEST(as_rows(close_groups(alignment)) == sample.rows);
    for (const Group& group : close_groups(alignment)) BOOST_TEST(group.filled() > 0U);
}

BOOST_AUTO_TEST_CASE(a_ladder_between_two_texts_is_their_own_or_goes_through_the_pivot) {
    Alignment alignment;
    alignment.texts = {text_with(2), text_with(3), text_with(2)};
    alignment.pairs = {{0, 1, ladder_of({{1, 2}, {1, 1}})}, {0, 2, ladder_of({{1, 1}, {1, 1}})}};
    alignment.pairs[0].ladder[0].confidence = 0.3;
    const Ladder mirrored = ladder_between(alignment, 1, 0);
    BOOST_TEST_REQUIRE(mirrored.size() == 2U);
    BOOST_TEST(mirrored[0].type() == "2-1");
    const Ladder through = ladder_between(alignment, 1, 2);
    BOOST_TEST_REQUIRE(through.size() == 2U);
    BOOST_TEST(through[0].type() == "2-1");
    BOOST_TEST(through[0].confidence == 0.3);
    BOOST_TEST(through[1].confidence == 0.5);
    alignment.pairs.push_back({1, 2, ladder_of({{1, 1}, {1, 0}, {1, 1}})});
    BOOST_CHECK(ladder_between(alignment, 1, 2) == alignment.pairs.back().ladder);
    BOOST_TEST(ladder_between(alignment, 2, 1)[1].type() == "0-1");
}

BOOST_AUTO_TEST_CASE(own_ladders_change_only_what_the_pivot_lacks) {
    std::mt19937 random(11);
    const auto segments = [](const SegmentedText& text) {
        return static_cast<std::uint32_t>(text.segments.size());
    };
    for (int round = 0; round < 200; ++round) {
        Alignment alignment;
        for (int i = 0; i < 4; ++i) alignment.texts.push_back(text_with(1 + random() % 12));
        const auto add = [&](std::size_t a, std::size_t b) {
            alignment.pairs.push_back({a, b,
                                       random_ladder(segments(alignment.texts[a]),
                                                     segments(alignment.texts[b]), random)});
        };
        for (std::size_t i = 1; i < 4; ++i) add(0, i);
        const auto with_pivot = [](std::vector<Group> groups) {
            std::erase_if(groups, [](const Group& group) { return group.spans[0].empty(); });
            return groups;
        };
        const auto before = with_pivot(close_groups(alignment));
        add(1, 2);
        add(3, 1);
        add(2, 3);
        BOOST_TEST_REQUIRE((with_pivot(close_groups(alignment)) == before));
    }
}

BOOST_AUTO_TEST_CASE(many_segments_need_no_deep_recursion) {
    constexpr std::uint32_t many = 50'000;
    Alignment alignment;
    alignment.texts = {text_with(many), text_with(many)};
    alignment.pairs = {{0, 1, ladder_of(Sizes(many, {1, 1}))}};
    BOOST_TEST(close_groups(alignment).size() == many);
    alignment.pairs.push_back({0, 1, ladder_of({{many, many}})});
    BOOST_TEST(close_groups(alignment).size() == 1U);
}

BOOST_AUTO_TEST_CASE(groups_cover_every_text_once_in_order_and_no_bead_reaches_out) {
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        Alignment alignment;
        for (int i = 0; i < 4; ++i) alignment.texts.push_back(text_with(1 + random() % 12));
        for (std::size_t i = 1; i < 4; ++i) {
            alignment.pairs.push_back(
                {0, i,
                 random_ladder(static_cast<std::uint32_t>(alignment.texts[0].segments.size()),
                               static_cast<std::uint32_t>(alignment.texts[i].segments.size()),
                               random)});
            check_ladder(alignment.pairs.back().ladder, alignment.texts[0].segments.size(),
                         alignment.texts[i].segments.size());
        }
        const auto groups = close_groups(alignment);
        for (std::size_t text = 0; text < 4; ++text) {
            std::uint32_t end = 0;
            for (const Group& group : groups) {
                const Span span = group.spans[text];
                if (span.empty()) continue;
                BOOST_TEST_REQUIRE(span.begin == end);
                end = span.end;
            }
            BOOST_TEST_REQUIRE(end == alignment.texts[text].segments.size());
        }
        for (const Pair& pair : alignment.pairs) {
            for (const Bead& b : pair.ladder) {
                std::size_t touched = 0;
                for (const Group& group : groups) {
                    const Span s = group.spans[pair.source];
                    const Span t = group.spans[pair.target];
                    const bool in_source =
                        !b.source.empty() && b.source.begin < s.end && s.begin < b.source.end;
                    const bool in_target =
                        !b.target.empty() && b.target.begin < t.end && t.begin < b.target.end;
                    touched += in_source || in_target ? 1 : 0;
                }
                BOOST_TEST_REQUIRE(touched == 1U);
            }
        }
        const Ladder through = ladder_between(alignment, 1, 2);
        check_ladder(through, alignment.texts[1].segments.size(),
                     alignment.texts[2].segments.size());
        const Ladder back = ladder_between(alignment, 2, 0);
        check_ladder(back, alignment.texts[2].segments.size(), alignment.texts[0].segments.size());
    }
}

BOOST_AUTO_TEST_CASE(a_ladder_that_leaves_something_out_is_refused) {
    BOOST_CHECK_NO_THROW(check_ladder({bead(0, 1, 0, 2)}, 1, 2));
    BOOST_CHECK_THROW(check_ladder({bead(0, 1, 0, 1)}, 1, 2), Error);
    BOOST_CHECK_THROW(check_ladder({bead(0, 1, 0, 1), bead(2, 3, 1, 2)}, 3, 2), Error);
    BOOST_CHECK_THROW(check_ladder({bead(0, 1, 0, 1), bead(1, 1, 1, 1)}, 1, 1), Error);
}

}  // namespace
}  // namespace egiz
