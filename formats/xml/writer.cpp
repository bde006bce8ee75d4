// SPDX-License-Identifier: Apache-2.0
#include "formats/xml/writer.hpp"

#include "text/error.hpp"
#include "text/unicode.hpp"

#include <array>
#include <bit>
#include <cassert>
#include <ostream>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace egiz::formats::xml {
namespace {

constexpr std::size_t flush_size = 1 << 16;

/// Bytes that need a look: those with an escape, controls, and the first of U+FFFE and U+FFFF.
constexpr std::array<bool, 256> make_specials() {
    std::array<bool, 256> specials{};
    for (std::size_t i = 0; i < 0x20; ++i) specials[i] = true;
    for (const char c : {'&', '<', '>', '"'}) specials[static_cast<unsigned char>(c)] = true;
    specials[0xEF] = true;
    return specials;
}
constexpr std::array<bool, 256> specials = make_specials();

/// Where the next special byte is, from `at` on; the size of `text` if there is none.
std::size_t find_special(std::string_view text, std::size_t at) {
#ifdef __SSE2__
    const __m128i last_control = _mm_set1_epi8(0x1F);
    for (; text.size() - at >= sizeof(__m128i); at += sizeof(__m128i)) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
        __m128i marks = _mm_cmpeq_epi8(_mm_max_epu8(block, last_control), last_control);
        for (const char c : {'&', '<', '>', '"', '\xEF'}) {
            marks = _mm_or_si128(marks, _mm_cmpeq_epi8(block, _mm_set1_epi8(c)));
        }
        const auto found = static_cast<unsigned>(_mm_movemask_epi8(marks));
        if (found != 0) return at + static_cast<std::size_t>(std::countr_zero(found));
    }
#endif
    while (at < text.size() && !specials[static_cast<unsigned char>(text[at])]) ++at;
    return at;
}

/// What stands for the character in XML; null if it stands for itself.
const char* escape(char c, bool attribute) {
    switch (c) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '\r':
            return "&#13;";
        case '"':
            return attribute ? "&quot;" : nullptr;
        case '\n':
            return attribute ? "&#10;" : nullptr;
        case '\t':
            return attribute ? "&#9;" : nullptr;
        default:
            return nullptr;
    }
}

/// `text` with U+FFFD for each ill-formed byte.
std::string mended(std::string_view text, std::size_t& count) {
    std::string result;
    while (const auto bad = find_invalid_utf8(text)) {
        result.append(text.substr(0, *bad));
        result += "\xEF\xBF\xBD";
        text.remove_prefix(*bad + 1);
        ++count;
    }
    result.append(text);
    return result;
}

}  // namespace

bool is_forbidden(char32_t code_point) {
    return (code_point < 0x20 && code_point != '\t' && code_point != '\n' && code_point != '\r') ||
           (code_point >= 0xD800 && code_point < 0xE000) || code_point == 0xFFFE ||
           code_point == 0xFFFF || code_point > 0x10FFFF;
}

std::size_t append_escaped(std::string& result, std::string_view text, bool attribute) {
    std::size_t dropped = 0;
    std::string copy;
    if (find_invalid_utf8(text)) {
        copy = mended(text, dropped);
        text = copy;
    }
    std::size_t run = 0;
    for (std::size_t at = find_special(text, 0); at < text.size();
         at = find_special(text, at + 1)) {
        const char* replacement = escape(text[at], attribute);
        std::size_t size = 1;
        if (replacement == nullptr) {
            std::size_t end = at;
            if (!is_forbidden(next_code_point(text, end))) continue;
            size = end - at;
            replacement = "";
            ++dropped;
        }
        result.append(text.substr(run, at - run));
        result += replacement;
        at += size - 1;
        run = at + 1;
    }
    result.append(text.substr(run));
    return dropped;
}

Writer::Writer(std::ostream& out) : out_(out) { buffer_.reserve(flush_size * 2); }

void Writer::declaration() { buffer_ += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"; }

void Writer::close_tag() {
    if (tag_open_) buffer_ += '>';
    tag_open_ = false;
}

void Writer::new_line(std::size_t depth) {
    buffer_ += '\n';
    buffer_.append(2 * depth, ' ');
}

void Writer::start(std::string_view name, bool own_line) {
    close_tag();
    if (own_line) {
        new_line(depth_);
        if (depth_ > 0) open_[depth_ - 1].has_lines = true;
    }
    buffer_ += '<';
    buffer_ += name;
    tag_open_ = true;
    // Entries are reused, and with them the memory of their names.
    if (depth_ == open_.size()) open_.emplace_back();
    open_[depth_].name.assign(name);
    open_[depth_].has_lines = false;
    ++depth_;
}

void Writer::attribute(std::string_view name, std::string_view value) {
    assert(tag_open_);
    buffer_ += ' ';
    buffer_ += name;
    buffer_ += "=\"";
    dropped_ += append_escaped(buffer_, value, true);
    buffer_ += '"';
}

void Writer::text(std::string_view text) {
    if (text.empty()) return;
    const bool was_open = tag_open_;
    close_tag();
    const std::size_t begin = buffer_.size();
    dropped_ += append_escaped(buffer_, text, false);
    if (was_open && buffer_.size() == begin) {  // all of it was dropped: the element is empty
        buffer_.pop_back();
        tag_open_ = true;
    }
}

void Writer::markup(std::string_view markup) {
    if (markup.empty()) return;
    close_tag();
    buffer_ += markup;
}

void Writer::end() {
    assert(depth_ > 0);
    const Open& element = open_[--depth_];
    if (tag_open_) {
        buffer_ += "/>";
        tag_open_ = false;
    } else {
        if (element.has_lines) new_line(depth_);
        buffer_ += "</";
        buffer_ += element.name;
        buffer_ += '>';
    }
    if (depth_ == 0) buffer_ += '\n';
    if (buffer_.size() >= flush_size) flush();
}

void Writer::element(std::string_view name, std::string_view content) {
    start(name, true);
    text(content);
    end();
}

void Writer::flush() {
    out_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    buffer_.clear();
    if (!out_) {
        throw Error(Fault::output, {}, "cannot write: the output does not take any more",
                    "is the disk full?");
    }
}

}  // namespace egiz::formats::xml
