// SPDX-License-Identifier: Apache-2.0
// Spells a block of Markdown so that it is read again as what it is (CommonMark 0.29, GFM 0.29).
#include "formats/documents/document_format.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace egiz::formats {
namespace {

/// What may begin markup inside a line.
std::string escape(std::string_view text) {
    constexpr std::string_view special = "\\`*_[]<|~";
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool reference =
            text[i] == '&' && text.substr(i, 40).find(';') != std::string_view::npos;
        if (special.find(text[i]) != std::string_view::npos || reference) result += '\\';
        result += text[i];
    }
    return result;
}

/// A line with what would begin another block escaped, if it begins it.
std::string guarded(std::string line) {
    const std::size_t digits = line.find_first_not_of("0123456789");
    const bool is_rule = line.size() > 1 && line[0] == ':' && line[1] == '-';
    if (is_rule ||
        (!line.empty() && std::string_view("#>+-=").find(line.front()) != std::string_view::npos)) {
        line.insert(0, "\\");
    } else if (digits != std::string::npos && digits > 0 &&
               (line[digits] == '.' || line[digits] == ')')) {
        line.insert(digits, "\\");
    }
    return line;
}

/// A backslash at its end, which is none of the text, breaks the line.
bool is_broken(std::string_view line) {
    const std::size_t last = line.find_last_not_of('\\');
    const std::size_t begin = last == std::string_view::npos ? 0 : last + 1;
    return (line.size() - begin) % 2 == 1;
}

/// The block's lines, each without what would make it more than a line of this block: blank lines
/// would end it, blanks at its end would break it, and headings and cells are one line. (A heading
/// with a broken line has a line under it.)
std::string lines_of(std::string_view text, bool one_line) {
    std::string result;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
        std::string_view line = text.substr(begin, end - begin);
        begin = end + 1;
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        line = line.substr(0, line.find_last_not_of(" \t") + 1);
        if (line.empty()) continue;
        const bool joined = !result.empty() && one_line && !is_broken(result);
        if (!result.empty()) result += joined ? ' ' : '\n';
        std::string written(line);
        result += joined ? std::move(written) : guarded(std::move(written));
    }
    return result;
}

/// A heading's last `#` would be taken for its closing sequence (4.2).
std::string without_closing_sequence(std::string text) {
    const std::size_t last = text.find_last_not_of('#');
    const std::size_t begin = last == std::string::npos ? 0 : last + 1;
    const bool escaped = begin > 0 && text[begin - 1] == '\\';
    if (begin < text.size() && !escaped) text.insert(begin, "\\");
    return text;
}

bool is_blank(char32_t c) { return c == 0 || is_space(c); }
bool is_mark(char32_t c) {
    const bool ascii = c < 0x80 && std::string_view("$+<=>^`|~").find(static_cast<char>(c)) !=
                                       std::string_view::npos;
    return ascii || u_ispunct(static_cast<UChar32>(c)) != 0;
}
/// Delimiters between these two characters can open emphasis (6.4); turned round, close it.
bool can_open(char32_t before, char32_t behind) {
    return !is_blank(behind) && (!is_mark(behind) || is_blank(before) || is_mark(before));
}

struct Piece {
    std::string text;
    const BlockCode* code = nullptr;
};

/// Elements of HTML that say the same as delimiters.
std::optional<std::pair<const char*, const char*>> element_of(std::string_view delimiters) {
    if (delimiters == "*") return std::pair("<em>", "</em>");
    if (delimiters == "**") return std::pair("<strong>", "</strong>");
    if (delimiters == "~~") return std::pair("<del>", "</del>");
    return std::nullopt;
}

std::string spelled(const BlockCode& code, std::string_view delimiters) {
    return code.space_before + std::string(delimiters) + code.space_behind;
}

char32_t last_of(const std::vector<Piece>& pieces, std::size_t before) {
    while (before > 0) {
        const std::string& text = pieces[--before].text;
        std::size_t at = text.size();
        if (at > 0) return previous_code_point(text, at);
    }
    return 0;
}

char32_t first_of(const std::vector<Piece>& pieces, std::size_t from) {
    for (; from < pieces.size(); ++from) {
        std::size_t at = 0;
        if (!pieces[from].text.empty()) return next_code_point(pieces[from].text, at);
    }
    return 0;
}

/// Delimiters only work at the edges of words (6.4): where a translation has them elsewhere, as
/// Chinese and Kazakh may, elements take their place.
void replace_delimiters(std::vector<Piece>& pieces) {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const BlockCode* code = pieces[i].code;
        if (code == nullptr || !element_of(code->before)) continue;
        if (code->code.kind == InlineCode::Kind::open) {
            open.push_back(i);
            continue;
        }
        if (code->code.kind != InlineCode::Kind::close || open.empty()) continue;
        const std::size_t begin = open.back();
        open.pop_back();
        const char32_t inside_first = first_of(pieces, begin + 1);
        const char32_t inside_last = last_of(pieces, i);
        const bool works = can_open(last_of(pieces, begin), inside_first) &&
                           can_open(first_of(pieces, i + 1), inside_last) && i > begin + 1;
        if (works) continue;
        const auto element = *element_of(code->before);
        pieces[begin].text = spelled(*pieces[begin].code, element.first);
        pieces[i].text = spelled(*code, element.second);
    }
}

/// In a cell even code must not hold a bare one (GFM 4.10).
void escape_bars(std::string& code) {
    for (std::size_t at = 0; (at = code.find('|', at)) != std::string::npos; at += 2) {
        code.insert(at, "\\");
    }
}

}  // namespace

std::string write_markdown(const Block& block, const ParagraphContent& content, const Splice&) {
    std::vector<Piece> pieces;
    std::size_t at = 0;
    bool skip_space = false;  // a hard line break stands for it
    const auto add_text = [&](std::size_t end) {
        std::string_view text = std::string_view(content.text).substr(at, end - at);
        at = end;
        if (text.empty()) return;
        if (skip_space && is_space(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
        skip_space = false;
        pieces.push_back({escape(text)});
    };
    for (const ParagraphContent::Code& placed : content.codes) {
        add_text(placed.byte_offset);
        const BlockCode& code = block.codes[placed.number];
        // It would make a picture of a link.
        if (code.before.starts_with('[') && !pieces.empty() && pieces.back().text.ends_with('!')) {
            pieces.back().text.insert(pieces.back().text.size() - 1, "\\");
        }
        pieces.push_back({spelled(code, code.before), &code});
        if (block.kind == ParagraphKind::table_cell) escape_bars(pieces.back().text);
        skip_space = code.code.type == "lb";
    }
    add_text(content.text.size());
    replace_delimiters(pieces);
    std::string text;
    for (const Piece& piece : pieces) text += piece.text;
    const bool heading = block.kind == ParagraphKind::heading;
    text = lines_of(text, heading || block.kind == ParagraphKind::table_cell);
    return heading ? without_closing_sequence(std::move(text)) : text;
}

}  // namespace egiz::formats
