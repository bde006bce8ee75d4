// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/selection.hpp"
#include "formats/exchange/tmx.hpp"
#include "formats/exchange/unit_fields.hpp"
#include "formats/xml/writer.hpp"

#include <ostream>

namespace egiz::formats {
namespace {

class TmxWriter final : public UnitWriter {
public:
    TmxWriter(std::ostream& out, const UnitWriterOptions& options)
        : out_(out), xml_(out), languages_(options.languages) {
        xml_.declaration();
        xml_.start("tmx", true);
        xml_.attribute("version", "1.4");
        xml_.start("header", true);
        xml_.attribute("creationtool", "egiz");
        xml_.attribute("creationtoolversion",
                       options.tool_version.empty() ? "0" : options.tool_version);
        xml_.attribute("segtype", "sentence");
        xml_.attribute("o-tmf", "egiz");
        xml_.attribute("adminlang", "en");
        xml_.attribute("srclang", languages_.empty() ? "*all*" : languages_.front().tag());
        xml_.attribute("datatype", "plaintext");
        attribute_if(xml_, "creationdate", tmx_date(options.date));
        xml_.end();
        xml_.start("body", true);
    }

    void write(const TranslationUnit& unit) override {
        const std::vector<const Variant*> variants = select_variants(unit, languages_);
        if (variants.empty()) {
            ++left_out_;
            return;
        }
        xml_.start("tu", true);
        attribute_if(xml_, "tuid", unit.id);
        write_authorship(unit.authorship);
        for (const std::string& note : unit.notes) xml_.element("note", note);
        for (const Property& property : alignment_properties(unit)) write_property(property);
        for (const Property& property : unit.properties) write_property(property);
        for (const Variant* variant : variants) {
            if (variant != nullptr) write_variant(*variant);
        }
        xml_.end();
        ++written_;
    }
    void finish() override {
        xml_.end();
        xml_.end();
        xml_.flush();
    }
    std::size_t written() const override { return written_; }
    std::size_t left_out() const override { return left_out_; }

private:
    void write_authorship(const Authorship& authorship) {
        attribute_if(xml_, "creationdate", tmx_date(authorship.created));
        attribute_if(xml_, "creationid", authorship.created_by);
        attribute_if(xml_, "changedate", tmx_date(authorship.changed));
        attribute_if(xml_, "changeid", authorship.changed_by);
    }

    void write_property(const Property& property) {
        xml_.start("prop", true);
        xml_.attribute("type", property.type);
        xml_.text(property.value);
        xml_.end();
    }

    void write_variant(const Variant& variant) {
        xml_.start("tuv", true);
        xml_.attribute("xml:lang", variant.language.tag());
        write_authorship(variant.authorship);
        for (const std::string& note : variant.notes) xml_.element("note", note);
        for (const Property& property : variant.properties) write_property(property);
        xml_.start("seg", true);
        const auto partner = pair_codes(variant.codes);
        std::size_t at = 0;
        for (std::size_t i = 0; i < variant.codes.size(); ++i) {
            const InlineCode& code = variant.codes[i];
            xml_.text(std::string_view(variant.text).substr(at, code.byte_offset - at));
            at = code.byte_offset;
            write_code(code, i, partner[i]);
        }
        xml_.text(std::string_view(variant.text).substr(at));
        xml_.end();
        xml_.end();
    }

    /// `i` pairs bpt and ept inside a seg, `x` the codes of a unit's variants (TMX 1.4b, 3.2).
    void write_code(const InlineCode& code, std::size_t index, std::optional<std::size_t> partner) {
        const bool opens =
            code.kind == InlineCode::Kind::open || code.kind == InlineCode::Kind::lone_open;
        if (partner) {
            xml_.start(opens ? "bpt" : "ept");
            xml_.attribute("i", std::to_string((opens ? index : *partner) + 1));
            if (opens) attribute_if(xml_, "x", code.id);
            if (opens) attribute_if(xml_, "type", code.type);
        } else if (code.kind == InlineCode::Kind::placeholder) {
            xml_.start("ph");
            attribute_if(xml_, "x", code.id);
            attribute_if(xml_, "type", code.type);
        } else {
            xml_.start("it");
            xml_.attribute("pos", opens ? "begin" : "end");
            attribute_if(xml_, "x", code.id);
            attribute_if(xml_, "type", code.type);
        }
        xml_.text(code.data);
        xml_.end();
    }

    std::ostream& out_;
    xml::Writer xml_;
    std::vector<Language> languages_;
    std::size_t written_ = 0;
    std::size_t left_out_ = 0;
};

}  // namespace

std::unique_ptr<UnitWriter> make_tmx_writer(std::ostream& out, const UnitWriterOptions& options) {
    return std::make_unique<TmxWriter>(out, options);
}

}  // namespace egiz::formats
