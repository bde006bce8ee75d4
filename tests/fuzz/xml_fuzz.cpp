// SPDX-License-Identifier: Apache-2.0
// Reads the bytes as XML twice, with the tokenizer in front of libxml2 and with libxml2 alone, and
// shows them in pieces: events, and the error with its place, have to be the same.
#include "formats/xml/parser.hpp"
#include "formats/xml/tokenizer.hpp"
#include "text/unicode.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace egiz;
using namespace egiz::formats;

/// Prints all that it is shown.
class Printer : public xml::Handler {
public:
    std::string out;

private:
    void start(std::string_view name, std::string_view uri,
               const xml::Attributes& attributes) override {
        out.append("\n<").append(name).append(" {").append(uri).append("}");
        for (const xml::Attribute& each : attributes.list()) {
            out.append(" ").append(each.prefix).append("{").append(each.uri).append("}");
            out.append(each.name).append("=").append(each.value);
        }
        out.append(">");
    }
    void end(std::string_view name) override { out.append("\n</").append(name).append(">"); }
    void text(std::string_view piece) override { out += piece; }
};

std::string parse(const std::string& bytes, bool with_tokenizer) {
    Printer printer;
    try {
        // A file that may be salvaged is libxml2's from its begin.
        xml::Parser parser(
            InputFile::from_text(bytes, "input.xml"), printer, [](const Warning&) {},
            !with_tokenizer);
        while (parser.feed()) {
        }
    } catch (const Error& error) {
        if (error.fault() == Fault::internal) std::abort();
        printer.out.append("\n").append(error.what());
    }
    return printer.out;
}

/// What the tokenizer alone reads, shown so much more of the text at a time.
std::string tokens(const std::string& text, std::size_t step) {
    Printer printer;
    xml::Tokenizer tokenizer(printer);
    std::string window;
    for (std::size_t at = 0; !tokenizer.stopped();) {
        const std::string more = text.substr(at, step);
        at += more.size();
        window += more;
        window.erase(0, tokenizer.read(window, more.empty()));
        if (more.empty()) break;
    }
    const Place place = tokenizer.place("");
    return printer.out + std::to_string(place.line) + ":" + std::to_string(place.column);
}

void expect_equal(const std::string& one, const std::string& other) {
    if (one == other) return;
    std::fprintf(stderr, "--- one\n%s\n--- other\n%s\n", one.c_str(), other.c_str());
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(bytes), size);
    if (find_invalid_utf8(text)) return 0;
    expect_equal(parse(text, true), parse(text, false));
    expect_equal(tokens(text, 1), tokens(text, size + 1));
    return 0;
}
