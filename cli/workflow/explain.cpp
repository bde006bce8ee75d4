// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/explain.hpp"

#include "formats/exchange/tsv.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace egiz::workflow {
namespace {

constexpr std::size_t columns_before = 32;
constexpr std::size_t columns_after = 20;
constexpr std::string_view mark = "|";

/// Line and column (in code points, from 1) of offsets that only grow.
class LineCounter {
public:
    explicit LineCounter(std::string_view text) : text_(text) {}
    void move_to(std::size_t offset) {
        for (; offset_ < offset; ++offset_) {
            const char c = text_[offset_];
            if (c == '\n' || (c == '\r' && text_.substr(offset_ + 1, 1) != "\n")) {
                ++line_;
                column_ = 1;
            } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
                ++column_;
            }
        }
    }
    [[nodiscard]] std::size_t line() const noexcept { return line_; }
    [[nodiscard]] std::size_t column() const noexcept { return column_; }

private:
    std::string_view text_;
    std::size_t offset_ = 0;
    std::size_t line_ = 1;
    std::size_t column_ = 1;
};

/// Width on a screen, roughly: Han characters, kana and full-width forms take two columns.
std::size_t width_of(char32_t c) {
    return is_han(c) || (c >= 0x3000 && c < 0x3100) || (c >= 0xAC00 && c < 0xD7B0) ||
                   (c >= 0xFF00 && c < 0xFF61) || c >= 0x1F300
               ? 2
               : 1;
}

std::size_t width_of(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t offset = 0; offset < text.size();) {
        width += width_of(next_code_point(text, offset));
    }
    return width;
}

std::string_view last_columns(std::string_view text, std::size_t columns) {
    std::size_t begin = text.size();
    for (std::size_t width = 0; begin > 0;) {
        std::size_t offset = begin;
        width += width_of(previous_code_point(text, offset));
        if (width > columns) break;
        begin = offset;
    }
    return text.substr(begin);
}

std::string_view first_columns(std::string_view text, std::size_t columns) {
    std::size_t end = 0;
    for (std::size_t width = 0; end < text.size();) {
        std::size_t offset = end;
        width += width_of(next_code_point(text, offset));
        if (width > columns) break;
        end = offset;
    }
    return text.substr(0, end);
}

/// On one line, harmless to a terminal; each white space that is none of the keyboard is a space.
std::string shown(std::string_view text) {
    std::string result;
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t begin = offset;
        const char32_t c = next_code_point(text, offset);
        const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
                             (c >= 0x2066 && c <= 0x2069);
        if (is_space(c)) {
            result += ' ';
        } else if (control) {
            result += "\u00B7";
        } else {
            result += text.substr(begin, offset - begin);
        }
    }
    return result;
}

/// A file's name may be any bytes.
std::string utf8_name(const std::string& name) {
    std::string result;
    for (std::size_t offset = 0; offset < name.size();) {
        append_utf8(result, next_code_point(name, offset));
    }
    return result;
}

std::string padded(std::string text, std::size_t columns) {
    const std::size_t width = width_of(text);
    if (width < columns) text.append(columns - width, ' ');
    return text;
}

}  // namespace

struct ExplanationWriter::Row {
    const TextId& id;
    std::size_t line = 0;
    std::size_t column = 0;
    std::size_t offset = 0;  ///< in bytes
    bool breaks = false;
    std::string_view before;
    std::string_view after;
    align::Explanation why;
};

ExplanationWriter::ExplanationWriter(ResultOutput& out, std::string format, bool has_ids)
    : out_(out), format_(std::move(format)), has_ids_(has_ids) {}

void ExplanationWriter::write(const Document& document, const align::Segmenter& segmenter,
                              const TextId& id) {
    LineCounter counter(document.text);
    const auto write_place = [&](const align::Segmenter::Place& place) {
        counter.move_to(place.offset);
        const std::string_view text = document.text;
        write_row({id, counter.line(), counter.column(), place.offset, place.ends,
                   last_columns(text.substr(0, place.offset), columns_before),
                   first_columns(text.substr(place.offset), columns_after), place.why});
    };
    for (std::size_t i = 0; i < document.paragraphs.size(); ++i) {
        const Range paragraph = document.paragraphs[i];
        for (align::Segmenter::Place& place : segmenter.explain(slice(document.text, paragraph))) {
            place.offset += paragraph.begin;
            write_place(place);
        }
        if (i + 1 == document.paragraphs.size()) break;
        write_place({paragraph.end, true, {"paragraphs", "", 0, "", "the paragraph ends"}});
    }
}

