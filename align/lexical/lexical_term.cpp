// SPDX-License-Identifier: Apache-2.0
#include "align/lexical/lexical_term.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace egiz::align {
namespace {

constexpr double usual_lambda = 0.85;
constexpr double pseudo_tokens = 200;
constexpr double least_lambda = 0.3;
constexpr double most_lambda = 0.97;
/// A word says nothing where it is hardly likelier than anywhere.
constexpr double least_ratio = 4;

std::size_t tokens_of(const TokenizedText& text, std::size_t end, std::size_t count) {
    return text.first[end] - text.first[end - count];
}

}  // namespace

LexicalTerm::LexicalTerm(TokenizedText source, TokenizedText target, std::size_t source_tokens,
                         std::size_t target_tokens)
    : source_(std::move(source)),
      target_(std::move(target)),
      source_shares_(shares(source_, source_tokens)),
      target_shares_(shares(target_, target_tokens)),
      first_posting_(target_tokens + 1) {
    estimate({});
    for (const TokenId token : target_.ids) ++first_posting_[token + 1];
    for (std::size_t t = 1; t < first_posting_.size(); ++t)
        first_posting_[t] += first_posting_[t - 1];
    postings_.resize(target_.ids.size());
    std::vector<std::size_t> next(first_posting_.begin(), first_posting_.end());
    for (std::size_t j = 0; j < target_.segments(); ++j) {
        const auto tokens = target_.segment(j);
        for (std::size_t k = 0; k < tokens.size(); ++k) {
            postings_[next[tokens[k]]++] = {static_cast<std::uint32_t>(j),
                                            static_cast<std::uint32_t>(k)};
        }
    }
}

std::vector<double> LexicalTerm::shares(const TokenizedText& text, std::size_t tokens) {
    std::vector<double> result(tokens, 0.5);
    for (const TokenId token : text.ids) result[token] += 1;
    const double all = static_cast<double>(text.ids.size()) + 0.5 * static_cast<double>(tokens);
    for (double& share : result) share /= all;
    return result;
}

void LexicalTerm::set_tables(const TranslationTable& forward, const TranslationTable& backward) {
    const std::size_t source_tokens = source_shares_.size();
    const std::size_t target_tokens = target_shares_.size();
    forward_ = {};
    forward_.first.assign(source_tokens + 1, 0);
    for (TokenId s = 0; s < source_tokens; ++s) {
        for (const TranslationTable::Entry& entry : forward.row(s)) {
            const double ratio = entry.probability / target_shares_[entry.target];
            if (ratio >= least_ratio) {
                forward_.rates.push_back({entry.target, static_cast<float>(ratio)});
            }
        }
        forward_.first[s + 1] = forward_.rates.size();
    }
    // Turned round: by source token.
    std::vector<std::vector<Rate>> by_source(source_tokens);
    for (TokenId t = 0; t < target_tokens; ++t) {
        for (const TranslationTable::Entry& entry : backward.row(t)) {
            const double ratio = entry.probability / source_shares_[entry.target];
            if (ratio >= least_ratio) {
                by_source[entry.target].push_back({t, static_cast<float>(ratio)});
            }
        }
    }
    backward_ = {};
    backward_.first.assign(source_tokens + 1, 0);
    for (TokenId s = 0; s < source_tokens; ++s) {
        backward_.rates.insert(backward_.rates.end(), by_source[s].begin(), by_source[s].end());
        backward_.first[s + 1] = backward_.rates.size();
    }
    for (Row& row : rows_) row.segment = static_cast<std::size_t>(-1);

    std::vector<bool> source_known(source_tokens);
    std::vector<bool> target_known(target_tokens);
    for (const Rate& rate : forward_.rates) target_known[rate.target] = true;
    for (TokenId s = 0; s < source_tokens; ++s) source_known[s] = !by_source[s].empty();
    const auto sums = [](const TokenizedText& text, const std::vector<bool>& known) {
        std::vector<double> result{0};
        for (std::size_t i = 0; i < text.segments(); ++i) {
            double count = result.back();
            for (const TokenId token : text.segment(i)) count += known[token] ? 1 : 0;
            result.push_back(count);
        }
        return result;
    };
    source_known_ = sums(source_, source_known);
    target_known_ = sums(target_, target_known);
}

