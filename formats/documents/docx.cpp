// SPDX-License-Identifier: Apache-2.0
// DOCX: WordprocessingML in a package (ECMA-376). Read are the document, footnotes, endnotes,
// headers and footers; nothing of a part is changed but the runs of paragraphs.
#include "formats/documents/document_format.hpp"
#include "formats/documents/docx_paragraph.hpp"
#include "formats/documents/package.hpp"
#include "formats/xml/markup.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace egiz::formats {
namespace {

using xml::Markup;

std::string attribute(const Markup& piece, std::string_view name) {
    for (const xml::Attribute& each : piece.attributes) {
        if (each.name == name) return std::string(each.value);
    }
    return {};
}

void trim_ends(std::string& text) {
    constexpr std::string_view blanks = " \t\r\n";
    text.erase(text.find_last_not_of(blanks) + 1);
    text.erase(0, std::min(text.find_first_not_of(blanks), text.size()));
}

/// What a style makes of a paragraph, by the style's id (17.7.4). Names of built-in styles are
/// English in every language.
using Styles = std::map<std::string, ParagraphKind>;

Styles read_styles(std::string_view text) {
    Styles styles;
    std::string id;
    xml::MarkupScanner scanner(text);
    for (Markup piece; scanner.next(piece);) {
        if (piece.name == "style") id = attribute(piece, "styleId");
        if (piece.name != "name" || id.empty()) continue;
        const std::string name = attribute(piece, "val");
        if (name.starts_with("heading ") || name.starts_with("Heading ")) {
            styles[id] = ParagraphKind::heading;
        } else if (name == "Title") {
            styles[id] = ParagraphKind::title;
        } else if (name == "caption") {
            styles[id] = ParagraphKind::caption;
        } else if (name.starts_with("List ")) {
            styles[id] = ParagraphKind::list_item;
        }
    }
    return styles;
}

/// The language that paragraphs are in unless they say otherwise (17.7.5.1), and East Asian text.
void add_language_marks(ParsedDocument& parsed, std::size_t part) {
    const std::string_view source = parsed.parts[part].text;
    xml::MarkupScanner scanner(source);
    bool in_defaults = false;
    for (Markup piece; scanner.next(piece);) {
        if (piece.name == "docDefaults") in_defaults = piece.kind == Markup::Kind::start;
        if (piece.name == "style") return;
        if (piece.name != "lang" || !in_defaults) continue;
        for (const xml::Attribute& each : piece.attributes) {
            const bool east_asian = each.name == "eastAsia";
            if (each.name != "val" && !east_asian) continue;
            LanguageMark mark;
            mark.part = part;
            mark.source = xml::place_of(source, each.value);
            mark.holds = LanguageMark::Holds::regional_tag;
            mark.scripts =
                east_asian ? LanguageMark::Scripts::east_asian : LanguageMark::Scripts::others;
            if (!mark.source.empty()) parsed.marks.push_back(std::move(mark));
        }
    }
}

class PartReader {
public:
    PartReader(ParsedDocument& parsed, std::size_t part, ParagraphKind kind, const Styles& styles)
        : parsed_(parsed),
          part_(part),
          kind_(kind),
          styles_(styles),
          source_(parsed.parts[part].text),
          scanner_(source_) {}

    void run() {
        for (Markup piece; scanner_.next(piece);) {
            if (prefix_.empty() && piece.kind == Markup::Kind::start) {
                prefix_ = std::string(piece.prefix) + (piece.prefix.empty() ? "" : ":");
                root_ = piece.prefix;
                keeps_spaces_ = attribute(piece, "space") == "preserve";
                continue;
            }
            read_block(piece);
        }
    }

private:
    [[nodiscard]] bool is(const Markup& piece, std::string_view name) const {
        return piece.name == name && piece.prefix == root_;
    }

    /// Something between paragraphs, or inside of what is passed over.
    void read_block(const Markup& piece) {
        if (is(piece, "tc")) {
            if (piece.kind == Markup::Kind::start) ++cells_;
            if (piece.kind == Markup::Kind::end && cells_ > 0) --cells_;
        }
        if (piece.kind != Markup::Kind::start) return;
        if (is(piece, "p")) read_paragraph();
        if (is(piece, "del") || is(piece, "moveFrom") || piece.name == "Fallback") {
            pass_over(piece, false);
        }
    }

