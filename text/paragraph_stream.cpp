// SPDX-License-Identifier: Apache-2.0
#include "text/paragraph_stream.hpp"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

namespace egiz {
namespace {

/// A block of lines is judged by those that end within its first bytes, so many of them.
constexpr std::size_t judged_bytes = 64 * 1024;
constexpr std::size_t most_space = 64 * 1024;
/// A line of so many bytes that ends in a space goes on in the next (RFC 3676, format=flowed).
constexpr std::size_t flowing_bytes = 60;

/// Finds line ends from left to right; each byte is looked at once, or twice.
class LineEnds {
public:
    explicit LineEnds(std::string_view text) : text_(text) {}
    /// The first CR or LF at or behind `from`; the text's size if there is none.
    [[nodiscard]] std::size_t next(std::size_t from) {
        return std::min(next('\n', from, line_feed_), next('\r', from, carriage_return_));
    }

private:
    std::size_t next(char c, std::size_t from, std::size_t& known) const {
        if (known == unknown || known < from) known = std::min(text_.find(c, from), text_.size());
        return known;
    }

    static constexpr std::size_t unknown = static_cast<std::size_t>(-1);
    std::string_view text_;
    std::size_t line_feed_ = unknown;
    std::size_t carriage_return_ = unknown;
};

/// CR, LF or CRLF at an offset; empty at the end of the text.
std::string_view line_break_at(std::string_view text, std::size_t offset) {
    return text.substr(offset, text.substr(offset, 2) == "\r\n" ? 2 : 1);
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
bool is_hard_wrapped(std::string_view text, std::span<const Range> lines) {
    constexpr std::size_t least_width = 40;  // nobody wraps narrower: a title, an address, verse
    constexpr std::size_t most_width = 160;
    if (lines.size() < 2) return false;
    std::size_t widest = 0;
    std::vector<std::size_t> columns;
    for (const Range line : lines) {
        if (line.size() > most_width * 4) return false;
        columns.push_back(columns_of(text, line));
        widest = std::max(widest, columns.back());
    }
    if (widest < least_width || widest > most_width) return false;
    std::size_t running_on = 0;
    std::size_t full = 0;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        if (columns[i] * 10 >= widest * 7) ++full;
        if (runs_on(text, lines[i], lines[i + 1])) ++running_on;
    }
    const std::size_t ends = lines.size() - 1;
    return full * 5 >= ends * 4 && running_on * 3 >= ends;
}

std::size_t skip_space(std::string_view text) {
    std::size_t offset = 0;
    while (offset < text.size()) {
        std::size_t next = offset;
        if (!is_space(next_code_point(text, next))) break;
        offset = next;
    }
    return offset;
}

/// A full stop, comma or closing bracket, which alone cannot begin a line; `»` and `!` can.
bool closes_what_is_before(char32_t c) {
    constexpr std::u32string_view marks = U".,)]。，、）";
    return marks.find(c) != std::u32string_view::npos;
}

/// `size`, or a little less where a character would be cut. `size` is less than the text's.
std::size_t between_characters(std::string_view text, std::size_t size) {
    std::size_t offset = size;
    for (int i = 0; i < 4; ++i) {
        if ((static_cast<unsigned char>(text[offset]) & 0xC0U) != 0x80U) return offset;
        if (offset == 0) break;
        --offset;
    }
    return size;
}

}  // namespace

ParagraphStream::ParagraphStream(LineBreaks line_breaks, ShowText show_text, ShowEnd show_end)
    : line_breaks_(line_breaks),
      show_text_(std::move(show_text)),
      show_end_(std::move(show_end)),
      judged_(line_breaks != LineBreaks::smart),
      joins_lines_(line_breaks == LineBreaks::blank_line) {}

void ParagraphStream::feed(std::string_view piece) {
    if (piece.empty()) return;
    std::size_t begin = 0;
    if (behind_cr_ && piece.front() == '\n') {
        begin = 1;
        line_feed_behind_cr();
    }
    behind_cr_ = false;
    LineEnds ends(piece);
    while (begin < piece.size()) {
        const std::size_t end = ends.next(begin);
        if (end > begin) line_part(piece.substr(begin, end - begin));
        const std::string_view line_break = line_break_at(piece, end);
        if (line_break.empty()) break;
        line_end(line_break);
        begin = end + line_break.size();
        behind_cr_ = line_break == "\r" && begin == piece.size();
    }
}

void ParagraphStream::finish() {
    if (!beginning_.empty()) judge(beginning_, true);
    if (line_ended_) static_cast<void>(decide_about_line(true));
    if (in_paragraph_) end_paragraph();
    *this = ParagraphStream(line_breaks_, std::move(show_text_), std::move(show_end_));
}

void ParagraphStream::line_part(std::string_view part) {
    judged_ ? take_part(part) : keep_part(part);
}

void ParagraphStream::line_end(std::string_view end) {
    judged_ ? take_line_end(end) : keep_line_end(end);
}

/// The LF of a CRLF that came in two pieces: the line ended with the CR.
void ParagraphStream::line_feed_behind_cr() {
    if (!judged_ && !beginning_.empty()) {
        beginning_ += '\n';
        line_begin_ = beginning_.size();
        return;
    }
    ++offset_;
    if (line_ended_) {
        between_ += '\n';
    } else if (in_paragraph_) {
        take_space("\n");
    }
}

void ParagraphStream::keep_part(std::string_view part) {
    if (beginning_.empty()) {
        const std::size_t space = skip_space(part);
        offset_ += space;
        part.remove_prefix(space);
        line_begin_ = 0;
    }
    const std::size_t room = judged_bytes - beginning_.size();
    if (part.size() < room) {
        beginning_ += part;
        return;
    }
    const std::size_t kept = part.size() == room ? room : between_characters(part, room);
    beginning_ += part.substr(0, kept);
    judge(beginning_, false);
    take_part(part.substr(kept));
}

void ParagraphStream::keep_line_end(std::string_view end) {
    if (beginning_.empty()) {
        offset_ += end.size();
        return;
    }
    const std::string_view line = std::string_view(beginning_).substr(line_begin_);
    if (skip_space(line) == line.size()) {
        judge(beginning_, true);
        take_line_end(end);
        return;
    }
    beginning_ += end;
    line_begin_ = beginning_.size();
    if (beginning_.size() >= judged_bytes) judge(beginning_, false);
}

/// \param whole  the block ends with `beginning`
void ParagraphStream::judge(std::string_view beginning, bool whole) {
    std::vector<Range> lines;
    LineEnds ends(beginning);
    for (std::size_t begin = 0; begin < beginning.size();) {
        const std::size_t end = ends.next(begin);
        if (end == beginning.size() && !whole) break;
        const Range line = trim(beginning, {begin, end});
        if (!line.empty()) lines.push_back(line);
        begin = end + std::max<std::size_t>(line_break_at(beginning, end).size(), 1);
    }
    joins_lines_ = is_hard_wrapped(beginning, lines);
    judged_ = true;
    const std::string block = std::exchange(beginning_, {});
    take(block);
}

void ParagraphStream::take(std::string_view lines) {
    LineEnds ends(lines);
    for (std::size_t begin = 0; begin < lines.size();) {
        const std::size_t end = ends.next(begin);
        if (end > begin) take_part(lines.substr(begin, end - begin));
        const std::string_view line_break = line_break_at(lines, end);
        if (line_break.empty()) break;
        take_line_end(line_break);
        begin = end + line_break.size();
    }
}

void ParagraphStream::take_part(std::string_view part) {
    offset_ += part.size();
    if (!line_ended_) {
        take_text(part, offset_ - part.size());
        return;
    }
    between_ += part;
    decide_about_line(false);
}

void ParagraphStream::take_text(std::string_view part, std::size_t offset) {
    std::size_t begin = 0;
    if (!in_paragraph_) {
        begin = skip_space(part);
        if (begin == part.size()) return;
        in_paragraph_ = true;
        shown_ = offset + begin;
    }
    const Range text = trim(part, {begin, part.size()});
    line_bytes_ += part.size();
    if (text.empty()) {
        take_space(part.substr(begin));
        return;
    }
    line_is_blank_ = false;
    std::size_t last = text.end;
    last_character_ = previous_code_point(part, last);
    show(std::exchange(space_, {}));
    show(part.substr(begin, text.end - begin));
    take_space(part.substr(text.end));
}

void ParagraphStream::take_line_end(std::string_view end) {
    if (line_ended_ && !decide_about_line(true)) {
        line_ended_ = false;
        between_.clear();
    }
    offset_ += end.size();
    if (line_is_blank_) {
        if (in_paragraph_) end_paragraph();
        judged_ = line_breaks_ != LineBreaks::smart;
    } else if (in_paragraph_) {
        if (joins_lines_) {
            take_space(end);
        } else if (line_breaks_ == LineBreaks::smart) {
            line_ended_ = true;
            between_ = end;
            flows_ = line_bytes_ >= flowing_bytes && space_.ends_with(' ') &&
                     (is_letter(last_character_) || is_digit(last_character_));
        } else {
            end_paragraph();
        }
    }
    line_is_blank_ = true;
    line_bytes_ = 0;
}

/// Whether the line that begins in `between_` belongs to the one before is told by its first
/// character and the one behind it.
/// \param whole  the line is at its end
/// \return false if the line has shown no text yet
bool ParagraphStream::decide_about_line(bool whole) {
    const std::size_t space = skip_space(between_);
    const bool blank = space == between_.size();
    if (blank && between_.size() < most_space) return false;
    std::size_t behind = space;
    const char32_t first = blank ? 0 : next_code_point(between_, behind);
    if (!blank && !whole && behind == between_.size()) return false;

    const bool alone =
        behind == between_.size() || skip_space(std::string_view(between_).substr(behind)) > 0;
    const bool joins = space < most_space && ((closes_what_is_before(first) && alone) ||
                                              (flows_ && (is_lower(first) || first == U'(')));
    line_ended_ = false;
    const std::string between = std::exchange(between_, {});
    const std::string_view text = std::string_view(between).substr(space);
    if (joins) {
        take_space(std::string_view(between).substr(0, space));
    } else {
        end_paragraph();
    }
    take_text(text, offset_ - text.size());
    return true;
}

void ParagraphStream::take_space(std::string_view space) {
    if (space_.size() + space.size() > most_space) {
        show(std::exchange(space_, {}));
        show(space);
    } else {
        space_ += space;
    }
}

void ParagraphStream::show(std::string_view stretch) {
    if (stretch.empty()) return;
    show_text_(stretch, shown_);
    shown_ += stretch.size();
}

void ParagraphStream::end_paragraph() {
    in_paragraph_ = false;
    space_.clear();
    show_end_();
}

}  // namespace egiz
