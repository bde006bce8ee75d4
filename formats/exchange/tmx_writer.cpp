// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/code_forms.hpp"
#include "formats/exchange/code_ids.hpp"
#include "formats/exchange/dates.hpp"
#include "formats/exchange/metadata.hpp"
#include "formats/exchange/selecting_writer.hpp"
#include "formats/exchange/tmx.hpp"
#include "formats/exchange/tmx_attributes.hpp"
#include "formats/exchange/tmx_content.hpp"
#include "formats/exchange/tmx_fields.hpp"
#include "formats/xml/writer.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace egiz::formats {
namespace {

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
        write_kept_attributes(unit.properties, TmxElement::tu);
        find_field_attributes(unit.properties);
        write_notes(unit.notes);
        write_properties(alignment_properties(unit), TmxElement::tu);
        write_properties(unit.properties, TmxElement::tu);
        const CodeIds ids(variants);
        for (const Variant* variant : variants) {
            if (variant != nullptr) write_variant(*variant, ids);
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

    /// What the notes and properties of the element at hand have besides their text.
    void find_field_attributes(const std::vector<Property>& properties) {
        fields_.clear();
        fields_property_ = nullptr;
        for (const Property& property : properties) {
            if (property.type != field_attributes_property) continue;
            if (auto fields = FieldAttributesList::parse(property.value)) {
                fields_ = std::move(*fields);
                fields_property_ = &property;
                return;
            }
        }
    }

    enum class Field { note, prop };

    void write_field(Field kind, std::string_view type, std::string_view text) {
        xml_.start(kind == Field::note ? "note" : "prop", true);
        if (kind == Field::prop) xml_.attribute("type", type);
        if (!fields_.empty()) {
            const FieldAttributes attributes = fields_.take(type, text);
            xml_.attribute_if("xml:lang", attributes.language);
            xml_.attribute_if("o-encoding", attributes.encoding);
        }
        xml_.text(text);
        xml_.end();
    }

    void write_notes(const std::vector<std::string>& notes) {
        for (const std::string& note : notes) write_field(Field::note, {}, note);
    }

    /// What is an attribute of the element in TMX; the first of each name.
    void write_kept_attributes(const std::vector<Property>& properties, TmxElement kind) {
        kept_.clear();
        for (const Property& property : properties) {
            const std::string_view name = kept_attribute(property, kind);
            if (name.empty() || std::find(kept_.begin(), kept_.end(), name) != kept_.end())
                continue;
            kept_.push_back(name);
            // With languages asked for, which is the source is settled.
            if (name == "srclang" && !options().languages.empty()) continue;
            xml_.attribute(name, property.value);
        }
    }

    void write_properties(const std::vector<Property>& properties, TmxElement kind) {
        for (const Property& property : properties) {
            if (!kept_attribute(property, kind).empty() || &property == fields_property_) continue;
            write_property(property);
        }
    }

    void write_variant(const Variant& variant, const CodeIds& ids) {
        xml_.start("tuv", true);
        xml_.attribute("xml:lang", tag(variant.language));
        write_authorship(variant.authorship);
        write_kept_attributes(variant.properties, TmxElement::tuv);
        find_field_attributes(variant.properties);
        write_notes(variant.notes);
        write_properties(context_properties(variant), TmxElement::tuv);
        const std::string named = ids.print(variant);
        if (!named.empty()) write_field(Field::prop, code_ids_property, named);
        std::vector<CodeForm> forms;
        bool lines = !variant.notes.empty() || !variant.contexts.empty() || !named.empty();
        for (const Property& property : variant.properties) {
            if (!kept_attribute(property, TmxElement::tuv).empty()) continue;
            if (&property == fields_property_) continue;
            if (property.type == code_forms_property && forms.empty()) {
                if (auto read = read_code_forms(property.value, variant)) {
                    forms = std::move(*read);
                    continue;
                }
            }
            write_property(property);
            lines = true;
        }
        xml_.start("seg", lines);
        if (variant.codes.empty()) {
            xml_.text(variant.text);
        } else {
            write_tmx_content(xml_, variant, forms, ids);
        }
        xml_.end();
        xml_.end();
    }

    void write_property(const Property& property) {
        write_field(Field::prop, property.type, property.value);
    }

    std::vector<std::string_view> kept_;
    FieldAttributesList fields_;
    const Property* fields_property_ = nullptr;  ///< that they are kept in
    xml::Writer xml_;
};

}  // namespace

std::unique_ptr<UnitWriter> make_tmx_writer(std::ostream& out, const UnitWriterOptions& options) {
    return std::make_unique<TmxWriter>(out, options);
}

}  // namespace egiz::formats
