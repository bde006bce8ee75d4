// SPDX-License-Identifier: Apache-2.0
#include "align/gap_finder.hpp"

#include "align/lexical/word_evidence.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <unordered_map>
#include <utility>

namespace egiz::align {
namespace {

/// Of the gaps, how many are expected to be sentences that stand elsewhere.
constexpr double usual_moved = 0.2;
/// The terms take words for independent of each other and so are too sure.
constexpr double temperature = 1.2;
/// In nats: less is what unrelated sentences may have in common too.
constexpr double least_likeness = 2.5;
/// A bead that loses more than that keeps its segment.
constexpr double most_loss = 5;
constexpr std::size_t most_segments_compared = 2000;  // of a side
constexpr std::size_t looked_at_closely = 6;          // of those that might be the counterpart
/// Share of what two texts say, in nats, that both say.
constexpr double least_similarity = 0.8;
/// What is said again must say something, in nats: `Yes.` may well stand in a text twice.
constexpr double least_information = 12;
constexpr std::size_t most_texts_compared = 200'000;

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

/// A segment that may have its counterpart elsewhere, and what its bead loses without it.
struct Candidate {
    std::uint32_t segment = 0;
    std::uint32_t bead = 0;
    double loss = 0;
};

/// One side of the ladder: what lies in which bead, and what might lie elsewhere.
struct Side {
    std::vector<std::uint32_t> bead_of;  ///< by segment
    std::vector<char> alone;             ///< by segment: it is a gap
    std::vector<Candidate> gaps;         ///< ascending
    std::vector<Candidate> loose;        ///< segments of two-sided beads; ascending

    [[nodiscard]] bool is_gap(std::uint32_t segment) const {
        return segment < alone.size() && alone[segment] != 0;
    }
};

struct Match {
    Span source;
    Span target;
    double likeness = 0;
    double certainty = 0;
};

class GapSearch {
public:
    GapSearch(const PairModel& model, const Ladder& ladder);
    std::vector<Gap> find();

private:
    void add_loose(std::uint32_t bead);
    void find_moved(bool between_gaps);
    void consider(const Candidate& source, const Candidate& target, std::size_t rivals,
                  std::vector<Match>& matches) const;
    [[nodiscard]] Match widened(std::uint32_t i, std::uint32_t j) const;
    [[nodiscard]] bool crosses(std::uint32_t bead, std::uint32_t other) const;
    void find_duplicates(const Side& side, const TokenizedText& text, bool source);
    void settle(std::uint32_t bead, GapKind kind, double certainty, Span counterpart);

