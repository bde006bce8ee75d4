// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/inline_codes.hpp"

#include <algorithm>
#include <unordered_map>

namespace egiz::formats {
namespace {

using Kind = InlineCode::Kind;

/// Finds pairs by key: the last open one closes first.
template <class KeyOf>
std::vector<std::optional<std::size_t>> find_partners(const std::vector<InlineCode>& codes,
                                                      const KeyOf& key_of) {
    std::vector<std::optional<std::size_t>> partner(codes.size());
    std::unordered_map<std::string_view, std::vector<std::size_t>> open;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        if (codes[i].kind == Kind::open) {
            open[key_of(i)].push_back(i);
        } else if (codes[i].kind == Kind::close) {
            std::vector<std::size_t>& waiting = open[key_of(i)];
            if (waiting.empty()) continue;
            partner[i] = waiting.back();
            partner[waiting.back()] = i;
            waiting.pop_back();
        }
    }
    return partner;
}

}  // namespace

std::size_t settle_pairs(std::vector<InlineCode>& codes, const std::vector<std::string>& keys) {
    if (codes.empty()) return 0;
    const auto partner =
        find_partners(codes, [&](std::size_t i) { return std::string_view(keys[i]); });
    std::size_t lone = 0;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        InlineCode& code = codes[i];
        const bool opens = code.kind == Kind::open;
        if (!opens && code.kind != Kind::close) continue;
        if (partner[i]) {
            if (!opens) code.id = codes[*partner[i]].id;
        } else {
            code.kind = opens ? Kind::lone_open : Kind::lone_close;
            ++lone;
        }
    }
    return lone;
}

std::vector<std::optional<std::size_t>> partners(const std::vector<InlineCode>& codes) {
    return find_partners(codes, [&](std::size_t i) { return std::string_view(codes[i].id); });
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
