// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/align_texts.hpp"

#include "align/aligner.hpp"
#include "align/doubts.hpp"
#include "cli/workflow/fingerprint.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace egiz::workflow {

std::vector<align::TextPair> pairs_with_pivot(std::size_t texts, const PairGates& gates) {
    std::vector<align::TextPair> pairs;
    for (std::size_t target = 1; target < texts; ++target) {
        const auto found = gates.find({0, target});
        pairs.push_back({0, target, {}});
        if (found != gates.end()) pairs.back().gates = found->second;
    }
    return pairs;
}

Alignment align_texts(std::vector<SegmentedText> texts, const PairGates& gates) {
    Alignment alignment;
    alignment.texts = std::move(texts);
    const std::vector<align::TextPair> pairs = pairs_with_pivot(alignment.texts.size(), gates);
    std::vector<align::AlignedPair> aligned = align::align_pairs(alignment.texts, pairs);
    for (std::size_t p = 0; p < pairs.size(); ++p) {
        Pair pair{pairs[p].source, pairs[p].target, std::move(aligned[p].ladder)};
        align::mark_doubts(alignment.texts[pair.source], alignment.texts[pair.target],
                           pair.ladder);
        align::mark_gaps(aligned[p].gaps, pair.ladder);
        alignment.pairs.push_back(std::move(pair));
    }
    return alignment;
}

std::string fingerprint_of(const std::vector<SegmentedText>& texts) {
    Fingerprint fingerprint;
    for (const SegmentedText& text : texts) {
        fingerprint.add(text.document.language.tag());
        fingerprint.add(text.document.text);
        // The cuts depend on options and on whether the text came cut.
        std::string cuts;
        for (const Segment& segment : text.segments) {
            cuts += std::to_string(segment.range.begin) + ' ' + std::to_string(segment.range.end) +
                    ' ' + std::to_string(segment.paragraph) + '\n';
        }
        fingerprint.add(cuts);
    }
    return fingerprint.text();
}

PairSummary summarize(const Alignment& alignment, const Pair& pair) {
    PairSummary summary;
    summary.source = alignment.texts[pair.source].document.language;
    summary.target = alignment.texts[pair.target].document.language;
    std::map<std::string, std::size_t> by_type;
    for (const Bead& bead : pair.ladder) {
        ++by_type[bead.type()];
        ++summary.total;
        Bead other = bead;
        other.doubts &=
            ~static_cast<std::uint32_t>(Doubt::gap) & ~static_cast<std::uint32_t>(Doubt::merged);
        if (bead.has(Doubt::gap)) {
            ++summary.gaps;
        } else if (other.doubts != 0) {
            ++summary.doubtful;
        }
    }
    summary.beads.assign(by_type.begin(), by_type.end());
    std::stable_sort(summary.beads.begin(), summary.beads.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    return summary;
}

}  // namespace egiz::workflow
