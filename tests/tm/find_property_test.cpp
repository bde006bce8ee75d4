// SPDX-License-Identifier: Apache-2.0
// Matches against one that reads every unit, scores it by itself, and sorts.
#include "tests/tm/listed_store.hpp"
#include "tests/tm/support.hpp"
#include "tm/matcher.hpp"
#include "tm/substitution.hpp"

#include <boost/test/unit_test.hpp>

#include <set>
#include <tuple>

namespace egiz::tm {
namespace {

using test::ListedStore;
using test::Numbers;

/// All that a match is, in a form that can be compared and read.
std::string line(std::size_t memory, UnitNumber number, int score, int base, MatchReason reason,
                 const std::string& target) {
    return std::to_string(memory) + "#" + std::to_string(number) + " " + std::to_string(score) +
           "/" + std::to_string(base) + " " + name(reason) + " " + target;
}

struct Naive {
    std::size_t memory;
    UnitNumber number;
    int base;
    int score;
    MatchReason reason;
    bool reviewed;
    std::string changed;
    std::string source;
    std::string target;
};

auto order(const Naive& a) {
    return std::tuple(-a.score, -static_cast<int>(a.reason), !a.reviewed);
}
bool comes_first(const Naive& a, const Naive& b) {
    if (order(a) != order(b)) return order(a) < order(b);
    if (a.changed != b.changed) return a.changed > b.changed;
    if (a.memory != b.memory) return a.memory < b.memory;
    return a.number > b.number;
}

/// Units of the test have a source with one code or none, and a target.
Naive judge(const TranslationUnit& unit, const MatchQuery& query, const PenaltyRates& rates) {
    const Variant& source = unit.variants[0];
    const Variant& target = unit.variants[1];
    Naive found{0,
                0,
                score(query.text, source.text),
                0,
                MatchReason::fuzzy,
                unit.state == ReviewState::reviewed,
                {},
                source.text,
                target.text};
    const bool other_codes = source.codes != query.codes;
    if (found.base == 100 && other_codes) {
        found.base = 99;
    } else if (found.base == 100) {
        const bool id = !query.id.empty() && unit.id == query.id;
        const bool context = query.context && std::count(source.contexts.begin(),
                                                         source.contexts.end(), *query.context) > 0;
        found.base = 100 + (id ? 1 : 0) + (context ? 1 : 0);
        found.reason = id && context ? MatchReason::context_and_id
                       : id          ? MatchReason::id
                       : context     ? MatchReason::context
                                     : MatchReason::exact;
    } else if (const auto put_in =
                   Substituter(query.text).apply(source.text, target.text, target.codes)) {
        if (put_in->changes > 0 || found.base < 99) {
            found.base = 99;
            found.reason = MatchReason::substituted;
            found.source = put_in->source;
            found.target = put_in->target;
        }
    }
    found.score = found.base - (other_codes ? rates.tags : 0);
    if (unit.state == ReviewState::unreviewed) {
        found.score -= rates.unreviewed + (unit.score ? rates.alignment : 0);
    }
    found.changed = std::max(unit.authorship.changed, target.authorship.changed);
    if (!found.changed.empty()) {
        found.score -= rates.per_year * (2026 - std::stoi(found.changed.substr(0, 4)));
    }
    return found;
}

std::vector<std::string> naive_find(const std::vector<ListedStore>& stores,
                                    const std::vector<int>& penalties, const MatchQuery& query,
                                    const PenaltyRates& rates) {
    std::vector<Naive> all;
    for (std::size_t memory = 0; memory < stores.size(); ++memory) {
        UnitNumber number = 0;
        for (const TranslationUnit& unit : stores[memory].units) {
            ++number;
            if (unit.state == ReviewState::rejected) continue;
            Naive found = judge(unit, query, rates);
            found.memory = memory;
            found.number = number;
            found.score = std::max(0, found.score - penalties[memory]);
            all.push_back(found);
        }
    }
    int best = 0;
    for (const Naive& each : all) best = std::max(best, each.base);
    std::set<std::string> translations;
    for (const Naive& each : all) {
        if (each.base == best && best >= 99) translations.insert(each.target);
    }
    std::sort(all.begin(), all.end(), comes_first);
    std::set<std::pair<std::string, std::string>> pairs;
    std::erase_if(
        all, [&](const Naive& each) { return !pairs.emplace(each.source, each.target).second; });
    for (Naive& each : all) {
        if (each.base == best && translations.size() > 1) {
            each.score = std::max(0, each.score - rates.multiple);
        }
    }
    std::sort(all.begin(), all.end(), comes_first);
    std::vector<std::string> lines;
    for (const Naive& each : all) {
        if (each.score < query.min_score || lines.size() == query.limit) break;
        lines.push_back(
            line(each.memory, each.number, each.score, each.base, each.reason, each.target));
    }
    return lines;
}

/// Few words and values, so that much is alike.
std::string make_text(Numbers& numbers) {
    static const std::vector<std::string> parts{"open",  "the", "File", "file", "5",
                                                "1,234", "%s",  "文",   "ашу",  "12"};
    std::string text;
    for (std::size_t n = 1 + numbers.below(4); n > 0; --n) {
        text += (text.empty() ? "" : " ") + parts[numbers.below(parts.size())];
    }
    if (numbers.below(4) == 0) text += ".";
    return text;
}

TranslationUnit make_unit(Numbers& numbers) {
    const std::string text = make_text(numbers);
    const char* const targets[] = {"x 5 12 %s", "y 5", "z 1 234 5", "w"};
    TranslationUnit unit = test::unit({{"en", text}, {"ru", targets[numbers.below(4)]}});
    if (numbers.below(4) == 0) {
        unit.variants[0].codes = {{0, InlineCode::Kind::placeholder, "1", "", "<br/>"}};
    }
    if (numbers.below(3) == 0) unit.id = "id" + std::to_string(numbers.below(2));
    for (std::size_t n = numbers.below(3); n > 0; --n) {
        unit.variants[0].contexts.push_back({static_cast<std::uint32_t>(numbers.below(2)),
                                             static_cast<std::uint32_t>(numbers.below(2))});
    }
    if (numbers.below(3) == 0) unit.score = 0.5;
    unit.state = static_cast<ReviewState>(numbers.below(3));
    if (numbers.below(2) == 0) {
        unit.authorship.changed = std::to_string(2020 + numbers.below(4)) + "-01-01T00:00:00Z";
    }
    return unit;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(find_property)

BOOST_AUTO_TEST_CASE(matches_are_those_of_reading_every_unit) {
    Numbers numbers(11);
    std::size_t matches = 0;
    std::size_t read = 0;
    std::size_t stored = 0;
    std::map<MatchReason, std::size_t> reasons;
    for (int round = 0; round < 3000; ++round) {
        std::vector<ListedStore> stores(1 + numbers.below(3));
        std::vector<int> penalties;
        for (ListedStore& store : stores) {
            for (std::size_t n = numbers.below(60); n > 0; --n) {
                store.units.push_back(make_unit(numbers));
            }
            penalties.push_back(numbers.below(2) == 0 ? 0 : static_cast<int>(numbers.below(20)));
        }
        MatchQuery query;
        query.source = test::lang("en");
        query.target = test::lang("ru");
        query.text = make_text(numbers);
        if (numbers.below(4) == 0) {
            query.codes = {{0, InlineCode::Kind::placeholder, "1", "", "<br/>"}};
        }
        if (numbers.below(2) == 0) {
            query.context = Context{static_cast<std::uint32_t>(numbers.below(2)),
                                    static_cast<std::uint32_t>(numbers.below(2))};
        }
        if (numbers.below(2) == 0) query.id = "id0";
        if (const auto& units = stores[0].units; !units.empty() && numbers.below(2) == 0) {
            const TranslationUnit& model = units[numbers.below(units.size())];
            const Variant& source = model.variants[0];
            query.text = source.text;
            query.codes = source.codes;
            if (!source.contexts.empty()) query.context = source.contexts.back();
            query.id = model.id;
        }
        query.min_score = static_cast<int>(numbers.below(104)) - 1;
        query.limit = numbers.below(10) == 0 ? 1000 : 1 + numbers.below(5);
        PenaltyRates rates;
        const auto rate = [&](int& points, int most) {
            points = numbers.below(2) == 0
                         ? 0
                         : static_cast<int>(numbers.below(static_cast<std::size_t>(most)));
        };
        rate(rates.tags, 4);
        rate(rates.alignment, 6);
        rate(rates.unreviewed, 6);
        rate(rates.multiple, 40);
        rate(rates.per_year, 3);
        rates.today = "2026-06-01";

        // Bounds as an index gives them: somewhere above the score, in no order of the units.
        std::vector<MatchSource> sources;
        for (std::size_t memory = 0; memory < stores.size(); ++memory) {
            ListedStore& store = stores[memory];
            for (std::size_t i = 0; i < store.units.size(); ++i) {
                const std::string& text = store.units[i].variants[0].text;
                const int plain = score(query.text, text);
                const bool alike = !placeable_key(text).empty() &&
                                   placeable_key(text) == placeable_key(query.text);
                const int slack = static_cast<int>(numbers.below(3)) * 10;
                store.bounds[static_cast<UnitNumber>(i + 1)] = plain == 100 ? 100
                                                               : alike
                                                                   ? 99
                                                                   : std::min(99, plain + slack);
            }
            sources.push_back({&store, penalties[memory]});
            stored += store.units.size();
        }
        std::vector<std::string> found;
        for (const Match& match : Matcher(sources, rates).find(query)) {
            found.push_back(line(match.memory, match.number, match.score, match.base, match.reason,
                                 match.target.text));
            int taken = 0;
            for (const Penalty& penalty : match.penalties) taken += penalty.points;
            BOOST_REQUIRE(match.score == std::max(0, match.base - taken));
            ++reasons[match.reason];
        }
        const auto expected = naive_find(stores, penalties, query, rates);
        BOOST_TEST_CONTEXT("round " << round << ": \"" << query.text << "\" at "
                                    << query.min_score) {
            BOOST_REQUIRE_EQUAL_COLLECTIONS(found.begin(), found.end(), expected.begin(),
                                            expected.end());
        }
        matches += found.size();
        for (const ListedStore& store : stores) read += store.units_read;
    }
    // Else the units prove little, or everything is read.
    BOOST_TEST(matches > 5'000U);
    BOOST_TEST(read < stored * 3 / 4);
    for (const MatchReason reason :
         {MatchReason::fuzzy, MatchReason::substituted, MatchReason::exact, MatchReason::id,
          MatchReason::context, MatchReason::context_and_id}) {
        BOOST_TEST_CONTEXT(name(reason)) BOOST_TEST(reasons[reason] > 50U);
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace egiz::tm
