// SPDX-License-Identifier: Apache-2.0
#include "formats/documents/document_file.hpp"

#include "formats/documents/document_format.hpp"
#include "formats/documents/package.hpp"
#include "formats/input_file.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace egiz::formats {
namespace {

constexpr std::size_t at_once = std::size_t{64} << 10U;

std::string read_all(const std::string& path, const DocumentFormat& format, InputFile file) {
    std::string bytes;
    std::string piece;
    while (file.read(piece, at_once) > 0) {
        if (bytes.size() + piece.size() > format.most_bytes) {
            throw Error(Fault::input, {path},
                        "larger than " + std::to_string(format.most_bytes >> 20U) +
                            " MiB, the most that is read of " + std::string(format.name),
                        "split it, at chapters say");
        }
        bytes += piece;
        piece.clear();
    }
    return bytes;
}

/// Something that is written in place of what the source has.
struct Replacement {
    Range source;
    std::string text;                           ///< of a mark
    const Block* block = nullptr;               ///< else: the block
    const ParagraphContent* content = nullptr;  ///< of the block
};

/// Writes one part anew, blocks inside of codes of other blocks included.
class PartWriter {
public:
    /// \param line_end  what is written for a line feed in a block
    PartWriter(std::string_view source, std::vector<Replacement> replacements, WriteBlock write,
               std::string_view line_end = "\n")
        : source_(source),
          replacements_(std::move(replacements)),
          write_(write),
          line_end_(line_end) {
        std::stable_sort(replacements_.begin(), replacements_.end(),
                         [](const Replacement& a, const Replacement& b) {
                             return a.source.begin < b.source.begin;
                         });
    }

    [[nodiscard]] std::string run() const { return up_to(source_.size()); }
    /// What becomes of the beginning of the source.
    [[nodiscard]] std::string up_to(std::size_t end) const { return splice({0, end}, nullptr); }

private:
    /// \param inside  the block whose content is being written
    [[nodiscard]] std::string splice(Range range, const Block* inside) const {
        std::string result;
        std::size_t at = range.begin;
        auto next = std::lower_bound(
            replacements_.begin(), replacements_.end(), range.begin,
            [](const Replacement& each, std::size_t begin) { return each.source.begin < begin; });
        for (; next != replacements_.end() && next->source.begin < range.end; ++next) {
            if (next->source.begin < at || next->source.end > range.end) continue;
            if (inside != nullptr && next->block == inside) continue;
            result += source_.substr(at, next->source.begin - at);
            result += written(*next);
            at = next->source.end;
        }
        return result += source_.substr(at, range.end - at);
    }

    [[nodiscard]] std::string written(const Replacement& replacement) const {
        if (replacement.block == nullptr) return replacement.text;
        std::string text = write_(*replacement.block, *replacement.content,
                                  [&](Range range) { return splice(range, replacement.block); });
        return line_end_ == "\n" ? text : with_line_ends(text);
    }

    [[nodiscard]] std::string with_line_ends(std::string_view text) const {
        std::string result;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const bool alone = text[i] == '\n' && (i == 0 || text[i - 1] != '\r');
            if (alone) {
                result += line_end_;
            } else {
                result += text[i];
            }
        }
        return result;
    }

    std::string_view source_;
    std::vector<Replacement> replacements_;
    WriteBlock write_;
    std::string_view line_end_;
};

/// LF, CR LF or CR: what most lines end with.
std::string_view line_end_of(std::string_view text) {
    std::size_t feeds = 0, returns = 0, both = 0;
    for (std::size_t at = 0; (at = text.find_first_of("\r\n", at)) != std::string_view::npos;) {
        const bool is_both = text.substr(at, 2) == "\r\n";
        ++(is_both ? both : text[at] == '\n' ? feeds : returns);
        at += is_both ? 2 : 1;
    }
    if (both > feeds && both >= returns) return "\r\n";
    return returns > feeds ? "\r" : "\n";
}

