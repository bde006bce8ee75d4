// SPDX-License-Identifier: Apache-2.0
#include "tm/matcher.hpp"

#include "text/unicode.hpp"
#include "tm/prepared_query.hpp"
#include "tm/substitution.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace egiz::tm {
namespace {

constexpr int top_score = 102;

/// Whether all that is known of two codes is the same. Other tools leave out type or data, so what
/// one side does not say is no difference.
bool same_code(const InlineCode& a, const InlineCode& b) {
    const auto agree = [](const std::string& x, const std::string& y) {
        return x.empty() || y.empty() || x == y;
    };
    return a.kind == b.kind && agree(a.type, b.type) && agree(a.data, b.data);
}

/// Whether equal ids stand at the same places in both: the numbers themselves do not matter.
bool same_pairs(const std::vector<InlineCode>& a, const std::vector<InlineCode>& b) {
    std::unordered_map<std::string_view, std::string_view> a_to_b;
    std::unordered_map<std::string_view, std::string_view> b_to_a;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i].id.empty() || b[i].id.empty()) continue;
        if (a_to_b.try_emplace(a[i].id, b[i].id).first->second != b[i].id) return false;
        if (b_to_a.try_emplace(b[i].id, a[i].id).first->second != a[i].id) return false;
    }
    return true;
}

bool same_codes(const std::vector<InlineCode>& a, const std::vector<InlineCode>& b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), same_code) &&
           same_pairs(a, b);
}

/// Whether codes stand at the same places of two texts that are equal in composition.
bool same_places(std::string_view text_a, const std::vector<InlineCode>& a, std::string_view text_b,
                 const std::vector<InlineCode>& b) {
    const bool same_bytes = text_a == text_b;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const std::size_t offset_a = a[i].byte_offset;
        const std::size_t offset_b = b[i].byte_offset;
        if (same_bytes ? offset_a != offset_b
                       : nfc(text_a.substr(0, offset_a)) != nfc(text_b.substr(0, offset_b))) {
            return false;
        }
    }
    return true;
}

std::size_t text_hash(std::string_view text) {
    const std::hash<std::string_view> hash;
    return is_surely_nfc(text) ? hash(text) : hash(nfc(text));
}

const std::string& last_change(const Authorship& authorship) {
    return std::max(authorship.changed, authorship.created);
}

/// Whole years between two dates of ISO 8601; 0 where one is missing or no date.
int years_between(std::string_view from, std::string_view to) {
    const auto year = [](std::string_view date) {
        int number = 0;
        const bool sound =
            date.size() >= 4 &&
            std::from_chars(date.data(), date.data() + 4, number).ptr == date.data() + 4;
        return sound ? std::optional(number) : std::nullopt;
    };
    const auto first = year(from);
    const auto last = year(to);
    if (!first || !last) return 0;
    const auto day = [](std::string_view date) { return date.substr(4, 6); };
    return std::max(0, *last - *first - (day(to) < day(from) ? 1 : 0));
}

/// A unit's score through one of its variants.
struct Assessment {
    std::size_t source = 0;  ///< index of the variant
    int base = 0;
    MatchReason reason = MatchReason::fuzzy;
    bool other_codes = false;
    std::optional<Substitution> substitution;
};

/// A unit that was read, and all that its place depends on.
struct Ranked {
    UnitNumber number = 0;
    std::size_t memory = 0;
    TranslationUnit unit;
    std::size_t target = 0;  ///< index of the variant
    Assessment assessment;
    int score = 0;                         ///< before `multiple`
    std::optional<std::size_t> pair_hash;  ///< of source and target

    [[nodiscard]] std::string_view source_text() const {
        if (assessment.substitution) return assessment.substitution->source;
        return unit.variants[assessment.source].text;
    }
    [[nodiscard]] std::string_view target_text() const {
        if (assessment.substitution) return assessment.substitution->target;
        return unit.variants[target].text;
    }
    [[nodiscard]] const std::string& changed() const {
        return std::max(last_change(unit.authorship),
                        last_change(unit.variants[target].authorship));
    }
};

