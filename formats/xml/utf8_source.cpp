// SPDX-License-Identifier: Apache-2.0
#include "formats/xml/utf8_source.hpp"

#include "formats/kazakh_encodings.hpp"
#include "formats/xml/position.hpp"
#include "text/handle.hpp"
#include "text/icu.hpp"
#include "text/unicode.hpp"

#include <unicode/ucnv.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace egiz::formats::xml {
namespace {

constexpr std::size_t chunk_size = 1 << 15;
constexpr std::size_t declaration_size = 512;
constexpr std::string_view replacement = "\xEF\xBF\xBD";

struct Detected {
    std::string encoding = "UTF-8";
    std::size_t mark_size = 0;  ///< bytes of the byte order mark
    bool certain = false;       ///< the XML declaration has no say any more
};

Detected detect(std::string_view start) {
    using namespace std::string_view_literals;
    // UTF-32 first: its little-endian mark begins with that of UTF-16.
    if (start.starts_with("\xFF\xFE\0\0"sv)) return {"UTF-32LE", 4, true};
    if (start.starts_with("\0\0\xFE\xFF"sv)) return {"UTF-32BE", 4, true};
    if (start.starts_with("\xEF\xBB\xBF"sv)) return {"UTF-8", 3, true};
    if (start.starts_with("\xFF\xFE"sv)) return {"UTF-16LE", 2, true};
    if (start.starts_with("\xFE\xFF"sv)) return {"UTF-16BE", 2, true};
    if (start.starts_with("<\0\0\0"sv)) return {"UTF-32LE", 0, true};
    if (start.starts_with("\0\0\0<"sv)) return {"UTF-32BE", 0, true};
    if (start.starts_with("<\0"sv)) return {"UTF-16LE", 0, true};
    if (start.starts_with("\0<"sv)) return {"UTF-16BE", 0, true};
    return {};
}

/// The value of `encoding` in an XML declaration of ASCII-compatible bytes; may be empty.
std::string declared_encoding(std::string_view start) {
    if (!start.starts_with("<?xml")) return {};
    start = start.substr(0, start.find("?>"));
    std::size_t at = start.find("encoding");
    if (at == std::string_view::npos) return {};
    at = start.find_first_of("\"'", at);
    if (at == std::string_view::npos) return {};
    const std::size_t end = start.find(start[at], at + 1);
    if (end == std::string_view::npos) return {};
    return std::string(start.substr(at + 1, end - at - 1));
}

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return text;
}

bool is_wide(const std::string& encoding) {
    return encoding.starts_with("UTF-16") || encoding.starts_with("UTF16") ||
           encoding.starts_with("UTF-32") || encoding.starts_with("UCS-") ||
           encoding.starts_with("ISO-10646-UCS");
}

bool is_utf8(const std::string& encoding) {
    return encoding.empty() || encoding == "UTF-8" || encoding == "UTF8" ||
           encoding == "US-ASCII" || encoding == "ASCII";
}

/// Size of `text` without an unfinished character, or a CR that may be of a CRLF, at its end.
std::size_t whole_characters(std::string_view text) {
    if (text.ends_with('\r')) return text.size() - 1;
    for (std::size_t back = 1; back <= 3 && back <= text.size(); ++back) {
        const auto byte = static_cast<unsigned char>(text[text.size() - back]);
        if ((byte & 0xC0) == 0x80) continue;
        const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
        return length > back ? text.size() - back : text.size();
    }
    return text.size();
}

}  // namespace

struct Utf8Source::Impl {
    InputFile file;
    WarningSink warn;
    bool lenient;
    std::string encoding;  ///< shown in messages
    Handle<UConverter, ucnv_close> converter;
    const OwnEncoding* own = nullptr;
    std::string raw;      ///< bytes of the file that are not decoded yet
    std::string piece;    ///< what next() gave last
    std::u16string wide;  ///< between the two
    bool at_end = false;
    std::size_t given = 0;
    Position piece_begin;

    Impl(InputFile input, WarningSink sink, bool is_lenient)
        : file(std::move(input)), warn(std::move(sink)), lenient(is_lenient) {}

