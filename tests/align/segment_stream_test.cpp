// SPDX-License-Identifier: Apache-2.0
#include "align/segment_stream.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::align {
namespace {

std::vector<Segment> stream(const Segmenter& segmenter, std::string_view text, LineBreaks mode,
                            std::size_t size) {
    std::vector<Segment> segments;
    SegmentStream stream(
        segmenter, mode, [&](std::string_view segment, std::size_t begin, std::size_t paragraph) {
            BOOST_REQUIRE(segment == text.substr(begin, segment.size()));
            segments.push_back(
                {{begin, begin + segment.size()}, static_cast<std::uint32_t>(paragraph)});
        });
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = std::min(begin + size, text.size());
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
        stream.feed(text.substr(begin, end - begin));
        begin = end;
    }
    stream.finish();
    return segments;
}

std::string random_text(std::mt19937& random, std::size_t size) {
    const std::vector<std::string> pieces{
        "Dr. ",
        "The end. ",
        "Конец т. е. ",
        "Ол ж. келді. ",
        "好。",
        "“Who?” ",
        "(see p. 5.) ",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "\n \n",
        "   ",
        "1) one; ",
        "… he ",
        "!",
        "\u3000",
        "\u2028",
        "a word ",
        "\t\n",
        "This is a paragraph of ordinary prose that was wrapped by an\n"
        "editor at about sixty columns, so that its sentences run on\n"
        "from one line to the next. As mail and old books do\n"};
    std::string text;
    while (text.size() < size) {
        text += pieces[random() % pieces.size()];
        if (random() % 20'000 == 0) text.append(random() % 200'000, ' ');
        if (random() % 20'000 == 0) text.append(random() % 200'000, 'x');
    }
    return text;
}

BOOST_DATA_TEST_CASE(a_stream_gives_the_segments_of_the_document_whatever_its_pieces,
                     boost::unit_test::data::make({1, 13, 4096, 65'536, 300'000})) {
    const auto piece = static_cast<std::size_t>(sample);
    const Segmenter segmenter(Language::require("ru"));
    std::mt19937 random(1);
    for (int i = 0; i < 30; ++i) {
        const std::string text = random_text(random, i % 10 == 0 ? 400'000 : 5000);
        for (const LineBreaks mode :
             {LineBreaks::smart, LineBreaks::paragraph, LineBreaks::blank_line}) {
            Document document;
            document.text = text;
            document.paragraphs = find_paragraphs(text, mode);
            const SegmentedText whole = segment(document, segmenter);
            BOOST_TEST((stream(segmenter, text, mode, piece) == whole.segments),
                       "text " << i << " in pieces of " << piece);
        }
    }
}

}  // namespace
}  // namespace egiz::align