bool better(const Ranked& a, const Ranked& b) {
    if (a.score != b.score) return a.score > b.score;
    if (a.assessment.reason != b.assessment.reason) {
        return a.assessment.reason > b.assessment.reason;
    }
    const bool a_reviewed = a.unit.state == ReviewState::reviewed;
    const bool b_reviewed = b.unit.state == ReviewState::reviewed;
    if (a_reviewed != b_reviewed) return a_reviewed;
    if (const int order = a.changed().compare(b.changed()); order != 0) return order > 0;
    if (a.memory != b.memory) return a.memory < b.memory;
    return a.number > b.number;
}

/// Leaves of units with the same source and target the best. `entries` are in order.
void drop_same_pairs(std::vector<Ranked>& entries) {
    if (entries.size() < 2) return;
    std::unordered_multimap<std::size_t, std::size_t> seen;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        Ranked& entry = entries[i];
        if (!entry.pair_hash) {
            entry.pair_hash = text_hash(entry.source_text()) * 31 + text_hash(entry.target_text());
        }
        const auto is_same = [&](const Ranked& other) {
            return entry.pair_hash == other.pair_hash &&
                   canonically_equal(entry.source_text(), other.source_text()) &&
                   canonically_equal(entry.target_text(), other.target_text());
        };
        bool known = false;
        if (entries.size() <= 16) {
            known = std::any_of(entries.begin(),
                                entries.begin() + static_cast<std::ptrdiff_t>(kept), is_same);
        } else {
            const auto [begin, end] = seen.equal_range(*entry.pair_hash);
            known = std::any_of(begin, end,
                                [&](const auto& item) { return is_same(entries[item.second]); });
            if (!known) seen.emplace(*entry.pair_hash, kept);
        }
        if (known) continue;
        if (kept != i) entries[kept] = std::move(entry);
        ++kept;
    }
    entries.resize(kept);
}

/// Whether units with the best base have different translations.
class Translations {
public:
    void add(int base, std::string_view target) {
        if (base < 99 || base < best_) return;
        if (base > best_) {
            best_ = base;
            differ_ = false;
            target_ = target;
        } else if (!differ_ && !canonically_equal(target_, target)) {
            differ_ = true;
        }
    }
    [[nodiscard]] int best() const noexcept { return best_; }
    [[nodiscard]] bool differ() const noexcept { return differ_; }

private:
    int best_ = 0;
    std::string target_;
    bool differ_ = false;
};

/// The candidates of one memory that are still to be looked at.
struct Queue {
    std::size_t memory = 0;
    const Store* store = nullptr;
    int penalty = 0;
    std::vector<Candidate> candidates;
    std::size_t next = 0;

    [[nodiscard]] bool done() const noexcept { return next == candidates.size(); }
};

/// One search: what is asked, and what was found so far.
class Search {
public:
    Search(const MatchQuery& query, const PenaltyRates& rates)
        : query_(query), rates_(rates), reachable_(reachable_score(query)) {
        floor_ = query.min_score;
        constexpr std::size_t usual = 8;
        entries_.reserve(usual);
    }

    /// Looks at all candidates that might be among the best, the most promising first.
    void run(std::vector<Queue>& queues) {
        while (true) {
            Queue* best = nullptr;
            for (Queue& queue : queues) {
                if (queue.done()) continue;
                if (best == nullptr || most(queue) > most(*best)) best = &queue;
            }
            if (best == nullptr) return;
            const int score = most(*best);
            // Below here nothing changes while the scores that can be reached stay the same.
            if (score != last_most_ || entries_.size() >= compact_at_) {
                last_most_ = score;
                compact();
            }
            // Bounds only fall from here.
            if (!may_matter(*best, score)) {
                best->next = best->candidates.size();
                continue;
            }
            const Candidate candidate = best->candidates[best->next++];
            look_at(*best, candidate);
        }
    }

