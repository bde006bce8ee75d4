// SPDX-License-Identifier: Apache-2.0
#include "align/lexical/lexical_term.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace egiz::align {
namespace {

/// Of tokens by class: words by how much of their renderings is known (a quarter each), numbers,
/// marks.
constexpr std::array<double, LexicalTerm::classes> usual_lambda{0.8, 0.75, 0.65, 0.5, 0.3, 0.6};
constexpr std::uint8_t number_class = 4;
constexpr std::uint8_t mark_class = 5;
constexpr double pseudo_tokens = 100;
/// A table fits the beads that it was learnt from better than others: lambda comes out too low.
constexpr double least_lambda = 0.3;
constexpr double most_lambda = 0.97;
constexpr std::uint32_t untouched = ~std::uint32_t{0};
/// A word says nothing where it is hardly likelier than anywhere.
constexpr double least_ratio = 4;

std::size_t tokens_of(const TokenizedText& text, std::size_t end, std::size_t count) {
    return text.first[end] - text.first[end - count];
}

std::vector<double> find_shares(const TokenizedText& text, std::size_t tokens) {
    // The words of a few long segments would all seem common, and what is common tells nothing: so
    // there are taken to be more of them.
    constexpr double ordinary_size = 20;  // tokens of a segment
    constexpr double enough_segments = 60;
    std::vector<double> shares(tokens, 0.5);
    for (const TokenId token : text.ids) shares[token] += 1;
    const auto size = static_cast<double>(text.ids.size());
    const double excess = size / static_cast<double>(text.segments()) - ordinary_size;
    const double all = std::max(size, enough_segments * excess) + 0.5 * static_cast<double>(tokens);
    for (double& share : shares) share /= all;
    return shares;
}

}  // namespace

LexicalTerm::Side LexicalTerm::side(TokenizedText text, std::size_t tokens,
                                    const Vocabulary& words) {
    Side side;
    side.shares = find_shares(text, tokens);
    for (TokenId token = 0; token < tokens; ++token) {
        const TokenKind kind = words.kind(token);
        side.kinds.push_back(kind == TokenKind::number ? number_class
                             : kind == TokenKind::mark ? mark_class
                                                       : std::uint8_t{0});
    }
    for (std::size_t i = 0; i < text.segments(); ++i) {
        side.most_tokens = std::max(side.most_tokens, text.segment(i).size());
    }
    side.text = std::move(text);
    return side;
}

LexicalTerm::LexicalTerm(TokenizedText source, TokenizedText target, std::size_t source_tokens,
                         std::size_t target_tokens, const Vocabulary& source_words,
                         const Vocabulary& target_words)
    : source_(side(std::move(source), source_tokens, source_words)),
      target_(side(std::move(target), target_tokens, target_words)),
      first_posting_(target_tokens + 1) {
    const TokenizedText& text = target_.text;
    for (const TokenId token : text.ids) ++first_posting_[token + 1];
    for (std::size_t t = 1; t < first_posting_.size(); ++t)
        first_posting_[t] += first_posting_[t - 1];
    postings_.resize(text.ids.size());
    std::vector<std::size_t> next(first_posting_.begin(), first_posting_.end());
    for (std::size_t j = 0; j < text.segments(); ++j) {
        const auto tokens = text.segment(j);
        for (std::size_t k = 0; k < tokens.size(); ++k) {
            postings_[next[tokens[k]]++] = {static_cast<std::uint32_t>(j),
                                            static_cast<std::uint32_t>(k)};
        }
    }
    set_table({});
    estimate({});
}

bool LexicalTerm::source_number(TokenId token) const {
    return source_.kinds[token] == number_class;
}

bool LexicalTerm::target_number(TokenId token) const {
    return target_.kinds[token] == number_class;
}

void LexicalTerm::set_table(const TranslationTable& table) {
    const std::size_t source_tokens = source_.shares.size();
    rates_.clear();
    first_rate_.assign(source_tokens + 1, 0);
    std::vector<double> source_mass(source_tokens);
    std::vector<double> target_mass(target_.shares.size());
    for (TokenId s = 0; s < source_tokens; ++s) {
        for (const TranslationTable::Entry& entry : table.row(s)) {
            Rate rate{entry.target, 0, 0};
            const double forward = entry.forward / target_.shares[entry.target];
            const double backward = entry.backward / source_.shares[s];
            if (forward >= least_ratio) {
                rate.forward = static_cast<float>(forward);
                target_mass[entry.target] += entry.backward;
            }
            if (backward >= least_ratio) {
                rate.backward = static_cast<float>(backward);
                source_mass[s] += entry.forward;
            }
            if (rate.forward > 0 || rate.backward > 0) rates_.push_back(rate);
        }
        first_rate_[s + 1] = rates_.size();
    }
    std::vector<bool> target_known(target_.shares.size());
    std::vector<bool> source_known(source_tokens);
    for (TokenId s = 0; s < source_tokens; ++s) {
        for (std::size_t r = first_rate_[s]; r < first_rate_[s + 1]; ++r) {
            if (rates_[r].forward > 0) target_known[rates_[r].target] = true;
            if (rates_[r].backward > 0) source_known[s] = true;
        }
    }
    const auto hide = [](std::vector<double>& mass, const std::vector<bool>& known) {
        for (std::size_t t = 0; t < mass.size(); ++t) {
            if (!known[t]) mass[t] = -1;
        }
    };
    hide(source_mass, source_known);
    hide(target_mass, target_known);
    classify(source_, source_mass);
    classify(target_, target_mass);
    price(source_);
    price(target_);
}

