// SPDX-License-Identifier: Apache-2.0
// SubRip (SRT) and WebVTT (W3C): each cue is a block; numbers and times are no text.
#include "formats/documents/block_builder.hpp"
#include "formats/documents/document_format.hpp"
#include "formats/documents/html_tokens.hpp"
#include "formats/words.hpp"

#include <algorithm>
#include <utility>

namespace egiz::formats {
namespace {

enum class Dialect { srt, vtt };

/// A line without its end, and where the next one begins.
struct Line {
    Range range;
    std::size_t next = 0;
};

Line line_at(std::string_view text, std::size_t at) {
    const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
    return {{at, end}, std::min(end + (text.substr(end, 2) == "\r\n" ? 2 : 1), text.size())};
}

bool is_blank(std::string_view line) {
    return line.find_first_not_of(" \t") == std::string_view::npos;
}

/// `00:01:02,345 --> 00:01:04,000`, with what may stand behind it. WebVTT may leave out the hours.
bool is_timing(std::string_view line) {
    const std::size_t arrow = line.find("-->");
    if (arrow == std::string_view::npos) return false;
    const std::string_view start = line.substr(0, arrow);
    return std::count(start.begin(), start.end(), ':') >= 1 &&
           start.find_first_not_of("0123456789:,. \t") == std::string_view::npos;
}

/// Cues in the order of the file: the range of each one's text.
class SubtitleReader {
public:
    SubtitleReader(ParsedDocument& parsed, Dialect dialect)
        : parsed_(parsed), text_(parsed.parts.front().text), dialect_(dialect) {}

    /// Lines between cues that are no number of one.
    [[nodiscard]] std::size_t stray_lines() const noexcept { return stray_lines_; }

    /// \return number of cues, those without text too
    std::size_t run() {
        std::size_t cues = 0;
        bool passed_over = false;  // inside of NOTE, STYLE or REGION
        bool after_blank = true;
        for (std::size_t at = 0; at < text_.size();) {
            const Line line = line_at(text_, at);
            const std::string_view words = slice(text_, line.range);
            at = line.next;
            if (is_blank(words)) {
                passed_over = false;
            } else if (after_blank && dialect_ == Dialect::vtt && is_comment(words)) {
                passed_over = true;
            } else if (!passed_over && is_timing(words)) {
                ++cues;
                at = read_cue(at);
            } else if (dialect_ == Dialect::srt &&
                       !is_timing(slice(text_, line_at(text_, at).range))) {
                ++stray_lines_;
            }
            after_blank = is_blank(words);
        }
        return cues;
    }

private:
    static bool is_comment(std::string_view line) {
        return line == "STYLE" || line == "REGION" || line.starts_with("NOTE");
    }

    /// A cue's text ends at a blank line. \return where that is
    std::size_t read_cue(std::size_t begin) {
        std::size_t end = begin;
        while (end < text_.size()) {
            const Line line = line_at(text_, end);
            if (is_blank(slice(text_, line.range))) break;
            if (dialect_ == Dialect::srt && begins_next_cue(line)) break;
            end = line.next;
        }
        builder_.block().kind = ParagraphKind::cue;
        read_text({begin, end});
        if (auto block = builder_.finish()) parsed_.add(std::move(*block));
        return end;
    }

    /// Where the blank line between two cues is missing: a number, and times behind it.
    [[nodiscard]] bool begins_next_cue(const Line& line) const {
        const std::string_view words = trimmed(slice(text_, line.range));
        return words.find_first_not_of("0123456789 \t\f\v") == std::string_view::npos &&
               is_timing(slice(text_, line_at(text_, line.next).range));
    }

    void read_text(Range range) {
        const std::string_view text = std::string_view(text_).substr(0, range.end);
        for (std::size_t at = range.begin; at < range.end;) {
            const std::size_t next = std::min(text.find_first_of("<{&", at), range.end);
            builder_.text(text.substr(at, next - at), at);
            at = next;
            if (at < range.end && !read_markup(text, at)) {
                builder_.text(text.substr(at, 1), at);
                ++at;
            }
        }
    }

