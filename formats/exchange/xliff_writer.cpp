// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/selection.hpp"
#include "formats/exchange/unit_fields.hpp"
#include "formats/exchange/xliff.hpp"
#include "formats/xml/writer.hpp"

#include <map>
#include <ostream>
#include <string_view>

namespace egiz::formats {
namespace {

using Kind = InlineCode::Kind;

bool opens(const InlineCode& code) {
    return code.kind == Kind::open || code.kind == Kind::lone_open;
}

/// What both versions share: units in, counted; text and codes out.
class XliffWriter : public UnitWriter {
public:
    XliffWriter(std::ostream& out, const UnitWriterOptions& options)
        : out_(out), xml_(out), options_(options) {}

    void write(const TranslationUnit& unit) final {
        const std::vector<const Variant*> variants = select_variants(unit, options_.languages);
        if (variants.empty()) {
            ++left_out_;
            return;
        }
        ++written_;
        write_unit(unit, *variants[0], *variants[1]);
    }
    void finish() final {
        if (written_ == 0) {
            throw Error(Fault::input, {},
                        "no unit has text in both " + options_.languages[0].tag() + " and " +
                            options_.languages[1].tag() + ": there is nothing to write",
                        "XLIFF cannot be empty; choose another pair");
        }
        end();
        xml_.flush();
    }
    std::size_t written() const final { return written_; }
    std::size_t left_out() const final { return left_out_; }

protected:
    virtual void write_unit(const TranslationUnit& unit, const Variant& source,
                            const Variant& target) = 0;
    virtual void end() = 0;
    virtual void write_code(const std::vector<InlineCode>& codes, std::size_t index,
                            std::optional<std::size_t> partner) = 0;
    virtual void write_text(std::string_view text) { xml_.text(text); }

    /// The content of a source or target element.
    void write_content(const Variant& variant) {
        const auto partner = pair_codes(variant.codes);
        std::size_t at = 0;
        for (std::size_t i = 0; i < variant.codes.size(); ++i) {
            const std::size_t offset = variant.codes[i].byte_offset;
            write_text(std::string_view(variant.text).substr(at, offset - at));
            at = offset;
            write_code(variant.codes, i, partner[i]);
        }
        write_text(std::string_view(variant.text).substr(at));
    }

    std::ostream& out_;
    xml::Writer xml_;
    UnitWriterOptions options_;

private:
    std::size_t written_ = 0;
    std::size_t left_out_ = 0;
};

/// XLIFF 1.2, strict (OASIS, 1 February 2008).
class Xliff12Writer final : public XliffWriter {
public:
    Xliff12Writer(std::ostream& out, const UnitWriterOptions& options) : XliffWriter(out, options) {
        xml_.declaration();
        xml_.start("xliff", true);
        xml_.attribute("version", "1.2");
        xml_.attribute("xmlns", "urn:oasis:names:tc:xliff:document:1.2");
        xml_.start("file", true);
        xml_.attribute("original",
                       options_.source_document.empty() ? "unknown" : options_.source_document);
        xml_.attribute("source-language", options_.languages[0].tag());
        xml_.attribute("target-language", options_.languages[1].tag());
        xml_.attribute("datatype", "plaintext");
        xml_.attribute("tool-id", "egiz");
        attribute_if(xml_, "date", tmx_date(options_.date).empty() ? "" : options_.date);
        xml_.start("header", true);
        xml_.start("tool", true);
        xml_.attribute("tool-id", "egiz");
        xml_.attribute("tool-name", "egiz");
        attribute_if(xml_, "tool-version", options_.tool_version);
        xml_.end();
        xml_.end();
        xml_.start("body", true);
    }

protected:
    void write_unit(const TranslationUnit& unit, const Variant& source,
                    const Variant& target) override {
        xml_.start("trans-unit", true);
        xml_.attribute("id", std::to_string(written()));
        attribute_if(xml_, "resname", unit.id);
        if (unit.state == ReviewState::reviewed) xml_.attribute("approved", "yes");
        xml_.attribute("xml:space", "preserve");
        xml_.start("source", true);
        xml_.attribute("xml:lang", options_.languages[0].tag());
        write_content(source);
        xml_.end();
        xml_.start("target", true);
        xml_.attribute("xml:lang", options_.languages[1].tag());
        xml_.attribute("state", state(unit.state));
        write_content(target);
        xml_.end();
        for (const Property& property : alignment_properties(unit)) {
            if (property.type == "x-egiz-state") continue;  // said by the state
            xml_.start("note", true);
            xml_.attribute("from", property.type);
            xml_.text(property.value);
            xml_.end();
        }
        for (const std::string& note : unit.notes) xml_.element("note", note);
        xml_.end();
    }

