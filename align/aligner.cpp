// SPDX-License-Identifier: Apache-2.0
#include "align/aligner.hpp"

#include "align/band.hpp"
#include "align/decoder.hpp"
#include "align/pair_model.hpp"
#include "text/error.hpp"

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>
#include <vector>

namespace egiz::align {
namespace {

/// Up to here every pair of segments is looked at.
constexpr std::size_t full_matrix_cells = 250'000;
constexpr std::size_t most_cells = std::size_t{1} << 28;  // one byte each
/// Flattens the posteriors, which take the terms for independent and so are too sure. The first was
/// fitted to the share of right beads; the second keeps early mistakes from confirming themselves.
constexpr double confidence_temperature = 1.3;
constexpr double estimation_temperature = 2;
/// Beads that lie further off the path than this add nothing to its confidences.
constexpr std::size_t confidence_width = 16;

/// Finds the best path near `path`, looking further out as long as it runs into the edge.
Ladder search(const PairModel& model, std::vector<Point> path, std::size_t half_width) {
    for (;;) {
        const std::size_t rows = path.back().source + std::size_t{1};
        const bool widest = 4 * half_width * rows > most_cells;
        const Band band = Band::around(path, half_width);
        Ladder ladder = find_best_path(band, model.scorer());
        path = path_of(ladder);
        if (widest || !band.cramps(path)) return ladder;
        half_width *= 2;
    }
}

Ladder align_sides(const SegmentedText& source, const SegmentedText& target,
                   const AlignerOptions& options) {
    constexpr std::size_t near_path = 40;
    constexpr std::size_t far_off = 200;
    const std::size_t rows = source.segments.size() + 1;
    const std::size_t columns = target.segments.size() + 1;
    PairModel model(source, target, options);
    Ladder ladder;
    for (int pass = 0;; ++pass) {
        if (pass == 0 && rows * columns <= full_matrix_cells) {
            ladder = find_best_path(Band::full(rows - 1, columns - 1), model.scorer());
        } else if (pass == 0) {
            ladder = search(model, model.even_path(),
                            std::min(std::max(far_off, columns / 25), most_cells / rows / 2));
        } else {
            ladder = search(model, path_of(ladder), near_path);
        }
        const bool last = pass >= options.passes;
        weigh_beads(Band::around(path_of(ladder), confidence_width), model.scorer(),
                    last ? confidence_temperature : estimation_temperature, ladder);
        if (last) return ladder;
        model.estimate(ladder);
    }
}

/// Whether the sides stand in the one of both orders that is always looked at, so that swapping
/// them cannot change a decision: not the last bit of a sum, nor which of two equal paths is taken.
bool in_order(const SegmentedText& source, const SegmentedText& target) {
    const auto key = [](const SegmentedText& text) {
        return std::tuple(text.segments.size(), std::string_view(text.document.text),
                          text.document.language);
    };
    if (key(source) != key(target)) return key(source) < key(target);
    return !std::lexicographical_compare(
        target.segments.begin(), target.segments.end(), source.segments.begin(),
        source.segments.end(), [](const Segment& a, const Segment& b) {
            return std::tie(a.range.end, a.paragraph) < std::tie(b.range.end, b.paragraph);
        });
}

}  // namespace

Ladder align(const SegmentedText& source, const SegmentedText& target,
             const AlignerOptions& options) {
    for (const SegmentedText* text : {&source, &target}) {
        if (!text->segments.empty()) continue;
        throw Error(Fault::input, {text->document.name},
                    "aligning: the text has no segments, so there is nothing to align",
                    "check that the file holds text and was read in the right format");
    }
    if (in_order(source, target)) return align_sides(source, target, options);
    AlignerOptions mirrored = options;
    mirrored.model = options.model.mirrored();
    Ladder ladder = align_sides(target, source, mirrored);
    for (Bead& bead : ladder) std::swap(bead.source, bead.target);
    return ladder;
}

}  // namespace egiz::align
