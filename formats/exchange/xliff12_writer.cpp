// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/code_types.hpp"
#include "formats/exchange/dates.hpp"
#include "formats/exchange/inline_codes.hpp"
#include "formats/exchange/kept_attributes.hpp"
#include "formats/exchange/metadata.hpp"
#include "formats/exchange/xliff_writer.hpp"

#include <string_view>
#include <utility>

namespace egiz::formats {
namespace {

using Kind = InlineCode::Kind;

/// XLIFF 1.2, strict (OASIS, 1 February 2008).
class Xliff12Writer final : public XliffWriter {
public:
    Xliff12Writer(std::ostream& out, const UnitWriterOptions& given) : XliffWriter(out, given) {
        xml().declaration();
        xml().start("xliff", true);
        xml().attribute("version", "1.2");
        xml().attribute("xmlns", "urn:oasis:names:tc:xliff:document:1.2");
        xml().start("file", true);
        const std::string& document = options().source_document;
        xml().attribute("original", document.empty() ? "unknown" : document);
        xml().attribute("source-language", tag(options().languages[0]));
        if (options().languages.size() > 1) {
            xml().attribute("target-language", tag(options().languages[1]));
        }
        xml().attribute("datatype", "plaintext");
        xml().attribute("tool-id", units_file_id);
        if (const auto date = to_iso_date(options().date)) xml().attribute("date", *date);
        xml().start("header", true);
        xml().start("tool", true);
        xml().attribute("tool-id", units_file_id);
        xml().attribute("tool-name", "egiz");
        xml().attribute_if("tool-version", options().tool_version);
        xml().end();
        xml().end();
        xml().start("body", true);
    }

protected:
    void write_unit(const TranslationUnit& unit, const Variant& source,
                    const Variant* target) override {
        static const Variant none;
        xml().start("trans-unit", true);
        const UnitId id = give_id(unit, true);
        xml().attribute("id", id.id);
        const std::vector<Property> kept = kept_unit_attributes(unit, XliffVersion::v1_2);
        const bool named = !value_of(kept, "resname").empty();
        if (!id.own && !named) xml().attribute_if("resname", unit.id);
        TargetForm form = kept_target_form(unit, XliffVersion::v1_2);
        std::vector<Property> state = state_in_1(unit);
        if (options().copies_source && target == nullptr && form != TargetForm::copy &&
            value_of(kept, "translate") != "no") {
            form = TargetForm::copy;
            state = {{"state", "new"}};
        }
        xml().attribute_if("approved", value_of(state, "approved"));
        for (const Property& attribute : kept) {
            if (attribute.type != "approved") xml().attribute(attribute.type, attribute.value);
        }
        xml().attribute("xml:space", "preserve");
        const KeptSides sides = kept_sides(source, target, XliffVersion::v1_2);
        xml().start("source", true);
        write_content(source, sides.source);
        xml().end();
        if (sides.seg_source) {
            xml().start("seg-source", true);
            xml().markup(sides.seg_source->markup);
            xml().end();
        }
        if (target != nullptr) {
            write_target(unit, *target, state, sides.target);
        } else if (form == TargetForm::copy) {
            write_target(unit, source, state, sides.source);
        } else if (form == TargetForm::empty) {
            write_target(unit, none, state, std::nullopt);
        }
        std::vector<Property> metadata =
            unit_metadata(unit, source, target == nullptr ? none : *target,
                          options().source_document, XliffVersion::v1_2);
        if (!id.own && named) metadata.push_back(id_property(unit));
        if (has_kept(unit, source, target == nullptr ? none : *target, XliffVersion::v1_2)) {
            metadata.push_back(kept_property());
        }
        write_metadata(metadata);
        write_notes(unit, source, target == nullptr ? none : *target);
        xml().end();
    }