    const PairModel& model_;
    const Ladder& ladder_;
    Side source_;
    Side target_;
    std::vector<std::uint32_t> two_sided_before_;  ///< by bead
    std::vector<std::optional<Gap>> settled_;      ///< by bead
};

GapSearch::GapSearch(const PairModel& model, const Ladder& ladder)
    : model_(model), ladder_(ladder), settled_(ladder.size()) {
    source_.bead_of.resize(model.source_segments());
    source_.alone.resize(model.source_segments());
    target_.bead_of.resize(model.target_segments());
    target_.alone.resize(model.target_segments());
    std::uint32_t two_sided = 0;
    for (std::uint32_t b = 0; b < ladder.size(); ++b) {
        const Bead& bead = ladder[b];
        two_sided_before_.push_back(two_sided);
        two_sided += bead.two_sided() ? 1 : 0;
        const auto place = [&](Side& side, Span span, bool alone) {
            for (std::uint32_t k = span.begin; k < span.end; ++k) {
                side.bead_of[k] = b;
                side.alone[k] = alone ? 1 : 0;
                if (alone) side.gaps.push_back({k, b, 0});
            }
        };
        place(source_, bead.source, bead.target.empty());
        place(target_, bead.target, bead.source.empty());
    }
}

/// Segments that a bead hardly misses: at the ends of a side of several, or the pair itself.
void GapSearch::add_loose(std::uint32_t b) {
    const Bead& bead = ladder_[b];
    const double whole = -bead.cost;
    const auto try_without = [&](Side& side, std::uint32_t segment, Span source, Span target) {
        const double loss = whole - model_.score(source, target);
        if (loss < most_loss) side.loose.push_back({segment, b, loss});
    };
    const auto type_is_known = [](Span source, Span target) {
        const BeadType type = type_of(source, target);
        return bead_types[index_of(type)] == type;
    };
    const auto without_ends = [&](Side& side, Span span, const auto& rest_of) {
        const Span tail{span.begin + 1, span.end};
        const Span head{span.begin, span.end - 1};
        for (const auto& [segment, rest] :
             {std::pair(span.begin, tail), std::pair(head.end, head)}) {
            const auto [source, target] = rest_of(rest);
            if (type_is_known(source, target)) try_without(side, segment, source, target);
            if (span.size() == 1) break;
        }
    };
    if (bead.source.size() > 1 || bead.target.size() == 1) {
        without_ends(source_, bead.source, [&](Span rest) { return std::pair(rest, bead.target); });
    }
    if (bead.target.size() > 1 || bead.source.size() == 1) {
        without_ends(target_, bead.target, [&](Span rest) { return std::pair(bead.source, rest); });
    }
}

/// Whether a bead lies between the two: else they might have been joined where they are.
bool GapSearch::crosses(std::uint32_t bead, std::uint32_t other) const {
    const auto [first, last] = std::minmax(bead, other);
    const std::uint32_t behind = two_sided_before_[first] + (ladder_[first].two_sided() ? 1U : 0U);
    return first != last && two_sided_before_[last] > behind;
}

/// The best of the two gaps with and without those beside them, if they are anything like.
Match GapSearch::widened(std::uint32_t i, std::uint32_t j) const {
    const auto runs = [](const Side& side, std::uint32_t k) {
        std::vector<Span> spans{{k, k + 1}};
        if (k > 0 && side.is_gap(k - 1)) spans.push_back({k - 1, k + 1});
        if (side.is_gap(k + 1)) spans.push_back({k, k + 2});
        return spans;
    };
    Match best{{i, i + 1}, {j, j + 1}, model_.likeness({i, i + 1}, {j, j + 1}), 0};
    if (best.likeness < 0) return best;
    for (const Span source : runs(source_, i)) {
        for (const Span target : runs(target_, j)) {
            if (source.size() + target.size() != 3) continue;
            const double likeness = model_.likeness(source, target);
            // What takes more segments must be worth it.
            if (likeness > best.likeness + 1) best = {source, target, likeness, 0};
        }
    }
    return best;
}

void GapSearch::consider(const Candidate& source, const Candidate& target, std::size_t rivals,
                         std::vector<Match>& matches) const {
    if (!crosses(source.bead, target.bead)) return;
    const bool both_gaps = source_.is_gap(source.segment) && target_.is_gap(target.segment);
    const Span one{source.segment, source.segment + 1};
    const Span other{target.segment, target.segment + 1};
    Match match = both_gaps ? widened(source.segment, target.segment)
                            : Match{one, other, model_.likeness(one, other), 0};
    match.likeness -= std::max(source.loss + target.loss, 0.0);
    if (match.likeness < least_likeness) return;
    const double odds = match.likeness / temperature + std::log(usual_moved) -
                        std::log(static_cast<double>(rivals));
    match.certainty = 1 / (1 + std::exp(-odds));
    if (match.certainty >= 0.5) matches.push_back(match);
}

/// Pairs up gaps with gaps, or with segments that are loose.
void GapSearch::find_moved(bool between_gaps) {
    const auto open = [&](const std::vector<Candidate>& candidates) {
        std::vector<Candidate> left;
        for (const Candidate& each : candidates) {
            if (!settled_[each.bead] && left.size() < most_segments_compared) left.push_back(each);
        }
        return left;
    };
    std::vector<Match> matches;
    const auto compare = [&](const std::vector<Candidate>& sources,
                             const std::vector<Candidate>& targets) {
        if (sources.empty() || targets.empty()) return;
        std::vector<std::uint32_t> segments;
        for (const Candidate& each : targets) segments.push_back(each.segment);
        const Shortlist shortlist(*model_.words(), segments);
        for (const Candidate& source : sources) {
            for (const std::uint32_t j : shortlist.of(source.segment, looked_at_closely)) {
                const auto at = std::lower_bound(segments.begin(), segments.end(), j);
                consider(source, targets[static_cast<std::size_t>(at - segments.begin())],
                         std::max(sources.size(), targets.size()), matches);
            }
        }
    };
    if (between_gaps) {
        compare(open(source_.gaps), open(target_.gaps));
    } else {
        compare(open(source_.gaps), open(target_.loose));
        compare(open(source_.loose), open(target_.gaps));
    }
    std::stable_sort(matches.begin(), matches.end(),
                     [](const Match& a, const Match& b) { return a.likeness > b.likeness; });
    std::vector<char> source_taken(source_.alone.size());
    std::vector<char> target_taken(target_.alone.size());
    const auto take = [](std::vector<char>& taken, Span span) {
        for (std::uint32_t k = span.begin; k < span.end; ++k) {
            if (taken[k] != 0) return false;
        }
        for (std::uint32_t k = span.begin; k < span.end; ++k) taken[k] = 1;
        return true;
    };
    for (const Match& match : matches) {
        if (!take(source_taken, match.source)) continue;
        if (!take(target_taken, match.target)) {
            for (std::uint32_t k = match.source.begin; k < match.source.end; ++k)
                source_taken[k] = 0;
            continue;
        }
        for (std::uint32_t i = match.source.begin; i < match.source.end; ++i) {
            settle(source_.bead_of[i], GapKind::moved, match.certainty, match.target);
        }
        for (std::uint32_t j = match.target.begin; j < match.target.end; ++j) {
            settle(target_.bead_of[j], GapKind::moved, match.certainty, match.source);
        }
    }
}

void GapSearch::settle(std::uint32_t bead, GapKind kind, double certainty, Span counterpart) {
    if (ladder_[bead].two_sided()) return;
    settled_[bead] = Gap{bead, kind, ladder_[bead].confidence * certainty, counterpart};
}

/// Looks for each gap that is left whether its text stands elsewhere in a bead with two sides.
void GapSearch::find_duplicates(const Side& side, const TokenizedText& text, bool source) {
    const auto share = [&](TokenId token) {
        return source ? model_.words()->source_share(token) : model_.words()->target_share(token);
    };
    const auto is_number = [&](TokenId token) {
        return source ? model_.words()->source_number(token) : model_.words()->target_number(token);
    };
    const auto sorted = [&](std::uint32_t segment) {
        const auto tokens = text.segment(segment);
        std::vector<TokenId> result(tokens.begin(), tokens.end());
        std::sort(result.begin(), result.end());
        return result;
    };
    const auto all_information = [&](const std::vector<TokenId>& tokens) {
        double sum = 0;
        for (const TokenId token : tokens) sum -= std::log(share(token));
        return sum;
    };
    // Nothing if the numbers are not the same: then it is another text, however like.
    const auto common_information = [&](const std::vector<TokenId>& a,
                                        const std::vector<TokenId>& b) {
        std::vector<TokenId> different;
        std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(),
                                      std::back_inserter(different));
        if (std::any_of(different.begin(), different.end(), is_number)) return 0.0;
        return (all_information(a) + all_information(b) - all_information(different)) / 2;
    };
    // By its rarest words: what is nearly the same has most of them.
    constexpr std::size_t rarest = 3;
    std::unordered_map<TokenId, std::vector<std::uint32_t>> by_word;
    std::vector<std::vector<TokenId>> tokens;
    std::vector<Candidate> gaps;
    for (const Candidate& gap : side.gaps) {
        if (settled_[gap.bead] || gaps.size() == most_segments_compared) continue;
        std::vector<TokenId> words = sorted(gap.segment);
        tokens.push_back(words);
        std::stable_sort(words.begin(), words.end(),
                         [&](TokenId a, TokenId b) { return share(a) < share(b); });
        words.erase(std::unique(words.begin(), words.end()), words.end());
        for (std::size_t k = 0; k < std::min(rarest, words.size()); ++k) {
            by_word[words[k]].push_back(static_cast<std::uint32_t>(gaps.size()));
        }
        gaps.push_back(gap);
    }
    struct Best {
        std::uint32_t segment = none;
        double similarity = 0;
    };
    std::vector<Best> best(gaps.size());
    std::vector<std::uint32_t> seen(gaps.size(), none);
    std::size_t compared = 0;
    for (std::uint32_t k = 0; k < text.segments(); ++k) {
        if (side.alone[k] != 0) continue;
        std::optional<std::vector<TokenId>> own;
        for (const TokenId token : text.segment(k)) {
            const auto found = by_word.find(token);
            if (found == by_word.end()) continue;
            for (const std::uint32_t g : found->second) {
                if (seen[g] == k || compared == most_texts_compared) continue;
                seen[g] = k;
                ++compared;
                if (!own) own = sorted(k);
                const double information = common_information(*own, tokens[g]);
                const double similarity =
                    2 * information / (all_information(*own) + all_information(tokens[g]));
                if (information < least_information || similarity < least_similarity) continue;
                const auto distance = [&](std::uint32_t other) {
                    const std::uint32_t here = gaps[g].segment;
                    return here > other ? here - other : other - here;
                };
                if (similarity > best[g].similarity ||
                    (similarity == best[g].similarity && distance(k) < distance(best[g].segment))) {
                    best[g] = {k, similarity};
                }
            }
        }
    }
    for (std::size_t g = 0; g < gaps.size(); ++g) {
        if (best[g].segment == none) continue;
        settle(gaps[g].bead, GapKind::duplicate, best[g].similarity,
               {best[g].segment, best[g].segment + 1});
    }
}

std::vector<Gap> GapSearch::find() {
    if (model_.words() != nullptr && !(source_.gaps.empty() && target_.gaps.empty())) {
        find_moved(true);
        find_duplicates(source_, model_.words()->source(), true);
        find_duplicates(target_, model_.words()->target(), false);
        for (std::uint32_t b = 0; b < ladder_.size(); ++b) {
            if (ladder_[b].two_sided()) add_loose(b);
        }
        find_moved(false);
    }
    std::vector<Gap> gaps;
    for (std::size_t b = 0; b < ladder_.size(); ++b) {
        const Bead& bead = ladder_[b];
        if (bead.two_sided()) continue;
        const GapKind plain = bead.target.empty() ? GapKind::omitted : GapKind::added;
        gaps.push_back(settled_[b].value_or(Gap{b, plain, bead.confidence, {}}));
    }
    return gaps;
}

}  // namespace

std::vector<Gap> find_gaps(const PairModel& model, const Ladder& ladder) {
    return GapSearch(model, ladder).find();
}

}  // namespace egiz::align
