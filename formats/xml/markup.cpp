// SPDX-License-Identifier: Apache-2.0
#include "formats/xml/markup.hpp"

#include "formats/xml/references.hpp"
#include "formats/xml/writer.hpp"

#include <algorithm>
#include <functional>
#include <optional>

namespace egiz::formats::xml {
namespace {

constexpr std::string_view blanks = " \t\r\n";

std::size_t skip_blanks(std::string_view text, std::size_t at) {
    return std::min(text.find_first_not_of(blanks, at), text.size());
}

/// Line ends become LF (XML 1.0, 2.11), in attributes blanks (3.3.3).
std::string decode(std::string_view text, bool attribute, bool references) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '&' && references) {
            const std::size_t end = std::min(text.find(';', i), text.size());
            if (!append_known_reference(result, text.substr(i + 1, end - i - 1))) {
                result += text.substr(i, end + 1 - i);
            }
            i = end;
        } else if (c == '\r') {
            if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
            result += attribute ? ' ' : '\n';
        } else if (attribute && (c == '\n' || c == '\t')) {
            result += ' ';
        } else {
            result += c;
        }
    }
    return result;
}

void split_name(std::string_view name, std::string_view& prefix, std::string_view& local) {
    const std::size_t colon = name.find(':');
    prefix = colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
    local = colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// Behind the `>` of the tag at `begin`.
std::size_t end_of_tag(std::string_view text, std::size_t begin) {
    for (std::size_t at = begin; at < text.size(); ++at) {
        if (text[at] == '>') return at + 1;
        if (text[at] == '"' || text[at] == '\'') {
            at = std::min(text.find(text[at], at + 1), text.size() - 1);
        }
    }
    return text.size();
}

std::size_t behind(std::string_view text, std::string_view mark, std::size_t from) {
    const std::size_t found = text.find(mark, from);
    return found == std::string_view::npos ? text.size() : found + mark.size();
}

/// Where each attribute of a tag is, with the white space before it.
struct AttributePlace {
    std::string_view name;
    Range whole;
    Range value;
};
std::optional<AttributePlace> next_attribute(std::string_view text, std::size_t at,
                                             std::size_t end) {
    AttributePlace place;
    place.whole.begin = at;
    at = skip_blanks(text, at);
    if (at >= end) return std::nullopt;
    const std::size_t name_end = std::min(text.find_first_of("= \t\r\n", at), end);
    place.name = text.substr(at, name_end - at);
    const std::size_t quote = text.find_first_of("\"'", name_end);
    if (quote == std::string_view::npos || quote >= end) return std::nullopt;
    const std::size_t close = std::min(text.find(text[quote], quote + 1), end);
    place.value = {quote + 1, close};
    place.whole.end = std::min(close + 1, end);
    return place;
}

/// Where the attributes of a tag begin and end, counted within it.
Range attributes_of(std::string_view tag) {
    const std::size_t begin = std::min(tag.find_first_of(" \t\r\n/>", 1), tag.size());
    std::size_t end = tag.size() - (tag.ends_with('>') ? 1 : 0);
    if (end > begin && tag[end - 1] == '/') --end;
    return {begin, std::max(begin, end)};
}

}  // namespace

bool MarkupScanner::next(Markup& piece) {
    piece.attributes.clear();
    decoded_.clear();
    piece.text.clear();
    piece.prefix = piece.name = {};
    if (at_ >= text_.size()) return false;
    const std::size_t begin = at_;
    const std::string_view rest = text_.substr(begin);
    if (!rest.starts_with('<')) {
        at_ = std::min(text_.find('<', begin), text_.size());
        piece.kind = Markup::Kind::text;
        piece.text = decode(text_.substr(begin, at_ - begin), false, true);
    } else if (rest.starts_with("<![CDATA[")) {
        at_ = behind(text_, "]]>", begin);
        piece.kind = Markup::Kind::text;
        piece.text = decode(text_.substr(begin + 9, at_ - begin - 12), false, false);
    } else if (rest.starts_with("<!--")) {
        at_ = behind(text_, "-->", begin + 4);
        piece.kind = Markup::Kind::other;
    } else if (rest.starts_with("<?")) {
        at_ = behind(text_, "?>", begin);
        piece.kind = Markup::Kind::other;
    } else if (rest.starts_with("<!")) {
        at_ = end_of_tag(text_, begin);
        piece.kind = Markup::Kind::other;
    } else {
        at_ = end_of_tag(text_, begin);
        piece.range = {begin, at_};
        read_tag(piece);
    }
    piece.range = {begin, at_};
    return true;
}

void MarkupScanner::read_tag(Markup& piece) {
    const std::string_view tag = slice(text_, piece.range);
    if (tag.starts_with("</")) {
        piece.kind = Markup::Kind::end;
        const std::size_t end = tag.find_first_of(" \t\r\n>");
        split_name(tag.substr(2, end - 2), piece.prefix, piece.name);
        return;
    }
    piece.kind = tag.ends_with("/>") ? Markup::Kind::empty : Markup::Kind::start;
    const Range attributes = attributes_of(tag);
    split_name(tag.substr(1, attributes.begin - 1), piece.prefix, piece.name);
    std::size_t at = attributes.begin;
    while (const auto place = next_attribute(tag, at, attributes.end)) {
        Attribute attribute;
        split_name(place->name, attribute.prefix, attribute.name);
        attribute.value = slice(tag, place->value);
        if (attribute.value.find_first_of("&\t\r\n") != std::string_view::npos) {
            decoded_.push_back(decode(attribute.value, true, true));
            attribute.value = decoded_.back();
        }
        piece.attributes.push_back(attribute);
        at = place->whole.end;
    }
}

Range place_of(std::string_view text, std::string_view value) {
    const bool inside = std::less_equal<>()(text.data(), value.data()) &&
                        std::less<>()(value.data(), text.data() + text.size());
    if (!inside) return {};
    const auto begin = static_cast<std::size_t>(value.data() - text.data());
    return {begin, begin + value.size()};
}

std::string with_attributes(std::string_view tag, const std::vector<NewAttribute>& attributes) {
    const Range range = attributes_of(tag);
    std::string result(tag.substr(0, range.begin));
    std::vector<bool> done(attributes.size());
    const auto append = [&](const NewAttribute& attribute) {
        if (attribute.value.empty()) return;
        result += ' ' + attribute.name + "=\"";
        append_escaped(result, attribute.value, true);
        result += '"';
    };
    std::size_t at = range.begin;
    while (const auto place = next_attribute(tag, at, range.end)) {
        const auto found =
            std::find_if(attributes.begin(), attributes.end(),
                         [&](const NewAttribute& each) { return each.name == place->name; });
        if (found == attributes.end()) {
            result += slice(tag, place->whole);
        } else {
            done[static_cast<std::size_t>(found - attributes.begin())] = true;
            append(*found);
        }
        at = place->whole.end;
    }
    for (std::size_t i = 0; i < attributes.size(); ++i) {
        if (!done[i]) append(attributes[i]);
    }
    result += tag.substr(at);
    return result;
}

}  // namespace egiz::formats::xml
