// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/code_ids.hpp"

#include "formats/exchange/code_types.hpp"
#include "formats/exchange/inline_codes.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace egiz::formats {
namespace {

bool is_number(std::string_view id) {
    return !id.empty() &&
           std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

CodeIds::CodeIds(const std::vector<const Variant*>& variants) {
    std::set<std::string_view> taken;
    std::vector<std::string_view> others;
    for (const Variant* variant : variants) {
        if (variant == nullptr) continue;
        for (const InlineCode& code : variant->codes) {
            if (is_number(code.id)) {
                taken.insert(code.id);
            } else if (!has_made_up_id(code)) {
                others.push_back(code.id);
            }
        }
    }
    std::size_t next = 0;
    for (const std::string_view id : others) {
        std::string& number = numbers_[std::string(id)];
        if (!number.empty()) continue;
        do {
            number = std::to_string(++next);
        } while (taken.contains(number));
    }
}

std::string_view CodeIds::number(const std::string& id) const {
    const auto found = numbers_.find(id);
    return found == numbers_.end() ? std::string_view(id) : found->second;
}

std::string CodeIds::print(const Variant& variant) const {
    std::string text;
    std::set<std::string_view> done;
    if (numbers_.empty()) return text;
    for (const InlineCode& code : variant.codes) {
        const auto found = numbers_.find(code.id);
        if (found == numbers_.end() || !done.insert(code.id).second) continue;
        if (!text.empty()) text += ' ';
        text += found->second + "=" + encode_blanks(code.id);
    }
    return text;
}

bool restore_code_ids(Variant& variant, std::string_view text) {
    std::map<std::string_view, std::string> ids;
    while (!text.empty()) {
        const std::string_view item = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(item.size() + 1, text.size()));
        const std::size_t equals = item.find('=');
        if (equals == std::string_view::npos || !is_number(item.substr(0, equals))) return false;
        std::string id = decode_blanks(item.substr(equals + 1));
        if (id.empty() || is_number(id)) return false;
        ids.emplace(item.substr(0, equals), std::move(id));
    }
    for (InlineCode& code : variant.codes) {
        const auto found = ids.find(code.id);
        if (found != ids.end()) code.id = found->second;
    }
    return true;
}

}  // namespace egiz::formats
