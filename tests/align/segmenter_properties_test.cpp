// SPDX-License-Identifier: Apache-2.0
// What holds for every text, well-formed or not.
#include "align/segmenter.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using egiz::Language;
using egiz::Range;
using egiz::align::Segmenter;
using egiz::align::SegmenterOptions;

namespace {

const std::vector<std::string> property_languages{"en", "ru", "kk", "zh", "de", "ja"};

/// The sentences are in order, without white space at their ends, and hold all else.
void check_cover(std::string_view text, const std::vector<Range>& sentences) {
    std::size_t end = 0;
    bool good = true;
    for (const Range sentence : sentences) {
        good = good && sentence.begin >= end && sentence.end <= text.size() && !sentence.empty() &&
               egiz::trim(text, {end, sentence.begin}).empty() &&
               egiz::trim(text, sentence) == sentence;
        end = good ? sentence.end : end;
    }
    good = good && egiz::trim(text, {end, text.size()}).empty();
    BOOST_TEST(good, "sentences do not cover: " << text.substr(0, 200));
}

void check_all(std::string_view text) {
    for (const std::string& tag : property_languages) {
        for (const bool split : {true, false}) {
            const SegmenterOptions options{.split_quotations = split};
            const Segmenter segmenter(Language::require(tag), options);
            check_cover(text, segmenter.split(text));
        }
    }
}

std::vector<Segmenter> all_segmenters() {
    std::vector<Segmenter> result;
    for (const std::string& tag : property_languages) result.emplace_back(Language::require(tag));
    result.emplace_back(Language::require("en"), SegmenterOptions{.split_quotations = false});
    result.emplace_back(Language::require("ru"), SegmenterOptions{.informal = true});
    return result;
}

BOOST_AUTO_TEST_CASE(random_bytes_lose_nothing) {
    const std::vector<Segmenter> segmenters = all_segmenters();
    std::mt19937 random(1);
    for (int i = 0; i < 2000; ++i) {
        std::string text(random() % 120, '\0');
        for (char& c : text) c = static_cast<char>(random() % 256);
        for (const Segmenter& segmenter : segmenters) check_cover(text, segmenter.split(text));
    }
}

const std::vector<std::string_view> pieces{
    ".",    "!",   "?",      "…",          "。",  "！",  "？",   "．",      "。",   " ",
    "  ",   "\n",  "\u00A0", "\u200B",     "\"",  "'",   "«",    "»",       "“",    "”",
    "„",    "‘",   "’",      "「",         "」",  "(",   ")",    "（",      "）",   "[",
    "]",    "[6]", "[...]",  "《",         "》",  "-",   "—",    ",",       ":",    ";",
    "№",    "@",   "A",      "и",          "ж",   "т",   "т.б",  "г",       "г.",   "2010",
    "5",    "XIV", "The",    "Он",         "Бұл", "he",  "said", "他",      "问",   "说",
    "好",   "Dr",  "U.S",    "http://a.b", "🎉",   ":-)", "é",    "e\u0301", "\xD0", "\xE2\x80",
    "\xFF", "4",   "е",      "д",          "с"};

/// Random texts of the pieces that rules look at reach deeper than random bytes.
BOOST_AUTO_TEST_CASE(random_pieces_lose_nothing) {
    const std::vector<Segmenter> segmenters = all_segmenters();
    std::mt19937 random(2);
    for (int i = 0; i < 4000; ++i) {
        std::string text;
        const std::size_t count = random() % 40;
        for (std::size_t j = 0; j < count; ++j) text += pieces[random() % pieces.size()];
        for (const Segmenter& segmenter : segmenters) check_cover(text, segmenter.split(text));
    }
}

BOOST_AUTO_TEST_CASE(a_sentence_is_not_cut_again) {
    const Segmenter segmenter(Language::require("en"));
    const std::string text =
        "Dr. Smith left. “Who?” she asked. (He was late.) In the U.S. it rained. It was 5 p.m. The "
        "end… Really?! Yes.";
    for (const Range sentence : segmenter.split(text)) {
        BOOST_TEST(segmenter.split(egiz::slice(text, sentence)).size() == 1U);
    }
}

BOOST_AUTO_TEST_CASE(each_place_is_explained_once_in_order) {
    const Segmenter segmenter(Language::require("en"));
    const std::string text = "Dr. A. Smith (see p. 5.) said: “No!” Then he left... slowly. End.";
    const std::vector<Segmenter::Place> places = segmenter.explain(text);
    BOOST_REQUIRE(places.size() == 7U);
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (i > 0) BOOST_TEST(places[i].offset > places[i - 1].offset);
        BOOST_TEST(!places[i].why.reason.empty());
        BOOST_TEST(places[i].why.rule_set == "native en");
    }
    BOOST_TEST(places[0].why.file == "rules/en.txt");
    BOOST_TEST(places[0].why.line > 0U);
    BOOST_TEST(places[0].why.rule == "[may be final] dr");
    BOOST_TEST(places[1].why.file.empty());
}