    void end() override {
        for (int i = 0; i < 3; ++i) xml().end();
    }

private:
    void write_target(const TranslationUnit& unit, const Variant& target,
                      const std::vector<Property>& state, const std::optional<KeptContent>& kept) {
        xml().start("target", true);
        xml().attribute_if("state", value_of(state, "state"));
        xml().attribute_if("state-qualifier", value_of(state, "state-qualifier"));
        const auto attributes = kept_attributes(unit, XliffVersion::v1_2, XliffElement::target);
        for (const Property& attribute : attributes.value_or(std::vector<Property>())) {
            if (!attribute.type.starts_with("state")) {
                xml().attribute(attribute.type, attribute.value);
            }
        }
        write_content(target, kept);
        xml().end();
    }

    void write_metadata(const std::vector<Property>& properties) {
        bool any = false;
        for (const Property& property : properties) {
            if (property.type == "x-egiz-state") continue;  // the target says it
            if (!std::exchange(any, true)) {
                xml().start("context-group", true);
                xml().attribute("purpose", "x-egiz");
            }
            xml().start("context", true);
            xml().attribute("context-type", property.type);
            xml().text(property.value);
            xml().end();
        }
        if (any) xml().end();
    }

    void write_notes(const TranslationUnit& unit, const Variant& source, const Variant& target) {
        const auto attributes =
            kept_note_attributes(unit, XliffVersion::v1_2,
                                 unit.notes.size() + source.notes.size() + target.notes.size());
        std::size_t number = 0;
        for (const auto& [notes, side] :
             {std::pair(&unit.notes, ""), std::pair(&source.notes, "source"),
              std::pair(&target.notes, "target")}) {
            for (const std::string& note : *notes) {
                xml().start("note", true);
                xml().attribute_if("annotates", side);
                for (const Property& attribute : attributes[number]) {
                    if (attribute.type == "annotates" && *side != '\0') continue;
                    xml().attribute(attribute.type, attribute.value);
                }
                xml().text(note);
                xml().end();
                ++number;
            }
        }
    }

    void write_content(const Variant& variant, const std::optional<KeptContent>& kept) {
        if (kept) {
            xml().markup(kept->markup);
            return;
        }
        using Mark = ProtectedContent::Mark;
        const auto marked = with_protection(variant, XliffVersion::v1_2);
        const Variant& content = marked ? marked->content : variant;
        const auto partner = partners(content.codes);
        for_each_piece(
            content, [&](std::string_view text) { xml().text(text); },
            [&](std::size_t i) {
                const Mark mark = marked ? marked->marks[i] : Mark::none;
                if (mark == Mark::begin) {
                    xml().start("mrk");
                    xml().attribute("mtype", "protected");
                } else if (mark == Mark::end) {
                    xml().end();
                } else {
                    write_code(content.codes, i, partner[i]);
                }
            });
    }

    /// Codes of source and target belong together by id, or by their number if they have none; the
    /// two codes of a pair by `rid`.
    void write_code(const std::vector<InlineCode>& codes, std::size_t index,
                    std::optional<std::size_t> partner) {
        const InlineCode& code = codes[index];
        const bool closes = code.kind == Kind::close || code.kind == Kind::lone_close;
        const bool alone = code.kind == Kind::placeholder;
        xml().start(partner ? (closes ? "ept" : "bpt") : alone ? "ph" : "it");
        const std::size_t number = partner && closes ? *partner : index;
        xml().attribute("id", code.id.empty() ? std::to_string(number + 1) : code.id);
        if (partner) xml().attribute("rid", std::to_string(number + 1));
        if (!partner && !alone) xml().attribute("pos", closes ? "close" : "open");
        if (!partner || !closes) xml().attribute_if("ctype", to_xliff12_type(code.type, alone));
        xml().text(code.data);
        xml().end();
    }
};

}  // namespace

std::unique_ptr<UnitWriter> make_xliff12_writer(std::ostream& out,
                                                const UnitWriterOptions& options) {
    return std::make_unique<Xliff12Writer>(out, options);
}

}  // namespace egiz::formats
