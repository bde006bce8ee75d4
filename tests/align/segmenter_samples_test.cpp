// SPDX-License-Identifier: Apache-2.0
// The article of samples/ in four sample_languages, cut by general rules as it was cut by hand.
#include "align/segmenter.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using egiz::Language;
using egiz::LineBreaks;
using egiz::align::Segmenter;

namespace {

std::string read(const std::string& name) {
    std::ifstream file(std::string(EGIZ_SOURCE_DIR "/samples/") + name, std::ios::binary);
    BOOST_REQUIRE_MESSAGE(file, "cannot open sample " << name);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        if (end > begin) lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

const std::vector<std::string> sample_languages{"en", "ru", "kk", "zh"};
BOOST_DATA_TEST_CASE(a_sample_is_cut_as_by_hand, sample_languages) {
    egiz::Document document;
    document.name = sample;
    document.text = read(sample + ".txt");
    document.paragraphs = egiz::find_paragraphs(document.text, LineBreaks::smart);
    const auto text = egiz::align::segment(document, Segmenter(Language::require(sample)));
    egiz::check_segments(text);

    std::vector<std::string> sentences;
    for (std::size_t i = 0; i < text.segments.size(); ++i) {
        sentences.emplace_back(text.text_of(i));
    }
    const std::vector<std::string> expected = lines_of(read(sample + ".sentences"));
    BOOST_TEST(expected.size() > 60U);
    BOOST_TEST(sentences == expected, boost::test_tools::per_element());
}

}  // namespace
