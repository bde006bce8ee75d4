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
        leading_space(character, bytes);
        return;
    }
    if (spaces_ == Spaces::keep_ends && at_line_break()) {
        check_room(block_.codes.back().space_behind.size());
        block_.codes.back().space_behind += bytes;
        return;
    }
    if (spaces_ != Spaces::collapse || !is_collapsible(character)) {
        block_.text += bytes;
        return;
    }
    // White space on both sides of a picture, say, is not one.
    const bool at_object = at_code() && block_.codes.back().code.kind == CodeKind::placeholder &&
                           block_.codes.back().code.type != "comment";
    char& last = block_.text.back();
    if (at_object || hard_end_ == block_.text.size()) {
        block_.text += breaks ? '\n' : ' ';
    } else if (last == ' ' || last == '\n' || last == '\t') {
        if (breaks && last == ' ') last = '\n';
    } else {
        block_.text += breaks ? '\n' : ' ';
    }
}

/// White space before the first character is no text, but is written if it is inside the block.
void BlockBuilder::leading_space(char32_t character, std::string_view bytes) {
    if (!has_codes()) {
        if (spaces_ == Spaces::keep_ends) block_.space_before += bytes;
        return;
    }
    std::string& space = block_.codes.back().space_behind;
    check_room(space.size());
    if (spaces_ != Spaces::collapse || !is_collapsible(character)) {
        space += bytes;
    } else if (space.empty()) {
        space = character == U'\n' || character == U'\r' ? '\n' : ' ';
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
        const bool is_blank = is_space(c);
        if (is_blank) {
            space(c, bytes);
        } else {
            block_.text += bytes;
            has_text_ = true;
        }
        if (!is_blank || spaces_ == Spaces::keep_ends) cover(source);
    }
}

void BlockBuilder::code_space(char space) {
    if (block_.text.empty()) return;
    if (spaces_ == Spaces::keep_ends && space == '\n') take_space_before_break();
    block_.text += space;
}

bool BlockBuilder::at_line_break() const {
    return has_codes() && is_line_code(block_.codes.back()) && block_.text.ends_with('\n') &&
           block_.codes.back().code.byte_offset + 1 == block_.text.size();
}

/// Beside a line break white space is no text, but is written: who translates would take it and the
/// break for one blank.
void BlockBuilder::take_space_before_break() {
    std::size_t floor = 0;
    if (block_.codes.size() > 1) {
        const BlockCode& before = block_.codes[block_.codes.size() - 2];
        floor = before.code.byte_offset + (is_line_code(before) ? 1 : 0);
    }
    const Range text{std::min(floor, block_.text.size()), block_.text.size()};
    std::size_t end = text.end;
    while (end > text.begin) {
        std::size_t before = end;
        if (!is_space(previous_code_point(block_.text, before))) break;
        end = before;
    }
    BlockCode& code = block_.codes.back();
    code.space_before = block_.text.substr(end);
    block_.text.resize(end);
    code.code.byte_offset = end;
}

void BlockBuilder::hard_spaces(std::size_t count) {
    check_room(count);
    block_.text.append(count, ' ');
    hard_end_ = block_.text.size();
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

/// White space behind the last character is no text, but is written if it is inside the block.
void BlockBuilder::take_trailing_space() {
    const std::size_t end = trim(block_.text, {0, block_.text.size()}).end;
    std::size_t at = end;
    BlockCode* last = nullptr;
    const auto space_up_to = [&](std::size_t behind) {
        std::string space = block_.text.substr(at, behind - at);
        if (last != nullptr && is_line_code(*last) && !space.empty()) space.erase(0, 1);
        at = behind;
        return space;
    };
    for (BlockCode& code : block_.codes) {
        if (code.code.byte_offset < end) continue;
        if (code.code.byte_offset > end) {
            code.space_before.insert(0, space_up_to(code.code.byte_offset));
            code.code.byte_offset = end;
        }
        last = &code;
    }
    if (spaces_ == Spaces::keep_ends) {
        std::string space = space_up_to(block_.text.size());
        if (last == nullptr) {
            block_.space_behind = std::move(space);
        } else {
            last->space_behind += space;
        }
    }
    block_.text.resize(end);
}

std::optional<Block> BlockBuilder::finish() {
    for (const auto& [name, waiting] : open_) {
        for (const std::size_t code : waiting) block_.codes[code].code.kind = CodeKind::lone_open;
    }
    take_trailing_space();
    const bool has_text = has_text_;
    Block block = std::move(block_);
    block_ = {};
    block_.part = block.part;
    begun_ = has_text_ = false;
    hard_end_ = 0;
    ids_ = 0;
    open_.clear();
    if (!has_text) return std::nullopt;
    return block;
}

}  // namespace egiz::formats
