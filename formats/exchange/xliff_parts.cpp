// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/xliff_parts.hpp"

#include "formats/exchange/element.hpp"
#include "formats/exchange/inline_codes.hpp"
#include "formats/exchange/vendor_status.hpp"
#include "formats/exchange/xliff_writer.hpp"
#include "formats/words.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace egiz::formats {
namespace {

using Kind = InlineCode::Kind;
using xml::Markup;

/// Reads the content of one element and remembers how its codes are written.
class ContentCapture {
public:
    ContentCapture(std::string_view text, bool version_1) : text_(text), version_1_(version_1) {}

    void begin(const SegmentContent::OriginalData* data) {
        content_.begin(data);
        parts_ = {};
        starts_.clear();
        open_.clear();
    }
    void start(const Markup& tag) {
        const xml::Attributes attributes(tag.attributes);
        const Element element(tag.name, attributes);
        const std::size_t codes = content_.code_count();
        const std::size_t pieces = content_.segments().size();
        content_.start(element);
        Open open;
        open.name = qualified(tag);
        if (content_.code_count() > codes) {
            open.code = codes;
            open.pair = tag.name == "g" || tag.name == "pc" || tag.name == "hi";
            add_code(tag, element, open.pair);
        }
        if (content_.segments().size() > pieces) {
            open.piece = pieces;
            ElementPlace place;
            place.name = open.name;
            place.start_tag = tag.range;
            place.self_closing = tag.kind == Markup::Kind::empty;
            place.nested = !open_.empty();
            parts_.pieces.push_back(place);
        }
        open_.push_back(std::move(open));
        if (tag.kind == Markup::Kind::empty) end(tag.range);
    }
    void text(std::string_view piece) { content_.text(piece); }
    /// `tag` is where the end tag is, or the whole empty one.
    void end(Range tag) {
        const Open open = std::move(open_.back());
        open_.pop_back();
        content_.end();
        if (open.pair) {
            CodeMarkup code;
            code.markup = code.bare = "</" + open.name + ">";
            code.element_pair = true;
            code.may_go = parts_.codes[*open.code].may_go;
            parts_.codes.push_back(code);
        } else if (open.code && tag.end > starts_[*open.code].end) {
            CodeMarkup& code = parts_.codes[*open.code];
            const std::string_view rest =
                text_.substr(starts_[*open.code].end, tag.end - starts_[*open.code].end);
            code.markup += rest;
            code.bare += rest;
        }
        // Codes inside native code are a part of it, and so are their places.
        starts_.resize(parts_.codes.size());
        if (open.piece) {
            ElementPlace& place = parts_.pieces[*open.piece];
            place.whole = {place.start_tag.begin, tag.end};
            place.inner = {place.start_tag.end,
                           place.self_closing ? place.start_tag.end : tag.begin};
        }
    }
    [[nodiscard]] std::size_t depth() const noexcept { return open_.size(); }

    ContentParts take() {
        for (const SegmentContent::Segment& piece : content_.segments()) {
            parts_.piece_ids.push_back(piece.id);
            parts_.piece_codes.push_back(piece.begin.code);
            content_.copy_into(parts_.piece_variants.emplace_back(), piece.begin, piece.end);
        }
        content_.move_into(parts_.variant);
        return std::move(parts_);
    }

private:
    struct Open {
        std::string name;
        std::optional<std::size_t> code;
        std::optional<std::size_t> piece;
        bool pair = false;
    };

    static std::string qualified(const Markup& tag) {
        return tag.prefix.empty() ? std::string(tag.name)
                                  : std::string(tag.prefix) + ':' + std::string(tag.name);
    }

    void add_code(const Markup& tag, const Element& element, bool pair) {
        CodeMarkup code;
        code.markup = slice(text_, tag.range);
        if (pair && tag.kind == Markup::Kind::empty) {
            code.markup.replace(code.markup.size() - 2, 2, ">");
        }
        code.element_pair = pair;
        code.bare = code.markup;
        if (!version_1_) {
            code.bare = xml::with_attributes(code.markup, {{"dataRef", ""},
                                                           {"dataRefStart", ""},
                                                           {"dataRefEnd", ""},
                                                           {"subFlows", ""},
                                                           {"subFlowsStart", ""},
                                                           {"subFlowsEnd", ""},
                                                           {"copyOf", ""}});
            code.may_go = element.get("canDelete") != "no";
            code.partner_elsewhere =
                (tag.name == "sc" || tag.name == "ec") && element.get("isolated") != "yes";
        }
        parts_.codes.push_back(std::move(code));
        starts_.resize(parts_.codes.size());
        starts_.back() = tag.range;
    }

