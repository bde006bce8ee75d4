// SPDX-License-Identifier: Apache-2.0
#include "align/bead_terms.hpp"

#include "align/pair_model.hpp"
#include "text/unicode.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace egiz::align {
namespace {

/// The first word of `text` that a token was made of; words are compared by their first letters.
std::string written(std::string_view text, const Vocabulary& words, TokenId token) {
    const std::string compared(words.text(token));
    if (words.kind(token) != TokenKind::word) return compared;
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t begin = offset;
        std::size_t end = begin;
        while (offset < text.size()) {
            if (!is_letter(next_code_point(text, offset))) break;
            end = offset;
        }
        const std::string_view word = text.substr(begin, end - begin);
        if (!word.empty() && stem(fold(word)) == compared) return std::string(word);
    }
    return compared;
}

}  // namespace

BeadTerms mirrored(BeadTerms terms) {
    std::swap(terms.words_forward, terms.words_backward);
    for (WordEvidence& pair : terms.words) std::swap(pair.source, pair.target);
    return terms;
}

double PairModel::score(Span source, Span target) const {
    return terms(source, target, {}, {}).total();
}

double PairModel::likeness(Span source, Span target) const {
    const BeadType type = type_of(source, target);
    double sum = (*length_term_)(source.end, target.end, type);
    if (lexical_term_) {
        const LexicalTerm::Evidence words = lexical_term_->evidence(source, target);
        sum += words.forward + words.backward;
    }
    return sum;
}

BeadTerms PairModel::terms(Span source, Span target, std::string_view source_text,
                           std::string_view target_text) const {
    const BeadType type = type_of(source, target);
    const std::size_t i = source.end;
    const std::size_t j = target.end;
    BeadTerms terms;
    terms.prior = priors_.log_prior(index_of(type));
    for (const WitnessTerm& witness : witnesses_) terms.witnesses += witness(i, j, type);
    if (!type.two_sided()) return terms;
    terms.length = (*length_term_)(i, j, type);
    if (paragraph_term_) terms.paragraphs = (*paragraph_term_)(i, j, type);
    if (!lexical_term_) return terms;
    const LexicalTerm::Evidence words = lexical_term_->evidence(source, target);
    terms.words_forward = words.forward;
    terms.words_backward = words.backward;
    if (source_text.empty()) return terms;
    double all = 0;
    for (const LexicalTerm::PairGain& pair : words.pairs) all += pair.nats;
    for (const LexicalTerm::PairGain& pair : words.pairs) {
        if (terms.words.size() == most_words_named) break;
        terms.words.push_back({written(source_text, source_words_, pair.source),
                               written(target_text, target_words_, pair.target), pair.nats,
                               pair.nats / all});
    }
    return terms;
}

}  // namespace egiz::align
