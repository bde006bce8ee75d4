// SPDX-License-Identifier: Apache-2.0
#include "tm/substitution.hpp"

#include "tm/match_key.hpp"

#include <algorithm>
#include <utility>

namespace egiz::tm {
namespace {

bool is_ascii_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }
bool is_ascii_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_name_character(char32_t c) {
    return is_ascii_letter(c) || is_ascii_digit(c) || c == U'_' || c == U'.' || c == U'-';
}

/// 0 to 9, also of full width; -1 if it is none.
int digit_value(char32_t c) {
    if (is_ascii_digit(c)) return static_cast<int>(c - U'0');
    if (c >= 0xFF10 && c <= 0xFF19) return static_cast<int>(c - 0xFF10);
    return -1;
}

/// Characters are words of their own in these scripts (tm/match_key.hpp): digits may touch them.
bool joins_words(char32_t c) {
    if (!is_letter(c) && (char_flags(c) & accent_flag) == 0) return is_digit(c) || c == U'_';
    if (is_han(c)) return false;
    const bool kana = (c >= 0x3040 && c < 0x3100) || (c >= 0x31F0 && c < 0x3200);
    const bool thai = c >= 0x0E00 && c < 0x0E80;
    return !kana && !thai;
}

/// What a character is that may stand between the digits of a number.
enum class Mark { none, point, comma, space, apostrophe };

Mark mark_of(char32_t c) {
    switch (c) {
        case U'.':
        case 0xFF0E:
            return Mark::point;
        case U',':
        case 0xFF0C:
            return Mark::comma;
        case U' ':
        case 0x00A0:
        case 0x2009:
        case 0x202F:
            return Mark::space;
        case U'\'':
        case 0x2019:
            return Mark::apostrophe;
        default:
            return Mark::none;
    }
}

char32_t at(std::string_view text, std::size_t offset) {
    return offset < text.size() ? next_code_point(text, offset) : 0;
}
char32_t before(std::string_view text, std::size_t offset) {
    return offset > 0 ? previous_code_point(text, offset) : 0;
}

/// Behind the digits at `offset`.
std::size_t skip_digits(std::string_view text, std::size_t offset, std::size_t& count) {
    count = 0;
    while (offset < text.size()) {
        std::size_t next = offset;
        if (digit_value(next_code_point(text, next)) < 0) break;
        offset = next;
        ++count;
    }
    return offset;
}

/// Behind the number whose first digit is at `offset`. Spaces and apostrophes only part groups of
/// three; points and commas may do anything between digits.
std::size_t end_of_number(std::string_view text, std::size_t offset) {
    const bool zero = digit_value(at(text, offset)) == 0;
    std::size_t count = 0;
    std::size_t end = skip_digits(text, offset, count);
    Mark groups = Mark::none;
    bool can_group = count <= 3 && !zero;
    while (end < text.size()) {
        std::size_t next = end;
        const Mark mark = mark_of(next_code_point(text, next));
        if (mark == Mark::none) break;
        const std::size_t behind = skip_digits(text, next, count);
        if (count == 0) break;
        if (mark == Mark::space || mark == Mark::apostrophe) {
            const bool fits = can_group && count == 3 && (groups == Mark::none || groups == mark);
            if (!fits) break;
            groups = mark;
        } else {
            can_group = false;
        }
        end = behind;
    }
    return end;
}

/// A number may begin with a sign, where that cannot be a hyphen.
std::size_t begin_of_number(std::string_view text, std::size_t digits) {
    std::size_t sign = digits;
    if (sign == 0) return digits;
    const char32_t c = previous_code_point(text, sign);
    if (c != U'-' && c != 0x2212) return digits;
    const char32_t left = before(text, sign);
    return left == 0 || is_space(left) || left == U'(' || left == U'[' ? sign : digits;
}

std::size_t skip_while(std::string_view text, std::size_t offset, bool (*belongs)(char32_t)) {
    while (offset < text.size() && belongs(static_cast<unsigned char>(text[offset]))) ++offset;
    return offset;
}

bool is_url_character(char32_t c) {
    return c > U' ' && c < 0x7F && c != U'<' && c != U'>' && c != U'"';
}
/// Sentences go on behind an address: their marks are not a part of it.
std::size_t trim_address(std::string_view text, std::size_t begin, std::size_t end) {
    constexpr std::string_view closing = ".,;:!?)]}'*";
    while (end > begin && closing.find(text[end - 1]) != std::string_view::npos) --end;
    return end;
}

std::size_t end_of_url(std::string_view text, std::size_t begin) {
    std::size_t host = std::string_view::npos;
    if (text.substr(begin).starts_with("www.")) {
        host = begin + 4;
    } else {
        const std::size_t colon = skip_while(text, begin, is_ascii_letter);
        if (colon > begin + 1 && text.substr(colon).starts_with("://")) host = colon + 3;
    }
    if (host == std::string_view::npos) return begin;
    const std::size_t end = trim_address(text, host, skip_while(text, host, is_url_character));
    return end > host ? end : begin;
}

std::size_t end_of_email(std::string_view text, std::size_t begin) {
    constexpr std::size_t longest_name = 64;  // RFC 5321, 4.5.3.1.1
    const std::size_t name =
        skip_while(text.substr(0, begin + longest_name + 1), begin,
                   [](char32_t c) { return is_name_character(c) || c == U'+' || c == U'%'; });
    if (name == begin || name == text.size() || text[name] != '@') return begin;
    const std::size_t end =
        trim_address(text, name + 1, skip_while(text, name + 1, is_name_character));
    const bool has_point =
        text.substr(name + 1, end - name - 1).find('.') != std::string_view::npos;
    return has_point ? end : begin;
}

/// `{name}`, `{0}`, `{0:N2}`, `{{name}}`: braces around no white space that begins or ends it, and
/// no brace.
std::size_t end_of_braces(std::string_view text, std::size_t begin) {
    constexpr std::size_t longest = 64;
    const bool twice = text.substr(begin).starts_with("{{");
    const std::size_t inside = begin + (twice ? 2 : 1);
    const std::size_t close = text.find_first_of("{}\n", inside);
    if (close == std::string_view::npos || text[close] != '}' || close - inside > longest) {
        return begin;
    }
    if (close == inside) return twice ? begin : close + 1;  // {}
    for (const std::size_t edge : {inside, close - 1}) {
        const auto c = static_cast<unsigned char>(text[edge]);
        if (c == ' ' && !twice) return begin;
    }
    if (!twice) return close + 1;
    return text.substr(close).starts_with("}}") ? close + 2 : begin;
}

/// `%s`, `%1$d`, `%-5.2f`, `%lld`, `%(name)s`, `%1`, `%L1`, `%n`; never the sign of per cent.
std::size_t end_of_percent(std::string_view text, std::size_t begin) {
    if (digit_value(before(text, begin)) >= 0) return begin;
    std::size_t i = begin + 1;
    const auto digits = [&] { i = skip_while(text, i, is_ascii_digit); };
    const auto peek = [&] { return i < text.size() ? text[i] : '\0'; };
    if (peek() == '(') {
        const std::size_t close = skip_while(text, i + 1, is_name_character);
        if (close == i + 1 || close == text.size() || text[close] != ')') return begin;
        i = close + 1;
    }
    if (peek() == 'L' && i + 1 < text.size() && is_ascii_digit(text[i + 1])) ++i;
    const std::size_t first = i;
    digits();
    if (i > first && peek() == '$') {
        ++i;
    } else if (i > first && i - first <= 2 && !is_ascii_letter(peek()) &&
               !(peek() == '.' && i + 1 < text.size() && is_ascii_digit(text[i + 1]))) {
        return i;  // %1 of Qt
    } else {
        i = first;
    }
    i = skip_while(text, i, [](char32_t c) { return c == U'-' || c == U'+' || c == U'#'; });
    digits();
    if (peek() == '.') {
        ++i;
        digits();
    }
    i = skip_while(text, i, [](char32_t c) { return c == U'h' || c == U'l' || c == U'z'; });
    constexpr std::string_view conversions = "sdiufFgGeExXoOcCpnaA@";
    if (peek() == '\0' || conversions.find(peek()) == std::string_view::npos) return begin;
    ++i;
    return is_ascii_letter(peek()) ? begin : i;
}

/// `${X}`, `$X`, `$name`; no sum of money.
std::size_t end_of_dollar(std::string_view text, std::size_t begin) {
    if (begin + 1 >= text.size()) return begin;
    if (text[begin + 1] == '{') {
        const std::size_t end = end_of_braces(text, begin + 1);
        return end > begin + 1 ? end : begin;
    }
    const auto c = static_cast<unsigned char>(text[begin + 1]);
    if (!is_ascii_letter(c) && c != '_') return begin;
    return skip_while(text, begin + 1, [](char32_t x) {
        return is_ascii_letter(x) || is_ascii_digit(x) || x == U'_';
    });
}

bool may_begin_placeable(unsigned char byte) {
    return (byte >= '0' && byte <= '9') || byte == '%' || byte == '{' || byte == '$' ||
           byte == '@' || byte == ':' || byte == 'w' || byte == 0xEF;  // digits of full width
}

bool may_have_placeables(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (!may_begin_placeable(byte)) continue;
        const std::string_view rest = text.substr(i);
        if (byte == ':' && !rest.starts_with("://")) continue;
        if (byte == 'w' && !rest.starts_with("www.")) continue;
        return true;
    }
    return false;
}

