// SPDX-License-Identifier: Apache-2.0
#include "tm/concordance.hpp"

#include "text/error.hpp"
#include "tm/index/text_key.hpp"
#include "tm/unit_order.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace egiz::tm {
namespace {

constexpr std::size_t most_verified = 2'000;

/// The first variant that serves the language best and has the phrase.
std::optional<ConcordanceHit> verify(TranslationUnit unit, UnitNumber number,
                                     const Language& language, PhraseFinder& finder) {
    std::optional<ConcordanceHit> hit;
    LanguageMatch best = LanguageMatch::none;
    for (std::size_t i = 0; i < unit.variants.size(); ++i) {
        const LanguageMatch quality = match(unit.variants[i].language, language);
        if (quality <= best) continue;
        std::vector<Range> ranges = finder.find(unit.variants[i].text);
        if (ranges.empty()) continue;
        best = quality;
        hit = ConcordanceHit{number, {}, i, std::move(ranges), finder.same_case()};
    }
    if (hit) hit->unit = std::move(unit);
    return hit;
}

bool goes_before(const ConcordanceHit& a, const ConcordanceHit& b) {
    if (a.same_case != b.same_case) return a.same_case;
    const int a_rank = review_rank(a.unit.state);
    const int b_rank = review_rank(b.unit.state);
    if (a_rank != b_rank) return a_rank > b_rank;
    const std::string_view a_date = last_date(a.unit);
    const std::string_view b_date = last_date(b.unit);
    return a_date != b_date ? a_date > b_date : a.number > b.number;
}

}  // namespace

struct PhraseFinder::Impl {
    std::string phrase;
    bool in_order = true;
    std::vector<std::uint64_t> tokens;
    std::vector<std::string_view> written;  ///< tokens as they stand in `phrase`
    Tokenizer tokenizer;
    bool same_case = false;

    std::vector<Range> find_in_order(std::string_view text, const std::vector<std::uint64_t>& key,
                                     const std::vector<Range>& ranges) {
        std::vector<Range> found;
        auto from = key.begin();
        while (true) {
            const auto at = std::search(from, key.end(), tokens.begin(), tokens.end());
            if (at == key.end()) return found;
            const auto first = static_cast<std::size_t>(at - key.begin());
            const std::size_t last = first + tokens.size() - 1;
            bool same = true;
            for (std::size_t i = 0; i < tokens.size() && same; ++i) {
                same = slice(text, ranges[first + i]) == written[i];
            }
            same_case = same_case || same;
            append(found, {ranges[first].begin, ranges[last].end});
            from = at + static_cast<std::ptrdiff_t>(tokens.size());
        }
    }

    std::vector<Range> find_all(std::string_view text, const std::vector<std::uint64_t>& key,
                                const std::vector<Range>& ranges) {
        std::vector<char> seen(tokens.size(), 0);
        std::vector<char> seen_as_written(tokens.size(), 0);
        std::vector<Range> found;
        for (std::size_t i = 0; i < key.size(); ++i) {
            bool wanted = false;
            for (std::size_t t = 0; t < tokens.size(); ++t) {
                if (tokens[t] != key[i]) continue;
                wanted = true;
                seen[t] = 1;
                if (slice(text, ranges[i]) == written[t]) seen_as_written[t] = 1;
            }
            if (wanted) append(found, ranges[i]);
        }
        const auto all = [](const std::vector<char>& flags) {
            return std::all_of(flags.begin(), flags.end(), [](char flag) { return flag != 0; });
        };
        if (!all(seen)) return {};
        same_case = all(seen_as_written);
        return found;
    }

    /// Tokens that come of one character, as the digits of a fraction do, have the same range.
    static void append(std::vector<Range>& ranges, Range range) {
        if (!ranges.empty() && range.begin < ranges.back().end) {
            ranges.back().end = std::max(ranges.back().end, range.end);
        } else {
            ranges.push_back(range);
        }
    }
};

PhraseFinder::PhraseFinder(std::string_view phrase, bool in_order)
    : impl_(std::make_unique<Impl>()) {
    impl_->phrase = phrase;
    impl_->in_order = in_order;
    const TextKey& key = impl_->tokenizer.key_with_ranges(impl_->phrase);
    if (key.tokens.empty()) {
        throw Error(Fault::usage, {},
                    key.too_long ? "the phrase is too long to look for"
                                 : "the phrase to look for is empty");
    }
    impl_->tokens = key.tokens;
    for (const Range& range : impl_->tokenizer.ranges()) {
        impl_->written.push_back(slice(impl_->phrase, range));
    }
}

PhraseFinder::~PhraseFinder() = default;

std::vector<Range> PhraseFinder::find(std::string_view text) {
    impl_->same_case = false;
    const TextKey& key = impl_->tokenizer.key_with_ranges(text);
    const std::vector<Range>& ranges = impl_->tokenizer.ranges();
    return impl_->in_order ? impl_->find_in_order(text, key.tokens, ranges)
                           : impl_->find_all(text, key.tokens, ranges);
}

bool PhraseFinder::same_case() const { return impl_->same_case; }

Concordance find_phrase(const Store& store, const ConcordanceQuery& query) {
    PhraseFinder finder(query.phrase, query.in_order);
    Concordance result;
    store.in_snapshot([&] {
        const std::vector<UnitNumber> candidates =
            store.containing({query.language, query.phrase, query.in_order});
        const std::size_t wanted = std::max(most_verified, query.limit);
        const std::size_t looked_at = std::min(wanted, candidates.size());
        for (std::size_t i = 0; i < looked_at; ++i) {
            const UnitNumber number = candidates[candidates.size() - 1 - i];
            auto unit = store.unit(number);
            if (!unit) continue;
            if (auto hit = verify(std::move(*unit), number, query.language, finder)) {
                result.hits.push_back(std::move(*hit));
            }
        }
        result.count = result.hits.size();
        if (looked_at < candidates.size()) {
            result.exact = false;
            result.count = result.hits.size() * candidates.size() / looked_at;
        }
    });
    std::sort(result.hits.begin(), result.hits.end(), goes_before);
    if (result.hits.size() > query.limit) result.hits.resize(query.limit);
    return result;
}

}  // namespace egiz::tm
