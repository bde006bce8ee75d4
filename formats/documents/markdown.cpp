// SPDX-License-Identifier: Apache-2.0
// Markdown, as GitHub understands it: cmark-gfm finds the blocks and reads what is in them. A block
// that is translated is spelled anew; all others stay as they are.
#include "formats/documents/block_builder.hpp"
#include "formats/documents/document_format.hpp"
#include "text/handle.hpp"

#include <algorithm>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <deque>
#include <functional>
#include <set>
#include <string>
#include <utility>

namespace egiz::formats {
namespace {

constexpr std::size_t most_markdown_bytes = std::size_t{8} << 20U;

using ParserHandle = Handle<cmark_parser, cmark_parser_free>;
using NodeHandle = Handle<cmark_node, cmark_node_free>;

std::string_view text_of(const char* text) {
    return text == nullptr ? std::string_view() : std::string_view(text);
}

std::string_view type_of(cmark_node* node) {
    // The library has no names for these two.
    if (cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_REFERENCE) return "footnote_reference";
    if (cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_DEFINITION) return "footnote_definition";
    return text_of(cmark_node_get_type_string(node));
}

NodeHandle parse_nodes(std::string_view text) {
    cmark_gfm_core_extensions_ensure_registered();
    const ParserHandle parser(cmark_parser_new(CMARK_OPT_FOOTNOTES));
    for (const char* name : {"table", "strikethrough", "tasklist"}) {
        cmark_syntax_extension* extension = cmark_find_syntax_extension(name);
        if (extension != nullptr) cmark_parser_attach_syntax_extension(parser.get(), extension);
    }
    cmark_parser_feed(parser.get(), text.data(), text.size());
    return NodeHandle(cmark_parser_finish(parser.get()));
}

/// The library's tree takes some 250 bytes for each mark that may begin or end markup, and for each
/// cell of a table, also where a row has fewer than the table: \throws OutOfBounds if that comes to
/// more than memory should be spent on.
void check_bounds(std::string_view text) {
    constexpr std::size_t most_marks = 1'000'000;
    constexpr std::size_t most_cells = 500'000;
    std::size_t marks = 0;
    std::size_t cells = 0;
    std::size_t columns = 0;  // of the table that the line may be of
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
        const std::string_view line = text.substr(begin, end - begin);
        begin = end + 1;
        std::size_t bars = 0;
        for (const char c : line) {
            if (c == '|') ++bars;
            if (std::string_view("[]!*_`<>&~|+-\\").find(c) != std::string_view::npos) ++marks;
        }
        const bool is_rule = line.find('-') != std::string_view::npos &&
                             line.find_first_not_of("|:- \t>") == std::string_view::npos;
        if (line.find_first_not_of(" \t") == std::string_view::npos) columns = 0;
        if (is_rule) columns = std::max(columns, bars + 1);
        cells += columns;
        if (marks > most_marks) throw OutOfBounds{"1,000,000 marks of Markdown"};
        if (cells > most_cells) throw OutOfBounds{"500,000 cells of tables"};
    }
}

/// Length of the YAML block that many tools put in front; 0 if there is none.
std::size_t front_matter(std::string_view text) {
    if (!text.starts_with("---\n") && !text.starts_with("---\r\n")) return 0;
    const std::size_t end = text.find("\n---", 3);
    if (end == std::string_view::npos) return 0;
    const std::size_t line_end = text.find('\n', end + 1);
    return line_end == std::string_view::npos ? text.size() : line_end + 1;
}

class MarkdownReader {
public:
    MarkdownReader(ParsedDocument& parsed, std::size_t begin)
        : parsed_(parsed), text_(parsed.parts.front().text) {
        for (std::size_t at = begin; at <= text_.size();) {
            lines_.push_back(at);
            const std::size_t end = text_.find_first_of("\r\n", at);
            if (end == std::string::npos) break;
            at = end + (text_.compare(end, 2, "\r\n") == 0 ? 2 : 1);
        }
        lines_.push_back(text_.size());
        for_each_label({0, text_.size()}, [&](std::string_view label, std::size_t behind) {
            if (text_.compare(behind, 1, ":") == 0) labels_.emplace(label);
        });
    }

