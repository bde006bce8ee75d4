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

/// The beginning of a text in UTF-8, UTF-16 or GB18030, without byte order mark; DEL stands for
/// what is no ASCII in UTF-16.
std::string ascii_of(std::string_view beginning) {
    constexpr std::size_t enough = 1024;
    const auto skip = [&](std::string_view mark) {
        const bool is_there = beginning.starts_with(mark);
        if (is_there) beginning.remove_prefix(mark.size());
        return is_there;
    };
    const bool little = skip("\xFF\xFE") || (beginning.size() > 1 && beginning[1] == '\0');
    const bool big = !little && (skip("\xFE\xFF") || beginning.starts_with('\0'));
    if (!little && !big && !skip("\xEF\xBB\xBF")) skip("\x84\x31\x95\x33");
    if (!little && !big) return std::string(beginning.substr(0, enough));
    std::string text;
    for (std::size_t i = 0; i + 1 < std::min(beginning.size(), 2 * enough); i += 2) {
        const char low = beginning[little ? i : i + 1];
        const char high = beginning[little ? i + 1 : i];
        text += high == '\0' ? low : '\x7F';
    }
    return text;
}

bool is_html(std::string_view beginning) {
    std::string text = ascii_of(beginning);
    text.erase(0, text.find_first_not_of(" \t\r\n"));
    const std::string head = with_small_letters(std::string_view(text).substr(0, 16));
    return head.starts_with("<!doctype html") || head.starts_with("<html");
}

bool is_vtt(std::string_view beginning) {
    const std::string text = ascii_of(beginning);
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
    DocumentFormat{"plain text", " .txt ", never, parse_plain, write_plain, nullptr, most_text},
};

}  // namespace

std::span<const DocumentFormat> document_formats() { return formats; }

const DocumentFormat* format_of_name(const std::string& path) {
    const std::string extension =
        with_small_letters(std::filesystem::path(path).extension().string());
    if (extension.empty()) return nullptr;
    const auto format = std::find_if(formats.begin(), formats.end(), [&](const auto& each) {
        return each.extensions.find(" " + extension + " ") != std::string_view::npos;
    });
    return format == formats.end() ? nullptr : &*format;
}

const DocumentFormat& format_of(const std::string& path, std::string_view beginning) {
    for (const DocumentFormat& format : formats) {
        if (format.recognise(beginning)) return format;
    }
    const DocumentFormat* named = format_of_name(path);
    return named == nullptr ? formats.back() : *named;
}

}  // namespace egiz::formats
