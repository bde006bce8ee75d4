// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/bitext.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace egiz::align {

/// A text whose segments are given; an empty one begins a new paragraph.
inline SegmentedText made_text(const std::string& language,
                               const std::vector<std::string>& segments) {
    SegmentedText text;
    text.document.name = "made." + language;
    text.document.language = Language::require(language);
    std::string& bytes = text.document.text;
    bool new_paragraph = true;
    for (const std::string& segment : segments) {
        if (segment.empty()) {
            new_paragraph = true;
            continue;
        }
        if (!bytes.empty()) bytes += new_paragraph ? "\n\n" : " ";
        const std::size_t begin = bytes.size();
        bytes += segment;
        if (new_paragraph) text.document.paragraphs.push_back({begin, begin});
        new_paragraph = false;
        text.document.paragraphs.back().end = bytes.size();
        const auto paragraph = static_cast<std::uint32_t>(text.document.paragraphs.size() - 1);
        text.segments.push_back({{begin, bytes.size()}, paragraph});
    }
    return text;
}

/// One segment of each length, 0 for a new paragraph.
inline std::vector<std::string> of_lengths(char letter, const std::vector<std::size_t>& lengths) {
    std::vector<std::string> segments;
    for (const std::size_t length : lengths) segments.emplace_back(length, letter);
    return segments;
}

/// `1-1 2-1 0-1`: the types of all beads.
inline std::string types_of(const Ladder& ladder) {
    std::string types;
    for (const Bead& bead : ladder) types += (types.empty() ? "" : " ") + bead.type();
    return types;
}

}  // namespace egiz::align
