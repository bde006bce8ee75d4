// SPDX-License-Identifier: Apache-2.0
// ODT: OpenDocument text in a package (ISO/IEC 26300-1). Read are the content and the headers and
// footers of page styles; nothing is changed but what stands inside paragraphs.
#include "formats/documents/block_builder.hpp"
#include "formats/documents/document_format.hpp"
#include "formats/documents/package.hpp"
#include "formats/xml/markup.hpp"
#include "formats/xml/writer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <tuple>
#include <utility>

namespace egiz::formats {
namespace {

using xml::Markup;

/// What the innermost of these elements makes of a paragraph.
struct Container {
    std::string_view prefix;
    std::string_view name;
    ParagraphKind kind;
};
constexpr std::array containers{
    Container{"table", "table-cell", ParagraphKind::table_cell},
    Container{"table", "covered-table-cell", ParagraphKind::table_cell},
    Container{"text", "list-item", ParagraphKind::list_item},
    Container{"text", "list-header", ParagraphKind::list_item},
    Container{"text", "note-body", ParagraphKind::footnote},
    Container{"style", "header", ParagraphKind::marginal},
    Container{"style", "header-left", ParagraphKind::marginal},
    Container{"style", "header-first", ParagraphKind::marginal},
    Container{"style", "footer", ParagraphKind::marginal},
    Container{"style", "footer-left", ParagraphKind::marginal},
    Container{"style", "footer-first", ParagraphKind::marginal},
};

class OdtReader {
public:
    OdtReader(ParsedDocument& parsed, std::size_t part)
        : parsed_(parsed), part_(part), source_(parsed.parts[part].text), scanner_(source_) {}

    void run() {
        for (Markup piece; scanner_.next(piece);) read_block(piece);
    }

private:
    static bool is(const Markup& piece, std::string_view prefix, std::string_view name) {
        return piece.name == name && piece.prefix == prefix;
    }

    static bool is_paragraph(const Markup& piece) {
        return piece.kind == Markup::Kind::start &&
               (is(piece, "text", "p") || is(piece, "text", "h"));
    }

    void read_block(const Markup& piece) {
        for (const Container& container : containers) {
            if (!is(piece, container.prefix, container.name)) continue;
            if (piece.kind == Markup::Kind::start) kinds_.push_back(container.kind);
            if (piece.kind == Markup::Kind::end && !kinds_.empty()) kinds_.pop_back();
        }
        if (is_paragraph(piece)) {
            read_paragraph(piece.name == "h");
        } else if (piece.kind == Markup::Kind::start && is_hidden(piece)) {
            pass_over(piece, false);
        }
    }

    /// Deleted text and comments are not part of the document.
    static bool is_hidden(const Markup& piece) {
        return is(piece, "text", "tracked-changes") || is(piece, "office", "annotation");
    }

    Range pass_over(const Markup& start, bool with_blocks = true) {
        Range range = start.range;
        if (start.kind != Markup::Kind::start) return range;
        const bool hidden = is_hidden(start) || !with_blocks;
        std::size_t depth = 1;
        for (Markup piece; depth > 0 && scanner_.next(piece);) {
            range.end = piece.range.end;
            if (!hidden) read_block(piece);
            if (!hidden &&
                (is_paragraph(piece) || (piece.kind == Markup::Kind::start && is_hidden(piece)))) {
                continue;  // it has been read to its end
            }
            if (piece.kind == Markup::Kind::end) --depth;
            if (piece.kind == Markup::Kind::start) ++depth;
        }
        return range;
    }

    void read_paragraph(bool heading) {
        BlockBuilder builder(part_);
        builder.block().kind = heading          ? ParagraphKind::heading
                               : kinds_.empty() ? ParagraphKind::text
                                                : kinds_.back();
        for (Markup piece; scanner_.next(piece);) {
            switch (piece.kind) {
                case Markup::Kind::text:
                    read_text(piece, builder);
                    break;
                case Markup::Kind::end:
                    if (is(piece, "text", "p") || is(piece, "text", "h")) {
                        if (auto block = builder.finish()) {
                            parsed_.add(std::move(*block));
                        }
                        return;
                    }
                    builder.close(piece.name, piece.range, bytes_of(piece.range));
                    break;
                case Markup::Kind::start:
                case Markup::Kind::empty:
                    read_inside(piece, builder);
                    break;
                case Markup::Kind::other:
                    break;
            }
        }
    }

    void read_text(const Markup& piece, BlockBuilder& builder) const {
        if (piece.text == slice(source_, piece.range)) {
            builder.text(piece.text, piece.range.begin);
        } else {
            builder.text(piece.text, piece.range);
        }
    }