    void run(cmark_node* root) {
        const Handle<cmark_iter, cmark_iter_free> nodes(cmark_iter_new(root));
        for (cmark_event_type event; (event = cmark_iter_next(nodes.get())) != CMARK_EVENT_DONE;) {
            cmark_node* node = cmark_iter_get_node(nodes.get());
            const std::string_view type = type_of(node);
            const int step = event == CMARK_EVENT_ENTER ? 1 : -1;
            if (type == "item" || type == "tasklist") items_ += step;
            if (type == "footnote_definition") footnotes_ += step;
            if (event != CMARK_EVENT_ENTER) continue;
            if (type == "html_block") ++html_blocks_;
            if (type == "paragraph" || type == "heading" || type == "table_cell") {
                read_block(node, type);
            }
        }
    }

    /// Blocks whose place is not known for sure: they are left as they are.
    [[nodiscard]] std::size_t left_out() const noexcept { return left_out_; }
    [[nodiscard]] std::size_t html_blocks() const noexcept { return html_blocks_; }

private:
    [[nodiscard]] std::size_t offset(int line, int column) const {
        if (line < 1 || static_cast<std::size_t>(line) > lines_.size()) return text_.size();
        return std::min(lines_[static_cast<std::size_t>(line) - 1] +
                            static_cast<std::size_t>(std::max(column, 1)) - 1,
                        text_.size());
    }

    /// Where the inline content of a block is.
    [[nodiscard]] Range range_of(cmark_node* node, bool heading) const {
        Range range{offset(cmark_node_get_start_line(node), cmark_node_get_start_column(node)),
                    offset(cmark_node_get_end_line(node), cmark_node_get_end_column(node) + 1)};
        range.end = std::max(range.begin, range.end);
        range = trim(text_, range);
        return heading ? without_marks(range) : range;
    }

    /// Where the line under a heading begins. What the library says to be the heading's place may
    /// go beyond it.
    static std::size_t line_under(std::string_view text) {
        std::size_t begin = text.find_first_of("\r\n");
        while (begin < text.size()) {
            const std::size_t end = std::min(text.find_first_of("\r\n", begin + 1), text.size());
            std::string_view line = text.substr(begin + 1, end - begin - 1);
            line.remove_prefix(std::min(line.find_first_not_of(" \t>"), line.size()));
            line = line.substr(0, line.find_last_not_of(" \t") + 1);
            const bool is_under = !line.empty() && (line.front() == '=' || line.front() == '-') &&
                                  line.find_first_not_of(line.front()) == std::string_view::npos;
            if (is_under) return begin;
            begin = end;
        }
        return text.find_last_of("\r\n");
    }

    /// Without the `#` of a heading, or the line under it.
    [[nodiscard]] Range without_marks(Range range) const {
        const std::string_view text = slice(text_, range);
        if (text.find_first_of("\r\n") != std::string_view::npos) {
            range.end = range.begin + line_under(text);
        } else if (text.starts_with('#')) {
            range.begin += std::min(text.find_first_not_of('#'), text.size());
            range = trim(text_, range);
            const std::string_view rest = slice(text_, range);
            const std::size_t last = rest.find_last_not_of('#');
            const bool closed = last != std::string_view::npos && last + 1 < rest.size() &&
                                (rest[last] == ' ' || rest[last] == '\t');
            if (closed) range.end = range.begin + last;
        }
        return trim(text_, range);
    }

    /// Shows what stands between `[^` and `]`, and where the text goes on.
    template <class Visit>
    void for_each_label(Range range, Visit visit) const {
        const std::string_view text = std::string_view(text_).substr(0, range.end);
        for (std::size_t at = range.begin; (at = text.find("[^", at)) != std::string_view::npos;) {
            at += 2;
            const std::size_t end = text.find_first_of("[] \t\r\n", at);
            if (end == std::string_view::npos) return;
            if (end > at && text[end] == ']') visit(text.substr(at, end - at), end + 1);
        }
    }

    /// The labels of the notes that a block refers to: the tree only has their numbers. False if
    /// they are not known for sure.
    bool read_labels(cmark_node* node) {
        note_labels_.clear();
        std::size_t wanted = 0;
        const Handle<cmark_iter, cmark_iter_free> inside(cmark_iter_new(node));
        for (cmark_event_type event; (event = cmark_iter_next(inside.get())) != CMARK_EVENT_DONE;) {
            const bool enters = event == CMARK_EVENT_ENTER;
            if (enters && type_of(cmark_iter_get_node(inside.get())) == "footnote_reference") {
                ++wanted;
            }
        }
        if (wanted == 0) return true;
        for_each_label(range_, [&](std::string_view label, std::size_t) {
            if (labels_.count(label) > 0) note_labels_.emplace_back(label);
        });
        return note_labels_.size() == wanted;
    }