/// What a streamed shows of a text that comes in pieces.
std::vector<Range> streamed(const Segmenter& segmenter, std::string_view text, std::size_t piece) {
    std::vector<Range> result;
    egiz::align::SentenceStream sentences(
        segmenter, [&](std::string_view sentence, std::size_t offset) {
            BOOST_REQUIRE(sentence == text.substr(offset, sentence.size()));
            result.push_back({offset, offset + sentence.size()});
        });
    for (std::size_t begin = 0; begin < text.size(); begin += piece) {
        sentences.feed(text.substr(begin, piece));
    }
    sentences.finish();
    return result;
}

BOOST_AUTO_TEST_CASE(a_stream_gives_the_same_sentences_whatever_its_pieces) {
    const std::vector<Segmenter> segmenters = all_segmenters();
    std::mt19937 random(3);
    for (int i = 0; i < 6; ++i) {
        std::string text;
        while (text.size() < 200'000) {
            text += pieces[random() % pieces.size()];
            // Looks that go far: long white space, long runs.
            if (random() % 5000 == 0) text.append(random() % 40'000, ' ');
            if (random() % 5000 == 0) text.append(random() % 40'000, '.');
            if (random() % 2000 == 0) {
                // Thirteen looks over white space in a row.
                for (int mark = 0; mark < 12; ++mark) {
                    text += '(';
                    for (int j = 0; j < 999; ++j) text += "\u3000";
                }
            }
            if (random() % 5000 == 0) text.append(random() % 40'000, 'x');
        }
        for (const Segmenter& segmenter : segmenters) {
            const std::vector<Range> whole = segmenter.split(text);
            for (const std::size_t piece :
                 {std::size_t{1}, std::size_t{777}, std::size_t{70'000}}) {
                BOOST_TEST((streamed(segmenter, text, piece) == whole), "pieces of " << piece);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(a_sentence_beyond_all_measure_is_cut_at_white_space) {
    const Segmenter segmenter(Language::require("kk"));
    std::string text;
    while (text.size() < 10'000'000) text += "сөз, word (字 ";
    const std::vector<Range> whole = segmenter.split(text);
    BOOST_TEST(whole.size() == 10U);
    check_cover(text, whole);
    for (const Range sentence : whole) BOOST_TEST(sentence.size() <= std::size_t{1} << 20U);
    BOOST_TEST((streamed(segmenter, text, 1'000'000) == whole));
    std::string blank(3'000'000, 'x');
    check_cover(blank, segmenter.split(blank));
    BOOST_TEST((streamed(segmenter, blank, 100'000) == segmenter.split(blank)));
}

/// Shapes that would take minutes if any look-ahead were not bounded.
const std::vector<std::string> pieces_of_huge_texts{
    ".",    "!",     "(",     "( a",     "«",    "\"a", "“ ‘ ", ". ",      ".\n\n",    "a. ",
    "A. ",  "т. ",   "5 г. ", "[6]",     "🎉",    "…",   "?\" ", "。",      "“好！”他", "-. ",
    "а",    "( [ {", ". (",   ") ",      "\xF0", "'",   "' ",   "т.с.с. ", "A.B.",     ":-) ",
    ". . ", "《。",  ".[",    "5 тыс. ", "  ",   "1) ", "① ",   "• ",      "x)"};
BOOST_DATA_TEST_CASE(a_huge_paragraph_takes_linear_time, pieces_of_huge_texts) {
    constexpr std::size_t size = 400'000;
    std::string text;
    while (text.size() < size) text += sample;
    for (const bool split : {true, false}) {
        const SegmenterOptions options{.split_quotations = split, .informal = split};
        check_cover(text, Segmenter(Language::require("ru"), options).split(text));
    }
}

BOOST_AUTO_TEST_CASE(white_space_without_end_takes_linear_time) {
    std::string text;
    for (int i = 0; i < 2000; ++i) text += "т." + std::string(5000, ' ');
    check_cover(text, Segmenter(Language::require("ru")).split(text));
    text = "A. ";
    text.append(1'000'000, ' ').append("B.");
    check_all(text);
}

}  // namespace
