// SPDX-License-Identifier: Apache-2.0
#include "text/document.hpp"

#include <algorithm>
#include <span>

namespace egiz {
namespace {

/// Lines without their white space; a blank line is an empty range.
std::vector<Range> find_lines(std::string_view text) {
    std::vector<Range> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
        lines.push_back(trim(text, {begin, end}));
        begin = end + 1;
        if (end + 1 < text.size() && text[end] == '\r' && text[end + 1] == '\n') ++begin;
    }
    return lines;
}

/// Whether a sentence seems to run on from one line to the next: the first ends in a letter or a
/// comma, the second begins with a small letter (or, in Han text, both meet in Han characters).
bool runs_on(std::string_view text, Range line, Range next) {
    std::size_t end = line.end;
    const char32_t last = previous_code_point(text, end);
    std::size_t begin = next.begin;
    const char32_t first = next_code_point(text, begin);
    if (is_han(last) && is_han(first)) return true;
    const bool open_end = is_letter(last) || is_digit(last) || last == U',' || last == U'-' ||
                          last == U'–' || last == U'—' || last == U';' || last == U':';
    return open_end && is_lower(first);
}

/// Width of a line on a screen: a Han character takes two columns.
std::size_t columns_of(std::string_view text, Range line) {
    std::size_t columns = 0;
    for (std::size_t offset = line.begin; offset < line.end;) {
        columns += is_han(next_code_point(text, offset)) ? 2 : 1;
    }
    return columns;
}

/// Hard-wrapped text fills its lines to a common width, and sentences run on across line ends.
bool is_hard_wrapped(std::string_view text, std::span<const Range> block) {
    constexpr std::size_t least_width = 40;  // nobody wraps narrower: a title, an address, verse
    constexpr std::size_t most_width = 160;
    if (block.size() < 2) return false;
    std::size_t widest = 0;
    for (const Range line : block) widest = std::max(widest, columns_of(text, line));
    if (widest < least_width || widest > most_width) return false;
    std::size_t running_on = 0;
    std::size_t full = 0;
    for (std::size_t i = 0; i + 1 < block.size(); ++i) {
        if (columns_of(text, block[i]) * 10 >= widest * 7) ++full;
        if (runs_on(text, block[i], block[i + 1])) ++running_on;
    }
    const std::size_t ends = block.size() - 1;
    return full * 5 >= ends * 4 && running_on * 3 >= ends;
}

}  // namespace

std::vector<Range> find_paragraphs(std::string_view text, LineBreaks line_breaks) {
    const std::vector<Range> lines = find_lines(text);
    std::vector<Range> paragraphs;
    for (std::size_t begin = 0; begin < lines.size();) {
        if (lines[begin].empty()) {
            ++begin;
            continue;
        }
        std::size_t end = begin;
        while (end < lines.size() && !lines[end].empty()) ++end;
        const std::span block(&lines[begin], end - begin);
        const bool joined = line_breaks == LineBreaks::blank_line ||
                            (line_breaks == LineBreaks::smart && is_hard_wrapped(text, block));
        if (joined) {
            paragraphs.push_back({block.front().begin, block.back().end});
        } else {
            paragraphs.insert(paragraphs.end(), block.begin(), block.end());
        }
        begin = end;
    }
    return paragraphs;
}

}  // namespace egiz