    std::string_view text_;
    bool version_1_;
    SegmentContent content_;
    ContentParts parts_;
    std::vector<Range> starts_;  ///< a code each: its start tag
    std::vector<Open> open_;
};

class PartFinder {
public:
    PartFinder(std::string_view text, const std::string& name, std::vector<XliffSegment>& segments)
        : text_(text), name_(name), public_segments_(segments), capture_(text, false) {}

    XliffParts run() {
        xml::MarkupScanner scanner(text_);
        Markup piece;
        while (scanner.next(piece)) {
            switch (piece.kind) {
                case Markup::Kind::start:
                case Markup::Kind::empty:
                    start(piece);
                    break;
                case Markup::Kind::end:
                    end(piece.range);
                    break;
                case Markup::Kind::text:
                    if (capturing_) {
                        capture_.text(piece.text);
                    } else if (in_data_) {
                        data_[data_id_] += piece.text;
                    }
                    break;
                case Markup::Kind::other:
                    if (piece.range.begin == 0 && text_.starts_with("<?xml")) {
                        parts_.declaration = piece.range;
                    }
                    break;
            }
        }
        return std::move(parts_);
    }

private:
    enum class What {
        other,
        root,
        file,
        group,
        unit,
        segment,
        content,
        matches,
        match,
        alternative,
        data
    };
    struct Open {
        What what = What::other;
        ElementPlace place;
        bool translate = true;
        bool core = false;
    };

    void start(const Markup& tag) {
        if (capturing_) {
            capture_.start(tag);
            return;
        }
        Open open;
        open.place.start_tag = tag.range;
        open.place.self_closing = tag.kind == Markup::Kind::empty;
        open.place.name =
            std::string(tag.prefix) + (tag.prefix.empty() ? "" : ":") + std::string(tag.name);
        const xml::Attributes attributes(tag.attributes);
        const Element element(tag.name, attributes);
        if (open_.empty()) begin_root(tag, element);
        open.core = std::string(tag.prefix) + (tag.prefix.empty() ? "" : ":") == parts_.prefix;
        open.translate = open_.empty() || open_.back().translate;
        if (open.core && element.find("translate") != nullptr) {
            open.translate = element.get("translate") != "no";
        }
        open.what = open_.empty() ? What::root : classify(tag, element, open);
        open_.push_back(std::move(open));
        if (tag.kind == Markup::Kind::empty) end(tag.range);
    }

    void begin_root(const Markup& tag, const Element& element) {
        if (tag.name != "xliff") {
            throw Error(
                Fault::input, {name_},
                "this is no XLIFF file: its root element is <" + std::string(tag.name) + ">");
        }
        parts_.prefix = tag.prefix.empty() ? "" : std::string(tag.prefix) + ':';
        parts_.root_tag = tag.range;
        parts_.version_1 = element.find("srcLang") == nullptr;
        capture_ = ContentCapture(text_, parts_.version_1);
        if (!parts_.version_1) {
            source_language_ = language_of(element.get("srcLang"));
            target_language_ = language_of(element.get("trgLang"));
        }
    }

    What classify(const Markup& tag, const Element& element, const Open& open) {
        const Open& parent = open_.back();
        const std::string_view name = tag.name;
        if (!open.core) return classify_foreign(element, parent);
        const bool outside = parent.what == What::root || parent.what == What::file ||
                             parent.what == What::group || parent.place.name.ends_with("body");
        if (outside && name == "file") {
            begin_file(tag, element);
            return What::file;
        }
        if (outside && (name == "body" || name == "group" || name == "bin-unit"))
            return What::group;
        if (outside && name == (parts_.version_1 ? "trans-unit" : "unit")) {
            begin_unit(tag, element, open.translate);
            return What::unit;
        }
        if (parent.what == What::unit) {
            if (parts_.version_1) return classify_in_trans_unit(element);
            if (name == "originalData") return What::group;
            if (name == "segment") {
                begin_segment(element);
                return What::segment;
            }
        }
        if (parent.what == What::segment && (name == "source" || name == "target")) {
            begin_content(name == "source" ? &segment().source : &segment().target, element);
            return What::content;
        }
        if (name == "data" && parent.place.name.ends_with("originalData") &&
            parent.what == What::group) {
            in_data_ = true;
            data_id_ = element.get("id");
            return What::data;
        }
        return What::other;
    }

