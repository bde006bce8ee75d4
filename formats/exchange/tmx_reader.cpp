// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/element.hpp"
#include "formats/exchange/segment_content.hpp"
#include "formats/exchange/tmx.hpp"
#include "formats/exchange/unit_fields.hpp"
#include "formats/xml/parser.hpp"
#include "text/unicode.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <utility>

namespace egiz::formats {
namespace {

Authorship authorship_of(const Element& element) {
    return {iso_date(element.get("creationdate")), element.get("creationid"),
            iso_date(element.get("changedate")), element.get("changeid")};
}

/// The k-th of the units that a unit with several variants of one language becomes: the k-th
/// variant of each language, or the last there is.
TranslationUnit kth_unit(const TranslationUnit& unit, std::size_t k) {
    std::vector<std::pair<Language, std::vector<const Variant*>>> by_language;
    for (const Variant& variant : unit.variants) {
        const auto found =
            std::find_if(by_language.begin(), by_language.end(),
                         [&](const auto& entry) { return entry.first == variant.language; });
        if (found == by_language.end()) {
            by_language.push_back({variant.language, {&variant}});
        } else {
            found->second.push_back(&variant);
        }
    }
    TranslationUnit result = unit;
    result.variants.clear();
    for (const auto& [language, variants] : by_language) {
        result.variants.push_back(*variants[std::min(k, variants.size() - 1)]);
    }
    return result;
}

std::size_t most_of_one_language(const TranslationUnit& unit) {
    std::map<Language, std::size_t> counts;
    std::size_t most = 0;
    for (const Variant& variant : unit.variants) most = std::max(most, ++counts[variant.language]);
    return most;
}

class TmxReader final : public UnitReader, private xml::Handler {
public:
    TmxReader(InputFile file, WarningSink warn)
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
        if (depth_++ == 0 && element.name != "tmx") {
            throw Error(Fault::input, parser_.place(),
                        "not a TMX file: its root element is <" + element.name + ">");
        }
        if (in_segment_) {
            if (!content_.start(element)) {
                repaired("unknown element <" + element.name +
                         "> inside a segment: its text is kept");
            }
        } else if (element.name == "tu") {
            begin_unit(element);
        } else if (in_unit_ && element.name == "tuv") {
            begin_variant(element);
        } else if (in_variant_ && element.name == "seg") {
            if (has_segment_) repaired("a second <seg> in a <tuv>: the first is left out");
            in_segment_ = has_segment_ = true;
            content_.begin();
        } else if (in_unit_ && (element.name == "prop" || element.name == "note")) {
            field_ = element.name;
            field_type_ = element.get("type");
            field_text_.clear();
        }
    }

    void text(std::string_view text) override {
        if (in_segment_) {
            content_.text(text);
        } else if (!field_.empty()) {
            if (field_text_.size() + text.size() > (1U << 24U)) {
                throw Error(Fault::input, parser_.place(),
                            "a property or note of more than 16 MiB");
            }
            field_text_ += text;
        } else if (in_variant_ && !has_segment_) {
            loose_text_ += text;
            if (loose_text_.size() > (1U << 24U)) {
                throw Error(Fault::input, parser_.place(), "more than 16 MiB of text in a <tuv>");
            }
        }
    }

    void end(std::string_view name) override {
        --depth_;
        if (in_segment_ && name != "seg") {
            content_.end(name);
        } else if (in_segment_) {
            in_segment_ = false;
            variant_.text = content_.take_text();
            variant_.codes = content_.take_codes();
        } else if (!field_.empty() && name == field_) {
            end_field();
        } else if (in_variant_ && name == "tuv") {
            end_variant();
        } else if (in_unit_ && name == "tu") {
            end_unit();
        }
    }

    void begin_unit(const Element& element) {
        in_unit_ = true;
        place_ = parser_.place();
        unit_ = {};
        unit_.id = element.get("tuid");
        unit_.authorship = authorship_of(element);
    }

    void begin_variant(const Element& element) {
        in_variant_ = true;
        has_segment_ = false;
        loose_text_.clear();
        variant_ = {};
        variant_.authorship = authorship_of(element);
        std::string tag = element.get("xml:lang");
        if (tag.empty()) tag = element.get("lang");
        auto language = Language::parse(tag);
        if (!language && !tag.empty()) {
            language = Language::parse(tag.substr(0, tag.find_first_of("-_")));
            if (language) repaired("the language '" + tag + "' is taken as " + language->tag());
        }
        if (language) variant_.language = *language;
        tag_ = std::move(tag);
    }

    void end_field() {
        if (field_ == "note") {
            (in_variant_ ? variant_.notes : unit_.notes).push_back(field_text_);
        } else {
            Property property{field_type_, field_text_};
            if (in_variant_) {
                variant_.properties.push_back(std::move(property));
            } else if (!take_alignment_property(property, unit_)) {
                unit_.properties.push_back(std::move(property));
            }
        }
        field_.clear();
    }

    void end_variant() {
        in_variant_ = false;
        if (!has_segment_) {
            const Range range = trim(loose_text_, {0, loose_text_.size()});
            if (range.empty()) {
                repaired("a <tuv> without <seg> is left out");
                return;
            }
            variant_.text = slice(loose_text_, range);
            repaired("text straight in <tuv> is taken as its <seg>");
        }
        if (variant_.language.undetermined()) {
            repaired(tag_.empty() ? std::string("a <tuv> without a language is left out")
                                  : "a <tuv> in the unknown language '" + tag_ + "' is left out");
            return;
        }
        unit_.variants.push_back(std::move(variant_));
    }

    void end_unit() {
        in_unit_ = false;
        if (unit_.variants.empty()) {
            ++counts_.skipped;
            warn_({place_, "unit skipped: no text in a known language"});
            return;
        }
        const std::size_t most = most_of_one_language(unit_);
        if (most == 1) {
            ready_.push_back(std::move(unit_));
            return;
        }
        repaired("several variants in one language become units of their own");
        for (std::size_t k = 0; k < most; ++k) ready_.push_back(kth_unit(unit_, k));
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

    // What is being read.
    bool in_unit_ = false;
    bool in_variant_ = false;
    bool in_segment_ = false;
    bool has_segment_ = false;
    Place place_;  // of the unit
    TranslationUnit unit_;
    Variant variant_;
    SegmentContent content_;
    std::string tag_;         // the variant's language as written
    std::string loose_text_;  // straight in the tuv
    std::string field_;       // `prop` or `note`
    std::string field_type_;
    std::string field_text_;
};

}  // namespace

std::unique_ptr<UnitReader> make_tmx_reader(InputFile file, const WarningSink& warn) {
    return std::make_unique<TmxReader>(std::move(file), warn);
}

}  // namespace egiz::formats
