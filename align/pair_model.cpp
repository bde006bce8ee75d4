// SPDX-License-Identifier: Apache-2.0
#include "align/pair_model.hpp"

#include "align/coarse_path.hpp"
#include "align/lexical/learnt_data.hpp"
#include "align/lexical/priors.hpp"
#include "align/lexical/word_pairs.hpp"
#include "text/unicode.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>

namespace egiz::align {
namespace {

std::vector<std::uint32_t> lengths_of(const SegmentedText& text) {
    std::vector<std::uint32_t> lengths(text.segments.size());
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        lengths[i] = static_cast<std::uint32_t>(visible_length(text.text_of(i)));
    }
    return lengths;
}

}  // namespace

PairModel::PairModel(const SegmentedText& source, const SegmentedText& target,
                     const AlignerOptions& options)
    : source_lengths_(lengths_of(source)),
      target_lengths_(lengths_of(target)),
      source_breaks_(source),
      target_breaks_(target),
      lengths_(options.model),
      priors_(options.usual_gaps,
              learnt_beads(options.learnt, source.document.language, target.document.language)) {
    if (options.passes > 0) {
        lengths_.log_ratio = std::log(target_lengths_.total() / source_lengths_.total());
    }
    length_term_.emplace(source_lengths_, target_lengths_, lengths_);
    if (options.use_paragraphs) paragraph_term_.emplace(source_breaks_, target_breaks_);
    if (options.use_words) prepare_words(source, target, options);
}

void PairModel::prepare_words(const SegmentedText& source, const SegmentedText& target,
                              const AlignerOptions& options) {
    const Language& a = source.document.language;
    const Language& b = target.document.language;
    TokenizedText source_tokens = Tokenizer(a).tokenize(source, source_words_);
    TokenizedText target_tokens = Tokenizer(b).tokenize(target, target_words_);
    std::vector<LexiconUse> uses;
    prior_ = prior_pairs(a, source_words_, b, target_words_, options.all_lexicons(), &uses);
    for (const LexiconUse& use : uses) entries_met_.push_back(use.entries_met);
    constexpr double learnt_count = 5;
    constexpr double least_learnt = 0.03;  // weaker ones cost time and tell nothing
    for (const LearntWords* learnt : options.learnt) {
        for (const LearntRendering& each :
             learnt_renderings(*learnt, a, source_words_, b, target_words_)) {
            if (each.forward < least_learnt && each.backward < least_learnt) continue;
            prior_.push_back({each.source, each.target, learnt_count * each.forward,
                              learnt_count * each.backward});
        }
    }
    if (!options.learnt.empty()) prior_ = merged(std::move(prior_));
    lexical_term_.emplace(std::move(source_tokens), std::move(target_tokens), source_words_.size(),
                          target_words_.size(), source_words_, target_words_);
    lexical_term_->set_table(
        TranslationTable(prior_, {}, source_words_.size(), target_words_.size()));
}

void PairModel::estimate(const Ladder& ladder) {
    BeadCounts beads{};
    std::vector<LengthPair> pairs;
    ParagraphTerm::Counts breaks;
    for (const Bead& bead : ladder) {
        const BeadType type = type_of(bead.source, bead.target);
        beads[index_of(type)] += bead.confidence;
        if (!type.two_sided()) continue;
        const std::size_t i = bead.source.end;
        const std::size_t j = bead.target.end;
        pairs.push_back({source_lengths_.length(i, type.source),
                         target_lengths_.length(j, type.target), bead.confidence});
        if (paragraph_term_) paragraph_term_->count(i, j, type, bead.confidence, breaks);
    }
    priors_.estimate(beads);
    lengths_ = estimate_lengths(pairs, lengths_);
    length_term_.emplace(source_lengths_, target_lengths_, lengths_);
    if (paragraph_term_) paragraph_term_->estimate(breaks);
    if (lexical_term_) learn_words(ladder);
}

void PairModel::learn_words(const Ladder& ladder) {
    lexical_term_->set_table(
        TranslationTable(prior_, find_bags(ladder), source_words_.size(), target_words_.size()));
    LexicalTerm::Counts counts;
    for (const Bead& bead : ladder) {
        if (!bead.two_sided()) continue;
        lexical_term_->count(bead.source.end, bead.target.end, type_of(bead.source, bead.target),
                             bead.confidence, counts);
    }
    lexical_term_->estimate(counts);
}

/// The beads to learn from: sure ones, not too long, and of a very long text a part.
std::vector<BagPair> PairModel::find_bags(const Ladder& ladder) const {
    constexpr double least_trust = 0.4;
    constexpr std::size_t most_segments_to_learn_from = 4;
    constexpr std::size_t most_bags = 12'000;
    const auto run = [](const TokenizedText& text, Span span) {
        const auto begin = text.ids.begin();
        return std::span(begin + static_cast<std::ptrdiff_t>(text.first[span.begin]),
                         begin + static_cast<std::ptrdiff_t>(text.first[span.end]));
    };
    std::vector<BagPair> bags;
    for (const Bead& bead : ladder) {
        if (!bead.two_sided() || bead.confidence < least_trust ||
            bead.source.size() + bead.target.size() > most_segments_to_learn_from) {
            continue;
        }
        const BagPair bag{run(lexical_term_->source(), bead.source),
                          run(lexical_term_->target(), bead.target), bead.confidence};
        if (bag.source.size() * bag.target.size() <= most_token_pairs) bags.push_back(bag);
    }
    if (bags.size() <= most_bags) return bags;
    for (std::size_t k = 0; k < most_bags; ++k) bags[k] = bags[k * bags.size() / most_bags];
    bags.resize(most_bags);
    return bags;
}

std::vector<Point> PairModel::coarse_path() const {
    if (!lexical_term_) return {};
    return find_coarse_path(lexical_term_->source(), source_words_.size(), lexical_term_->target(),
                            target_words_.size(), prior_);
}

std::vector<Point> PairModel::even_path(std::span<const Point> gates) const {
    std::vector<Point> path{{0, 0}};
    const auto go_to = [&](Point gate) {
        const Point from = path.back();
        const auto length = [](const RunLengths& side, std::size_t begin, std::size_t end) {
            return side.total(end) - side.total(begin);
        };
        const double pace = length(target_lengths_, from.target, gate.target) /
                            std::max(length(source_lengths_, from.source, gate.source), 1.0);
        std::uint32_t j = from.target;
        for (std::uint32_t i = from.source + 1; i < gate.source; ++i) {
            const double reached = length(source_lengths_, from.source, i) * pace;
            while (j < gate.target && length(target_lengths_, from.target, j + 1) <= reached) ++j;
            path.push_back({i, j});
        }
        if (!(path.back() == gate)) path.push_back(gate);
    };
    for (const Point gate : gates) go_to(gate);
    go_to({static_cast<std::uint32_t>(source_segments()),
           static_cast<std::uint32_t>(target_segments())});
    return path;
}

}  // namespace egiz::align