    /// Matches are of a module with a namespace, and so a prefix, of its own.
    What classify_foreign(const Element& element, const Open& parent) {
        if (parts_.version_1) {
            const bool of_segment =
                element.name == "seg" && parent.place.name.ends_with("seg-defs");
            if (of_segment && is_locked(element)) locked_pieces_.emplace(element.get("id"));
            return What::other;
        }
        if (parent.what == What::unit && element.name == "matches") return What::matches;
        if (parent.what == What::matches && element.name == "match") {
            own_match_ = element.get("id").starts_with(own_match_prefix);
            own_reference_ = element.get("ref");
            const std::size_t hash = own_reference_.find('#');
            if (hash != std::string::npos) own_reference_.erase(0, hash + 1);
            if (!own_match_) ++unit().proposals_of_others;
            return What::match;
        }
        return What::other;
    }

    What classify_in_trans_unit(const Element& element) {
        if (element.name == "source") {
            begin_content(&unit().source, element);
        } else if (element.name == "seg-source") {
            begin_content(&unit().cut_source, element);
        } else if (element.name == "target") {
            begin_content(&unit().target, element);
        } else if (element.name == "alt-trans") {
            std::string_view extra = element.get("extradata");
            own_match_ = extra.starts_with(own_extra_data);
            own_reference_ = element.get("mid");
            if (own_match_) extra.remove_prefix(own_extra_data.size());
            if (own_match_ && extra.starts_with(' ')) own_reference_ = extra.substr(1);
            return What::alternative;
        } else {
            return What::other;
        }
        return What::content;
    }

    void begin_content(std::optional<ContentParts>* into, const Element& element) {
        into_ = into;
        state_ = element.get("state");
        capturing_ = true;
        capture_.begin(&data_);
    }

    void begin_file(const Markup& tag, const Element& element) {
        parts_.file_tags.push_back(tag.range);
        own_file_ = element.get(parts_.version_1 ? "tool-id" : "id") == own_file_id;
        if (parts_.version_1) {
            source_language_ = language_of(element.get("source-language"));
            target_language_ = language_of(element.get("target-language"));
        }
    }

    void begin_unit(const Markup& tag, const Element& element, bool translate) {
        UnitParts& unit = parts_.units.emplace_back();
        unit.file = parts_.file_tags.empty() ? 0 : parts_.file_tags.size() - 1;
        unit.id = unit_id_of(element, parts_.version_1, own_file_);
        unit.translate = translate && !(parts_.version_1 && is_locked(element));
        locked_pieces_.clear();
        unit.start_tag = tag.range;
        unit.first_segment = parts_.segments.size();
        data_.clear();
    }

    void begin_segment(const Element& element) {
        SegmentParts& segment = parts_.segments.emplace_back();
        segment.unit = parts_.units.size() - 1;
        segment.own_id = element.get("id");
        segment_state_ = element.get("state");
    }

    void end(Range tag) {
        if (capturing_ && capture_.depth() > 0) {
            capture_.end(tag);
            return;
        }
        Open open = std::move(open_.back());
        open_.pop_back();
        ElementPlace& place = open.place;
        place.whole = {place.start_tag.begin, tag.end};
        place.inner = {place.start_tag.end, place.self_closing ? place.start_tag.end : tag.begin};
        if (open.core && !open_.empty() && open_.back().what == What::unit) {
            unit().last_child_end = tag.end;
        }
        switch (open.what) {
            case What::content:
                capturing_ = false;
                *into_ = capture_.take();
                (*into_)->place = place;
                (*into_)->state = state_;
                break;
            case What::segment:
                end_segment(place);
                break;
            case What::unit:
                end_unit();
                break;
            case What::matches:
                unit().matches = place;
                break;
            case What::match:
            case What::alternative:
                if (own_match_) unit().own_proposals.push_back({place.whole, own_reference_});
                break;
            case What::data:
                in_data_ = false;
                break;
            default:
                break;
        }
    }

