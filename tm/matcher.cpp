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

int score(std::string_view query, std::string_view text) {
    return PreparedQuery(query).score(text, 0).value_or(0);
}

std::vector<Match> Matcher::find(const MatchQuery& query) const {
    if (query.limit == 0) return {};
    const PreparedQuery prepared(query.text);
    std::vector<TranslationUnit> units =
        store_.candidates({query.source, query.text, query.min_score});
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
        entry.match.source = source->variant->text;
        entry.match.target = target->text;
        entry.match.unit = std::move(unit);
        ranked.push_back(std::move(entry));
    }
    std::sort(ranked.begin(), ranked.end(), better);

    std::vector<Match> matches;
    std::set<std::pair<std::string, std::string>> offered;
    for (Ranked& entry : ranked) {
        if (matches.size() == query.limit) break;
        if (!offered.emplace(nfc(entry.match.source), nfc(entry.match.target)).second) continue;
        matches.push_back(std::move(entry.match));
    }
    return matches;
}

}  // namespace egiz::tm