    void write_code(const std::vector<InlineCode>& codes, std::size_t index,
                    std::optional<std::size_t> partner) override {
        const InlineCode& code = codes[index];
        // Source and target are matched by id; codes without one are matched by their place.
        const std::string id = code.id.empty() ? std::to_string(index + 1) : code.id;
        if (partner) {
            xml_.start(opens(code) ? "bpt" : "ept");
            xml_.attribute("id", id + (opens(code) ? "" : "-end"));
            xml_.attribute("rid", std::to_string((opens(code) ? index : *partner) + 1));
            attribute_if(xml_, "ctype", opens(code) ? ctype(code.type) : "");
        } else if (code.kind == Kind::placeholder) {
            xml_.start("ph");
            xml_.attribute("id", id);
            attribute_if(xml_, "ctype", ctype(code.type));
        } else {
            xml_.start("it");
            xml_.attribute("id", id);
            xml_.attribute("pos", opens(code) ? "open" : "close");
            attribute_if(xml_, "ctype", ctype(code.type));
        }
        xml_.text(code.data);
        xml_.end();
    }

    void end() override {
        for (int i = 0; i < 3; ++i) xml_.end();
    }

private:
    static const char* state(ReviewState state) {
        switch (state) {
            case ReviewState::unreviewed:
                return "translated";
            case ReviewState::reviewed:
                return "final";
            case ReviewState::rejected:
                return "needs-review-translation";
        }
        return "translated";
    }
    /// A fixed list, or anything that begins with `x-`.
    static std::string ctype(const std::string& type) {
        if (type.empty() || type.starts_with("x-")) return type;
        for (const std::string_view known : {"bold", "italic", "underlined", "link"}) {
            if (type == known) return type;
        }
        return "x-" + type;
    }
};

/// XLIFF 2.0 (OASIS, 5 August 2014): the version that most tools read.
class Xliff20Writer final : public XliffWriter {
public:
    Xliff20Writer(std::ostream& out, const UnitWriterOptions& options) : XliffWriter(out, options) {
        xml_.declaration();
        xml_.start("xliff", true);
        xml_.attribute("version", "2.0");
        xml_.attribute("xmlns", "urn:oasis:names:tc:xliff:document:2.0");
        xml_.attribute("xmlns:mda", "urn:oasis:names:tc:xliff:metadata:2.0");
        xml_.attribute("srcLang", options_.languages[0].tag());
        xml_.attribute("trgLang", options_.languages[1].tag());
        xml_.start("file", true);
        xml_.attribute("id", "f1");
        attribute_if(xml_, "original", options_.source_document);
    }

protected:
    void write_unit(const TranslationUnit& unit, const Variant& source,
                    const Variant& target) override {
        xml_.start("unit", true);
        xml_.attribute("id", "u" + std::to_string(written()));
        attribute_if(xml_, "name", unit.id);
        write_metadata(unit);
        if (!unit.notes.empty()) {
            xml_.start("notes", true);
            for (const std::string& note : unit.notes) xml_.element("note", note);
            xml_.end();
        }
        write_original_data(source, target);
        xml_.start("segment", true);
        xml_.attribute("state", state(unit.state));
        for (const Variant* variant : {&source, &target}) {
            xml_.start(variant == &source ? "source" : "target", true);
            xml_.attribute("xml:space", "preserve");
            write_content(*variant);
            xml_.end();
        }
        xml_.end();
        xml_.end();
    }