/// True if the bytes begin with a byte order mark, which is none of the text.
bool begins_with_mark(std::string_view bytes, std::string_view encoding) {
    if (encoding == "UTF-8") return bytes.starts_with(byte_order_mark);
    if (encoding == "GB18030") return bytes.starts_with("\x84\x31\x95\x33");
    return encoding.starts_with("UTF-") &&
           (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ||
            bytes.starts_with(std::string_view("\0\0\xFE\xFF", 4)));
}

/// No file at all is better than one that no program opens.
void expect_well_formed(const std::string& xml, const std::string& where) {
    try {
        check_well_formed(xml, where);
    } catch (const Error& error) {
        throw Error(Fault::internal, error.place(),
                    "what would be written is damaged, and is not: " + error.message(),
                    "please report this, with the document if you may");
    }
}

}  // namespace

bool is_line_code(const BlockCode& code) {
    return code.code.kind == InlineCode::Kind::placeholder &&
           (code.code.type == "lb" || code.code.type == "pb" || code.code.type == "tab");
}

void ParsedDocument::add(Block block) {
    codes_ += block.codes.size();
    if (codes_ > most_codes) throw OutOfBounds{"500,000 pieces of markup inside paragraphs"};
    if (blocks.size() == most_blocks) throw OutOfBounds{"500,000 paragraphs"};
    blocks.push_back(std::move(block));
}

Document assemble(ParsedDocument& parsed, const std::string& name) {
    std::stable_sort(
        parsed.blocks.begin(), parsed.blocks.end(), [](const Block& a, const Block& b) {
            return std::pair(a.part, a.source.begin) < std::pair(b.part, b.source.begin);
        });
    Document document;
    document.name = name;
    document.encoding = parsed.encoding;
    for (const Block& block : parsed.blocks) {
        if (!document.text.empty()) document.text += "\n\n";
        const std::size_t begin = document.text.size();
        document.text += block.text;
        document.paragraphs.push_back({begin, document.text.size()});
        document.kinds.push_back(block.kind);
        for (const BlockCode& code : block.codes) {
            document.codes.push_back(code.code);
            document.codes.back().byte_offset += begin;
        }
    }
    return document;
}

std::string write_mixed(const Block& block, const ParagraphContent& content, const Splice& splice,
                        std::string (*escape)(std::string_view text)) {
    std::string result;
    std::size_t at = 0;
    bool skip_space = false;  // it was put there for a line break that stays a code
    const auto write_text = [&](std::size_t end) {
        std::string_view text = std::string_view(content.text).substr(at, end - at);
        if (skip_space && !text.empty() && is_space(static_cast<unsigned char>(text.front()))) {
            text.remove_prefix(1);
        }
        if (end > at) skip_space = false;
        result += escape(text);
        at = end;
    };
    for (const ParagraphContent::Code& placed : content.codes) {
        write_text(placed.byte_offset);
        const BlockCode& code = block.codes[placed.number];
        result += escape(code.space_before) + code.before + splice(code.source) + code.behind +
                  escape(code.space_behind);
        skip_space = is_line_code(code);
    }
    write_text(content.text.size());
    return result;
}

bool is_document(const std::string& path) {
    if (path == "-") return false;
    try {
        InputFile file(path);
        return format_of(path, file.peek(8192)).parse != parse_plain;
    } catch (const Error&) {
        return false;  // whoever reads it will say what is wrong
    }
}

std::string_view document_kind_of_name(const std::string& path) {
    const DocumentFormat* format = format_of_name(path);
    return format == nullptr ? std::string_view() : format->name;
}

std::string writable_documents() {
    std::string names;
    for (const DocumentFormat& format : document_formats()) {
        if (format.write == nullptr) continue;
        names += (names.empty() ? "" : ", ") + std::string(format.name);
    }
    return names;
}

struct DocumentFile::Impl {
    const DocumentFormat* format = nullptr;
    std::string original;
    ParsedDocument parsed;
    Document document;
    std::vector<std::size_t> first_codes;  ///< a paragraph each

    /// A document that is one text.
    [[nodiscard]] std::string text_with(std::vector<Replacement> replacements) const {
        const std::string& source = parsed.parts.front().text;
        const PartWriter writer(source, std::move(replacements), format->write,
                                line_end_of(source));
        std::string text = writer.run();
        if (begins_with_mark(original, parsed.encoding)) return byte_order_mark + text;
        const bool is_ascii = std::none_of(
            text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > 0x7F; });
        if (!is_ascii) {
            text.insert(writer.up_to(parsed.encoding_at).size(), parsed.encoding_declaration);
        }
        return text;
    }
};

