// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/code_types.hpp"
#include "formats/exchange/inline_codes.hpp"
#include "formats/exchange/kept_attributes.hpp"
#include "formats/exchange/metadata.hpp"
#include "formats/exchange/xliff_writer.hpp"
#include "text/unicode.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace egiz::formats {
namespace {

using Kind = InlineCode::Kind;

bool is_name_token(std::string_view text) {
    return !text.empty() && text.size() <= 100 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '.' || c == '-' || c == '_';
    });
}

/// The ids of a unit's codes. No two codes of a side share one, and a code has the same on both.
class CodeIds {
public:
    /// No code gets this one.
    void reserve(const std::string& id) { used_.insert(id); }
    void begin_side() {
        taken_.clear();
        seen_.clear();
    }
    /// The id of a code that is no closing one of a pair.
    std::string of(const InlineCode& code) {
        // Pairs, placeholders and lone codes may have the same ids in the unit, not so in the file.
        const std::pair key{code.kind, code.id};
        const auto [known, is_new] = ids_.try_emplace({key, seen_[key]++});
        if (is_new || taken_.contains(known->second)) {
            std::string id = code.id;
            while (!is_name_token(id) || used_.contains(id)) id = "c" + std::to_string(++counter_);
            used_.insert(id);
            known->second = id;
        }
        taken_.insert(known->second);
        return known->second;
    }

private:
    using Key = std::pair<Kind, std::string>;
    std::map<std::pair<Key, std::size_t>, std::string> ids_;  ///< the n-th code of that kind and id
    std::map<Key, std::size_t> seen_;                         ///< on this side
    std::set<std::string> taken_;                             ///< on this side
    std::set<std::string> used_;
    std::size_t counter_ = 0;
};

/// XLIFF 2.0 (OASIS, 5 August 2014): the version that most tools read.
class Xliff20Writer final : public XliffWriter {
public:
    Xliff20Writer(std::ostream& out, const UnitWriterOptions& given) : XliffWriter(out, given) {
        xml().declaration();
        xml().start("xliff", true);
        xml().attribute("version", "2.0");
        xml().attribute("xmlns", "urn:oasis:names:tc:xliff:document:2.0");
        xml().attribute("xmlns:mda", "urn:oasis:names:tc:xliff:metadata:2.0");
        xml().attribute("srcLang", tag(options().languages[0]));
        if (options().languages.size() > 1) {
            xml().attribute("trgLang", tag(options().languages[1]));
        }
        xml().start("file", true);
        xml().attribute("id", units_file_id);
        xml().attribute_if("original", options().source_document);
        xml().attribute("xml:space", "preserve");
    }

protected:
    void write_unit(const TranslationUnit& unit, const Variant& source,
                    const Variant* target) override {
        static const Variant none;
        const Variant& there = target == nullptr ? none : *target;
        xml().start("unit", true);
        const UnitId id = give_id(unit, false);
        xml().attribute("id", id.id);
        const std::vector<Property> kept = kept_unit_attributes(unit, XliffVersion::v2_0);
        const bool named = !value_of(kept, "name").empty();
        if (!id.own && !named) xml().attribute_if("name", unit.id);
        for (const Property& attribute : kept) xml().attribute(attribute.type, attribute.value);
        std::vector<Property> metadata =
            unit_metadata(unit, source, there, options().source_document, XliffVersion::v2_0);
        if (!id.own && named) metadata.push_back(id_property(unit));
        if (has_kept(unit, source, there, XliffVersion::v2_0)) metadata.push_back(kept_property());
        write_metadata(metadata);
        write_notes(unit, source, there);
        const KeptSides sides = kept_sides(source, target, XliffVersion::v2_0);
        write_original_data(source, there, sides);
        xml().start("segment", true);
        ids_ = {};
        const TargetForm form = options().languages.size() < 2
                                    ? TargetForm::none
                                    : kept_target_form(unit, XliffVersion::v2_0);
        write_segment_attributes(
            unit, target != nullptr || form != TargetForm::none, [&](const std::string& own) {
                return has_id(source, sides.source, own) || has_id(there, sides.target, own);
            });
        xml().start("source", true);
        write_content(source, sides.source);
        xml().end();
        if (target != nullptr || form != TargetForm::none) {
            xml().start("target", true);
            if (target != nullptr) {
                write_content(*target, sides.target);
            } else if (form == TargetForm::copy) {
                write_content(source, sides.source);
            }
            xml().end();
        }
        xml().end();
        xml().end();
    }

