// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/element.hpp"
#include "formats/exchange/tbx.hpp"
#include "formats/exchange/tbx_fields.hpp"
#include "formats/exchange/tbx_reader.hpp"
#include "formats/exchange/xml_unit_reader.hpp"
#include "formats/words.hpp"
#include "text/unicode.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace egiz::formats {
namespace {

using namespace std::string_view_literals;

constexpr std::array concept_names{"termEntry"sv, "conceptEntry"sv, "entry"sv};
constexpr std::array language_names{"langSet"sv, "langSec"sv, "langGroup"sv};
constexpr std::array term_names{"tig"sv, "ntig"sv, "termGrp"sv, "termSec"sv, "termGroup"sv};
constexpr std::array dca_names{"descrip"sv,     "admin"sv,      "termNote"sv, "ref"sv,
                               "xref"sv,        "transac"sv,    "date"sv,     "adminNote"sv,
                               "descripNote"sv, "transacNote"sv};
/// What they hold is markup, and no text.
constexpr std::array native_names{"bpt"sv, "ept"sv, "ph"sv, "it"sv, "ut"sv, "sc"sv, "ec"sv};
constexpr std::size_t most_terms = 10'000;  ///< of a concept

/// With one space for each run of white space.
std::string tidy(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        if (!is_space(next_code_point(text, at))) {
            result += text.substr(begin, at - begin);
        } else if (!result.empty() && result.back() != ' ') {
            result += ' ';
        }
    }
    if (!result.empty() && result.back() == ' ') result.pop_back();
    return result;
}

/// The terms of a concept in one language.
struct LanguageTerms {
    Language language;
    std::vector<Property> properties;
    std::vector<std::string> notes;
    std::vector<Variant> terms;
};

class TbxUnitReader final : public XmlUnitReader {
public:
    TbxUnitReader(InputFile file, const WarningSink& warn) : XmlUnitReader(std::move(file), warn) {}

private:
    void start(std::string_view name, std::string_view uri,
               const xml::Attributes& attributes) override;
    void text(std::string_view piece) override;
    void end(std::string_view name) override;

    void begin_language(const Element& element);
    /// `descrip-subjectField` of `<descrip type="subjectField">` and `<min:subjectField>`; empty if
    /// the element is none of these.
    static std::string field_of(const Element& element);
    void finish_field(const std::string& field);
    void finish_concept();

    std::size_t depth_ = 0;
    std::size_t concept_depth_ = 0;  ///< 0: outside
    std::size_t language_depth_ = 0;
    std::size_t term_depth_ = 0;
    std::size_t field_depth_ = 0;
    std::size_t native_depth_ = 0;
    TranslationUnit unit_;  ///< the concept's id, properties and notes
    std::vector<LanguageTerms> languages_;
    LanguageTerms* language_ = nullptr;
    Variant term_;
    std::string field_;   ///< of the element at hand: `term`, `note` or as field_of()
    std::string target_;  ///< of a reference
    std::string content_;
    std::size_t count_ = 0;  ///< of the concept's terms
};

std::string TbxUnitReader::field_of(const Element& element) {
    const std::string_view name = element.name;
    if (name == "term" || name == "note") return std::string(name);
    if (is_one_of(name, dca_names)) {
        const std::string_view type = element.get("type");
        return std::string(name) + (type.empty() ? "" : "-") + std::string(type);
    }
    const std::string_view type = name == "termStatus" ? "administrativeStatus"sv
                                  : name == "customer" ? "customerSubset"sv
                                                       : name;
    for (const TbxField& field : tbx_fields) {
        if (field.type == type) return std::string(field.element) + '-' + std::string(type);
    }
    return {};
}

void TbxUnitReader::start(std::string_view name, std::string_view,
                          const xml::Attributes& attributes) {
    const Element element(name, attributes);
    if (depth_ == 0 && !is_tbx_root(name))
        fail("this is no TBX: its root element is <" + std::string(name) + ">");
    ++depth_;
    charge(element.size());
    if (field_depth_ > 0) {
        if (native_depth_ == 0 && is_one_of(name, native_names)) native_depth_ = depth_;
        return;
    }
    if (concept_depth_ == 0) {
        if (!is_one_of(name, concept_names)) return;
        begin_charging();
        concept_depth_ = depth_;
        unit_ = {};
        unit_.id = element.get("id");
        languages_.clear();
        count_ = 0;
        return;
    }
    if (language_depth_ == 0 && is_one_of(name, language_names)) {
        begin_language(element);
    } else if (language_depth_ > 0 && term_depth_ == 0 && is_one_of(name, term_names)) {
        term_depth_ = depth_;
        term_ = {};
    } else if (field_ = field_of(element); !field_.empty()) {
        field_depth_ = depth_;
        target_ = element.get("target");
        content_.clear();
    }
}