    /// To the end of the element that `start` begins. Paragraphs in it, as text boxes hold them,
    /// are blocks of their own.
    Range pass_over(const Markup& start, bool with_blocks = true) {
        Range range = start.range;
        if (start.kind != Markup::Kind::start) return range;
        std::size_t depth = 1;
        for (Markup piece; depth > 0 && scanner_.next(piece);) {
            range.end = piece.range.end;
            if (piece.kind == Markup::Kind::end) --depth;
            if (piece.kind != Markup::Kind::start) continue;
            if (with_blocks && is(piece, "p")) {
                read_paragraph();
            } else if (with_blocks && piece.name == "Fallback") {
                pass_over(piece, false);
            } else {
                ++depth;
            }
        }
        return range;
    }

    void read_paragraph() {
        DocxParagraph paragraph(part_, prefix_);
        ParagraphKind kind =
            cells_ > 0 && kind_ == ParagraphKind::text ? ParagraphKind::table_cell : kind_;
        const std::size_t cells = std::exchange(cells_, 0);
        for (Markup piece; scanner_.next(piece);) {
            if (piece.kind == Markup::Kind::end) {
                if (is(piece, "p")) break;
                end_inside(piece, paragraph);
            } else if (is(piece, "pPr")) {
                read_properties(piece, kind);
            } else if (piece.kind != Markup::Kind::text && piece.kind != Markup::Kind::other) {
                start_inside(piece, paragraph);
            }
        }
        cells_ = cells;
        if (auto block = paragraph.finish(kind, source_)) {
            parsed_.add(std::move(*block));
        }
    }

    void read_properties(const Markup& start, ParagraphKind& kind) {
        if (start.kind != Markup::Kind::start) return;
        std::size_t depth = 1;
        for (Markup piece; depth > 0 && scanner_.next(piece);) {
            if (is(piece, "pPrChange")) {  // what they were before a tracked change
                pass_over(piece, false);
                continue;
            }
            if (piece.kind == Markup::Kind::end) --depth;
            if (piece.kind == Markup::Kind::start) ++depth;
            if (kind != ParagraphKind::text && kind != ParagraphKind::list_item) continue;
            if (is(piece, "pStyle")) {
                const auto style = styles_.find(attribute(piece, "val"));
                if (style != styles_.end()) kind = style->second;
            } else if (is(piece, "outlineLvl")) {
                kind = ParagraphKind::heading;
            } else if (is(piece, "numPr") && kind == ParagraphKind::text) {
                kind = ParagraphKind::list_item;
            }
        }
    }

    void start_inside(const Markup& piece, DocxParagraph& paragraph) {
        constexpr std::array<std::string_view, 8> around{"hyperlink", "smartTag",  "ins", "moveTo",
                                                         "fldSimple", "customXml", "dir", "bdo"};
        const bool encloses = piece.prefix == root_ && piece.kind == Markup::Kind::start &&
                              std::find(around.begin(), around.end(), piece.name) != around.end();
        if (is(piece, "r")) {
            read_run(piece, paragraph);
        } else if (is(piece, "fldSimple") && is_worked_out(attribute(piece, "instr"))) {
            paragraph.whole("other", pass_over(piece));
        } else if (encloses) {
            paragraph.open(piece.name, piece.range);
        } else if (is(piece, "sdt") && piece.kind == Markup::Kind::start) {
            read_control(piece, paragraph);
        } else if (is(piece, "proofErr")) {
            // says where a spelling checker found something in the old text
        } else if (is(piece, "del") || is(piece, "moveFrom")) {
            paragraph.whole("other", pass_over(piece, false));
        } else {
            paragraph.whole("other", pass_over(piece));
        }
    }

    void end_inside(const Markup& piece, DocxParagraph& paragraph) {
        Range range = piece.range;
        const std::string name(piece.name);
        if (is(piece, "sdtContent")) {
            for (Markup next; scanner_.next(next);) {
                range.end = next.range.end;
                if (next.kind == Markup::Kind::end && is(next, "sdt")) break;
            }
        }
        paragraph.close(name, range);
    }

    /// A content control: its properties belong to the opening code.
    void read_control(const Markup& start, DocxParagraph& paragraph) {
        Range range = start.range;
        for (Markup piece; scanner_.next(piece);) {
            range.end = piece.range.end;
            if (piece.kind == Markup::Kind::end && is(piece, "sdt")) {
                paragraph.whole("other", range);
                return;
            }
            if (is(piece, "sdtContent")) {
                if (piece.kind == Markup::Kind::start) {
                    paragraph.open("sdtContent", range);
                    return;
                }
            } else if (piece.kind == Markup::Kind::start) {
                range.end = pass_over(piece).end;
            }
        }
    }

    struct RunItem {
        bool is_text = false;
        std::string text;  ///< or the type
        Range source;
    };

