// SPDX-License-Identifier: Apache-2.0
// PDF: its text only, in the order that poppler takes for the reading order.
#include "formats/documents/document_format.hpp"

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

}  // namespace

ParsedDocument parse_pdf(const DocumentInput& input) {
    poppler::set_debug_error_function(keep_silent, nullptr);
    const std::unique_ptr<poppler::document> document(poppler::document::load_from_raw_data(
        input.bytes.data(), static_cast<int>(input.bytes.size())));
    if (!document) {
        throw Error(Fault::input, {input.name}, "this PDF is damaged",
                    "open it in another program and print it to a new file");
    }
    if (document->is_locked()) {
        throw Error(Fault::input, {input.name}, "this PDF is encrypted",
                    "save it without a password");
    }
    if (document->pages() > most_pages) {
        throw Error(Fault::input, {input.name}, "more than 20,000 pages", "split the file");
    }
    std::string text;
    int blank_pages = 0;
    for (int i = 0; i < document->pages(); ++i) {
        const std::string page = page_text(*document, i);
        if (trim(page, {0, page.size()}).empty()) ++blank_pages;
        for (const char c : page) {
            if (c != '\f' && c != '\0') text += c;
        }
        text += '\n';
        if (text.size() > most_text) {
            throw Error(Fault::input, {input.name}, "more than 64 MiB of text", "split the file");
        }
    }
    if (blank_pages > 0 && input.warn) {
        input.warn({{input.name},
                    std::to_string(blank_pages) + " of " + std::to_string(document->pages()) +
                        " pages have no text: blank, or pictures of text"});
    }
    ParsedDocument parsed;
    for (const Range range : find_paragraphs(text, input.options.line_breaks)) {
        Block& block = parsed.blocks.emplace_back();
        block.source = range;
        block.text = slice(text, range);
    }
    parsed.parts.push_back({{}, std::move(text)});
    return parsed;
}

}  // namespace egiz::formats
