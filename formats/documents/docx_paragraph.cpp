// SPDX-License-Identifier: Apache-2.0
#include "formats/documents/docx_paragraph.hpp"

#include "formats/documents/document_format.hpp"
#include "formats/xml/writer.hpp"

#include <map>
#include <utility>

namespace egiz::formats {
namespace {

/// Native codes are for people: long ones, such as pictures, are not shown.
std::string shown(std::string_view source, Range range) {
    constexpr std::size_t longest = 256;
    return range.size() > longest ? std::string() : std::string(slice(source, range));
}

/// What a formatting is mostly, in the words of exchange formats.
std::string type_of(std::string_view properties, const std::string& prefix) {
    const auto has = [&](const char* name) {
        const std::string tag = "<" + prefix + name;
        const std::size_t at = properties.find(tag);
        return at != std::string_view::npos && at + tag.size() < properties.size() &&
               std::string_view("/> ").find(properties[at + tag.size()]) != std::string_view::npos;
    };
    if (has("b")) return "bold";
    if (has("i")) return "italic";
    if (has("u")) return "underlined";
    return "fmt";
}

/// Of a pair of codes around runs.
std::string type_of_element(std::string_view name) {
    return name == "hyperlink" ? "link" : name == "field" ? "variable" : "";
}

/// A run with this text; none if there is no text.
void append_run(std::string& result, std::string_view text, const std::string& properties,
                const std::string& prefix) {
    if (text.empty()) return;
    result += "<" + prefix + "r>" + properties + "<" + prefix + "t xml:space=\"preserve\">";
    xml::append_escaped(result, text, false);
    result += "</" + prefix + "t></" + prefix + "r>";
}

char space_of(std::string_view type) { return type == "tab" ? '\t' : type == "lb" ? '\n' : 0; }

}  // namespace

void DocxParagraph::push(DocxItem item) {
    if (items_.size() == most_codes) throw OutOfBounds{"500,000 runs in one paragraph"};
    items_.push_back(std::move(item));
}

void DocxParagraph::text(std::string text, const std::string& properties, Range run) {
    push({DocxItem::Kind::text, std::move(text), properties, run, run});
}

void DocxParagraph::special(std::string type, const std::string& properties, Range source,
                            Range run) {
    push({DocxItem::Kind::special, std::move(type), properties, source, run});
}

void DocxParagraph::whole(std::string type, Range source) {
    push({DocxItem::Kind::whole, std::move(type), {}, source, source});
}

void DocxParagraph::open(std::string_view name, Range source) {
    push({DocxItem::Kind::open, std::string(name), {}, source, source});
}

void DocxParagraph::close(std::string_view name, Range source) {
    push({DocxItem::Kind::close, std::string(name), {}, source, source});
}

void DocxParagraph::join_codes() {
    std::vector<DocxItem> joined;
    const auto joins = [](const DocxItem& item) {
        return item.kind == DocxItem::Kind::whole && space_of(item.text) == 0;
    };
    for (DocxItem& item : items_) {
        if (!joined.empty() && joins(joined.back()) && joins(item)) {
            joined.back().source.end = joined.back().run.end = item.source.end;
        } else {
            joined.push_back(std::move(item));
        }
    }
    items_ = std::move(joined);
}

std::string DocxParagraph::usual_properties() const {
    std::map<std::string, std::size_t> sizes;
    const std::string* usual = nullptr;
    for (const DocxItem& item : items_) {
        if (item.kind != DocxItem::Kind::text) continue;
        sizes[item.properties] += item.text.size();
        if (usual == nullptr) usual = &item.properties;
    }
    for (const auto& [properties, size] : sizes) {
        if (size > sizes[*usual]) usual = &properties;
    }
    return usual == nullptr ? std::string() : *usual;
}

std::optional<Block> DocxParagraph::finish(ParagraphKind kind, std::string_view source) {
    join_fields(items_, source);
    join_codes();
    BlockBuilder builder(part_, BlockBuilder::Spaces::keep_ends);
    const std::string usual = usual_properties();
    std::string current = usual;
    const auto set_properties = [&](const std::string& properties, std::size_t at) {
        if (properties == current) return;
        if (current != usual) {
            builder.close("rPr", {at, at});
            builder.last_code().formats_runs = true;
        }
        if (properties != usual) {
            const bool is_short = properties.size() <= 256;
            builder.open("rPr", type_of(properties, prefix_), {at, at},
                         is_short ? properties : std::string());
            builder.last_code().formats_runs = true;
            builder.last_code().properties = properties;
        }
        current = properties;
    };
    std::size_t behind = 0;
    for (const DocxItem& item : items_) {
        const std::size_t at = item.run.begin;
        behind = item.run.end;
        switch (item.kind) {
            case DocxItem::Kind::text:
                set_properties(item.properties, at);
                builder.text(item.text, item.run);
                break;
            case DocxItem::Kind::special:
                builder.placeholder(item.text == field_beside_text ? "other" : item.text,
                                    item.source, shown(source, item.source));
                builder.last_code().before = "<" + prefix_ + "r>" + item.properties;
                builder.last_code().behind = "</" + prefix_ + "r>";
                if (item.text == field_beside_text) {
                    builder.last_code().behind.insert(0, "<" + prefix_ + "t/>");
                }
                builder.cover(item.run);
                break;
            case DocxItem::Kind::whole:
                builder.placeholder(item.text, item.source, shown(source, item.source));
                break;
            case DocxItem::Kind::open:
                set_properties(usual, at);
                builder.open(item.text, type_of_element(item.text), item.source,
                             shown(source, item.source));
                break;
            case DocxItem::Kind::close:
                set_properties(usual, at);
                builder.close(item.text, item.source, shown(source, item.source));
                break;
        }
        const bool stands_alone =
            item.kind == DocxItem::Kind::special || item.kind == DocxItem::Kind::whole;
        if (const char space = stands_alone ? space_of(item.text) : '\0') builder.code_space(space);
    }
    set_properties(usual, behind);
    std::optional<Block> block = builder.finish();
    if (!block) return block;
    block->kind = kind;
    block->properties = usual;
    block->prefix = prefix_;
    return block;
}

std::string write_docx(const Block& block, const ParagraphContent& content, const Splice& splice) {
    std::string result;
    std::vector<const std::string*> properties{&block.properties};
    std::size_t at = 0;
    bool skip_space = false;  // a tab or a line break stands for it
    const auto write_run = [&](std::string_view text) {
        append_run(result, text, *properties.back(), block.prefix);
    };
    const auto write_text = [&](std::size_t end) {
        std::string_view text = std::string_view(content.text).substr(at, end - at);
        at = end;
        if (text.empty()) return;
        if (skip_space && is_space(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
        skip_space = false;
        write_run(text);
    };
    write_run(block.space_before);
    for (const ParagraphContent::Code& placed : content.codes) {
        write_text(placed.byte_offset);
        const BlockCode& code = block.codes[placed.number];
        write_run(code.space_before);
        if (code.formats_runs) {
            const bool opens = code.code.kind == InlineCode::Kind::open ||
                               code.code.kind == InlineCode::Kind::lone_open;
            if (opens) {
                properties.push_back(&code.properties);
            } else if (properties.size() > 1) {
                properties.pop_back();
            }
        } else {
            result += code.before + splice(code.source) + code.behind;
            skip_space = space_of(code.code.type) != 0;
        }
        write_run(code.space_behind);
    }
    write_text(content.text.size());
    write_run(block.space_behind);
    return result;
}

}  // namespace egiz::formats