    void open() {
        const std::string_view start = file.peek(declaration_size);
        const Detected detected = detect(start);
        const std::string declared = declared_encoding(start.substr(detected.mark_size));
        encoding = detected.encoding;
        if (!detected.certain && is_wide(upper(declared))) {
            if (warn) {
                warn({{file.path(), 1, 0},
                      "the file says it is in " + declared + " but its bytes are UTF-8; read so"});
            }
        } else if (!detected.certain && !declared.empty()) {
            encoding = declared;
        }
        std::string mark;
        if (detected.mark_size > 0) file.read(mark, detected.mark_size);
        const std::string name = upper(encoding);
        if (is_utf8(name)) return;
        own = find_own_encoding(name);
        if (own != nullptr) return;
        UErrorCode status = U_ZERO_ERROR;
        converter.reset(ucnv_open(encoding.c_str(), &status));
        if (U_FAILURE(status)) {
            throw Error(Fault::input, {file.path(), 1, 0},
                        "the file says it is in \"" + encoding + "\", which is no known encoding",
                        "convert the file to UTF-8, for example with iconv");
        }
        ucnv_setToUCallBack(converter.get(),
                            lenient ? UCNV_TO_U_CALLBACK_SUBSTITUTE : UCNV_TO_U_CALLBACK_STOP,
                            nullptr, nullptr, nullptr, &status);
    }

    [[noreturn]] void fail(std::string_view before) {
        throw Error(Fault::input, place_behind(before), "these bytes are not " + encoding,
                    "save the file again in the encoding that its first line names");
    }

    /// Says where the first of the bad bytes of this piece was.
    void say_replaced(std::size_t count, std::string_view before) {
        if (count == 0 || !warn) return;
        warn({place_behind(before), "bytes are not " + encoding + ": read as U+FFFD, " +
                                        std::to_string(count) + " times"});
    }

    /// `before` is the begin of the piece.
    [[nodiscard]] Place place_behind(std::string_view before) const {
        Position position = piece_begin;
        position.advance(before);
        return position.in(file.path());
    }

    void leave_piece() {
        piece_begin.advance(piece);
        piece.clear();
    }

    void read_utf8() {
        piece.swap(raw);
        raw.clear();
        at_end = file.read(piece, chunk_size) == 0;
        if (!at_end) {
            const std::size_t whole = whole_characters(piece);
            raw.assign(piece, whole);
            piece.resize(whole);
        }
        const auto bad = find_invalid_utf8(piece);
        if (bad && !lenient) fail(std::string_view(piece).substr(0, *bad));
        if (bad) replace_bad_bytes(*bad);
    }

    void replace_bad_bytes(std::size_t first) {
        std::string mended;
        std::size_t count = 0;
        std::string_view rest = piece;
        for (auto bad = std::optional(first); bad; bad = find_invalid_utf8(rest)) {
            mended += rest.substr(0, *bad);
            mended += replacement;
            rest.remove_prefix(*bad + 1);
            ++count;
        }
        mended += rest;
        piece = std::move(mended);
        say_replaced(count, std::string_view(piece).substr(0, first));
    }

    /// The converter has replaced them already.
    void say_converted() {
        std::size_t count = 0;
        for (std::size_t at = piece.find(replacement); at != std::string::npos;
             at = piece.find(replacement, at + replacement.size())) {
            ++count;
        }
        say_replaced(count, std::string_view(piece).substr(0, piece.find(replacement)));
    }

    void read_converted() {
        raw.clear();
        at_end = file.read(raw, chunk_size) == 0;
        const char* source = raw.data();
        const char* const source_end = source + raw.size();
        UErrorCode status = U_ZERO_ERROR;
        do {
            status = U_ZERO_ERROR;
            const std::size_t before = wide.size();
            wide.resize(before + chunk_size);
            char16_t* target = wide.data() + before;
            ucnv_toUnicode(converter.get(), &target, wide.data() + wide.size(), &source, source_end,
                           nullptr, at_end, &status);
            wide.resize(static_cast<std::size_t>(target - wide.data()));
        } while (status == U_BUFFER_OVERFLOW_ERROR);
        const bool failed = U_FAILURE(status);
        flush_wide();
        if (failed) fail(piece);
    }

