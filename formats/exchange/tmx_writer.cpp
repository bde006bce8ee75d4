// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/dates.hpp"
#include "formats/exchange/inline_codes.hpp"
#include "formats/exchange/metadata.hpp"
#include "formats/exchange/selecting_writer.hpp"
#include "formats/exchange/tmx.hpp"
#include "formats/xml/writer.hpp"

#include <utility>

namespace egiz::formats {
namespace {

using Kind = InlineCode::Kind;

/// No DOCTYPE: some readers would want to open the file that it names.
class TmxWriter final : public SelectingWriter {
public:
    TmxWriter(std::ostream& out, const UnitWriterOptions& given)
        : SelectingWriter(given), xml_(out) {
        xml_.declaration();
        xml_.start("tmx", true);
        xml_.attribute("version", "1.4");
        xml_.start("header", true);
        xml_.attribute("creationtool", "egiz");
        xml_.attribute("creationtoolversion",
                       options().tool_version.empty() ? "0" : options().tool_version);
        xml_.attribute("segtype", options().paragraphs ? "paragraph" : "sentence");
        xml_.attribute("o-tmf", "egiz");
        xml_.attribute("adminlang", "en");
        xml_.attribute("srclang",
                       options().languages.empty() ? "*all*" : tag(options().languages.front()));
        xml_.attribute("datatype", "plaintext");
        write_date("creationdate", options().date);
        xml_.end();
        xml_.start("body", true);
    }

    void finish() override {
        xml_.end();
        xml_.end();
        xml_.flush();
    }
    std::size_t dropped_characters() const override { return xml_.dropped(); }

private:
    void write_selected(const TranslationUnit& unit,
                        const std::vector<const Variant*>& variants) override {
        xml_.start("tu", true);
        xml_.attribute_if("tuid", unit.id);
        write_authorship(unit.authorship);
        write_source_language(variants);
        write_notes(unit.notes);
        write_properties(alignment_properties(unit));
        write_properties(unit.properties);
        for (const Variant* variant : variants) {
            if (variant != nullptr) write_variant(*variant);
        }
        xml_.end();
    }

    void write_date(std::string_view name, const std::string& date) {
        if (const auto tmx_date = to_tmx_date(date)) xml_.attribute(name, *tmx_date);
    }

    void write_authorship(const Authorship& authorship) {
        write_date("creationdate", authorship.created);
        xml_.attribute_if("creationid", authorship.created_by);
        write_date("changedate", authorship.changed);
        xml_.attribute_if("changeid", authorship.changed_by);
    }

    /// A unit's source language must be one that it has; the header's may not be.
    void write_source_language(const std::vector<const Variant*>& variants) {
        const std::vector<Language>& languages = options().languages;
        if (languages.empty()) return;
        if (variants.front() != nullptr && variants.front()->language == languages.front()) return;
        for (const Variant* variant : variants) {
            if (variant == nullptr) continue;
            xml_.attribute("srclang", tag(variant->language));
            return;
        }
    }

    void write_notes(const std::vector<std::string>& notes) {
        for (const std::string& note : notes) xml_.element("note", note);
    }

    void write_properties(const std::vector<Property>& properties) {
        for (const Property& property : properties) {
            xml_.start("prop", true);
            xml_.attribute("type", property.type);
            xml_.text(property.value);
            xml_.end();
        }
    }

    void write_variant(const Variant& variant) {
        xml_.start("tuv", true);
        xml_.attribute("xml:lang", tag(variant.language));
        write_authorship(variant.authorship);
        write_notes(variant.notes);
        write_properties(context_properties(variant));
        write_properties(variant.properties);
        xml_.start("seg", !variant.notes.empty() || !variant.contexts.empty() ||
                              !variant.properties.empty());
        if (variant.codes.empty()) {
            xml_.text(variant.text);
        } else {
            write_content(variant);
        }
        xml_.end();
        xml_.end();
    }

    void write_content(const Variant& variant) {
        const auto partner = partners(variant.codes);
        // `i` numbers the pairs of a segment.
        std::vector<std::size_t> number(partner.size());
        std::size_t pairs = 0;
        for (std::size_t i = 0; i < partner.size(); ++i) {
            if (partner[i]) number[i] = *partner[i] > i ? ++pairs : number[*partner[i]];
        }
        for_each_piece(
            variant, [&](std::string_view text) { xml_.text(text); },
            [&](std::size_t i) { write_code(variant.codes[i], number[i]); });
    }

    /// `i` pairs bpt and ept, `x` the codes of a unit's variants (TMX 1.4b, 3.2). `pair` is 0 for
    /// codes without partner.
    void write_code(const InlineCode& code, std::size_t pair) {
        const bool closes = code.kind == Kind::close || code.kind == Kind::lone_close;
        if (pair != 0) {
            xml_.start(closes ? "ept" : "bpt");
            xml_.attribute("i", std::to_string(pair));
        } else if (code.kind == Kind::placeholder) {
            xml_.start("ph");
        } else {
            xml_.start("it");
            xml_.attribute("pos", closes ? "end" : "begin");
        }
        if (pair == 0 || !closes) {
            xml_.attribute_if("x", code.id);
            xml_.attribute_if("type", code.type);
        }
        xml_.text(code.data);
        xml_.end();
    }

    xml::Writer xml_;
};

}  // namespace

std::unique_ptr<UnitWriter> make_tmx_writer(std::ostream& out, const UnitWriterOptions& options) {
    return std::make_unique<TmxWriter>(out, options);
}

}  // namespace egiz::formats
