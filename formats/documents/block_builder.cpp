// SPDX-License-Identifier: Apache-2.0
#include "formats/documents/block_builder.hpp"

#include <algorithm>
#include <utility>

namespace egiz::formats {
namespace {

using CodeKind = InlineCode::Kind;

/// White space that HTML and ODT collapse; others, such as U+00A0, are characters.
bool is_collapsible(char32_t c) {
    return c == U' ' || c == U'\t' || c == U'\n' || c == U'\r' || c == U'\f';
}

}  // namespace

void BlockBuilder::cover(Range source) {
    block_.source.begin = begun_ ? std::min(block_.source.begin, source.begin) : source.begin;
    begun_ = true;
    block_.source.end = std::max(block_.source.end, source.end);
}

void BlockBuilder::space(char32_t character, std::string_view bytes) {
    const bool breaks = character == U'\n' || character == U'\r';
    if (block_.text.empty()) {
        // Between a code and the first character: no text, but it is written.
        if (spaces_ == Spaces::collapse && has_codes() && block_.codes.back().behind.empty()) {
            block_.codes.back().behind = breaks ? '\n' : ' ';
        }
        return;
    }
    if (spaces_ == Spaces::keep || !is_collapsible(character)) {
        block_.text += bytes;
        return;
    }
    // White space on both sides of a picture, say, is not one.
    const bool at_object = at_code() && block_.codes.back().code.kind == CodeKind::placeholder &&
                           block_.codes.back().code.type != "comment";
    char& last = block_.text.back();
    if (at_object) {
        block_.text += breaks ? '\n' : ' ';
    } else if (last == ' ' || last == '\n' || last == '\t') {
        if (breaks && last == ' ') last = '\n';
    } else {
        block_.text += breaks ? '\n' : ' ';
    }
}

void BlockBuilder::check_room(std::size_t bytes) const {
    if (bytes > longest_block - std::min(longest_block, block_.text.size())) {
        throw OutOfBounds{"8 MiB in one paragraph"};
    }
}

void BlockBuilder::text(std::string_view text, std::size_t source_begin) {
    check_room(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t c = next_code_point(text, at);
        const std::string_view bytes = text.substr(begin, at - begin);
        if (is_space(c)) {
            space(c, bytes);
            continue;
        }
        block_.text += bytes;
        has_text_ = true;
        cover({source_begin + begin, source_begin + at});
    }
}

void BlockBuilder::text(std::string_view text, Range source) {
    check_room(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t c = next_code_point(text, at);
        const std::string_view bytes = text.substr(begin, at - begin);
        if (is_space(c)) {
            space(c, bytes);
        } else {
            block_.text += bytes;
            has_text_ = true;
            cover(source);
        }
    }
}

void BlockBuilder::code_space(char space) {
    if (!block_.text.empty()) block_.text += space;
}

BlockCode& BlockBuilder::add(CodeKind kind, std::string id, std::string type, Range source,
                             std::string data) {
    if (block_.codes.size() == most_codes) {
        throw OutOfBounds{"500,000 pieces of markup inside a paragraph"};
    }
    cover(source);
    BlockCode& code = block_.codes.emplace_back();
    code.code = {block_.text.size(), kind, std::move(id), std::move(type), std::move(data)};
    code.source = source;
    return code;
}

void BlockBuilder::placeholder(std::string type, Range source, std::string data) {
    add(CodeKind::placeholder, std::to_string(++ids_), std::move(type), source, std::move(data));
}

void BlockBuilder::open(std::string_view name, std::string type, Range source, std::string data) {
    open_[std::string(name)].push_back(block_.codes.size());
    add(CodeKind::open, std::to_string(++ids_), std::move(type), source, std::move(data));
}

void BlockBuilder::close(std::string_view name, Range source, std::string data) {
    const auto waiting = open_.find(name);
    if (waiting == open_.end() || waiting->second.empty()) {
        add(CodeKind::lone_close, std::to_string(++ids_), {}, source, std::move(data));
        return;
    }
    const InlineCode& opening = block_.codes[waiting->second.back()].code;
    waiting->second.pop_back();
    add(CodeKind::close, opening.id, opening.type, source, std::move(data));
}

std::optional<Block> BlockBuilder::finish() {
    for (const auto& [name, waiting] : open_) {
        for (const std::size_t code : waiting) block_.codes[code].code.kind = CodeKind::lone_open;
    }
    const std::size_t end = trim(block_.text, {0, block_.text.size()}).end;
    std::size_t at = end;
    for (BlockCode& code : block_.codes) {
        if (code.code.byte_offset <= end) continue;
        // White space between the last character and a code is no text, but is written.
        code.before.insert(0, block_.text.substr(at, code.code.byte_offset - at));
        at = code.code.byte_offset;
        code.code.byte_offset = end;
    }
    block_.text.resize(end);
    const bool has_text = has_text_;
    Block block = std::move(block_);
    block_ = {};
    block_.part = block.part;
    begun_ = has_text_ = false;
    ids_ = 0;
    open_.clear();
    if (!has_text) return std::nullopt;
    return block;
}

}  // namespace egiz::formats