DocumentFile::DocumentFile(const std::string& path, const PlainTextOptions& options,
                           const WarningSink& warn)
    : impl_(std::make_unique<Impl>()) {
    InputFile file(path);
    impl_->format = &format_of(path, file.peek(8192));
    impl_->original = read_all(path, *impl_->format, std::move(file));
    if (impl_->original.empty()) {
        throw Error(Fault::input, {path}, "the file is empty",
                    "check that it is the right one and was written to its end");
    }
    try {
        impl_->parsed = impl_->format->parse({impl_->original, path, options, warn});
    } catch (const OutOfBounds& bound) {
        throw Error(Fault::input, {path}, std::string("more than ") + bound.what,
                    "split the document, at chapters say");
    }
    impl_->document = assemble(impl_->parsed, path);
    impl_->document.language = options.language;
    std::size_t first = 0;
    for (const Block& block : impl_->parsed.blocks) {
        impl_->first_codes.push_back(first);
        first += block.codes.size();
    }
    if (impl_->document.paragraphs.empty()) {
        throw Error(Fault::input, {path},
                    "no text in this file, which is read as " + std::string(impl_->format->name),
                    "check that it is the right one; pictures of text are not read");
    }
}

DocumentFile::~DocumentFile() = default;
DocumentFile::DocumentFile(DocumentFile&&) noexcept = default;
DocumentFile& DocumentFile::operator=(DocumentFile&&) noexcept = default;

const Document& DocumentFile::document() const noexcept { return impl_->document; }
Document DocumentFile::take_document() && { return std::move(impl_->document); }

Language DocumentFile::declared_language() const {
    return Language::parse(impl_->parsed.declared_language).value_or(Language());
}

Range DocumentFile::source_of(std::size_t paragraph) const {
    return impl_->parsed.blocks[paragraph].source;
}

std::string_view DocumentFile::kind() const noexcept { return impl_->format->name; }
bool DocumentFile::can_be_written() const noexcept { return impl_->format->write != nullptr; }
bool DocumentFile::keeps_lines() const noexcept { return impl_->format->keeps_lines; }

std::string DocumentFile::with(const std::vector<std::optional<ParagraphContent>>& paragraphs,
                               const Language& language) const {
    if (!can_be_written()) {
        throw Error(Fault::usage, {impl_->document.name},
                    std::string(impl_->format->name) + " can only be read",
                    "what can be written is " + writable_documents());
    }
    std::vector<ParagraphContent> contents(paragraphs.size());
    std::vector<std::vector<Replacement>> replacements(impl_->parsed.parts.size());
    for (std::size_t i = 0; i < paragraphs.size(); ++i) {
        if (!paragraphs[i]) continue;
        contents[i] = *paragraphs[i];
        for (ParagraphContent::Code& code : contents[i].codes) code.number -= impl_->first_codes[i];
        const Block& block = impl_->parsed.blocks[i];
        replacements[block.part].push_back({block.source, {}, &block, &contents[i]});
    }
    for (const LanguageMark& mark : impl_->parsed.marks) {
        if (auto value = value_of(mark, language)) {
            replacements[mark.part].push_back({mark.source, std::move(*value)});
        }
    }
    if (impl_->format->pack == nullptr) return impl_->text_with(std::move(replacements.front()));
    std::vector<SourcePart> changed;
    for (std::size_t part = 0; part < impl_->parsed.parts.size(); ++part) {
        const SourcePart& source = impl_->parsed.parts[part];
        std::string text =
            PartWriter(source.text, std::move(replacements[part]), impl_->format->write).run();
        if (text == source.text) continue;
        expect_well_formed(text, impl_->document.name + "/" + source.name);
        changed.push_back({source.name, std::move(text)});
    }
    return impl_->format->pack(impl_->original, changed, impl_->document.name);
}

}  // namespace egiz::formats
