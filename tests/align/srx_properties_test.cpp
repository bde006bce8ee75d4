// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/srx_program.hpp"
#include "align/segmentation/srx_repair.hpp"
#include "tests/align/srx_support.hpp"
#include "tests/support/samples.hpp"
#include "tests/support/srx_reference.hpp"
#include "tests/support/temporary_folder.hpp"
#include "text/error.hpp"
#include "text/unicode.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <random>

namespace egiz::align {
namespace {

using Random = std::mt19937;

std::size_t below(std::size_t bound, Random& random) {
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
}

template <class List>
std::string one_of(const List& list, Random& random) {
    return list[below(list.size(), random)];
}

std::string random_text(std::size_t most, Random& random) {
    static const std::vector<std::string> pieces{
        "a", "b", "A", "Mr.", " ", "  ", ".", "!", "?", "…", "...", "\"", "'", "(", ")", "1", "2",
        "\n", "。", "」", "e.", "g.", "ß", "ss", "SS", "ﬁ", "fi", "к", "К", "Г.", "\u0301", "😀",
        "ſ", "-", "ab", ". A", ". a", "\t", "\u00A0", "\u2029", "ii", "İ", "st", "\u00AD",
        // Lists, bullets and informal text, for what is underneath.
        "1) ", " 2) ", " 3) ", "1. A", " 2. B", " a) ", " b) ", " • ", " •", " :) A", "www.a.com ",
        " @a", "#a ", " Mr", "(A. ", " — "};
    std::string text;
    for (std::size_t size = below(most, random); size > 0; --size) text += one_of(pieces, random);
    return text;
}

/// An expression that ICU takes, mostly; such as people write, and worse.
std::string made_pattern(int depth, Random& random) {
    static const std::vector<std::string> atoms{
        "a",           "b",       "A",       "\\.",         "\\.",     "\\s", "[.!?…]",  "[\"']",
        "\\p{Lu}",     "\\p{Ll}", "\\p{L}",  "[^\\p{Lu}]",  "\\d",     "\\w", " ",       "[ab]",
        "[A-Z]",       "[。」]",  "\\p{Pe}", "(Mr|Ms)",     "к",       ".",   "\\S",     "\\W",
        "[\\s.]",      "[^.]",    "ss",      "[a-z&&[^b]]", "\\u00df", "\\h", "\\P{Lu}", "[a1-2]",
        "[\\p{L}\\d]", "st",      "[]a]",    "\\x{1F600}"};
    static const std::vector<std::string> asserts{"\\b", "\\B", "^", "$", "\\Z", "\\z", "\\A"};
    static const std::vector<std::string> quantifiers{
        "?", "*", "+", "??", "*?", "+?", "?+", "*+", "++", "{1,2}", "{2}", "{0,3}?", "{2,}"};
    static const std::vector<std::string> openings{"(", "(?:", "(?>", "(?i:", "(?<name>"};
    static const std::vector<std::string> looks{"(?=", "(?!", "(?<=", "(?<!"};
    std::string pattern;
    if (depth == 2 && below(8, random) == 0) pattern += "(?i)";
    if (below(4, random) == 0) pattern += "\\b";
    for (std::size_t parts = 1 + below(4, random); parts > 0; --parts) {
        switch (depth > 0 ? below(12, random) : 0) {
            case 1:
                pattern += one_of(asserts, random);
                continue;
            case 2:
                pattern += one_of(openings, random) + made_pattern(depth - 1, random) + ")";
                break;
            case 3:
                pattern += "(" + made_pattern(depth - 1, random) + "|" +
                           made_pattern(depth - 1, random) + ")";
                break;
            case 4:
                pattern += one_of(looks, random) + made_pattern(0, random) + ")";
                continue;
            default:
                pattern += one_of(atoms, random);
                break;
        }
        if (below(3, random) == 0) pattern += one_of(quantifiers, random);
    }
    return pattern;
}

bool icu_takes(const std::string& pattern) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::RegexMatcher matcher(icu::UnicodeString::fromUTF8(pattern), 0, status);
    return U_SUCCESS(status) != 0;
}

std::vector<SegmentationRule> made_rules(Random& random) {
    const auto pattern = [&] {
        std::string result;
        do {
            result = made_pattern(2, random);
        } while (!icu_takes(result));
        return result;
    };
    std::vector<SegmentationRule> rules;
    for (std::size_t count = 1 + below(6, random); count > 0; --count) {
        rules.push_back({below(2, random) == 0, below(8, random) == 0 ? "" : pattern(),
                         below(3, random) == 0 ? "" : pattern(), 0});
    }
    rules.push_back({true, "[.!?…]+", "", 0});
    return rules;
}

std::string described(const std::vector<SegmentationRule>& rules, const std::string& text) {
    std::string result = "text '" + text + "'";
    for (const SegmentationRule& rule : rules) {
        result +=
            std::string("\n") + (rule.breaks ? "yes " : "no ") + rule.before + "   " + rule.after;
    }
    return result;
}

BOOST_AUTO_TEST_CASE(any_rules_cut_as_the_plain_interpreter_does) {
    Random random(20061);
    int refused = 0;
    for (int round = 0; round < 100; ++round) {
        const std::vector<SegmentationRule> rules = made_rules(random);
        const test::SrxReference reference(rules);
        const auto engine = srx_engine(rules);
        for (int i = 0; i < 12; ++i) {
            const std::string text = random_text(40, random);
            try {
                const std::vector<std::size_t> expected =
                    telling(reference.breaks(text, srx_reach), text);
                BOOST_TEST_REQUIRE((breaks(*engine, text) == expected), described(rules, text));
            } catch (const std::runtime_error&) {
                ++refused;  // made rules may be bombs, for the one or the other
            }
        }
    }
    BOOST_TEST(refused < 60);  // of 1200
}

BOOST_AUTO_TEST_CASE(a_rule_set_for_english_cuts_as_the_plain_interpreter_does) {
    const std::vector<SegmentationRule> rules = test::english_like_rules();
    const test::SrxReference reference(rules);
    const auto engine = srx_engine(rules);
    Random random(7);
    for (const char* name : {"en.txt", "ru.txt", "zh.txt"}) {
        const std::string text = test::read_file(test::sample(name));
        const std::vector<std::size_t> expected = telling(reference.breaks(text, srx_reach), text);
        BOOST_TEST(expected.size() > 20U);
        BOOST_TEST(breaks(*engine, text) == expected, boost::test_tools::per_element());
    }
    for (int i = 0; i < 300; ++i) {
        const std::string text = random_text(200, random);
        const std::vector<std::size_t> expected = telling(reference.breaks(text, srx_reach), text);
        BOOST_TEST_REQUIRE((breaks(*engine, text) == expected), text);
        BOOST_TEST_REQUIRE((telling(reference.searched_breaks(text), text) == expected), text);
    }
}

BOOST_AUTO_TEST_CASE(the_result_does_not_depend_on_the_stretches) {
    Random random(11);
    for (int round = 0; round < 60; ++round) {
        const std::vector<SegmentationRule> rules =
            round == 0 ? test::english_like_rules() : made_rules(random);
        const auto engine = srx_engine(rules);
        const std::string text = random_text(round % 10 == 0 ? 30'000 : 300, random);
        std::vector<std::size_t> expected;
        try {
            expected = breaks(*engine, text);
        } catch (const Error&) {
            continue;
        }
        for (const std::size_t step : {1U, 13U, 997U}) {
            if (text.size() / step > 2000) continue;
            BOOST_TEST_REQUIRE((breaks(*engine, text, step) == expected), described(rules, text));
        }
    }
}

std::shared_ptr<const Engine> made_base(Random& random) {
    SegmenterOptions options;
    options.informal = below(2, random) == 0;
    options.split_quotations = below(2, random) == 0;
    return Segmenter(Language::require(one_of(std::vector<std::string>{"en", "ru", "zh"}, random)),
                     options)
        .shared_engine();
}

using Places = std::vector<std::pair<std::size_t, bool>>;

/// All of them, and whether a sentence ends there.
Places places(const Engine& engine, std::string_view text, std::size_t step) {
    Places result;
    ScanState state;
    while (state.offset < text.size()) {
        const std::size_t limit = std::min(text.size(), state.offset + step);
        engine.scan(text, limit, state, [&](const Boundary& boundary) {
            result.emplace_back(boundary.offset, boundary.ends);
            return boundary.ends;
        });
    }
    return result;
}

BOOST_AUTO_TEST_CASE(places_over_a_base_come_once_in_order_whatever_the_stretches) {
    Random random(17);
    for (int round = 0; round < 120; ++round) {
        const std::vector<SegmentationRule> rules =
            round % 25 == 0 ? test::english_like_rules() : made_rules(random);
        const auto engine = srx_engine(rules, made_base(random));
        const std::string text = random_text(round % 50 == 0 ? 30'000 : 150, random);
        try {
            const Places expected = places(*engine, text, text.size());
            for (std::size_t i = 1; i < expected.size(); ++i) {
                BOOST_TEST_REQUIRE(expected[i - 1].first < expected[i].first,
                                   described(rules, text));
            }
            for (const std::size_t step : {1U, 2U, 13U, 997U}) {
                if (text.size() / step > 2000) continue;
                BOOST_TEST_REQUIRE((places(*engine, text, step) == expected),
                                   described(rules, text));
            }
        } catch (const Error&) {
            continue;  // made rules may be bombs
        }
    }
}

/// What the rules decide stands; the base decides between them.
BOOST_AUTO_TEST_CASE(rules_over_a_base_have_the_first_word) {
    Random random(18);
    for (int round = 0; round < 150; ++round) {
        const std::vector<SegmentationRule> rules = made_rules(random);
        const auto alone = srx_engine(rules);
        const auto over = srx_engine(rules, made_base(random));
        const std::string text = random_text(150, random);
        try {
            const std::vector<std::size_t> found = breaks(*over, text);
            for (const std::size_t end : telling(breaks(*alone, text), text)) {
                // Unless it is in the white space behind an end that the base has put there.
                const auto next = std::upper_bound(found.begin(), found.end(), end);
                BOOST_TEST_REQUIRE((next != found.begin()), described(rules, text));
                const std::size_t last = *(next - 1);
                BOOST_TEST_REQUIRE((trim(text, {last, end}).empty()), described(rules, text));
            }
        } catch (const Error&) {
            continue;
        }
    }
}

/// A text may be handed over with its front cut off.
BOOST_AUTO_TEST_CASE(what_is_far_away_does_not_matter) {
    Random random(12);
    const auto engine = srx_engine(test::english_like_rules());
    std::string text;
    while (text.size() < 100'000) text += random_text(500, random) + ". A";
    const std::vector<std::size_t> expected = breaks(*engine, text);
    std::vector<std::size_t> found;
    ScanState state;
    std::size_t dropped = 0;
    for (std::string_view rest = text; state.offset < rest.size();) {
        const std::size_t limit = std::min(rest.size(), state.offset + 5000);
        const std::string_view seen = rest.substr(0, limit + Engine::farthest_look);
        engine->scan(seen, limit, state, [&](const Boundary& boundary) {
            if (boundary.ends) found.push_back(dropped + boundary.offset);
            return boundary.ends;
        });
        if (state.sentence_begin > Engine::farthest_look) {
            std::size_t front = state.sentence_begin - Engine::farthest_look;
            while ((static_cast<unsigned char>(rest[front]) & 0xC0) == 0x80) --front;
            rest.remove_prefix(front);
            state.drop_front(front);
            dropped += front;
        }
    }
    BOOST_TEST(dropped > 0U);
    BOOST_TEST(found == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(any_bytes_end_in_a_result) {
    Random random(13);
    const auto engine = srx_engine(test::english_like_rules());
    for (int i = 0; i < 200; ++i) {
        std::string bytes(below(3000, random), '\0');
        for (char& byte : bytes) byte = static_cast<char>(below(256, random));
        for (const std::size_t end : breaks(*engine, bytes)) BOOST_TEST_REQUIRE(end < bytes.size());
    }
    static_cast<void>(breaks(*engine, std::string(1 << 20, '\0')));
    static_cast<void>(breaks(*engine, std::string(1 << 15, '.')));
    static_cast<void>(breaks(*engine, std::string(1 << 20, '\xED')));
}

BOOST_AUTO_TEST_CASE(sets_are_those_of_icu) {
    for (const char* pattern : {"\\w", "\\s", "\\d", "\\h", "\\v", "\\W", "\\S", ".", "[^a-z\\d]",
                                "[\\p{L}&&[^b-y]]", "(?i)k", "(?i)[s-t]", "[-a]", "[a-]", "[:.]"}) {
        const auto expression = parse_expression(pattern);
        BOOST_TEST_REQUIRE(expression.has_value());
        BOOST_TEST_REQUIRE(expression->exact);
        const auto program = Program::compile(*expression);
        UErrorCode status = U_ZERO_ERROR;
        icu::RegexMatcher matcher(icu::UnicodeString::fromUTF8(pattern), 0, status);
        SrxText text;
        ProgramState state;
        int wrong = 0;
        for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 7) {
            if (c >= 0xD800 && c < 0xE000) continue;
            std::string bytes;
            append_utf8(bytes, c);
            text.assign(bytes, 0, bytes.size());
            state.steps_left = 100;
            state.look_limit = text.size();
            const icu::UnicodeString input(static_cast<UChar32>(c));
            matcher.reset(input);
            const bool expected = matcher.lookingAt(status) != 0;
            wrong += (program->match(text, 0, text.size(), state) >= 0) != expected ? 1 : 0;
        }
        BOOST_TEST(wrong == 0, pattern << ": " << wrong << " characters");
    }
}

struct Repair {
    const char* before;
    const char* after;

    friend std::ostream& operator<<(std::ostream& out, const Repair& sample) {
        return out << sample.before;
    }
};
const std::vector<Repair> repairs{
    {"<0}", "<0\\}"},
    {"{0>", "\\{0>"},
    {"(?<!\\d[\\h]*)\\.", "(?<!\\d[\\h]{0,100})\\."},
    {"(?<=a+b{2,})c*", "(?<=a{1,100}b{2,102})c*"},
    {"(?<=(?:x|y)*)z+", "(?<=(?:x|y){0,100})z+"},
    {"\\pL\\.", "\\p{L}\\."},
    {"(?iU)mr", "(?i)mr"},
    {"(?U)mr", "mr"},
    {"[{}]{2}", "[{}]{2}"},
    {"\\x{41}\\p{Lu}{1,2}", "\\x{41}\\p{Lu}{1,2}"},
    {"a|{", "a|\\{"},
    {"\\Q{}*\\E", "\\Q{}*\\E"},
};
BOOST_DATA_TEST_CASE(expressions_of_java_are_mended, repairs) {
    const RepairedExpression repaired = repair_expression(sample.before);
    BOOST_TEST(repaired.pattern == sample.after);
    BOOST_TEST(repaired.repairs.empty() == (repaired.pattern == sample.before));
    BOOST_TEST(icu_takes(repaired.pattern));
}

}  // namespace
}  // namespace egiz::align
