// SPDX-License-Identifier: Apache-2.0
#include "tm/quality/placeables.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace egiz::tm {
namespace {

using namespace std::string_view_literals;

bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_number(char c) { return c >= '0' && c <= '9'; }
bool is_name(char c) { return is_alpha(c) || is_number(c) || c == '_'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Reads along a text; what lies beyond it is 0.
struct Cursor {
    std::string_view text;
    std::size_t at;

    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return at + ahead < text.size() ? text[at + ahead] : '\0';
    }
    template <class Is>
    std::string_view take_while(Is is) {
        const std::size_t begin = at;
        while (at < text.size() && is(text[at])) ++at;
        return text.substr(begin, at - begin);
    }
    bool take(char c) {
        if (peek() != c) return false;
        ++at;
        return true;
    }
};

/// Dates are written by formats of their own (`%Y-%m-%d`), which each language orders as it likes.
bool holds_date_format(std::string_view text) {
    constexpr std::string_view date_only = "YmHMSIBbyjkRTZD";
    std::size_t found = 0;
    for (std::size_t at = text.find('%'); at + 1 < text.size() && at != std::string_view::npos;
         at = text.find('%', at + 1)) {
        Cursor cursor{text, at + 1};
        cursor.take_while([](char c) { return c == '-' || c == 'O' || c == 'E'; });
        const bool word = is_alpha(cursor.peek(1)) && is_alpha(cursor.peek(2));
        if (!word && date_only.find(cursor.peek()) != std::string_view::npos &&
            cursor.peek() != '\0') {
            ++found;
        }
    }
    return found > 0;
}

/// The conversion that begins at a `%`: flags, width, precision, length and type as in C, or a name
/// as in Python, or a number alone as in Qt.
std::optional<Placeable> read_format(std::string_view text, std::size_t begin,
                                     std::size_t& unnumbered) {
    constexpr std::string_view types = "diouxXeEfFgGaAcspn@";
    Cursor cursor{text, begin + 1};
    if (cursor.peek() == '%') return std::nullopt;
    std::string position;
    if (cursor.take('(')) {
        position = cursor.take_while([](char c) { return is_name(c) || c == '.' || c == '-'; });
        if (position.empty() || !cursor.take(')')) return std::nullopt;
    } else if (is_number(cursor.peek())) {
        const std::size_t back = cursor.at;
        position = cursor.take_while(is_number);
        if (!cursor.take('$')) {
            // `%1`, but not `%1s` (a width), nor the percentages of `5%1`.
            const bool qt = position.size() <= 2 && position[0] != '0' &&
                            !is_alpha(cursor.peek()) && cursor.peek() != '.' &&
                            (begin == 0 || !is_number(text[begin - 1]));
            if (qt) {
                return Placeable{{begin, cursor.at}, Placeable::Kind::format, '%' + position};
            }
            cursor.at = back;
            position.clear();
        }
    }
    cursor.take_while([](char c) { return "-+#0'I"sv.find(c) != std::string_view::npos; });
    cursor.take_while([](char c) { return is_number(c) || c == '*'; });
    if (cursor.take('.')) cursor.take_while([](char c) { return is_number(c) || c == '*'; });
    cursor.take_while([](char c) { return "hljzt"sv.find(c) != std::string_view::npos; });
    const char type = cursor.peek();
    if (type == '\0' || types.find(type) == std::string_view::npos) return std::nullopt;
    ++cursor.at;
    // `100%discount`, `%PRODUCTNAME`: a word goes on.
    if (is_alpha(cursor.peek()) && is_alpha(cursor.peek(1))) return std::nullopt;
    if (position.empty()) position = std::to_string(++unnumbered);
    const char kind = type == 'i' || type == 'u' ? 'd' : type;
    return Placeable{{begin, cursor.at}, Placeable::Kind::format, '%' + position + '$' + kind};
}

std::optional<Placeable> read_percent_name(std::string_view text, std::size_t begin) {
    Cursor cursor{text, begin + 1};
    const std::string_view name =
        cursor.take_while([](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
    constexpr std::size_t shortest_name = 4;
    if (name.size() < shortest_name || is_name(cursor.peek())) return std::nullopt;
    return Placeable{{begin, cursor.at}, Placeable::Kind::variable, '%' + std::string(name)};
}

/// `{0}`, `{name}`, `{}`; also behind `$` or `%`, and `$[name]`, `$(name)`.
std::optional<Placeable> read_braces(std::string_view text, std::size_t begin) {
    Cursor cursor{text, begin};
    const bool sigil = cursor.peek() != '{';
    if (sigil) ++cursor.at;
    const char open = cursor.peek();
    const bool opens = open == '{' || (sigil && text[begin] == '$' && (open == '[' || open == '('));
    if (!opens) return std::nullopt;
    const char close = open == '{' ? '}' : open == '[' ? ']' : ')';
    ++cursor.at;
    const std::string_view inner = cursor.take_while(
        [](char c) { return is_name(c) || "._:-!$#"sv.find(c) != std::string_view::npos; });
    constexpr std::size_t longest_name = 40;
    if (!cursor.take(close) || inner.size() > longest_name) return std::nullopt;
    return Placeable{{begin, cursor.at},
                     Placeable::Kind::variable,
                     std::string(text.substr(begin, cursor.at - begin))};
}

/// Tags of HTML, Pango, LibreOffice's help. Others are as often placeholders that are translated:
/// `<file>`, `<none>`.
bool is_known_tag(std::string_view name) {
    constexpr std::array known{"a"sv,
                               "abbr"sv,
                               "b"sv,
                               "big"sv,
                               "bookmark"sv,
                               "br"sv,
                               "code"sv,
                               "div"sv,
                               "em"sv,
                               "emph"sv,
                               "font"sv,
                               "h1"sv,
                               "h2"sv,
                               "h3"sv,
                               "h4"sv,
                               "hr"sv,
                               "i"sv,
                               "img"sv,
                               "item"sv,
                               "kbd"sv,
                               "li"sv,
                               "link"sv,
                               "ol"sv,
                               "p"sv,
                               "pre"sv,
                               "s"sv,
                               "span"sv,
                               "small"sv,
                               "strong"sv,
                               "sub"sv,
                               "sup"sv,
                               "table"sv,
                               "td"sv,
                               "th"sv,
                               "tr"sv,
                               "tt"sv,
                               "u"sv,
                               "ul"sv,
                               "var"sv,
                               "ahelp"sv,
                               "literal"sv,
                               "menuitem"sv,
                               "switchinline"sv,
                               "caseinline"sv,
                               "defaultinline"sv};
    return std::find(known.begin(), known.end(), name) != known.end();
}

std::optional<Placeable> read_tag(std::string_view text, std::size_t begin) {
    Cursor cursor{text, begin + 1};
    const bool closes = cursor.take('/');
    if (!is_alpha(cursor.peek())) return std::nullopt;
    std::string name(cursor.take_while([](char c) { return is_name(c) || c == '-' || c == ':'; }));
    // `<Item>` stands for an item; tags are written small, or in capitals throughout.
    const std::string as_written = name;
    std::transform(name.begin(), name.end(), name.begin(), lower);
    const bool one_case = as_written == name || std::none_of(as_written.begin(), as_written.end(),
                                                             [](char c) { return c >= 'a'; });
    constexpr std::size_t longest_tag = 2000;
    const std::size_t end = text.substr(begin, longest_tag).find('>');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view rest = text.substr(cursor.at, begin + end - cursor.at);
    if (rest.find('<') != std::string_view::npos) return std::nullopt;
    const bool plain = rest.empty() || rest == "/" || rest == " /";
    const bool attributes =
        !plain && rest.front() == ' ' && rest.find('=') != std::string_view::npos;
    if (!plain && !attributes) return std::nullopt;
    const bool empty = !rest.empty() && rest.back() == '/';
    if (!(one_case && is_known_tag(name)) && !attributes && !empty && !closes &&
        text.find("</" + name) == std::string_view::npos)
        return std::nullopt;
    Placeable tag{{begin, begin + end + 1}, Placeable::Kind::tag, {}};
    tag.value = (closes ? "</" : "<") + name + (empty ? "/>" : ">");
    if (name == "br") tag.value = "<br>";
    return tag;
}

std::optional<Placeable> read_entity(std::string_view text, std::size_t begin) {
    Cursor cursor{text, begin + 1};
    const bool numeric = cursor.take('#');
    const std::string_view name = cursor.take_while(is_name);
    constexpr std::size_t longest_entity = 8;
    if (name.size() < (numeric ? 1 : 2) || name.size() > longest_entity || !cursor.take(';')) {
        return std::nullopt;
    }
    return Placeable{{begin, cursor.at}, Placeable::Kind::entity, {}};
}

bool ends_address(char c) {
    return c <= ' ' || "<>\"'()[]{},;|"sv.find(c) != std::string_view::npos;
}

/// A run of ASCII without spaces that is an address, a path, a file name or an option.
std::optional<Placeable> read_address(std::string_view text, std::size_t begin) {
    Cursor cursor{text, begin};
    std::string_view run = cursor.take_while(
        [](char c) { return !ends_address(c) && static_cast<unsigned char>(c) < 0x80; });
    while (!run.empty() && ".:!?"sv.find(run.back()) != std::string_view::npos) {
        run.remove_suffix(1);
    }
    constexpr std::size_t shortest = 3;
    if (run.size() < shortest) return std::nullopt;
    const std::size_t scheme = run.find("://");
    const std::size_t sign = run.find('@');
    const std::size_t dot = run.find('.', 1);
    const bool letters = std::any_of(run.begin(), run.end(), is_alpha);
    const bool web = (scheme != std::string_view::npos && scheme > 0) || run.starts_with("www.");
    const bool mail =
        sign != std::string_view::npos && sign > 0 && run.find('.', sign) != std::string_view::npos;
    const bool option = run.starts_with("--") && is_alpha(run[2]);
    const auto is_path_in = [&](char separator) {
        return run.find(separator, 1) != std::string_view::npos &&
               (run.front() == separator || run.front() == '~');
    };
    const bool path = letters && (is_path_in('/') || is_path_in('\\'));
    // `file.txt`, `org.gnome.Shell`: letters on both sides of the point, no capital behind it
    // alone.
    bool file = false;
    if (dot != std::string_view::npos && dot + 1 < run.size()) {
        const std::string_view ending = run.substr(run.rfind('.') + 1);
        constexpr std::size_t longest_ending = 5;
        file = (is_name(run[dot - 1]) || run[dot - 1] == '*') && ending.size() >= 2 &&
               ending.size() <= longest_ending && is_alpha(ending.front()) &&
               ending.front() >= 'a' && letters;
    }
    const bool identifier = run.find('_') != std::string_view::npos && run.find('_') > 0 &&
                            run.find('_') + 1 < run.size() &&
                            std::all_of(run.begin(), run.end(), is_name);
    if (!web && !mail && !option && !path && !file && !identifier) return std::nullopt;
    return Placeable{{begin, begin + run.size()}, Placeable::Kind::address, {}};
}

}  // namespace

std::vector<Placeable> find_placeables(std::string_view text) {
    std::vector<Placeable> found;
    const bool dates = holds_date_format(text);
    std::size_t unnumbered = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        std::optional<Placeable> placeable;
        if (c == '%') {
            if (dates) {
                // Each part of a date is masked, none is asked for.
                Cursor cursor{text, at + 1};
                cursor.take_while([](char d) { return d == '-' || is_number(d); });
                if (is_alpha(cursor.peek())) {
                    placeable =
                        Placeable{{at, cursor.at + 1}, Placeable::Kind::format, std::string()};
                }
            } else {
                placeable = read_percent_name(text, at);
                if (!placeable) placeable = read_braces(text, at);
                if (!placeable) placeable = read_format(text, at, unnumbered);
            }
            // `%%` is one character of text.
            if (!placeable && at + 1 < text.size() && text[at + 1] == '%') ++at;
        } else if (c == '{' || c == '$') {
            placeable = read_braces(text, at);
        } else if (c == '<') {
            placeable = read_tag(text, at);
        } else if (c == '&') {
            placeable = read_entity(text, at);
        } else if (at == 0 || ends_address(text[at - 1])) {
            placeable = read_address(text, at);
        }
        if (placeable) {
            at = placeable->range.end;
            found.push_back(*std::move(placeable));
        } else {
            ++at;
        }
    }
    return found;
}

std::string mask(std::string_view text, const std::vector<Placeable>& placeables) {
    std::string masked(text);
    for (const Placeable& placeable : placeables) {
        const char byte = placeable.kind == Placeable::Kind::tag ? masked_tag : masked_placeable;
        std::fill(masked.begin() + static_cast<std::ptrdiff_t>(placeable.range.begin),
                  masked.begin() + static_cast<std::ptrdiff_t>(placeable.range.end), byte);
    }
    return masked;
}

}  // namespace egiz::tm
