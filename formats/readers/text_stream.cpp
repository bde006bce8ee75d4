// SPDX-License-Identifier: Apache-2.0
#include "formats/readers/text_stream.hpp"

#include "formats/readers/raw_text.hpp"

#include <utility>

namespace egiz::formats {
namespace {

constexpr std::size_t stretch_bytes = std::size_t{1} << 20U;
constexpr std::size_t read_at_once = std::size_t{128} * 1024;

/// What encodings are told from: not a character of UTF-8 that is cut at the end of the sample.
std::string_view whole_characters(std::string_view sample) {
    for (std::size_t cut = 1; cut <= 3 && cut < sample.size(); ++cut) {
        const std::string_view without = sample.substr(0, sample.size() - cut);
        const auto lead = static_cast<unsigned char>(sample[without.size()]);
        if (lead < 0x80) break;
        if (lead < 0xC0) continue;
        const std::size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        return cut < wanted ? without : sample;
    }
    return sample;
}

}  // namespace

struct TextStream::Impl {
    Impl(std::string path, const PlainTextOptions& options)
        : source(path), check(path), name(std::move(path)) {
        begin(options);
    }

    void begin(const PlainTextOptions& options) {
        while (bytes.size() < stretch_bytes && !at_end) {
            at_end = source.read(bytes, stretch_bytes - bytes.size()) == 0;
        }
        check_beginning(bytes, name);
        encoding = find_encoding(at_end ? bytes : whole_characters(bytes), name, options);
        decoder = std::make_unique<Decoder>(encoding, name);
        decoder->decode(bytes, at_end, text);
        check.add(text);
        check.check_controls();
        if (at_end) check.finish();
        bytes = {};
    }

    bool read_on() {
        if (text.capacity() > 4 * read_at_once) text = {};  // the beginning was longer
        text.clear();
        while (text.empty() && !at_end) {
            bytes.clear();
            at_end = source.read(bytes, read_at_once) == 0;
            decoder->decode(bytes, at_end, text);
        }
        check.add(text);
        if (at_end) check.finish();
        return !text.empty();
    }

    ByteSource source;
    TextCheck check;
    std::string name;
    Encoding encoding;
    std::unique_ptr<Decoder> decoder;
    std::string bytes;
    std::string text;
    bool at_end = false;
    bool begun = false;
};

TextStream::TextStream(std::string path, const PlainTextOptions& options)
    : impl_(std::make_unique<Impl>(std::move(path), options)) {}
TextStream::~TextStream() = default;

const std::string& TextStream::encoding() const noexcept { return impl_->encoding.name; }
std::string_view TextStream::beginning() const noexcept { return impl_->text; }

bool TextStream::next(std::string_view& piece) {
    if (std::exchange(impl_->begun, true) && !impl_->read_on()) return false;
    piece = impl_->text;
    return true;
}

}  // namespace egiz::formats