void TbxUnitReader::begin_language(const Element& element) {
    language_depth_ = depth_;
    const std::string_view tag = element.first_of({"xml:lang", "lang"});
    const auto& known = language(tag);
    if (!known) {
        skipped(tag.empty() ? "skipped: terms without a language"
                            : "skipped: terms in '" + std::string(tag.substr(0, 40)) +
                                  "', which is no language");
        language_ = nullptr;
        return;
    }
    const auto found = std::find_if(languages_.begin(), languages_.end(),
                                    [&](const auto& each) { return each.language == *known; });
    if (found != languages_.end()) {
        language_ = &*found;
        return;
    }
    languages_.push_back({*known, {}, {}, {}});
    language_ = &languages_.back();
}

void TbxUnitReader::text(std::string_view piece) {
    if (field_depth_ == 0 || native_depth_ > 0) return;
    charge(piece.size());
    content_ += piece;
}

void TbxUnitReader::end(std::string_view) {
    const std::size_t depth = depth_--;
    if (depth == native_depth_) native_depth_ = 0;
    if (depth == field_depth_) {
        field_depth_ = 0;
        finish_field(field_);
    } else if (depth == term_depth_) {
        term_depth_ = 0;
        if (language_ != nullptr && !term_.text.empty()) {
            if (++count_ > most_terms) fail("a concept of more than 10,000 terms");
            term_.language = language_->language;
            language_->terms.push_back(std::move(term_));
        }
        term_ = {};
    } else if (depth == language_depth_) {
        language_depth_ = 0;
        language_ = nullptr;
    } else if (depth == concept_depth_) {
        concept_depth_ = 0;
        finish_concept();
    }
}

void TbxUnitReader::finish_field(const std::string& field) {
    if (field == "term") {
        if (term_depth_ > 0) term_.text = tidy(content_);
        return;
    }
    std::string content(trimmed(content_));
    if (!target_.empty()) content = target_ + (content.empty() ? "" : "\t") + content;
    if (content.empty() || (language_depth_ > 0 && language_ == nullptr)) return;
    std::vector<std::string>* notes = term_depth_ > 0        ? &term_.notes
                                      : language_ != nullptr ? &language_->notes
                                                             : &unit_.notes;
    if (field == "note") {
        notes->push_back(std::move(content));
        return;
    }
    std::vector<Property>* properties = term_depth_ > 0        ? &term_.properties
                                        : language_ != nullptr ? &language_->properties
                                                               : &unit_.properties;
    const std::string_view prefix = term_depth_ > 0 ? tbx_term_property : tbx_property;
    properties->push_back({std::string(prefix) + field, std::move(content)});
}

void TbxUnitReader::finish_concept() {
    std::size_t most = 0;
    for (const LanguageTerms& each : languages_) most = std::max(most, each.terms.size());
    if (most == 0) {
        skipped("skipped: a concept without terms");
        begin_charging();
        return;
    }
    split_into(most);
    for (std::size_t i = 0; i < most; ++i) {
        TranslationUnit unit = unit_;
        for (const LanguageTerms& each : languages_) {
            if (each.terms.empty()) continue;
            Variant variant = each.terms[i < each.terms.size() ? i : 0];
            variant.properties.insert(variant.properties.begin(), each.properties.begin(),
                                      each.properties.end());
            variant.notes.insert(variant.notes.begin(), each.notes.begin(), each.notes.end());
            unit.variants.push_back(std::move(variant));
        }
        hand_on(std::move(unit));
    }
    begin_charging();
}

}  // namespace

std::unique_ptr<UnitReader> make_tbx_reader(InputFile file, const WarningSink& warn) {
    return std::make_unique<TbxUnitReader>(std::move(file), warn);
}

}  // namespace egiz::formats