    /// `[!NOTE]` on a line of its own at the beginning of a quotation, as GitHub has it: what the
    /// quotation is, and no text.
    [[nodiscard]] bool is_alert(cmark_node* node, Range range) const {
        cmark_node* parent = cmark_node_parent(node);
        if (parent == nullptr || type_of(parent) != "block_quote" ||
            cmark_node_previous(node) != nullptr) {
            return false;
        }
        std::string_view line = slice(text_, range);
        line = line.substr(0, line.find_first_of("\r\n"));
        line = line.substr(0, line.find_last_not_of(" \t") + 1);
        return line.size() > 3 && line.starts_with("[!") && line.ends_with("]") &&
               std::all_of(line.begin() + 2, line.end() - 1,
                           [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
    }

    /// What of the block is behind its first line.
    [[nodiscard]] Range without_first_line(Range range) const {
        const std::size_t end = text_.find_first_of("\r\n", range.begin);
        const std::size_t next =
            end == std::string::npos ? range.end : text_.find_first_not_of(" \t\r\n>", end);
        return {std::min(next, range.end), range.end};
    }

    /// The node that ends the first line; null if there is only one.
    static cmark_node* end_of_first_line(cmark_node* node) {
        cmark_node* child = cmark_node_first_child(node);
        while (child != nullptr && type_of(child) != "softbreak" && type_of(child) != "linebreak") {
            child = cmark_node_next(child);
        }
        return child;
    }

    void read_block(cmark_node* node, std::string_view type) {
        Range range = range_of(node, type == "heading");
        const bool has_alert = type == "paragraph" && is_alert(node, range);
        cmark_node* const alert_end = has_alert ? end_of_first_line(node) : nullptr;
        if (has_alert) {
            if (alert_end == nullptr) return;
            range = without_first_line(range);
        }
        const std::string_view source = slice(text_, range);
        // A definition of links in front of a paragraph is not in the tree, but in its place.
        const bool defines = source.starts_with('[') && source.find("]:") != std::string_view::npos;
        range_ = range;
        if (range.empty() || defines || !read_labels(node)) {
            if (cmark_node_first_child(node) != nullptr) ++left_out_;
            return;
        }
        BlockBuilder builder(0);
        builder.block().kind = type == "heading"      ? ParagraphKind::heading
                               : type == "table_cell" ? ParagraphKind::table_cell
                               : footnotes_ > 0       ? ParagraphKind::footnote
                               : items_ > 0           ? ParagraphKind::list_item
                                                      : ParagraphKind::text;
        const Handle<cmark_iter, cmark_iter_free> inside(cmark_iter_new(node));
        for (cmark_event_type event; (event = cmark_iter_next(inside.get())) != CMARK_EVENT_DONE;) {
            cmark_node* child = cmark_iter_get_node(inside.get());
            if (child == node) {
                if (event == CMARK_EVENT_ENTER && alert_end != nullptr) {
                    cmark_iter_reset(inside.get(), alert_end, CMARK_EVENT_ENTER);
                }
                continue;
            }
            if (event == CMARK_EVENT_ENTER && is_address(child)) {
                alone("link", "<" + std::string(address_text(child)) + ">", builder);
                cmark_iter_reset(inside.get(), child, CMARK_EVENT_EXIT);
                continue;
            }
            read_inline(child, event == CMARK_EVENT_ENTER, builder);
        }
        auto block = builder.finish();
        if (!block) return;
        block->source = range;
        parsed_.add(std::move(*block));
    }

    /// The text of a link that shows nothing but where it leads.
    static std::string_view address_text(cmark_node* node) {
        cmark_node* child = cmark_node_first_child(node);
        return child == nullptr ? std::string_view() : text_of(cmark_node_get_literal(child));
    }
    static bool is_address(cmark_node* node) {
        if (type_of(node) != "link" || !text_of(cmark_node_get_title(node)).empty()) return false;
        cmark_node* child = cmark_node_first_child(node);
        if (child == nullptr || child != cmark_node_last_child(node) || type_of(child) != "text") {
            return false;
        }
        const std::string_view text = address_text(node);
        const std::string_view url = text_of(cmark_node_get_url(node));
        return text.find_first_of("<> \\") == std::string_view::npos &&
               ((text == url && text.find("://") != std::string_view::npos) ||
                url == "mailto:" + std::string(text));
    }

    void read_inline(cmark_node* node, bool enters, BlockBuilder& builder) {
        const std::string_view type = type_of(node);
        if (type == "text") {
            builder.text(text_of(cmark_node_get_literal(node)), range_);
        } else if (type == "softbreak") {
            builder.code_space('\n');
        } else if (type == "linebreak") {
            alone("lb", "\\\n", builder);
            builder.code_space('\n');
        } else if (type == "emph") {
            pair(enters, type, "italic", "*", "*", builder);
        } else if (type == "strong") {
            pair(enters, type, "bold", "**", "**", builder);
        } else if (type == "strikethrough") {
            pair(enters, type, "", "~~", "~~", builder);
        } else if (type == "link" || type == "image") {
            const bool link = type == "link";
            pair(enters, type, link ? "link" : "image", link ? "[" : "![", target_of(node),
                 builder);
        } else if (type == "code") {
            alone("other", code_span(text_of(cmark_node_get_literal(node))), builder);
        } else if (type == "footnote_reference") {
            if (!enters || note_labels_.empty()) return;
            alone("other", "[^" + note_labels_.front() + "]", builder);
            note_labels_.pop_front();
        } else if (enters) {
            alone("other", std::string(text_of(cmark_node_get_literal(node))), builder);
        }
    }

    void alone(std::string type, const std::string& data, BlockBuilder& builder) const {
        builder.placeholder(std::move(type), {range_.begin, range_.begin}, data);
        builder.last_code().before = data;
    }

    void pair(bool enters, std::string_view name, std::string type, const std::string& before,
              const std::string& behind, BlockBuilder& builder) const {
        const Range nowhere{range_.begin, range_.begin};
        if (enters) {
            builder.open(name, std::move(type), nowhere, before);
        } else {
            builder.close(name, nowhere, behind);
        }
        builder.last_code().before = enters ? before : behind;
    }

    /// `](address "title")`
    static std::string target_of(cmark_node* node) {
        std::string target = "](";
        const std::string_view address = text_of(cmark_node_get_url(node));
        const bool plain = address.find_first_of(" ()<>") == std::string_view::npos;
        target += plain ? std::string(address) : "<" + std::string(address) + ">";
        const std::string_view title = text_of(cmark_node_get_title(node));
        if (!title.empty()) {
            target += " \"";
            for (const char c : title) {
                if (c == '"' || c == '\\') target += '\\';
                target += c;
            }
            target += '"';
        }
        return target + ")";
    }

    /// In more backquotes than stand inside of it (CommonMark 0.29, 6.3).
    static std::string code_span(std::string_view code) {
        std::size_t longest = 0;
        for (std::size_t at = 0; at < code.size();) {
            const std::size_t end = std::min(code.find_first_not_of('`', at), code.size());
            longest = std::max(longest, end - at);
            at = std::max(end, at + 1);
        }
        const std::string fence(longest + 1, '`');
        const bool padded = code.starts_with('`') || code.ends_with('`');
        const std::string pad = padded ? " " : "";
        return fence + pad + std::string(code) + pad + fence;
    }

    ParsedDocument& parsed_;
    const std::string& text_;
    std::vector<std::size_t> lines_;
    Range range_;  ///< of the block being read
    int items_ = 0;
    int footnotes_ = 0;
    std::set<std::string, std::less<>> labels_;  ///< of the notes of the file
    std::deque<std::string> note_labels_;        ///< of the block being read, those to come
    std::size_t left_out_ = 0;
    std::size_t html_blocks_ = 0;
};

}  // namespace

ParsedDocument parse_markdown(const DocumentInput& input) {
    if (input.bytes.size() > most_markdown_bytes) {
        throw Error(Fault::input, {input.name}, "more than 8 MiB of Markdown", "split the file");
    }
    Document text = decode_plain_text(input.bytes, input.name, input.options);
    ParsedDocument parsed;
    parsed.encoding = text.encoding;
    parsed.parts.push_back({{}, std::move(text.text)});
    const std::string& source = parsed.parts.front().text;
    check_bounds(source);
    const std::size_t begin = front_matter(source);
    const NodeHandle root = parse_nodes(std::string_view(source).substr(begin));
    MarkdownReader reader(parsed, begin);
    reader.run(root.get());
    const auto warn_of = [&](std::size_t count, const char* what) {
        if (count == 0 || !input.warn) return;
        input.warn({{input.name}, std::to_string(count) + what});
    };
    warn_of(reader.left_out(),
            " blocks are left as they are: definitions of links or notes stand in them");
    warn_of(reader.html_blocks(), " blocks of HTML are left as they are");
    return parsed;
}

}  // namespace egiz::formats
