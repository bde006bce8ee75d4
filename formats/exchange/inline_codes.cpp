// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/inline_codes.hpp"

#include <algorithm>
#include <charconv>
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

/// The number in an id such as `i 3`; 0 if it is none.
std::size_t number_of(std::string_view id) {
    if (!id.starts_with(numbered_code)) return 0;
    id.remove_prefix(numbered_code.size());
    std::size_t number = 0;
    const char* const end = id.data() + id.size();
    const auto [stop, error] = std::from_chars(id.data(), end, number);
    return error == std::errc{} && stop == end && id.front() != '0' ? number : 0;
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

bool has_made_up_id(const InlineCode& code) {
    return code.id.empty() || code.id.starts_with(numbered_code) ||
           code.id.starts_with(unnamed_pair);
}

std::vector<std::size_t> number_pairs(const std::vector<InlineCode>& codes,
                                      const std::vector<std::optional<std::size_t>>& partners) {
    std::vector<std::size_t> numbers(codes.size());
    std::vector<std::size_t> taken;
    const auto is_taken = [&](std::size_t number) {
        return std::binary_search(taken.begin(), taken.end(), number);
    };
    for (std::size_t i = 0; i < codes.size(); ++i) {
        if (!partners[i] || *partners[i] < i) continue;
        const std::size_t own = number_of(codes[i].id);
        if (own != 0) taken.push_back(own);
    }
    std::sort(taken.begin(), taken.end());
    std::size_t next = 0;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        if (!partners[i]) continue;
        if (*partners[i] < i) {
            numbers[i] = numbers[*partners[i]];
            continue;
        }
        const std::size_t own = number_of(codes[i].id);
        const auto range = std::equal_range(taken.begin(), taken.end(), own);
        if (own != 0 && range.second - range.first == 1) {
            numbers[i] = own;
        } else {
            do {
                ++next;
            } while (is_taken(next));
            numbers[i] = next;
        }
    }
    return numbers;
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
