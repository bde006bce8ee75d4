// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/element.hpp"
#include "formats/exchange/segment_content.hpp"
#include "formats/exchange/unit_fields.hpp"
#include "formats/exchange/xliff.hpp"
#include "formats/xml/parser.hpp"

#include <algorithm>
#include <deque>
#include <utility>

namespace egiz::formats {
namespace {

/// Ids that our own writer counts up: they say nothing of the unit.
bool is_counted_id(const std::string& id) {
    return id.size() > 1 && id.front() == 'u' &&
           std::all_of(id.begin() + 1, id.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// XLIFF 1.x and 2.x in one: `trans-unit` holds source and target itself, `unit` holds segments.
class XliffReader final : public UnitReader, private xml::Handler {
public:
    XliffReader(InputFile file, WarningSink warn)
        : parser_(std::move(file), *this, warn), warn_(std::move(warn)) {}

    std::optional<TranslationUnit> next() override {
        while (ready_.empty()) {
            if (!parser_.feed()) break;
        }
        if (ready_.empty()) return std::nullopt;
        TranslationUnit unit = std::move(ready_.front());
        ready_.pop_front();
        ++counts_.units;
        counts_.variants += unit.variants.size();
        return unit;
    }
    const ReadCounts& counts() const override { return counts_; }

private:
    void start(std::string_view element_name, std::string_view /*namespace_uri*/,
               const xml::Attributes& attributes) override {
        const Element element(element_name, attributes);
        const std::string& name = element.name;
        if (depth_++ == 0) {
            if (name != "xliff") {
                throw Error(Fault::input, parser_.place(),
                            "not an XLIFF file: its root element is <" + name + ">");
            }
            if (element.find("srcLang") != nullptr) {
                set_languages(element.get("srcLang"), element.get("trgLang"));
            }
        }
        if (in_text_) {
            if (!content_.start(element)) {
                repaired("unknown element <" + name + "> inside a segment: its text is kept");
            }
        } else if (name == "file") {
            if (element.find("source-language") != nullptr) {
                set_languages(element.get("source-language"), element.get("target-language"));
            }
            our_own_ = element.get("tool-id") == "egiz";
        } else if (name == "trans-unit" || (name == "unit" && !in_unit_)) {
            begin_unit(element);
        } else if (name == "alt-trans" || name == "matches" || name == "glossary") {
            ++aside_;
        } else if (aside_ > 0 || !in_unit_) {
            return;
        } else if (name == "segment") {
            begin_segment();
            set_state(element.get("state"));
        } else if (name == "ignorable") {
            begin_segment();
            ignorable_ = true;
        } else if (name == "source" || name == "target") {
            begin_text(element);
        } else if (name == "note" || name == "meta" || name == "data") {
            field_ = name;
            field_key_ = name == "data"   ? element.get("id")
                         : name == "meta" ? element.get("type")
                                          : element.get("from");
            content_.begin();
            in_text_ = true;  // a `data` may hold `cp`
        }
    }

    void text(std::string_view text) override {
        if (in_text_) content_.text(text);
    }

    void end(std::string_view name) override {
        --depth_;
        if (in_text_) {
            if (name != text_element()) {
                content_.end(name);
                return;
            }
            in_text_ = false;
            if (field_.empty()) {
                end_text(name == "target");
            } else {
                end_field();
            }
        } else if (name == "alt-trans" || name == "matches" || name == "glossary") {
            if (aside_ > 0) --aside_;
        } else if (in_unit_ && (name == "segment" || name == "ignorable")) {
            end_segment();
        } else if (in_unit_ && name == "trans-unit") {
            end_segment();
            end_unit();
        } else if (in_unit_ && name == "unit") {
            end_unit();
        }
    }

    [[nodiscard]] std::string_view text_element() const {
        if (!field_.empty()) return field_;
        return target_ ? "target" : "source";
    }

    void set_languages(const std::string& source, const std::string& target) {
        source_language_ = language_of(source);
        target_language_ = target.empty() ? Language() : language_of(target);
    }

    Language language_of(const std::string& tag) {
        if (const auto language = Language::parse(tag)) return *language;
        const auto primary = Language::parse(tag.substr(0, tag.find_first_of("-_")));
        if (primary) repaired("the language '" + tag + "' is taken as " + primary->tag());
        return primary.value_or(Language());
    }

    void begin_unit(const Element& element) {
        in_unit_ = true;
        place_ = parser_.place();
        unit_ = {};
        original_data_.clear();
        segments_.clear();
        const bool version_1 = element.name == "trans-unit";
        unit_.id = element.get(version_1 ? "resname" : "name");
        if (unit_.id.empty() && !our_own_ && !is_counted_id(element.get("id"))) {
            unit_.id = element.get("id");
        }
        if (element.get("approved") == "yes") unit_.state = ReviewState::reviewed;
        if (version_1) begin_segment();
    }

    void begin_segment() {
        ignorable_ = false;
        segment_ = {};
        segment_.state = unit_.state;
    }

    void set_state(const std::string& state) {
        if (state == "final" || state == "reviewed" || state == "signed-off") {
            segment_.state = ReviewState::reviewed;
        }
    }

    void begin_text(const Element& element) {
        in_text_ = true;
        target_ = element.name == "target";
        if (target_) set_state(element.get("state"));
        content_.begin(&original_data_);
        variant_ = {};
        variant_.language = target_ ? target_language_ : source_language_;
        if (const std::string* tag = element.find("xml:lang")) {
            const Language said = language_of(*tag);
            if (!said.undetermined()) variant_.language = said;
        }
    }

    void end_text(bool is_target) {
        variant_.text = content_.take_text();
        variant_.codes = content_.take_codes();
        const bool empty = variant_.text.empty() && variant_.codes.empty();
        if (empty && is_target) return;  // not translated yet
        if (variant_.language.undetermined()) {
            repaired(std::string("a ") + (is_target ? "target" : "source") +
                     " without a known language is left out");
            return;
        }
        for (const Variant& other : segment_.variants) {
            if (other.language == variant_.language) {
                repaired("source and target are in the same language: the target is left out");
                return;
            }
        }
        segment_.variants.push_back(std::move(variant_));
    }

    void end_field() {
        std::string value = content_.take_text();
        if (field_ == "data") {
            original_data_[field_key_] = std::move(value);
        } else if (field_ == "meta" || field_key_.starts_with("x-egiz-")) {
            Property property{field_key_, std::move(value)};
            if (!take_alignment_property(property, unit_)) {
                unit_.properties.push_back(std::move(property));
            }
        } else {
            unit_.notes.push_back(std::move(value));
        }
        field_.clear();
    }

    void end_segment() {
        if (ignorable_) return;
        if (segment_.variants.empty()) {
            ++counts_.skipped;
            warn_({place_, "unit skipped: no text in a known language"});
            return;
        }
        segments_.push_back(std::move(segment_));
    }

    void end_unit() {
        in_unit_ = false;
        for (TranslationUnit& segment : segments_) {
            TranslationUnit unit = unit_;
            unit.variants = std::move(segment.variants);
            unit.state = segment.state;
            ready_.push_back(std::move(unit));
        }
    }

    void repaired(const std::string& what) {
        ++counts_.repaired;
        warn_({parser_.place(), what});
    }

    xml::Parser parser_;
    WarningSink warn_;
    std::deque<TranslationUnit> ready_;
    ReadCounts counts_;
    std::size_t depth_ = 0;
    Language source_language_, target_language_;
    bool our_own_ = false;

    // What is being read.
    bool in_unit_ = false;
    bool in_text_ = false;
    bool target_ = false;
    bool ignorable_ = false;
    std::size_t aside_ = 0;  // inside elements that hold other translations
    Place place_;
    TranslationUnit unit_;     // what its segments share
    TranslationUnit segment_;  // variants and state
    std::vector<TranslationUnit> segments_;
    Variant variant_;
    SegmentContent content_;
    SegmentContent::OriginalData original_data_;
    std::string field_, field_key_;
};

}  // namespace

std::unique_ptr<UnitReader> make_xliff_reader(InputFile file, const WarningSink& warn) {
    return std::make_unique<XliffReader>(std::move(file), warn);
}

}  // namespace egiz::formats