    /// The matches, best first.
    std::vector<Match> finish(const std::vector<Queue>& queues) {
        std::sort(entries_.begin(), entries_.end(), better);
        drop_same_pairs(entries_);
        if (translations_.differ()) {
            for (Ranked& entry : entries_) {
                if (is_ambiguous(entry)) entry.score = std::max(0, entry.score - rates_.multiple);
            }
            std::stable_sort(entries_.begin(), entries_.end(), better);
        }
        std::vector<Match> matches;
        for (Ranked& entry : entries_) {
            if (matches.size() == query_.limit || entry.score < query_.min_score) break;
            matches.push_back(to_match(std::move(entry), queues));
        }
        return matches;
    }

private:
    static int reachable_score(const MatchQuery& query) {
        return 100 + (query.context ? 1 : 0) + (query.id.empty() ? 0 : 1);
    }

    /// The base that the queue's next candidate can have.
    [[nodiscard]] int most_base(const Queue& queue) const {
        const int bound = queue.candidates[queue.next].bound;
        return bound >= 100 ? reachable_ : bound;
    }
    [[nodiscard]] int most(const Queue& queue) const {
        return std::max(0, most_base(queue) - queue.penalty);
    }
    /// Whether the next candidate can be offered, or can be another translation of the best.
    [[nodiscard]] bool may_matter(const Queue& queue, int score) const {
        if (score >= floor_) return true;
        return rates_.multiple > 0 && most_base(queue) >= std::max(99, translations_.best());
    }
    [[nodiscard]] bool is_ambiguous(const Ranked& entry) const {
        return translations_.differ() && entry.assessment.base == translations_.best();
    }

