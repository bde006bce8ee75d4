// SPDX-License-Identifier: Apache-2.0
#include "tm/matcher.hpp"

#include "tm/prepared_query.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace egiz::tm {
namespace {

struct SourceMatch {
    const Variant* variant = nullptr;
    int score = 0;
};

/// Of the variants that serve the language, the one most like the query; of equals, the one that
/// serves the language best.
std::optional<SourceMatch> best_source(const TranslationUnit& unit, const Variant* target,
                                       const PreparedQuery& query, const MatchQuery& wanted) {
    std::optional<SourceMatch> best;
    LanguageMatch best_serves = LanguageMatch::none;
    for (const Variant& variant : unit.variants) {
        const LanguageMatch serves = match(variant.language, wanted.source);
        if (serves == LanguageMatch::none || &variant == target) continue;
        const auto score = query.score(variant.text, wanted.min_score);
        if (!score) continue;
        if (!best || std::tie(*score, serves) > std::tie(best->score, best_serves)) {
            best = SourceMatch{&variant, *score};
            best_serves = serves;
        }
    }
    return best;
}

const std::string& last_change(const Authorship& authorship) {
    return std::max(authorship.changed, authorship.created);
}

struct Ranked {
    Match match;
    std::string changed;  ///< ISO 8601: later is greater
    std::size_t inserted = 0;
};

bool better(const Ranked& a, const Ranked& b) {
    const auto key = [](const Ranked& ranked) {
        const bool reviewed = ranked.match.unit.state == ReviewState::reviewed;
        return std::tuple(ranked.match.score, reviewed, std::string_view(ranked.changed),
                          ranked.inserted);
    };
    return key(a) > key(b);
}

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
    if (query.limit == 0) return {};
    const PreparedQuery prepared(query.text);
    const Store& store = *sources_.front().store;
    std::vector<TranslationUnit> units;
    auto found = store.candidates({query.source, query.text, query.min_score});
    std::sort(found.begin(), found.end(),
              [](const Candidate& a, const Candidate& b) { return a.number < b.number; });
    for (const Candidate& each : found) {
        if (auto unit = store.unit(each.number)) units.push_back(std::move(*unit));
    }
    std::vector<Ranked> ranked;
    for (std::size_t i = 0; i < units.size(); ++i) {
        TranslationUnit& unit = units[i];
        if (unit.state == ReviewState::rejected) continue;
        const Variant* const target = unit.find(query.target);
        if (target == nullptr) continue;
        const auto source = best_source(unit, target, prepared, query);
        if (!source) continue;
        Ranked entry;
        entry.changed = std::max(last_change(unit.authorship), last_change(target->authorship));
        entry.inserted = i;
        entry.match.score = source->score;
        entry.match.source = *source->variant;
        entry.match.target = *target;
        entry.match.unit = std::move(unit);
        ranked.push_back(std::move(entry));
    }
    std::sort(ranked.begin(), ranked.end(), better);

    std::vector<Match> matches;
    std::set<std::pair<std::string, std::string>> offered;
    for (Ranked& entry : ranked) {
        if (matches.size() == query.limit) break;
        if (!offered.emplace(nfc(entry.match.source.text), nfc(entry.match.target.text)).second) continue;
        matches.push_back(std::move(entry.match));
    }
    return matches;
}

}  // namespace egiz::tm