// ---------------------------------------------------------------------------------------- numbers

/// A number as it is written: its digits, and what may be meant by the marks between them.
struct Number {
    bool readable = false;     ///< else it is a version, a date, or the like
    bool either_way = false;   ///< its one mark parts thousands, or a fraction: `1,234`
    std::string sign;          ///< as written
    std::string integer;       ///< digits without marks; with `either_way`, those before the mark
    std::string fraction;      ///< with `either_way`, those behind the mark
    std::string group_mark;    ///< as written, empty if none
    std::string decimal_mark;  ///< as written, empty if none
};

Number read_number(std::string_view text) {
    Number number;
    std::vector<std::string> groups{""};
    std::vector<std::string> marks;
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t begin = offset;
        const int digit = digit_value(next_code_point(text, offset));
        const std::string_view written = text.substr(begin, offset - begin);
        if (digit >= 0) {
            groups.back() += static_cast<char>('0' + digit);
        } else if (begin == 0) {
            number.sign = written;
        } else {
            marks.emplace_back(written);
            groups.emplace_back();
        }
    }
    const auto are_thousands = [&](std::size_t count) {  // the first `count` groups
        if (groups[0].size() > 3 || groups[0].empty() || groups[0][0] == '0') return false;
        return std::all_of(groups.begin() + 1, groups.begin() + static_cast<std::ptrdiff_t>(count),
                           [](const std::string& group) { return group.size() == 3; });
    };
    const auto join = [&](std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) number.integer += groups[i];
    };
    const auto decimal = [](const std::string& mark) {
        const Mark kind = mark_of(at(mark, 0));
        return kind == Mark::point || kind == Mark::comma;
    };
    if (marks.empty()) {
        number.readable = true;
        join(1);
        return number;
    }
    const bool one_mark = std::all_of(marks.begin(), marks.end(),
                                      [&](const std::string& mark) { return mark == marks[0]; });
    if (marks.size() == 1 && decimal(marks[0])) {
        number.readable = true;
        number.integer = groups[0];
        number.fraction = groups[1];
        number.decimal_mark = marks[0];
        number.either_way = are_thousands(2);
        return number;
    }
    if (one_mark) {
        number.readable = are_thousands(groups.size());
        if (number.readable) join(groups.size());
        number.group_mark = marks[0];
        return number;
    }
    const bool last_differs = std::all_of(
        marks.begin(), marks.end() - 1, [&](const std::string& mark) { return mark == marks[0]; });
    number.readable = last_differs && decimal(marks.back()) && are_thousands(groups.size() - 1);
    if (!number.readable) return number;
    join(groups.size() - 1);
    number.fraction = groups.back();
    number.group_mark = marks[0];
    number.decimal_mark = marks.back();
    return number;
}