    void read_inside(const Markup& piece, BlockBuilder& builder) {
        constexpr std::array<std::string_view, 5> around{"span", "a", "meta", "ruby", "ruby-base"};
        const bool encloses = piece.prefix == "text" && piece.kind == Markup::Kind::start &&
                              std::find(around.begin(), around.end(), piece.name) != around.end();
        if (encloses) {
            builder.open(piece.name, piece.name == "a" ? "link" : "fmt", piece.range,
                         bytes_of(piece.range));
        } else if (is(piece, "text", "s")) {
            add_spaces(spaces_of(piece), builder);
            pass_over(piece);
        } else if (is(piece, "text", "tab") || is(piece, "text", "line-break")) {
            const bool is_tab = piece.name == "tab";
            const Range range = pass_over(piece);
            builder.placeholder(is_tab ? "tab" : "lb", range, bytes_of(range));
            builder.code_space(is_tab ? '\t' : '\n');
        } else if (is(piece, "text", "soft-page-break")) {
            pass_over(piece);
        } else {
            const bool is_picture = piece.prefix == "draw";
            const Range range = pass_over(piece);
            builder.placeholder(is_picture ? "image" : "other", range, bytes_of(range));
        }
    }

    /// In front of the first character mere blanks would be dropped (ODF 1.3 part 3, 6.1.2), and
    /// with a line break they would be taken for one.
    static void add_spaces(std::size_t count, BlockBuilder& builder) {
        if (!builder.block().text.empty() && !builder.at_line_break()) {
            builder.hard_spaces(count);
        } else if (builder.has_codes()) {
            builder.last_code().behind += "<text:s text:c=\"" + std::to_string(count) + "\"/>";
        }
    }

    /// `<text:s text:c="3"/>`: so many blanks, where XML would hold only one.
    static std::size_t spaces_of(const Markup& piece) {
        constexpr std::size_t most = 100;
        std::size_t count = 1;
        for (const xml::Attribute& each : piece.attributes) {
            if (each.name != "c") continue;
            std::from_chars(each.value.data(), each.value.data() + each.value.size(), count);
        }
        return std::min(count, most);
    }

    [[nodiscard]] std::string bytes_of(Range range) const {
        constexpr std::size_t longest = 256;  // more is of no use to people
        return range.size() > longest ? std::string() : std::string(slice(source_, range));
    }

    ParsedDocument& parsed_;
    std::size_t part_;
    std::string source_;
    xml::MarkupScanner scanner_;
    std::vector<ParagraphKind> kinds_;
};

/// The language of text that does not say another: that of the default style of paragraphs, and of
/// Western and of East Asian text apart (ODF 1.3 part 3, 20.188).
void add_odt_languages(ParsedDocument& parsed, std::size_t part) {
    using Holds = LanguageMark::Holds;
    using Scripts = LanguageMark::Scripts;
    constexpr std::array<std::tuple<std::string_view, Holds, Scripts>, 4> attributes{
        {{"language", Holds::language, Scripts::others},
         {"country", Holds::region, Scripts::others},
         {"language-asian", Holds::language, Scripts::east_asian},
         {"country-asian", Holds::region, Scripts::east_asian}}};
    const std::string_view source = parsed.parts[part].text;
    xml::MarkupScanner scanner(source);
    bool in_default = false;
    for (Markup piece; scanner.next(piece);) {
        if (piece.name == "default-style") in_default = piece.kind == Markup::Kind::start;
        if (piece.name != "text-properties" || !in_default) continue;
        for (const xml::Attribute& each : piece.attributes) {
            for (const auto& [name, holds, scripts] : attributes) {
                const Range place = xml::place_of(source, each.value);
                if (each.name != name || place.empty()) continue;
                parsed.marks.push_back({part, place, {}, holds, scripts});
            }
        }
    }
}

/// Blanks that XML readers would drop or join are elements (ODF 1.3 part 3, 6.1.3).
std::string escape_odt(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(" \t\n", at), text.size());
        xml::append_escaped(result, text.substr(at, end - at), false);
        at = end;
        if (at >= text.size()) break;
        if (text[at] == '\t') {
            result += "<text:tab/>";
            ++at;
            continue;
        }
        std::size_t behind = at;
        while (behind < text.size() && (text[behind] == ' ' || text[behind] == '\n')) ++behind;
        result += ' ';
        const std::size_t more = behind - at - 1;
        if (more > 0) result += "<text:s text:c=\"" + std::to_string(more) + "\"/>";
        at = behind;
    }
    return result;
}

/// In ODF the members are encrypted, not the archive (ODF 1.3 part 2, 4.8).
void refuse_encrypted(Package& package, const std::string& name) {
    const char* const manifest = "META-INF/manifest.xml";
    if (!package.has(manifest)) return;
    if (package.read(manifest).find("encryption-data") == std::string::npos) return;
    throw Error(Fault::input, {name}, "the document is encrypted", "save it without a password");
}

}  // namespace

ParsedDocument parse_odt(const DocumentInput& input) {
    Package package(input.bytes, input.name);
    refuse_encrypted(package, input.name);
    ParsedDocument parsed;
    parsed.parts.push_back({"content.xml", package.read_xml("content.xml")});
    OdtReader(parsed, 0).run();
    if (package.has("styles.xml")) {
        parsed.parts.push_back({"styles.xml", package.read_xml("styles.xml")});
        OdtReader(parsed, 1).run();
        add_odt_languages(parsed, 1);
    }
    return parsed;
}

std::string write_odt(const Block& block, const ParagraphContent& content, const Splice& splice) {
    return write_mixed(block, content, splice, escape_odt);
}

}  // namespace egiz::formats
