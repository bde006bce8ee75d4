// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/sentence_writer.hpp"

#include "cli/workflow/units.hpp"
#include "formats/exchange/tsv.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace egiz::workflow {
namespace {

void append_number(std::string& text, std::size_t number) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    text.append(digits.data(), end);
}

/// Whether a byte is as `is_special` says. Looks at all of them without a branch, which compilers
/// make vector instructions of.
template <class IsSpecial>
bool has_any(std::string_view text, IsSpecial is_special) {
    unsigned char found = 0;
    for (const char c : text) {
        found = static_cast<unsigned char>(found | static_cast<unsigned char>(is_special(c)));
    }
    return found != 0;
}

/// Whether LF, CR, U+0085, U+2028 or U+2029 is in a text.
bool has_line_break(std::string_view text) {
    if (has_any(text, [](char c) { return c == '\n' || c == '\r'; })) return true;
    if (!has_any(text, [](char c) { return c == '\xC2' || c == '\xE2'; })) return false;
    for (const std::string_view line_break : {"\u0085", "\u2028", "\u2029"}) {
        if (text.find(line_break) != std::string_view::npos) return true;
    }
    return false;
}

void append_cell(std::string& out, std::string_view text) {
    if (has_any(text, [](char c) { return c == '\t' || c == '\n' || c == '\r' || c == '\\'; })) {
        out += formats::escape_cell(text);
    } else {
        out += text;
    }
}

bool is_escaped_in_json(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

void append_json_escape(std::string& json, char c) {
    json += '\\';
    constexpr std::string_view controls = "\b\f\n\r\t\"\\";
    constexpr std::string_view letters = "bfnrt\"\\";
    if (const std::size_t at = controls.find(c); at != std::string_view::npos) {
        json += letters[at];
    } else {
        constexpr std::string_view digits = "0123456789abcdef";
        json += "u00";
        json += digits[static_cast<unsigned char>(c) >> 4U];
        json += digits[static_cast<unsigned char>(c) & 0xFU];
    }
}

}  // namespace

void append_json_string(std::string& json, std::string_view text) {
    json += '"';
    if (has_any(text, is_escaped_in_json)) {
        for (const auto* at = text.begin();;) {
            const auto* special = std::find_if(at, text.end(), is_escaped_in_json);
            json.append(at, special);
            if (special == text.end()) break;
            append_json_escape(json, *special);
            at = special + 1;
        }
    } else {
        json += text;
    }
    json += '"';
}

SentenceWriter::SentenceWriter(ResultOutput& out, const std::string& format, bool has_ids)
    : out_(out),
      format_(format == "tsv"     ? Format::tsv
              : format == "jsonl" ? Format::jsonl
                                  : Format::text),
      has_ids_(has_ids) {}

void SentenceWriter::write_header() {
    if (format_ != Format::tsv || has_header_) return;
    out_.text() += has_ids_ ? "id\tbegin\tend\tparagraph\ttext" : "begin\tend\tparagraph\ttext";
    out_.end_line();
    has_header_ = true;
}

void SentenceWriter::write(std::string_view sentence, std::size_t begin, std::size_t paragraph) {
    write_header();
    std::string& text = out_.text();
    switch (format_) {
        case Format::text:
            if (has_line_break(sentence)) {
                text += unit_text(sentence);
            } else {
                text += sentence;
            }
            break;
        case Format::tsv:
            if (has_ids_) {
                append_cell(text, id_);
                text += '\t';
            }
            append_number(text, begin);
            text += '\t';
            append_number(text, begin + sentence.size());
            text += '\t';
            append_number(text, paragraph);
            text += '\t';
            append_cell(text, sentence);
            break;
        case Format::jsonl:
            text += "{\"begin\":";
            append_number(text, begin);
            text += ",\"end\":";
            append_number(text, begin + sentence.size());
            text += ",\"paragraph\":";
            append_number(text, paragraph);
            text += ",\"text\":";
            append_json_string(text, sentence);
            text += '}';
            break;
    }
    out_.end_line();
}

void SentenceWriter::finish() { write_header(); }

}  // namespace egiz::workflow
