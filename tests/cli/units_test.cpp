// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/units.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>

namespace egiz::workflow {
namespace {

/// A text of one-letter sentences, a paragraph each: `A. B. C.`
SegmentedText text_of_letters(const char* language, char first, std::size_t count) {
    SegmentedText text;
    text.document.language = *Language::parse(language);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t begin = text.document.text.size();
        text.document.text += static_cast<char>(first + static_cast<char>(i));
        text.document.text += '.';
        text.document.paragraphs.push_back({begin, begin + 2});
        text.segments.push_back({{begin, begin + 2}, static_cast<std::uint32_t>(i)});
        text.document.text += ' ';
    }
    return text;
}

/// Three texts; Kazakh merges B and C, Russian adds d after c.
Alignment example() {
    Alignment alignment;
    alignment.texts = {text_of_letters("en", 'A', 4), text_of_letters("ru", 'a', 5),
                       text_of_letters("kk", 'k', 3)};
    alignment.pairs = {{0,
                        1,
                        {{{0, 1}, {0, 1}, 1, 0.9, 0},
                         {{1, 2}, {1, 2}, 1, 0.8, 0},
                         {{2, 3}, {2, 3}, 1, 0.7, 0},
                         {{3, 3}, {3, 4}, 1, 0.6, 0},
                         {{3, 4}, {4, 5}, 1, 0.5, 0}}},
                       {0,
                        2,
                        {{{0, 1}, {0, 1}, 1, 0.95, 0},
                         {{1, 3}, {1, 2}, 1, 0.85, 0},
                         {{3, 4}, {2, 3}, 1, 0.75, 0}}}};
    return alignment;
}

std::string summary(const std::vector<TranslationUnit>& units) {
    std::string text;
    for (const TranslationUnit& unit : units) {
        text += unit.bead_type;
        for (const Variant& variant : unit.variants) {
            text += ' ' + variant.language.tag() + ":" + variant.text;
        }
        text += '\n';
    }
    return text;
}

BOOST_AUTO_TEST_CASE(multilingual_units_are_the_groups_in_which_all_pairs_close) {
    const auto units = multilingual_units(example(), {"doc", "2026-01-02T03:04:05Z"});
    BOOST_TEST(summary(units) ==
               "1-1-1 en:A. ru:a. kk:k.\n"
               "2-2-1 en:B. C. ru:b. c. kk:l.\n"
               "1-1-1 en:D. ru:e. kk:m.\n");
    BOOST_TEST(*units[1].score == 0.7);
    BOOST_TEST(units[0].document == "doc");
    BOOST_TEST(units[0].authorship.created == "2026-01-02T03:04:05Z");
}

BOOST_AUTO_TEST_CASE(bilingual_units_are_the_finer_beads) {
    BOOST_TEST(summary(bilingual_units(example(), 0, 1, {})) ==
               "1-1 en:A. ru:a.\n"
               "1-1 en:B. ru:b.\n"
               "1-1 en:C. ru:c.\n"
               "1-1 en:D. ru:e.\n");
}

BOOST_AUTO_TEST_CASE(a_pair_without_the_pivot_goes_through_it) {
    BOOST_TEST(summary(bilingual_units(example(), 1, 2, {})) ==
               "1-1 ru:a. kk:k.\n"
               "2-1 ru:b. c. kk:l.\n"
               "1-1 ru:e. kk:m.\n");
}

BOOST_AUTO_TEST_CASE(the_memory_gets_both_where_they_differ) {
    BOOST_TEST(summary(memory_units(example(), {})) ==
               "1-1-1 en:A. ru:a. kk:k.\n"
               "2-2-1 en:B. C. ru:b. c. kk:l.\n"
               "1-1 en:B. ru:b.\n"
               "1-1 en:C. ru:c.\n"
               "1-1-1 en:D. ru:e. kk:m.\n");
}

/// As example(), where Russian and Kazakh have a ladder of their own.
Alignment example_with_own_ladder(Ladder ladder) {
    Alignment alignment = example();
    alignment.pairs.push_back({1, 2, std::move(ladder)});
    return alignment;
}

BOOST_AUTO_TEST_CASE(a_pair_without_the_pivot_goes_by_its_own_ladder_if_it_has_one) {
    const Alignment alignment = example_with_own_ladder({{{0, 1}, {0, 1}, 1, 0.4, 0},
                                                         {{1, 2}, {1, 2}, 1, 0.4, 0},
                                                         {{2, 4}, {2, 2}, 1, 0.4, 0},
                                                         {{4, 5}, {2, 3}, 1, 0.4, 0}});
    BOOST_TEST(summary(bilingual_units(alignment, 2, 1, {})) ==
               "1-1 kk:k. ru:a.\n"
               "1-1 kk:l. ru:b.\n"
               "1-1 kk:m. ru:e.\n");
    const auto units = memory_units(alignment, {});
    BOOST_TEST(summary(units) ==
               "1-1-1 en:A. ru:a. kk:k.\n"
               "2-2-1 en:B. C. ru:b. c. kk:l.\n"
               "1-1 en:B. ru:b.\n"
               "1-1 en:C. ru:c.\n"
               "1-1 ru:b. kk:l.\n"
               "1-1-1 en:D. ru:e. kk:m.\n");
    BOOST_TEST(*units[0].score == 0.9);  // by the ladders of the pivot
}

BOOST_AUTO_TEST_CASE(an_own_ladder_makes_no_unit_coarser) {
    const Alignment alignment =
        example_with_own_ladder({{{0, 3}, {0, 1}, 1, 0.4, 0}, {{3, 5}, {1, 3}, 1, 0.4, 0}});
    BOOST_TEST(summary(memory_units(alignment, {})) == summary(memory_units(example(), {})));
    BOOST_TEST(summary(multilingual_units(alignment, {})) ==
               summary(multilingual_units(example(), {})));
}

BOOST_AUTO_TEST_CASE(what_only_the_pivot_lacks_is_a_unit_of_the_others) {
    Alignment alignment;
    alignment.texts = {text_of_letters("en", 'A', 1), text_of_letters("ru", 'a', 2),
                       text_of_letters("kk", 'k', 2)};
    const Ladder with_addition{{{0, 1}, {0, 1}, 1, 0.9, 0}, {{1, 1}, {1, 2}, 1, 0.8, 0}};
    alignment.pairs = {{0, 1, with_addition},
                       {0, 2, with_addition},
                       {1, 2, {{{0, 1}, {0, 1}, 1, 0.7, 0}, {{1, 2}, {1, 2}, 1, 0.6, 0}}}};
    const auto units = memory_units(alignment, {});
    BOOST_TEST(summary(units) == "1-1-1 en:A. ru:a. kk:k.\n0-1-1 ru:b. kk:l.\n");
    BOOST_TEST(*units[0].score == 0.9);
    BOOST_TEST(*units[1].score == 0.6);
}

BOOST_AUTO_TEST_CASE(a_variant_knows_the_segments_before_and_behind_it) {
    const auto hash = [](const char* text) { return context_hash(text); };
    const auto units = memory_units(example(), {});
    BOOST_REQUIRE(units.size() == 5U);
    const auto contexts = [&](std::size_t unit, std::size_t variant) {
        return units[unit].variants[variant].contexts;
    };
    using Contexts = std::vector<Context>;
    BOOST_CHECK((contexts(0, 0) == Contexts{{0, hash("B.")}}));
    BOOST_CHECK((contexts(0, 2) == Contexts{{0, hash("l.")}}));
    BOOST_CHECK((contexts(1, 0) == Contexts{{hash("A."), hash("D.")}}));  // B. C.
    BOOST_CHECK((contexts(1, 1) == Contexts{{hash("a."), hash("d.")}}));  // d. is in no unit
    BOOST_CHECK((contexts(2, 0) == Contexts{{hash("A."), hash("C.")}}));
    BOOST_CHECK((contexts(4, 0) == Contexts{{hash("C."), 0}}));
    BOOST_CHECK((contexts(4, 1) == Contexts{{hash("d."), 0}}));
    const auto pairs = bilingual_units(example(), 0, 1, {});
    BOOST_CHECK((pairs[1].variants[0].contexts == Contexts{{hash("A."), hash("C.")}}));
}

struct Case {
    const char* written;
    const char* in_unit;
    friend std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.written; }
};
const std::vector<Case> cases{
    {"one line", "one line"},
    {"two\nlines", "two lines"},
    {"two \r\n  lines", "two lines"},
    {"two  spaces stay", "two  spaces stay"},
    {"no\u00A0break stays", "no\u00A0break stays"},
    {"两行\n汉字", "两行汉字"},
    {"句子。\n\n下一句", "句子。下一句"},
    {"汉字\nLatin", "汉字 Latin"},
};
BOOST_AUTO_TEST_CASE(white_space_on_both_sides_of_a_code_stays_there) {
    std::vector<InlineCode> codes{{4, InlineCode::Kind::placeholder, "1", {}, {}}};
    BOOST_TEST(unit_text("and  then", codes) == "and  then");
    BOOST_TEST(codes.front().byte_offset == 4);
}

BOOST_DATA_TEST_CASE(only_line_breaks_change_in_a_unit, cases) {
    BOOST_TEST(unit_text(sample.written) == sample.in_unit);
}

}  // namespace
}  // namespace egiz::workflow