    void read_by_table() {
        raw.clear();
        at_end = file.read(raw, chunk_size) == 0;
        for (const char c : raw) {
            const auto byte = static_cast<unsigned char>(c);
            const char16_t character = byte < 0x80 ? byte : own->upper_half[byte - 0x80U];
            const bool bad = character == 0 && byte != 0;
            if (bad && !lenient) fail(piece);
            append_utf8(piece, bad ? U'\uFFFD' : char32_t{character});
        }
    }

    void flush_wide() {
        // A surrogate pair or a CRLF may be cut in two; its first half waits.
        const bool cut =
            !wide.empty() && !at_end && (U16_IS_LEAD(wide.back()) || wide.back() == u'\r');
        const std::size_t count = wide.size() - (cut ? 1 : 0);
        std::size_t at = 0;
        while (at < count) {
            char32_t code_point = wide[at++];
            if (U16_IS_LEAD(code_point) && at < count && U16_IS_TRAIL(wide[at])) {
                code_point = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(code_point, wide[at]));
                ++at;
            } else if (U16_IS_SURROGATE(code_point)) {
                if (!lenient) fail(piece);
                code_point = U'\uFFFD';
            }
            append_utf8(piece, code_point);
        }
        wide.erase(0, count);
    }
};

Utf8Source::Utf8Source(InputFile file, WarningSink warn, bool lenient)
    : impl_(std::make_unique<Impl>(std::move(file), std::move(warn), lenient)) {
    impl_->open();
}

Utf8Source::~Utf8Source() = default;

std::string_view Utf8Source::next() {
    impl_->leave_piece();
    while (impl_->piece.empty() && !impl_->at_end) {
        if (impl_->converter) {
            impl_->read_converted();
        } else if (impl_->own != nullptr) {
            impl_->read_by_table();
        } else {
            impl_->read_utf8();
        }
        const bool is_utf8 = !impl_->converter && impl_->own == nullptr;
        if (impl_->lenient && !is_utf8) impl_->say_converted();
    }
    impl_->given += impl_->piece.size();
    return impl_->piece;
}

Place Utf8Source::place_of(std::size_t offset) const {
    return impl_->place_behind(std::string_view(impl_->piece).substr(0, offset));
}

const std::string& Utf8Source::path() const noexcept { return impl_->file.path(); }
std::size_t Utf8Source::bytes_given() const noexcept { return impl_->given; }

namespace {

/// Skips `<!DOCTYPE ... >` with its quotes and its internal subset; npos if it does not end.
std::size_t end_of_doctype(std::string_view text, std::size_t at) {
    int depth = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (c == '"' || c == '\'') {
            at = text.find(c, at + 1);
            if (at == std::string_view::npos) return at;
        } else if (text.substr(at).starts_with("<!--")) {
            at = text.find("-->", at);
            if (at == std::string_view::npos) return at;
            at += 2;
        } else if (c == '<') {
            ++depth;
        } else if (c == '>' && --depth == 0) {
            return at + 1;
        }
        ++at;
    }
    return std::string_view::npos;
}

}  // namespace

std::string root_name(std::string_view start) {
    const Detected detected = detect(start);
    std::string text(start.substr(detected.mark_size));
    // Names of root elements that matter are ASCII; the rest of wide text does not matter here.
    if (detected.encoding != "UTF-8") std::erase(text, '\0');
    std::string_view view = text;
    std::size_t at = 0;
    while (true) {
        at = view.find('<', at);
        if (at == std::string_view::npos || at + 1 >= view.size()) return {};
        const std::string_view rest = view.substr(at);
        std::size_t end = std::string_view::npos;
        if (rest.starts_with("<?")) {
            end = view.find("?>", at);
        } else if (rest.starts_with("<!--")) {
            end = view.find("-->", at);
        } else if (rest.starts_with("<!")) {
            end = end_of_doctype(view, at);
        } else {
            break;
        }
        if (end == std::string_view::npos) return {};
        at = end;
    }
    std::string_view name = view.substr(at + 1);
    name = name.substr(0, name.find_first_of(" \t\r\n/><"));
    if (const std::size_t colon = name.rfind(':'); colon != std::string_view::npos) {
        name = name.substr(colon + 1);
    }
    return std::string(name);
}

}  // namespace egiz::formats::xml
