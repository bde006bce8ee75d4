// SPDX-License-Identifier: Apache-2.0
// HTML: blocks are what stands between tags that are not inline; nothing but them is changed.
#include "formats/documents/block_builder.hpp"
#include "formats/documents/document_format.hpp"
#include "formats/documents/html_attributes.hpp"
#include "formats/documents/html_tokens.hpp"
#include "formats/documents/html_zones.hpp"
#include "formats/readers/encoding.hpp"
#include "formats/words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace egiz::formats {
namespace {

/// Elements that stand in a line of text; all others begin and end blocks.
constexpr std::array<std::string_view, 48> inline_elements{
    "a",       "abbr", "acronym", "audio", "b",   "bdi",  "bdo",   "big",   "br",     "button",
    "canvas",  "cite", "code",    "data",  "del", "dfn",  "em",    "font",  "i",      "img",
    "input",   "ins",  "kbd",     "label", "map", "mark", "meter", "nobr",  "object", "output",
    "picture", "q",    "ruby",    "rt",    "rp",  "s",    "samp",  "small", "span",   "strike",
    "strong",  "sub",  "sup",     "time",  "tt",  "u",    "var",   "wbr"};
/// Elements without content.
constexpr std::array<std::string_view, 14> void_elements{
    "area",  "base", "br",   "col",   "embed",  "hr",    "img",
    "input", "link", "meta", "param", "source", "track", "wbr"};
/// Elements that are passed over with all that is in them; in a line they are one code.
constexpr std::array<std::string_view, 9> opaque_elements{
    "script", "style", "xmp", "iframe", "noembed", "noframes", "svg", "math", "template"};

std::string type_of(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 9> types{
        {{"b", "bold"},
         {"strong", "bold"},
         {"i", "italic"},
         {"em", "italic"},
         {"u", "underlined"},
         {"a", "link"},
         {"img", "image"},
         {"br", "lb"},
         {"q", "quote"}}};
    for (const auto& [element, type] : types) {
        if (element == name) return std::string(type);
    }
    return {};
}

ParagraphKind kind_of(std::string_view name) {
    if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') {
        return ParagraphKind::heading;
    }
    if (name == "title") return ParagraphKind::title;
    if (name == "li" || name == "dt" || name == "dd") return ParagraphKind::list_item;
    if (name == "td" || name == "th") return ParagraphKind::table_cell;
    if (name == "caption" || name == "figcaption") return ParagraphKind::caption;
    return ParagraphKind::text;
}

class HtmlReader {
public:
    explicit HtmlReader(ParsedDocument& parsed)
        : parsed_(parsed), text_(parsed.parts.front().text), tokens_(text_) {}

    void run() {
        for (HtmlToken token; tokens_.next(token);) {
            const bool starts = token.kind == HtmlToken::Kind::start;
            if (starts && zones_.follow(token)) end_block();
            if (starts) note(token);
            if (zones_.translates() || begins_translation(token)) read(token);
            if (!starts && zones_.follow(token)) end_block();
        }
        end_block();
        add_encoding();
    }

private:
    /// What is read even where nothing is to be translated.
    void note(const HtmlToken& token) {
        if (token.name == "html") {
            is_page_ = true;
            read_language(token);
        }
        if (token.name == "meta") read_charset(token);
        if (token.name == "head" && head_ == 0) head_ = token.range.end;
    }

    /// The beginning of what is to be translated inside of what is not.
    bool begins_translation(const HtmlToken& token) {
        return token.kind == HtmlToken::Kind::start && !token.self_closing &&
               says_of_translation(token, "yes") && !is_one_of(token.name, void_elements) &&
               !is_one_of(token.name, opaque_elements) && zones_.enter(token.name, true);
    }

    void read(const HtmlToken& token) {
        const std::string_view bytes = slice(text_, token.range);
        switch (token.kind) {
            case HtmlToken::Kind::text:
                read_text(token.range, builder_, keeps_spaces_);
                break;
            case HtmlToken::Kind::other:
                read_xml_declaration(token.range);
                is_page_ = is_page_ || with_small_letters(bytes.substr(0, 9)) == "<!doctype";
                [[fallthrough]];
            case HtmlToken::Kind::raw:
                builder_.placeholder("comment", token.range, std::string(bytes));
                break;
            case HtmlToken::Kind::start:
                read_start(token);
                break;
            case HtmlToken::Kind::end:
                read_end(token);
                break;
        }
    }

