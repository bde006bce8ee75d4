// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/element.hpp"
#include "formats/exchange/kept_attributes.hpp"
#include "formats/exchange/kept_markup.hpp"
#include "formats/exchange/metadata.hpp"
#include "formats/exchange/segment_content.hpp"
#include "formats/exchange/vendor_status.hpp"
#include "formats/exchange/xliff.hpp"
#include "formats/exchange/xliff_draft.hpp"
#include "formats/exchange/xliff_writer.hpp"
#include "formats/exchange/xml_unit_reader.hpp"

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
          target_language_(usual_target_),
          sink_{[this](std::size_t bytes) { charge(bytes); },
                [this](const std::string& message) { repaired(message); },
                [this](const std::string& message) { skipped(message); },
                [this](TranslationUnit&& unit) { hand_on(std::move(unit)); }} {}

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
    enum class Field { note, property, data };
    using Side = XliffDraft::Side;

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
    [[nodiscard]] SegmentContent& content() { return draft_.segment().content(side_); }
    void set_languages(std::string_view source, std::string_view target);
    [[nodiscard]] Language language_of(std::string_view tag);
    void begin_unit(const Element& element);
    void begin_segment(const Element& element);
    void set_state(const Element& element);
    void end_field();
    void end_unit();
    [[nodiscard]] bool version_1() const { return draft_.version == XliffVersion::v1_2; }
    /// Whether what is around says `translate="no"`.
    [[nodiscard]] bool is_untranslated() const {
        return !untranslated_.empty() && untranslated_.back();
    }

    std::vector<bool> untranslated_;  ///< what files and groups say, or inherit
    std::vector<Where> where_;        ///< but for what is inside content and fields
    bool own_file_ = false;
    Language usual_source_, usual_target_;  ///< of a file that says none
    Language source_language_, target_language_;
    std::string document_;

    XliffDraft draft_;  ///< the unit at hand
    XliffUnitSink sink_;
    Side side_ = Side::source;
    MarkupRecorder recorder_;
    bool recording_ = false;  ///< the content at hand has elements
    bool keepable_ = true;    ///< none of them is of somebody else's
    std::string uri_;         ///< of the source or target at hand
    static constexpr auto no_piece = static_cast<std::size_t>(-1);
    static constexpr auto not_recorded = static_cast<std::size_t>(-2);
    std::vector<std::size_t> open_pieces_;  ///< of each inline element: its piece, or one of these
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
        const bool is_2 = element.find("srcLang") != nullptr;
        draft_.version = is_2 ? XliffVersion::v2_0 : XliffVersion::v1_2;
        if (is_2) set_languages(element.get("srcLang"), element.get("trgLang"));
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
        kept_inline_attributes(element.name, attributes, draft_.version);
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
    if (element.name == "mrk" && says_nothing(element.name, kept, draft_.version)) {
        open_pieces_.push_back(not_recorded);
        return;
    }
    recorder_.start(element.name, uri, xml::Attributes(kept));
    const bool is_piece = content().segments().size() > pieces;
    open_pieces_.push_back(is_piece ? pieces : no_piece);
    if (!is_piece) return;
    const std::size_t begin = recorder_.position();
    draft_.segment().written(side_).pieces.push_back({begin, begin});
}

void XliffReader::end_inline() {
    content().end();
    std::vector<Range>& pieces = draft_.segment().written(side_).pieces;
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
        if (version_1()) {
            set_languages(element.get("source-language"), element.get("target-language"));
        }
        const std::string_view made_by = element.get(version_1() ? "tool-id" : "id");
        own_file_ = made_by == own_file_id;
        draft_.keeps = made_by != units_file_id;
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
    if (version_1() && (name == "source" || name == "seg-source" || name == "target")) {
        return enter_content(element);
    }
    if (!version_1() && name == "segment") {
        begin_segment(element);
        return Where::segment;
    }
    return enter_group(element);
}