    void end() override {
        xml().end();
        xml().end();
    }

private:
    static bool has_id(const Variant& variant, const std::optional<KeptContent>& kept,
                       const std::string& id) {
        if (kept) return kept->markup.find(" id=\"" + id + '"') != std::string::npos;
        return std::any_of(variant.codes.begin(), variant.codes.end(),
                           [&](const InlineCode& code) { return code.id == id; });
    }

    /// Segments and codes share the ids of their unit (4.3.1.21).
    template <class IsTaken>
    void write_segment_attributes(const TranslationUnit& unit, bool has_target,
                                  const IsTaken& is_taken) {
        const auto attributes = kept_attributes(unit, XliffVersion::v2_0, XliffElement::segment);
        for (const Property& attribute : attributes.value_or(std::vector<Property>())) {
            if (attribute.type == "id" && is_taken(attribute.value)) continue;
            if (attribute.type == "id") ids_.reserve(attribute.value);
            if (attribute.type == "id" || attribute.type == "canResegment") {
                xml().attribute(attribute.type, attribute.value);
            }
        }
        const std::vector<Property> state = state_in_2(unit);
        // What has no target is in its first state (4.3.1.31).
        if (!has_target && value_of(state, "state") != "initial") return;
        for (const Property& attribute : state) xml().attribute(attribute.type, attribute.value);
    }

    void write_metadata(const std::vector<Property>& properties) {
        if (properties.empty()) return;
        xml().start("mda:metadata", true);
        xml().start("mda:metaGroup", true);
        xml().attribute("category", "egiz");
        for (const Property& property : properties) {
            xml().start("mda:meta", true);
            xml().attribute("type", property.type);
            xml().text(property.value);
            xml().end();
        }
        xml().end();
        xml().end();
    }

    void write_notes(const TranslationUnit& unit, const Variant& source, const Variant& target) {
        const std::size_t count = unit.notes.size() + source.notes.size() + target.notes.size();
        if (count == 0) return;
        const auto attributes = kept_note_attributes(unit, XliffVersion::v2_0, count);
        std::set<std::string_view> ids;
        std::size_t number = 0;
        xml().start("notes", true);
        for (const auto& [notes, side] :
             {std::pair(&unit.notes, ""), std::pair(&source.notes, "source"),
              std::pair(&target.notes, "target")}) {
            for (const std::string& note : *notes) {
                xml().start("note", true);
                xml().attribute_if("appliesTo", side);
                for (const Property& attribute : attributes[number]) {
                    if (attribute.type == "id" && !ids.insert(attribute.value).second) continue;
                    xml().attribute(attribute.type, attribute.value);
                }
                xml().text(note);
                xml().end();
                ++number;
            }
        }
        xml().end();
    }

    void write_original_data(const Variant& source, const Variant& target, const KeptSides& sides) {
        data_ids_.clear();
        bool any = false;
        const auto write = [&](const std::string& id, const std::string& data) {
            if (!any) xml().start("originalData", true);
            any = true;
            xml().start("data", true);
            xml().attribute("id", id);
            write_text(data);
            xml().end();
        };
        std::set<std::string_view> given;
        for (const auto* side : {&sides.source, &sides.target}) {
            if (!*side) continue;
            for (const auto& [id, data] : (*side)->data) {
                if (given.insert(id).second) write(id, data);
            }
        }
        for (const auto& [variant, kept] : {std::pair(&source, sides.source.has_value()),
                                            std::pair(&target, sides.target.has_value())}) {
            for (const InlineCode& code : variant->codes) {
                if (kept || code.data.empty()) continue;
                const auto [entry, is_new] = data_ids_.try_emplace(code.data);
                if (!is_new) continue;
                entry->second = "d" + std::to_string(data_ids_.size());
                write(entry->second, code.data);
            }
        }
        if (any) xml().end();
    }