    void read_text(Range range, BlockBuilder& builder, bool keeps_spaces,
                   bool in_attribute = false) const {
        const std::string_view text = std::string_view(text_).substr(0, range.end);
        for (std::size_t at = range.begin; at < range.end;) {
            const std::size_t next = std::min(text.find('&', at), range.end);
            if (keeps_spaces) {
                read_kept_text(text.substr(0, next), at, builder);
            } else {
                builder.text(text.substr(at, next - at), at);
            }
            at = next;
            if (at >= range.end) break;
            std::size_t behind = at;
            const std::string decoded = read_reference(text, behind, in_attribute);
            const Range reference{at, behind};
            if (decoded.empty()) {
                read_unknown_reference(text, at, builder);
            } else if (keeps_spaces && !builder.block().text.empty() &&
                       html_blanks.find(decoded) != std::string_view::npos) {
                const bool breaks = decoded == "\n" || decoded == "\r";
                read_space_code(reference, breaks, builder);
                at = behind;
            } else {
                builder.text(decoded, reference);
                at = behind;
            }
        }
    }

    /// Line ends of a file are line feeds to a page (13.2.3.5); a carriage return is only what is
    /// written as a reference.
    static std::string with_line_feeds(std::string_view space) {
        std::string result;
        for (std::size_t i = 0; i < space.size(); ++i) {
            if (space.substr(i, 2) == "\r\n") continue;
            result += space[i] == '\r' ? '\n' : space[i];
        }
        return result;
    }

    void read_space_code(Range range, bool breaks, BlockBuilder& builder) const {
        builder.placeholder(breaks ? "lb" : "tab", range, std::string(slice(text_, range)));
        builder.code_space(breaks ? '\n' : ' ');
    }

    /// Where white space counts, a line end with the blanks around it is a code, and so are several
    /// blanks: programs that translate would make one blank of them.
    void read_kept_text(std::string_view text, std::size_t at, BlockBuilder& builder) const {
        while (at < text.size()) {
            const std::size_t begin = std::min(text.find_first_of(html_blanks, at), text.size());
            builder.text(text.substr(at, begin - at), at);
            at = std::min(text.find_first_not_of(html_blanks, begin), text.size());
            const std::string_view space = text.substr(begin, at - begin);
            const bool breaks = space.find_first_of("\r\n") != std::string_view::npos;
            const bool is_code = breaks || space.size() > 1 || space == "\t";
            if (!is_code || builder.block().text.empty()) {
                builder.text(breaks ? with_line_feeds(space) : std::string(space), begin);
            } else {
                read_space_code({begin, at}, breaks, builder);
            }
        }
    }

    /// A reference that is not known stays as it is, as a code; a mere `&` is text.
    void read_unknown_reference(std::string_view text, std::size_t& at,
                                BlockBuilder& builder) const {
        std::size_t end = at + 1;
        const auto is_alphanumeric = [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        };
        while (end < text.size() && end - at < 40 && is_alphanumeric(text[end])) ++end;
        if (end > at + 1 && end < text.size() && text[end] == ';') {
            const Range range{at, end + 1};
            builder.placeholder("variable", range, std::string(slice(text, range)));
            at = end + 1;
        } else {
            builder.text(text.substr(at, 1), at);
            ++at;
        }
    }

    void read_start(const HtmlToken& token) {
        const bool is_void = is_one_of(token.name, void_elements);
        const bool is_inline = is_one_of(token.name, inline_elements);
        const bool is_opaque = is_one_of(token.name, opaque_elements);
        const bool no_translation = says_of_translation(token, "no");
        if (!no_translation) read_attributes(token);
        const bool stays = no_translation && !is_void;
        if (stays && !is_inline && !is_opaque && !token.self_closing &&
            zones_.enter(token.name, false)) {
            end_block();
            return;
        }
        if (is_opaque || stays) {
            pass_over(token, stays && !is_inline);
            return;
        }
        if (!is_inline) {
            end_block();
            // A paragraph inside a cell or an item is still of that.
            const bool is_part = token.name == "p" || token.name == "div";
            builder_.block().kind = kind_ = is_part ? kind_ : kind_of(token.name);
            if (!is_void) follow_spaces(token);
            return;
        }
        std::string bytes(slice(text_, token.range));
        if (!is_void) {
            builder_.open(token.name, type_of(token.name), token.range, std::move(bytes));
            follow_spaces(token);
            return;
        }
        builder_.placeholder(type_of(token.name), token.range, std::move(bytes));
        if (token.name == "br") builder_.code_space('\n');
    }