/// \param mass  of each token, how probable its known renderings are together; less than 0: none
void LexicalTerm::classify(Side& side, const std::vector<double>& mass) {
    side.classes.resize(mass.size());
    for (std::size_t t = 0; t < mass.size(); ++t) {
        if (mass[t] < 0) {
            side.classes[t] = unknown;
        } else if (side.kinds[t] != 0) {
            side.classes[t] = side.kinds[t];
        } else {
            side.classes[t] = static_cast<std::uint8_t>(std::min(mass[t] * 4, 3.0));
        }
    }
}

void LexicalTerm::price(Side& side) const {
    side.known_price.assign(1, 0);
    for (std::size_t i = 0; i < side.text.segments(); ++i) {
        double sum = side.known_price.back();
        for (const TokenId token : side.text.segment(i)) {
            if (side.classes[token] != unknown) sum += log_lambda_[side.classes[token]];
        }
        side.known_price.push_back(sum);
    }
}

void LexicalTerm::estimate(const Counts& counts) {
    for (std::size_t c = 0; c < classes; ++c) {
        const double unaccounted = counts.all[c] - counts.accounted[c];
        lambda_[c] = std::clamp(
            (unaccounted + pseudo_tokens * usual_lambda[c]) / (counts.all[c] + pseudo_tokens),
            least_lambda, most_lambda);
        log_lambda_[c] = std::log(lambda_[c]);
        odds_[c] = static_cast<float>((1 - lambda_[c]) / lambda_[c]);
    }
    odds_[unknown] = 0;
    price(source_);
    price(target_);
}

void LexicalTerm::count(std::size_t i, std::size_t j, BeadType type, double trust, Counts& counts) {
    const auto add = [&](std::uint8_t token_class, double ratio, std::size_t others) {
        if (token_class == unknown) return;
        counts.all[token_class] += trust;
        const double gain =
            static_cast<double>(odds_[token_class]) * ratio / static_cast<double>(others + 1);
        counts.accounted[token_class] += trust * gain / (gain + 1);
    };
    const auto run = [](const TokenizedText& text, std::size_t end, std::size_t count) {
        return std::span(text.ids).subspan(text.first[end - count], tokens_of(text, end, count));
    };
    const auto source = run(source_.text, i, type.source);
    const auto target = run(target_.text, j, type.target);
    repeats_.resize(target_.shares.size());
    ratios_.resize(target_.shares.size());
    for (const TokenId t : target) ++repeats_[t];
    for (const TokenId s : source) {
        double ratio = 0;
        for (std::size_t r = first_rate_[s]; r < first_rate_[s + 1]; ++r) {
            const Rate& rate = rates_[r];
            if (repeats_[rate.target] == 0) continue;
            ratio += static_cast<double>(rate.backward) * repeats_[rate.target];
            ratios_[rate.target] += static_cast<double>(rate.forward);
        }
        add(source_.classes[s], ratio, target.size());
    }
    for (const TokenId t : target) add(target_.classes[t], ratios_[t], source.size());
    for (const TokenId t : target) {
        repeats_[t] = 0;
        ratios_[t] = 0;
    }
}

LexicalTerm::Rows::Rows(const LexicalTerm& term)
    : term_(&term),
      next_postings_(term.first_posting_.size() - 1),
      slots_(std::max(term.source_.most_tokens, term.target_.most_tokens), untouched) {
    for (std::size_t t = 0; t < next_postings_.size(); ++t) {
        next_postings_[t] = term.postings_.data() + term.first_posting_[t];
    }
}

void LexicalTerm::Rows::enter(const Band& band, std::size_t i) {
    const std::size_t last = band.source_segments();
    // Beads that end in row i hold the segments before it; those of the rows to come hold them too.
    for (std::size_t p = i - std::min(i, most_segments); p < i; ++p) {
        const std::size_t low = band.begin(p + 1);
        const std::size_t begin = low - std::min(low, most_segments);
        const std::size_t end = band.end(std::min(p + most_segments, last)) - 1;
        Row& row = rows_[p % rows_.size()];
        if (row.segment != p || row.begin != begin || row.end != end) fill(row, p, begin, end);
    }
    const std::size_t low = band.begin(i);
    forward_begin_ = low - std::min(low, most_segments);
    forward_end_ = band.end(i) - 1;
    sum_forward(i);
}

void LexicalTerm::Rows::fill(Row& row, std::size_t segment, std::size_t begin, std::size_t end) {
    row.segment = segment;
    row.begin = begin;
    row.end = end;
    gather(row, segment);
    sum_backward(row);
}

