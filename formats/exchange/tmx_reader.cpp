// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/code_ids.hpp"
#include "formats/exchange/dates.hpp"
#include "formats/exchange/element.hpp"
#include "formats/exchange/metadata.hpp"
#include "formats/exchange/segment_content.hpp"
#include "formats/exchange/tmx.hpp"
#include "formats/exchange/tmx_attributes.hpp"
#include "formats/exchange/tmx_content.hpp"
#include "formats/exchange/tmx_fields.hpp"
#include "formats/exchange/xml_unit_reader.hpp"
#include "text/unicode.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace egiz::formats {
namespace {

/// What an element takes in memory, besides its text.
constexpr std::size_t element_cost = 128;

bool blank(std::string_view text) { return trim(text, {0, text.size()}).empty(); }

std::string shown(std::string_view text) {
    std::size_t size = std::min<std::size_t>(text.size(), 40);
    while (size > 0 && size < text.size() &&
           (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) {
        --size;
    }
    return "\"" + std::string(text.substr(0, size)) + "\"";
}

std::size_t size_of(const Variant& variant) {
    return variant.text.size() + element_cost * (1 + variant.codes.size());
}

class TmxReader final : public XmlUnitReader {
public:
    TmxReader(InputFile file, const WarningSink& warn, bool salvage)
        : XmlUnitReader(std::move(file), warn, salvage) {}

private:
    enum class Where { root, header, body, unit, variant, segment, note, property, ignored };

    void start(std::string_view name, std::string_view uri,
               const xml::Attributes& attributes) override;
    void text(std::string_view piece) override;
    void end(std::string_view name) override;
    void resumed() override;
    void drop_unit() override;
    [[nodiscard]] std::optional<ResumePoint> resume_at() const override;

    void check_inline(const Element& element);
    [[nodiscard]] Where enter(const Element& element);
    [[nodiscard]] Where enter_in_unit(const Element& element);
    [[nodiscard]] Where ignored(const Element& element);
    void begin_unit(const Element& element);
    void begin_variant(const Element& element);
    [[nodiscard]] Authorship authorship_of(const KnownAttributes& attributes,
                                           std::vector<Property>& properties);
    [[nodiscard]] std::string date_of(std::string_view value, const char* attribute,
                                      std::vector<Property>& properties);
    /// Attributes of notes and properties, by their numbers.
    struct Fields {
        std::map<std::size_t, FieldAttributes> notes;
        std::map<std::size_t, FieldAttributes> properties;
    };
    Fields& fields() { return of_variant_ ? variant_fields_ : unit_fields_; }
    void keep(Fields& fields, const std::vector<std::string>& notes,
              std::vector<Property>& properties);
    void end_segment();
    void end_note();
    void end_property();
    void end_variant();
    void end_unit();
    void restore_ids();
    void resolve_missing_language();
    void hand_on_one_a_language();

    std::vector<Where> where_;  ///< but for what is inside a seg
    bool has_header_ = false;
    std::optional<Language> source_language_;
    TranslationUnit unit_;
    Variant variant_;
    bool has_language_ = false;
    bool has_segment_ = false;
    bool of_variant_ = false;  ///< the note or prop at hand
    SegmentContent content_;
    std::string loose_;     ///< text of a tuv outside its seg
    std::string code_ids_;  ///< of the tuv at hand, as code_ids_property has them
    std::string field_;     ///< text of a note or a prop
    std::string property_type_;
    FieldAttributes field_attributes_;
    Fields unit_fields_;
    Fields variant_fields_;
    std::optional<std::size_t> unlabelled_;  ///< the unit's variant without language
};

void TmxReader::start(std::string_view name, std::string_view, const xml::Attributes& attributes) {
    const Element element(name, attributes);
    if (where_.empty()) {
        if (name != "tmx") {
            fail("this is no TMX file: its root element is <" + std::string(name) + ">");
        }
        where_.push_back(Where::root);
        return;
    }
    charge(element_cost + element.size());
    if (where_.back() != Where::segment) {
        where_.push_back(enter(element));
    } else if (!content_.start(element)) {
        repaired("seg holds <" + std::string(name) + ">, which no standard has: its text is kept");
    } else {
        check_inline(element);
    }
}

void TmxReader::check_inline(const Element& element) {
    const std::string_view name = element.name;
    if (name == "g" || name == "x" || name == "pc" || name == "bx" || name == "ex") {
        repaired("seg holds <" + std::string(name) + "> of XLIFF, read as a code");
    } else if ((name == "bpt" || name == "ept") && element.get("i").empty()) {
        repaired(std::string(name) + " has no i");
    } else if (name == "it" && element.get("pos") != "begin" && element.get("pos") != "end") {
        repaired("it has no pos of TMX: read as " +
                 std::string(element.get("pos") == "close" ? "end" : "begin"));
    }
}

TmxReader::Where TmxReader::enter(const Element& element) {
    switch (where_.back()) {
        case Where::root:
            if (element.name == "header") {
                has_header_ = true;
                source_language_ = language(element.get("srclang"));
                if (blank(element.get("srclang"))) {
                    repaired("header has no srclang: read as *all*");
                } else if (!source_language_ && element.get("srclang") != "*all*") {
                    repaired("srclang " + shown(element.get("srclang")) +
                             " is no language that is known: read as *all*");
                }
                return Where::header;
            }
            if (element.name == "body") {
                if (!has_header_) repaired("there is no header");
                return Where::body;
            }
            if (element.name == "tu") repaired("tu stands outside of body");
            [[fallthrough]];
        case Where::body:
            if (element.name != "tu") return ignored(element);
            begin_unit(element);
            return Where::unit;
        case Where::unit:
        case Where::variant:
            return enter_in_unit(element);
        default:
            return Where::ignored;
    }
}

TmxReader::Where TmxReader::enter_in_unit(const Element& element) {
    of_variant_ = where_.back() == Where::variant;
    if (element.name == "note" || element.name == "prop") {
        field_.clear();
        property_type_ = element.get("type");
        field_attributes_ = field_attributes(element);
        if (element.name == "prop" && element.find("type") == nullptr) {
            repaired("prop has no type");
        }
        return element.name == "note" ? Where::note : Where::property;
    }
    if (!of_variant_ && element.name == "tuv") {
        begin_variant(element);
        return Where::variant;
    }
    if (of_variant_ && element.name == "seg") {
        if (has_segment_) {
            repaired("tuv has a second seg: left out");
            return Where::ignored;
        }
        has_segment_ = true;
        content_.begin();
        return Where::segment;
    }
    return ignored(element);
}

TmxReader::Where TmxReader::ignored(const Element& element) {
    repaired("<" + std::string(element.name) + "> does not belong here: left out");
    return Where::ignored;
}

void TmxReader::text(std::string_view piece) {
    if (where_.empty()) return;
    switch (where_.back()) {
        case Where::segment:
            content_.text(piece);
            break;
        case Where::note:
        case Where::property:
            field_ += piece;
            break;
        case Where::variant:
            if (!has_segment_) loose_ += piece;
            break;
        default:
            return;
    }
    charge(piece.size());
}

void TmxReader::end(std::string_view) {
    if (where_.back() == Where::segment && content_.depth() > 0) {
        content_.end();
        return;
    }
    const Where here = where_.back();
    where_.pop_back();
    switch (here) {
        case Where::note:
            end_note();
            break;
        case Where::property:
            end_property();
            break;
        case Where::segment:
            end_segment();
            break;
        case Where::variant:
            end_variant();
            break;
        case Where::unit:
            end_unit();
            break;
        default:
            break;
    }
}

void TmxReader::end_segment() {
    const std::vector<CodeForm> forms = content_.take_forms();
    if (const std::size_t lone = content_.move_into(variant_)) {
        repaired(std::to_string(lone) + " bpt or ept without partner: read as it");
    }
    settle_made_up_ids(variant_.codes, forms);
    if (forms.empty()) return;
    std::string text = print_code_forms(forms);
    charge(text.size());
    variant_.properties.push_back({std::string(code_forms_property), std::move(text)});
}

std::string TmxReader::date_of(std::string_view value, const char* attribute,
                               std::vector<Property>& properties) {
    if (value.empty()) return {};
    auto date = to_iso_date(value);
    if (!date) {
        const std::string type = std::string("x-egiz-tmx-") + attribute;
        repaired(attribute + (" is no date: " + shown(value)) + "; kept as property " + type);
        properties.push_back({type, std::string(value)});
    }
    return std::move(date).value_or("");
}

Authorship TmxReader::authorship_of(const KnownAttributes& attributes,
                                    std::vector<Property>& properties) {
    Authorship result;
    result.created = date_of(attributes.created, "creationdate", properties);
    result.created_by = attributes.created_by;
    result.changed = date_of(attributes.changed, "changedate", properties);
    result.changed_by = attributes.changed_by;
    return result;
}

void TmxReader::begin_unit(const Element& element) {
    begin_charging();
    unit_ = {};
    unlabelled_.reset();
    unit_fields_ = {};
    const KnownAttributes attributes = known_attributes(element);
    unit_.id = attributes.id;
    unit_.authorship = authorship_of(attributes, unit_.properties);
    if (attributes.has_others) keep_attributes(element, TmxElement::tu, unit_.properties);
    unit_.variants.reserve(2);
}

void TmxReader::begin_variant(const Element& element) {
    variant_ = {};
    variant_fields_ = {};
    has_segment_ = false;
    loose_.clear();
    code_ids_.clear();
    const KnownAttributes attributes = known_attributes(element);
    variant_.authorship = authorship_of(attributes, variant_.properties);
    if (attributes.has_others) keep_attributes(element, TmxElement::tuv, variant_.properties);
    const std::string_view tag = attributes.language;
    const std::optional<Language>& known = language(tag);
    has_language_ = true;
    if (known) {
        variant_.language = *known;
    } else if (!blank(tag)) {
        repaired(shown(tag) + " is no language that is known: its text is left out");
        has_language_ = false;
    } else if (unlabelled_) {
        repaired("a second tuv of the unit has no language: left out");
        has_language_ = false;
    } else {
        unlabelled_ = unit_.variants.size();
    }
}

void TmxReader::keep(Fields& fields, const std::vector<std::string>& notes,
                     std::vector<Property>& properties) {
    if (fields.notes.empty() && fields.properties.empty()) return;
    FieldAttributesList list;
    for (std::size_t i = 0; i < notes.size(); ++i) list.add({}, notes[i], fields.notes[i]);
    for (std::size_t i = 0; i < properties.size(); ++i) {
        list.add(properties[i].type, properties[i].value, fields.properties[i]);
    }
    std::string text = list.print();
    charge(text.size());
    properties.push_back({std::string(field_attributes_property), std::move(text)});
    fields = {};
}

void TmxReader::end_note() {
    std::vector<std::string>& notes = of_variant_ ? variant_.notes : unit_.notes;
    if (!field_attributes_.empty()) {
        fields().notes[notes.size()] = std::move(field_attributes_);
    }
    notes.push_back(std::exchange(field_, {}));
}

void TmxReader::end_property() {
    Property property{std::move(property_type_), std::exchange(field_, {})};
    if (of_variant_ && property.type == code_ids_property && code_ids_.empty()) {
        code_ids_ = std::move(property.value);
        return;
    }
    if (of_variant_ ? take_context_property(property, variant_)
                    : take_alignment_property(property, unit_)) {
        return;
    }
    std::vector<Property>& properties = of_variant_ ? variant_.properties : unit_.properties;
    if (!field_attributes_.empty()) {
        fields().properties[properties.size()] = std::move(field_attributes_);
    }
    properties.push_back(std::move(property));
}

void TmxReader::end_variant() {
    if (!has_language_) return;
    if (!has_segment_ && blank(loose_)) {
        repaired("tuv has no seg: left out");
        if (unlabelled_ == unit_.variants.size()) unlabelled_.reset();
        return;
    }
    if (!has_segment_) {
        repaired("the text of tuv is not in a seg: read as if it were");
        variant_.text = slice(loose_, trim(loose_, {0, loose_.size()}));
    }
    restore_ids();
    keep(variant_fields_, variant_.notes, variant_.properties);
    unit_.variants.push_back(std::move(variant_));
}

/// Of codes whose ids are no numbers.
void TmxReader::restore_ids() {
    if (code_ids_.empty() || restore_code_ids(variant_, code_ids_)) return;
    variant_.properties.push_back({std::string(code_ids_property), code_ids_});
}

/// A tuv without language can only be the header's source language, if the unit has no other.
void TmxReader::resolve_missing_language() {
    if (!unlabelled_) return;
    const bool taken =
        std::any_of(unit_.variants.begin(), unit_.variants.end(),
                    [&](const Variant& variant) { return variant.language == source_language_; });
    if (source_language_ && !taken) {
        unit_.variants[*unlabelled_].language = *source_language_;
        repaired("tuv has no language: taken for " + source_language_->tag() + ", the srclang");
    } else {
        unit_.variants.erase(unit_.variants.begin() + static_cast<std::ptrdiff_t>(*unlabelled_));
        repaired("tuv has no language: left out");
    }
}

void TmxReader::end_unit() {
    keep(unit_fields_, unit_.notes, unit_.properties);
    resolve_missing_language();
    if (unit_.variants.empty()) {
        skipped("unit " + (unit_.id.empty() ? "" : shown(unit_.id) + " ") +
                "has no text in a known language: left out");
    } else {
        hand_on_one_a_language();
    }
    begin_charging();
}

/// Several variants of one language become units of their own: the k-th unit has the k-th variant
/// of each language, or the first if there is no k-th.
void TmxReader::hand_on_one_a_language() {
    if (unit_.variants.size() == 1 ||
        (unit_.variants.size() == 2 && unit_.variants[0].language != unit_.variants[1].language)) {
        hand_on(std::move(unit_));  // the usual cases
        return;
    }
    std::map<Language, std::vector<std::size_t>> of_language;
    std::vector<std::size_t> rank(unit_.variants.size());
    std::size_t most = 1;
    for (std::size_t i = 0; i < unit_.variants.size(); ++i) {
        std::vector<std::size_t>& same = of_language[unit_.variants[i].language];
        rank[i] = same.size();
        same.push_back(i);
        most = std::max(most, same.size());
    }
    if (most == 1) {
        hand_on(std::move(unit_));
        return;
    }
    repaired("several tuv have the same language: read as " + std::to_string(most) + " units");
    split_into(most);
    const std::vector<Variant> variants = std::exchange(unit_.variants, {});
    for (std::size_t k = 0; k < most; ++k) {
        TranslationUnit unit = unit_;
        // In the order of the languages' first variants.
        for (std::size_t i = 0; i < variants.size(); ++i) {
            if (rank[i] != 0) continue;
            const std::vector<std::size_t>& same = of_language[variants[i].language];
            unit.variants.push_back(variants[same[k < same.size() ? k : 0]]);
            charge(size_of(unit.variants.back()));
        }
        hand_on(std::move(unit));
    }
}

std::optional<XmlUnitReader::ResumePoint> TmxReader::resume_at() const {
    if (where_.empty()) return std::nullopt;  // no TMX
    return ResumePoint{"tu", {"tmx", "body"}};
}

void TmxReader::drop_unit() {
    const bool in_unit = std::find(where_.begin(), where_.end(), Where::unit) != where_.end();
    if (in_unit) {
        skipped("the unit " + (unit_.id.empty() ? "" : shown(unit_.id) + " ") +
                "is damaged: left out");
    }
    where_.resize(1);
}

void TmxReader::resumed() {
    where_ = {Where::root, Where::body};
    begin_charging();
}

}  // namespace

std::unique_ptr<UnitReader> make_tmx_reader(InputFile file, const WarningSink& warn) {
    return std::make_unique<TmxReader>(std::move(file), warn, false);
}

std::unique_ptr<UnitReader> make_tmx_salvager(InputFile file, const WarningSink& warn) {
    return std::make_unique<TmxReader>(std::move(file), warn, true);
}

}  // namespace egiz::formats
