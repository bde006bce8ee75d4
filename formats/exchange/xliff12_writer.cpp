// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/code_types.hpp"
#include "formats/exchange/dates.hpp"
#include "formats/exchange/inline_codes.hpp"
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
        xml().attribute("target-language", tag(options().languages[1]));
        xml().attribute("datatype", "plaintext");
        xml().attribute("tool-id", "egiz");
        if (const auto date = to_iso_date(options().date)) xml().attribute("date", *date);
        xml().start("header", true);
        xml().start("tool", true);
        xml().attribute("tool-id", "egiz");
        xml().attribute("tool-name", "egiz");
        xml().attribute_if("tool-version", options().tool_version);
        xml().end();
        xml().end();
        xml().start("body", true);
    }

protected:
    void write_unit(const TranslationUnit& unit, const Variant& source,
                    const Variant& target) override {
        xml().start("trans-unit", true);
        xml().attribute("id", std::to_string(written()));
        xml().attribute_if("resname", unit.id);
        if (unit.state == ReviewState::reviewed) xml().attribute("approved", "yes");
        xml().attribute("xml:space", "preserve");
        xml().start("source", true);
        write_content(source);
        xml().end();
        xml().start("target", true);
        write_state(unit.state);
        write_content(target);
        xml().end();
        write_metadata(unit_metadata(unit, source, target, options().source_document));
        write_notes(unit.notes, "");
        write_notes(source.notes, "source");
        write_notes(target.notes, "target");
        xml().end();
    }

    void end() override {
        for (int i = 0; i < 3; ++i) xml().end();
    }

private:
    /// What an aligner found is translated; only what a person has accepted is final.
    void write_state(ReviewState state) {
        switch (state) {
            case ReviewState::unreviewed:
                xml().attribute("state", "translated");
                break;
            case ReviewState::reviewed:
                xml().attribute("state", "final");
                break;
            case ReviewState::rejected:
                xml().attribute("state", "needs-review-translation");
                xml().attribute("state-qualifier", "rejected-inaccurate");
                break;
        }
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

    void write_notes(const std::vector<std::string>& notes, std::string_view side) {
        for (const std::string& note : notes) {
            xml().start("note", true);
            xml().attribute_if("annotates", side);
            xml().text(note);
            xml().end();
        }
    }

    void write_content(const Variant& variant) {
        const auto partner = partners(variant.codes);
        for_each_piece(
            variant, [&](std::string_view text) { xml().text(text); },
            [&](std::size_t i) { write_code(variant.codes, i, partner[i]); });
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