/// Finds what the tokens of a segment have to do with those of the target segments in its range.
void LexicalTerm::Rows::gather(Row& row, std::size_t segment) {
    found_forward_.clear();
    found_backward_.clear();
    const auto tokens = term_->source_.text.segment(segment);
    for (std::uint32_t l = 0; l < tokens.size(); ++l) {
        const TokenId s = tokens[l];
        const float source_odds = term_->odds_[term_->source_.classes[s]];
        for (std::size_t r = term_->first_rate_[s]; r < term_->first_rate_[s + 1]; ++r) {
            const Rate& rate = term_->rates_[r];
            const float forward = rate.forward * term_->odds_[term_->target_.classes[rate.target]];
            const float backward = rate.backward * source_odds;
            const Posting* const last =
                term_->postings_.data() + term_->first_posting_[rate.target + 1];
            const Posting*& next = next_postings_[rate.target];
            while (next != last && next->segment < row.begin) ++next;
            const Posting* at = next;
            for (; at != last && at->segment < row.end; ++at) {
                if (forward > 0) found_forward_.push_back({at->segment, {at->position, forward}});
                if (backward > 0) found_backward_.push_back({at->segment, {l, backward}});
            }
        }
    }
    const auto sort = [&](const std::vector<Found>& found, std::vector<std::uint32_t>& first,
                          std::vector<Match>& matches) {
        first.assign(row.end - row.begin + 2, 0);
        for (const Found& each : found) ++first[each.segment - row.begin + 2];
        for (std::size_t k = 2; k < first.size(); ++k) first[k] += first[k - 1];
        matches.resize(found.size());
        for (const Found& each : found) {
            matches[first[each.segment - row.begin + 1]++] = each.match;
        }
    };
    sort(found_forward_, row.first_forward, row.forward);
    sort(found_backward_, row.first_backward, row.backward);
}

void LexicalTerm::Rows::start() {
    for (const std::uint32_t position : touched_) slots_[position] = untouched;
    touched_.clear();
    gains_.clear();
}

void LexicalTerm::Rows::add(std::span<const Match> matches) {
    for (const Match& match : matches) {
        std::uint32_t& slot = slots_[match.position];
        if (slot == untouched) {
            slot = static_cast<std::uint32_t>(gains_.size());
            touched_.push_back(match.position);
            gains_.push_back(match.gain);
        } else {
            gains_[slot] += match.gain;
        }
    }
}

/// Sum of log(1 + gain / n) over the touched tokens.
double LexicalTerm::Rows::log_gain(double n) const {
    // One logarithm for many factors, before they grow too large.
    constexpr std::size_t most_factors = 32;
    const double share = 1 / n;
    double sum = 0;
    for (std::size_t begin = 0; begin < gains_.size(); begin += most_factors) {
        const std::size_t end = std::min(begin + most_factors, gains_.size());
        double even = 1;
        double odd = 1;
        std::size_t k = begin;
        for (; k + 1 < end; k += 2) {
            even *= 1 + static_cast<double>(gains_[k]) * share;
            odd *= 1 + static_cast<double>(gains_[k + 1]) * share;
        }
        if (k < end) even *= 1 + static_cast<double>(gains_[k]) * share;
        sum += std::log(even * odd);
    }
    return sum;
}

void LexicalTerm::Rows::sum_backward(Row& row) {
    const TokenizedText& target = term_->target_.text;
    const double known =
        term_->source_.known_price[row.segment + 1] - term_->source_.known_price[row.segment];
    row.backward_sums.resize((row.end - row.begin) * most_segments);
    for (std::size_t j = row.begin; j < row.end; ++j) {
        start();
        double* sums = &row.backward_sums[(j - row.begin) * most_segments];
        for (std::size_t n = 1; n <= most_segments; ++n) {
            if (j + 1 < row.begin + n) break;
            const std::size_t q = j + 1 - n - row.begin;
            add(std::span(row.backward)
                    .subspan(row.first_backward[q],
                             row.first_backward[q + 1] - row.first_backward[q]));
            const double others = static_cast<double>(tokens_of(target, j + 1, n) + 1);
            sums[n - 1] = weight / 2 * (known + log_gain(others));
        }
    }
    start();
}

void LexicalTerm::Rows::sum_forward(std::size_t i) {
    const TokenizedText& source = term_->source_.text;
    const std::vector<double>& price = term_->target_.known_price;
    forward_.resize((forward_end_ - forward_begin_) * most_segments);
    const std::size_t most = std::min(i, most_segments);
    for (std::size_t q = forward_begin_; q < forward_end_; ++q) {
        start();
        double* sums = &forward_[(q - forward_begin_) * most_segments];
        const double known = price[q + 1] - price[q];
        for (std::size_t m = 1; m <= most; ++m) {
            const Row& row = rows_[(i - m) % rows_.size()];
            if (q >= row.begin && q < row.end) {
                const std::size_t at = q - row.begin;
                add(std::span(row.forward)
                        .subspan(row.first_forward[at],
                                 row.first_forward[at + 1] - row.first_forward[at]));
            }
            const double others = static_cast<double>(tokens_of(source, i, m) + 1);
            sums[m - 1] = weight / 2 * (known + log_gain(others));
        }
    }
    start();
}

}  // namespace egiz::align