    /// Keeps what may be offered, and raises the floor if that is as much as was asked for.
    void compact() {
        if (entries_.size() < query_.limit) return;
        std::sort(entries_.begin(), entries_.end(), better);
        drop_same_pairs(entries_);
        if (entries_.size() >= query_.limit) {
            if (rates_.multiple <= 0) {
                entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(query_.limit),
                               entries_.end());
                floor_ = std::max(floor_, entries_.back().score);
            } else {
                trim_before_multiple();
            }
        }
        compact_at_ = 2 * entries_.size() + 64;
    }

    /// As long as it is not known which base is the best, all that might lose points stay, and
    /// count as if they did.
    void trim_before_multiple() {
        std::vector<int> scores;
        std::size_t fuzzy = 0;
        std::erase_if(entries_, [&](const Ranked& entry) {
            const bool may_lose = entry.assessment.base >= 99;
            if (!may_lose && ++fuzzy > query_.limit) return true;
            scores.push_back(std::max(0, entry.score - (may_lose ? rates_.multiple : 0)));
            return false;
        });
        if (scores.size() < query_.limit) return;
        const auto last = scores.begin() + static_cast<std::ptrdiff_t>(query_.limit) - 1;
        std::nth_element(scores.begin(), last, scores.end(), std::greater<>());
        floor_ = std::max(floor_, *last);
    }

    void look_at(const Queue& queue, const Candidate& candidate) {
        auto unit = queue.store->unit(candidate.number);
        if (!unit || unit->state == ReviewState::rejected) return;
        const Variant* const target = unit->find(query_.target);
        if (target == nullptr) return;
        const auto target_index = static_cast<std::size_t>(target - unit->variants.data());

        const int lost = queue.penalty + unit_penalty(*unit, *target);
        int needed = floor_ + lost;  // of the base
        if (floor_ <= 0) needed = 0;
        if (rates_.multiple > 0) needed = std::min(needed, std::max(99, translations_.best()));
        if (needed > most_base_of(candidate)) return;
        auto assessment = assess(*unit, target_index, candidate, needed);
        if (!assessment) return;

        Ranked entry;
        entry.number = candidate.number;
        entry.memory = queue.memory;
        entry.unit = std::move(*unit);
        entry.target = target_index;
        entry.assessment = std::move(*assessment);
        const int tags = entry.assessment.other_codes ? rates_.tags : 0;
        entry.score = std::max(0, entry.assessment.base - lost - tags);
        if (rates_.multiple > 0) translations_.add(entry.assessment.base, entry.target_text());
        if (entry.score >= floor_) entries_.push_back(std::move(entry));
    }

    [[nodiscard]] int most_base_of(const Candidate& candidate) const {
        return candidate.bound >= 100 ? reachable_ : candidate.bound;
    }

    [[nodiscard]] int age(const TranslationUnit& unit, const Variant& target) const {
        if (rates_.per_year <= 0 || rates_.today.empty()) return 0;
        const std::string& changed =
            std::max(last_change(unit.authorship), last_change(target.authorship));
        return rates_.per_year * years_between(changed, rates_.today);
    }
    static bool is_made_by_aligner(const TranslationUnit& unit) {
        return unit.score.has_value() || !unit.bead_type.empty();
    }
    [[nodiscard]] int unit_penalty(const TranslationUnit& unit, const Variant& target) const {
        int points = age(unit, target);
        if (unit.state == ReviewState::unreviewed) {
            points += rates_.unreviewed;
            if (is_made_by_aligner(unit)) points += rates_.alignment;
        }
        return points;
    }

    /// Of the variants that serve the language, the one with the best base; of equals, the one that
    /// serves it best. Nothing if none reaches `needed`.
    std::optional<Assessment> assess(const TranslationUnit& unit, std::size_t target,
                                     const Candidate& candidate, int needed) {
        std::optional<Assessment> best;
        LanguageMatch best_serves = LanguageMatch::none;
        for (std::size_t i = 0; i < unit.variants.size(); ++i) {
            if (i == target) continue;
            const LanguageMatch serves = match(unit.variants[i].language, query_.source);
            if (serves == LanguageMatch::none) continue;
            auto found = assess_variant(unit, i, target, candidate, needed);
            if (!found) continue;
            if (!best || std::tie(found->base, found->reason, serves) >
                             std::tie(best->base, best->reason, best_serves)) {
                best = std::move(found);
                best_serves = serves;
            }
        }
        return best;
    }

    std::optional<Assessment> assess_variant(const TranslationUnit& unit, std::size_t source,
                                             std::size_t target, const Candidate& candidate,
                                             int needed) {
        const Variant& variant = unit.variants[source];
        Assessment found;
        found.source = source;
        std::optional<int> plain;
        if (variant.text == query_.text) {
            plain = 100;
        } else {
            if (!prepared_) prepared_.emplace(query_.text);
            plain = prepared_->score(variant.text, std::clamp(needed, 0, 100));
        }
        found.other_codes = !(query_.codes.empty() && variant.codes.empty()) &&
                            !same_codes(query_.codes, variant.codes);
        if (plain == 100) {
            found.other_codes = found.other_codes || !same_places(query_.text, query_.codes,
                                                                  variant.text, variant.codes);
            found.base = 100;
            if (found.other_codes) {
                found.base = 99;
            } else {
                found.reason = exact_reason(unit, variant);
                found.base += found.reason == MatchReason::exact            ? 0
                              : found.reason == MatchReason::context_and_id ? 2
                                                                            : 1;
            }
        } else if (needed <= 99 && candidate.bound >= 99 && substituter().has_placeables()) {
            found.substitution = substituter().apply(variant.text, unit.variants[target].text,
                                                     unit.variants[target].codes);
            // Where no value differs, punctuation does, and the text is what it is.
            if (found.substitution && plain == 99 && found.substitution->changes == 0) {
                found.substitution.reset();
            }
            if (found.substitution) {
                found.base = 99;
                found.reason = MatchReason::substituted;
            } else if (plain) {
                found.base = *plain;
            } else {
                return std::nullopt;
            }
        } else if (plain) {
            found.base = *plain;
        } else {
            return std::nullopt;
        }
        if (found.base < needed) return std::nullopt;
        return found;
    }

    [[nodiscard]] MatchReason exact_reason(const TranslationUnit& unit,
                                           const Variant& variant) const {
        const bool id = !query_.id.empty() && unit.id == query_.id;
        const bool context =
            query_.context && std::find(variant.contexts.begin(), variant.contexts.end(),
                                        *query_.context) != variant.contexts.end();
        if (id && context) return MatchReason::context_and_id;
        if (context) return MatchReason::context;
        return id ? MatchReason::id : MatchReason::exact;
    }

    Substituter& substituter() {
        if (!substituter_) substituter_.emplace(query_.text);
        return *substituter_;
    }

    Match to_match(Ranked&& entry, const std::vector<Queue>& queues) {
        using Kind = Penalty::Kind;
        Match match;
        match.number = entry.number;
        match.memory = entry.memory;
        match.score = entry.score;
        match.base = entry.assessment.base;
        match.reason = entry.assessment.reason;
        const Variant& target = entry.unit.variants[entry.target];
        const auto take_off = [&](Kind kind, int points) {
            if (points > 0) match.penalties.push_back({kind, points});
        };
        take_off(Kind::tags, entry.assessment.other_codes ? rates_.tags : 0);
        if (entry.unit.state == ReviewState::unreviewed) {
            take_off(Kind::alignment, is_made_by_aligner(entry.unit) ? rates_.alignment : 0);
            take_off(Kind::unreviewed, rates_.unreviewed);
        }
        take_off(Kind::multiple, is_ambiguous(entry) ? rates_.multiple : 0);
        take_off(Kind::age, age(entry.unit, target));
        take_off(Kind::memory, queues[entry.memory].penalty);
        match.source = entry.unit.variants[entry.assessment.source];
        match.target = target;
        if (entry.assessment.substitution) {
            match.target.text = std::move(entry.assessment.substitution->target);
            match.target.codes = std::move(entry.assessment.substitution->codes);
        }
        match.unit = std::move(entry.unit);
        return match;
    }

    const MatchQuery& query_;
    const PenaltyRates& rates_;
    int reachable_;
    int floor_;  ///< what scores less is not offered
    int last_most_ = top_score + 1;
    std::size_t compact_at_ = 64;
    std::vector<Ranked> entries_;
    Translations translations_;
    std::optional<PreparedQuery> prepared_;
    std::optional<Substituter> substituter_;
};

}  // namespace

