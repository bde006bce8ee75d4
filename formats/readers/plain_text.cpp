// SPDX-License-Identifier: Apache-2.0
#include "formats/readers/plain_text.hpp"

#include "formats/readers/encoding.hpp"
#include "formats/readers/file_kind.hpp"
#include "text/error.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace egiz::formats {
namespace {

constexpr std::size_t most_bytes = std::size_t{1} << 30U;
constexpr const char* standard_input = "-";

/// Closes what it opened; standard input is only borrowed.
class Descriptor {
public:
    explicit Descriptor(const std::string& path)
        : number_(path == standard_input ? STDIN_FILENO
                                         : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
    ~Descriptor() {
        if (number_ > STDIN_FILENO) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    [[nodiscard]] int number() const noexcept { return number_; }

private:
    int number_;
};

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

[[noreturn]] void fail_too_large(const std::string& path) {
    throw Error(Fault::input, {path}, "larger than 1 GiB, the most that is read as one text",
                "split it, at chapters say, and align the parts");
}

std::string read_bytes(const std::string& path) {
    const Descriptor file(path);
    struct stat status {};
    if (file.number() < 0 || ::fstat(file.number(), &status) != 0) fail_to_read(path, errno);
    if (S_ISDIR(status.st_mode)) {
        throw Error(Fault::input, {path}, "a directory, not a text file",
                    "name a file in it; for many files there is `egiz batch`");
    }
    if (S_ISREG(status.st_mode) && static_cast<std::uintmax_t>(status.st_size) > most_bytes) {
        fail_too_large(path);
    }
    std::string bytes;
    if (S_ISREG(status.st_mode)) bytes.reserve(static_cast<std::size_t>(status.st_size));
    std::array<char, 64 * 1024> buffer{};
    for (;;) {
        const ssize_t got = ::read(file.number(), buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail_to_read(path, errno);
        if (got == 0) return bytes;
        bytes.append(buffer.data(), static_cast<std::size_t>(got));
        if (bytes.size() > most_bytes) fail_too_large(path);
    }
}

/// A text may hold a stray control character, but neither NUL nor many of them.
void check_controls(std::string_view text, const std::string& name) {
    constexpr std::size_t stray = 8;
    std::size_t controls = 0;
    std::size_t first = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= 0x20 || (byte >= '\t' && byte <= '\r')) continue;
        if (byte == 0) {
            throw Error(
                Fault::input, {name, line_of(text, i)},
                "looks like a binary file, not a text: it holds NUL",
                "pass a plain text file; if it is one in UTF-16 or UTF-32, name the encoding");
        }
        if (controls++ == 0) first = i;
    }
    if (controls > stray && controls * 100 > text.size()) {
        throw Error(Fault::input, {name, line_of(text, first)},
                    "looks like a binary file, not a text: " + std::to_string(controls) +
                        " control characters",
                    "pass a plain text file, or name its encoding");
    }
}

[[noreturn]] void fail_undetected(std::string_view bytes, const std::string& name) {
    const std::size_t nul = bytes.find('\0');
    if (nul != std::string_view::npos) {
        throw Error(Fault::input, {name},
                    "looks like a binary file, not a text: NUL at byte " + std::to_string(nul + 1),
                    "pass a plain text file; if it is one in UTF-16 or UTF-32, name the encoding");
    }
    check_controls(bytes, name);
    const std::size_t bad = find_invalid_utf8(bytes).value_or(0);
    throw Error(Fault::input, {name, line_of(bytes, bad)},
                "cannot tell the encoding: not UTF-8, and no text in UTF-16, windows-1251, "
                "windows-1252, KOI8-R, IBM866, ISO-8859-5 or GB18030 either",
                "name the encoding if you know it, or convert the file to UTF-8 with iconv");
}

Encoding find_encoding(std::string_view bytes, const std::string& name,
                       const PlainTextOptions& options) {
    if (!options.encoding.empty()) return named_encoding(options.encoding, bytes);
    std::optional<Encoding> detected = detect_encoding(bytes, options.language);
    if (!detected) fail_undetected(bytes, name);
    return *detected;
}

/// A document without its paragraphs.
Document decode_text(std::string bytes, const std::string& name, const PlainTextOptions& options) {
    if (bytes.empty()) {
        throw Error(Fault::input, {name}, "the file is empty",
                    "check that it is the right one and was written to its end");
    }
    if (const std::optional<FileKind> kind = recognise_file(bytes)) {
        throw Error(Fault::input, {name},
                    "looks like " + std::string(kind->name) + ", not plain text",
                    std::string(kind->hint));
    }
    const Encoding encoding = find_encoding(bytes, name, options);
    Document document{name, options.language, encoding.name, {}, {}};
    document.text = decode(std::move(bytes), encoding, name);
    check_controls(document.text, name);
    if (options.encoding.empty() && encoding.name == "windows-1251" &&
        looks_like_kz1048(document.text)) {
        throw Error(
            Fault::input, {name},
            "looks like Kazakh in KZ-1048, an encoding that cannot be read yet",
            "convert it first: iconv -f RK1048 -t UTF-8; or name windows-1251 if it is that");
    }
    if (trim(document.text, {0, document.text.size()}).empty()) {
        throw Error(Fault::input, {name}, "the text is blank: nothing but white space",
                    "check that it is the right file and was written to its end");
    }
    return document;
}

/// Range of each line without its end, in order; CR, LF and CRLF end lines.
std::vector<Range> physical_lines(std::string_view text) {
    std::vector<Range> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
        lines.push_back({begin, end});
        begin = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
    }
    return lines;
}

}  // namespace

Document read_plain_text(const std::string& path, const PlainTextOptions& options) {
    return decode_plain_text(read_bytes(path), path, options);
}

Document decode_plain_text(std::string bytes, const std::string& name,
                           const PlainTextOptions& options) {
    Document document = decode_text(std::move(bytes), name, options);
    document.paragraphs = find_paragraphs(document.text, options.line_breaks);
    return document;
}

SegmentedLines read_segmented_lines(const std::string& path, const PlainTextOptions& options) {
    SegmentedLines result;
    Document& document = result.text.document;
    document = decode_text(read_bytes(path), path, options);
    // Without blank lines this is one paragraph: a line is no evidence of where a paragraph ends.
    document.paragraphs = find_paragraphs(document.text, LineBreaks::blank_line);
    const std::vector<Range> lines = physical_lines(document.text);
    std::uint32_t paragraph = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Range range = trim(document.text, lines[i]);
        if (range.empty()) continue;
        while (document.paragraphs[paragraph].end < range.end) ++paragraph;
        result.text.segments.push_back({range, paragraph});
        result.lines.push_back(static_cast<std::uint32_t>(i));
    }
    return result;
}

}  // namespace egiz::formats
