// SPDX-License-Identifier: Apache-2.0
#include "align/anchors.hpp"

#include "align/numbers.hpp"
#include "align/plain_mark.hpp"
#include "text/unicode.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>

namespace egiz::align {
namespace {

using Kind = AnchorTerm::Kind;
using Key = std::pair<Kind, std::string>;

/// Share of anchors that a translation loses, to begin with.
constexpr std::array<double, AnchorTerm::kinds> usual_misses{0.3, 0.5, 0.4};
constexpr double pseudo_anchors = 20;
/// No single match may outweigh everything else.
constexpr double highest_gain = 5;
constexpr std::size_t stem_letters = 6;

/// Letters of scripts that put spaces between words.
bool is_word_letter(char32_t c) { return is_letter(c) && c < 0x2E80; }

void add_words_and_marks(std::string_view text, std::vector<Key>& keys) {
    std::string word;
    std::size_t letters = 0;
    const auto end_word = [&] {
        constexpr std::size_t shortest = 2;
        if (letters >= shortest) keys.emplace_back(AnchorTerm::word, word);
        word.clear();
        letters = 0;
    };
    for (std::size_t offset = 0; offset < text.size();) {
        const char32_t c = next_code_point(text, offset);
        if (is_word_letter(c)) {
            if (++letters <= stem_letters) append_utf8(word, c);
            continue;
        }
        end_word();
        if (const char mark = plain_mark(c))
            keys.emplace_back(AnchorTerm::mark, std::string(1, mark));
    }
    end_word();
}

/// Drops what is more than `most` of the same key from a sorted list.
void limit_repeats(std::vector<Key>& keys, std::size_t most) {
    std::vector<Key> kept;
    for (Key& key : keys) {
        if (kept.size() >= most && kept[kept.size() - most] == key) continue;
        kept.push_back(std::move(key));
    }
    keys = std::move(kept);
}

/// The anchors of each segment, sorted.
std::vector<std::vector<Key>> find_keys(const SegmentedText& text) {
    const NumberFinder numbers(text.document.language);
    std::vector<std::vector<Key>> keys(text.segments.size());
    for (std::size_t i = 0; i < keys.size(); ++i) {
        for (NumberMention& mention : numbers.find(text.text_of(i))) {
            keys[i].emplace_back(AnchorTerm::number, std::move(mention.value));
        }
        add_words_and_marks(fold(text.text_of(i)), keys[i]);
        std::sort(keys[i].begin(), keys[i].end());
        limit_repeats(keys[i], 4);
    }
    return keys;
}

/// How many segments hold each key.
using Holders = std::map<Key, std::size_t>;
Holders count_holders(const std::vector<std::vector<Key>>& keys) {
    Holders counts;
    for (const auto& of_segment : keys) {
        for (std::size_t k = 0; k < of_segment.size(); ++k) {
            if (k == 0 || of_segment[k] != of_segment[k - 1]) ++counts[of_segment[k]];
        }
    }
    return counts;
}

/// A key that both texts hold, and in how many segments.
struct Shared {
    Key key;
    std::size_t source = 0;
    std::size_t target = 0;
};

/// The rarest of the keys that both texts hold, rarest first. Two texts in one language
/// share nearly every word; the commonest of them tell least and cost most.
std::vector<Shared> find_shared(const Holders& source, const Holders& target,
                                std::size_t segments) {
    constexpr std::size_t most_in_a_segment = 8;  // on average
    std::vector<Shared> shared;
    for (const auto& [key, count] : source) {
        const auto found = target.find(key);
        if (found != target.end()) shared.push_back({key, count, found->second});
    }
    std::stable_sort(shared.begin(), shared.end(), [](const Shared& a, const Shared& b) {
        return a.source + a.target < b.source + b.target;
    });
    std::size_t held = 0;
    std::erase_if(shared, [&](const Shared& anchor) {
        if (anchor.key.first == AnchorTerm::mark) return false;
        held += anchor.source + anchor.target;
        return held > most_in_a_segment * segments;
    });
    return shared;
}

double share(std::size_t holding, std::size_t segments) {
    return (static_cast<double>(holding) + 0.5) / (static_cast<double>(segments) + 1);
}

}  // namespace

AnchorTerm::AnchorTerm(const SegmentedText& source, const SegmentedText& target) {
    const auto source_keys = find_keys(source);
    const auto target_keys = find_keys(target);
    std::map<Key, std::uint32_t> ids;
    for (Shared& anchor : find_shared(count_holders(source_keys), count_holders(target_keys),
                                      source_keys.size() + target_keys.size())) {
        kind_.push_back(anchor.key.first);
        source_share_.push_back(share(anchor.source, source_keys.size()));
        target_share_.push_back(share(anchor.target, target_keys.size()));
        ids.emplace(std::move(anchor.key), static_cast<std::uint32_t>(ids.size()));
    }
    const auto fill = [&](const std::vector<std::vector<Key>>& keys, Side& side) {
        std::vector<std::vector<std::uint32_t>> held(keys.size());
        for (std::size_t i = 0; i < keys.size(); ++i) {
            for (const Key& key : keys[i]) {
                const auto found = ids.find(key);
                if (found != ids.end()) held[i].push_back(found->second);
            }
        }
        side.fill(held);
    };
    fill(source_keys, source_);
    fill(target_keys, target_);
    estimate({});
}

void AnchorTerm::Side::fill(const std::vector<std::vector<std::uint32_t>>& held) {
    segments = held.size();
    first.assign((segments + 1) * most_segments + 1, 0);
    masks.assign((segments + 1) * most_segments, 0);
    for (std::size_t end = 0; end <= segments; ++end) {
        for (std::size_t count = 1; count <= most_segments; ++count) {
            const std::size_t run = run_of(end, count);
            const std::size_t begin = ids.size();
            for (std::size_t k = 1; k <= std::min(count, end); ++k) {
                ids.insert(ids.end(), held[end - k].begin(), held[end - k].end());
            }
            std::sort(ids.begin() + static_cast<std::ptrdiff_t>(begin), ids.end());
            for (std::size_t k = begin; k < ids.size(); ++k) {
                masks[run] |= std::uint64_t{1} << (ids[k] % 64);
            }
            first[run + 1] = ids.size();
        }
    }
}

template <class Visit>
void AnchorTerm::for_each_match(std::size_t i, std::size_t j, BeadType type, Visit visit) const {
    const std::span<const std::uint32_t> a = source_.bag(i, type.source);
    const std::span<const std::uint32_t> b = target_.bag(j, type.target);
    for (std::size_t k = 0, l = 0; k < a.size() && l < b.size();) {
        if (a[k] < b[l]) {
            ++k;
        } else if (b[l] < a[k]) {
            ++l;
        } else {
            visit(a[k]);
            ++k;
            ++l;
        }
    }
}

double AnchorTerm::matches(std::size_t i, std::size_t j, BeadType type) const {
    // In a longer run an anchor turns up more easily by chance.
    static constexpr std::array<double, most_segments + 1> log_sizes{0,        0,        0.693147,
                                                                     1.098612, 1.386294, 1.609438};
    const double chance = (log_sizes[type.source] + log_sizes[type.target]) / 2;
    double sum = 0;
    for_each_match(i, j, type, [&](std::uint32_t id) { sum += std::max(gain_[id] - chance, 0.0); });
    return sum;
}

void AnchorTerm::count(std::size_t i, std::size_t j, BeadType type, double weight,
                       Counts& counts) const {
    for (const std::uint32_t id : source_.bag(i, type.source)) counts.all[kind_[id]] += weight;
    for (const std::uint32_t id : target_.bag(j, type.target)) counts.all[kind_[id]] += weight;
    for_each_match(i, j, type, [&](std::uint32_t id) { counts.matched[kind_[id]] += 2 * weight; });
}

void AnchorTerm::estimate(const Counts& counts) {
    std::array<double, kinds> miss{};
    for (std::size_t kind = 0; kind < kinds; ++kind) {
        const double missed = counts.all[kind] - counts.matched[kind];
        miss[kind] = std::clamp(
            (missed + pseudo_anchors * usual_misses[kind]) / (counts.all[kind] + pseudo_anchors),
            0.05, 0.95);
    }
    gain_.resize(kind_.size());
    for (std::size_t id = 0; id < kind_.size(); ++id) {
        const double lost = miss[kind_[id]];
        const double gain = (std::log(lost + (1 - lost) / source_share_[id]) +
                             std::log(lost + (1 - lost) / target_share_[id])) /
                            2;
        gain_[id] = std::min(gain, highest_gain) - std::log(lost);
    }
    for (Side* side : {&source_, &target_}) {
        side->unmatched.assign(1, 0);
        for (std::size_t end = 1; end <= side->segments; ++end) {
            double price = side->unmatched.back();
            for (const std::uint32_t id : side->bag(end, 1)) price += std::log(miss[kind_[id]]) / 2;
            side->unmatched.push_back(price);
        }
    }
}

}  // namespace egiz::align