    void write_content(const Variant& variant, const std::optional<KeptContent>& kept) {
        if (kept) {
            xml().markup(kept->markup);
            return;
        }
        const auto marked = with_protection(variant, XliffVersion::v2_0);
        marked ? write_codes(marked->content, marked->marks) : write_codes(variant, {});
    }

    /// \param marks  for each code; empty if none is one
    void write_codes(const Variant& variant, const std::vector<ProtectedContent::Mark>& marks) {
        using Mark = ProtectedContent::Mark;
        ids_.begin_side();
        const auto partner = partners(variant.codes);
        const bool nested = well_nested(partner);
        std::vector<std::string> written(variant.codes.size());
        for_each_piece(
            variant, [&](std::string_view text) { write_text(text); },
            [&](std::size_t i) {
                const InlineCode& code = variant.codes[i];
                const Mark mark = marks.empty() ? Mark::none : marks[i];
                if (mark == Mark::begin) {
                    xml().start("mrk");
                    xml().attribute("id", ids_.of(code));
                    xml().attribute("translate", "no");
                } else if (mark == Mark::end) {
                    xml().end();
                } else if (!partner[i]) {
                    write_lone(code);
                } else if (*partner[i] > i) {
                    written[i] = ids_.of(code);
                    write_opening(code, written[i], variant.codes[*partner[i]].data, nested);
                } else if (nested) {
                    xml().end();
                } else {
                    xml().start("ec");
                    xml().attribute("startRef", written[*partner[i]]);
                    write_data_reference("dataRef", code.data);
                    xml().end();
                }
            });
    }

    /// `pc` around its content where pairs are nested, else `sc` here and `ec` there.
    void write_opening(const InlineCode& code, const std::string& id,
                       const std::string& closing_data, bool nested) {
        xml().start(nested ? "pc" : "sc");
        xml().attribute("id", id);
        write_type(code.type);
        if (nested) {
            write_data_reference("dataRefEnd", closing_data);
            write_data_reference("dataRefStart", code.data);
        } else {
            write_data_reference("dataRef", code.data);
            xml().end();
        }
    }

    void write_lone(const InlineCode& code) {
        const bool alone = code.kind == Kind::placeholder;
        const bool closes = code.kind == Kind::close || code.kind == Kind::lone_close;
        xml().start(alone ? "ph" : closes ? "ec" : "sc");
        xml().attribute("id", ids_.of(code));
        if (!alone) xml().attribute("isolated", "yes");
        write_type(code.type);
        write_data_reference("dataRef", code.data);
        xml().end();
    }

    void write_type(const std::string& type) {
        const Xliff2Type words = to_xliff2_type(type);
        xml().attribute_if("type", words.type);
        xml().attribute_if("subType", words.sub_type);
    }

    void write_data_reference(std::string_view attribute, const std::string& data) {
        if (!data.empty()) xml().attribute(attribute, data_ids_[data]);
    }

    /// Characters that XML cannot hold become `cp` elements.
    void write_text(std::string_view text) {
        std::size_t plain = 0;
        for (std::size_t at = 0; at < text.size(); ++at) {
            const auto byte = static_cast<unsigned char>(text[at]);
            if (byte >= 0x20 && byte != 0xEF) continue;
            std::size_t end = at;
            const char32_t c = next_code_point(text, end);
            if (!xml::is_forbidden(c)) continue;
            xml().text(text.substr(plain, at - plain));
            write_code_point(c);
            plain = end;
            at = end - 1;
        }
        xml().text(text.substr(plain));
    }

    void write_code_point(char32_t c) {
        constexpr std::string_view digits = "0123456789ABCDEF";
        std::string hex;
        for (unsigned shift = 16; shift > 0; shift -= 4) hex += digits[(c >> (shift - 4)) & 0xFU];
        xml().start("cp");
        xml().attribute("hex", hex);
        xml().end();
    }

    std::map<std::string, std::string> data_ids_;  ///< of the unit being written
    CodeIds ids_;
};

}  // namespace

std::unique_ptr<UnitWriter> make_xliff20_writer(std::ostream& out,
                                                const UnitWriterOptions& options) {
    return std::make_unique<Xliff20Writer>(out, options);
}

}  // namespace egiz::formats
