// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/xliff_draft.hpp"

#include "formats/exchange/kept_attributes.hpp"
#include "formats/exchange/kept_markup.hpp"
#include "formats/exchange/metadata.hpp"
#include "formats/exchange/vendor_status.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace egiz::formats {
namespace {

constexpr std::size_t property_cost = 128;
constexpr auto no_piece = static_cast<std::size_t>(-1);

/// Makes units of a draft.
class XliffUnits {
public:
    XliffUnits(XliffDraft& draft, const XliffUnitSink& sink) : draft_(draft), sink_(sink) {}

    void hand_on();

private:
    using Side = XliffDraft::Side;
    using Segment = XliffDraft::Segment;

    [[nodiscard]] std::vector<std::size_t> pieces_of_target() const;
    void hand_on_pieces(const std::vector<std::size_t>& of_target);
    void hand_on_segments();
    void hand_on_unit(TranslationUnit&& unit, Segment& segment);
    void take_status_of(const std::string& piece, TranslationUnit& unit) const;
    [[nodiscard]] TargetForm target_form(const Segment& segment, const Variant& source,
                                         const Variant& target) const;
    void keep_content(Variant& variant, std::string markup);
    void keep_seg_source(Variant& source, Segment& segment);
    void keep_attributes(TranslationUnit& unit, const Segment& segment, TargetForm form);
    void hand_out_notes(TranslationUnit& unit, Variant& source, Variant* target, bool keeps);

    [[nodiscard]] bool is_version_1() const { return draft_.version == XliffVersion::v1_2; }

