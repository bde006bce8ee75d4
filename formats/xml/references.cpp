// SPDX-License-Identifier: Apache-2.0
#include "formats/xml/references.hpp"

#include "text/unicode.hpp"

#include <charconv>
#include <cstdint>

namespace egiz::formats::xml {
namespace {

char predefined(std::string_view name) {
    if (name == "amp") return '&';
    if (name == "lt") return '<';
    if (name == "gt") return '>';
    if (name == "quot") return '"';
    if (name == "apos") return '\'';
    return '\0';
}

bool is_xml_character(std::uint32_t c) {
    return c == 9 || c == 10 || c == 13 || (c >= 0x20 && c < 0xD800) ||
           (c >= 0xE000 && c < 0xFFFE) || (c >= 0x10000 && c <= 0x10FFFF);
}

}  // namespace

bool append_known_reference(std::string& text, std::string_view name) {
    if (!name.starts_with('#')) {
        const char c = predefined(name);
        if (c != '\0') text += c;
        return c != '\0';
    }
    const bool hex = name.starts_with("#x");
    const std::string_view digits = name.substr(hex ? 2 : 1);
    const char* const end = digits.data() + digits.size();
    std::uint32_t value = 0;
    const auto [rest, error] = std::from_chars(digits.data(), end, value, hex ? 16 : 10);
    if (error != std::errc{} || rest != end || !is_xml_character(value)) return false;
    append_utf8(text, static_cast<char32_t>(value));
    return true;
}

}  // namespace egiz::formats::xml
