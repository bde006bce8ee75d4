// SPDX-License-Identifier: Apache-2.0
#include "formats/xml/tokenizer.hpp"

#include "formats/xml/characters.hpp"
#include "formats/xml/references.hpp"
#include "formats/xml/tag_scanner.hpp"

#include <algorithm>

namespace egiz::formats::xml {
namespace {

/// Of one tag, comment …; a larger one is left to libxml2, which takes it in pieces.
constexpr std::size_t largest_token = 64 << 10;
constexpr std::size_t longest_reference = 32;  ///< `&quot;`, `&#x0010FFFF;`

const std::string xml_uri = "http://www.w3.org/XML/1998/namespace";
const std::string xmlns_uri = "http://www.w3.org/2000/xmlns/";
const std::string no_uri;

}  // namespace

std::size_t Tokenizer::read(const std::string& text, bool last) {
    begin_ = at_ = here_ = text.data();
    end_ = begin_ + text.size();
    known_ = text_begin_;
    known_at_ = begin_;
    Step step = Step::read;
    while (step == Step::read && at_ != end_) step = read_token();
    const bool whole = at_ == end_ && has_root_ && depth() == 0;
    const bool too_long = static_cast<std::size_t>(end_ - at_) > largest_token;
    stopped_ = step == Step::stop || (step == Step::cut && too_long) || (last && !whole);
    const auto size = static_cast<std::size_t>(at_ - begin_);
    leave_text();
    return size;
}

Tokenizer::Step Tokenizer::read_token() {
    if (*at_ != '<') return depth() == 0 ? read_blanks() : read_text();
    const std::string_view rest = between(at_, end_);
    if (rest.size() < 2) return Step::cut;
    Step step = Step::stop;
    if (rest[1] == '/') {
        step = read_end_tag();
    } else if (rest[1] == '?') {
        step = read_instruction();
    } else if (rest[1] != '!') {
        step = read_start_tag();
    } else if (rest.starts_with("<!--")) {
        step = read_comment();
    } else if (rest.starts_with("<![CDATA[")) {
        step = read_cdata();
    } else if (rest.starts_with("<!DOCTYPE")) {
        step = read_document_type();
    } else if (rest.size() < 9) {
        step = Step::cut;
    }
    if (step == Step::read) at_start_ = false;
    return step;
}

/// Outside of the root there is nothing else.
Tokenizer::Step Tokenizer::read_blanks() {
    const char* const next = skip_blanks(at_);
    const bool at_tag = *next == '<';
    if (!has_root_ && !at_tag) return ended_at(next);
    at_start_ = false;
    at_ = next;
    return at_tag || at_ == end_ ? Step::read : Step::stop;
}

void Tokenizer::hand_on(const char* begin, const char* end) {
    here_ = end;
    if (begin != end) handler_.text(between(begin, end));
    at_ = end;
}

Tokenizer::Step Tokenizer::read_text() {
    const char* at = at_;
    while (true) {
        at = find_text_end(at, end_);
        if (at == end_) {
            // Not to be looked through again and again. Blanks do not tear anything apart.
            if (static_cast<std::size_t>(end_ - at_) > largest_token) {
                while (at != at_ && at[-1] != ' ' && at[-1] != '\n') --at;
                hand_on(at_, at);
            }
            return Step::cut;
        }
        if (*at == '<') {
            hand_on(at_, at);
            return Step::read;
        }
        if (*at == '&') {
            hand_on(at_, at);
            const Step step = read_reference();
            if (step != Step::read) return step;
            at = at_;
            continue;
        }
        if (end_ - at < 3) return Step::cut;
        if (*at == '\r') {
            // A line end is one LF (XML 1.0, 2.11).
            hand_on(at_, at);
            if (at[1] != '\n') handler_.text("\n");
            ++at_;
        } else if (*at == ']') {
            if (at[1] == ']' && at[2] == '>') return Step::stop;
        } else if (*at != '\xEF' || is_noncharacter(at, end_)) {
            return Step::stop;
        }
        ++at;
    }
}

Tokenizer::Step Tokenizer::read_reference() {
    const std::string_view rest = between(at_, end_).substr(0, longest_reference);
    const std::size_t end = rest.find(';');
    if (end == std::string_view::npos) {
        return rest.size() < longest_reference ? Step::cut : Step::stop;
    }
    reference_.clear();
    if (!append_known_reference(reference_, rest.substr(1, end - 1))) return Step::stop;
    here_ = at_ + end + 1;
    handler_.text(reference_);
    at_ = here_;
    return Step::read;
}

Tokenizer::Step Tokenizer::read_name(const char*& at, Name& name) const {
    name.begin = at;
    if (!is(*at, starts_name)) return ended_at(at);
    while (is(*at, in_name)) ++at;
    name.prefix = {};
    name.local = between(name.begin, at);
    if (*at != ':') return Step::read;
    name.prefix = name.local;
    const char* const local = ++at;
    if (!is(*at, starts_name)) return ended_at(at);
    while (is(*at, in_name)) ++at;
    name.local = between(local, at);
    return *at == ':' ? Step::stop : Step::read;
}

Tokenizer::Step Tokenizer::read_start_tag() {
    if ((has_root_ && depth() == 0) || depth() >= Parser::deepest) return Step::stop;
    // Of a tag that was cut.
    while (!namespaces_.empty() && namespaces_.back().depth > depth()) namespaces_.pop_back();
    attributes_.clear();
    attribute_count_ = 0;
    if (!decoded_.empty()) decoded_.clear();
    const char* at = at_ + 1;
    Name name;
    if (const Step step = read_name(at, name); step != Step::read) return step;
    while (*at != '>' && *at != '/') {
        const char* const next = skip_blanks(at);
        if (*next != '>' && *next != '/') {
            if (next == at) return ended_at(at);
            at = next;
            if (const Step step = read_attribute(at); step != Step::read) return step;
        } else {
            at = next;
        }
    }
    const bool is_empty = *at == '/';
    if (is_empty && at[1] != '>') return ended_at(at + 1);
    if (name.prefix == "xmlns" || uri_of(name.prefix) == nullptr || !resolve_prefixes()) {
        return Step::stop;
    }
    here_ = at;
    open(name, at + (is_empty ? 2 : 1), is_empty);
    return Step::read;
}

/// In front of its name. Behind it stands its last quote, and the tag goes on.
Tokenizer::Step Tokenizer::read_attribute(const char*& at) {
    Name name;
    if (const Step step = read_name(at, name); step != Step::read) return step;
    at = skip_blanks(at);
    if (*at != '=') return ended_at(at);
    at = skip_blanks(at + 1);
    std::string_view value;
    if (const Step step = read_value(at, value); step != Step::read) return step;
    const bool is_decoded = !decoded_.empty() && value.data() == decoded_.back().data();
    // libxml2 has its own way with references in a namespace.
    if (is_decoded && name.declares_namespace()) return Step::stop;
    return add(name, value) ? Step::read : Step::stop;
}

Tokenizer::Step Tokenizer::read_value(const char*& at, std::string_view& value) {
    const char quote = *at;
    if (quote != '"' && quote != '\'') return ended_at(at);
    const char* const begin = ++at;
    bool plain = true;
    for (; *at != quote; ++at) {
        if (!is(*at, ends_text | blank) || *at == ' ' || *at == ']') continue;
        if (*at == '\xEF') {
            if (is_noncharacter(at, end_)) return Step::stop;
        } else if (*at == '&' || is(*at, blank)) {
            plain = false;
        } else {
            return ended_at(at);
        }
    }
    value = between(begin, at++);
    if (plain) return Step::read;
    std::string& decoded = decoded_.emplace_back();
    for (std::size_t i = 0; i < value.size(); ++i) {
        const bool crlf = value.substr(i).starts_with("\r\n");
        if (value[i] == '&') {
            const std::size_t end = value.find(';', i);
            if (end == std::string_view::npos ||
                !append_known_reference(decoded, value.substr(i + 1, end - i - 1))) {
                return Step::stop;
            }
            i = end;
        } else if (!crlf) {
            decoded += is(value[i], blank) ? ' ' : value[i];  // XML 1.0, 3.3.3
        }
    }
    value = decoded;
    return Step::read;
}

/// False if libxml2 has to judge it.
bool Tokenizer::add(const Name& name, std::string_view value) {
    if (++attribute_count_ > TagScanner::most_attributes) return false;
    if (name.declares_namespace()) {
        return declare(name.prefix.empty() ? std::string_view() : name.local, value);
    }
    for (const Attribute& other : attributes_) {
        if (other.name == name.local && (other.prefix.empty() == name.prefix.empty())) {
            return false;  // at least one name with two prefixes
        }
    }
    attributes_.push_back({name.prefix, name.local, value, {}});
    return true;
}

bool Tokenizer::declare(std::string_view prefix, std::string_view uri) {
    const std::size_t depth_within = depth() + 1;
    for (auto other = namespaces_.rbegin();
         other != namespaces_.rend() && other->depth == depth_within; ++other) {
        if (other->prefix == prefix) return false;
    }
    if (prefix == "xml" || prefix == "xmlns" || uri == xml_uri || uri == xmlns_uri ||
        (uri.empty() && !prefix.empty()) || namespaces_.size() == Parser::most_namespaces) {
        return false;
    }
    namespaces_.push_back({std::string(prefix), std::string(uri), depth_within});
    return true;
}

const std::string* Tokenizer::uri_of(std::string_view prefix) const {
    for (auto each = namespaces_.rbegin(); each != namespaces_.rend(); ++each) {
        if (each->prefix == prefix) return &each->uri;
    }
    if (prefix == "xml") return &xml_uri;
    return prefix.empty() ? &no_uri : nullptr;
}

bool Tokenizer::resolve_prefixes() {
    for (Attribute& attribute : attributes_) {
        if (attribute.prefix.empty()) continue;
        const std::string* uri = uri_of(attribute.prefix);
        if (uri == nullptr) return false;
        attribute.uri = *uri;
    }
    return true;
}

void Tokenizer::keep(std::string_view text, std::size_t name_size, std::size_t local_size) {
    open_.push_back(
        {tags_.size(), name_size, local_size, static_cast<std::size_t>(at_ - begin_), 0});
    tags_ += text;
}

void Tokenizer::open(const Name& name, const char* end, bool is_empty) {
    const std::size_t local = name.local.size();
    const std::size_t size = local + (name.prefix.empty() ? 0 : name.prefix.size() + 1);
    keep(between(at_, end), size, local);
    has_root_ = true;
    handler_.start(name.local, *uri_of(name.prefix), Attributes(attributes_));
    if (is_empty) {
        here_ = end;
        close(name.local);
    }
    at_ = end;
}

void Tokenizer::close(std::string_view local) {
    handler_.end(local);
    while (!namespaces_.empty() && namespaces_.back().depth == depth()) namespaces_.pop_back();
    tags_.resize(open_.back().begin);
    open_.pop_back();
    if (depth() == 0) {
        keep("<a/>", 0, 0);  // so that who is told where this is knows of a root
        ++declarations_;
    }
}

Tokenizer::Step Tokenizer::read_end_tag() {
    if (depth() == 0) return Step::stop;
    const Open& open = open_.back();
    const std::string_view name = std::string_view(tags_).substr(open.begin + 1, open.name_size);
    const std::string_view rest = between(at_ + 2, end_);
    if (!rest.starts_with(name)) return rest.size() < name.size() ? Step::cut : Step::stop;
    const char* const at = skip_blanks(rest.data() + name.size());
    if (*at != '>') return ended_at(at);
    here_ = at + 1;
    close(name.substr(name.size() - open.local_size));
    at_ = here_;
    return Step::read;
}

Tokenizer::Step Tokenizer::read_cdata() {
    constexpr std::size_t begin = 9;
    const std::string_view rest = between(at_, end_);
    const std::size_t end = rest.find("]]>", begin);
    if (depth() == 0) return Step::stop;
    if (end == std::string_view::npos) return Step::cut;
    const std::string_view text = rest.substr(begin, end - begin);
    if (!holds_characters(text) || text.find('\r') != std::string_view::npos) return Step::stop;
    here_ = at_ + end + 3;
    if (!text.empty()) handler_.text(text);
    at_ = here_;
    return Step::read;
}

Position Tokenizer::position() const {
    if (begin_ == nullptr) return text_begin_;
    if (here_ < known_at_) {
        known_ = text_begin_;
        known_at_ = begin_;
    }
    known_.advance(between(known_at_, here_));
    known_at_ = here_;
    return known_;
}

/// What is to be known of it must be known now.
void Tokenizer::leave_text() {
    const char* at = begin_;
    const auto go_to = [&](const char* next) {
        text_begin_.advance(between(at, next));
        at = next;
    };
    auto fresh =
        std::find_if(open_.begin(), open_.end(), [](const Open& open) { return open.line == 0; });
    for (; fresh != open_.end(); ++fresh) {
        go_to(begin_ + fresh->offset);
        fresh->line = text_begin_.line;
    }
    go_to(at_);
    begin_ = nullptr;
}

void Tokenizer::replay(const std::function<void(const std::string&)>& give) const {
    constexpr std::size_t block = 1 << 15;
    Position position;
    const auto show = [&](const std::string& text) {
        position.advance(text);
        give(text);
    };
    const auto go_to = [&](std::size_t line) {
        while (position.line < line) show(std::string(std::min(line - position.line, block), '\n'));
    };
    if (at_start_) return;
    for (auto open = open_.begin(); open != open_.end(); ++open) {
        const std::size_t end = open + 1 == open_.end() ? tags_.size() : (open + 1)->begin;
        go_to(open->line);
        show(tags_.substr(open->begin, end - open->begin));
    }
    go_to(text_begin_.line);
    show("<!---->");  // what is in front of it is not text that goes on
}

}  // namespace egiz::formats::xml
