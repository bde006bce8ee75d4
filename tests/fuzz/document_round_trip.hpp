// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/documents/document_file.hpp"
#include "text/error.hpp"

#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace egiz::test {

/// What a document says, and where its codes are, kinds and all: codes that say how runs look are
/// joined anew in a file that was written, so only those of other types are compared there.
inline std::string content_of(const Document& document) {
    std::string content;
    for (std::size_t i = 0; i < document.paragraphs.size(); ++i) {
        content += name(document.kind_of(i));
        content += ':';
        content += slice(document.text, document.paragraphs[i]);
        content += '\f';
    }
    return content;
}

/// The file with every paragraph set to what it holds already.
inline std::string rewritten(const formats::DocumentFile& file, const Language& language) {
    const Document& document = file.document();
    std::vector<std::optional<formats::ParagraphContent>> contents;
    std::size_t code = 0;
    for (const Range range : document.paragraphs) {
        formats::ParagraphContent content;
        content.text = slice(document.text, range);
        for (; code < document.codes.size() && document.codes[code].byte_offset <= range.end;
             ++code) {
            const std::size_t at = document.codes[code].byte_offset;
            if (at < range.begin) std::abort();
            content.codes.push_back({at - range.begin, code});
        }
        contents.push_back(std::move(content));
    }
    if (code != document.codes.size()) std::abort();
    return file.with(contents, language);
}

inline std::string unchanged(const formats::DocumentFile& file, const Language& language) {
    return file.with(
        std::vector<std::optional<formats::ParagraphContent>>(file.document().paragraphs.size()),
        language);
}

/// Opens a document; nothing if it is refused for a reason that a user can understand.
inline std::optional<formats::DocumentFile> open_document(const std::string& path,
                                                          const Language& language) {
    try {
        return formats::DocumentFile(path, {language, {}, LineBreaks::smart},
                                     [](const Warning&) {});
    } catch (const Error& error) {
        if (error.fault() == Fault::internal) std::abort();
        return std::nullopt;
    }
}

/// What was written must be readable.
inline formats::DocumentFile reopen_document(const std::string& path, const Language& language) {
    auto file = open_document(path, language);
    if (!file) std::abort();
    return std::move(*file);
}

}  // namespace egiz::test
