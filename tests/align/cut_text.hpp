// SPDX-License-Identifier: Apache-2.0
// Texts with ` | ` where a sentence ends.
#pragma once

#include "align/segmenter.hpp"

#include <ostream>
#include <string>
#include <string_view>

namespace egiz::test {

/// What `segmenter` makes of `text`, in that form.
inline std::string cut(const align::Segmenter& segmenter, const std::string& text) {
    std::string result;
    for (const Range sentence : segmenter.split(text)) {
        if (!result.empty()) result += " | ";
        result += slice(text, sentence);
    }
    return result;
}

/// The text behind such a form, with `between` where sentences meet.
inline std::string without_marks(std::string text, std::string_view between) {
    constexpr std::string_view mark = " | ";
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
        text.replace(at, mark.size(), between);
    }
    return text;
}

struct CutCase {
    const char* language;
    std::string cut;
    const char* between = " ";

    [[nodiscard]] std::string text() const { return without_marks(cut, between); }
};
inline std::ostream& operator<<(std::ostream& out, const CutCase& sample) {
    return out << sample.language << ": " << sample.cut;
}

}  // namespace egiz::test