    bool read_markup(std::string_view text, std::size_t& at) {
        if (text[at] == '&') {
            std::size_t behind = at;
            const std::string decoded =
                dialect_ == Dialect::vtt ? read_reference(text, behind) : std::string();
            if (decoded.empty()) return false;
            builder_.text(decoded, Range{at, behind});
            at = behind;
            return true;
        }
        const bool braced = text[at] == '{';
        // Positions and effects of SubStation Alpha, which players know in SubRip: {\an8}
        if (braced && (dialect_ == Dialect::vtt || text.substr(at, 2) != "{\\")) return false;
        constexpr std::size_t longest = 1024;
        const std::size_t end = text.substr(0, at + longest).find(braced ? '}' : '>', at);
        if (end == std::string_view::npos) return false;
        const Range range{at, end + 1};
        const std::string_view tag = slice(text, range);
        if (!braced && !is_tag(tag)) return false;
        add_tag(tag, range, braced);
        at = range.end;
        return true;
    }

    [[nodiscard]] bool is_tag(std::string_view tag) const {
        const std::size_t first = tag.starts_with("</") ? 2 : 1;
        const char c = tag[first];
        const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool is_time = dialect_ == Dialect::vtt && c >= '0' && c <= '9';
        return is_letter || is_time || (dialect_ == Dialect::vtt && (c == '>' || c == '.'));
    }

    void add_tag(std::string_view tag, Range range, bool braced) {
        const bool ends = tag.starts_with("</");
        const std::size_t begin = ends ? 2 : 1;
        const std::string name(tag.substr(begin, tag.find_first_of(" .\t\r\n>", begin) - begin));
        const bool alone = braced || (!name.empty() && name[0] >= '0' && name[0] <= '9');
        if (alone) {
            builder_.placeholder({}, range, std::string(tag));
        } else if (ends) {
            builder_.close(name, range, std::string(tag));
        } else {
            const std::string type = name == "b"   ? "bold"
                                     : name == "i" ? "italic"
                                     : name == "u" ? "underlined"
                                                   : "";
            builder_.open(name, type, range, std::string(tag));
        }
    }

    ParsedDocument& parsed_;
    const std::string& text_;
    Dialect dialect_;
    BlockBuilder builder_{0};
    std::size_t stray_lines_ = 0;
};

ParsedDocument parse(const DocumentInput& input, Dialect dialect, const char* format) {
    Document text = decode_plain_text(input.bytes, input.name, input.options);
    ParsedDocument parsed;
    parsed.encoding = text.encoding;
    parsed.parts.push_back({{}, std::move(text.text)});
    SubtitleReader reader(parsed, dialect);
    if (reader.run() == 0) {
        throw Error(Fault::input, {input.name},
                    std::string("no cue in this file, which is read as ") + format,
                    "a cue begins with its times: 00:00:01,000 --> 00:00:02,000");
    }
    if (reader.stray_lines() > 0 && input.warn) {
        input.warn({{input.name},
                    std::to_string(reader.stray_lines()) +
                        " lines are in no cue, as behind a blank line in one: left as they are"});
    }
    return parsed;
}

std::string as_it_is(std::string_view text) { return std::string(text); }

std::string escape_vtt(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '&') {
            result += "&amp;";
        } else if (c == '<') {
            result += "&lt;";
        } else if (c == '>') {
            result += "&gt;";
        } else {
            result += c;
        }
    }
    return result;
}

/// A blank line would end the cue; one with a code in it is none.
ParagraphContent without_blank_lines(ParagraphContent content) {
    auto code = content.codes.begin();
    for (std::size_t i = 1; i < content.text.size(); ++i) {
        while (code != content.codes.end() && code->byte_offset < i) ++code;
        const bool has_code = code != content.codes.end() && code->byte_offset == i;
        if (content.text[i] == '\n' && content.text[i - 1] == '\n' && !has_code) {
            content.text[i] = ' ';
        }
    }
    return content;
}

}  // namespace

ParsedDocument parse_srt(const DocumentInput& input) {
    return parse(input, Dialect::srt, "SubRip");
}

ParsedDocument parse_vtt(const DocumentInput& input) {
    return parse(input, Dialect::vtt, "WebVTT");
}

std::string write_srt(const Block& block, const ParagraphContent& content, const Splice& splice) {
    return write_mixed(block, without_blank_lines(content), splice, as_it_is);
}

std::string write_vtt(const Block& block, const ParagraphContent& content, const Splice& splice) {
    return write_mixed(block, without_blank_lines(content), splice, escape_vtt);
}

}  // namespace egiz::formats
