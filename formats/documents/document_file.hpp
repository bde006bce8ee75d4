// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/readers/plain_text.hpp"
#include "text/document.hpp"
#include "text/error.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::formats {

/// True if the file is a document with markup (HTML, Markdown, SubRip, WebVTT, DOCX, ODT, PDF), by
/// its extension or its first bytes; false for plain text, pipes and what cannot be read.
[[nodiscard]] bool is_document(const std::string& path);
/// The kind of document that the extension of a name stands for, such as `DOCX`; empty: none.
[[nodiscard]] std::string_view document_kind_of_name(const std::string& path);
/// Names of the formats that DocumentFile::with() can write, for messages.
[[nodiscard]] std::string writable_documents();

/// What a paragraph is to hold: text, and where in it codes of the document stand.
struct ParagraphContent {
    struct Code {
        std::size_t byte_offset = 0;  ///< into `text`
        std::size_t number = 0;       ///< into Document::codes
    };
    std::string text;
    std::vector<Code> codes;  ///< in order of their offsets
};

/// A document held whole: its text with what is markup in it, and all that is needed to write it
/// again in another language. Plain text is one too.
///
/// Bounds: 64 MiB a text, 128 MiB another document; of a package 10,000 members, 64 MiB for one
/// that is read and 128 MiB for all of them. No other file is opened, whatever a document refers
/// to.
class DocumentFile {
public:
    /// \throws Error (input) if it cannot be read, is damaged, hostile or holds no text
    DocumentFile(const std::string& path, const PlainTextOptions& options, const WarningSink& warn);
    ~DocumentFile();
    DocumentFile(DocumentFile&&) noexcept;
    DocumentFile& operator=(DocumentFile&&) noexcept;
    DocumentFile(const DocumentFile&) = delete;
    DocumentFile& operator=(const DocumentFile&) = delete;

    [[nodiscard]] const Document& document() const noexcept;
    [[nodiscard]] Document take_document() &&;
    /// What the file says it is in; `und` if it does not.
    [[nodiscard]] Language declared_language() const;
    /// Where in its part of the file a paragraph is, in bytes of UTF-8.
    [[nodiscard]] Range source_of(std::size_t paragraph) const;

    /// As document_kind_of_name() has it, but by what the file is.
    [[nodiscard]] std::string_view kind() const noexcept;
    /// False for PDF.
    [[nodiscard]] bool can_be_written() const noexcept;
    /// True if lines inside a paragraph are part of the layout, as in subtitles.
    [[nodiscard]] bool keeps_lines() const noexcept;
    /// The file with new paragraphs. Nothing: the paragraph stays, byte for byte, and so does all
    /// that is in no paragraph, but for the encoding (UTF-8) and what says the language.
    /// \param paragraphs  one a paragraph of the document
    /// \throws Error (usage) if the format cannot be written
    [[nodiscard]] std::string with(const std::vector<std::optional<ParagraphContent>>& paragraphs,
                                   const Language& language) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace egiz::formats