void ExplanationWriter::write_row(const Row& row) {
    if (format_ == "jsonl") {
        write_jsonl(row);
    } else if (format_ == "tsv") {
        write_tsv(row);
    } else {
        write_text(row);
    }
    out_.end_line();
}

void ExplanationWriter::write_text(const Row& row) {
    const auto paint = [&](const char* code, const std::string& text) {
        return out_.coloured() ? "\033[" + std::string(code) + "m" + text + "\033[0m" : text;
    };
    constexpr std::size_t place_columns = 9;
    constexpr std::size_t what_columns = 9;
    constexpr std::size_t rule_columns = 60;  // an expression of SRX may be much longer
    std::string& text = out_.text();
    if (has_ids_) text += padded(shown(row.id.plain), place_columns) + ' ';
    text += padded(std::to_string(row.line) + ':' + std::to_string(row.column), place_columns);
    text += ' ';
    text += row.breaks ? paint("1;32", padded("break", what_columns))
                       : padded("no break", what_columns);
    const std::string before = shown(row.before);
    text.append(columns_before - std::min(columns_before, width_of(before)), ' ');
    text += before + paint(row.breaks ? "1;32" : "1;33", std::string(mark));
    text += padded(shown(row.after), columns_after) + "  " + row.why.reason;
    const std::string where = Place{row.why.file, row.why.line, 0}.to_string();
    if (!where.empty()) text += "  " + cli::printable(where);
    const std::string rule = shown(row.why.rule);
    if (rule.empty()) return;
    const std::string_view beginning = first_columns(rule, rule_columns);
    text.append("  ").append(beginning).append(beginning.size() < rule.size() ? "…" : "");
}

void ExplanationWriter::write_tsv(const Row& row) {
    std::string& text = out_.text();
    if (!has_header_) {
        text +=
            "id\tline\tcolumn\toffset\tbreak\tbefore\tafter\trule_set\tfile\trule_line\trule\t"
            "reason\n";
        has_header_ = true;
    }
    const std::string rule_line = row.why.line > 0 ? std::to_string(row.why.line) : "";
    const std::vector<std::string> cells{row.id.plain,
                                         std::to_string(row.line),
                                         std::to_string(row.column),
                                         std::to_string(row.offset),
                                         row.breaks ? "yes" : "no",
                                         std::string(row.before),
                                         std::string(row.after),
                                         row.why.rule_set,
                                         row.why.file,
                                         rule_line,
                                         row.why.rule,
                                         row.why.reason};
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) text += '\t';
        text += formats::escape_cell(cells[i]);
    }
}

void ExplanationWriter::write_jsonl(const Row& row) {
    std::string& text = out_.text();
    const auto add_name = [&](const char* name) {
        text += text.empty() || text.back() == '\n' ? "{\"" : ",\"";
        text += name;
        text += "\":";
    };
    const auto add = [&](const char* name, std::string_view value) {
        if (value.empty()) return;
        add_name(name);
        append_json_string(text, value);
    };
    const auto add_number = [&](const char* name, std::size_t value) {
        if (value == 0 && std::string_view(name) == "rule_line") return;
        add_name(name);
        text += std::to_string(value);
    };
    if (!row.id.json.empty()) {
        add_name("id");
        text += row.id.json;
    }
    add_number("line", row.line);
    add_number("column", row.column);
    add_number("offset", row.offset);
    add_name("break");
    text += row.breaks ? "true" : "false";
    add("before", row.before);
    add("after", row.after);
    add("rule_set", row.why.rule_set);
    add("file", utf8_name(row.why.file));
    add_number("rule_line", row.why.line);
    add("rule", row.why.rule);
    add("reason", row.why.reason);
    text += '}';
}

}  // namespace egiz::workflow
