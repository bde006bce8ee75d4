// SPDX-License-Identifier: Apache-2.0
// Reads the bytes as XML twice, with the tokenizer in front of libxml2 and with libxml2 alone, and
// shows them to the tokenizer byte by byte: events, and the error with its place, have to be the
// same.
#include "tests/support/xml_printer.hpp"
#include "text/unicode.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

void expect_equal(const std::string& one, const std::string& other) {
    if (one == other) return;
    std::fprintf(stderr, "--- one\n%s\n--- other\n%s\n", one.c_str(), other.c_str());
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace egiz::test;
    const std::string text(reinterpret_cast<const char*>(bytes), size);
    if (egiz::find_invalid_utf8(text)) return 0;
    expect_equal(printed_xml(text, false), printed_xml(text, true));
    const Tokens whole = printed_tokens(text, size + 1);
    const Tokens cut = printed_tokens(text, 1);
    expect_equal(whole.out, cut.out);
    if (whole.stopped != cut.stopped || whole.position.line != cut.position.line ||
        whole.position.column != cut.position.column) {
        std::abort();
    }
    return 0;
}
