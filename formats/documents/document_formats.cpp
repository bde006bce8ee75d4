// SPDX-License-Identifier: Apache-2.0
// The table of document formats: one line each.
#include "formats/documents/document_format.hpp"
#include "formats/documents/package.hpp"
#include "formats/words.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

namespace egiz::formats {
namespace {

std::string_view without_mark(std::string_view text) {
    return text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text;
}

bool is_html(std::string_view beginning) {
    std::string_view text = without_mark(beginning);
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    const std::string head = with_small_letters(text.substr(0, 16));
    return head.starts_with("<!doctype html") || head.starts_with("<html");
}

bool is_vtt(std::string_view beginning) {
    const std::string_view text = without_mark(beginning);
    return text.starts_with("WEBVTT") &&
           (text.size() == 6 ||
            std::string_view(" \t\r\n").find(text[6]) != std::string_view::npos);
}

bool is_zip(std::string_view beginning) { return beginning.starts_with("PK\x03\x04"); }

bool is_docx(std::string_view beginning) {
    return is_zip(beginning) && beginning.find("word/") != std::string_view::npos;
}

bool is_odt(std::string_view beginning) {
    return is_zip(beginning) && beginning.find("mimetypeapplication/vnd.oasis.opendocument.text") !=
                                    std::string_view::npos;
}

bool is_pdf(std::string_view beginning) { return beginning.starts_with("%PDF-"); }

bool never(std::string_view) { return false; }

/// Of what is text throughout; in other documents most bytes are pictures and fonts.
constexpr std::size_t most_text = std::size_t{64} << 20U;

constexpr std::array formats{
    DocumentFormat{"HTML", " .html .htm .xhtml ", is_html, parse_html, write_html, nullptr,
                   most_text},
    DocumentFormat{"SubRip", " .srt ", never, parse_srt, write_srt, nullptr, most_text, true},
    DocumentFormat{"WebVTT", " .vtt ", is_vtt, parse_vtt, write_vtt, nullptr, most_text, true},
    DocumentFormat{"Markdown", " .md .markdown ", never, parse_markdown, write_markdown, nullptr,
                   most_text},
    DocumentFormat{"DOCX", " .docx .docm .dotx ", is_docx, parse_docx, write_docx, repack},
    DocumentFormat{"ODT", " .odt .ott ", is_odt, parse_odt, write_odt, repack},
    DocumentFormat{"PDF", " .pdf ", is_pdf, parse_pdf, nullptr, nullptr},
    DocumentFormat{"plain text", " ", never, parse_plain, write_plain, nullptr, most_text},
};

}  // namespace

std::span<const DocumentFormat> document_formats() { return formats; }

const DocumentFormat& format_of(const std::string& path, std::string_view beginning) {
    for (const DocumentFormat& format : formats) {
        if (format.recognise(beginning)) return format;
    }
    const std::string extension =
        with_small_letters(std::filesystem::path(path).extension().string());
    if (!extension.empty()) {
        for (const DocumentFormat& format : formats) {
            if (format.extensions.find(" " + extension + " ") != std::string_view::npos) {
                return format;
            }
        }
    }
    return formats.back();
}

}  // namespace egiz::formats
