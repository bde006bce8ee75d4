// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/element.hpp"
#include "formats/exchange/kept_attributes.hpp"
#include "formats/exchange/kept_markup.hpp"
#include "formats/exchange/metadata.hpp"
#include "formats/exchange/segment_content.hpp"
#include "formats/exchange/vendor_status.hpp"
#include "formats/exchange/xliff.hpp"
#include "formats/exchange/xliff_writer.hpp"
#include "formats/exchange/xml_unit_reader.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace egiz::formats {
namespace {

constexpr std::size_t element_cost = 128;

/// XLIFF 1.x and 2.x in one: `trans-unit` holds source and target itself, `unit` holds segments.
class XliffReader final : public XmlUnitReader {
public:
    XliffReader(InputFile file, const WarningSink& warn, const ReadOptions& options)
        : XmlUnitReader(std::move(file), warn),
          usual_source_(options.source.value_or(Language())),
          usual_target_(options.target.value_or(Language())),
          source_language_(usual_source_),
          target_language_(usual_target_) {}

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
    /// How a content was written, where that says more than its text.
    struct Written {
        std::string markup;
        std::vector<Range> pieces;  ///< of `markup`: what each `mrk mtype="seg"` encloses
    };
    /// A segment's two sides as they are read.
    struct Segment {
        std::string id;
        SegmentContent source, cut_source, target;  ///< cut_source: 1.2 `seg-source`
        Written written[3];                         ///< by Side
        std::string attributes;                     ///< of the 2.x segment, or the 1.2 target
        Language source_language, target_language;
        bool has_target = false;
        ReviewState state = ReviewState::unreviewed;

        /// As a new one, but with the memory of its texts.
        void reset() {
            for (SegmentContent* content : {&source, &cut_source, &target}) content->begin();
            for (Written& each : written) {
                each.markup.clear();
                each.pieces.clear();
            }
            attributes.clear();
            has_target = false;
        }
    };
    struct Note {
        std::string text;
        std::string side;  ///< `source`, `target` or whatever
        std::string attributes;
    };

    void start(std::string_view name, std::string_view uri,
               const xml::Attributes& attributes) override;
    void start_inline(const Element& element, std::string_view uri,
                      const xml::Attributes& attributes);
    void end_inline();
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
    [[nodiscard]] std::vector<std::size_t> pieces_of_target() const;
    void hand_on_pieces(const std::vector<std::size_t>& of_target);
    void take_status_of(const std::string& piece, TranslationUnit& unit) const;
    void hand_on_unit(TranslationUnit&& unit, const Segment& segment);
    [[nodiscard]] TargetForm target_form(const Segment& segment, const Variant& source,
                                         const Variant& target) const;
    void keep_content(Variant& variant, std::string markup);
    void keep_seg_source(Variant& source, Segment& segment);
    void keep_attributes(TranslationUnit& unit, const Segment& segment, TargetForm form);
    void hand_out_notes(TranslationUnit& unit, Variant& source, Variant* target);
    [[nodiscard]] XliffVersion version() const {
        return version_1_ ? XliffVersion::v1_2 : XliffVersion::v2_0;
    }

    /// Whether what is around says `translate="no"`.
    [[nodiscard]] bool is_untranslated() const {
        return !untranslated_.empty() && untranslated_.back();
    }

    std::vector<bool> untranslated_;  ///< what files and groups say, or inherit
    std::vector<Where> where_;        ///< but for what is inside content and fields
    bool version_1_ = false;
    bool own_file_ = false;
    bool keeps_ = true;  ///< how units were written: in files of ours that are marked only
    Language usual_source_, usual_target_;  ///< of a file that says none
    Language source_language_, target_language_;
    std::string document_;

