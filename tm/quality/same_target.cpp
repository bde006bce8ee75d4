// SPDX-License-Identifier: Apache-2.0
#include "text/stable_hash.hpp"
#include "text/unicode.hpp"
#include "tm/quality/check.hpp"
#include "tm/quality/words.hpp"

#include <algorithm>
#include <bit>

namespace egiz::tm {
namespace {

/// One translation of sources that have little in common: mostly one of them has got a translation
/// that is not its own. What was said of a source's words is kept as 64 bits, one a word; sources
/// that share a third of them and more may well be two ways to say the same.
class SameTargetCheck final : public Check {
    void see(const CheckedPair& pair, Findings& /*findings*/) override {
        constexpr std::size_t least_words = 4;
        if (words_of(pair.target.masked).size() < least_words) return;
        const std::string source = bare(pair.source.text());
        std::uint64_t words = 0;
        for (const Range range : words_of(source)) {
            words |= std::uint64_t{1} << (stable_hash(slice(source, range)) % 64);
        }
        units_.push_back({pair.key, words, stable_hash(fold_spaced(pair.target.text()))});
    }

    void finish(Findings& findings) override {
        std::stable_sort(units_.begin(), units_.end(),
                         [](const Unit& a, const Unit& b) { return a.target < b.target; });
        for (std::size_t first = 0; first < units_.size();) {
            std::size_t next = first + 1;
            for (; next < units_.size() && units_[next].target == units_[first].target; ++next) {
                if (!are_strangers(units_[first].words, units_[next].words)) continue;
                findings.add(units_[next].key, {Severity::warning,
                                                "another source has the same translation in unit " +
                                                    std::to_string(units_[first].key.unit),
                                                {},
                                                {}});
            }
            first = next;
        }
    }

    static bool are_strangers(std::uint64_t a, std::uint64_t b) {
        return std::popcount(a & b) * 3 < std::popcount(a | b);
    }

    struct Unit {
        UnitKey key;
        std::uint64_t words;
        std::uint64_t target;
    };
    std::vector<Unit> units_;
};

}  // namespace

std::unique_ptr<Check> make_same_target_check(const CheckSettings& /*settings*/) {
    return std::make_unique<SameTargetCheck>();
}

}  // namespace egiz::tm
