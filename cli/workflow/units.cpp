// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/units.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace egiz::workflow {
namespace {

TranslationUnit make_unit(const UnitOrigin& origin) {
    TranslationUnit unit;
    unit.document = origin.document;
    unit.authorship.created = origin.date;
    unit.authorship.created_by = origin.date.empty() ? "" : "egiz";
    return unit;
}

/// Hashes of the segments, by text, each worked out when its text is first asked for.
class Contexts {
public:
    explicit Contexts(const Alignment& alignment)
        : alignment_(alignment), hashes_(alignment.texts.size()) {}

    /// Where the segments stand. Neighbours are segments, not units: it does not depend on how the
    /// text was aligned.
    Context of(std::size_t text, Span span) {
        const std::vector<std::uint32_t>& hashes = of_text(text);
        return {span.begin > 0 ? hashes[span.begin - 1] : 0,
                span.end < hashes.size() ? hashes[span.end] : 0};
    }

private:
    const std::vector<std::uint32_t>& of_text(std::size_t index) {
        const SegmentedText& text = alignment_.texts[index];
        std::vector<std::uint32_t>& hashes = hashes_[index];
        if (hashes.empty()) {
            hashes.reserve(text.segments.size());
            for (std::uint32_t i = 0; i < text.segments.size(); ++i) {
                hashes.push_back(context_hash(unit_text(text_of(text, {i, i + 1}))));
            }
        }
        return hashes;
    }

    const Alignment& alignment_;
    std::vector<std::vector<std::uint32_t>> hashes_;
};

Variant make_variant(const Alignment& alignment, std::size_t text, Span span, Contexts& contexts) {
    Variant variant;
    variant.language = alignment.texts[text].document.language;
    const SegmentedText& segmented = alignment.texts[text];
    if (!segmented.document.codes.empty() && !span.empty()) {
        variant.codes =
            codes_within(segmented.document, {segmented.segments[span.begin].range.begin,
                                              segmented.segments[span.end - 1].range.end});
        number_codes(variant.codes);
    }
    variant.text = unit_text(text_of(segmented, span), variant.codes);
    variant.contexts.push_back(contexts.of(text, span));
    return variant;
}

/// Four decimals say all that a confidence can say.
double rounded_score(double confidence) { return std::round(confidence * 1e4) / 1e4; }

TranslationUnit unit_of(const Alignment& alignment, const Bead& bead, std::size_t source,
                        std::size_t target, const UnitOrigin& origin, Contexts& contexts) {
    TranslationUnit unit = make_unit(origin);
    unit.bead_type = bead.type();
    unit.score = rounded_score(bead.confidence);
    unit.variants.push_back(make_variant(alignment, source, bead.source, contexts));
    unit.variants.push_back(make_variant(alignment, target, bead.target, contexts));
    return unit;
}

/// For each pair, the beads of its ladder that lie in each group. One that reaches out of its
/// group, as a bead of an own ladder may, is left out: what it holds the groups hold otherwise.
using BeadsByGroup = std::vector<std::vector<const Bead*>>;

BeadsByGroup beads_by_group(const Alignment& alignment, const Pair& pair,
                            const std::vector<Group>& groups) {
    std::vector<std::size_t> group_of_source(alignment.texts[pair.source].segments.size());
    std::vector<std::size_t> group_of_target(alignment.texts[pair.target].segments.size());
    for (std::size_t group = 0; group < groups.size(); ++group) {
        const Span source = groups[group].spans[pair.source];
        const Span target = groups[group].spans[pair.target];
        std::fill(group_of_source.begin() + source.begin, group_of_source.begin() + source.end,
                  group);
        std::fill(group_of_target.begin() + target.begin, group_of_target.begin() + target.end,
                  group);
    }
    BeadsByGroup beads(groups.size());
    for (const Bead& bead : pair.ladder) {
        const std::size_t group = bead.source.empty() ? group_of_target[bead.target.begin]
                                                      : group_of_source[bead.source.begin];
        const auto is_inside = [](Span span, Span whole) {
            return span.empty() || (whole.begin <= span.begin && span.end <= whole.end);
        };
        if (is_inside(bead.source, groups[group].spans[pair.source]) &&
            is_inside(bead.target, groups[group].spans[pair.target])) {
            beads[group].push_back(&bead);
        }
    }
    return beads;
}

/// The units of all groups; with `finer`, each is followed by the two-sided beads that are finer
/// than it.
std::vector<TranslationUnit> units_of_groups(const Alignment& alignment, const UnitOrigin& origin,
                                             bool finer) {
    const std::vector<Group> groups = close_groups(alignment);
    std::vector<BeadsByGroup> beads;
    std::vector<bool> shapes;
    for (const Pair& pair : alignment.pairs) {
        shapes.push_back(shapes_groups(alignment, pair));
        beads.push_back(beads_by_group(alignment, pair, groups));
    }
    Contexts contexts(alignment);
    std::vector<TranslationUnit> units;
    for (std::size_t group = 0; group < groups.size(); ++group) {
        if (groups[group].filled() < 2) continue;
        TranslationUnit unit = make_unit(origin);
        double confidence = 1;
        for (std::size_t text = 0; text < alignment.texts.size(); ++text) {
            const Span span = groups[group].spans[text];
            unit.bead_type += (text == 0 ? "" : "-") + std::to_string(span.size());
            if (span.empty()) continue;
            unit.variants.push_back(make_variant(alignment, text, span, contexts));
        }
        std::vector<TranslationUnit> parts;
        for (std::size_t p = 0; p < alignment.pairs.size(); ++p) {
            const Pair& pair = alignment.pairs[p];
            // An own ladder bears only on what the pivot lacks.
            const bool counts = groups[group].spans.front().empty() || shapes[p];
            for (const Bead* bead : beads[p][group]) {
                if (!bead->two_sided()) continue;
                if (counts) confidence = std::min(confidence, bead->confidence);
                const bool whole = bead->source == groups[group].spans[pair.source] &&
                                   bead->target == groups[group].spans[pair.target];
                if (finer && !whole) {
                    parts.push_back(
                        unit_of(alignment, *bead, pair.source, pair.target, origin, contexts));
                }
            }
        }
        unit.score = rounded_score(confidence);
        units.push_back(std::move(unit));
        std::move(parts.begin(), parts.end(), std::back_inserter(units));
    }
    return units;
}

}  // namespace

