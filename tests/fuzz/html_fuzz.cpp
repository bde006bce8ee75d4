// SPDX-License-Identifier: Apache-2.0
// Reads the bytes as HTML. Written with nothing changed, and with every paragraph set to what it
// holds, the file has to say the same when it is read again.
#include "tests/fuzz/document_round_trip.hpp"
#include "tests/fuzz/memory_file.hpp"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace egiz;
    static test::MemoryFile file("input.html");
    static test::MemoryFile again("again.html");
    static const Language english = *Language::parse("en");
    // The path has no extension: by this the file is known.
    file.write("<!DOCTYPE html>" + std::string(reinterpret_cast<const char*>(bytes), size));
    const auto document = test::open_document(file.path(), english);
    if (!document) return 0;
    const std::string content = test::content_of(document->document());
    again.write(test::unchanged(*document, english));
    if (test::content_of(test::reopen_document(again.path(), english).document()) != content) {
        std::abort();
    }
    again.write(test::rewritten(*document, english));
    if (test::content_of(test::reopen_document(again.path(), english).document()) != content) {
        std::abort();
    }
    return 0;
}
