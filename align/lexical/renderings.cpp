// SPDX-License-Identifier: Apache-2.0
#include "align/lexical/renderings.hpp"

#include "align/lexical/lexicon_layout.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

namespace egiz::align {
namespace {

constexpr TokenId absent = std::numeric_limits<TokenId>::max();

/// The language itself, else one in its script, else any of its primary subtag.
const LexiconLanguage* find_language(const LexiconView& lexicon, const Language& wanted) {
    const LexiconLanguage* best = nullptr;
    int best_nearness = 0;
    for (const LexiconLanguage& language : lexicon.languages()) {
        if (language.tag.substr(0, language.tag.find('-')) != wanted.primary()) continue;
        const LanguageMatch how = match(Language::require(language.tag), wanted);
        const int nearness = how == LanguageMatch::exact     ? 3
                             : how == LanguageMatch::primary ? 2
                                                             : 1;
        if (nearness > best_nearness) {
            best = &language;
            best_nearness = nearness;
        }
    }
    return best;
}

/// One language of a lexicon beside the vocabulary of a text.
struct WordSide {
    WordSide(const LexiconLanguage& the_language, const Vocabulary& vocabulary)
        : language(the_language), in_text(the_language.tokens(), absent) {
        for (TokenId id = 0; id < vocabulary.size(); ++id) {
            if (vocabulary.kind(id) != TokenKind::word && vocabulary.kind(id) != TokenKind::han)
                continue;
            if (const auto token = language.find(vocabulary.key(id))) {
                in_text[*token] = id;
                met.emplace_back(id, *token);
            }
        }
    }
    [[nodiscard]] bool has_term_of(std::size_t entry) const {
        const auto terms = language.terms_of_entry(entry);
        for (std::size_t i = 0; i < terms.size(); ++i) {
            const auto tokens = language.tokens_of_term(terms[i]);
            bool whole = tokens.size() > 0;
            for (std::size_t k = 0; whole && k < tokens.size(); ++k) {
                whole = in_text[tokens[k]] != absent;
            }
            if (whole) return true;
        }
        return false;
    }
    /// Terms that have a token at all: a number has none.
    [[nodiscard]] std::size_t count_terms(std::size_t entry) const {
        const auto terms = language.terms_of_entry(entry);
        std::size_t count = 0;
        for (std::size_t i = 0; i < terms.size(); ++i) {
            count += language.tokens_of_term(terms[i]).size() > 0;
        }
        return count;
    }

    const LexiconLanguage& language;
    std::vector<TokenId> in_text;                        ///< by token of the lexicon
    std::vector<std::pair<TokenId, std::uint32_t>> met;  ///< in the text, in the lexicon
};

/// What renders one source token, until it is all there.
class Row {
public:
    explicit Row(std::size_t target_tokens) : weights_(target_tokens, 0) {}
    void add(TokenId target, double weight) {
        if (weights_[target] == 0) touched_.push_back(target);
        weights_[target] += weight;
    }
    /// Appends `weight / all` of each target, and is empty again.
    void move_to(TokenId source, double all, std::vector<Rendering>& result) {
        std::sort(touched_.begin(), touched_.end());
        for (const TokenId target : touched_) {
            result.push_back({source, target, weights_[target] / all});
            weights_[target] = 0;
        }
        touched_.clear();
    }

private:
    std::vector<double> weights_;
    std::vector<TokenId> touched_;
};

/// How often a token is in the terms of an entry, each time out of the tokens of the term.
double share_of(std::uint32_t token, std::size_t entry, const LexiconLanguage& language) {
    const auto terms = language.terms_of_entry(entry);
    double share = 0;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const auto tokens = language.tokens_of_term(terms[i]);
        std::size_t times = 0;
        for (std::size_t k = 0; k < tokens.size(); ++k) times += tokens[k] == token;
        if (times > 0) share += static_cast<double>(times) / static_cast<double>(tokens.size());
    }
    return share;
}

void count_use(const WordSide& source, const WordSide& target, std::size_t entries,
               LexiconUse& use) {
    std::vector<bool> seen(entries, false);
    for (const auto& [id, token] : source.met) {
        const auto with_token = source.language.entries_with_token(token);
        for (std::size_t i = 0; i < with_token.size(); ++i) {
            const std::uint32_t entry = with_token[i];
            if (seen[entry]) continue;
            seen[entry] = true;
            if (source.has_term_of(entry) && target.has_term_of(entry)) ++use.entries_met;
        }
    }
}

}  // namespace

std::vector<Rendering> renderings(const Lexicon& lexicon, const Language& source_language,
                                  const Vocabulary& source, const Language& target_language,
                                  const Vocabulary& target, LexiconUse* use) {
    const LexiconView view(lexicon.bytes());
    const LexiconLanguage* const a = find_language(view, source_language);
    const LexiconLanguage* const b = find_language(view, target_language);
    if (a == nullptr || b == nullptr || a == b) return {};
    const WordSide from(*a, source);
    const WordSide to(*b, target);
    if (use != nullptr) count_use(from, to, view.entries(), *use);

    std::vector<Rendering> result;
    Row row(target.size());
    for (const auto& [id, token] : from.met) {
        double all = 0;
        const auto with_token = a->entries_with_token(token);
        for (std::size_t i = 0; i < with_token.size(); ++i) {
            const std::uint32_t entry = with_token[i];
            const std::size_t alternatives = to.count_terms(entry);
            if (alternatives == 0) continue;
            const double weight = view.weight(entry) * share_of(token, entry, *a);
            all += weight;
            const auto terms = b->terms_of_entry(entry);
            for (std::size_t k = 0; k < terms.size(); ++k) {
                const auto tokens = b->tokens_of_term(terms[k]);
                for (std::size_t t = 0; t < tokens.size(); ++t) {
                    const TokenId other = to.in_text[tokens[t]];
                    if (other == absent) continue;
                    row.add(other, weight / static_cast<double>(alternatives) /
                                       static_cast<double>(tokens.size()));
                }
            }
        }
        row.move_to(id, all, result);
    }
    return result;
}

}  // namespace egiz::align
