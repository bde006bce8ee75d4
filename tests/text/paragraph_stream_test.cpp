// SPDX-License-Identifier: Apache-2.0
#include "text/paragraph_stream.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace egiz {
namespace {

const std::vector<LineBreaks> modes{LineBreaks::smart, LineBreaks::paragraph,
                                    LineBreaks::blank_line};

/// The paragraphs that a stream shows of a text in pieces of about `size` bytes.
std::vector<Range> stream(std::string_view text, LineBreaks mode, std::size_t size) {
    std::vector<Range> paragraphs;
    std::string shown;
    Range range;
    ParagraphStream paragraph_stream(
        mode,
        [&](std::string_view stretch, std::size_t offset) {
            if (shown.empty()) range = {offset, offset};
            BOOST_REQUIRE(offset == range.end);
            range.end = offset + stretch.size();
            shown += stretch;
        },
        [&] {
            BOOST_REQUIRE(shown == slice(text, range));
            paragraphs.push_back(trim(text, range));
            shown.clear();
        });
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = std::min(begin + size, text.size());
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
        paragraph_stream.feed(text.substr(begin, end - begin));
        begin = end;
    }
    paragraph_stream.finish();
    return paragraphs;
}

/// Paragraphs by the words of the definition, line by line; for blocks within the 64 KiB.
std::vector<Range> by_definition(std::string_view text, LineBreaks mode) {
    std::vector<Range> paragraphs;
    bool in_block = false;
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
        const Range line = trim(text, {begin, end});
        if (text.substr(end, 2) == "\r\n") ++end;
        begin = end + 1;
        if (line.empty()) {
            in_block = false;
        } else if (in_block && mode == LineBreaks::blank_line) {
            paragraphs.back().end = line.end;
        } else {
            paragraphs.push_back(line);
            in_block = true;
        }
    }
    return paragraphs;
}

std::string random_text(std::mt19937& random, std::size_t size) {
    const std::vector<std::string> pieces{
        "word ", "слово ", "字",  "\n",   "\r\n", "\r", " ", "\t",     "\u3000", "\n\n", "\n \n",
        ".",     ",",      "\n.", "\n. ", "a-b ", "Ә",  "🎉", "\u2028", "\u00A0", "x\n",  "\r\r\n"};
    const std::string wrapped =
        "This is a paragraph of ordinary prose that was wrapped by an\n"
        "editor at about sixty columns, so that its sentences run on\n"
        "from one line to the next, as mail and old books do\n";
    std::string text;
    while (text.size() < size) {
        text += random() % 8 == 0 ? wrapped : pieces[random() % pieces.size()];
    }
    return text;
}

BOOST_DATA_TEST_CASE(a_stream_shows_the_paragraphs_of_the_whole_whatever_its_pieces,
                     boost::unit_test::data::make({1, 2, 3, 7, 64, 1000})) {
    std::mt19937 random(1);
    for (int i = 0; i < 300; ++i) {
        const std::string text = random_text(random, random() % 1500);
        for (const LineBreaks mode : modes) {
            const std::vector<Range> whole = find_paragraphs(text, mode);
            const auto size = static_cast<std::size_t>(sample);
            BOOST_TEST((stream(text, mode, size) == whole), "pieces of " << size);
            if (mode != LineBreaks::smart) BOOST_TEST((by_definition(text, mode) == whole));
        }
    }
}

/// Blocks and white space beyond what a stream keeps, and ends of lines at all offsets around it.
BOOST_AUTO_TEST_CASE(blocks_of_all_sizes_are_judged_alike) {
    const std::string wrapped =
        "This is a paragraph of ordinary prose, which was wrapped 字\r\n"
        "by an editor at about sixty columns, so that its sentences\n";
    const std::string line = "A paragraph on a line of its own, which is longer than the others.\r";
    for (std::size_t shift = 0; shift < 140; ++shift) {
        std::string text(shift, 'x');
        text += '\n';
        while (text.size() < 66'000) text += shift % 2 == 0 ? wrapped : line;
        text += shift % 3 == 0 ? wrapped : line;
        if (shift % 5 == 0) text.append(70'000, ' ').append("\n\nend\n").append(70'000, ' ');
        for (const LineBreaks mode : modes) {
            const std::vector<Range> whole = find_paragraphs(text, mode);
            for (const std::size_t size : {std::size_t{1021}, std::size_t{65536}, text.size()}) {
                BOOST_TEST((stream(text, mode, size) == whole), shift << ", pieces of " << size);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(a_block_is_judged_by_its_first_64_kib) {
    const std::string wrapped =
        "This is a paragraph of ordinary prose, which was wrapped by\n"
        "an editor at about sixty columns, so that its sentences run\n";
    const std::string lines = "One.\nTwo.\nThree.\n";
    const auto repeated = [](const std::string& text) {
        std::string result;
        while (result.size() < 64 * 1024) result += text;
        return result;
    };
    BOOST_TEST(find_paragraphs(repeated(wrapped) + lines, LineBreaks::smart).size() == 1U);
    BOOST_TEST(find_paragraphs(repeated(lines) + wrapped, LineBreaks::smart).size() > 1000U);
}

BOOST_AUTO_TEST_CASE(a_line_may_belong_to_the_one_before) {
    const std::string flowing =
        "a line of many words that a mail program broke in the middle, so \n";
    const auto count = [](const std::string& text) {
        return find_paragraphs(text, LineBreaks::smart).size();
    };
    BOOST_TEST(count("ask us for prices\n.\n\n\nPrices\n") == 2U);
    BOOST_TEST(count("ask us for prices\n. Prices\n") == 1U);
    BOOST_TEST(count("first\n...and second\n") == 2U);
    BOOST_TEST(count("first\n.NET\n") == 2U);
    BOOST_TEST(count("first\n» second\n; third\n! fourth\n") == 4U);
    BOOST_TEST(count(flowing + "it goes on\n") == 1U);
    BOOST_TEST(count(flowing + "( 365.8 m ).") == 1U);
    BOOST_TEST(count(flowing + "It goes on\n") == 2U);
    BOOST_TEST(count("short \nit goes on\n") == 2U);
    BOOST_TEST(find_paragraphs("a\n.\n", LineBreaks::paragraph).size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_stream_begins_anew_after_its_end) {
    std::size_t ends = 0;
    std::vector<std::size_t> offsets;
    ParagraphStream paragraph_stream(
        LineBreaks::smart,
        [&](std::string_view /*stretch*/, std::size_t offset) { offsets.push_back(offset); },
        [&] { ++ends; });
    for (int i = 0; i < 2; ++i) {
        paragraph_stream.feed(" one\r");
        paragraph_stream.finish();
        paragraph_stream.finish();
    }
    BOOST_TEST(ends == 2U);
    BOOST_TEST((offsets == std::vector<std::size_t>{1, 1}));
}

}  // namespace
}  // namespace egiz
