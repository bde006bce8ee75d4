// SPDX-License-Identifier: Apache-2.0
#include "formats/readers/raw_text.hpp"

#include "formats/readers/file_kind.hpp"
#include "text/error.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace egiz::formats {
namespace {

constexpr const char* standard_input = "-";

[[noreturn]] void fail_to_read(const std::string& path, int error_number) {
    const char* hint = "check the path, and that the disk or the pipe behind it works";
    if (error_number == ENOENT || error_number == ENOTDIR) {
        hint = "check the path; `-` reads standard input";
    } else if (error_number == EACCES || error_number == EPERM) {
        hint = "make the file readable for you";
    }
    throw Error(Fault::input, {path}, std::string("cannot read: ") + std::strerror(error_number),
                hint);
}

/// Without a branch, as it is asked of every byte.
bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    const auto from_tab = static_cast<unsigned char>(byte - '\t');
    return (static_cast<int>(byte < 0x20) & static_cast<int>(from_tab > '\r' - '\t')) != 0;
}

/// Bytes of white space. They do not count, or a document could be read but not be read again once
/// it was written with less of it.
std::size_t count_blanks(std::string_view text) {
    std::size_t count = count_bytes(text, [](char c) {
        return (static_cast<int>(c == ' ') | static_cast<int>(c == '\t') |
                static_cast<int>(c == '\n') | static_cast<int>(c == '\r')) != 0;
    });
    constexpr std::string_view no_break_space = "\u00A0";
    for (std::size_t at = text.find(no_break_space); at != std::string_view::npos;
         at = text.find(no_break_space, at + no_break_space.size())) {
        count += no_break_space.size();
    }
    return count;
}

[[noreturn]] void fail_undetected(std::string_view bytes, const std::string& name) {
    const std::size_t nul = bytes.find('\0');
    if (nul != std::string_view::npos) {
        throw Error(Fault::input, {name},
                    "looks like a binary file, not a text: NUL at byte " + std::to_string(nul + 1),
                    "pass a plain text file; if it is one in UTF-16 or UTF-32, name the encoding");
    }
    TextCheck check(name);
    check.add(bytes);
    check.check_controls();
    const std::size_t bad = find_invalid_utf8(bytes).value_or(0);
    throw Error(Fault::input, {name, line_of(bytes, bad)},
                "cannot tell the encoding: not UTF-8, and no text in UTF-16, windows-1251, "
                "windows-1252, KOI8-R, IBM866, ISO-8859-5, KZ-1048, PTCP154, GB18030, Big5 or "
                "HZ either",
                "name the encoding if you know it, or convert the file to UTF-8 with iconv");
}

}  // namespace

ByteSource::ByteSource(std::string path) : path_(std::move(path)), descriptor_(STDIN_FILENO) {
    if (path_ != standard_input) descriptor_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat status {};
    if (descriptor_ < 0 || ::fstat(descriptor_, &status) != 0) fail_to_read(path_, errno);
    if (!S_ISDIR(status.st_mode)) return;
    if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
    throw Error(Fault::input, {path_}, "a directory, not a text file",
                "name a file in it; for many files there is `egiz batch`");
}

ByteSource::~ByteSource() {
    if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
}

std::uintmax_t ByteSource::known_size() const {
    struct stat status {};
    const bool known = ::fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode);
    return known ? static_cast<std::uintmax_t>(status.st_size) : 0;
}

std::size_t ByteSource::read(std::string& bytes, std::size_t size) {
    const std::size_t before = bytes.size();
    bytes.resize(before + size);
    ssize_t got = 0;
    do {
        got = ::read(descriptor_, bytes.data() + before, size);
    } while (got < 0 && errno == EINTR);
    const int error_number = errno;
    bytes.resize(before + (got > 0 ? static_cast<std::size_t>(got) : 0));
    if (got < 0) fail_to_read(path_, error_number);
    return static_cast<std::size_t>(got);
}

void check_beginning(std::string_view bytes, const std::string& name) {
    if (bytes.empty()) {
        throw Error(Fault::input, {name}, "the file is empty",
                    "check that it is the right one and was written to its end");
    }
    if (const std::optional<FileKind> kind = recognise_file(bytes)) {
        throw Error(Fault::input, {name},
                    "looks like " + std::string(kind->name) + ", not plain text",
                    std::string(kind->hint));
    }
}

Encoding find_encoding(std::string_view bytes, const std::string& name,
                       const PlainTextOptions& options) {
    if (!options.encoding.empty()) return named_encoding(options.encoding, bytes);
    std::optional<Encoding> detected = detect_encoding(bytes, options.language);
    if (!detected) fail_undetected(bytes, name);
    return *detected;
}

void TextCheck::add(std::string_view piece) {
    const auto line_at = [&](std::size_t offset) {
        PlaceCounter counter = behind_;
        counter.add(piece.substr(0, offset));
        return counter.place(name_).line;
    };
    if (const std::size_t controls = count_bytes(piece, is_control); controls > 0) {
        if (const std::size_t nul = piece.find('\0'); nul != std::string_view::npos) {
            throw Error(
                Fault::input, {name_, line_at(nul)},
                "looks like a binary file, not a text: it holds NUL",
                "pass a plain text file; if it is one in UTF-16 or UTF-32, name the encoding");
        }
        if (controls_ == 0) {
            const auto* first = std::find_if(piece.begin(), piece.end(), is_control);
            first_control_line_ = line_at(static_cast<std::size_t>(first - piece.begin()));
        }
        controls_ += controls;
    }
    if (blank_) blank_ = trim(piece, {0, piece.size()}).empty();
    bytes_ += piece.size() - count_blanks(piece);
    behind_.add(piece);
}

void TextCheck::check_controls() const {
    if (controls_ > most_stray_controls && controls_ * 100 > bytes_) {
        throw Error(Fault::input, {name_, first_control_line_},
                    "looks like a binary file, not a text: " + std::to_string(controls_) +
                        " control characters",
                    "pass a plain text file, or name its encoding");
    }
}

void TextCheck::finish() const {
    check_controls();
    if (blank_) {
        throw Error(Fault::input, {name_}, "the text is blank: nothing but white space",
                    "check that it is the right file and was written to its end");
    }
}

}  // namespace egiz::formats
