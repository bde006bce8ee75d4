// SPDX-License-Identifier: Apache-2.0
#include "align/aligner.hpp"

#include "align/pair_aligner.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

namespace egiz::align {
namespace {

/// The aligners of several pairs of texts, and who can bear witness to whom.
class Circle {
public:
    Circle(const std::vector<SegmentedText>& texts, const std::vector<TextPair>& pairs,
           const AlignerOptions& options)
        : texts_(&texts), options_(options) {
        for (const TextPair& pair : pairs) {
            std::vector<Point> gates = pair.gates;
            if (gates.empty() && texts.size() == 2) gates = options.gates;
            if (pair.source > pair.target) {
                for (Point& gate : gates) std::swap(gate.source, gate.target);
            }
            if (!gates.empty()) gates_[std::minmax(pair.source, pair.target)] = std::move(gates);
        }
    }

    /// All pairs inform each other.
    void compare_all() {
        // What a pair takes for a gap the others can set right, so it may look out for more of
        // them.
        options_.usual_gaps *= 2.5;
        for (std::size_t a = 0; a < texts_->size(); ++a) {
            for (std::size_t b = a + 1; b < texts_->size(); ++b) aligner(a, b);
        }
        exchange();
    }

    PairAligner& aligner(std::size_t a, std::size_t b) {
        const auto found = aligners_.find({a, b});
        if (found != aligners_.end()) return found->second;
        const auto gates = gates_.find({a, b});
        options_.gates = gates == gates_.end() ? std::vector<Point>() : gates->second;
        PairAligner& added =
            aligners_.try_emplace({a, b}, (*texts_)[a], (*texts_)[b], options_).first->second;
        added.run();
        return added;
    }

private:
    /// Lets every pair hear what each third text says.
    void exchange() {
        std::map<std::pair<std::size_t, std::size_t>, Links> links;
        for (const auto& [pair, aligner] : aligners_) {
            LinkedPair both = aligner.links();
            links[pair] = std::move(both.forward);
            links[{pair.second, pair.first}] = std::move(both.backward);
        }
        for (auto& [pair, aligner] : aligners_) {
            auto [a, b] = pair;
            if (aligner.swapped()) std::swap(a, b);
            std::vector<WitnessTerm> witnesses;
            for (std::size_t c = 0; c < texts_->size(); ++c) {
                if (c == a || c == b || !links.contains({a, c}) || !links.contains({c, b}))
                    continue;
                witnesses.emplace_back(follow(links[{a, c}], links[{c, b}]),
                                       follow(links[{b, c}], links[{c, a}]));
            }
            aligner.hear(std::move(witnesses));
        }
    }

    const std::vector<SegmentedText>* texts_;
    AlignerOptions options_;
    std::map<std::pair<std::size_t, std::size_t>, std::vector<Point>> gates_;
    std::map<std::pair<std::size_t, std::size_t>, PairAligner> aligners_;
};

/// Source and target change places.
void turn(AlignedPair& pair) {
    for (Bead& bead : pair.ladder) std::swap(bead.source, bead.target);
    for (Gap& gap : pair.gaps) gap.kind = mirrored(gap.kind);
    for (BeadTerms& terms : pair.terms) terms = mirrored(std::move(terms));
}

}  // namespace

std::vector<const Lexicon*> AlignerOptions::all_lexicons() const {
    std::vector<const Lexicon*> all;
    if (use_lexicon) all.push_back(&Lexicon::own());
    all.insert(all.end(), lexicons.begin(), lexicons.end());
    return all;
}

Ladder align(const SegmentedText& source, const SegmentedText& target,
             const AlignerOptions& options) {
    PairAligner aligner(source, target, options);
    aligner.run();
    return aligner.ladder();
}

namespace {

/// Calls `visit(aligner, pair)` for each pair when all that bear on it have been looked at.
template <class Visit>
void align_each(const std::vector<SegmentedText>& texts, const std::vector<TextPair>& pairs,
                const AlignerOptions& options, Visit visit) {
    Circle circle(texts, pairs, options);
    if (options.use_witnesses && texts.size() > 2 && texts.size() <= most_texts_to_compare) {
        circle.compare_all();
    }
    for (const TextPair& pair : pairs) {
        const auto [a, b] = std::minmax(pair.source, pair.target);
        visit(circle.aligner(a, b), pair);
    }
}

}  // namespace

std::vector<AlignedPair> align_pairs(const std::vector<SegmentedText>& texts,
                                     const std::vector<TextPair>& pairs,
                                     const AlignerOptions& options) {
    std::vector<AlignedPair> results;
    align_each(texts, pairs, options, [&](const PairAligner& aligner, const TextPair& pair) {
        AlignedPair result{aligner.ladder(), aligner.gaps(), {}, aligner.entries_met()};
        if (options.explain) result.terms = aligner.terms();
        if (pair.source > pair.target) turn(result);
        results.push_back(std::move(result));
    });
    return results;
}

std::vector<Ladder> align(const std::vector<SegmentedText>& texts,
                          const std::vector<TextPair>& pairs, const AlignerOptions& options) {
    std::vector<Ladder> ladders;
    align_each(texts, pairs, options, [&](const PairAligner& aligner, const TextPair& pair) {
        AlignedPair result{aligner.ladder(), {}, {}, {}};
        if (pair.source > pair.target) turn(result);
        ladders.push_back(std::move(result.ladder));
    });
    return ladders;
}

}  // namespace egiz::align