const LexicalTerm::Row& LexicalTerm::row(std::size_t segment) const {
    Row& row = rows_[segment % rows_.size()];
    if (row.segment == segment) return row;
    row.segment = segment;
    row.cells.resize(target_.segments());
    for (Cell& cell : row.cells) {
        cell.forward.clear();
        cell.backward.clear();
    }
    const auto add = [](std::vector<Match>& matches, std::uint32_t position, float ratio) {
        for (Match& match : matches) {
            if (match.position == position) {
                match.ratio += ratio;
                return;
            }
        }
        matches.push_back({position, ratio});
    };
    const auto tokens = source_.segment(segment);
    for (std::uint32_t l = 0; l < tokens.size(); ++l) {
        const TokenId s = tokens[l];
        for (std::size_t r = forward_.first[s]; r < forward_.first[s + 1]; ++r) {
            const Rate& rate = forward_.rates[r];
            for (std::size_t p = first_posting_[rate.target]; p < first_posting_[rate.target + 1];
                 ++p) {
                add(row.cells[postings_[p].segment].forward, postings_[p].position, rate.ratio);
            }
        }
        for (std::size_t r = backward_.first[s]; r < backward_.first[s + 1]; ++r) {
            const Rate& rate = backward_.rates[r];
            for (std::size_t p = first_posting_[rate.target]; p < first_posting_[rate.target + 1];
                 ++p) {
                add(row.cells[postings_[p].segment].backward, l, rate.ratio);
            }
        }
    }
    return row;
}

/// Calls `visit(direction, ratio)` for each token that something accounts for; the ratio is taken
/// over the tokens of the other side.
template <class Visit>
void LexicalTerm::for_each_ratio(std::size_t i, std::size_t j, BeadType type, Visit visit) const {
    const double source_share = 1.0 / static_cast<double>(tokens_of(source_, i, type.source) + 1);
    const double target_share = 1.0 / static_cast<double>(tokens_of(target_, j, type.target) + 1);
    if (type.source == 1 && type.target == 1) {
        const Cell& cell = row(i - 1).cells[j - 1];
        for (const Match& match : cell.forward) visit(0, match.ratio * source_share);
        for (const Match& match : cell.backward) visit(1, match.ratio * target_share);
        return;
    }
    std::vector<Match>& merged = merged_;
    const auto merge = [&](const std::vector<Match>& matches) {
        const std::size_t known = merged.size();
        for (const Match& match : matches) {
            std::size_t k = 0;
            while (k < known && merged[k].position != match.position) ++k;
            if (k < known) {
                merged[k].ratio += match.ratio;
            } else {
                merged.push_back(match);
            }
        }
    };
    for (std::size_t q = j - type.target; q < j; ++q) {
        merged.clear();
        for (std::size_t p = i - type.source; p < i; ++p) merge(row(p).cells[q].forward);
        for (const Match& match : merged) visit(0, match.ratio * source_share);
    }
    for (std::size_t p = i - type.source; p < i; ++p) {
        merged.clear();
        for (std::size_t q = j - type.target; q < j; ++q) merge(row(p).cells[q].backward);
        for (const Match& match : merged) visit(1, match.ratio * target_share);
    }
}

double LexicalTerm::operator()(std::size_t i, std::size_t j, BeadType type) const {
    double sum = (target_known_[j] - target_known_[j - type.target]) * log_lambda_[0] +
                 (source_known_[i] - source_known_[i - type.source]) * log_lambda_[1];
    // One logarithm for many factors, before they grow too large.
    constexpr double large = 1e200;
    double product = 1;
    for_each_ratio(i, j, type, [&](int direction, double ratio) {
        product *= 1 + odds_[static_cast<std::size_t>(direction)] * ratio;
        if (product > large) {
            sum += std::log(product);
            product = 1;
        }
    });
    return weight / 2 * (sum + std::log(product));
}

void LexicalTerm::count(std::size_t i, std::size_t j, BeadType type, double trust,
                        Counts& counts) const {
    counts.all[0] += trust * (target_known_[j] - target_known_[j - type.target]);
    counts.all[1] += trust * (source_known_[i] - source_known_[i - type.source]);
    for_each_ratio(i, j, type, [&](int direction, double ratio) {
        const auto d = static_cast<std::size_t>(direction);
        const double accounted = (1 - lambda_[d]) * ratio;
        counts.accounted[d] += trust * accounted / (accounted + lambda_[d]);
    });
}

void LexicalTerm::estimate(const Counts& counts) {
    for (std::size_t d = 0; d < 2; ++d) {
        const double unaccounted = counts.all[d] - counts.accounted[d];
        lambda_[d] = std::clamp(
            (unaccounted + pseudo_tokens * usual_lambda) / (counts.all[d] + pseudo_tokens),
            least_lambda, most_lambda);
        log_lambda_[d] = std::log(lambda_[d]);
        odds_[d] = (1 - lambda_[d]) / lambda_[d];
    }
}

}  // namespace egiz::align