/// The two ways to read a number whose mark can be taken either way.
Number as_thousands(Number number) {
    number.integer += number.fraction;
    number.fraction.clear();
    number.group_mark = std::exchange(number.decimal_mark, {});
    number.either_way = false;
    return number;
}
Number as_fraction(Number number) {
    number.either_way = false;
    return number;
}

bool same_value(const Number& a, const Number& b) {
    return a.readable && b.readable && a.sign.empty() == b.sign.empty() && a.integer == b.integer &&
           a.fraction == b.fraction;
}

/// `number` read as `other`, a number whose marks are known, shows; nothing if it does not.
std::optional<Number> read_like(const Number& number, const Number& other) {
    if (!number.readable) return std::nullopt;
    if (!number.either_way) return number;
    if (other.either_way) return std::nullopt;
    const std::string& mark = number.decimal_mark;
    if (mark == other.group_mark || (!other.decimal_mark.empty() && mark != other.decimal_mark)) {
        return as_thousands(number);
    }
    if (mark == other.decimal_mark || !other.group_mark.empty()) return as_fraction(number);
    return std::nullopt;
}

std::vector<Number> ways_to_read(const Number& number) {
    if (!number.readable) return {};
    if (!number.either_way) return {number};
    return {as_thousands(number), as_fraction(number)};
}

