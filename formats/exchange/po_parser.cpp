// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/po_parser.hpp"

#include "text/unicode.hpp"

#include <charconv>
#include <utility>

namespace egiz::formats {
namespace {

constexpr std::size_t largest_entry = 64u << 20;  ///< bytes

constexpr std::string_view escapes = "ntr\"\\abfv";
constexpr std::string_view escaped = "\n\t\r\"\\\a\b\f\v";

std::string_view without_blanks(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// Up to `most` digits of `base` from `at` on; nothing if there is none or the number is NUL or no
/// byte.
std::optional<char> take_byte(std::string_view text, std::size_t& at, int base, std::size_t most) {
    const std::string_view digits = text.substr(at, most);
    unsigned value = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    if (error != std::errc() || value == 0 || value > 0xFF) return std::nullopt;
    at += static_cast<std::size_t>(end - digits.data());
    return static_cast<char>(static_cast<unsigned char>(value));
}

/// The keyword that a line begins with: `msgid`, `msgstr` …
std::string_view take_word(std::string_view& line) {
    std::size_t end = 0;
    while (end < line.size() && (line[end] == '_' || (line[end] >= 'a' && line[end] <= 'z'))) ++end;
    const std::string_view word = line.substr(0, end);
    line.remove_prefix(end);
    return word;
}

}  // namespace

std::string escape_po(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (const char c : text) {
        const std::size_t which = escaped.find(c);
        const auto byte = static_cast<unsigned char>(c);
        if (which != std::string_view::npos) {
            result += '\\';
            result += escapes[which];
        } else if (byte < 0x20 || byte == 0x7F) {
            result += '\\';
            for (const int shift : {6, 3, 0}) {
                result += static_cast<char>('0' + ((byte >> shift) & 7));
            }
        } else {
            result += c;
        }
    }
    return result;
}

std::string unescape_po(std::string_view text, bool& odd) {
    std::string result;
    result.reserve(text.size());
    bool has_bytes = false;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] != '\\') {
            result += text[at++];
            continue;
        }
        const std::size_t which =
            at + 1 < text.size() ? escapes.find(text[at + 1]) : std::string_view::npos;
        if (which != std::string_view::npos) {
            result += escaped[which];
            at += 2;
            continue;
        }
        const bool hex = at + 1 < text.size() && text[at + 1] == 'x';
        std::size_t digits = at + (hex ? 2 : 1);
        const auto byte = hex ? take_byte(text, digits, 16, 2) : take_byte(text, digits, 8, 3);
        if (byte) {
            result += *byte;
            has_bytes = true;
            at = digits;
        } else {
            odd = true;
            result += text[at++];
        }
    }
    if (has_bytes && find_invalid_utf8(result)) {
        odd = true;
        return std::string(text);
    }
    return result;
}

PoParser::PoParser(std::unique_ptr<EncodedLines> lines, WarningSink repair)
    : lines_(std::move(lines)), repair_(std::move(repair)) {}

void PoParser::odd(const std::string& message) { repair_({place(), message}); }

void PoParser::fail(const std::string& message, const std::string& hint) {
    skipping_ = true;
    throw Error(Fault::input, place(), message, hint);
}

void PoParser::charge(std::size_t bytes) {
    size_ += bytes + 16;
    if (size_ > largest_entry) fail("an entry takes more than 64 MiB", "is this a PO file?");
}

std::optional<PoEntry> PoParser::next() {
    entry_ = {};
    field_ = nullptr;
    size_ = 0;
    const auto hand_on = [this] {
        if (entry_.domain.empty()) entry_.domain = domain_;
        return std::optional(std::exchange(entry_, {}));
    };
    std::string kept;
    for (std::string_view line;;) {
        if (kept_line_) {
            kept = *std::exchange(kept_line_, std::nullopt);
            line = kept;
        } else if (!lines_->next(line)) {
            break;
        }
        line = without_blanks(line);
        if (skipping_) {
            skipping_ = !line.empty();
            continue;
        }
        if (has_message() && begins_entry(line)) {
            kept_line_ = std::string(line);
            return hand_on();
        }
        if (!take_line(line)) return hand_on();
    }
    if (has_message()) return hand_on();
    return std::nullopt;
}

/// A comment or an id behind a translation belongs to the next message.
bool PoParser::begins_entry(std::string_view line) const {
    if (line.starts_with("#~|")) return !entry_.forms.empty();
    if (line.starts_with("#~")) line = without_blanks(line.substr(2));
    if (line.starts_with('#')) return !entry_.forms.empty();
    const std::string_view word = take_word(line);
    if (word == "msgctxt" || word == "domain") return true;
    return word == "msgid" && entry_.id.has_value();
}

/// False if the line ends the entry.
bool PoParser::take_line(std::string_view line) {
    if (line.empty()) return !has_message();
    if (entry_.line == 0) entry_.line = lines_->line_number();
    charge(line.size());
    if (line.starts_with("#~")) {
        entry_.obsolete = true;
        line = without_blanks(line.substr(2));
        if (line.empty()) return true;
        if (line.front() == '|') {
            take_previous(line.substr(1));
            return true;
        }
    }
    if (line.front() == '#') {
        take_comment(line);
    } else {
        take_keyword(line);
    }
    return true;
}

