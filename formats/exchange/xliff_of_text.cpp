// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/xliff_file.hpp"
#include "formats/exchange/xliff_writer.hpp"
#include "formats/xml/writer.hpp"

#include <filesystem>
#include <functional>
#include <sstream>

namespace egiz::formats {
namespace {

/// Writes the segments of each paragraph, and the white space between them.
class TextAsXliff {
public:
    TextAsXliff(const SegmentedText& text, const std::vector<std::string>& segment_texts,
                const XliffSourceOptions& options)
        : text_(text), segment_texts_(segment_texts), options_(options), xml_(out_) {}

    std::string run() {
        xml_.declaration();
        xml_.start("xliff", true);
        const bool version_1 = options_.version == XliffVersion::v1_2;
        version_1 ? begin_1() : begin_2();
        for (std::size_t begin = 0; begin < text_.segments.size();) {
            std::size_t end = begin + 1;
            while (end < text_.segments.size() &&
                   text_.segments[end].paragraph == text_.segments[begin].paragraph) {
                ++end;
            }
            ++units_;
            version_1 ? write_trans_unit(begin, end) : write_unit(begin, end);
            begin = end;
        }
        for (int open = version_1 ? 3 : 2; open > 0; --open) xml_.end();
        xml_.flush();
        return out_.str();
    }

private:
    [[nodiscard]] std::string original() const {
        return std::filesystem::path(text_.document.name).filename().string();
    }

    void begin_1() {
        xml_.attribute("version", "1.2");
        xml_.attribute("xmlns", "urn:oasis:names:tc:xliff:document:1.2");
        xml_.start("file", true);
        xml_.attribute("original", original());
        xml_.attribute("source-language", tag(text_.document.language));
        xml_.attribute("target-language", tag(options_.target));
        xml_.attribute("datatype", "plaintext");
        xml_.attribute("tool-id", own_file_id);
        xml_.start("header", true);
        xml_.start("tool", true);
        xml_.attribute("tool-id", own_file_id);
        xml_.attribute("tool-name", "egiz");
        xml_.attribute_if("tool-version", options_.tool_version);
        xml_.end();
        xml_.end();
        xml_.start("body", true);
    }

    void begin_2() {
        xml_.attribute("version", "2.0");
        xml_.attribute("xmlns", "urn:oasis:names:tc:xliff:document:2.0");
        xml_.attribute("srcLang", tag(text_.document.language));
        xml_.attribute("trgLang", tag(options_.target));
        xml_.start("file", true);
        xml_.attribute("id", own_file_id);
        xml_.attribute("original", original());
        xml_.attribute("xml:space", "preserve");
    }

    [[nodiscard]] std::string tag(const Language& language) const {
        return styled_tag(language, options_.language_style);
    }

    [[nodiscard]] std::string_view gap_before(std::size_t segment) const {
        const std::size_t begin = text_.segments[segment - 1].range.end;
        return slice(text_.document.text, {begin, text_.segments[segment].range.begin});
    }

    void write_trans_unit(std::size_t begin, std::size_t end) {
        xml_.start("trans-unit", true);
        xml_.attribute("id", std::to_string(units_));
        xml_.attribute("xml:space", "preserve");
        const bool in_parts = end - begin > 1;
        xml_.start("source", true);
        write_segments(begin, end, false);
        xml_.end();
        if (in_parts) {
            xml_.start("seg-source", true);
            write_segments(begin, end, true);
            xml_.end();
        }
        if (options_.copies_source) {
            xml_.start("target", true);
            xml_.attribute("state", "new");
            write_segments(begin, end, in_parts);
            xml_.end();
        }
        xml_.end();
    }

    void write_segments(std::size_t begin, std::size_t end, bool marked) {
        for (std::size_t i = begin; i < end; ++i) {
            if (i > begin) xml_.text(gap_before(i));
            if (marked) {
                xml_.start("mrk");
                xml_.attribute("mtype", "seg");
                xml_.attribute("mid", std::to_string(i - begin + 1));
            }
            xml_.text(segment_texts_[i]);
            if (marked) xml_.end();
        }
    }

    void write_unit(std::size_t begin, std::size_t end) {
        xml_.start("unit", true);
        xml_.attribute("id", "u" + std::to_string(units_));
        for (std::size_t i = begin; i < end; ++i) {
            if (i > begin && !gap_before(i).empty()) {
                xml_.start("ignorable", true);
                xml_.element("source", gap_before(i));
                xml_.end();
            }
            xml_.start("segment", true);
            xml_.attribute("id", "s" + std::to_string(i - begin + 1));
            xml_.start("source", true);
            write_text(segment_texts_[i]);
            xml_.end();
            xml_.end();
        }
        xml_.end();
    }

    /// Characters that XML cannot hold become `cp` elements.
    void write_text(std::string_view text) {
        std::size_t plain = 0;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t begin = at;
            const char32_t c = next_code_point(text, at);
            if (!xml::is_forbidden(c)) continue;
            xml_.text(text.substr(plain, begin - plain));
            std::ostringstream hex;
            hex << std::hex << std::uppercase << static_cast<std::uint32_t>(c);
            xml_.start("cp");
            xml_.attribute("hex", std::string(4 - std::min<std::size_t>(4, hex.str().size()), '0') +
                                      hex.str());
            xml_.end();
            plain = at;
        }
        xml_.text(text.substr(plain));
    }

    const SegmentedText& text_;
    const std::vector<std::string>& segment_texts_;
    const XliffSourceOptions& options_;
    std::ostringstream out_;
    xml::Writer xml_;
    std::size_t units_ = 0;
};

}  // namespace

std::string xliff_of_text(const SegmentedText& text, const std::vector<std::string>& segment_texts,
                          const XliffSourceOptions& options) {
    if (text.segments.empty()) {
        throw Error(Fault::input, {text.document.name}, "there is no text in this file",
                    "XLIFF cannot be empty");
    }
    return TextAsXliff(text, segment_texts, options).run();
}

}  // namespace egiz::formats