    TranslationUnit unit_;  ///< what its segments share
    std::string unit_attributes_;
    bool approved_ = false;
    bool keeps_unit_ = true;
    std::vector<Segment> segments_;  ///< those of the unit, and others to be used again
    std::size_t segment_count_ = 0;
    Side side_ = Side::source;
    MarkupRecorder recorder_;
    bool recording_ = false;  ///< the content at hand has elements
    bool keepable_ = true;    ///< none of them is of somebody else's
    std::string uri_;         ///< of the source or target at hand
    static constexpr auto no_piece = static_cast<std::size_t>(-1);
    static constexpr auto not_recorded = static_cast<std::size_t>(-2);
    std::vector<std::size_t> open_pieces_;  ///< of each inline element: its piece, or one of these
    std::vector<Note> notes_;
    std::vector<Property> properties_;
    std::vector<Property> unit_status_;                      ///< see vendor_status()
    std::map<std::string, std::vector<Property>> statuses_;  ///< of Trados Studio, by `mid`
    SegmentContent::OriginalData original_data_;
    Field field_ = Field::note;
    std::string field_key_;
    std::string field_attributes_;
    SegmentContent field_content_;  ///< 2.x `data` may hold `cp`
};

void XliffReader::start(std::string_view name, std::string_view uri,
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
        start_inline(element, uri, attributes);
    } else if (where_.back() == Where::field) {
        static_cast<void>(field_content_.start(element));
    } else {
        where_.push_back(enter(element));
        if (where_.back() == Where::content) uri_ = uri;
        if (where_.back() == Where::outside) {
            const std::string_view* own = element.find("translate");
            untranslated_.push_back(own != nullptr ? *own == "no" : is_untranslated());
        }
    }
}

void XliffReader::start_inline(const Element& element, std::string_view uri,
                               const xml::Attributes& attributes) {
    const std::vector<xml::Attribute> kept =
        kept_inline_attributes(element.name, attributes, version());
    if (!recording_) {
        recording_ = true;
        recorder_.begin(uri_);
        recorder_.text(content().text_so_far());
    }
    const std::size_t pieces = content().segments().size();
    const bool was_deleted = content().in_deleted();
    if (!content().start(element)) {
        keepable_ = false;
        repaired("<" + std::string(element.name) + "> in a segment: its text is kept");
    }
    if (content().in_deleted() && !was_deleted) {
        keepable_ = false;
        repaired("a tracked change: what it deleted is left out");
    }
    if (element.name == "mrk" && says_nothing(element.name, kept, version())) {
        open_pieces_.push_back(not_recorded);
        return;
    }
    recorder_.start(element.name, uri, xml::Attributes(kept));
    const bool is_piece = content().segments().size() > pieces;
    open_pieces_.push_back(is_piece ? pieces : no_piece);
    if (!is_piece) return;
    const std::size_t begin = recorder_.position();
    segments_[segment_count_ - 1].written[static_cast<int>(side_)].pieces.push_back({begin, begin});
}

void XliffReader::end_inline() {
    content().end();
    std::vector<Range>& pieces =
        segments_[segment_count_ - 1].written[static_cast<int>(side_)].pieces;
    if (open_pieces_.back() < pieces.size()) {
        pieces[open_pieces_.back()].end = recorder_.position();
    }
    if (open_pieces_.back() != not_recorded) recorder_.end();
    open_pieces_.pop_back();
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
        if (version_1_) {
            set_languages(element.get("source-language"), element.get("target-language"));
        }
        const std::string_view made_by = element.get(version_1_ ? "tool-id" : "id");
        own_file_ = made_by == own_file_id;
        keeps_ = made_by != units_file_id;
        document_ = element.get("original") == "unknown" ? "" : element.get("original");
    }
    if (name == "trans-unit" || name == "unit") {
        begin_unit(element);
        return Where::unit;
    }
    if (name == "file" || name == "body" || name == "group" || name == "bin-unit") {
        return Where::outside;
    }
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
        name == "context-group" || (version_1_ && (name == "seg-defs" || name == "comments"))) {
        return Where::group;
    }
    if (version_1_ && name == "seg") {
        std::vector<Property> status = vendor_status(element);
        statuses_.insert_or_assign(std::string(element.get("id")), std::move(status));
        return Where::ignored;
    }
    return enter_field(element);
}

