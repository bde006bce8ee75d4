// SPDX-License-Identifier: Apache-2.0
#include "align/aligner.hpp"

#include "align/anchors.hpp"
#include "align/band.hpp"
#include "align/bead_types.hpp"
#include "align/decoder.hpp"
#include "align/lexical/lexical_term.hpp"
#include "align/lexical/priors.hpp"
#include "align/paragraph_model.hpp"
#include "text/error.hpp"
#include "text/unicode.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace egiz::align {
namespace {

constexpr std::size_t full_matrix_cells = 1'500'000;
constexpr std::size_t most_cells = std::size_t{1} << 28;  // one byte each
/// Flattens the posteriors, which take the terms for independent and so are too sure. The first was
/// fitted to the share of right beads; the second keeps early mistakes from confirming themselves.
constexpr double confidence_temperature = 1.3;
constexpr double estimation_temperature = 2;

std::vector<std::uint32_t> lengths_of(const SegmentedText& text) {
    std::vector<std::uint32_t> lengths(text.segments.size());
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        lengths[i] = static_cast<std::uint32_t>(visible_length(text.text_of(i)));
    }
    return lengths;
}

/// Whether every pair of segments can be looked at.
bool are_small(const SegmentedText& source, const SegmentedText& target) {
    return (source.segments.size() + 1) * (target.segments.size() + 1) <= full_matrix_cells;
}

/// All that is known of two texts, and the terms of the score with what has been estimated so far.
class Model {
public:
    Model(const SegmentedText& source, const SegmentedText& target, const AlignerOptions& options)
        : source_lengths_(lengths_of(source)),
          target_lengths_(lengths_of(target)),
          source_breaks_(source),
          target_breaks_(target),
          lengths_(options.model),
          use_lexicon_(options.use_lexicon) {
        if (options.passes > 0) {
            lengths_.log_ratio = std::log(target_lengths_.total() / source_lengths_.total());
        }
        length_term_.emplace(source_lengths_, target_lengths_, lengths_);
        if (options.use_paragraphs) paragraph_term_.emplace(source_breaks_, target_breaks_);
        if (!options.use_words) return;
        if (are_small(source, target)) {
            prepare_words(source, target);
        } else {
            anchor_term_.emplace(source, target);
        }
    }

    /// The score of a bead, see align/decoder.hpp.
    double operator()(std::size_t i, std::size_t j, std::size_t type) const {
        double score = priors_.log_prior(type);
        const BeadType bead = bead_types[type];
        if (!bead.two_sided()) return score;
        score += (*length_term_)(i, j, bead);
        if (paragraph_term_) score += (*paragraph_term_)(i, j, bead);
        if (lexical_term_) score += (*lexical_term_)(i, j, bead);
        if (anchor_term_) score += (*anchor_term_)(i, j, bead);
        return score;
    }

    /// Fits all terms to a ladder, as far as each of its beads is trusted.
    void estimate(const Ladder& ladder) {
        std::array<double, bead_types.size()> beads{};
        std::vector<LengthPair> pairs;
        ParagraphTerm::Counts breaks;
        AnchorTerm::Counts anchors;
        std::vector<BagPair> bags;
        for (const Bead& bead : ladder) {
            const BeadType type{static_cast<std::uint8_t>(bead.source.size()),
                                static_cast<std::uint8_t>(bead.target.size())};
            beads[index_of(type)] += bead.confidence;
            if (!type.two_sided()) continue;
            const std::size_t i = bead.source.end;
            const std::size_t j = bead.target.end;
            pairs.push_back({source_lengths_.length(i, type.source),
                             target_lengths_.length(j, type.target), bead.confidence});
            if (paragraph_term_) paragraph_term_->count(i, j, type, bead.confidence, breaks);
            if (lexical_term_) add_bags(bead, type, bags);
            if (anchor_term_) anchor_term_->count(i, j, type, bead.confidence, anchors);
        }
        priors_.estimate(beads);
        lengths_ = estimate_lengths(pairs, lengths_);
        length_term_.emplace(source_lengths_, target_lengths_, lengths_);
        if (paragraph_term_) paragraph_term_->estimate(breaks);
        if (anchor_term_) anchor_term_->estimate(anchors);
        if (lexical_term_) {
            learn_words(bags);
            estimate_accounted(ladder);
        }
    }

    /// Where the path would go if both texts went on at the same pace.
    [[nodiscard]] std::vector<Point> even_path() const {
        std::vector<Point> path{{0, 0}};
        const std::size_t source_segments = source_lengths_.segments();
        const std::size_t target_segments = target_lengths_.segments();
        const double pace = target_lengths_.total() / source_lengths_.total();
        std::size_t j = 0;
        for (std::size_t i = 1; i <= source_segments; ++i) {
            const double reached = source_lengths_.length(i, i) * pace;
            while (j < target_segments && target_lengths_.length(j + 1, j + 1) <= reached) ++j;
            if (i == source_segments) j = target_segments;
            path.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(j)});
        }
        return path;
    }

