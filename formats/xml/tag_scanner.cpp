// SPDX-License-Identifier: Apache-2.0
#include "formats/xml/tag_scanner.hpp"

#include <algorithm>
#include <bit>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace egiz::formats::xml {
namespace {

/// Where the next `"`, `'` or `>` is, from `at` on; the size of `text` if there is none.
std::size_t find_in_tag(std::string_view text, std::size_t at) {
#ifdef __SSE2__
    for (; text.size() - at >= sizeof(__m128i); at += sizeof(__m128i)) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
        const __m128i marks =
            _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('>')),
                         _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('"')),
                                      _mm_cmpeq_epi8(block, _mm_set1_epi8('\''))));
        const auto found = static_cast<unsigned>(_mm_movemask_epi8(marks));
        if (found != 0) return at + static_cast<std::size_t>(std::countr_zero(found));
    }
#endif
    while (at < text.size() && text[at] != '"' && text[at] != '\'' && text[at] != '>') ++at;
    return at;
}

}  // namespace

void TagScanner::enter(State state) noexcept {
    state_ = state;
    length_ = 0;
    last_ = last_but_one_ = 0;
}

void TagScanner::after_opened(char c) noexcept {
    if (c == '!') {
        enter(State::bang);
    } else if (c == '?') {
        enter(State::instruction);
    } else if (in_doctype_) {
        ++doctype_depth_;
        enter(State::doctype);
    } else {
        attributes_ = 0;
        enter(State::tag);
        in_tag(c);
    }
}

/// After `<!`: the first bytes of a comment, a CDATA section or a declaration.
void TagScanner::after_bang(char c) noexcept {
    if (c == '-' && length_ == 1) return;
    if (c == '-' && length_ == 2 && last_ == '-') {
        enter(State::comment);
    } else if (c == '[' && !in_doctype_) {
        enter(State::cdata);
    } else {
        if (!in_doctype_) doctype_length_ = 0;
        in_doctype_ = true;
        ++doctype_depth_;
        enter(State::doctype);
        in_doctype(c);
    }
}

void TagScanner::in_tag(char c) noexcept {
    if (c == '"' || c == '\'') {
        quote_ = c;
        ++attributes_;
        state_ = State::tag_quote;
    } else if (c == '>') {
        enter(State::text);
    }
}

void TagScanner::in_doctype(char c) noexcept {
    if (c == '"' || c == '\'') {
        quote_ = c;
        state_ = State::doctype_quote;
    } else if (c == '<') {
        enter(State::opened);
    } else if (c == '>' && --doctype_depth_ == 0) {
        in_doctype_ = false;
        enter(State::text);
    }
}

std::optional<TagScanner::Finding> TagScanner::judge_length(std::size_t at) const {
    const auto of = [&](std::size_t largest, const char* message) {
        return length_ > largest ? std::optional<Finding>({at, message}) : std::nullopt;
    };
    switch (state_) {
        case State::tag:
        case State::tag_quote:
            return of(largest_tag, "a tag is larger than 1 MiB");
        case State::comment:
            return of(largest_section, "a comment is larger than 8 MiB");
        case State::cdata:
            return of(largest_section, "a CDATA section is larger than 8 MiB");
        case State::instruction:
            return of(largest_section, "a processing instruction is larger than 8 MiB");
        default:
            return std::nullopt;
    }
}

/// Passes over a tag that lies whole in the piece, and is too short to be out of bounds: most do.
/// `at` is behind its `<`, and becomes where its `>` is. False if there is more to it.
bool TagScanner::pass_short_tag(std::string_view piece, std::size_t& at) noexcept {
    constexpr std::size_t shortest_attribute = 5;  // ` a=""`
    const std::string_view window =
        piece.substr(at, shortest_attribute * TagScanner::most_attributes);
    if (window.empty() || window.front() == '!' || window.front() == '?') return false;
    std::size_t end = find_in_tag(window, 0);
    while (end < window.size() && window[end] != '>') {
        end = window.find(window[end], end + 1);
        if (end == std::string_view::npos) return false;
        end = find_in_tag(window, end + 1);
    }
    if (end == window.size()) return false;
    at += end;
    return true;
}

std::optional<TagScanner::Finding> TagScanner::scan(std::string_view piece,
                                                    std::vector<Range>& texts) {
    std::size_t at = 0;
    texts.clear();
    while (at < piece.size()) {
        if (state_ == State::text) {
            const std::size_t end = std::min(piece.find('<', at), piece.size());
            if (end > at) texts.push_back({at, end});
            if (end == piece.size()) return std::nullopt;
            at = end + 1;
            if (!in_doctype_ && pass_short_tag(piece, at)) {
                ++at;
            } else {
                enter(State::opened);
            }
            continue;
        }
        if (state_ == State::tag_quote) {
            const std::size_t end = std::min(piece.find(quote_, at), piece.size());
            length_ += end - at;
            at = end;
            if (auto finding = judge_length(at)) return finding;
            if (at == piece.size()) return std::nullopt;
        }
        if (state_ == State::tag) {
            const std::size_t begin = at;
            at = find_in_tag(piece, at);
            length_ += at - begin;
            if (auto finding = judge_length(at)) return finding;
            if (at == piece.size()) return std::nullopt;
        }
        const char c = piece[at];
        ++length_;
        if (in_doctype_ && ++doctype_length_ > largest_doctype) {
            return Finding{at, "the document type declaration is larger than 64 KiB"};
        }
        switch (state_) {
            case State::text:
                break;
            case State::opened:
                after_opened(c);
                break;
            case State::bang:
                after_bang(c);
                break;
            case State::tag:
                in_tag(c);
                break;
            case State::tag_quote:
                if (c == quote_) state_ = State::tag;
                break;
            case State::comment:
                if (c == '>' && last_ == '-' && last_but_one_ == '-') {
                    enter(in_doctype_ ? State::doctype : State::text);
                }
                break;
            case State::cdata:
                if (c == '>' && last_ == ']' && last_but_one_ == ']') enter(State::text);
                break;
            case State::instruction:
                if (c == '>' && last_ == '?') enter(in_doctype_ ? State::doctype : State::text);
                break;
            case State::doctype:
                in_doctype(c);
                break;
            case State::doctype_quote:
                if (c == quote_) state_ = State::doctype;
                break;
        }
        if (state_ == State::tag_quote && attributes_ > most_attributes) {
            return Finding{at, "a tag has more than 256 attributes"};
        }
        if (auto finding = judge_length(at)) return finding;
        last_but_one_ = last_;
        last_ = c;
        ++at;
    }
    return std::nullopt;
}

}  // namespace egiz::formats::xml
