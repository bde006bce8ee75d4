// SPDX-License-Identifier: Apache-2.0
#include "align/pair_aligner.hpp"

#include "align/band.hpp"
#include "align/decoder.hpp"
#include "align/gap_finder.hpp"
#include "align/lexical/learnt_data.hpp"
#include "text/error.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <tuple>
#include <utility>

namespace egiz::align {
namespace {

/// Up to here every pair of segments is looked at.
constexpr std::size_t full_matrix_cells = 250'000;
constexpr std::size_t most_cells = std::size_t{1} << 28;  // one byte each
constexpr std::size_t near_path = 24;
constexpr std::size_t near_coarse_path = 48;
constexpr std::size_t far_off = 200;
/// Flattens the posteriors, which take the terms for independent and so are too sure. The first was
/// fitted to the share of right beads; the second keeps early mistakes from confirming themselves;
/// the third is what other pairs of texts are told.
constexpr double confidence_temperature = 1.7;
/// Words learnt from many texts were learnt from this one too, so that it agrees with itself.
constexpr double confidence_temperature_of_learnt = 1.9;
constexpr double estimation_temperature = 1.5;
constexpr double link_temperature = 1.3;
/// Beads that lie further off the path than this add nothing to its confidences.
constexpr std::size_t confidence_width = 12;

/// Whether the sides stand in the one of both orders that is always looked at, so that swapping
/// them cannot change a decision: not the last bit of a sum, nor which of two equal paths is taken.
bool in_order(const SegmentedText& source, const SegmentedText& target,
              const std::vector<Point>& gates) {
    const auto key = [](const SegmentedText& text) {
        return std::tuple(text.segments.size(), std::string_view(text.document.text),
                          text.document.language);
    };
    if (key(source) != key(target)) return key(source) < key(target);
    const auto before = [](const Segment& a, const Segment& b) {
        return std::tie(a.range.end, a.paragraph) < std::tie(b.range.end, b.paragraph);
    };
    const auto compare = [&](const SegmentedText& a, const SegmentedText& b) {
        return std::lexicographical_compare(a.segments.begin(), a.segments.end(),
                                            b.segments.begin(), b.segments.end(), before);
    };
    if (compare(source, target) || compare(target, source)) return compare(source, target);
    // The same text twice: what it must pass may still tell the sides apart.
    for (const Point gate : gates) {
        if (gate.source != gate.target) return gate.source < gate.target;
    }
    return true;
}

/// Both in one row that moves forward; gates have precedence.
std::vector<Point> merged(const std::vector<Point>& gates, const std::vector<Point>& points) {
    std::vector<Point> result;
    std::size_t next = 0;
    const auto fits = [&](Point point) {
        const bool after = result.empty() || (point.source >= result.back().source &&
                                              point.target >= result.back().target);
        const bool before = next == gates.size() || (point.source <= gates[next].source &&
                                                     point.target <= gates[next].target);
        return after && before;
    };
    for (const Point point : points) {
        while (next < gates.size() && gates[next].source <= point.source) {
            result.push_back(gates[next++]);
        }
        if (fits(point)) result.push_back(point);
    }
    result.insert(result.end(), gates.begin() + static_cast<std::ptrdiff_t>(next), gates.end());
    return result;
}

/// How often beads of a posterior are right, from point to point, fitted to people's alignments and
/// synthetic ones. What the temperature leaves: of two ways that are about equally likely, the one
/// taken is right more often than its share.
struct Fitted {
    double posterior;
    double right;
};
constexpr Fitted fitted[] = {{0, 0},        {0.2, 0.12},  {0.35, 0.31}, {0.45, 0.5}, {0.55, 0.59},
                             {0.65, 0.645}, {0.75, 0.71}, {0.86, 0.84}, {1, 0.993}};

double share_of_right(double posterior) {
    std::size_t k = 1;
    while (k + 1 < std::size(fitted) && fitted[k].posterior < posterior) ++k;
    const Fitted& from = fitted[k - 1];
    const Fitted& to = fitted[k];
    return from.right +
           (posterior - from.posterior) / (to.posterior - from.posterior) * (to.right - from.right);
}

const SegmentedText& checked(const SegmentedText& text) {
    if (!text.segments.empty()) return text;
    throw Error(Fault::input, {text.document.name},
                "aligning: the text has no segments, so there is nothing to align",
                "check that the file holds text and was read in the right format");
}

/// What of the options concerns these two texts.
AlignerOptions fitting(AlignerOptions options, const SegmentedText& source,
                       const SegmentedText& target) {
    std::erase_if(options.learnt, [&](const LearntWords* words) {
        return !is_learnt_for(*words, source.document.language, target.document.language);
    });
    // With words that were learnt there is less left to learn.
    constexpr int passes_with_learnt_words = 2;
    if (!options.learnt.empty()) {
        options.passes = std::min(options.passes, passes_with_learnt_words);
    }
    options.usual_gaps = std::clamp(options.usual_gaps, 1e-6, 0.5);
    return options;
}

AlignerOptions turned(AlignerOptions options) {
    options.model = options.model.mirrored();
    return options;
}

}  // namespace

PairAligner::PairAligner(const SegmentedText& source, const SegmentedText& target,
                         const AlignerOptions& options)
    : PairAligner(fitting(options, source, target), source, target) {}

PairAligner::PairAligner(const AlignerOptions& options, const SegmentedText& source,
                         const SegmentedText& target)
    : swapped_(!in_order(checked(source), checked(target), options.gates)),
      source_(swapped_ ? &target : &source),
      target_(swapped_ ? &source : &target),
      passes_(options.passes),
      gates_(options.gates),
      confidence_temperature_(options.learnt.empty() ? confidence_temperature
                                                     : confidence_temperature_of_learnt),
      model_(swapped_ ? target : source, swapped_ ? source : target,
             swapped_ ? turned(options) : options) {
    if (swapped_) {
        for (Point& gate : gates_) std::swap(gate.source, gate.target);
    }
    check_gates(gates_, model_.source_segments(), model_.target_segments());
}

/// Finds the best path near `path`, looking further out wherever it runs into the edge.
void PairAligner::search(std::vector<Point> path, std::size_t half_width) {
    constexpr std::uint32_t surroundings = 64;  // rows that are widened together
    const std::uint32_t last = path.back().source;
    const std::uint32_t widest = path.back().target + 1;
    std::vector<std::uint32_t> half_widths(last + std::size_t{1},
                                           static_cast<std::uint32_t>(half_width));
    for (;;) {
        const Band wide = Band::around(path, half_widths);
        find_path(wide);
        path = path_of(ladder_);
        const std::vector<std::uint32_t> cramped = wide.cramped(path);
        if (cramped.empty() || 3 * wide.cells() > most_cells) return;
        std::uint32_t next = 0;
        for (const std::uint32_t row : cramped) {
            const std::uint32_t end = std::min(row + surroundings, last) + 1;
            for (next = std::max(next, row - std::min(row, surroundings)); next < end; ++next) {
                half_widths[next] = std::min(3 * half_widths[next], widest);
            }
        }
    }
}

void PairAligner::find_path(const Band& wide) {
    // More is not kept: the scores are worked out again where they are needed.
    constexpr std::size_t most_bytes = std::size_t{160} << 20U;
    scored_.reset();
    Band band = wide;
    band.pass(gates_);
    if (StoredScores::size(band) > most_bytes) {
        ladder_ = find_best_path(band, model_.scorer());
        return;
    }
    scored_.emplace(band, model_.scorer());
    ladder_ = find_best_path(band, *scored_);
}

/// Calls `use(band, scores)` with a narrow band around the path.
template <class Use>
void PairAligner::near_ladder(Use use) const {
    Band band = Band::around(path_of(ladder_), confidence_width);
    band.pass(gates_);
    if (scored_) {
        band.clip(scored_->band());
        use(band, *scored_);
    } else {
        use(band, StoredScores(band, model_.scorer()));
    }
}

void PairAligner::weigh(double temperature) {
    near_ladder([&](const Band& band, const StoredScores& scores) {
        weigh_beads(band, scores, temperature, ladder_);
    });
}

/// The first search through long texts: around what rare words tie together, or, if they do not,
/// far on both sides of an even path.
void PairAligner::search_from_afar() {
    const std::size_t rows = model_.source_segments() + 1;
    const std::size_t columns = model_.target_segments() + 1;
    // Fewer tied segments than one in so many say too little.
    constexpr std::size_t sparse = 50;
    std::vector<Point> points = model_.coarse_path();
    if (points.size() * sparse < rows) {
        search(model_.even_path(gates_),
               std::min(std::clamp(columns / 25, far_off, 3 * far_off), most_cells / rows / 2));
        return;
    }
    search(model_.even_path(merged(gates_, points)), near_coarse_path);
}

void PairAligner::finish() {
    weigh(confidence_temperature_);
    for (Bead& bead : ladder_) bead.confidence = share_of_right(bead.confidence);
    scored_.reset();
}

void PairAligner::run() {
    const std::size_t rows = model_.source_segments() + 1;
    const std::size_t columns = model_.target_segments() + 1;
    if (rows * columns <= full_matrix_cells) {
        find_path(Band::full(rows - 1, columns - 1));
    } else {
        search_from_afar();
    }
    for (int pass = 0; pass < passes_; ++pass) {
        weigh(estimation_temperature);
        scored_.reset();
        model_.estimate(ladder_);
        search(path_of(ladder_), near_path);
    }
    finish();
}

void PairAligner::hear(std::vector<WitnessTerm> witnesses) {
    model_.set_witnesses(std::move(witnesses));
    for (int pass = 0; pass < 2; ++pass) {
        weigh(estimation_temperature);
        scored_.reset();
        model_.estimate(ladder_);
        search(path_of(ladder_), near_path);
    }
    finish();
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
    const auto visit = [&](std::size_t i, std::size_t j, BeadType type, double share) {
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
    };
    near_ladder([&](const Band& band, const StoredScores& scores) {
        weigh_beads(band, scores, link_temperature, ladder, visit);
    });
    LinkedPair result{Links(std::move(forward), std::move(source_alone)),
                      Links(std::move(backward), std::move(target_alone))};
    if (swapped_) std::swap(result.forward, result.backward);
    return result;
}

}  // namespace egiz::align
