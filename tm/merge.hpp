// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tm/store.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace egiz::tm {

/// What is done with a unit whose source text, id and document a unit of ours has, with another
/// translation.
enum class MergePolicy : std::uint8_t {
    keep,       ///< ours stays, theirs is left out
    overwrite,  ///< theirs takes the place of ours, in the languages that it has
    newest,     ///< as the one changed later would have it; ours if that is not known
    both        ///< theirs is added
};

struct MergeOptions {
    MergePolicy policy = MergePolicy::keep;
    /// The language that conflicts are looked for in; else each unit's first variant is its source.
    std::optional<Language> source;
    bool dry_run = false;  ///< changes nothing, and is content with a store that can only be read
    ChangeInfo info;       ///< of the change that it is
};

/// What was done with a unit of theirs that was not simply there already.
struct MergeStep {
    enum class Kind : std::uint8_t {
        add,
        update,   ///< same content, other metadata
        keep,     ///< conflict: left out
        replace,  ///< conflict: `ours` became `result`
        remove    ///< conflict: `ours` went, as another unit was replaced by theirs
    };
    Kind kind = Kind::add;
    UnitNumber number = 0;                  ///< of ours; 0 for `add`
    const TranslationUnit* ours = nullptr;  ///< null for `add`
    const TranslationUnit* theirs = nullptr;
    const TranslationUnit* result = nullptr;  ///< null for `keep` and `remove`
};
using MergeSink = std::function<void(const MergeStep&)>;

struct MergeCounts {
    std::size_t added = 0;
    std::size_t updated = 0;
    std::size_t unchanged = 0;
    std::size_t conflicts = 0;  ///< units of theirs with another translation than ours
    std::size_t kept = 0;       ///< conflicts in which theirs was left out
    std::size_t replaced = 0;   ///< units of ours that theirs took the place of
    std::size_t removed = 0;    ///< more units of ours with the source of one that was replaced
    std::optional<ChangeNumber> change;  ///< nothing: there was nothing to do, or it was a dry run
};

/// Merges all units of the stores `from`, one after the other, into `into`, in one transaction.
/// Units that are the same (tm/store.hpp) are one. Units of one store do not conflict with each
/// other. In a dry run each store is compared with `into` as it is now.
/// Time O(units of all), `into` once for each; RAM about 50 bytes a unit of the biggest `from`.
MergeCounts merge(Store& into, std::span<const Store* const> from, const MergeOptions& options,
                  const MergeSink& sink = {});

struct DedupOptions {
    bool ignore_case = false;         ///< and compatible forms, as wide letters
    bool ignore_punctuation = false;  ///< only letters, digits and marks count
    bool dry_run = false;
    ChangeInfo info;
};

/// Units of one content, of which one is left.
struct Duplicates {
    UnitNumber kept = 0;
    TranslationUnit before;  ///< the one that is kept
    TranslationUnit after;   ///< with what only the others knew
    std::vector<UnitNumber> removed;
};
using DuplicateSink = std::function<void(const Duplicates&)>;

struct DedupCounts {
    std::size_t groups = 0;              ///< contents that several units had
    std::size_t removed = 0;             ///< units
    std::size_t updated = 0;             ///< units that learnt something of those
    std::optional<ChangeNumber> change;  ///< nothing: there was nothing to do, or it was a dry run
};

/// Leaves one unit of those with the same texts and inline codes in the same languages, whatever
/// their ids and documents: a reviewed one, else a rejected one (that was a person's word), of
/// those the one changed last, of those the first. It takes over contexts, properties and notes.
/// One transaction; RAM 16 bytes a unit.
DedupCounts remove_duplicates(Store& store, const DedupOptions& options,
                              const DuplicateSink& sink = {});

}  // namespace egiz::tm
