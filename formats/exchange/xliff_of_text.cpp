// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/code_types.hpp"
#include "formats/exchange/inline_codes.hpp"
#include "formats/exchange/xliff_file.hpp"
#include "formats/exchange/xliff_writer.hpp"
#include "formats/xml/writer.hpp"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <sstream>

namespace egiz::formats {
namespace {

using Kind = InlineCode::Kind;

/// Writes the segments of each paragraph, and the white space between them.
class TextAsXliff {
public:
    TextAsXliff(const SegmentedText& text, const std::vector<XliffSource>& segments,
                const XliffSourceOptions& options)
        : text_(text), segments_(segments), options_(options), xml_(out_) {}

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
        return styled_tag(language, style_in_xliff(options_.language_style));
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
        const std::vector<Variant> gaps = gaps_of(begin, end);
        const Variant all = whole(begin, gaps);
        xml_.start("source", true);
        write_codes_1(all);
        xml_.end();
        if (in_parts) {
            xml_.start("seg-source", true);
            write_in_parts(begin, gaps);
            xml_.end();
        }
        if (options_.copies_source) {
            xml_.start("target", true);
            xml_.attribute("state", "new");
            in_parts ? write_in_parts(begin, gaps) : write_codes_1(all);
            xml_.end();
        }
        xml_.end();
    }

    /// What stands before each segment and behind the last one: codes too, if they are of no
    /// segment and do not enclose all of them.
    [[nodiscard]] std::vector<Variant> gaps_of(std::size_t begin, std::size_t end) const {
        std::vector<Variant> gaps(end - begin + 1);
        for (std::size_t i = begin + 1; i < end; ++i) gaps[i - begin].text = gap_before(i);
        if (gaps.size() == 2 || text_.document.codes.empty()) return gaps;
        const auto& segments = text_.segments;
        const auto codes_in = [&](std::size_t i) {
            return codes_of(text_.document, segments[i].range);
        };
        std::size_t next = begin;  // the segment behind the gap
        std::vector<std::size_t> before, behind = codes_in(begin);
        const Range all{segments[begin].range.begin, segments[end - 1].range.end};
        for (const std::size_t number : codes_of(text_.document, all)) {
            const InlineCode& code = text_.document.codes[number];
            while (next < end && code.byte_offset > segments[next].range.begin) {
                before = std::move(behind);
                behind = ++next < end ? codes_in(next) : std::vector<std::size_t>();
            }
            const auto is_of = [&](const std::vector<std::size_t>& codes) {
                return std::binary_search(codes.begin(), codes.end(), number);
            };
            if (is_of(before) || is_of(behind)) continue;
            Variant& gap = gaps[next - begin];
            gap.codes.push_back(code);
            const std::size_t start = next == begin ? all.begin : segments[next - 1].range.end;
            gap.codes.back().byte_offset = code.byte_offset - start;
        }
        return gaps;
    }

    /// The segments of a unit and what is between them, in one; halves whose partners are in
    /// another segment or between two are pairs again.
    [[nodiscard]] Variant whole(std::size_t begin, const std::vector<Variant>& gaps) const {
        Variant all;
        const auto append = [&](std::string_view text, const std::vector<InlineCode>& codes) {
            for (const InlineCode& code : codes) {
                InlineCode& added = all.codes.emplace_back(code);
                added.byte_offset += all.text.size();
                if (code.kind == Kind::lone_open) added.kind = Kind::open;
                if (code.kind == Kind::lone_close) added.kind = Kind::close;
            }
            all.text += text;
        };
        for (std::size_t i = 0; i < gaps.size(); ++i) {
            append(gaps[i].text, gaps[i].codes);
            if (i + 1 == gaps.size()) break;
            append(segments_[begin + i].text, segments_[begin + i].codes);
        }
        return all;
    }

    void write_in_parts(std::size_t begin, const std::vector<Variant>& gaps) {
        for (std::size_t i = 0; i < gaps.size(); ++i) {
            write_codes_1(gaps[i]);
            if (i + 1 == gaps.size()) return;
            xml_.start("mrk");
            xml_.attribute("mtype", "seg");
            xml_.attribute("mid", std::to_string(i + 1));
            const XliffSource& segment = segments_[begin + i];
            write_codes_1({{}, segment.text, segment.codes, {}, {}, {}, {}});
            xml_.end();
        }
    }

    /// Each code as an element without native code, which only our own reader could use: `g` around
    /// a pair, or `bx` and `ex`; `x`; and `it` for half a pair, whose other half a translation of
    /// the segment may not have.
    void write_codes_1(const Variant& content) {
        const auto partner = partners(content.codes);
        const bool nested = well_nested(partner);
        for_each_piece(
            content, [&](std::string_view text) { xml_.text(text); },
            [&](std::size_t i) {
                const InlineCode& code = content.codes[i];
                const bool closes = code.kind == Kind::close || code.kind == Kind::lone_close;
                const bool alone = code.kind == Kind::placeholder;
                if (closes && partner[i] && nested) {
                    xml_.end();
                    return;
                }
                const bool encloses = partner[i] && nested;
                const bool half = !alone && !partner[i];
                xml_.start(encloses ? "g" : alone ? "x" : half ? "it" : closes ? "ex" : "bx");
                xml_.attribute("id", code.id);
                if (half) xml_.attribute("pos", closes ? "close" : "open");
                if (partner[i] && !nested) xml_.attribute("rid", code.id);
                if (!closes) xml_.attribute_if("ctype", to_xliff12_type(code.type, alone));
                if (!encloses) xml_.end();
            });
    }