    void follow_spaces(const HtmlToken& token) {
        keeps_spaces_ = spaces_.follow(token, text_);
        builder_.set_spaces(keeps_spaces_ ? BlockBuilder::Spaces::keep
                                          : BlockBuilder::Spaces::collapse);
    }

    /// Texts in attributes are blocks of their own, inside of the tag.
    void read_attributes(const HtmlToken& token) {
        for (const HtmlToken::Attribute& attribute : translatable_attributes(token, text_)) {
            BlockBuilder builder(0);
            read_text(attribute.value, builder, false, true);
            auto block = builder.finish();
            if (!block) continue;
            block->kind = ParagraphKind::caption;
            const char before = text_[attribute.value.begin - 1];
            block->quote = before == '"' || before == '\'' ? before : ' ';
            if (block->quote == ' ') block->source = attribute.value;
            parsed_.add(std::move(*block));
        }
    }

    void read_end(const HtmlToken& token) {
        if (is_one_of(token.name, inline_elements)) {
            if (is_one_of(token.name, void_elements)) {
                builder_.placeholder({}, token.range, std::string(slice(text_, token.range)));
            } else {
                builder_.close(token.name, token.range, std::string(slice(text_, token.range)));
                follow_spaces(token);
            }
            return;
        }
        end_block();
        follow_spaces(token);
        const bool is_part = token.name == "p" || token.name == "div";
        builder_.block().kind = kind_ = is_part ? kind_ : ParagraphKind::text;
    }

    [[nodiscard]] bool says_of_translation(const HtmlToken& token, std::string_view value) const {
        const HtmlToken::Attribute* attribute = token.find("translate");
        return attribute != nullptr && with_small_letters(slice(text_, attribute->value)) == value;
    }

    /// To the end tag that belongs to this one, or to the end of the text.
    void pass_over(const HtmlToken& start, bool ends_block) {
        Range range = start.range;
        bool ends_zone = false;
        if (!start.self_closing) {
            const std::string name = start.name;
            std::size_t depth = 1;
            for (HtmlToken token; depth > 0 && tokens_.next(token);) {
                range.end = token.range.end;
                ends_zone = zones_.follow(token) || ends_zone;
                if (token.name != name) continue;
                if (token.kind == HtmlToken::Kind::start && !token.self_closing) ++depth;
                if (token.kind == HtmlToken::Kind::end) --depth;
            }
        }
        if (ends_block) {
            end_block();
        } else {
            builder_.placeholder("other", range, std::string(slice(text_, range)));
        }
        if (ends_zone) end_block();
    }

    void read_language(const HtmlToken& token) {
        for (const std::string_view name : {"lang", "xml:lang"}) {
            const HtmlToken::Attribute* attribute = token.find(name);
            if (attribute == nullptr || attribute->value.end == 0) continue;  // none, or no value
            if (parsed_.declared_language.empty()) {
                parsed_.declared_language = slice(text_, attribute->value);
            }
            parsed_.marks.push_back({0, attribute->value});
        }
    }

    /// What is written is UTF-8, whatever was read.
    void say_utf_8(Range value) {
        declares_encoding_ = true;
        if (with_small_letters(slice(text_, value)) != "utf-8") {
            parsed_.marks.push_back({0, value, "utf-8"});
        }
    }

    void read_xml_declaration(Range range) {
        const std::string_view text = slice(text_, range);
        if (range.begin > 0 || !text.starts_with("<?xml")) return;
        const std::size_t quote = text.find_first_of("\"'", text.find("encoding"));
        if (quote == std::string_view::npos) return;
        const std::size_t end = text.find(text[quote], quote + 1);
        if (end != std::string_view::npos) say_utf_8({quote + 1, end});
    }

    /// If nothing says the encoding: what is to say it. What is no page by itself will be put into
    /// one that does.
    void add_encoding() {
        if (declares_encoding_ || (!is_page_ && head_ == 0)) return;
        const bool is_xml = text_.starts_with("<?xml");
        parsed_.encoding_at = head_;
        parsed_.encoding_declaration =
            head_ == 0 ? byte_order_mark
                       : "<meta charset=\"utf-8\"" + std::string(is_xml ? "/>" : ">");
    }

