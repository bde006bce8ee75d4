// SPDX-License-Identifier: Apache-2.0
#include "align/gaps.hpp"

namespace egiz::align {

std::string_view name(GapKind kind) {
    switch (kind) {
        case GapKind::omitted:
            return "omitted";
        case GapKind::added:
            return "added";
        case GapKind::moved:
            return "moved";
        case GapKind::duplicate:
            return "duplicate";
    }
    return "";
}

GapKind mirrored(GapKind kind) {
    switch (kind) {
        case GapKind::omitted:
            return GapKind::added;
        case GapKind::added:
            return GapKind::omitted;
        default:
            return kind;
    }
}

void mark_gaps(std::span<const Gap> gaps, Ladder& ladder) {
    for (const Gap& gap : gaps) {
        if (gap.kind == GapKind::moved) ladder[gap.bead].add(Doubt::moved);
        if (gap.kind == GapKind::duplicate) ladder[gap.bead].add(Doubt::duplicate);
    }
}

}  // namespace egiz::align
