// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/inline_content.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace egiz::formats {

void InlineContent::clear() {
    text_.clear();
    codes_.clear();
    keys_.clear();
}

std::size_t InlineContent::add_code(InlineCode::Kind kind, std::string id, std::string type,
                                    std::string key) {
    codes_.push_back({text_.size(), kind, std::move(id), std::move(type), {}});
    keys_.push_back(std::move(key));
    return codes_.size() - 1;
}

InlineContent InlineContent::slice(Mark begin, Mark end) const {
    InlineContent result;
    result.text_ = text_.substr(begin.byte_offset, end.byte_offset - begin.byte_offset);
    for (std::size_t i = begin.code; i < end.code; ++i) {
        result.codes_.push_back(codes_[i]);
        result.codes_.back().byte_offset -= begin.byte_offset;
        result.keys_.push_back(keys_[i]);
    }
    return result;
}

std::size_t InlineContent::pair_codes() {
    std::unordered_map<std::string, std::vector<std::size_t>> open;
    std::size_t lone = 0;
    for (std::size_t i = 0; i < codes_.size(); ++i) {
        InlineCode& code = codes_[i];
        if (code.kind == InlineCode::Kind::open) {
            open[keys_[i]].push_back(i);
        } else if (code.kind == InlineCode::Kind::close) {
            std::vector<std::size_t>& waiting = open[keys_[i]];
            if (waiting.empty()) {
                code.kind = InlineCode::Kind::lone_close;
                ++lone;
            } else {
                code.id = codes_[waiting.back()].id;
                waiting.pop_back();
            }
        }
    }
    for (const auto& [key, waiting] : open) {
        for (const std::size_t i : waiting) codes_[i].kind = InlineCode::Kind::lone_open;
        lone += waiting.size();
    }
    return lone;
}

std::size_t InlineContent::move_into(Variant& variant) {
    const std::size_t lone = pair_codes();
    variant.text = std::move(text_);
    variant.codes = std::move(codes_);
    clear();
    return lone;
}

std::vector<std::optional<std::size_t>> partners(const std::vector<InlineCode>& codes) {
    std::vector<std::optional<std::size_t>> result(codes.size());
    std::unordered_map<std::string_view, std::vector<std::size_t>> open;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        if (codes[i].kind == InlineCode::Kind::open) {
            open[codes[i].id].push_back(i);
        } else if (codes[i].kind == InlineCode::Kind::close) {
            std::vector<std::size_t>& waiting = open[codes[i].id];
            if (waiting.empty()) continue;
            result[i] = waiting.back();
            result[waiting.back()] = i;
            waiting.pop_back();
        }
    }
    return result;
}

bool well_nested(const std::vector<std::optional<std::size_t>>& partners) {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < partners.size(); ++i) {
        if (!partners[i]) continue;
        if (*partners[i] > i) {
            open.push_back(i);
        } else {
            if (open.back() != *partners[i]) return false;
            open.pop_back();
        }
    }
    return true;
}

void for_each_piece(const Variant& variant, const std::function<void(std::string_view)>& on_text,
                    const std::function<void(std::size_t)>& on_code) {
    const std::string_view text = variant.text;
    std::size_t at = 0;
    for (std::size_t i = 0; i < variant.codes.size(); ++i) {
        std::size_t offset = std::clamp(variant.codes[i].byte_offset, at, text.size());
        while (offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80) {
            ++offset;
        }
        if (offset > at) on_text(text.substr(at, offset - at));
        at = offset;
        on_code(i);
    }
    if (at < text.size()) on_text(text.substr(at));
}

}  // namespace egiz::formats