    void read_run(const Markup& start, DocxParagraph& paragraph) {
        Range run = start.range;
        std::string properties;
        std::vector<RunItem> items;
        bool has_text = false;
        for (Markup piece; start.kind == Markup::Kind::start && scanner_.next(piece);) {
            run.end = piece.range.end;
            if (piece.kind == Markup::Kind::end) break;
            if (is(piece, "ruby") && piece.kind == Markup::Kind::start && items.empty()) {
                read_ruby(run.begin, paragraph);
                return;
            }
            has_text = has_text || is(piece, "t");
            if (is(piece, "rPr")) {
                const Range range = read_run_properties(piece, properties);
                run.end = range.end;
            } else if (piece.kind == Markup::Kind::start || piece.kind == Markup::Kind::empty) {
                read_run_item(piece, items);
            }
        }
        has_text = has_text || std::any_of(items.begin(), items.end(),
                                           [](const RunItem& item) { return item.is_text; });
        if (!has_text) {
            add_codes(items, run, paragraph);
            return;
        }
        for (RunItem& item : items) {
            if (item.is_text) {
                paragraph.text(std::move(item.text), properties, run);
            } else {
                const bool is_field = item.text.starts_with("field-");
                paragraph.special(is_field ? std::string(field_beside_text) : std::move(item.text),
                                  properties, item.source, run);
            }
        }
    }

    /// A run that holds text with its reading above (17.3.3.25): what is around the text is a pair
    /// of codes. The reading is not translated.
    void read_ruby(std::size_t run_begin, DocxParagraph& paragraph) {
        Range outside{run_begin, run_begin};
        std::size_t depth = 2;  // in `r` and `ruby`
        for (Markup piece; depth > 0 && scanner_.next(piece);) {
            outside.end = piece.range.end;
            if (piece.kind == Markup::Kind::end) --depth;
            if (piece.kind != Markup::Kind::start) continue;
            if (!is(piece, "rubyBase") || outside.begin != run_begin) {
                outside.end = pass_over(piece, false).end;
                continue;
            }
            paragraph.open("ruby", outside);
            for (Markup inside; scanner_.next(inside);) {
                outside = inside.range;
                if (inside.kind == Markup::Kind::end) break;
                if (is(inside, "r")) {
                    read_run(inside, paragraph);
                } else if (inside.kind == Markup::Kind::start) {
                    paragraph.whole("other", pass_over(inside));
                }
            }
        }
        if (outside.begin == run_begin) {
            paragraph.whole("other", outside);
        } else {
            paragraph.close("ruby", outside);
        }
    }

    /// A run without text is one code; it may hold several parts of a field.
    static void add_codes(const std::vector<RunItem>& items, Range run, DocxParagraph& paragraph) {
        const auto has = [&](std::string_view type) {
            return std::any_of(items.begin(), items.end(),
                               [&](const RunItem& item) { return item.text == type; });
        };
        const bool whole_field = has(field_begin) && has(field_end);
        std::size_t added = 0;
        for (const std::string_view part : {field_begin, field_separate, field_end}) {
            if (whole_field || !has(part)) continue;
            paragraph.whole(std::string(part), added++ == 0 ? run : Range{run.end, run.end});
        }
        if (added == 0 && !items.empty()) {
            paragraph.whole(whole_field ? "other" : items.front().text, run);
        }
    }

    /// Keeps what the text looks like; what language it was in is no longer true. What it looked
    /// like before a tracked change goes too: a translation has not changed.
    Range read_run_properties(const Markup& start, std::string& properties) {
        Range range = start.range;
        if (start.kind != Markup::Kind::start) return range;
        std::string kept;
        for (Markup piece; scanner_.next(piece);) {
            range.end = piece.range.end;
            if (piece.kind == Markup::Kind::end) break;
            if (piece.kind == Markup::Kind::text || piece.kind == Markup::Kind::other) continue;
            const Range property = pass_over(piece, false);
            const bool goes = is(piece, "lang") || is(piece, "noProof") || is(piece, "rPrChange");
            if (!goes) kept += slice(source_, property);
        }
        if (!kept.empty()) properties = "<" + prefix_ + "rPr>" + kept + "</" + prefix_ + "rPr>";
        return range;
    }

