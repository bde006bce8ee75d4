// SPDX-License-Identifier: Apache-2.0
#include "text/stable_hash.hpp"
#include "text/unicode.hpp"
#include "tm/quality/check.hpp"
#include "tm/quality/words.hpp"

#include <algorithm>
#include <map>

namespace egiz::tm {
namespace {

/// Of sources that come again: those whose translation is not the one that most of them have.
/// Case and punctuation aside; single words mean what their place makes of them and do not count.
class InconsistentCheck final : public Check {
    void see(const CheckedPair& pair, Findings& /*findings*/) override {
        constexpr std::size_t least_words = 2;
        const std::vector<Range> words = words_of(pair.source.masked);
        // `A, B, C` are no words.
        const bool has_words = std::any_of(words.begin(), words.end(), [&](Range range) {
            std::size_t offset = range.begin;
            const char32_t first = next_code_point(pair.source.masked, offset);
            return is_letter(first) && (offset < range.end || is_han(first));
        });
        if (words.size() < least_words || !has_words) return;
        units_.push_back({pair.key, stable_hash(fold_spaced(pair.source.text())),
                          stable_hash(bare(pair.target.text()))});
    }

    void finish(Findings& findings) override {
        std::stable_sort(units_.begin(), units_.end(),
                         [](const Unit& a, const Unit& b) { return a.source < b.source; });
        for (auto begin = units_.begin(); begin != units_.end();) {
            const auto end = std::find_if(begin, units_.end(), [&](const Unit& unit) {
                return unit.source != begin->source;
            });
            compare(begin, end, findings);
            begin = end;
        }
    }

    struct Unit {
        UnitKey key;
        std::uint64_t source;
        std::uint64_t target;
    };
    using Units = std::vector<Unit>::const_iterator;

    static void compare(Units begin, Units end, Findings& findings) {
        std::map<std::uint64_t, std::size_t> counts;
        for (Units unit = begin; unit != end; ++unit) ++counts[unit->target];
        if (counts.size() < 2) return;
        Units usual = begin;  // the commonest, of equals the one that came first
        for (Units unit = begin; unit != end; ++unit) {
            if (counts[unit->target] > counts[usual->target]) usual = unit;
        }
        for (Units unit = begin; unit != end; ++unit) {
            if (unit->target == usual->target) continue;
            findings.add(unit->key, {Severity::warning,
                                     "the same source is translated otherwise in unit " +
                                         std::to_string(usual->key.unit),
                                     {},
                                     {}});
        }
    }

    std::vector<Unit> units_;
};

}  // namespace

std::unique_ptr<Check> make_inconsistent_check(const CheckSettings& /*settings*/) {
    return std::make_unique<InconsistentCheck>();
}

}  // namespace egiz::tm