    XliffDraft& draft_;
    const XliffUnitSink& sink_;
};

/// Where 1.2 cut the unit into several segments: of each of the source, the number of that of the
/// target, or no_piece. Empty if the two are not cut alike.
std::vector<std::size_t> XliffUnits::pieces_of_target() const {
    Segment& segment = draft_.segment();
    const auto& source = segment.content(Side::cut_source).segments();
    const auto& target = segment.content(Side::target).segments();
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

void XliffUnits::take_status_of(const std::string& piece, TranslationUnit& unit) const {
    if (!draft_.status.empty()) take_vendor_status(draft_.status, unit);
    if (draft_.statuses.empty()) return;
    const auto found = draft_.statuses.find(piece);
    if (found != draft_.statuses.end()) take_vendor_status(found->second, unit);
}

void XliffUnits::hand_on_pieces(const std::vector<std::size_t>& of_target) {
    Segment& segment = draft_.segment();
    const SegmentContent& cut_source = segment.content(Side::cut_source);
    const SegmentContent& whole_target = segment.content(Side::target);
    for (std::size_t i = 0; i < of_target.size(); ++i) {
        const SegmentContent::Segment& from = cut_source.segments()[i];
        TranslationUnit unit = draft_.unit;
        unit.variants.resize(2);
        Variant& source = unit.variants[0];
        Variant& target = unit.variants[1];
        const auto written = [&](Side side, std::size_t piece) {
            const XliffDraft::Written& all = segment.written(side);
            if (all.markup.empty() || piece >= all.pieces.size()) return std::string();
            return std::string(slice(all.markup, all.pieces[piece]));
        };
        cut_source.copy_into(source, from.begin, from.end);
        source.language = segment.source_language;
        keep_content(source, written(Side::cut_source, i));
        segment.has_target = of_target[i] != no_piece;
        if (segment.has_target) {
            const SegmentContent::Segment& to = whole_target.segments()[of_target[i]];
            whole_target.copy_into(target, to.begin, to.end);
            keep_content(target, written(Side::target, of_target[i]));
        }
        target.language = segment.target_language;
        if (!unit.id.empty()) unit.id += "." + (from.id.empty() ? std::to_string(i + 1) : from.id);
        unit.state = segment.has_target ? segment.state : ReviewState::unreviewed;
        take_status_of(from.id, unit);
        hand_on_unit(std::move(unit), segment);
    }
}

void XliffUnits::hand_on_segments() {
    const std::span<Segment> segments = draft_.segments();
    for (std::size_t i = 0; i < segments.size(); ++i) {
        Segment& segment = segments[i];
        const bool last = i + 1 == segments.size();
        std::optional<TranslationUnit> copy;
        if (!last) copy = draft_.unit;
        TranslationUnit& unit = last ? draft_.unit : *copy;
        unit.variants.resize(2);
        Variant& source = unit.variants[0];
        Variant& target = unit.variants[1];
        segment.content(Side::source).move_into(source);
        segment.content(Side::target).move_into(target);
        source.language = segment.source_language;
        target.language = segment.target_language;
        if (segments.size() > 1 && !unit.id.empty()) {
            unit.id += "." + (segment.id.empty() ? std::to_string(i + 1) : segment.id);
        }
        unit.state = segment.state;
        take_status_of(draft_.statuses.size() == 1 ? draft_.statuses.begin()->first : "", unit);
        keep_content(source, std::move(segment.written(Side::source).markup));
        keep_content(target, std::move(segment.written(Side::target).markup));
        keep_seg_source(source, segment);
        hand_on_unit(std::move(unit), segment);
    }
}

void XliffUnits::hand_on() {
    if (draft_.segments().empty()) {
        sink_.skipped("unit \"" + draft_.unit.id + "\" has no segment: left out");
        return;
    }
    std::vector<std::size_t> pieces;
    if (is_version_1()) pieces = pieces_of_target();
    if (pieces.empty()) {
        hand_on_segments();
    } else {
        hand_on_pieces(pieces);
    }
}

/// Keeps how a content with elements was written.
void XliffUnits::keep_content(Variant& variant, std::string markup) {
    if (markup.find('<') == std::string::npos) return;
    sink_.charge(markup.size());
    variant.properties.push_back(
        {std::string(kept_content_property(draft_.version)), std::move(markup)});
}

void XliffUnits::keep_seg_source(Variant& source, Segment& segment) {
    std::string& markup = segment.written(Side::cut_source).markup;
    if (markup.empty()) return;
    sink_.charge(markup.size());
    source.properties.push_back({std::string(kept_seg_source_property), std::move(markup)});
}

/// Keeps the attributes that the unit's own fields do not tell, states among them.
void XliffUnits::keep_attributes(TranslationUnit& unit, const Segment& segment, TargetForm form) {
    constexpr std::string_view approval = "approved=yes";
    const bool reviewed = unit.state == ReviewState::reviewed;
    const std::string_view usual = reviewed ? "state=final" : "state=translated";
    std::string own = draft_.attributes;
    const bool is_usual = form == TargetForm::none && segment.attributes == usual &&
                          unit.state != ReviewState::rejected &&
                          (!is_version_1() || draft_.approved == reviewed) &&
                          (draft_.approved || !own.starts_with("approved="));
    if (is_usual && draft_.approved) own.erase(0, approval.size() + (own.size() > approval.size()));
    sink_.charge(own.size() + segment.attributes.size());
    if (!own.empty()) {
        unit.properties.push_back(
            kept_attributes_property(draft_.version, XliffElement::unit, std::move(own)));
    }
    const bool says_something =
        !is_version_1() || segment.has_target || draft_.attributes.starts_with("approved=");
    if (is_usual || !says_something) return;
    std::string attributes = segment.attributes;
    mark_target_form(attributes, form);
    unit.properties.push_back(kept_attributes_property(
        draft_.version, is_version_1() ? XliffElement::target : XliffElement::segment,
        std::move(attributes)));
}

void XliffUnits::hand_out_notes(TranslationUnit& unit, Variant& source, Variant* target,
                                bool keeps) {
    if (draft_.notes.empty()) return;
    std::vector<std::string> of_unit, of_source, of_target;
    for (const XliffDraft::Note& note : draft_.notes) {
        sink_.charge(note.text.size() + note.attributes.size() + property_cost);
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
    if (attributes.empty() || !keeps) return;
    unit.properties.push_back(
        kept_attributes_property(draft_.version, XliffElement::note, std::move(attributes)));
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
TargetForm XliffUnits::target_form(const Segment& segment, const Variant& source,
                                   const Variant& target) const {
    if (!segment.has_target) return TargetForm::none;
    if (target.text.empty() && target.codes.empty()) return TargetForm::empty;
    const bool copied =
        target.text == source.text && target.codes == source.codes && written_alike(source, target);
    if (!copied) return TargetForm::none;
    const auto says = [&](std::string_view state) {
        return (";" + segment.attributes + ";").find(state) != std::string::npos;
    };
    const bool untouched = is_version_1() ? says(";state=new;") || says(";state=needs-translation;")
                                          : says(";state=initial;") && !says(";subState=");
    return untouched ? TargetForm::copy : TargetForm::none;
}

/// \param unit  with its source and its target, empty if there is none
void XliffUnits::hand_on_unit(TranslationUnit&& unit, Segment& segment) {
    Variant& source = unit.variants[0];
    Variant& target = unit.variants[1];
    const TargetForm form = target_form(segment, source, target);
    bool with_target = form == TargetForm::none && segment.has_target;
    if (source.language.undetermined()) {
        sink_.skipped("unit \"" + unit.id +
                      "\" says no language of its source: left out; say it with "
                      "--languages SOURCE-TARGET");
        return;
    }
    if (with_target && target.language.undetermined()) {
        sink_.repaired("unit \"" + unit.id +
                       "\" says no language of its target: that is left out; say it "
                       "with --languages SOURCE-TARGET");
        segment.has_target = with_target = false;
    } else if (with_target && target.language == source.language) {
        sink_.repaired("unit \"" + unit.id + "\" has both texts in " + source.language.tag() +
                       ": the target is left out");
        segment.has_target = with_target = false;
    }
    static const Property kept = kept_property();
    const bool keeps =
        draft_.keeps || std::ranges::find(draft_.properties, kept) != draft_.properties.end();
    if (!keeps) {
        source.properties.clear();
        target.properties.clear();
    }
    hand_out_notes(unit, source, with_target ? &target : nullptr, keeps);
    if (keeps) keep_attributes(unit, segment, form);
    for (const Property& property : draft_.properties) {
        sink_.charge(property.value.size() + property_cost);
        if (!take_unit_metadata(property, unit, &source, with_target ? &target : nullptr)) {
            unit.properties.push_back(property);
        }
    }
    if (!with_target) unit.variants.pop_back();
    sink_.hand_on(std::move(unit));
}

}  // namespace

void XliffDraft::Segment::reset() {
    for (SegmentContent& content : contents_) content.begin();
    for (Written& each : written_) {
        each.markup.clear();
        each.pieces.clear();
    }
    attributes.clear();
    has_target = false;
}

void XliffDraft::begin() {
    unit = {};
    attributes.clear();
    approved = false;
    notes.clear();
    properties.clear();
    status.clear();
    statuses.clear();
    original_data.clear();
    constexpr std::size_t most_spare = 64;
    if (segments_.size() > most_spare) segments_.resize(most_spare);
    segment_count_ = 0;
}

XliffDraft::Segment& XliffDraft::add_segment() {
    if (segment_count_ == segments_.size()) segments_.emplace_back();
    Segment& segment = segments_[segment_count_++];
    segment.reset();
    return segment;
}

void hand_on_units(XliffDraft& draft, const XliffUnitSink& sink) {
    XliffUnits(draft, sink).hand_on();
}

}  // namespace egiz::formats
