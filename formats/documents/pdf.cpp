// SPDX-License-Identifier: Apache-2.0
// PDF: its text only, in the order that poppler takes for the reading order.
#include "formats/documents/document_format.hpp"
#include "formats/documents/pdf_text.hpp"

#include <algorithm>
#include <memory>
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>
#include <utility>

namespace egiz::formats {
namespace {

constexpr int most_pages = 20'000;
constexpr std::size_t most_text = std::size_t{64} << 20U;

/// What poppler has to say is said by us, once.
void keep_silent(const std::string&, void*) {}

std::string page_text(const poppler::document& document, int number) {
    const std::unique_ptr<poppler::page> page(document.create_page(number));
    if (!page) return {};
    const poppler::byte_array bytes =
        page->text(page->page_rect(), poppler::page::non_raw_non_physical_layout).to_utf8();
    return {bytes.begin(), bytes.end()};
}

void warn_of_blank_pages(std::string_view text, const DocumentInput& input) {
    std::size_t pages = 0;
    std::size_t blank_pages = 0;
    for (std::size_t begin = 0; begin < text.size(); ++pages) {
        const std::size_t end = std::min(text.find(page_end, begin), text.size());
        if (trim(text, {begin, end}).empty()) ++blank_pages;
        begin = end + 1;
    }
    if (blank_pages == 0 || !input.warn) return;
    input.warn({{input.name},
                std::to_string(blank_pages) + " of " + std::to_string(pages) +
                    " pages have no text: blank, or pictures of text"});
}

}  // namespace

std::string pdf_text(std::string_view bytes) {
    poppler::set_debug_error_function(keep_silent, nullptr);
    const std::unique_ptr<poppler::document> document(
        poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
    if (!document) {
        throw Error(Fault::input, {}, "this PDF is damaged",
                    "open it in another program and print it to a new file");
    }
    if (document->is_locked()) {
        throw Error(Fault::input, {}, "this PDF is encrypted", "save it without a password");
    }
    if (document->pages() > most_pages) {
        throw Error(Fault::input, {}, "more than 20,000 pages", "split the file");
    }
    std::string text;
    for (int i = 0; i < document->pages(); ++i) {
        for (const char c : page_text(*document, i)) {
            if (c != page_end && c != '\0') text += c;
        }
        text += page_end;
        if (text.size() > most_text) {
            throw Error(Fault::input, {}, "more than 64 MiB of text", "split the file");
        }
    }
    return text;
}

ParsedDocument parse_pdf(const DocumentInput& input) {
    std::string text;
    try {
        text = bounded_pdf_text(input.bytes);
    } catch (const Error& error) {
        throw Error(error.fault(), {input.name}, error.message(), error.hint());
    }
    warn_of_blank_pages(text, input);
    std::replace(text.begin(), text.end(), page_end, '\n');
    ParsedDocument parsed;
    for (const Range range : find_paragraphs(text, input.options.line_breaks)) {
        Block block;
        block.source = range;
        block.text = slice(text, range);
        parsed.add(std::move(block));
    }
    parsed.parts.push_back({{}, std::move(text)});
    return parsed;
}

}  // namespace egiz::formats
