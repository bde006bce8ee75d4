// SPDX-License-Identifier: Apache-2.0
// Internal to formats/documents.
#pragma once

#include "formats/documents/block_builder.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::formats {

/// What a paragraph holds, in order.
struct DocxItem {
    enum class Kind { text, special, whole, open, close };
    Kind kind = Kind::text;
    std::string text;  ///< or the type of a code, or the name of an element
    std::string properties;
    Range source;
    Range run;
};

/// The parts of a complex field (17.16.18) come as codes of these types, with the run's place.
/// A part of a field in a run that has text too. It is written in a run of its own with an empty
/// text, by which it is known for the same when that is read.
constexpr std::string_view field_beside_text = "field-beside-text";
constexpr std::string_view field_begin = "field-begin";
constexpr std::string_view field_separate = "field-separate";
constexpr std::string_view field_end = "field-end";
/// True if Word works out the result of the field whose instruction stands in `instruction`, which
/// may have tags in it.
[[nodiscard]] bool is_worked_out(std::string_view instruction);
/// Makes a pair of each field, around its result; where Word works the result out anew, as with
/// page numbers, the field is one code. A field that another paragraph begins or ends is half a
/// pair.
void join_fields(std::vector<DocxItem>& items, std::string_view source);

/// Gathers the content of one paragraph of WordprocessingML (ECMA-376 part 1, 17.3): runs of text,
/// each with its formatting, and what stands between them.
///
/// The formatting that most of the text has is that of the block; other runs become pairs of codes.
class DocxParagraph {
public:
    DocxParagraph(std::size_t part, std::string prefix) : part_(part), prefix_(std::move(prefix)) {}

    /// \param properties  the run's `rPr`, as it is written
    void text(std::string text, const std::string& properties, Range run);
    /// Something in a run that also holds text: a tab, a line break, a picture.
    void special(std::string type, const std::string& properties, Range source, Range run);
    /// Something that is written as it stands, such as a run without text. What follows one upon
    /// the other is one code, but for white space.
    void whole(std::string type, Range source);
    /// An element around runs, such as a link.
    void open(std::string_view name, Range source);
    void close(std::string_view name, Range source);

    /// \param source  the part, for native codes
    [[nodiscard]] std::optional<Block> finish(ParagraphKind kind, std::string_view source);

private:
    void push(DocxItem item);
    void join_codes();
    [[nodiscard]] std::string usual_properties() const;

    std::size_t part_;
    std::string prefix_;
    std::vector<DocxItem> items_;
};

}  // namespace egiz::formats