    void end_segment(const ElementPlace& place) {
        SegmentParts& segment = parts_.segments.back();
        segment.place = place;
        if (!segment.source) {
            parts_.segments.pop_back();
            return;
        }
        if (segment.target) segment.target->state = segment_state_;
        segment.codes = segment.source->codes;
        const std::vector<InlineCode>& codes = segment.source->variant.codes;
        for (std::size_t i = 0; i < codes.size(); ++i) {
            const bool lone = codes[i].kind == Kind::lone_open || codes[i].kind == Kind::lone_close;
            segment.codes[i].partner_elsewhere = segment.codes[i].partner_elsewhere && lone;
        }
        XliffSegment& shown = add_shown();
        shown.source.text = segment.source->variant.text;
        shown.source.codes = segment.source->variant.codes;
        shown.translated = is_translated(segment.source->variant, segment.target);
    }

    /// A target that only repeats the source, in a state that says that it is still to be
    /// translated, is no translation.
    [[nodiscard]] bool is_translated(const Variant& source,
                                     const std::optional<ContentParts>& target) const {
        if (!target || (target->variant.text.empty() && target->variant.codes.empty())) {
            return false;
        }
        const std::string& state = target->state;
        const bool untouched = parts_.version_1 ? state == "new" || state == "needs-translation"
                                                : state.empty() || state == "initial";
        return !(untouched && target->variant.text == source.text);
    }

    XliffSegment& add_shown() {
        XliffSegment& shown = public_segments_.emplace_back();
        const UnitParts& unit = parts_.units.back();
        shown.file = unit.file;
        shown.source_language = source_language_;
        shown.target_language = target_language_;
        shown.source.language = source_language_;
        shown.translate = unit.translate;
        return shown;
    }

    void end_unit() {
        UnitParts& unit = this->unit();
        if (parts_.version_1 && unit.source) cut_trans_unit(unit);
        unit.segment_count = parts_.segments.size() - unit.first_segment;
        for (std::size_t i = 0; i < unit.segment_count; ++i) {
            std::string& id = public_segments_[unit.first_segment + i].id;
            const std::string& own_id = parts_.segments[unit.first_segment + i].own_id;
            id = unit.id;
            if (unit.segment_count > 1 && !unit.id.empty()) {
                id += "." + (own_id.empty() ? std::to_string(i + 1) : own_id);
            }
        }
    }

    void cut_trans_unit(const UnitParts& unit) {
        if (!unit.cut_source || unit.cut_source->pieces.empty()) {
            SegmentParts& segment = parts_.segments.emplace_back();
            segment.unit = parts_.units.size() - 1;
            segment.codes = unit.source->codes;
            XliffSegment& shown = add_shown();
            shown.source.text = unit.source->variant.text;
            shown.source.codes = unit.source->variant.codes;
            shown.translated = is_translated(unit.source->variant, unit.target);
            return;
        }
        const ContentParts& cut = *unit.cut_source;
        for (std::size_t i = 0; i < cut.pieces.size(); ++i) {
            SegmentParts& segment = parts_.segments.emplace_back();
            segment.unit = parts_.units.size() - 1;
            segment.own_id = cut.piece_ids[i];
            segment.piece = i;
            const Variant& source = cut.piece_variants[i];
            const auto first = cut.codes.begin() + static_cast<std::ptrdiff_t>(cut.piece_codes[i]);
            segment.codes.assign(first, first + static_cast<std::ptrdiff_t>(source.codes.size()));
            XliffSegment& shown = add_shown();
            shown.source.text = source.text;
            shown.source.codes = source.codes;
            if (locked_pieces_.contains(cut.piece_ids[i])) shown.translate = false;
            shown.translated = is_piece_translated(unit, segment.own_id, source);
        }
    }

    [[nodiscard]] bool is_piece_translated(const UnitParts& unit, const std::string& id,
                                           const Variant& source) const {
        if (!unit.target) return false;
        if (unit.target->pieces.empty()) return is_translated(unit.source->variant, unit.target);
        for (std::size_t k = 0; k < unit.target->pieces.size(); ++k) {
            if (unit.target->piece_ids[k] != id) continue;
            ContentParts piece;
            piece.variant = unit.target->piece_variants[k];
            piece.state = unit.target->state;
            return is_translated(source, piece);
        }
        return false;
    }

