// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/xliff_writer.hpp"

#include "formats/exchange/kept_attributes.hpp"
#include "formats/exchange/xliff.hpp"

#include <algorithm>
#include <functional>

namespace egiz::formats {

XliffWriter::XliffWriter(std::ostream& out, const UnitWriterOptions& options)
    : SelectingWriter(options), xml_(out) {}

bool XliffWriter::has_kept(const TranslationUnit& unit, const Variant& source,
                           const Variant& target, XliffVersion version) {
    const auto any = [&](const std::vector<Property>& properties) {
        return std::any_of(properties.begin(), properties.end(), [&](const Property& each) {
            return is_kept_of_xliff(each.type, version);
        });
    };
    return any(unit.properties) || any(source.properties) || any(target.properties);
}

XliffWriter::UnitId XliffWriter::give_id(const TranslationUnit& unit, bool any_text) {
    const std::string& id = unit.id;
    const bool fits = !id.empty() && id.size() <= 250 && !id.starts_with(made_id) &&
                      std::all_of(id.begin(), id.end(), [&](char c) {
                          const bool token = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                                             (c >= 'A' && c <= 'Z') || c == '.' || c == '-' ||
                                             c == '_' || c == ':';
                          return token || (any_text && static_cast<unsigned char>(c) >= 0x20);
                      });
    if (fits && given_ids_.insert(std::hash<std::string>()(id)).second) return {id, true};
    return {std::string(made_id) + std::to_string(written()), false};
}

namespace {

/// Whether each `mid` of a target is in the seg-source, if that is there.
bool has_all_segments(const std::optional<KeptContent>& seg_source, std::string_view target) {
    constexpr std::string_view mark = " mid=\"";
    for (std::size_t at = target.find(mark); at != std::string_view::npos;
         at = target.find(mark, at + 1)) {
        const std::string_view item =
            target.substr(at, target.find('"', at + mark.size()) + 1 - at);
        const std::string_view element = target.substr(target.rfind('<', at));
        const std::string_view tag = element.substr(0, element.find('>'));
        if (tag.find("mtype=\"seg\"") == std::string_view::npos) continue;
        if (!seg_source || seg_source->markup.find(item) == std::string_view::npos) return false;
    }
    return true;
}

}  // namespace

XliffWriter::KeptSides XliffWriter::kept_sides(const Variant& source, const Variant* target,
                                               XliffVersion version) {
    KeptSides kept;
    kept.source = kept_content(source, version);
    if (target != nullptr) kept.target = kept_content(*target, version);
    if (version == XliffVersion::v2_0 && (kept.source || kept.target)) {
        const auto markup_of = [](const std::optional<KeptContent>& side) {
            return side ? std::string_view(side->markup) : std::string_view();
        };
        const std::string unfit =
            unfit_hints(markup_of(kept.source),
                        target == nullptr ? std::nullopt : std::optional(markup_of(kept.target)));
        if (!unfit.empty()) {
            kept.source = kept_content(source, version, unfit);
            if (target != nullptr) kept.target = kept_content(*target, version, unfit);
        }
    }
    if (version == XliffVersion::v1_2) {
        kept.seg_source = kept_seg_source(source);
        // The segments of a target are those of the seg-source.
        if (kept.target && !has_all_segments(kept.seg_source, kept.target->markup)) {
            kept.target.reset();
        }
    }
    // Ids of codes and of their data are the unit's: both sides have them as they were, or neither.
    bool fits = (kept.source || source.codes.empty()) &&
                (kept.target || target == nullptr || target->codes.empty());
    if (fits && kept.source && kept.target) {
        for (const auto& [id, data] : kept.target->data) {
            const auto other = kept.source->data.find(id);
            fits = fits && (other == kept.source->data.end() || other->second == data);
        }
    }
    if (!fits) kept = {};
    for (const auto* side : {&kept.source, &kept.target}) {
        if (*side) cut_annotations_ += (*side)->cut_annotations;
    }
    return kept;
}

std::vector<std::string> XliffWriter::remarks() const {
    if (cut_annotations_ == 0) return {};
    return {std::to_string(cut_annotations_) +
            (cut_annotations_ == 1 ? " annotation" : " annotations") +
            " over several segments left out: each is a unit of its own"};
}

void XliffWriter::finish() {
    if (written() == 0) {
        throw Error(Fault::input, {},
                    options().languages.size() == 1
                        ? "no unit has text in " + options().languages[0].tag() +
                              ": there is nothing to write"
                        : "no unit has text in both " + options().languages[0].tag() + " and " +
                              options().languages[1].tag() + ": there is nothing to write",
                    "XLIFF cannot be empty; choose another pair");
    }
    end();
    xml_.flush();
}

std::unique_ptr<UnitWriter> make_xliff_writer(std::ostream& out, const UnitWriterOptions& options) {
    const bool of_one = options.languages.size() == 1 && options.untranslated;
    if (options.languages.size() != 2 && !of_one) {
        throw Error(Fault::usage, {}, "XLIFF holds exactly two languages",
                    "choose a pair, as in en-kk");
    }
    UnitWriterOptions valid = options;
    valid.language_style = style_in_xliff(options.language_style);
    return options.xliff_version == XliffVersion::v1_2 ? make_xliff12_writer(out, valid)
                                                       : make_xliff20_writer(out, valid);
}

}  // namespace egiz::formats