std::string grouped(const std::string& digits, const std::string& mark) {
    if (mark.empty() || digits.size() <= 3) return digits;
    std::string result = digits.substr(0, digits.size() % 3);
    for (std::size_t i = result.size(); i < digits.size(); i += 3) {
        if (!result.empty()) result += mark;
        result += digits.substr(i, 3);
    }
    return result;
}

/// `number` in the form that `pattern` shows; nothing if it does not show all that is needed.
std::optional<std::string> written_like(const Number& number, const Number& pattern) {
    if (!number.readable || !pattern.readable || number.either_way) return std::nullopt;
    if (!number.fraction.empty() && pattern.decimal_mark.empty()) return std::nullopt;
    const bool long_enough = pattern.integer.size() > 3;
    if (!number.group_mark.empty() && !long_enough) return std::nullopt;
    std::string result = number.sign.empty() || pattern.sign.empty() ? number.sign : pattern.sign;
    result += grouped(number.integer, pattern.group_mark);
    if (!number.fraction.empty()) result += pattern.decimal_mark + number.fraction;
    return result;
}

/// Whether a number with the marks of `number` can stand where the marks are those of `pattern`.
bool has_marks_of(const Number& number, const Number& pattern) {
    if (!number.readable) return !pattern.readable;
    const auto fits = [](const std::string& mark, const std::string& model) {
        return mark.empty() || mark == model;
    };
    if (number.either_way || pattern.either_way) {
        return number.decimal_mark == pattern.decimal_mark || number.decimal_mark.empty();
    }
    return fits(number.group_mark, pattern.group_mark) &&
           fits(number.decimal_mark, pattern.decimal_mark);
}

// ----------------------------------------------------------------------------------- substitution

/// A value of the source that the query has another one for.
struct Replaced {
    PlaceableValue::Kind kind;
    std::string_view from;  ///< in the source
    std::string_view to;    ///< in the query
    std::size_t needed = 0;
    std::size_t found = 0;
};

