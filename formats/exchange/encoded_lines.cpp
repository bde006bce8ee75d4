// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/encoded_lines.hpp"

#include "text/error.hpp"
#include "text/unicode.hpp"

#include <utility>

namespace egiz::formats {
namespace {

constexpr std::size_t chunk_size = 1 << 16;
constexpr std::size_t looked_at = 1 << 20;

bool is_cyrillic(std::string_view encoding) {
    return encoding == "windows-1251" || encoding == "KOI8-R" || encoding == "IBM866" ||
           encoding == "ISO-8859-5" || encoding == "KZ-1048" || encoding == "PTCP154";
}

Encoding encoding_of(InputFile& file, const std::string& declared, const Language& language) {
    const std::string_view start = file.peek(looked_at);
    const bool marked = start.starts_with("\xEF\xBB\xBF") || start.starts_with("\xFF\xFE") ||
                        start.starts_with("\xFE\xFF");
    if (!declared.empty() && !marked) return named_encoding(declared, start);
    if (const auto found = detect_encoding(start, language)) {
        // Letters of a few words tell little: French is not in Cyrillic.
        const bool contradicts = language.script() == "Latn" && is_cyrillic(found->name);
        return contradicts ? named_encoding("windows-1252", start) : *found;
    }
    if (const std::size_t nul = start.find('\0'); nul != std::string_view::npos) {
        throw Error(Fault::input, {file.path(), line_of(start, nul)}, "a NUL byte is in the text",
                    "is this a text file?");
    }
    throw Error(Fault::input, {file.path()}, "the encoding of this text cannot be told",
                "convert the file to UTF-8, for example with iconv");
}

}  // namespace

EncodedLines::EncodedLines(InputFile file, const std::string& declared, const Language& language)
    : file_(std::move(file)), decoder_(encoding_of(file_, declared, language), file_.path()) {}

bool EncodedLines::fill() {
    if (at_end_) return false;
    text_.erase(0, at_);
    at_ = 0;
    bytes_.clear();
    at_end_ = file_.read(bytes_, chunk_size) == 0;
    decoder_.decode(bytes_, at_end_, text_);
    return true;
}

bool EncodedLines::next(std::string_view& line) {
    std::size_t searched = 0;
    std::size_t end = std::string::npos;
    for (;;) {
        end = text_.find_first_of("\r\n", at_ + searched);
        // A CR at the end of what is there may be half of a CRLF.
        if (end != std::string::npos && (text_[end] == '\n' || end + 1 < text_.size() || at_end_)) {
            break;
        }
        searched = (end == std::string::npos ? text_.size() : end) - at_;
        if (searched > longest_line) {
            throw Error(Fault::input, {path(), line_number_ + 1}, "the line is longer than 16 MiB",
                        "is this a text file?");
        }
        if (!fill()) break;
    }
    if (end == std::string::npos && at_ == text_.size()) return false;
    const std::size_t stop = end == std::string::npos ? text_.size() : end;
    line = std::string_view(text_).substr(at_, stop - at_);
    const std::size_t rest = text_.size() - stop;
    if (rest == 0) {
        line_end_ = "";
    } else if (text_[stop] == '\n') {
        line_end_ = "\n";
    } else {
        line_end_ = rest > 1 && text_[stop + 1] == '\n' ? "\r\n" : "\r";
    }
    at_ = stop + line_end_.size();
    ++line_number_;
    if (const std::size_t nul = line.find('\0'); nul != std::string_view::npos) {
        throw Error(Fault::input, {path(), line_number_, nul + 1}, "a NUL byte is in the text",
                    "is this a text file?");
    }
    return true;
}

}  // namespace egiz::formats
