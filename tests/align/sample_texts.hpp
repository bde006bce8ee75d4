// SPDX-License-Identifier: Apache-2.0
// The texts of samples/ with the sentences that were cut by hand.
#pragma once

#include "text/bitext.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace egiz::align {

inline std::string path_of_sample(const std::string& name) {
    return std::string(EGIZ_SOURCE_DIR) + "/samples/" + name;
}

inline std::vector<std::string> lines_of(const std::string& name) {
    std::ifstream file(path_of_sample(name));
    BOOST_TEST_REQUIRE(file.good());
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    return lines;
}

/// The running text with its sentences as segments, found one after the other.
inline SegmentedText read_sample(const std::string& language) {
    SegmentedText text;
    Document& document = text.document;
    document.name = language;
    document.language = Language::require(language);
    std::ifstream file(path_of_sample(language + ".txt"));
    document.text.assign(std::istreambuf_iterator<char>(file), {});
    document.paragraphs = find_paragraphs(document.text, LineBreaks::smart);
    std::size_t offset = 0;
    std::uint32_t paragraph = 0;
    for (const std::string& line : lines_of(language + ".sentences")) {
        const std::size_t begin = document.text.find(line, offset);
        BOOST_TEST_REQUIRE(begin != std::string::npos);
        offset = begin + line.size();
        while (document.paragraphs[paragraph].end < offset) ++paragraph;
        text.segments.push_back({{begin, offset}, paragraph});
    }
    check_segments(text);
    return text;
}

}  // namespace egiz::align
