// SPDX-License-Identifier: Apache-2.0
#include "align/doubts.hpp"

#include "text/numbers.hpp"
#include "text/unicode.hpp"

#include <algorithm>
#include <cmath>

namespace egiz::align {
namespace {

double visible(const SegmentedText& text, Span span) {
    return static_cast<double>(visible_length(text_of(text, span)));
}

/// Log of target length over source length, over all beads that have both.
double log_length_ratio(const SegmentedText& source, const SegmentedText& target,
                        const Ladder& ladder) {
    double source_length = 1;
    double target_length = 1;
    for (const Bead& bead : ladder) {
        if (!bead.two_sided()) continue;
        source_length += visible(source, bead.source);
        target_length += visible(target, bead.target);
    }
    return std::log(target_length / source_length);
}

/// Whether one side is more than `factor` times as long as the other lets expect, and not by a few
/// letters only: `No.` may well be three times its translation.
bool odd_lengths(double source, double target, double log_ratio, double factor) {
    constexpr double few_letters = 15;
    source *= std::exp(log_ratio / 2);
    target *= std::exp(-log_ratio / 2);
    const auto [low, high] = std::minmax(source, target);
    return high > low * factor && high - low > few_letters;
}

bool has_letters(std::string_view text) {
    for (std::size_t offset = 0; offset < text.size();) {
        if (is_letter(next_code_point(text, offset))) return true;
    }
    return false;
}

bool same_text(std::string_view source, std::string_view target) {
    return has_letters(source) && fold_spaced(source) == fold_spaced(target);
}

}  // namespace

void mark_doubts(const SegmentedText& source, const SegmentedText& target, Ladder& ladder,
                 const DoubtOptions& options) {
    check_ladder(ladder, source.segments.size(), target.segments.size());
    const Language& source_language = source.document.language;
    const Language& target_language = target.document.language;
    const bool two_languages = source_language.primary() != target_language.primary();
    const NumberComparer numbers(source_language, target_language);
    const double log_ratio = log_length_ratio(source, target, ladder);

    for (Bead& bead : ladder) {
        bead.doubts = 0;
        if (bead.source.size() > 1 || bead.target.size() > 1) bead.add(Doubt::merged);
        if (bead.confidence < options.low_confidence) bead.add(Doubt::low_score);
        if (!bead.two_sided()) {
            bead.add(Doubt::gap);
            continue;
        }
        const std::string_view source_text = text_of(source, bead.source);
        const std::string_view target_text = text_of(target, bead.target);
        if (!numbers.compare(source_text, target_text).empty()) bead.add(Doubt::numbers);
        if (odd_lengths(visible(source, bead.source), visible(target, bead.target), log_ratio,
                        options.length_factor)) {
            bead.add(Doubt::length);
        }
        if (two_languages && same_text(source_text, target_text)) bead.add(Doubt::untranslated);
    }
}

}  // namespace egiz::align
