// SPDX-License-Identifier: Apache-2.0
// Small documents for tests, made on the spot.
#pragma once

#include "formats/documents/document_file.hpp"
#include "tests/support/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>
#include <zip.h>

namespace egiz::test {

using formats::DocumentFile;
using formats::ParagraphContent;

inline DocumentFile open_document(const std::string& path) {
    return {path, {*Language::parse("en"), {}, LineBreaks::smart}, [](const Warning&) {}};
}

inline std::vector<std::string> paragraphs_of(const Document& document) {
    std::vector<std::string> texts;
    for (const Range range : document.paragraphs) {
        texts.emplace_back(slice(document.text, range));
    }
    return texts;
}

/// Codes of all paragraphs, each as `offset in the text:data`, `{` opens and `}` closes.
inline std::string codes_text(const Document& document) {
    std::string text;
    for (const InlineCode& code : document.codes) {
        using Kind = InlineCode::Kind;
        const bool opens = code.kind == Kind::open || code.kind == Kind::lone_open;
        const bool closes = code.kind == Kind::close || code.kind == Kind::lone_close;
        text += (text.empty() ? "" : " ") + std::to_string(code.byte_offset) +
                (opens    ? "{"
                 : closes ? "}"
                          : "") +
                code.type;
    }
    return text;
}

/// The document with one paragraph's words in capital letters, codes where they were: ASCII only.
inline std::string with_capitals(const DocumentFile& file, const std::string& language = "ru") {
    const Document& document = file.document();
    std::vector<std::optional<ParagraphContent>> contents;
    for (const Range range : document.paragraphs) {
        ParagraphContent content;
        content.text = slice(document.text, range);
        for (char& c : content.text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        for (std::size_t i = 0; i < document.codes.size(); ++i) {
            const std::size_t at = document.codes[i].byte_offset;
            if (at >= range.begin && at <= range.end) {
                content.codes.push_back({at - range.begin, i});
            }
        }
        contents.push_back(std::move(content));
    }
    return file.with(contents, *Language::parse(language));
}

inline std::string unchanged(const DocumentFile& file, const std::string& language = "en") {
    return file.with(
        std::vector<std::optional<ParagraphContent>>(file.document().paragraphs.size()),
        *Language::parse(language));
}

/// Makes a ZIP archive of members in this order.
inline std::string make_zip(const TemporaryFolder& folder, const std::string& name,
                            const std::vector<std::pair<std::string, std::string>>& members) {
    const std::string path = folder / name;
    zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    BOOST_TEST_REQUIRE(archive != nullptr);
    for (const auto& [member, content] : members) {
        zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
        BOOST_TEST_REQUIRE(zip_file_add(archive, member.c_str(), source, ZIP_FL_ENC_UTF_8) >= 0);
    }
    BOOST_TEST_REQUIRE(zip_close(archive) == 0);
    return path;
}

/// One member of a ZIP archive that is in memory.
inline std::string member_of(const std::string& bytes, const std::string& member) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    zip_t* archive = zip_open_from_source(source, ZIP_RDONLY, &error);
    BOOST_TEST_REQUIRE(archive != nullptr);
    zip_file_t* file = zip_fopen(archive, member.c_str(), 0);
    BOOST_TEST_REQUIRE(file != nullptr);
    std::string content(1 << 20, '\0');
    const zip_int64_t got = zip_fread(file, content.data(), content.size());
    content.resize(static_cast<std::size_t>(got));
    zip_fclose(file);
    zip_discard(archive);
    return content;
}

}  // namespace egiz::test