/// What stands in a target for `placeable`, a part of it; nothing if it is another value, or cannot
/// be written. `is_it` says whether it was the change's value.
std::optional<std::string> replacement(const Replaced& change, std::string_view written,
                                       bool& is_it) {
    is_it = written == change.from;
    if (change.kind != PlaceableValue::Kind::number) {
        return is_it ? std::optional<std::string>(change.to) : std::nullopt;
    }
    const Number source = read_number(change.from);
    const Number target = read_number(written);
    const Number query = read_number(change.to);
    if (is_it) {
        if (!has_marks_of(query, source)) return std::nullopt;
        return std::string(change.to);
    }
    std::optional<std::string> result;
    bool sure = true;
    for (const Number& from : ways_to_read(source)) {
        for (const Number& as_written : ways_to_read(target)) {
            if (!same_value(from, as_written)) continue;
            is_it = true;
            const auto meant = read_like(query, from);
            if (!meant) continue;
            auto text = written_like(*meant, as_written);
            if (!text) continue;
            sure = sure && (!result || result == text);
            result = std::move(text);
        }
    }
    return sure ? result : std::nullopt;
}

bool same_placeable(PlaceableValue::Kind kind, std::string_view a, std::string_view b) {
    if (a == b) return true;
    if (kind != PlaceableValue::Kind::number) return false;
    const Number x = read_number(a);
    const Number y = read_number(b);
    return !x.either_way && !y.either_way && same_value(x, y);
}

void append_words(std::string& key, std::string_view text) {
    if (text.empty()) return;
    const MatchKey words = match_key(text);
    if (!words.has_words) return;
    for (std::size_t i = 0; i < words.tokens.size(); ++i) {
        key += words.token(i);
        key += '\x1f';
    }
}

std::string pattern_of(std::string_view text, const std::vector<PlaceableValue>& placeables) {
    std::string key;
    std::size_t offset = 0;
    for (const PlaceableValue& placeable : placeables) {
        append_words(key, text.substr(offset, placeable.bytes.begin - offset));
        key += static_cast<char>(1 + static_cast<int>(placeable.kind));
        offset = placeable.bytes.end;
    }
    append_words(key, text.substr(offset));
    return key;
}

/// All values that change, each once; nothing if one would have to become two others.
std::optional<std::vector<Replaced>> changes_between(std::string_view source,
                                                     const std::vector<PlaceableValue>& from,
                                                     std::string_view query,
                                                     const std::vector<PlaceableValue>& to,
                                                     std::size_t& count) {
    std::vector<Replaced> all;
    for (std::size_t i = 0; i < from.size(); ++i) {
        const PlaceableValue::Kind kind = from[i].kind;
        const std::string_view old_value = slice(source, from[i].bytes);
        const std::string_view new_value = slice(query, to[i].bytes);
        const bool same = same_placeable(kind, old_value, new_value);
        if (!same) ++count;
        const auto known = std::find_if(all.begin(), all.end(), [&](const Replaced& change) {
            return change.kind == kind && same_placeable(kind, change.from, old_value);
        });
        if (known == all.end()) {
            all.push_back({kind, old_value, new_value, 1, 0});
        } else if (same_placeable(kind, known->to, new_value)) {
            ++known->needed;
        } else {
            return std::nullopt;
        }
    }
    std::erase_if(all, [](const Replaced& change) {
        return same_placeable(change.kind, change.from, change.to);
    });
    return all;
}

struct Replacement {
    Range bytes;
    std::string text;
};

/// Texts with thousands of values are no sentences: the work would grow with the square.
constexpr std::size_t most_placeables = 200;

}  // namespace

