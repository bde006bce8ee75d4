// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/selecting_writer.hpp"
#include "formats/exchange/tbx.hpp"
#include "formats/exchange/tbx_fields.hpp"
#include "formats/xml/words.hpp"
#include "formats/xml/writer.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace egiz::formats {
namespace {

struct LanguageTerms {
    Language language;
    std::vector<const Variant*> terms;
};

const TbxField* field_of(std::string_view name) {
    for (const TbxField& field : tbx_fields) {
        if (name.starts_with(field.element) &&
            name.size() == field.element.size() + 1 + field.type.size() &&
            name.ends_with(field.type)) {
            return &field;
        }
    }
    return nullptr;
}

class TbxWriter final : public SelectingWriter {
public:
    TbxWriter(std::ostream& out, const UnitWriterOptions& given)
        : SelectingWriter(given), xml_(out) {
        const std::vector<Language>& languages = options().languages;
        xml_.declaration();
        xml_.start("tbx", true);
        xml_.attribute("type", "TBX-Basic");
        xml_.attribute("style", "dca");
        xml_.attribute("xml:lang", languages.empty() ? "en" : tag(languages.front()));
        xml_.attribute("xmlns", "urn:iso:std:iso:30042:ed-2");
        xml_.start("tbxHeader", true);
        xml_.start("fileDesc", true);
        xml_.start("sourceDesc", true);
        const std::string& version = options().tool_version;
        xml_.element("p", "egiz" + (version.empty() ? "" : ' ' + version));
        for (int i = 0; i < 3; ++i) xml_.end();
        xml_.start("text", true);
        xml_.start("body", true);
    }

    void finish() override {
        flush();
        for (int i = 0; i < 3; ++i) xml_.end();
        xml_.flush();
    }
    std::size_t dropped_characters() const override { return xml_.dropped(); }
    std::vector<std::string> remarks() const override {
        std::vector<std::string> result = codes_.remarks("TBX");
        if (without_terms_ > 0) {
            result.push_back(std::to_string(without_terms_) +
                             " units left out: without text they are no terms");
        }
        if (left_out_ > 0) {
            result.push_back(std::to_string(left_out_) +
                             " properties left out that TBX-Basic has no place for");
        }
        if (renamed_ > 0) {
            result.push_back(std::to_string(renamed_) +
                             " ids left out: used before, or no names of XML");
        }
        return result;
    }

private:
    void write_selected(const TranslationUnit& unit,
                        const std::vector<const Variant*>& variants) override {
        codes_.count(variants);
        TranslationUnit kept = unit;
        kept.variants.clear();
        for (const Variant* variant : variants) {
            if (variant == nullptr || xml::trimmed(variant->text).empty()) continue;
            kept.variants.push_back(*variant);
        }
        // An entry without a term is not valid (TBXcoreStructV03_DCA).
        if (kept.variants.empty()) {
            ++without_terms_;
            refuse();
            return;
        }
        const bool same = !pending_.empty() && !unit.id.empty() && pending_.front().id == unit.id;
        // A concept is held whole; no real one has as many terms.
        constexpr std::size_t most = 10'000;
        if (!same || pending_.size() >= most) flush();
        pending_.push_back(std::move(kept));
    }

    void flush() {
        if (pending_.empty()) return;
        const TranslationUnit& first = pending_.front();
        xml_.start("conceptEntry", true);
        write_id(first.id);
        write_fields(first.properties, tbx_property);
        for (const std::string& note : first.notes) xml_.element("note", note);
        for (const LanguageTerms& each : terms()) write_language(each);
        xml_.end();
        pending_.clear();
    }

    /// The terms of the pending concept by language, each once.
    std::vector<LanguageTerms> terms() const {
        std::vector<LanguageTerms> result;
        std::set<std::pair<std::string, std::string>> known;
        for (const TranslationUnit& unit : pending_) {
            for (const Variant& variant : unit.variants) {
                if (!known.emplace(variant.language.tag(), variant.text).second) continue;
                auto found = std::find_if(result.begin(), result.end(), [&](const auto& each) {
                    return each.language == variant.language;
                });
                if (found == result.end()) {
                    result.push_back({variant.language, {}});
                    found = std::prev(result.end());
                }
                found->terms.push_back(&variant);
            }
        }
        return result;
    }

    void write_language(const LanguageTerms& language) {
        xml_.start("langSec", true);
        xml_.attribute("xml:lang", tag(language.language));
        write_fields(language.terms.front()->properties, tbx_property);
        for (const Variant* term : language.terms) {
            xml_.start("termSec", true);
            xml_.element("term", term->text);
            write_fields(term->properties, tbx_term_property);
            for (const std::string& note : term->notes) xml_.element("note", note);
            xml_.end();
        }
        xml_.end();
    }

    /// An id is a name of XML, once in a file.
    void write_id(const std::string& id) {
        if (id.empty()) return;
        const auto is_letter = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c < 0;
        };
        const bool good = is_letter(id.front()) && std::all_of(id.begin(), id.end(), [&](char c) {
                              return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
                          });
        if (good && ids_.insert(id).second) {
            xml_.attribute("id", id);
        } else {
            ++renamed_;
        }
    }

    void write_fields(const std::vector<Property>& properties, std::string_view prefix) {
        const bool of_term = prefix == tbx_term_property;
        for (const Property& property : properties) {
            const std::string_view type = property.type;
            if (!type.starts_with(tbx_property)) {
                if (!of_term) ++left_out_;
                continue;
            }
            if (type.starts_with(tbx_term_property) != of_term) continue;
            const TbxField* field = field_of(type.substr(prefix.size()));
            if (field == nullptr || (field->of_term && !of_term)) {
                ++left_out_;
                continue;
            }
            xml_.start(field->element, true);
            xml_.attribute("type", field->type);
            std::string_view text = property.value;
            if (field->element == "ref" || field->element == "xref") {
                const std::size_t tab = text.find('\t');
                xml_.attribute("target", text.substr(0, tab));
                text = tab == std::string_view::npos ? std::string_view() : text.substr(tab + 1);
            }
            xml_.text(text);
            xml_.end();
        }
    }

    xml::Writer xml_;
    std::vector<TranslationUnit> pending_;  ///< of one concept
    std::set<std::string> ids_;
    LostCodes codes_;
    std::size_t without_terms_ = 0;
    std::size_t left_out_ = 0;  ///< properties
    std::size_t renamed_ = 0;
};

}  // namespace

std::unique_ptr<UnitWriter> make_tbx_writer(std::ostream& out, const UnitWriterOptions& options) {
    return std::make_unique<TbxWriter>(out, options);
}

}  // namespace egiz::formats
