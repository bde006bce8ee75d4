// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/element.hpp"
#include "formats/exchange/metadata.hpp"
#include "formats/exchange/segment_content.hpp"
#include "formats/exchange/xliff.hpp"
#include "formats/exchange/xliff_writer.hpp"
#include "formats/exchange/xml_unit_reader.hpp"

#include <algorithm>
#include <utility>

namespace egiz::formats {
namespace {

constexpr std::size_t element_cost = 128;

/// XLIFF 1.x and 2.x in one: `trans-unit` holds source and target itself, `unit` holds segments.
class XliffReader final : public XmlUnitReader {
public:
    XliffReader(InputFile file, const WarningSink& warn) : XmlUnitReader(std::move(file), warn) {}

private:
    enum class Where {
        root,
        outside,
        unit,
        segment,
        content,  ///< source, seg-source or target
        field,    ///< note, meta, context or data
        group,    ///< what holds fields
        ignored
    };
    enum class Side { source, cut_source, target };
    enum class Field { note, property, data };
    /// A segment's two sides as they are read.
    struct Segment {
        std::string id;
        SegmentContent source, cut_source, target;  ///< cut_source: 1.2 `seg-source`
        Language source_language, target_language;
        bool has_target = false;
        ReviewState state = ReviewState::unreviewed;
    };
    struct Note {
        std::string text;
        std::string side;  ///< `source`, `target` or whatever
    };

    void start(std::string_view name, std::string_view uri,
               const xml::Attributes& attributes) override;
    void text(std::string_view piece) override;
    void end(std::string_view name) override;

    [[nodiscard]] Where enter(const Element& element);
    [[nodiscard]] Where enter_outside(const Element& element);
    [[nodiscard]] Where enter_in_unit(const Element& element);
    [[nodiscard]] Where enter_group(const Element& element);
    [[nodiscard]] Where enter_field(const Element& element);
    [[nodiscard]] Where enter_content(const Element& element);
    [[nodiscard]] SegmentContent& content();
    void set_languages(std::string_view source, std::string_view target);
    [[nodiscard]] Language language_of(std::string_view tag);
    void begin_unit(const Element& element);
    void begin_segment(const Element& element);
    void set_state(const Element& element);
    void end_field();
    void end_unit();
    [[nodiscard]] bool is_cut() const;
    void hand_on_pieces();
    void hand_on_unit(TranslationUnit unit, Variant source, Variant target);

    std::vector<Where> where_;  ///< but for what is inside content and fields
    bool version_1_ = false;
    bool own_file_ = false;
    Language source_language_, target_language_;
    std::string document_;

