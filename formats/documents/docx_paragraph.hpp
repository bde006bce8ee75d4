// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/documents/block_builder.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::formats {

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
    /// Something that is written as it stands, such as a run without text.
    void whole(std::string type, Range source);
    /// An element around runs, such as a link.
    void open(std::string_view name, Range source);
    void close(std::string_view name, Range source);

    /// \param source  the part, for native codes
    [[nodiscard]] std::optional<Block> finish(ParagraphKind kind, std::string_view source);

private:
    struct Item {
        enum class Kind { text, special, whole, open, close };
        Kind kind = Kind::text;
        std::string text;  ///< or the type of a code, or the name of an element
        std::string properties;
        Range source;
        Range run;
    };
    [[nodiscard]] std::string usual_properties() const;

    std::size_t part_;
    std::string prefix_;
    std::vector<Item> items_;
};

}  // namespace egiz::formats
