// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/tmx_fields.hpp"

#include "formats/exchange/code_types.hpp"
#include "text/stable_hash.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_set>
#include <utility>

namespace egiz::formats {
namespace {

constexpr std::string_view language_mark = ";xml:lang=";
constexpr std::string_view encoding_mark = ";o-encoding=";

std::uint32_t hash(std::string_view type, std::string_view text) {
    std::string field(type);
    field += '\n';
    field += text;
    return static_cast<std::uint32_t>(stable_hash(field));
}

/// The value behind `mark`, up to the next `;`; empty if `rest` does not begin with it.
std::string take_value(std::string_view& rest, std::string_view mark) {
    if (!rest.starts_with(mark)) return {};
    rest.remove_prefix(mark.size());
    const std::string_view value = rest.substr(0, rest.find(';'));
    rest.remove_prefix(value.size());
    return decode_blanks(value);
}

/// `;` parts values too.
std::string encoded(std::string_view value) {
    std::string result = encode_blanks(value);
    for (std::size_t at = result.find(';'); at != std::string::npos; at = result.find(';', at)) {
        result.replace(at, 1, "%3B");
    }
    return result;
}

}  // namespace

FieldAttributes field_attributes(const Element& element) {
    return {std::string(element.first_of({"xml:lang", "lang"})),
            std::string(element.get("o-encoding"))};
}

std::optional<FieldAttributesList> FieldAttributesList::parse(std::string_view text) {
    FieldAttributesList list;
    while (!text.empty()) {
        std::string_view entry = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(entry.size() + 1, text.size()));
        Entry result{};
        const auto [end, error] =
            std::from_chars(entry.data(), entry.data() + entry.size(), result.field, 16);
        if (error != std::errc{}) return std::nullopt;
        entry.remove_prefix(static_cast<std::size_t>(end - entry.data()));
        result.attributes.language = take_value(entry, language_mark);
        result.attributes.encoding = take_value(entry, encoding_mark);
        if (!entry.empty()) return std::nullopt;
        list.entries_.push_back(std::move(result));
    }
    if (list.empty()) return std::nullopt;
    for (std::size_t i = list.entries_.size(); i-- > 0;) {
        list.entries_[i].next = std::exchange(list.first_[list.entries_[i].field], i + 1);
    }
    return list;
}

std::string FieldAttributesList::print() const {
    std::unordered_set<std::uint32_t> with_attributes;
    for (const Entry& entry : entries_) {
        if (!entry.attributes.empty()) with_attributes.insert(entry.field);
    }
    std::string text;
    for (const Entry& entry : entries_) {
        if (!with_attributes.contains(entry.field)) continue;
        char digits[8];
        char* const end = std::to_chars(digits, digits + sizeof digits, entry.field, 16).ptr;
        if (!text.empty()) text += ' ';
        text.append(digits, end);
        const FieldAttributes& attributes = entry.attributes;
        if (!attributes.language.empty()) {
            text.append(language_mark).append(encoded(attributes.language));
        }
        if (!attributes.encoding.empty()) {
            text.append(encoding_mark).append(encoded(attributes.encoding));
        }
    }
    return text;
}

void FieldAttributesList::add(std::string_view type, std::string_view text,
                              FieldAttributes attributes) {
    entries_.push_back({hash(type, text), std::move(attributes), 0});
}

FieldAttributes FieldAttributesList::take(std::string_view type, std::string_view text) {
    const auto found = first_.find(hash(type, text));
    if (found == first_.end() || found->second == 0) return {};
    Entry& entry = entries_[found->second - 1];
    found->second = entry.next;
    return std::move(entry.attributes);
}

}  // namespace egiz::formats