XliffReader::Where XliffReader::enter_field(const Element& element) {
    const std::string_view name = element.name;
    if (version_1_ && name == "comment") {
        field_ = Field::note;
        field_key_.clear();
        field_attributes_.clear();
    } else if (name == "note") {
        field_ = Field::note;
        field_key_ = element.first_of({"appliesTo", "annotates"});
        field_attributes_ =
            print_attributes(element, version(), XliffElement::note,
                             field_key_ == "source" || field_key_ == "target" ? "annotates" : "");
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
    Segment& segment = segments_[segment_count_ - 1];
    if (name == "target" && segment.has_target) {
        repaired("unit \"" + unit_.id + "\" has a second target: left out");
        return Where::ignored;
    }
    if (name == "source") {
        side_ = Side::source;
    } else if (name == "seg-source") {
        side_ = Side::cut_source;
    } else if (name == "target") {
        side_ = Side::target;
        segment.has_target = true;
        if (version_1_) {
            segment.attributes = print_attributes(element, version(), XliffElement::target);
            set_state(element);
        }
    } else {
        return Where::ignored;
    }
    content().begin(&original_data_);
    recording_ = false;
    keepable_ = true;
    open_pieces_.clear();
    Written& written = segment.written[static_cast<int>(side_)];
    written.markup.clear();
    written.pieces.clear();
    if (const std::string_view* tag = element.find("xml:lang")) {
        const Language said = language_of(*tag);
        if (!said.undetermined()) {
            (side_ == Side::target ? segment.target_language : segment.source_language) = said;
        }
    }
    return Where::content;
}

SegmentContent& XliffReader::content() {
    Segment& segment = segments_[segment_count_ - 1];
    return side_ == Side::source   ? segment.source
           : side_ == Side::target ? segment.target
                                   : segment.cut_source;
}

void XliffReader::text(std::string_view piece) {
    if (where_.empty()) return;
    if (where_.back() == Where::content) {
        content().text(piece);
        if (recording_) recorder_.text(piece);
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
        end_inline();
        return;
    }
    if (here == Where::field && field_content_.depth() > 0) {
        field_content_.end();
        return;
    }
    where_.pop_back();
    if (here == Where::outside) untranslated_.pop_back();
    if (here == Where::content && recording_ && keepable_) {
        segments_[segment_count_ - 1].written[static_cast<int>(side_)].markup = recorder_.take();
    }
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
    source_language_ = source.empty() ? usual_source_ : language_of(source);
    target_language_ = target.empty() ? usual_target_ : language_of(target);
}

void XliffReader::begin_unit(const Element& element) {
    begin_charging();
    unit_ = {};
    unit_.id = unit_id_of(element, version_1_, own_file_);
    unit_.document = document_;
    unit_attributes_ = print_attributes(
        element, version(), XliffElement::unit,
        own_file_ || has_made_id(element) ? (version_1_ ? "resname" : "name") : "");
    if (is_untranslated() && element.find("translate") == nullptr) {
        unit_attributes_ += unit_attributes_.empty() ? "translate=no" : ";translate=no";
    }
    approved_ = element.get("approved") == "yes";
    if (approved_) unit_.state = ReviewState::reviewed;
    constexpr std::size_t most_spare = 64;
    if (segments_.size() > most_spare) segments_.resize(most_spare);
    segment_count_ = 0;
    notes_.clear();
    properties_.clear();
    unit_status_.clear();
    statuses_.clear();
    if (version_1_) unit_status_ = vendor_status(element);
    original_data_.clear();
    if (version_1_) begin_segment(element);
}

void XliffReader::begin_segment(const Element& element) {
    if (segment_count_ == segments_.size()) segments_.emplace_back();
    Segment& segment = segments_[segment_count_++];
    segment.reset();
    segment.id = element.get("id");
    segment.source_language = source_language_;
    segment.target_language = target_language_;
    segment.state = unit_.state;
    if (version_1_) return;
    set_state(element);
    segment.attributes = print_attributes(element, version(), XliffElement::segment);
}

void XliffReader::set_state(const Element& element) {
    const std::string_view state = element.get("state");
    segments_[segment_count_ - 1].state =
        version_1_
            ? review_state_of_1(approved_ ? "yes" : "", state, element.get("state-qualifier"))
            : review_state_of_2(state, element.get("subState"));
}

void XliffReader::end_field() {
    std::string value = field_content_.take_text();
    switch (field_) {
        case Field::note:
            notes_.push_back({std::move(value), field_key_, field_attributes_});
            break;
        case Field::property:
            properties_.push_back({field_key_, std::move(value)});
            break;
        case Field::data:
            original_data_[field_key_] = std::move(value);
            break;
    }
}

/// Where 1.2 cut the unit into several segments: of each of the source, the number of that of the
/// target, or no_piece. Empty if the two are not cut alike.
std::vector<std::size_t> XliffReader::pieces_of_target() const {
    const Segment& segment = segments_.front();
    const auto& source = segment.cut_source.segments();
    const auto& target = segment.target.segments();
    if (source.size() < 2 || target.empty()) return {};
    std::map<std::string_view, std::size_t> by_id;
    for (std::size_t i = 0; i < source.size(); ++i) by_id.try_emplace(source[i].id, i);
    std::vector<std::size_t> found(source.size(), no_piece);
    if (by_id.size() < source.size()) {
        // No ids, or not one each: by their order, if they are the same ones.
        const bool alike =
            std::equal(source.begin(), source.end(), target.begin(), target.end(),
                       [](const auto& left, const auto& right) { return left.id == right.id; });
        for (std::size_t i = 0; alike && i < source.size(); ++i) found[i] = i;
        return alike ? found : std::vector<std::size_t>();
    }
    for (std::size_t i = 0; i < target.size(); ++i) {
        const auto place = by_id.find(target[i].id);
        if (place == by_id.end() || found[place->second] != no_piece) return {};
        found[place->second] = i;
    }
    return found;
}

void XliffReader::take_status_of(const std::string& piece, TranslationUnit& unit) const {
    if (!unit_status_.empty()) take_vendor_status(unit_status_, unit);
    if (statuses_.empty()) return;
    const auto found = statuses_.find(piece);
    if (found != statuses_.end()) take_vendor_status(found->second, unit);
}

void XliffReader::hand_on_pieces(const std::vector<std::size_t>& of_target) {
    Segment& segment = segments_.front();
    for (std::size_t i = 0; i < of_target.size(); ++i) {
        const SegmentContent::Segment& from = segment.cut_source.segments()[i];
        TranslationUnit unit = unit_;
        unit.variants.resize(2);
        Variant& source = unit.variants[0];
        Variant& target = unit.variants[1];
        const auto written = [&](Side side, std::size_t piece) {
            const Written& all = segment.written[static_cast<int>(side)];
            if (all.markup.empty() || piece >= all.pieces.size()) return std::string();
            return std::string(slice(all.markup, all.pieces[piece]));
        };
        segment.cut_source.copy_into(source, from.begin, from.end);
        source.language = segment.source_language;
        keep_content(source, written(Side::cut_source, i));
        segment.has_target = of_target[i] != no_piece;
        if (segment.has_target) {
            const SegmentContent::Segment& to = segment.target.segments()[of_target[i]];
            segment.target.copy_into(target, to.begin, to.end);
            keep_content(target, written(Side::target, of_target[i]));
        }
        target.language = segment.target_language;
        if (!unit.id.empty()) unit.id += "." + (from.id.empty() ? std::to_string(i + 1) : from.id);
        unit.state = segment.has_target ? segment.state : ReviewState::unreviewed;
        take_status_of(from.id, unit);
        hand_on_unit(std::move(unit), segment);
    }
}

void XliffReader::end_unit() {
    std::vector<std::size_t> pieces;
    if (version_1_) pieces = pieces_of_target();
    if (!pieces.empty()) {
        hand_on_pieces(pieces);
    } else {
        for (std::size_t i = 0; i < segment_count_; ++i) {
            Segment& segment = segments_[i];
            const bool last = i + 1 == segment_count_;
            std::optional<TranslationUnit> copy;
            if (!last) copy = unit_;
            TranslationUnit& unit = last ? unit_ : *copy;
            unit.variants.resize(2);
            Variant& source = unit.variants[0];
            Variant& target = unit.variants[1];
            segment.source.move_into(source);
            segment.target.move_into(target);
            source.language = segment.source_language;
            target.language = segment.target_language;
            if (segment_count_ > 1 && !unit.id.empty()) {
                unit.id += "." + (segment.id.empty() ? std::to_string(i + 1) : segment.id);
            }
            unit.state = segment.state;
            take_status_of(statuses_.size() == 1 ? statuses_.begin()->first : "", unit);
            keep_content(source, std::move(segment.written[static_cast<int>(Side::source)].markup));
            keep_content(target, std::move(segment.written[static_cast<int>(Side::target)].markup));
            keep_seg_source(source, segment);
            hand_on_unit(std::move(unit), segment);
        }
    }
    if (segment_count_ == 0) skipped("unit \"" + unit_.id + "\" has no segment: left out");
    begin_charging();
}

/// Keeps how a content with elements was written.
void XliffReader::keep_content(Variant& variant, std::string markup) {
    if (markup.find('<') == std::string::npos) return;
    charge(markup.size());
    variant.properties.push_back(
        {std::string(kept_content_property(version())), std::move(markup)});
}

void XliffReader::keep_seg_source(Variant& source, Segment& segment) {
    std::string& markup = segment.written[static_cast<int>(Side::cut_source)].markup;
    if (markup.empty()) return;
    charge(markup.size());
    source.properties.push_back({std::string(kept_seg_source_property), std::move(markup)});
}

/// Keeps the attributes that the unit's own fields do not tell, states among them.
void XliffReader::keep_attributes(TranslationUnit& unit, const Segment& segment, TargetForm form) {
    constexpr std::string_view approval = "approved=yes";
    const bool reviewed = unit.state == ReviewState::reviewed;
    const std::string_view usual = reviewed ? "state=final" : "state=translated";
    std::string own = unit_attributes_;
    const bool is_usual = form == TargetForm::none && segment.attributes == usual &&
                          unit.state != ReviewState::rejected &&
                          (!version_1_ || approved_ == reviewed) &&
                          (approved_ || !own.starts_with("approved="));
    if (is_usual && approved_) own.erase(0, approval.size() + (own.size() > approval.size()));
    charge(own.size() + segment.attributes.size());
    if (!own.empty()) {
        unit.properties.push_back(
            kept_attributes_property(version(), XliffElement::unit, std::move(own)));
    }
    const bool says_something =
        !version_1_ || segment.has_target || unit_attributes_.starts_with("approved=");
    if (is_usual || !says_something) return;
    std::string attributes = segment.attributes;
    mark_target_form(attributes, form);
    unit.properties.push_back(kept_attributes_property(
        version(), version_1_ ? XliffElement::target : XliffElement::segment,
        std::move(attributes)));
}

void XliffReader::hand_out_notes(TranslationUnit& unit, Variant& source, Variant* target) {
    if (notes_.empty()) return;
    std::vector<std::string> of_unit, of_source, of_target;
    for (const Note& note : notes_) {
        charge(note.text.size() + note.attributes.size() + element_cost);
        if (note.side == "source") {
            source.notes.push_back(note.text);
            of_source.push_back(note.attributes);
        } else if (note.side == "target" && target != nullptr) {
            target->notes.push_back(note.text);
            of_target.push_back(note.attributes);
        } else {
            unit.notes.push_back(note.text);
            of_unit.push_back(note.attributes);
        }
    }
    of_unit.insert(of_unit.end(), of_source.begin(), of_source.end());
    of_unit.insert(of_unit.end(), of_target.begin(), of_target.end());
    std::string attributes = print_note_attributes(of_unit);
    if (attributes.empty() || !keeps_unit_) return;
    unit.properties.push_back(
        kept_attributes_property(version(), XliffElement::note, std::move(attributes)));
}

/// Codes alone may be written in many ways.
bool written_alike(const Variant& one, const Variant& other) {
    const auto markup = [](const Variant& variant) {
        for (const Property& property : variant.properties) {
            if (property.type.ends_with("-content")) return std::string_view(property.value);
        }
        return std::string_view();
    };
    return markup(one) == markup(other);
}

/// A target that repeats the source, in a state that says so, is there to be written over, not to
/// be remembered as a translation.
TargetForm XliffReader::target_form(const Segment& segment, const Variant& source,
                                    const Variant& target) const {
    if (!segment.has_target) return TargetForm::none;
    if (target.text.empty() && target.codes.empty()) return TargetForm::empty;
    const bool copied =
        target.text == source.text && target.codes == source.codes && written_alike(source, target);
    if (!copied) return TargetForm::none;
    const auto says = [&](std::string_view state) {
        return (";" + segment.attributes + ";").find(state) != std::string::npos;
    };
    const bool untouched = version_1_ ? says(";state=new;") || says(";state=needs-translation;")
                                      : says(";state=initial;") && !says(";subState=");
    return untouched ? TargetForm::copy : TargetForm::none;
}

/// \param unit  with its source and its target, empty if there is none
void XliffReader::hand_on_unit(TranslationUnit&& unit, const Segment& segment) {
    Variant& source = unit.variants[0];
    Variant& target = unit.variants[1];
    const TargetForm form = target_form(segment, source, target);
    bool with_target = form == TargetForm::none && segment.has_target;
    if (source.language.undetermined()) {
        skipped("unit \"" + unit.id +
                "\" says no language of its source: left out; say it with "
                "--languages SOURCE-TARGET");
        return;
    }
    if (with_target && target.language.undetermined()) {
        repaired("unit \"" + unit.id +
                 "\" says no language of its target: that is left out; say it "
                 "with --languages SOURCE-TARGET");
        with_target = false;
    } else if (with_target && target.language == source.language) {
        repaired("unit \"" + unit.id + "\" has both texts in " + source.language.tag() +
                 ": the target is left out");
        with_target = false;
    }
    static const Property kept = kept_property();
    keeps_unit_ =
        keeps_ || std::find(properties_.begin(), properties_.end(), kept) != properties_.end();
    if (!keeps_unit_) source.properties.clear();
    if (!keeps_unit_) target.properties.clear();
    hand_out_notes(unit, source, with_target ? &target : nullptr);
    if (keeps_unit_) keep_attributes(unit, segment, form);
    for (const Property& property : properties_) {
        charge(property.value.size() + element_cost);
        if (!take_unit_metadata(property, unit, &source, with_target ? &target : nullptr)) {
            unit.properties.push_back(property);
        }
    }
    if (!with_target) unit.variants.pop_back();
    hand_on(std::move(unit));
}

}  // namespace

std::unique_ptr<UnitReader> make_xliff_reader(InputFile file, const WarningSink& warn,
                                              const ReadOptions& options) {
    return std::make_unique<XliffReader>(std::move(file), warn, options);
}

}  // namespace egiz::formats
