// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/document.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace egiz {

/// Finds the paragraphs of a text that comes in pieces, in bounded memory (less than 256 KiB).
/// `find_paragraphs` is this over the whole text: both give the same paragraphs.
class ParagraphStream {
public:
    /// Shows a stretch of the current paragraph; the first one begins it, each other one begins
    /// where the one before ended. White space at the paragraph's end is not shown, but for what
    /// lies behind the first 64 KiB of it.
    /// \param offset  of the stretch in the whole text
    using ShowText = std::function<void(std::string_view stretch, std::size_t offset)>;
    /// The current paragraph is at its end.
    using ShowEnd = std::function<void()>;

    ParagraphStream(LineBreaks line_breaks, ShowText show_text, ShowEnd show_end);

    /// \param piece  ends between two characters
    void feed(std::string_view piece);
    /// Ends the text.
    void finish();

private:
    void line_part(std::string_view part);
    void line_end(std::string_view end);
    void line_feed_behind_cr();

    // A block that is not judged yet is kept.
    void keep_part(std::string_view part);
    void keep_line_end(std::string_view end);
    void judge(std::string_view beginning, bool whole);

    // One that is judged is taken as it comes.
    void take(std::string_view lines);
    void take_part(std::string_view part);
    void take_text(std::string_view part, std::size_t offset);
    void take_line_end(std::string_view end);
    bool decide_about_line(bool whole);
    void take_space(std::string_view space);
    void show(std::string_view stretch);
    void end_paragraph();

    LineBreaks line_breaks_;
    ShowText show_text_;
    ShowEnd show_end_;
    bool behind_cr_ = false;  ///< an LF that comes now belongs to the line end before

    std::string beginning_;       ///< of a block that is not judged yet
    std::size_t line_begin_ = 0;  ///< of the last line in it

    std::size_t offset_ = 0;  ///< of the next byte to be taken, in the whole text
    bool judged_ = false;
    bool joins_lines_ = false;   ///< the line breaks of the block are spaces
    bool line_is_blank_ = true;  ///< as far as it was taken
    bool in_paragraph_ = false;  ///< something of it was shown
    std::size_t shown_ = 0;      ///< offset behind what was shown of it
    std::string space_;          ///< what follows and may be its end

    bool line_ended_ = false;      ///< a line of a paragraph that the next line may belong to
    std::string between_;          ///< its end, and what has come of the next line
    bool flows_ = false;           ///< it was long and ended in a space
    std::size_t line_bytes_ = 0;   ///< of the line that is taken
    char32_t last_character_ = 0;  ///< the last that was no white space
};

}  // namespace egiz
