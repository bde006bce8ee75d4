// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/xml/parser.hpp"
#include "formats/xml/tokenizer.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace egiz::test {

/// Prints all that it is shown, namespaces too.
class XmlPrinter : public formats::xml::Handler {
public:
    std::string out;
    std::size_t behind_tag = 0;  ///< how much of that stands in front of the text at hand

private:
    void start(std::string_view name, std::string_view uri,
               const formats::xml::Attributes& attributes) override {
        out.append("\n<").append(name).append(" {").append(uri).append("}");
        for (const formats::xml::Attribute& each : attributes.list()) {
            out.append(" ").append(each.prefix).append("{").append(each.uri).append("}");
            out.append(each.name).append("=").append(each.value);
        }
        out.append(">");
        behind_tag = out.size();
    }
    void end(std::string_view name) override {
        out.append("\n</").append(name).append(">");
        behind_tag = out.size();
    }
    void text(std::string_view piece) override { out += piece; }
};

/// What is read of an XML file, and the error with its place; how much of the text in front of an
/// error is handed on, nobody says. \param by_libxml2_alone  as a file that may be salvaged is read
inline std::string printed_xml(const std::string& bytes, bool by_libxml2_alone) {
    XmlPrinter printer;
    try {
        formats::xml::Parser parser(
            formats::InputFile::from_text(bytes, "input.xml"), printer, [](const Warning&) {},
            by_libxml2_alone);
        while (parser.feed()) {
        }
    } catch (const Error& error) {
        printer.out.resize(printer.behind_tag);
        printer.out.append("\n").append(error.what());
        if (error.fault() == Fault::internal) throw;
    }
    return printer.out;
}

struct Tokens {
    std::string out;
    bool stopped;
    formats::xml::Position position;  ///< where it is in the end
};

/// What the tokenizer alone reads, if it is shown so many bytes more at a time.
inline Tokens printed_tokens(const std::string& text, std::size_t step) {
    XmlPrinter printer;
    formats::xml::Tokenizer tokenizer(printer);
    std::string window;
    bool last = false;
    for (std::size_t at = 0; !last && !tokenizer.stopped(); at += step) {
        const std::string more = at < text.size() ? text.substr(at, step) : std::string();
        last = more.empty();
        window += more;
        window.erase(0, tokenizer.read(window, last));
    }
    return {printer.out, tokenizer.stopped(), tokenizer.position()};
}

}  // namespace egiz::test
