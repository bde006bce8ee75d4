// SPDX-License-Identifier: Apache-2.0
#include "formats/xml/tag_scanner.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace egiz::formats::xml {
namespace {

/// Bytes of a tag that need a look; all others are passed over.
constexpr std::array<bool, 256> ends_plain = [] {
    std::array<bool, 256> marks{};
    for (const char c : {'"', '\'', '>'}) marks[static_cast<unsigned char>(c)] = true;
    return marks;
}();

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

std::optional<TagScanner::Finding> TagScanner::scan(std::string_view piece) {
    std::size_t at = 0;
    while (at < piece.size()) {
        if (state_ == State::text) {
            const void* found = std::memchr(piece.data() + at, '<', piece.size() - at);
            if (found == nullptr) return std::nullopt;
            at = static_cast<std::size_t>(static_cast<const char*>(found) - piece.data()) + 1;
            enter(State::opened);
            continue;
        }
        if (state_ == State::tag_quote) {
            const std::size_t end = std::min(piece.find(quote_, at), piece.size());
            length_ += end - at;
            at = end;
            if (length_ > largest_tag) return Finding{at, "a tag is larger than 1 MiB"};
            if (at == piece.size()) return std::nullopt;
        }
        if (state_ == State::tag) {
            const std::size_t begin = at;
            while (at < piece.size() && !ends_plain[static_cast<unsigned char>(piece[at])]) ++at;
            length_ += at - begin;
            if (length_ > largest_tag) return Finding{at, "a tag is larger than 1 MiB"};
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
        if (state_ == State::tag || state_ == State::tag_quote) {
            if (attributes_ > most_attributes) {
                return Finding{at, "a tag has more than 256 attributes"};
            }
            if (length_ > largest_tag) return Finding{at, "a tag is larger than 1 MiB"};
        }
        last_but_one_ = last_;
        last_ = c;
        ++at;
    }
    return std::nullopt;
}

}  // namespace egiz::formats::xml
