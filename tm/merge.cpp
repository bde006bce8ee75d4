// SPDX-License-Identifier: Apache-2.0
#include "tm/merge.hpp"

#include "text/stable_hash.hpp"
#include "tm/index/bytes.hpp"
#include "tm/unit_identity.hpp"
#include "tm/unit_order.hpp"

#include <algorithm>
#include <span>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace egiz::tm {
namespace {

/// Of what units in conflict have in common.
std::uint64_t source_hash(const TranslationUnit& unit, const Variant& source) {
    std::string bytes;
    put_sized(bytes, unit.id);
    put_sized(bytes, unit.document);
    put_sized(bytes, source.language.tag());
    put_sized(bytes, source.text);
    return stable_hash(bytes);
}

const Variant* find_exactly(const TranslationUnit& unit, const Language& language) {
    for (const Variant& variant : unit.variants) {
        if (variant.language == language) return &variant;
    }
    return nullptr;
}

const Variant* source_of(const TranslationUnit& unit, const MergeOptions& options) {
    if (options.source) return unit.find(*options.source);
    return unit.variants.empty() ? nullptr : &unit.variants.front();
}

/// Whether the units have the same source and say something else in another language.
bool in_conflict(const TranslationUnit& ours, const TranslationUnit& theirs,
                 const Variant& source) {
    if (ours.id != theirs.id || ours.document != theirs.document) return false;
    const Variant* same = find_exactly(ours, source.language);
    if (same == nullptr || same->text != source.text) return false;
    return std::any_of(theirs.variants.begin(), theirs.variants.end(), [&](const Variant& variant) {
        if (variant.language == source.language) return false;
        const Variant* other = find_exactly(ours, variant.language);
        return other != nullptr && (other->text != variant.text || other->codes != variant.codes);
    });
}

/// Theirs, with the languages that only ours has, made when ours was.
TranslationUnit overlaid(const TranslationUnit& ours, const TranslationUnit& theirs) {
    TranslationUnit result = theirs;
    for (const Variant& variant : ours.variants) {
        Variant* mine = nullptr;
        for (Variant& each : result.variants) {
            if (each.language == variant.language) mine = &each;
        }
        if (mine == nullptr) {
            result.variants.push_back(variant);
        } else if (mine->text == variant.text) {
            std::vector<Context> contexts = variant.contexts;
            for (const Context context : mine->contexts) add_context(contexts, context);
            mine->contexts = std::move(contexts);
        }
    }
    if (!ours.authorship.created.empty()) {
        result.authorship.created = ours.authorship.created;
        result.authorship.created_by = ours.authorship.created_by;
    }
    return result;
}

/// Units of ours that a unit of theirs may be, or be in conflict with, by hash.
using Numbers = std::unordered_multimap<std::uint64_t, UnitNumber>;

/// Merges one store.
class Merger {
public:
    Merger(Store& into, const Store& from, const MergeOptions& options, const MergeSink& sink,
           MergeCounts& counts)
        : into_(into), from_(from), options_(options), sink_(sink), counts_(counts) {}

    void run() {
        from_.in_snapshot([&] {
            find_meetings();
            from_.for_each([&](const StoredUnit& stored) {
                merge_one(stored.unit);
                return true;
            });
            flush();
        });
    }

private:
    static constexpr std::size_t at_a_time = 1'000;

    void find_meetings() {
        std::unordered_set<std::uint64_t> contents;
        std::unordered_set<std::uint64_t> sources;
        from_.for_each([&](const StoredUnit& stored) {
            contents.insert(content_hash(stored.unit));
            const Variant* source = source_of(stored.unit, options_);
            if (source != nullptr) sources.insert(source_hash(stored.unit, *source));
            return true;
        });
        into_.for_each([&](const StoredUnit& stored) {
            const std::uint64_t content = content_hash(stored.unit);
            if (contents.contains(content)) same_.emplace(content, stored.number);
            for (const Variant& variant : stored.unit.variants) {
                const std::uint64_t source = source_hash(stored.unit, variant);
                if (sources.contains(source)) rivals_.emplace(source, stored.number);
            }
            return true;
        });
    }