    void write_code(const std::vector<InlineCode>& codes, std::size_t index,
                    std::optional<std::size_t> partner) override {
        const InlineCode& code = codes[index];
        if (code.kind == Kind::placeholder) {
            xml_.start("ph");
            xml_.attribute("id", code_id(codes, index));
        } else if (opens(code)) {
            xml_.start("sc");
            xml_.attribute("id", code_id(codes, index));
            if (!partner) xml_.attribute("isolated", "yes");
        } else {
            xml_.start("ec");
            if (partner) {
                xml_.attribute("startRef", code_id(codes, *partner));
            } else {
                xml_.attribute("id", code_id(codes, index));
                xml_.attribute("isolated", "yes");
            }
        }
        const auto data = data_ids_.find(code.data);
        if (data != data_ids_.end()) xml_.attribute("dataRef", data->second);
        xml_.end();
    }

    /// Characters that XML cannot hold become `cp` elements.
    void write_text(std::string_view text) override {
        std::size_t plain = 0;
        for (std::size_t offset = 0; offset < text.size();) {
            const std::size_t begin = offset;
            const char32_t c = next_code_point(text, offset);
            if (!xml::is_forbidden(c)) continue;
            xml_.text(text.substr(plain, begin - plain));
            constexpr std::string_view digits = "0123456789ABCDEF";
            std::string hex;
            for (unsigned shift = 16; shift > 0; shift -= 4)
                hex += digits[(c >> (shift - 4)) & 0xF];
            xml_.start("cp");
            xml_.attribute("hex", hex);
            xml_.end();
            plain = offset;
        }
        xml_.text(text.substr(plain));
    }

    void end() override {
        xml_.end();
        xml_.end();
    }

private:
    /// Ids are name tokens, the same for a code's place in source and target.
    static std::string code_id(const std::vector<InlineCode>& codes, std::size_t index) {
        return "c" + std::to_string(index + 1) + (codes[index].id.empty() ? "" : "-") +
               name_token(codes[index].id);
    }
    static std::string name_token(const std::string& text) {
        std::string token;
        for (const char c : text) {
            const bool fine = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                              (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '_';
            token += fine ? c : '_';
        }
        return token;
    }

    void write_metadata(const TranslationUnit& unit) {
        std::vector<Property> properties = alignment_properties(unit);
        std::erase_if(properties, [](const Property& p) { return p.type == "x-egiz-state"; });
        if (properties.empty()) return;
        xml_.start("mda:metadata", true);
        xml_.start("mda:metaGroup", true);
        xml_.attribute("category", "egiz");
        for (const Property& property : properties) {
            xml_.start("mda:meta", true);
            xml_.attribute("type", property.type);
            xml_.text(property.value);
            xml_.end();
        }
        xml_.end();
        xml_.end();
    }

    void write_original_data(const Variant& source, const Variant& target) {
        data_ids_.clear();
        std::vector<std::string> order;
        for (const Variant* variant : {&source, &target}) {
            for (const InlineCode& code : variant->codes) {
                if (code.data.empty() || data_ids_.contains(code.data)) continue;
                data_ids_[code.data] = "d" + std::to_string(data_ids_.size() + 1);
                order.push_back(code.data);
            }
        }
        if (order.empty()) return;
        xml_.start("originalData", true);
        for (const std::string& data : order) {
            xml_.start("data", true);
            xml_.attribute("id", data_ids_[data]);
            write_text(data);
            xml_.end();
        }
        xml_.end();
    }

    static const char* state(ReviewState state) {
        switch (state) {
            case ReviewState::unreviewed:
                return "translated";
            case ReviewState::reviewed:
                return "final";
            case ReviewState::rejected:
                return "initial";
        }
        return "translated";
    }

    std::map<std::string, std::string> data_ids_;  // of the unit being written
};

}  // namespace

std::unique_ptr<UnitWriter> make_xliff_writer(std::ostream& out, const UnitWriterOptions& options) {
    if (options.languages.size() != 2) {
        throw Error(Fault::usage, {}, "XLIFF holds exactly two languages",
                    "choose a pair, as in en-kk");
    }
    if (options.xliff_version == XliffVersion::v1_2) {
        return std::make_unique<Xliff12Writer>(out, options);
    }
    return std::make_unique<Xliff20Writer>(out, options);
}

}  // namespace egiz::formats
