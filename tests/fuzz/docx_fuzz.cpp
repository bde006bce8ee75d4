// SPDX-License-Identifier: Apache-2.0
// Reads the bytes as a DOCX archive if they begin as one, else as the main part of one. Written
// with nothing changed, the file has to be the same; with every paragraph set to what it holds, it
// has to say the same when it is read again.
#include "formats/documents/package.hpp"
#include "tests/fuzz/document_round_trip.hpp"
#include "tests/fuzz/memory_file.hpp"

#include <cstddef>
#include <cstdint>
#include <zip.h>

namespace {

using namespace egiz;

constexpr std::string_view types =
    "<Types><Override PartName=\"/word/document.xml\" "
    "ContentType=\"a.document.main+xml\"/></Types>";

/// An archive with an empty main part.
std::string make_archive() {
    zip_source_t* source = zip_source_buffer_create(nullptr, 0, 0, nullptr);
    zip_source_keep(source);
    zip_t* archive = zip_open_from_source(source, ZIP_TRUNCATE, nullptr);
    const auto add = [&](const char* member, std::string_view text) {
        zip_file_add(archive, member, zip_source_buffer(archive, text.data(), text.size(), 0), 0);
    };
    add("[Content_Types].xml", types);
    add("word/document.xml", "");
    if (zip_close(archive) != 0) std::abort();
    zip_stat_t status{};
    zip_source_stat(source, &status);
    std::string bytes(static_cast<std::size_t>(status.size), '\0');
    zip_source_open(source);
    zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    zip_source_free(source);
    return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static test::MemoryFile file("input.docx");
    static const Language english = *Language::parse("en");
    static const std::string archive = make_archive();
    std::string input(reinterpret_cast<const char*>(bytes), size);
    if (!input.starts_with("PK\x03\x04")) {
        input = formats::repack(archive, {{"word/document.xml", std::move(input)}}, "input.docx");
    }
    file.write(input);
    const auto document = test::open_document(file.path(), english);
    if (!document || !document->can_be_written()) return 0;
    const std::string content = test::content_of(document->document());
    if (test::unchanged(*document, english) != input) std::abort();
    file.write(test::rewritten(*document, english));
    if (test::content_of(test::reopen_document(file.path(), english).document()) != content) {
        std::abort();
    }
    return 0;
}
