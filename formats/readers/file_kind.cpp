// SPDX-License-Identifier: Apache-2.0
#include "formats/readers/file_kind.hpp"

#include <array>

namespace egiz::formats {
namespace {

constexpr std::string_view save_as_text =
    "save it as plain text in UTF-8 from the program that made it, and pass that file";
constexpr std::string_view extract_text =
    "extract its text first (pdftotext -enc UTF-8 does), and pass that file";
constexpr std::string_view unpack = "unpack it first, and pass the text file";
constexpr std::string_view not_text = "pass a plain text file";
constexpr std::string_view own_file = "this command wants plain text; see `egiz --help` for others";

struct Magic {
    std::string_view bytes;
    FileKind kind;
};
constexpr std::array magics{
    Magic{"%PDF-", {"a PDF document", extract_text}},
    Magic{"{\\rtf", {"an RTF document", save_as_text}},
    Magic{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", {"an old Microsoft Office document", save_as_text}},
    Magic{{"SQLite format 3\0", 16}, {"an SQLite database", own_file}},
    Magic{"\x1F\x8B", {"a gzip file", unpack}},
    Magic{"BZh", {"a bzip2 file", unpack}},
    Magic{{"\xFD"
           "7zXZ\0",
           6},
          {"an xz file", unpack}},
    Magic{"\x28\xB5\x2F\xFD", {"a zstd file", unpack}},
    Magic{"7z\xBC\xAF\x27\x1C", {"a 7-Zip archive", unpack}},
    Magic{"Rar!\x1A\x07", {"a RAR archive", unpack}},
    Magic{"\x89PNG\r\n\x1A\n", {"a PNG picture", not_text}},
    Magic{"\xFF\xD8\xFF", {"a JPEG picture", not_text}},
    Magic{"GIF8", {"a GIF picture", not_text}},
    Magic{"AT&TFORM", {"a DjVu document", extract_text}},
    Magic{"\x7F"
          "ELF",
          {"a program", not_text}},
};

/// Office documents and books are ZIP archives; the names of their first members tell them apart.
FileKind recognise_zip(std::string_view bytes) {
    constexpr std::array members{
        Magic{"word/", {"a Word document (DOCX)", save_as_text}},
        Magic{"xl/", {"an Excel workbook (XLSX)", save_as_text}},
        Magic{"ppt/", {"a PowerPoint presentation (PPTX)", save_as_text}},
        Magic{"opendocument.text", {"an OpenDocument text (ODT)", save_as_text}},
        Magic{"opendocument", {"an OpenDocument file", save_as_text}},
        Magic{"application/epub+zip", {"an EPUB book", save_as_text}},
    };
    const std::string_view head = bytes.substr(0, 8192);
    for (const Magic& member : members) {
        if (head.find(member.bytes) != std::string_view::npos) return member.kind;
    }
    return {"a ZIP archive", unpack};
}

}  // namespace

std::optional<FileKind> recognise_file(std::string_view bytes) {
    if (bytes.starts_with("PK\x03\x04")) return recognise_zip(bytes);
    for (const Magic& magic : magics) {
        // GIF8 and BZh are letters: what follows them in such a file is no text.
        const bool lettered = magic.bytes == "GIF8" || magic.bytes == "BZh";
        if (!bytes.starts_with(magic.bytes)) continue;
        if (lettered && bytes.substr(0, 512).find('\0') == std::string_view::npos) continue;
        return magic.kind;
    }
    return {};
}

}  // namespace egiz::formats
