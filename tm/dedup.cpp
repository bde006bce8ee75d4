// SPDX-License-Identifier: Apache-2.0
#include "text/stable_hash.hpp"
#include "text/unicode.hpp"
#include "tm/index/bytes.hpp"
#include "tm/match_key.hpp"
#include "tm/merge.hpp"
#include "tm/unit_order.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace egiz::tm {
namespace {

/// Letters, digits and marks, with one space between words.
std::string without_punctuation(std::string_view text) {
    std::string result;
    bool apart = false;
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t begin = offset;
        if (character_class(next_code_point(text, offset)) == CharacterClass::other) {
            apart = !result.empty();
            continue;
        }
        if (apart) result += ' ';
        apart = false;
        result += text.substr(begin, offset - begin);
    }
    return result.empty() ? std::string(text) : result;
}

std::string comparable(const std::string& text, const DedupOptions& options) {
    std::string result = options.ignore_case ? fold(text) : text;
    return options.ignore_punctuation ? without_punctuation(result) : result;
}

/// Equal for units that are duplicates of each other.
std::string key_of(const TranslationUnit& unit, const DedupOptions& options) {
    std::vector<std::string> parts;
    for (const Variant& variant : unit.variants) {
        std::string& part = parts.emplace_back();
        put_sized(part, variant.language.tag());
        put_sized(part, comparable(variant.text, options));
        for (const InlineCode& code : variant.codes) {
            part += static_cast<char>('0' + static_cast<int>(code.kind));
            put_sized(part, code.id);
            put_sized(part, code.type);
            put_sized(part, code.data);
            // Where offsets cannot be compared, the order of the codes is.
            if (!options.ignore_case && !options.ignore_punctuation) {
                put_varint(part, code.byte_offset);
            }
        }
    }
    std::sort(parts.begin(), parts.end());
    std::string key;
    for (const std::string& part : parts) put_sized(key, part);
    return key;
}

/// What a person said goes before what nobody looked at.
int rank(ReviewState state) {
    if (state == ReviewState::reviewed) return 2;
    return state == ReviewState::rejected ? 1 : 0;
}

template <class T>
void unite(std::vector<T>& all, const std::vector<T>& more) {
    for (const T& each : more) {
        if (std::find(all.begin(), all.end(), each) == all.end()) all.push_back(each);
    }
}

/// Contexts of `more` count as older.
void unite_contexts(std::vector<Context>& all, const std::vector<Context>& more) {
    std::vector<Context> united = more;
    for (const Context context : all) {
        std::erase(united, context);
        add_context(united, context);
    }
    all = std::move(united);
}

void take_over(TranslationUnit& kept, const TranslationUnit& other) {
    unite(kept.properties, other.properties);
    unite(kept.notes, other.notes);
    for (Variant& variant : kept.variants) {
        for (const Variant& from : other.variants) {
            if (from.language != variant.language) continue;
            unite_contexts(variant.contexts, from.contexts);
            unite(variant.properties, from.properties);
            unite(variant.notes, from.notes);
        }
    }
}

/// Numbers of units that might be duplicates, together.
std::vector<std::vector<UnitNumber>> suspects(const Store& store, const DedupOptions& options) {
    std::vector<std::pair<std::uint64_t, UnitNumber>> hashes;
    store.for_each([&](const StoredUnit& stored) {
        if (!stored.unit.variants.empty()) {
            hashes.emplace_back(stable_hash(key_of(stored.unit, options)), stored.number);
        }
        return true;
    });
    std::sort(hashes.begin(), hashes.end());
    std::vector<std::vector<UnitNumber>> groups;
    for (std::size_t i = 0; i < hashes.size();) {
        std::size_t end = i + 1;
        while (end < hashes.size() && hashes[end].first == hashes[i].first) ++end;
        if (end - i > 1) {
            std::vector<UnitNumber>& group = groups.emplace_back();
            for (; i < end; ++i) group.push_back(hashes[i].second);
        }
        i = end;
    }
    // In order of number, not of hash: what is reported reads better so.
    std::sort(groups.begin(), groups.end());
    return groups;
}

}  // namespace

DedupCounts remove_duplicates(Store& store, const DedupOptions& options,
                              const DuplicateSink& sink) {
    DedupCounts counts;
    const auto settle = [&](std::vector<StoredUnit>& group) {
        const auto best = std::min_element(
            group.begin(), group.end(), [](const StoredUnit& a, const StoredUnit& b) {
                const int a_rank = rank(a.unit.state);
                const int b_rank = rank(b.unit.state);
                if (a_rank != b_rank) return a_rank > b_rank;
                const std::string_view a_date = last_date(a.unit);
                const std::string_view b_date = last_date(b.unit);
                return a_date != b_date ? a_date > b_date : a.number < b.number;
            });
        Duplicates found{best->number, best->unit, best->unit, {}};
        for (const StoredUnit& each : group) {
            if (each.number == best->number) continue;
            take_over(found.after, each.unit);
            found.removed.push_back(each.number);
        }
        ++counts.groups;
        counts.removed += found.removed.size();
        if (found.after != found.before) ++counts.updated;
        if (!options.dry_run) {
            for (const UnitNumber number : found.removed) store.remove(number);
            if (found.after != found.before) store.replace(found.kept, found.after);
        }
        if (sink) sink(found);
    };
    const auto body = [&] {
        for (const std::vector<UnitNumber>& numbers : suspects(store, options)) {
            // By key, since hashes of others might be the same.
            std::map<std::string, std::vector<StoredUnit>> groups;
            for (const UnitNumber number : numbers) {
                if (auto unit = store.unit(number)) {
                    std::string key = key_of(*unit, options);
                    groups[std::move(key)].push_back({number, std::move(*unit)});
                }
            }
            for (auto& [key, group] : groups) {
                if (group.size() > 1) settle(group);
            }
        }
        if (counts.removed > 0 && !options.dry_run) counts.change = store.changes().back().number;
    };
    if (options.dry_run) {
        store.in_snapshot(body);
    } else {
        store.in_transaction(options.info, body);
    }
    return counts;
}

}  // namespace egiz::tm