std::string unit_text(std::string_view text) {
    std::vector<InlineCode> none;
    return unit_text(text, none);
}

std::string unit_text(std::string_view text, std::vector<InlineCode>& codes) {
    std::string result;
    result.reserve(text.size());
    std::size_t code = 0;
    const auto place_codes = [&](std::size_t up_to) {
        for (; code < codes.size() && codes[code].byte_offset <= up_to; ++code) {
            codes[code].byte_offset = result.size();
        }
    };
    for (std::size_t offset = 0; offset < text.size();) {
        place_codes(offset);
        std::size_t end = offset;
        bool breaks_line = false;
        // White space on both sides of a code is two, not one.
        const std::size_t limit =
            code < codes.size() ? std::min(codes[code].byte_offset, text.size()) : text.size();
        while (end < limit) {
            std::size_t next = end;
            const char32_t c = next_code_point(text, next);
            if (!is_space(c)) break;
            breaks_line =
                breaks_line || c == U'\n' || c == U'\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
            end = next;
        }
        if (end == offset) {
            const std::size_t begin = offset;
            static_cast<void>(next_code_point(text, offset));
            result += text.substr(begin, offset - begin);
            continue;
        }
        if (!breaks_line) {
            result += text.substr(offset, end - offset);
        } else if (offset > 0 && end < text.size()) {
            std::size_t before = offset;
            std::size_t after = end;
            const auto is_wide = [](char32_t c) {
                return is_han(c) || (c >= 0x3000 && c < 0x3040) || (c >= 0xFF00 && c < 0xFF61);
            };
            const bool wide =
                is_wide(previous_code_point(text, before)) && is_wide(next_code_point(text, after));
            if (!wide) result += ' ';
        }
        offset = end;
    }
    place_codes(text.size());
    return result;
}

std::vector<TranslationUnit> multilingual_units(const Alignment& alignment,
                                                const UnitOrigin& origin) {
    return units_of_groups(alignment, origin, false);
}

std::vector<TranslationUnit> bilingual_units(const Alignment& alignment, std::size_t source,
                                             std::size_t target, const UnitOrigin& origin) {
    Contexts contexts(alignment);
    std::vector<TranslationUnit> units;
    for (const Bead& bead : ladder_between(alignment, source, target)) {
        if (!bead.two_sided()) continue;
        units.push_back(unit_of(alignment, bead, source, target, origin, contexts));
    }
    return units;
}

std::vector<TranslationUnit> memory_units(const Alignment& alignment, const UnitOrigin& origin) {
    return units_of_groups(alignment, origin, true);
}

}  // namespace egiz::workflow
