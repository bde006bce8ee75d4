// SPDX-License-Identifier: Apache-2.0
#include "align/learnt_words.hpp"
#include "align/lexical/learnt_data.hpp"
#include "align/lexical/priors.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace egiz::align {
namespace {

/// As bags with long tails teach little and cost much.
constexpr std::uint32_t most_segments_of_a_bead = 4;
constexpr double least_trust = 0.6;

}  // namespace

struct WordLearner::Impl {
    Impl(const Language& a, const Language& b, std::vector<const Lexicon*> known)
        : source_language(a),
          target_language(b),
          lexicons(std::move(known)),
          source_tokenizer(a),
          target_tokenizer(b) {}

    Language source_language;
    Language target_language;
    std::vector<const Lexicon*> lexicons;
    Tokenizer source_tokenizer;
    Tokenizer target_tokenizer;
    Vocabulary source;
    Vocabulary target;
    std::vector<TokenId> source_tokens;  ///< of all beads
    std::vector<TokenId> target_tokens;
    std::vector<std::size_t> source_first{0};  ///< of each bead
    std::vector<std::size_t> target_first{0};
    BeadCounts counts{};

    void end_bead() {
        source_first.push_back(source_tokens.size());
        target_first.push_back(target_tokens.size());
    }
};

WordLearner::WordLearner(const Language& source, const Language& target,
                         std::vector<const Lexicon*> lexicons)
    : impl_(std::make_unique<Impl>(source, target, std::move(lexicons))) {}
WordLearner::~WordLearner() = default;
WordLearner::WordLearner(WordLearner&&) noexcept = default;

std::size_t WordLearner::beads() const { return impl_->source_first.size() - 1; }

void WordLearner::add(std::string_view source, std::string_view target) {
    if (beads() >= most_beads) return;
    impl_->source_tokenizer.tokenize(source, impl_->source, impl_->source_tokens);
    impl_->target_tokenizer.tokenize(target, impl_->target, impl_->target_tokens);
    impl_->end_bead();
}

void WordLearner::add(const SegmentedText& source, const SegmentedText& target,
                      const Ladder& ladder, std::size_t most) {
    std::vector<const Bead*> sure;
    for (const Bead& bead : ladder) {
        impl_->counts[index_of(type_of(bead.source, bead.target))] += bead.confidence;
        if (bead.two_sided() && bead.confidence >= least_trust &&
            bead.source.size() + bead.target.size() <= most_segments_of_a_bead) {
            sure.push_back(&bead);
        }
    }
    const std::size_t taken = std::min({sure.size(), most, most_beads - beads()});
    for (std::size_t k = 0; k < taken; ++k) {
        const Bead& bead = *sure[k * sure.size() / taken];
        for (std::uint32_t i = bead.source.begin; i < bead.source.end; ++i) {
            impl_->source_tokenizer.tokenize(source.text_of(i), impl_->source,
                                             impl_->source_tokens);
        }
        for (std::uint32_t j = bead.target.begin; j < bead.target.end; ++j) {
            impl_->target_tokenizer.tokenize(target.text_of(j), impl_->target,
                                             impl_->target_tokens);
        }
        impl_->end_bead();
    }
}

LearntWords WordLearner::learn() const {
    std::vector<BagPair> bags;
    for (std::size_t k = 0; k < beads(); ++k) {
        const std::span<const TokenId> source(impl_->source_tokens);
        const std::span<const TokenId> target(impl_->target_tokens);
        const BagPair bag{source.subspan(impl_->source_first[k],
                                         impl_->source_first[k + 1] - impl_->source_first[k]),
                          target.subspan(impl_->target_first[k],
                                         impl_->target_first[k + 1] - impl_->target_first[k]),
                          1};
        if (bag.source.size() * bag.target.size() <= most_token_pairs) bags.push_back(bag);
    }
    const std::vector<WordPair> prior =
        prior_pairs(impl_->source_language, impl_->source, impl_->target_language, impl_->target,
                    impl_->lexicons);
    auto data = std::make_shared<LearntWords::Data>();
    data->source_language = impl_->source_language;
    data->target_language = impl_->target_language;
    data->table = TranslationTable(prior, bags, impl_->source.size(), impl_->target.size());
    data->source = impl_->source;
    data->target = impl_->target;
    data->beads = impl_->counts;
    return LearntWords(std::move(data));
}

namespace {

/// Whether words were learnt for these languages: 1, for them the other way round: -1, or not: 0.
/// Varieties of one language (pt-BR, pt-PT) are told apart by their tags.
int direction(const LearntWords::Data& data, const Language& source, const Language& target) {
    const auto fits = [&](auto same) {
        if (same(data.source_language, source) && same(data.target_language, target)) return 1;
        return same(data.source_language, target) && same(data.target_language, source) ? -1 : 0;
    };
    const int exact = fits([](const Language& a, const Language& b) { return a == b; });
    if (exact != 0) return exact;
    return fits([](const Language& a, const Language& b) { return a.primary() == b.primary(); });
}

}  // namespace

bool is_learnt_for(const LearntWords& words, const Language& source_language,
                   const Language& target_language) {
    return direction(words.data(), source_language, target_language) != 0;
}

BeadCounts learnt_beads(std::span<const LearntWords* const> all, const Language& source_language,
                        const Language& target_language) {
    BeadCounts sum{};
    for (const LearntWords* each : all) {
        const LearntWords::Data& data = each->data();
        const int way = direction(data, source_language, target_language);
        if (way == 0) continue;
        const BeadCounts counts = way > 0 ? data.beads : mirrored(data.beads);
        for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += counts[k];
    }
    return sum;
}

std::vector<LearntRendering> learnt_renderings(const LearntWords& words,
                                               const Language& source_language,
                                               const Vocabulary& source,
                                               const Language& target_language,
                                               const Vocabulary& target) {
    const LearntWords::Data& data = words.data();
    const int way = direction(data, source_language, target_language);
    if (way == 0) return {};
    const bool turned = way < 0;
    const Vocabulary& from = turned ? target : source;
    const Vocabulary& to = turned ? source : target;
    // The learnt targets that the text holds: its own number for each.
    std::vector<std::pair<TokenId, TokenId>> held;
    for (TokenId t = 0; t < to.size(); ++t) {
        const TokenId learnt = data.target.find(to.kind(t), to.text(t));
        if (learnt < data.target.size()) held.emplace_back(learnt, t);
    }
    std::sort(held.begin(), held.end());
    std::vector<LearntRendering> result;
    for (TokenId s = 0; s < from.size(); ++s) {
        const TokenId learnt = data.source.find(from.kind(s), from.text(s));
        if (learnt >= data.source.size()) continue;
        auto at = held.begin();
        for (const TranslationTable::Entry& entry : data.table.row(learnt)) {
            at = std::lower_bound(at, held.end(), std::pair(entry.target, TokenId{0}));
            if (at == held.end()) break;
            if (at->first != entry.target) continue;
            if (turned) {
                result.push_back({at->second, s, static_cast<double>(entry.backward),
                                  static_cast<double>(entry.forward)});
            } else {
                result.push_back({s, at->second, static_cast<double>(entry.forward),
                                  static_cast<double>(entry.backward)});
            }
        }
    }
    std::sort(result.begin(), result.end(), [](const LearntRendering& a, const LearntRendering& b) {
        return a.source != b.source ? a.source < b.source : a.target < b.target;
    });
    return result;
}

}  // namespace egiz::align