    TranslationUnit unit_;  ///< what its segments share
    std::vector<Segment> segments_;
    Side side_ = Side::source;
    std::vector<Note> notes_;
    std::vector<Property> properties_;
    SegmentContent::OriginalData original_data_;
    Field field_ = Field::note;
    std::string field_key_;
    SegmentContent field_content_;  ///< 2.x `data` may hold `cp`
};

void XliffReader::start(std::string_view name, std::string_view,
                        const xml::Attributes& attributes) {
    const Element element(name, attributes);
    if (where_.empty()) {
        if (name != "xliff") {
            fail("this is no XLIFF file: its root element is <" + std::string(name) + ">");
        }
        version_1_ = element.find("srcLang") == nullptr;
        if (!version_1_) set_languages(element.get("srcLang"), element.get("trgLang"));
        where_.push_back(Where::root);
        return;
    }
    charge(element_cost + element.size());
    if (where_.back() == Where::content) {
        if (!content().start(element)) {
            repaired("<" + std::string(name) + "> in a segment: its text is kept");
        }
    } else if (where_.back() == Where::field) {
        static_cast<void>(field_content_.start(element));
    } else {
        where_.push_back(enter(element));
    }
}

XliffReader::Where XliffReader::enter(const Element& element) {
    switch (where_.back()) {
        case Where::root:
        case Where::outside:
            return enter_outside(element);
        case Where::unit:
            return enter_in_unit(element);
        case Where::segment:
            return enter_content(element);
        case Where::group:
            return enter_group(element);
        default:
            return Where::ignored;
    }
}

XliffReader::Where XliffReader::enter_outside(const Element& element) {
    const std::string_view name = element.name;
    if (name == "file") {
        if (element.find("source-language") != nullptr) {
            set_languages(element.get("source-language"), element.get("target-language"));
        }
        own_file_ = element.get(version_1_ ? "tool-id" : "id") == own_file_id;
        document_ = element.get("original") == "unknown" ? "" : element.get("original");
    }
    if (name == "trans-unit" || name == "unit") {
        begin_unit(element);
        return Where::unit;
    }
    if (name == "file" || name == "body" || name == "group") return Where::outside;
    return Where::ignored;
}

XliffReader::Where XliffReader::enter_in_unit(const Element& element) {
    const std::string_view name = element.name;
    if (version_1_ && (name == "source" || name == "seg-source" || name == "target")) {
        return enter_content(element);
    }
    if (!version_1_ && name == "segment") {
        begin_segment(element);
        return Where::segment;
    }
    return enter_group(element);
}

XliffReader::Where XliffReader::enter_group(const Element& element) {
    const std::string_view name = element.name;
    if (name == "notes" || name == "originalData" || name == "metadata" || name == "metaGroup" ||
        name == "context-group") {
        return Where::group;
    }
    return enter_field(element);
}

XliffReader::Where XliffReader::enter_field(const Element& element) {
    const std::string_view name = element.name;
    if (name == "note") {
        field_ = Field::note;
        field_key_ = element.first_of({"appliesTo", "annotates"});
    } else if (name == "meta") {
        field_ = Field::property;
        field_key_ = element.get("type");
    } else if (name == "context" && element.get("context-type").starts_with(own_property)) {
        field_ = Field::property;
        field_key_ = element.get("context-type");
    } else if (name == "data") {
        field_ = Field::data;
        field_key_ = element.get("id");
    } else {
        return Where::ignored;
    }
    field_content_.begin();
    return Where::field;
}

XliffReader::Where XliffReader::enter_content(const Element& element) {
    const std::string_view name = element.name;
    Segment& segment = segments_.back();
    if (name == "source") {
        side_ = Side::source;
    } else if (name == "seg-source") {
        side_ = Side::cut_source;
    } else if (name == "target") {
        side_ = Side::target;
        segment.has_target = true;
        set_state(element);
    } else {
        return Where::ignored;
    }
    content().begin(&original_data_);
    if (const std::string_view* tag = element.find("xml:lang")) {
        const Language said = language_of(*tag);
        if (!said.undetermined()) {
            (side_ == Side::target ? segment.target_language : segment.source_language) = said;
        }
    }
    return Where::content;
}

SegmentContent& XliffReader::content() {
    Segment& segment = segments_.back();
    return side_ == Side::source   ? segment.source
           : side_ == Side::target ? segment.target
                                   : segment.cut_source;
}

void XliffReader::text(std::string_view piece) {
    if (where_.empty()) return;
    if (where_.back() == Where::content) {
        content().text(piece);
    } else if (where_.back() == Where::field) {
        field_content_.text(piece);
    } else {
        return;
    }
    charge(piece.size());
}

void XliffReader::end(std::string_view) {
    const Where here = where_.back();
    if (here == Where::content && content().depth() > 0) {
        content().end();
        return;
    }
    if (here == Where::field && field_content_.depth() > 0) {
        field_content_.end();
        return;
    }
    where_.pop_back();
    if (here == Where::field) end_field();
    if (here == Where::unit) end_unit();
}

Language XliffReader::language_of(std::string_view tag) {
    const std::optional<Language>& known = language(tag);
    if (!known && !tag.empty()) {
        repaired("\"" + std::string(tag.substr(0, 40)) + "\" is no language that is known");
    }
    return known.value_or(Language());
}

void XliffReader::set_languages(std::string_view source, std::string_view target) {
    source_language_ = language_of(source);
    target_language_ = language_of(target);
}

void XliffReader::begin_unit(const Element& element) {
    begin_charging();
    unit_ = {};
    unit_.id = element.get(!own_file_ ? "id" : version_1_ ? "resname" : "name");
    unit_.document = document_;
    if (element.get("approved") == "yes") unit_.state = ReviewState::reviewed;
    segments_.clear();
    notes_.clear();
    properties_.clear();
    original_data_.clear();
    if (version_1_) begin_segment(element);
}

void XliffReader::begin_segment(const Element& element) {
    Segment& segment = segments_.emplace_back();
    segment.id = element.get("id");
    segment.source_language = source_language_;
    segment.target_language = target_language_;
    segment.state = unit_.state;
    if (!version_1_) set_state(element);
}

void XliffReader::set_state(const Element& element) {
    const std::string_view state = element.get("state");
    if (state == "final" || state == "reviewed" || state == "signed-off") {
        segments_.back().state = ReviewState::reviewed;
    }
    if (element.get("state-qualifier").starts_with("rejected")) {
        segments_.back().state = ReviewState::rejected;
    }
}

void XliffReader::end_field() {
    std::string value = field_content_.take_text();
    switch (field_) {
        case Field::note:
            notes_.push_back({std::move(value), field_key_});
            break;
        case Field::property:
            properties_.push_back({field_key_, std::move(value)});
            break;
        case Field::data:
            original_data_[field_key_] = std::move(value);
            break;
    }
}

/// True if 1.2 cut the unit into several segments, in source and target alike.
bool XliffReader::is_cut() const {
    const Segment& segment = segments_.front();
    const auto& source = segment.cut_source.segments();
    const auto& target = segment.target.segments();
    return source.size() > 1 &&
           std::equal(source.begin(), source.end(), target.begin(), target.end(),
                      [](const auto& left, const auto& right) { return left.id == right.id; });
}

void XliffReader::hand_on_pieces() {
    const Segment& segment = segments_.front();
    for (std::size_t i = 0; i < segment.cut_source.segments().size(); ++i) {
        const SegmentContent::Segment& from = segment.cut_source.segments()[i];
        const SegmentContent::Segment& to = segment.target.segments()[i];
        Variant source, target;
        segment.cut_source.copy_into(source, from.begin, from.end);
        segment.target.copy_into(target, to.begin, to.end);
        source.language = segment.source_language;
        target.language = segment.target_language;
        TranslationUnit unit = unit_;
        if (!unit.id.empty()) unit.id += "." + (from.id.empty() ? std::to_string(i + 1) : from.id);
        unit.state = segment.state;
        hand_on_unit(std::move(unit), std::move(source), std::move(target));
    }
}

void XliffReader::end_unit() {
    if (version_1_ && is_cut()) {
        hand_on_pieces();
    } else {
        for (std::size_t i = 0; i < segments_.size(); ++i) {
            Segment& segment = segments_[i];
            Variant source, target;
            segment.source.move_into(source);
            segment.target.move_into(target);
            source.language = segment.source_language;
            target.language = segment.target_language;
            TranslationUnit unit = unit_;
            if (segments_.size() > 1 && !unit.id.empty()) {
                unit.id += "." + (segment.id.empty() ? std::to_string(i + 1) : segment.id);
            }
            unit.state = segment.state;
            hand_on_unit(std::move(unit), std::move(source), std::move(target));
        }
    }
    if (segments_.empty()) skipped("unit \"" + unit_.id + "\" has no segment: left out");
    begin_charging();
}

void XliffReader::hand_on_unit(TranslationUnit unit, Variant source, Variant target) {
    bool with_target = !target.text.empty() || !target.codes.empty();
    if (source.language.undetermined()) {
        skipped("unit \"" + unit.id + "\" says no language of its source: left out");
        return;
    }
    if (with_target && target.language.undetermined()) {
        repaired("unit \"" + unit.id + "\" says no language of its target: that is left out");
        with_target = false;
    } else if (with_target && target.language == source.language) {
        repaired("unit \"" + unit.id + "\" has both texts in " + source.language.tag() +
                 ": the target is left out");
        with_target = false;
    }
    for (const Note& note : notes_) {
        charge(note.text.size() + element_cost);
        std::vector<std::string>& notes = note.side == "source"                  ? source.notes
                                          : note.side == "target" && with_target ? target.notes
                                                                                 : unit.notes;
        notes.push_back(note.text);
    }
    for (const Property& property : properties_) {
        charge(property.value.size() + element_cost);
        if (!take_unit_metadata(property, unit, &source, with_target ? &target : nullptr)) {
            unit.properties.push_back(property);
        }
    }
    unit.variants.push_back(std::move(source));
    if (with_target) unit.variants.push_back(std::move(target));
    hand_on(std::move(unit));
}

}  // namespace

std::unique_ptr<UnitReader> make_xliff_reader(InputFile file, const WarningSink& warn) {
    return std::make_unique<XliffReader>(std::move(file), warn);
}

}  // namespace egiz::formats