    void read_charset(const HtmlToken& token) {
        const HtmlToken::Attribute* charset = token.find("charset");
        const HtmlToken::Attribute* content = token.find("content");
        if (charset != nullptr && charset->value.end > 0) {
            say_utf_8(charset->value);
        } else if (content != nullptr && token.find("http-equiv") != nullptr) {
            const std::string value = with_small_letters(slice(text_, content->value));
            const std::size_t at = value.find("charset=");
            if (at == std::string::npos) return;
            const std::size_t begin = at + 8;
            const std::size_t end = std::min(value.find_first_of(" ;", begin), value.size());
            say_utf_8({content->value.begin + begin, content->value.begin + end});
        }
    }

    void end_block() {
        if (auto block = builder_.finish()) parsed_.add(std::move(*block));
        builder_.block().kind = kind_;
    }

    ParsedDocument& parsed_;
    const std::string& text_;
    HtmlTokens tokens_;
    BlockBuilder builder_{0};
    ParagraphKind kind_ = ParagraphKind::text;
    TranslateZones zones_;
    KeptSpaces spaces_;
    bool keeps_spaces_ = false;
    bool declares_encoding_ = false;
    bool is_page_ = false;
    std::size_t head_ = 0;  ///< where its content begins; 0: it has no tag
};

/// The encoding that the file's first 1,024 bytes name (WHATWG HTML, 4.2.5.5); empty if none.
std::string declared_encoding(std::string_view bytes) {
    const std::string head = with_small_letters(bytes.substr(0, 1024));
    std::string_view name = "charset=";
    if (head.find(name) == std::string::npos && head.starts_with("<?xml")) name = "encoding=";
    const std::size_t at = head.find(name);
    if (at == std::string::npos) return {};
    const std::size_t begin = head.find_first_not_of("\"' ", at + name.size());
    if (begin == std::string::npos) return {};
    return head.substr(begin, head.find_first_of("\"' ;>/?", begin) - begin);
}

/// One that is no white space of a file: written as a reference, so that it does not make the page
/// look like something else than text, and that a carriage return is no line end.
bool is_control(char c) {
    return (c > 0 && c < ' ' && std::string_view("\t\n\f").find(c) == std::string_view::npos) ||
           c == '\x7F';
}

std::string escape_but(std::string_view text, char quote) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quote != '\0' && c == quote) {
            result += quote == '"' ? "&quot;" : "&#39;";
        } else if (c == '&') {
            result += "&amp;";
        } else if (c == '<') {
            result += "&lt;";
        } else if (c == '>') {
            result += "&gt;";
        } else if (text.substr(i, 2) == "\xC2\xA0") {
            result += "&nbsp;";
            ++i;
        } else if (is_control(c)) {
            result += "&#" + std::to_string(int{c}) + ";";
        } else {
            result += c;
        }
    }
    return result;
}

std::string escape_html(std::string_view text) { return escape_but(text, '\0'); }
std::string escape_in_quotes(std::string_view text) { return escape_but(text, '"'); }
std::string escape_in_apostrophes(std::string_view text) { return escape_but(text, '\''); }

}  // namespace

ParsedDocument parse_html(const DocumentInput& input) {
    PlainTextOptions options = input.options;
    // A text that is well-formed UTF-8 is UTF-8, whatever it says of itself.
    if (options.encoding.empty() && find_invalid_utf8(input.bytes)) {
        const std::string declared = declared_encoding(input.bytes);
        if (!declared.empty() && declared != "utf-8" && !input.bytes.starts_with("\xFF\xFE") &&
            !input.bytes.starts_with("\xFE\xFF")) {
            options.encoding = declared;
        }
    }
    Document text;
    try {
        text = decode_plain_text(input.bytes, input.name, options);
    } catch (const Error&) {
        if (options.encoding == input.options.encoding) throw;
        text = decode_plain_text(input.bytes, input.name, input.options);
    }
    ParsedDocument parsed;
    parsed.encoding = text.encoding;
    parsed.parts.push_back({{}, std::move(text.text)});
    HtmlReader(parsed).run();
    return parsed;
}

std::string write_html(const Block& block, const ParagraphContent& content, const Splice& splice) {
    switch (block.quote) {
        case '"':
            return write_mixed(block, content, splice, escape_in_quotes);
        case '\'':
            return write_mixed(block, content, splice, escape_in_apostrophes);
        case ' ':
            return '"' + write_mixed(block, content, splice, escape_in_quotes) + '"';
        default:
            return write_mixed(block, content, splice, escape_html);
    }
}

}  // namespace egiz::formats