XliffReader::Where XliffReader::enter_group(const Element& element) {
    const std::string_view name = element.name;
    if (name == "notes" || name == "originalData" || name == "metadata" || name == "metaGroup" ||
        name == "context-group" || (version_1() && (name == "seg-defs" || name == "comments"))) {
        return Where::group;
    }
    if (version_1() && name == "seg") {
        std::vector<Property> status = vendor_status(element);
        draft_.statuses.insert_or_assign(std::string(element.get("id")), std::move(status));
        return Where::ignored;
    }
    return enter_field(element);
}

XliffReader::Where XliffReader::enter_field(const Element& element) {
    const std::string_view name = element.name;
    if (version_1() && name == "comment") {
        field_ = Field::note;
        field_key_.clear();
        field_attributes_.clear();
    } else if (name == "note") {
        field_ = Field::note;
        field_key_ = element.first_of({"appliesTo", "annotates"});
        field_attributes_ =
            print_attributes(element, draft_.version, XliffElement::note,
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
    XliffDraft::Segment& segment = draft_.segment();
    if (name == "target" && segment.has_target) {
        repaired("unit \"" + draft_.unit.id + "\" has a second target: left out");
        return Where::ignored;
    }
    if (name == "source") {
        side_ = Side::source;
    } else if (name == "seg-source") {
        side_ = Side::cut_source;
    } else if (name == "target") {
        side_ = Side::target;
        segment.has_target = true;
        if (version_1()) {
            segment.attributes = print_attributes(element, draft_.version, XliffElement::target);
            set_state(element);
        }
    } else {
        return Where::ignored;
    }
    content().begin(&draft_.original_data);
    recording_ = false;
    keepable_ = true;
    open_pieces_.clear();
    XliffDraft::Written& written = segment.written(side_);
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
        draft_.segment().written(side_).markup = recorder_.take();
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
    draft_.begin();
    draft_.unit.id = unit_id_of(element, version_1(), own_file_);
    draft_.unit.document = document_;
    draft_.attributes = print_attributes(
        element, draft_.version, XliffElement::unit,
        own_file_ || has_made_id(element) ? (version_1() ? "resname" : "name") : "");
    if (is_untranslated() && element.find("translate") == nullptr) {
        draft_.attributes += draft_.attributes.empty() ? "translate=no" : ";translate=no";
    }
    draft_.approved = element.get("approved") == "yes";
    if (draft_.approved) draft_.unit.state = ReviewState::reviewed;
    if (version_1()) {
        draft_.status = vendor_status(element);
        begin_segment(element);
    }
}

void XliffReader::begin_segment(const Element& element) {
    XliffDraft::Segment& segment = draft_.add_segment();
    segment.id = element.get("id");
    segment.source_language = source_language_;
    segment.target_language = target_language_;
    segment.state = draft_.unit.state;
    if (version_1()) return;
    set_state(element);
    segment.attributes = print_attributes(element, draft_.version, XliffElement::segment);
}

void XliffReader::set_state(const Element& element) {
    const std::string_view state = element.get("state");
    draft_.segment().state = version_1() ? review_state_of_1(draft_.approved ? "yes" : "", state,
                                                             element.get("state-qualifier"))
                                         : review_state_of_2(state, element.get("subState"));
}

void XliffReader::end_field() {
    std::string value = field_content_.take_text();
    switch (field_) {
        case Field::note:
            draft_.notes.push_back({std::move(value), field_key_, field_attributes_});
            break;
        case Field::property:
            draft_.properties.push_back({field_key_, std::move(value)});
            break;
        case Field::data:
            draft_.original_data[field_key_] = std::move(value);
            break;
    }
}

void XliffReader::end_unit() {
    hand_on_units(draft_, sink_);
    begin_charging();
}

}  // namespace

std::unique_ptr<UnitReader> make_xliff_reader(InputFile file, const WarningSink& warn,
                                              const ReadOptions& options) {
    return std::make_unique<XliffReader>(std::move(file), warn, options);
}

}  // namespace egiz::formats
