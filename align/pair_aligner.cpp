// SPDX-License-Identifier: Apache-2.0
#include "align/pair_aligner.hpp"

#include "align/band.hpp"
#include "align/decoder.hpp"
#include "align/gap_finder.hpp"
#include "text/error.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

namespace egiz::align {
namespace {

/// Up to here every pair of segments is looked at.
constexpr std::size_t full_matrix_cells = 250'000;
constexpr std::size_t most_cells = std::size_t{1} << 28;  // one byte each
constexpr std::size_t near_path = 40;
constexpr std::size_t far_off = 200;
/// Flattens the posteriors, which take the terms for independent and so are too sure. The first was
/// fitted to the share of right beads; the second keeps early mistakes from confirming themselves.
constexpr double confidence_temperature = 1.3;
constexpr double estimation_temperature = 1.5;
/// Beads that lie further off the path than this add nothing to its confidences.
constexpr std::size_t confidence_width = 16;

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


const SegmentedText& checked(const SegmentedText& text) {
    if (!text.segments.empty()) return text;
    throw Error(Fault::input, {text.document.name},
                "aligning: the text has no segments, so there is nothing to align",
                "check that the file holds text and was read in the right format");
}

AlignerOptions turned(AlignerOptions options) {
    options.model = options.model.mirrored();
    return options;
}

}  // namespace

PairAligner::PairAligner(const SegmentedText& source, const SegmentedText& target,
                         const AlignerOptions& options)
    : swapped_(!in_order(checked(source), checked(target))),
      source_(swapped_ ? &target : &source),
      target_(swapped_ ? &source : &target),
      passes_(options.passes),
      gates_(options.gates),
      model_(swapped_ ? target : source, swapped_ ? source : target,
             swapped_ ? turned(options) : options) {
    if (swapped_) {
        for (Point& gate : gates_) std::swap(gate.source, gate.target);
    }
    check_gates(gates_, model_.source_segments(), model_.target_segments());
}

/// Finds the best path near `path`, looking further out as long as it runs into the edge.
void PairAligner::search(std::vector<Point> path, std::size_t half_width) {
    for (;;) {
        const std::size_t rows = path.back().source + std::size_t{1};
        const bool widest = 4 * half_width * rows > most_cells;
        const Band wide = Band::around(path, half_width);
        Band band = wide;
        band.pass(gates_);
        ladder_ = find_best_path(band, model_.scorer());
        path = path_of(ladder_);
        if (widest || !wide.cramps(path)) return;
        half_width *= 2;
    }
}

void PairAligner::weigh(double temperature) {
    weigh_beads(narrow_band(), model_.scorer(), temperature, ladder_);
}

Band PairAligner::narrow_band() const {
    Band band = Band::around(path_of(ladder_), confidence_width);
    band.pass(gates_);
    return band;
}

void PairAligner::run() {
    const std::size_t rows = model_.source_segments() + 1;
    const std::size_t columns = model_.target_segments() + 1;
    if (rows * columns <= full_matrix_cells) {
        Band band = Band::full(rows - 1, columns - 1);
        band.pass(gates_);
        ladder_ = find_best_path(band, model_.scorer());
    } else {
        search(model_.even_path(gates_),
               std::min(std::max(far_off, columns / 25), most_cells / rows / 2));
    }
    for (int pass = 0; pass < passes_; ++pass) {
        weigh(estimation_temperature);
        model_.estimate(ladder_);
        search(path_of(ladder_), near_path);
    }
    weigh(confidence_temperature);
}

void PairAligner::hear(std::vector<WitnessTerm> witnesses) {
    model_.set_witnesses(std::move(witnesses));
    for (int pass = 0; pass < 2; ++pass) {
        weigh(estimation_temperature);
        model_.estimate(ladder_);
        search(path_of(ladder_), near_path);
    }
    weigh(confidence_temperature);
}

Ladder PairAligner::ladder() const {
    Ladder ladder = ladder_;
    if (swapped_) {
        for (Bead& bead : ladder) std::swap(bead.source, bead.target);
    }
    return ladder;
}

std::vector<Gap> PairAligner::gaps() const {
    std::vector<Gap> gaps = find_gaps(model_, ladder_);
    if (swapped_) {
        for (Gap& gap : gaps) gap.kind = mirrored(gap.kind);
    }
    return gaps;
}

std::vector<BeadTerms> PairAligner::terms() const {
    std::vector<BeadTerms> all;
    for (const Bead& bead : ladder_) {
        BeadTerms terms = model_.terms(bead.source, bead.target, text_of(*source_, bead.source),
                                       text_of(*target_, bead.target));
        all.push_back(swapped_ ? mirrored(std::move(terms)) : std::move(terms));
    }
    return all;
}

LinkedPair PairAligner::links() const {
    constexpr double least_share = 0.002;
    std::vector<Links::Found> forward;
    std::vector<Links::Found> backward;
    std::vector<float> source_alone(model_.source_segments());
    std::vector<float> target_alone(model_.target_segments());
    Ladder ladder = ladder_;
    weigh_beads(narrow_band(), model_.scorer(), confidence_temperature, ladder,
                [&](std::size_t i, std::size_t j, BeadType type, double share) {
                    if (!type.two_sided()) {
                        if (type.target == 0) source_alone[i - 1] += static_cast<float>(share);
                        if (type.source == 0) target_alone[j - 1] += static_cast<float>(share);
                        return;
                    }
                    if (share < least_share) return;
                    for (std::size_t p = i - type.source; p < i; ++p) {
                        for (std::size_t q = j - type.target; q < j; ++q) {
                            const auto a = static_cast<std::uint32_t>(p);
                            const auto b = static_cast<std::uint32_t>(q);
                            forward.push_back({a, b, static_cast<float>(share / type.target)});
                            backward.push_back({b, a, static_cast<float>(share / type.source)});
                        }
                    }
                });
    LinkedPair result{Links(std::move(forward), std::move(source_alone)),
                      Links(std::move(backward), std::move(target_alone))};
    if (swapped_) std::swap(result.forward, result.backward);
    return result;
}

}  // namespace egiz::align