void PoParser::take_comment(std::string_view line) {
    const char kind = line.size() > 1 ? line[1] : ' ';
    std::string_view text = line.substr(std::min<std::size_t>(line.size(), 2));
    switch (kind) {
        case '|':
            take_previous(text);
            return;
        case ':':
            entry_.references.emplace_back(without_blanks(text));
            return;
        case '.':
            if (text.starts_with(' ')) text.remove_prefix(1);
            entry_.extracted.emplace_back(text);
            return;
        case ',':
        case '=':  // flags that stick to the message, of newer versions
            for (std::size_t begin = 0; begin <= text.size();) {
                const std::size_t end = std::min(text.find(',', begin), text.size());
                const std::string_view flag = without_blanks(text.substr(begin, end - begin));
                if (!flag.empty()) entry_.flags.emplace_back(flag);
                begin = end + 1;
            }
            return;
        default:
            entry_.comments.emplace_back(kind == ' ' || kind == '\t' ? text : line.substr(1));
    }
}

void PoParser::take_previous(std::string_view line) {
    line = without_blanks(line);
    if (!line.starts_with('"')) {
        const std::string_view word = take_word(line);
        std::optional<std::string>* previous = word == "msgctxt"        ? &entry_.previous_context
                                               : word == "msgid"        ? &entry_.previous_id
                                               : word == "msgid_plural" ? &entry_.previous_id_plural
                                                                        : nullptr;
        if (previous == nullptr) {
            odd("passed over: a comment #| that is no previous message");
            field_ = nullptr;
            return;
        }
        field_ = &previous->emplace();
    }
    take_string(without_blanks(line));
}

void PoParser::take_keyword(std::string_view line) {
    if (line.starts_with('"')) {
        if (field_ == nullptr && !has_message()) {
            odd("a string without a keyword is taken for the msgstr of the header");
            entry_.id.emplace();
            field_ = &entry_.forms[0];
        }
        take_string(line);
        return;
    }
    const std::string_view word = take_word(line);
    std::string_view rest = without_blanks(line);
    if (word == "domain") {
        domain_.clear();
        field_ = &domain_;
    } else {
        field_ = field_of(word, rest);
    }
    take_string(rest);
}

std::string* PoParser::field_of(std::string_view keyword, std::string_view& rest) {
    const auto once = [this](std::optional<std::string>& field) {
        if (field) fail("the same keyword twice in an entry", "a blank line parts entries");
        return &field.emplace();
    };
    if (keyword == "msgctxt") return once(entry_.context);
    if (keyword == "msgid") return once(entry_.id);
    if (keyword == "msgid_plural") return once(entry_.id_plural);
    if (keyword == "msgstr") return form_of(rest);
    fail("this line is none of a PO file",
         "each line is a comment (#), msgctxt, msgid, msgid_plural, msgstr or a string");
}

/// \param rest  `[1] "text"` or `"text"`
std::string* PoParser::form_of(std::string_view& rest) {
    std::size_t index = 0;
    if (rest.starts_with('[')) {
        const auto [end, error] =
            std::from_chars(rest.data() + 1, rest.data() + rest.size(), index);
        const bool closed = error == std::errc() && end != rest.data() + rest.size() && *end == ']';
        if (!closed) fail("msgstr[ is not followed by a number and ]", "as in msgstr[0] \"text\"");
        if (index >= most_forms) {
            fail("a message has more than 100 plural forms", "no language has as many");
        }
        rest = without_blanks(rest.substr(static_cast<std::size_t>(end + 1 - rest.data())));
    }
    const auto [form, is_new] = entry_.forms.try_emplace(index);
    if (!is_new) fail("the same msgstr twice in an entry", "a blank line parts entries");
    if (!entry_.id) {
        odd("a msgstr without msgid");
        entry_.id.emplace();
    }
    return &form->second;
}

void PoParser::take_string(std::string_view line) {
    if (field_ == nullptr) {
        odd("passed over: a string that belongs to nothing");
        return;
    }
    if (!line.starts_with('"')) {
        fail("a string does not begin with a quotation mark", "as in msgid \"text\"");
    }
    std::size_t end = 1;
    while (end < line.size() && line[end] != '"') end += line[end] == '\\' ? 2 : 1;
    const std::string_view text = line.substr(1, std::min(end, line.size()) - 1);
    bool is_odd = false;
    *field_ += unescape_po(text, is_odd);
    if (is_odd) odd("an escape that PO does not know stands for itself");
    if (end >= line.size()) {
        odd("a string without its closing quotation mark");
    } else if (!without_blanks(line.substr(end + 1)).empty()) {
        odd("passed over: text behind a closing quotation mark");
    }
}

}  // namespace egiz::formats