const char* name(MatchReason reason) {
    switch (reason) {
        case MatchReason::fuzzy:
            return "fuzzy";
        case MatchReason::substituted:
            return "substituted";
        case MatchReason::exact:
            return "exact";
        case MatchReason::id:
            return "id";
        case MatchReason::context:
            return "context";
        case MatchReason::context_and_id:
            return "context-and-id";
    }
    return "";
}

const char* name(Penalty::Kind kind) {
    switch (kind) {
        case Penalty::Kind::tags:
            return "tags";
        case Penalty::Kind::alignment:
            return "alignment";
        case Penalty::Kind::unreviewed:
            return "unreviewed";
        case Penalty::Kind::multiple:
            return "multiple";
        case Penalty::Kind::age:
            return "age";
        case Penalty::Kind::memory:
            return "memory";
    }
    return "";
}

int score(std::string_view query, std::string_view text) {
    return PreparedQuery(query).score(text, 0).value_or(0);
}

Matcher::Matcher(const Store& store, PenaltyRates rates)
    : Matcher(std::vector<MatchSource>{{&store, 0}}, std::move(rates)) {}
Matcher::Matcher(std::vector<MatchSource> sources, PenaltyRates rates)
    : sources_(std::move(sources)), rates_(std::move(rates)) {}

std::vector<Match> Matcher::find(const MatchQuery& query) const {
    std::vector<Match> matches;
    if (query.limit == 0 || query.min_score > top_score) return matches;
    const CandidateQuery wanted{query.source, query.text, std::clamp(query.min_score, 0, 100)};
    // One snapshot inside the other, one a memory.
    const std::function<void(std::size_t)> within = [&](std::size_t opened) {
        if (opened < sources_.size()) {
            sources_[opened].store->in_snapshot([&] { within(opened + 1); });
            return;
        }
        std::vector<Queue> queues;
        queues.reserve(sources_.size());
        for (std::size_t i = 0; i < sources_.size(); ++i) {
            const MatchSource& source = sources_[i];
            queues.push_back({i, source.store, source.penalty, source.store->candidates(wanted)});
        }
        Search search(query, rates_);
        search.run(queues);
        matches = search.finish(queues);
    };
    within(0);
    return matches;
}

}  // namespace egiz::tm
