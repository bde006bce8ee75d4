// SPDX-License-Identifier: Apache-2.0
// Reads the bytes as XML twice, with the tokenizer in front of libxml2 and with libxml2 alone, and
// shows them to the tokenizer byte by byte: events, and the error with its place, have to be the
// same.
#include "tests/support/xml_printer.hpp"
#include "text/unicode.hpp"

#include <algorithm>
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

/// libxml2 counts letters in comments and instructions, and bytes elsewhere: in front of other
/// letters than those of ASCII the columns differ.
std::string without_column(const std::string& out) {
    const std::size_t place = out.rfind("\ninput.xml:");
    if (place == std::string::npos) return out;
    const std::size_t column = out.find(':', place + std::string("\ninput.xml:").size());
    if (column == std::string::npos) return out;
    return out.substr(0, column) + out.substr(std::min(out.find(':', column + 1), out.size()));
}

bool is_ascii(const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace egiz::test;
    const std::string text(reinterpret_cast<const char*>(bytes), size);
    // libxml2 does not begin with less.
    if (text.size() < 4 || egiz::find_invalid_utf8(text)) return 0;
    // What stands in a bracket right behind a document type libxml2 takes for a part of it, if it
    // is shown both at once; the tokenizer does not.
    if (text.find("<!DOCTYPE") != std::string::npos && text.find(">[") != std::string::npos) {
        return 0;
    }
    const std::string marked = "\xEF\xBB\xBF" + text;  // in UTF-8, whatever it says
    const std::string one = printed_xml(marked, false);
    const std::string other = printed_xml(marked, true);
    expect_equal(is_ascii(text) ? one : without_column(one),
                 is_ascii(text) ? other : without_column(other));
    const Tokens whole = printed_tokens(text, size + 1);
    const Tokens cut = printed_tokens(text, 1);
    expect_equal(whole.out, cut.out);
    if (whole.stopped != cut.stopped || whole.position.line != cut.position.line ||
        whole.position.column != cut.position.column) {
        std::abort();
    }
    return 0;
}