    void write_unit(std::size_t begin, std::size_t end) {
        xml_.start("unit", true);
        xml_.attribute("id", "u" + std::to_string(units_));
        write_original_data(begin, end);
        for (std::size_t i = begin; i < end; ++i) {
            if (i > begin && !gap_before(i).empty()) {
                xml_.start("ignorable", true);
                xml_.element("source", gap_before(i));
                xml_.end();
            }
            xml_.start("segment", true);
            xml_.attribute("id", "s" + std::to_string(i - begin + 1));
            xml_.start("source", true);
            write_content(i);
            xml_.end();
            xml_.end();
        }
        xml_.end();
    }

    /// Native codes of a unit, each once; long ones are of no use to who translates.
    void write_original_data(std::size_t begin, std::size_t end) {
        constexpr std::size_t longest = 256;
        data_ids_.clear();
        completed_.clear();
        std::set<std::string_view> opened;
        for (std::size_t i = begin; i < end; ++i) {
            for (const InlineCode& code : segments_[i].codes) {
                if (code.kind == Kind::lone_open) opened.insert(code.id);
                if (code.kind == Kind::lone_close && opened.count(code.id) > 0) {
                    completed_.insert(code.id);
                }
                if (code.data.empty() || code.data.size() > longest) continue;
                const auto [entry, is_new] = data_ids_.try_emplace(code.data);
                if (!is_new) continue;
                entry->second = "d" + std::to_string(data_ids_.size());
                if (data_ids_.size() == 1) xml_.start("originalData", true);
                xml_.start("data", true);
                xml_.attribute("id", entry->second);
                write_text(code.data);
                xml_.end();
            }
        }
        if (!data_ids_.empty()) xml_.end();
    }

    void write_reference(std::string_view attribute, const std::string& data) {
        const auto found = data_ids_.find(data);
        if (found != data_ids_.end()) xml_.attribute(attribute, found->second);
    }

    void write_type(const InlineCode& code) {
        const Xliff2Type type = to_xliff2_type(code.type);
        xml_.attribute_if("type", type.type);
        xml_.attribute_if("subType", type.sub_type);
    }

    void write_content(std::size_t segment) {
        const Variant content{{}, segments_[segment].text, segments_[segment].codes, {}, {}, {},
                              {}};
        const auto partner = partners(content.codes);
        const bool nested = well_nested(partner);
        for_each_piece(
            content, [&](std::string_view text) { write_text(text); },
            [&](std::size_t i) { write_code(content.codes, i, partner[i], nested); });
    }

    void write_code(const std::vector<InlineCode>& codes, std::size_t i,
                    const std::optional<std::size_t>& partner, bool nested) {
        const InlineCode& code = codes[i];
        const bool closes = code.kind == Kind::close || code.kind == Kind::lone_close;
        if (partner && nested) {
            if (closes) return xml_.end();
            xml_.start("pc");
            xml_.attribute("id", code.id);
            write_type(code);
            write_reference("dataRefEnd", codes[*partner].data);
            write_reference("dataRefStart", code.data);
            return;
        }
        const bool alone = code.kind == Kind::placeholder;
        xml_.start(alone ? "ph" : closes ? "ec" : "sc");
        // The two halves may be in two segments of the unit (XLIFF 2.0, 4.7.2.3); only what has no
        // other half in it is isolated.
        const bool isolated = !alone && !partner && completed_.count(code.id) == 0;
        const bool refers = closes && !isolated;
        xml_.attribute(refers ? "startRef" : "id", code.id);
        if (isolated) xml_.attribute("isolated", "yes");
        if (!refers) write_type(code);
        write_reference("dataRef", code.data);
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
    const std::vector<XliffSource>& segments_;
    const XliffSourceOptions& options_;
    std::ostringstream out_;
    xml::Writer xml_;
    std::size_t units_ = 0;
    // Of the unit being written:
    std::map<std::string, std::string> data_ids_;
    std::set<std::string> completed_;  ///< ids of pairs whose halves are in two segments
};

}  // namespace

std::string xliff_of_text(const SegmentedText& text, const std::vector<XliffSource>& segments,
                          const XliffSourceOptions& options) {
    if (text.segments.empty()) {
        throw Error(Fault::input, {text.document.name}, "there is no text in this file",
                    "XLIFF cannot be empty");
    }
    return TextAsXliff(text, segments, options).run();
}

}  // namespace egiz::formats