    Language language_of(std::string_view tag) {
        return Language::parse(trimmed(tag)).value_or(Language());
    }
    UnitParts& unit() { return parts_.units.back(); }
    SegmentParts& segment() { return parts_.segments.back(); }

    std::string_view text_;
    const std::string& name_;
    std::vector<XliffSegment>& public_segments_;
    XliffParts parts_;
    std::vector<Open> open_;
    ContentCapture capture_;
    bool capturing_ = false;
    std::optional<ContentParts>* into_ = nullptr;
    std::string state_;
    std::string segment_state_;
    SegmentContent::OriginalData data_;
    bool in_data_ = false;
    std::string data_id_;
    std::set<std::string, std::less<>> locked_pieces_;  ///< of the unit, by `mid`
    bool own_file_ = false;
    bool own_match_ = false;
    std::string own_reference_;
    Language source_language_, target_language_;
};

/// For each code of `from` one of `to`: the n-th of its kind. Nothing if there are not as many.
std::optional<std::vector<std::size_t>> by_kind(const std::vector<InlineCode>& from,
                                                const std::vector<InlineCode>& to) {
    if (from.size() != to.size()) return std::nullopt;
    std::map<Kind, std::vector<std::size_t>> of_kind;
    for (std::size_t i = 0; i < to.size(); ++i) of_kind[to[i].kind].push_back(i);
    std::map<Kind, std::size_t> seen;
    std::vector<std::size_t> result;
    for (const InlineCode& code : from) {
        const std::vector<std::size_t>& candidates = of_kind[code.kind];
        const std::size_t number = seen[code.kind]++;
        if (number == candidates.size()) return std::nullopt;
        result.push_back(candidates[number]);
    }
    return result;
}

/// Whether codes of the source can be written in this order.
bool can_be_written(const std::vector<std::size_t>& order, const std::vector<InlineCode>& codes,
                    const std::vector<CodeMarkup>& markup) {
    const auto partner = partners(codes);
    std::vector<std::size_t> open;
    std::vector<bool> used(codes.size());
    for (const std::size_t code : order) {
        if (used[code]) return false;
        used[code] = true;
        if (!partner[code]) continue;
        const bool closes = codes[code].kind == Kind::close;
        if (closes && !used[*partner[code]]) return false;
        if (!markup[code].element_pair) continue;
        if (!closes) {
            open.push_back(code);
        } else {
            if (open.empty() || open.back() != *partner[code]) return false;
            open.pop_back();
        }
    }
    if (!open.empty()) return false;
    return std::all_of(order.begin(), order.end(),
                       [&](std::size_t code) { return !partner[code] || used[*partner[code]]; });
}

}  // namespace

XliffParts find_xliff_parts(std::string_view text, const std::string& name,
                            std::vector<XliffSegment>& segments) {
    return PartFinder(text, name, segments).run();
}

std::optional<CodePlan> plan_codes(const Proposal& proposal, const std::vector<InlineCode>& codes,
                                   const std::vector<CodeMarkup>& markup) {
    CodePlan plan;
    const auto source = by_kind(proposal.source.codes, codes);
    if (!source) return std::nullopt;
    plan.source = *source;
    // A unit's codes belong together by id; a closing code has that of its opening one.
    std::map<std::pair<Kind, std::string>, std::vector<std::size_t>> by_id;
    for (std::size_t i = 0; i < proposal.source.codes.size(); ++i) {
        const InlineCode& code = proposal.source.codes[i];
        by_id[{code.kind, code.id}].push_back((*source)[i]);
    }
    std::map<std::pair<Kind, std::string>, std::size_t> seen;
    for (const InlineCode& code : proposal.target.codes) {
        const std::pair key(code.kind, code.id);
        const std::vector<std::size_t>& candidates = by_id[key];
        const std::size_t number = seen[key]++;
        if (number == candidates.size()) return std::nullopt;
        plan.target.push_back(candidates[number]);
    }
    if (!can_be_written(plan.source, codes, markup) ||
        !can_be_written(plan.target, codes, markup)) {
        return std::nullopt;
    }
    return plan;
}

}  // namespace egiz::formats
