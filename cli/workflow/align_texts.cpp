// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/align_texts.hpp"

#include "align/doubts.hpp"
#include "cli/workflow/fingerprint.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace egiz::workflow {

std::vector<align::TextPair> pairs_to_align(
    std::size_t texts, const std::vector<std::pair<std::size_t, std::size_t>>& wanted,
    const PairGates& gates) {
    std::vector<align::TextPair> pairs;
    const auto add = [&](std::size_t source, std::size_t target) {
        const auto found = gates.find({source, target});
        pairs.push_back({source, target, {}});
        if (found != gates.end()) pairs.back().gates = found->second;
    };
    for (std::size_t target = 1; target < texts; ++target) add(0, target);
    for (std::size_t source = 1; source < texts; ++source) {
        for (std::size_t target = source + 1; target < texts; ++target) {
            const bool is_wanted =
                texts <= align::most_texts_to_compare ||
                std::any_of(wanted.begin(), wanted.end(), [&](const auto& pair) {
                    return std::minmax(pair.first, pair.second) == std::minmax(source, target);
                });
            if (is_wanted) add(source, target);
        }
    }
    return pairs;
}

AlignedTexts align_texts(std::vector<SegmentedText> texts, const align::AlignerOptions& options,
                         const std::vector<std::pair<std::size_t, std::size_t>>& wanted,
                         const PairGates& gates) {
    const std::vector<align::TextPair> pairs = pairs_to_align(texts.size(), wanted, gates);
    std::vector<align::AlignedPair> aligned = align::align_pairs(texts, pairs, options);
    AlignedTexts result;
    Alignment& alignment = result.alignment;
    alignment.texts = std::move(texts);
    for (std::size_t k = 0; k < pairs.size(); ++k) {
        Pair pair{pairs[k].source, pairs[k].target, std::move(aligned[k].ladder)};
        align::mark_doubts(alignment.texts[pair.source], alignment.texts[pair.target], pair.ladder);
        align::mark_gaps(aligned[k].gaps, pair.ladder);
        result.entries_met.push_back({alignment.texts[pair.source].document.language,
                                      alignment.texts[pair.target].document.language,
                                      std::move(aligned[k].entries_met)});
        alignment.pairs.push_back(std::move(pair));
    }
    return result;
}

void warn_of_strangers(const Alignment& alignment, cli::Console& console) {
    // Versions of one text come to 0.9 on average, texts that have nothing in common to 0.2 to 0.4.
    constexpr double strange = 0.5;
    constexpr std::size_t few_beads = 5;
    for (const Pair& pair : alignment.pairs) {
        if (pair.source != 0 || pair.ladder.size() < few_beads) continue;
        double sum = 0;
        for (const Bead& bead : pair.ladder) sum += bead.confidence;
        const double mean = sum / static_cast<double>(pair.ladder.size());
        if (mean >= strange) continue;
        const auto percent = std::to_string(static_cast<int>(100 * mean));
        console.warn({{alignment.texts[pair.target].document.name},
                      "may not be a version of " + alignment.texts[pair.source].document.name +
                          ": the beads are right by " + percent +
                          " % on average; check the files and the languages"});
    }
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