private:
    void prepare_words(const SegmentedText& source, const SegmentedText& target) {
        const Language& a = source.document.language;
        const Language& b = target.document.language;
        TokenizedText source_tokens = Tokenizer(a).tokenize(source, source_words_);
        TokenizedText target_tokens = Tokenizer(b).tokenize(target, target_words_);
        prior_ = prior_pairs(a, source_words_, b, target_words_, use_lexicon_);
        turned_prior_ = prior_pairs(b, target_words_, a, source_words_, use_lexicon_);
        lexical_term_.emplace(std::move(source_tokens), std::move(target_tokens),
                              source_words_.size(), target_words_.size());
        learn_words({});
    }

    void estimate_accounted(const Ladder& ladder) {
        LexicalTerm::Counts counts;
        for (const Bead& bead : ladder) {
            const BeadType type{static_cast<std::uint8_t>(bead.source.size()),
                                static_cast<std::uint8_t>(bead.target.size())};
            if (!type.two_sided()) continue;
            lexical_term_->count(bead.source.end, bead.target.end, type, bead.confidence, counts);
        }
        lexical_term_->estimate(counts);
    }

    void add_bags(const Bead& bead, BeadType type, std::vector<BagPair>& pairs) const {
        constexpr double least_trust = 0.4;
        constexpr int most_segments_to_learn_from = 4;
        if (bead.confidence < least_trust ||
            type.source + type.target > most_segments_to_learn_from) {
            return;
        }
        BagPair pair;
        for (std::uint32_t i = bead.source.begin; i < bead.source.end; ++i) {
            const auto tokens = lexical_term_->source().segment(i);
            pair.source.insert(pair.source.end(), tokens.begin(), tokens.end());
        }
        for (std::uint32_t j = bead.target.begin; j < bead.target.end; ++j) {
            const auto tokens = lexical_term_->target().segment(j);
            pair.target.insert(pair.target.end(), tokens.begin(), tokens.end());
        }
        pair.weight = bead.confidence;
        pairs.push_back(std::move(pair));
    }

    void learn_words(const std::vector<BagPair>& forward) {
        std::vector<BagPair> backward;
        for (const BagPair& pair : forward)
            backward.push_back({pair.target, pair.source, pair.weight});
        lexical_term_->set_tables(
            TranslationTable(prior_, forward, source_words_.size(), target_words_.size()),
            TranslationTable(turned_prior_, backward, target_words_.size(), source_words_.size()));
    }

    RunLengths source_lengths_;
    RunLengths target_lengths_;
    Breaks source_breaks_;
    Breaks target_breaks_;
    LengthModel lengths_;
    BeadPriors priors_;
    std::optional<LengthTerm> length_term_;
    std::optional<ParagraphTerm> paragraph_term_;
    bool use_lexicon_ = true;
    Vocabulary source_words_;
    Vocabulary target_words_;
    std::vector<WordPair> prior_;
    std::vector<WordPair> turned_prior_;
    std::optional<LexicalTerm> lexical_term_;
    std::optional<AnchorTerm> anchor_term_;  ///< instead, where the texts are long
};

/// Finds the best path near `path`, looking further out as long as it runs into the edge.
Ladder search(const Model& model, std::vector<Point> path, std::size_t half_width) {
    for (;;) {
        const std::size_t rows = path.back().source + std::size_t{1};
        const bool widest = 4 * half_width * rows > most_cells;
        const Band band = Band::around(path, half_width);
        Ladder ladder = find_best_path(band, model);
        path = path_of(ladder);
        if (widest || !band.cramps(path)) return ladder;
        half_width *= 2;
    }
}

Ladder align_sides(const SegmentedText& source, const SegmentedText& target,
                   const AlignerOptions& options) {
    constexpr std::size_t near_path = 60;
    constexpr std::size_t far_off = 200;
    const std::size_t rows = source.segments.size() + 1;
    const std::size_t columns = target.segments.size() + 1;
    const bool small = are_small(source, target);
    Model model(source, target, options);
    Ladder ladder;
    for (int pass = 0;; ++pass) {
        if (small && pass == 0) {
            ladder = find_best_path(Band::full(rows - 1, columns - 1), model);
        } else if (pass == 0) {
            ladder = search(model, model.even_path(),
                            std::min(std::max(far_off, columns / 25), most_cells / rows / 2));
        } else {
            ladder = search(model, path_of(ladder), near_path);
        }
        const bool last = pass >= options.passes;
        set_confidences(Band::around(path_of(ladder), near_path), model,
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
