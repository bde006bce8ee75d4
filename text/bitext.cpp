// SPDX-License-Identifier: Apache-2.0
#include "text/bitext.hpp"

#include "text/error.hpp"

namespace egiz {

std::string_view name(Doubt doubt) {
    switch (doubt) {
        case Doubt::gap:
            return "gap";
        case Doubt::merged:
            return "merged";
        case Doubt::low_score:
            return "low-score";
        case Doubt::numbers:
            return "numbers";
        case Doubt::length:
            return "length";
        case Doubt::untranslated:
            return "untranslated";
        case Doubt::moved:
            return "moved";
        case Doubt::duplicate:
            return "duplicate";
    }
    return "";
}

std::string Bead::type() const {
    return std::to_string(source.size()) + '-' + std::to_string(target.size());
}

void check_ladder(const Ladder& ladder, std::size_t source_segments, std::size_t target_segments) {
    Span source;
    Span target;
    for (std::size_t i = 0; i < ladder.size(); ++i) {
        const Bead& bead = ladder[i];
        const bool follows = bead.source.begin == source.end && bead.target.begin == target.end;
        const bool sound = bead.source.begin <= bead.source.end &&
                           bead.target.begin <= bead.target.end &&
                           !(bead.source.empty() && bead.target.empty());
        if (!follows || !sound) {
            throw Error(Fault::internal, {},
                        "ladder: bead " + std::to_string(i) + " is out of order or empty");
        }
        source = bead.source;
        target = bead.target;
    }
    if (source.end != source_segments || target.end != target_segments) {
        throw Error(Fault::internal, {}, "ladder: does not cover both sides");
    }
}

std::string_view text_of(const SegmentedText& text, Span span) {
    if (span.empty()) return {};
    return slice(text.document.text,
                 {text.segments[span.begin].range.begin, text.segments[span.end - 1].range.end});
}

}  // namespace egiz
