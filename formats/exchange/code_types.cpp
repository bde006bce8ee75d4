// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/code_types.hpp"

#include <algorithm>
#include <array>

namespace egiz::formats {
namespace {

struct Word {
    std::string_view type;
    std::string_view xliff2_type;
    std::string_view sub_type;
};
/// XLIFF 2 fixes which type its own subTypes go with.
constexpr Word words[] = {
    {"bold", "fmt", "xlf:b"}, {"italic", "fmt", "xlf:i"}, {"underlined", "fmt", "xlf:u"},
    {"lb", "fmt", "xlf:lb"},  {"pb", "fmt", "xlf:pb"},    {"fmt", "fmt", ""},
    {"ui", "ui", ""},         {"quote", "quote", ""},     {"link", "link", ""},
    {"image", "image", ""},   {"other", "other", ""},     {"variable", "ui", "xlf:var"},
};
constexpr std::string_view own_prefix = "egiz:";

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// Blanks, control characters, `%`, `:` and `also` as `%` and two digits.
std::string percent_encode(std::string_view text, char also) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string result;
    result.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= 0x20 || c == '%' || c == ':' || c == also) {
            result += '%';
            result += digits[byte >> 4U];
            result += digits[byte & 15U];
        } else {
            result += c;
        }
    }
    return result;
}

}  // namespace

Xliff2Type to_xliff2_type(std::string_view type) {
    if (type.empty()) return {};
    for (const Word& word : words) {
        if (word.type == type) return {std::string(word.xliff2_type), std::string(word.sub_type)};
    }
    return {"other", std::string(own_prefix) + encode_blanks(type)};
}

std::string from_xliff2_type(std::string_view type, std::string_view sub_type) {
    if (sub_type.starts_with(own_prefix)) return decode_blanks(sub_type.substr(own_prefix.size()));
    for (const Word& word : words) {
        if (word.sub_type == sub_type && word.xliff2_type == type) return std::string(word.type);
    }
    return std::string(sub_type.empty() ? type : sub_type);
}

std::string to_xliff12_type(std::string_view type, bool alone) {
    constexpr std::array<std::string_view, 4> delimiters{"bold", "italic", "underlined", "link"};
    constexpr std::array<std::string_view, 3> placeholders{"image", "pb", "lb"};
    const bool listed = alone ? std::count(placeholders.begin(), placeholders.end(), type) > 0
                              : std::count(delimiters.begin(), delimiters.end(), type) > 0;
    if (type.empty() || listed) return std::string(type);
    if (type.size() > 2 && type.starts_with("x-") && encode_blanks(type) == type) {
        return std::string(type);
    }
    return "x-" + encode_blanks(type);
}

std::string encode_blanks(std::string_view text) { return percent_encode(text, ':'); }

std::string encode_item(std::string_view text) { return percent_encode(text, ';'); }

std::string decode_blanks(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
        const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
        if (low >= 0) {
            result += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            result += text[i];
        }
    }
    return result;
}

}  // namespace egiz::formats
