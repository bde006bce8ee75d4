// SPDX-License-Identifier: Apache-2.0
#include "formats/documents/html_tokens.hpp"

#include "formats/words.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <set>

namespace egiz::formats {
namespace {

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Elements whose content is not looked at for tags (13.2.5.1 to 13.2.5.4); `title` and `textarea`
/// hold references.
bool is_raw(std::string_view name) {
    return is_one_of(
        name, {"script", "style", "xmp", "iframe", "noembed", "noframes", "title", "textarea"});
}

std::size_t find_or_end(std::string_view text, std::string_view mark, std::size_t from) {
    const std::size_t found = text.find(mark, from);
    return found == std::string_view::npos ? text.size() : found + mark.size();
}

/// What the numbers 0x80 to 0x9F mean: windows-1252 (13.2.5.84).
constexpr std::array<char16_t, 32> windows_1252{
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

std::string numbered(std::string_view digits) {
    const bool hex = !digits.empty() && (digits.front() == 'x' || digits.front() == 'X');
    if (hex) digits.remove_prefix(1);
    std::uint32_t value = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
    if (digits.empty() || end != digits.data() + digits.size()) return {};
    if (value >= 0x80 && value < 0xA0) value = windows_1252[value - 0x80];
    const bool is_character = error == std::errc() && value != 0 && value < 0x110000 &&
                              (value < 0xD800 || value > 0xDFFF);
    std::string result;
    append_utf8(result, is_character ? static_cast<char32_t>(value) : U'\uFFFD');
    return result;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Of `&#1078` or `&#x436`.
std::size_t end_of_digits(std::string_view reference) {
    const bool hex = reference.size() > 2 && (reference[2] == 'x' || reference[2] == 'X');
    const std::string_view digits = hex ? "0123456789abcdefABCDEF" : "0123456789";
    return std::min(reference.find_first_not_of(digits, hex ? 3 : 2), reference.size());
}

constexpr std::array<const char*, 6> names_in_capitals{"AMP", "LT", "GT", "QUOT", "COPY", "REG"};

const htmlEntityDesc* entity_of(std::string_view name) {
    return htmlEntityLookup(reinterpret_cast<const xmlChar*>(std::string(name).c_str()));
}

std::string named(std::string_view name) {
    std::string result;
    if (name == "apos") return "'";  // of HTML 5; not in the table of 4.01
    const bool in_capitals = is_one_of(name, names_in_capitals);
    const htmlEntityDesc* entity =
        in_capitals ? entity_of(with_small_letters(name)) : entity_of(name);
    if (entity != nullptr) append_utf8(result, entity->value);
    return result;
}

/// Names that need no semicolon: those of ISO 8859-1 and of ASCII.
std::set<std::string, std::less<>> make_oldest_names() {
    std::set<std::string, std::less<>> names{"amp", "lt", "gt", "quot"};
    for (const char* name : names_in_capitals) names.insert(name);
    for (unsigned value = 0xA0; value < 0x100; ++value) {
        if (const htmlEntityDesc* entity = htmlEntityValueLookup(value)) names.insert(entity->name);
    }
    return names;
}

/// Size of the longest of them at the beginning; 0 if there is none.
std::size_t size_of_oldest(std::string_view name) {
    static const std::set<std::string, std::less<>> oldest = make_oldest_names();
    constexpr std::size_t longest = 6;
    for (std::size_t size = std::min(name.size(), longest); size > 1; --size) {
        if (oldest.count(name.substr(0, size)) > 0) return size;
    }
    return 0;
}

}  // namespace

const HtmlToken::Attribute* HtmlToken::find(std::string_view attribute) const {
    const auto found = std::find_if(attributes.begin(), attributes.end(),
                                    [&](const Attribute& each) { return each.name == attribute; });
    return found == attributes.end() ? nullptr : &*found;
}

std::size_t HtmlTokens::end_of_raw(std::size_t from) const {
    for (std::size_t at = from; (at = text_.find("</", at)) != std::string_view::npos; at += 2) {
        const std::string_view name = text_.substr(at + 2, raw_.size());
        const std::size_t behind = at + 2 + raw_.size();
        if (with_small_letters(name) == raw_ &&
            (behind >= text_.size() ||
             is_one_of(text_.substr(behind, 1), {" ", "\t", "\r", "\n", "\f", "/", ">"}))) {
            return at;
        }
    }
    return text_.size();
}

bool HtmlTokens::next(HtmlToken& token) {
    token.attributes.clear();
    token.name.clear();
    token.self_closing = false;
    if (at_ >= text_.size()) return false;
    const std::size_t begin = at_;
    if (!raw_.empty()) {
        at_ = end_of_raw(begin);
        token.kind =
            is_one_of(raw_, {"title", "textarea"}) ? HtmlToken::Kind::text : HtmlToken::Kind::raw;
        raw_.clear();
        token.range = {begin, at_};
        if (at_ > begin) return true;
        return next(token);
    }
    const std::string_view rest = text_.substr(begin);
    token.kind = HtmlToken::Kind::other;
    if (rest.starts_with("<!--")) {
        const bool at_once = rest.starts_with("<!-->") || rest.starts_with("<!--->");
        at_ = at_once ? find_or_end(text_, ">", begin) : find_or_end(text_, "-->", begin + 4);
    } else if (rest.starts_with("<![CDATA[")) {
        at_ = find_or_end(text_, "]]>", begin);
    } else if (rest.starts_with("<!") || rest.starts_with("<?")) {
        at_ = find_or_end(text_, ">", begin);
    } else if (rest.size() > 2 && rest.starts_with("</")) {
        if (is_ascii_letter(rest[2])) {
            read_tag(token);
        } else {
            at_ = find_or_end(text_, ">", begin);
        }
    } else if (rest.size() > 1 && rest[0] == '<' && is_ascii_letter(rest[1])) {
        read_tag(token);
    } else {
        token.kind = HtmlToken::Kind::text;
        at_ = begin + 1;
        while (at_ < text_.size()) {
            at_ = std::min(text_.find('<', at_), text_.size());
            const char after = at_ + 1 < text_.size() ? text_[at_ + 1] : ' ';
            if (is_ascii_letter(after) || after == '/' || after == '!' || after == '?') break;
            at_ = std::min(at_ + 1, text_.size());
        }
    }
    token.range = {begin, at_};
    return true;
}

void HtmlTokens::read_tag(HtmlToken& token) {
    const bool ends = text_[at_ + 1] == '/';
    token.kind = ends ? HtmlToken::Kind::end : HtmlToken::Kind::start;
    const std::size_t name = at_ + (ends ? 2 : 1);
    const std::size_t behind = std::min(text_.find_first_of(" \t\r\n\f/>", name), text_.size());
    token.name = with_small_letters(text_.substr(name, behind - name));
    read_attributes(token, behind);
    if (!ends && !token.self_closing && is_raw(token.name)) raw_ = token.name;
}

void HtmlTokens::read_attributes(HtmlToken& token, std::size_t at) {
    while (at < text_.size()) {
        at = std::min(text_.find_first_not_of(" \t\r\n\f/", at), text_.size());
        if (at >= text_.size()) break;
        if (text_[at] == '>') {
            token.self_closing = text_[at - 1] == '/';
            at_ = at + 1;
            return;
        }
        const std::size_t name_end =
            std::min(text_.find_first_of(" \t\r\n\f/>=", at + 1), text_.size());
        HtmlToken::Attribute attribute{with_small_letters(text_.substr(at, name_end - at)), {}};
        at = std::min(text_.find_first_not_of(html_blanks, name_end), text_.size());
        if (at < text_.size() && text_[at] == '=') {
            at = std::min(text_.find_first_not_of(html_blanks, at + 1), text_.size());
            const char quote = at < text_.size() ? text_[at] : ' ';
            if (quote == '"' || quote == '\'') {
                const std::size_t close = std::min(text_.find(quote, at + 1), text_.size());
                attribute.value = {at + 1, close};
                at = std::min(close + 1, text_.size());
            } else {
                const std::size_t end =
                    std::min(text_.find_first_of(" \t\r\n\f>", at), text_.size());
                attribute.value = {at, end};
                at = end;
            }
        }
        constexpr std::size_t most_attributes = 1000;  // those behind are passed over
        if (token.attributes.size() < most_attributes) {
            token.attributes.push_back(std::move(attribute));
        }
    }
    // A tag that the end of the file cuts off is no tag (13.2.5.36, eof-in-tag), and no text.
    token.kind = HtmlToken::Kind::other;
    at_ = text_.size();
}

std::string read_reference(std::string_view text, std::size_t& at, bool in_attribute) {
    constexpr std::size_t longest = 32;
    const std::string_view rest = text.substr(at, longest);
    std::size_t end = 1;  // of the name or the number
    if (rest.substr(1, 1) == "#") ++end;
    while (end < rest.size() && (is_ascii_letter(rest[end]) || is_digit(rest[end]))) ++end;
    const std::string_view name = rest.substr(1, end - 1);
    std::string result;
    if (name.starts_with('#')) {
        const std::size_t digits = end_of_digits(rest);
        if (digits == longest) return {};
        const bool ends = digits < rest.size() && rest[digits] == ';';
        result = numbered(rest.substr(2, digits - 2));
        end = digits + (ends ? 1 : 0);
    } else if (end < rest.size() && rest[end] == ';') {
        result = named(name);
        ++end;
    } else if (end < rest.size() || at + rest.size() == text.size()) {
        const std::size_t size = size_of_oldest(name);
        const bool goes_on = size < name.size() || rest.substr(end, 1) == "=";
        if (size > 0 && !(in_attribute && goes_on)) result = named(name.substr(0, size));
        end = 1 + size;
    }
    if (!result.empty()) at += end;
    return result;
}

}  // namespace egiz::formats