    void merge_one(const TranslationUnit& theirs) {
        const std::uint64_t content = content_hash(theirs);
        const auto [first, last] = same_.equal_range(content);
        for (auto entry = first; entry != last; ++entry) {
            const auto ours = into_.unit(entry->second);
            if (!ours || !same_content(*ours, theirs)) continue;
            const TranslationUnit result = merged(*ours, theirs);
            if (result == *ours) {
                ++counts_.unchanged;
            } else {
                ++counts_.updated;
                if (!options_.dry_run) into_.replace(entry->second, result);
                tell({MergeStep::Kind::update, entry->second, &*ours, &theirs, &result});
            }
            return;
        }
        const std::vector<StoredUnit> rivals = rivals_of(theirs);
        if (!rivals.empty()) {
            ++counts_.conflicts;
            if (!theirs_wins(rivals, theirs)) {
                if (options_.policy == MergePolicy::both) {
                    add(theirs);
                    return;
                }
                ++counts_.kept;
                tell({MergeStep::Kind::keep, rivals.front().number, &rivals.front().unit, &theirs,
                      nullptr});
                return;
            }
            overwrite(rivals, theirs);
            return;
        }
        add(theirs);
    }

    /// The one changed last goes first.
    [[nodiscard]] std::vector<StoredUnit> rivals_of(const TranslationUnit& theirs) const {
        std::vector<StoredUnit> rivals;
        const Variant* source = source_of(theirs, options_);
        if (source == nullptr) return rivals;
        const auto [first, last] = rivals_.equal_range(source_hash(theirs, *source));
        for (auto entry = first; entry != last; ++entry) {
            if (settled_.contains(entry->second)) continue;
            auto ours = into_.unit(entry->second);
            if (ours && in_conflict(*ours, theirs, *source)) {
                rivals.push_back({entry->second, std::move(*ours)});
            }
        }
        std::sort(rivals.begin(), rivals.end(), [](const StoredUnit& a, const StoredUnit& b) {
            const std::string_view a_date = last_date(a.unit);
            const std::string_view b_date = last_date(b.unit);
            return a_date != b_date ? a_date > b_date : a.number < b.number;
        });
        return rivals;
    }

    [[nodiscard]] bool theirs_wins(const std::vector<StoredUnit>& rivals,
                                   const TranslationUnit& theirs) const {
        if (options_.policy == MergePolicy::overwrite) return true;
        if (options_.policy != MergePolicy::newest) return false;
        const std::string_view ours_date = last_date(rivals.front().unit);
        return !ours_date.empty() && last_date(theirs) > ours_date;
    }

    void overwrite(const std::vector<StoredUnit>& rivals, const TranslationUnit& theirs) {
        const TranslationUnit result = overlaid(rivals.front().unit, theirs);
        for (const StoredUnit& rival : rivals) {
            settled_.insert(rival.number);
            const bool is_first = &rival == &rivals.front();
            if (is_first) {
                ++counts_.replaced;
                if (!options_.dry_run) into_.replace(rival.number, result);
                tell({MergeStep::Kind::replace, rival.number, &rival.unit, &theirs, &result});
            } else {
                ++counts_.removed;
                if (!options_.dry_run) into_.remove(rival.number);
                tell({MergeStep::Kind::remove, rival.number, &rival.unit, &theirs, nullptr});
            }
        }
    }

    void add(const TranslationUnit& theirs) {
        tell({MergeStep::Kind::add, 0, nullptr, &theirs, &theirs});
        if (options_.dry_run) {
            ++counts_.added;
            return;
        }
        waiting_.push_back(theirs);
        if (waiting_.size() == at_a_time) flush();
    }

    void flush() {
        if (options_.dry_run) return;
        const AddCounts counts = into_.add(waiting_);
        waiting_.clear();
        counts_.added += counts.added;
        counts_.updated += counts.updated;
        counts_.unchanged += counts.unchanged;
    }

    void tell(const MergeStep& step) const {
        if (sink_) sink_(step);
    }

    Store& into_;
    const Store& from_;
    const MergeOptions& options_;
    const MergeSink& sink_;
    Numbers same_;
    Numbers rivals_;
    std::unordered_set<UnitNumber> settled_;  ///< of ours, that theirs took the place of
    std::vector<TranslationUnit> waiting_;
    MergeCounts& counts_;
};

}  // namespace

MergeCounts merge(Store& into, std::span<const Store* const> from, const MergeOptions& options,
                  const MergeSink& sink) {
    MergeCounts counts;
    const auto body = [&] {
        for (const Store* each : from) Merger(into, *each, options, sink, counts).run();
        const bool changed = counts.added + counts.updated + counts.replaced + counts.removed > 0;
        if (changed && !options.dry_run) counts.change = into.changes().back().number;
    };
    // One transaction and no more: each that is inside another one costs what that has written.
    if (options.dry_run) {
        into.in_snapshot(body);
    } else {
        into.in_transaction(options.info, body);
    }
    return counts;
}

}  // namespace egiz::tm