std::vector<PlaceableValue> find_values(std::string_view text) {
    std::vector<PlaceableValue> found;
    if (!may_have_placeables(text)) return found;
    using Kind = PlaceableValue::Kind;
    const auto take = [&](Kind kind, std::size_t begin, std::size_t end) {
        found.push_back({kind, {begin, end}});
        return end;
    };
    bool in_word = false;  // the character before is a letter, a mark or a digit
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t begin = offset;
        std::size_t end = begin;
        std::size_t behind = begin;
        const char32_t c = next_code_point(text, behind);
        if (c == U'{' && (end = end_of_braces(text, begin)) > begin) {
            offset = take(Kind::variable, begin, end);
        } else if (c == U'%' && (end = end_of_percent(text, begin)) > begin) {
            offset = take(Kind::variable, begin, end);
        } else if (c == U'$' && (!in_word || at(text, behind) == U'{') &&
                   (end = end_of_dollar(text, begin)) > begin) {
            offset = take(Kind::variable, begin, end);
        } else if (!in_word && is_name_character(c) && (end = end_of_url(text, begin)) > begin) {
            offset = take(Kind::url, begin, end);
        } else if (!in_word && is_name_character(c) && (end = end_of_email(text, begin)) > begin) {
            offset = take(Kind::email, begin, end);
        } else if (!in_word && digit_value(c) >= 0) {
            end = end_of_number(text, begin);
            if (!joins_words(at(text, end))) {
                take(Kind::number, begin_of_number(text, begin), end);
            }
            offset = end;
            in_word = true;
            continue;
        } else {
            offset = behind;
            in_word = joins_words(c);
            continue;
        }
        in_word = false;
    }
    return found;
}

std::string placeable_key(std::string_view text) {
    const std::vector<PlaceableValue> placeables = find_values(text);
    return placeables.empty() ? std::string() : pattern_of(text, placeables);
}

Substituter::Substituter(std::string_view query) {
    placeables_ = find_values(query);
    if (placeables_.empty() || placeables_.size() > most_placeables) return;
    query_ = query;
    key_ = pattern_of(query, placeables_);
}

std::optional<Substitution> Substituter::apply(std::string_view source, std::string_view target,
                                               const std::vector<InlineCode>& codes) const {
    if (!has_placeables() || !may_have_placeables(source)) return std::nullopt;
    const std::vector<PlaceableValue> from = find_values(source);
    if (from.size() != placeables_.size() || pattern_of(source, from) != key_) return std::nullopt;

    Substitution result;
    auto changes = changes_between(source, from, query_, placeables_, result.changes);
    if (!changes) return std::nullopt;

    std::vector<Replacement> replacements;
    if (!changes->empty()) {
        for (const PlaceableValue& placeable : find_values(target)) {
            for (Replaced& change : *changes) {
                if (change.kind != placeable.kind) continue;
                bool is_it = false;
                auto text = replacement(change, slice(target, placeable.bytes), is_it);
                if (!is_it) continue;
                if (!text || ++change.found > change.needed) return std::nullopt;
                replacements.push_back({placeable.bytes, std::move(*text)});
                break;
            }
        }
    }
    for (const Replaced& change : *changes) {
        if (change.found != change.needed) return std::nullopt;
    }

    result.codes = codes;
    std::size_t copied = 0;
    std::size_t code = 0;
    for (const Replacement& each : replacements) {
        const std::size_t shift_from = copied;
        const std::size_t written = result.target.size();
        result.target += target.substr(copied, each.bytes.begin - copied);
        for (; code < codes.size() && codes[code].byte_offset <= each.bytes.begin; ++code) {
            result.codes[code].byte_offset = codes[code].byte_offset - shift_from + written;
        }
        if (code < codes.size() && codes[code].byte_offset < each.bytes.end) return std::nullopt;
        result.target += each.text;
        copied = each.bytes.end;
    }
    for (; code < codes.size(); ++code) {
        result.codes[code].byte_offset = codes[code].byte_offset - copied + result.target.size();
    }
    result.target += target.substr(copied);

    copied = 0;
    for (std::size_t i = 0; i < from.size(); ++i) {
        result.source += source.substr(copied, from[i].bytes.begin - copied);
        result.source += slice(query_, placeables_[i].bytes);
        copied = from[i].bytes.end;
    }
    result.source += source.substr(copied);
    return result;
}

}  // namespace egiz::tm