    void read_run_item(const Markup& piece, std::vector<RunItem>& items) {
        const auto add_text = [&](std::string text) {
            items.push_back({true, std::move(text), piece.range});
        };
        if (is(piece, "t")) {
            const bool keeps_spaces = keeps_spaces_ || attribute(piece, "space") == "preserve";
            std::string text;
            std::size_t depth = piece.kind == Markup::Kind::start ? 1 : 0;
            for (Markup part; depth > 0 && scanner_.next(part);) {
                if (part.kind == Markup::Kind::end) --depth;
                if (part.kind == Markup::Kind::start) ++depth;
                text += part.text;
            }
            std::replace(text.begin(), text.end(), '\n', ' ');
            if (!keeps_spaces) {
                std::replace(text.begin(), text.end(), '\t', ' ');
                trim_ends(text);
            }
            if (!text.empty()) add_text(std::move(text));
        } else if (is(piece, "noBreakHyphen")) {
            add_text("\u2011");
        } else if (is(piece, "softHyphen")) {
            add_text("\u00AD");
        } else if (!is(piece, "lastRenderedPageBreak")) {
            std::string type = is(piece, "fldChar") ? "field-" + attribute(piece, "fldCharType")
                               : is(piece, "tab") || is(piece, "ptab")     ? "tab"
                               : is(piece, "br") || is(piece, "cr")        ? "lb"
                               : is(piece, "drawing") || is(piece, "pict") ? "image"
                                                                           : "other";
            const Range source = pass_over(piece);
            items.push_back({false, std::move(type), source});
        }
    }

    ParsedDocument& parsed_;
    std::size_t part_;
    ParagraphKind kind_;
    const Styles& styles_;
    std::string source_;
    xml::MarkupScanner scanner_;
    std::string prefix_;
    std::string root_;
    bool keeps_spaces_ = false;  ///< also at the ends of a `t` that does not say so
    std::size_t cells_ = 0;
};

struct PartKind {
    std::string_view content_type;  ///< how it ends
    ParagraphKind kind;
};
constexpr std::array part_kinds{PartKind{".document.main+xml", ParagraphKind::text},
                                PartKind{".template.main+xml", ParagraphKind::text},
                                PartKind{".footnotes+xml", ParagraphKind::footnote},
                                PartKind{".endnotes+xml", ParagraphKind::footnote},
                                PartKind{".header+xml", ParagraphKind::marginal},
                                PartKind{".footer+xml", ParagraphKind::marginal}};

/// Parts that hold text, in reading order (ECMA-376 part 2, 10.1.2: content types).
std::vector<std::pair<std::string, ParagraphKind>> text_parts(std::string_view content_types,
                                                              std::string& styles) {
    std::vector<std::vector<std::string>> found(part_kinds.size());
    xml::MarkupScanner scanner(content_types);
    for (xml::Markup piece; scanner.next(piece);) {
        if (piece.name != "Override") continue;
        const std::string type = attribute(piece, "ContentType");
        std::string name = attribute(piece, "PartName");
        if (name.starts_with('/')) name.erase(0, 1);
        if (type.ends_with("wordprocessingml.styles+xml")) styles = name;
        for (std::size_t k = 0; k < part_kinds.size(); ++k) {
            if (type.ends_with(part_kinds[k].content_type) ||
                (k == 0 && type.ends_with("document.macroEnabled.main+xml"))) {
                found[k].push_back(name);
            }
        }
    }
    std::vector<std::pair<std::string, ParagraphKind>> parts;
    for (std::size_t k = 0; k < found.size(); ++k) {
        std::sort(found[k].begin(), found[k].end());
        for (std::string& name : found[k]) parts.emplace_back(std::move(name), part_kinds[k].kind);
    }
    return parts;
}

}  // namespace

ParsedDocument parse_docx(const DocumentInput& input) {
    Package package(input.bytes, input.name);
    std::string style_part;
    const auto parts = text_parts(package.read_xml("[Content_Types].xml"), style_part);
    if (parts.empty() || parts.front().second != ParagraphKind::text) {
        throw Error(Fault::input, {input.name}, "this package holds no Word document",
                    "DOCX is read; save it as that");
    }
    Styles styles;
    ParsedDocument parsed;
    if (package.has(style_part)) {
        parsed.parts.push_back({style_part, package.read_xml(style_part)});
        styles = read_styles(parsed.parts.back().text);
        add_language_marks(parsed, 0);
    }
    for (const auto& [name, kind] : parts) {
        if (!package.has(name) && kind != ParagraphKind::text) {
            if (input.warn) input.warn({{input.name}, "\"" + name + "\" is missing: not read"});
            continue;
        }
        parsed.parts.push_back({name, package.read_xml(name)});
        PartReader(parsed, parsed.parts.size() - 1, kind, styles).run();
    }
    return parsed;
}

}  // namespace egiz::formats
