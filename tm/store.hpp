// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/translation_unit.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::tm {

/// A unit's number in its memory, from 1 on. It stays the unit's when the unit is edited, and is
/// not given to another one when the unit goes.
using UnitNumber = std::int64_t;
/// A change's number in its memory, from 1 on.
using ChangeNumber = std::int64_t;

struct StoredUnit {
    UnitNumber number = 0;
    TranslationUnit unit;
};

struct AddCounts {
    std::size_t added = 0;
    std::size_t updated = 0;    ///< same content, other metadata
    std::size_t unchanged = 0;  ///< already there

    AddCounts& operator+=(const AddCounts& other);
};

/// What a transaction does, for the memory's list of changes.
struct ChangeInfo {
    std::string action;   ///< `import`, `align`, `update` …
    std::string subject;  ///< file or document; may be empty
    std::string date;     ///< ISO 8601 in UTC; may be empty
    std::string user;     ///< may be empty
};

/// A transaction that changed units.
struct Change {
    ChangeNumber number = 0;
    ChangeInfo info;
    std::size_t added = 0;
    std::size_t updated = 0;
    std::size_t removed = 0;
    std::optional<ChangeNumber> undone_by;
};

/// What a unit was from one change to the next.
struct UnitVersion {
    ChangeNumber change = 0;              ///< that made it so
    std::optional<TranslationUnit> unit;  ///< nothing: the change removed it
};

struct UndoCounts {
    std::size_t removed = 0;   ///< units that the change had added
    std::size_t restored = 0;  ///< units that it had updated or removed
    std::size_t kept = 0;      ///< units that a later change has changed again
};

/// Asks for units whose text in `source` might reach `min_score` against `text`.
struct CandidateQuery {
    Language source;
    std::string_view text;
    int min_score = 70;  ///< 0 to 100
};

/// A unit that might reach a score.
struct Candidate {
    UnitNumber number = 0;
    int bound = 100;  ///< it cannot reach more
};

/// Asks for units with `phrase` in their text in `language`.
struct PhraseQuery {
    Language language;
    std::string_view phrase;
    bool in_order = true;  ///< the words of the phrase follow each other; else all occur
};

struct Statistics {
    std::size_t units = 0;
    std::size_t variants = 0;
    std::size_t documents = 0;
    std::map<Language, std::size_t> variants_by_language;
};

/// Something that was worked out from the units.
struct CachedBytes {
    std::string stamp;  ///< says what it was worked out from; its maker's business
    std::string bytes;
};

/// What check() found.
struct CheckReport {
    std::size_t units = 0;
    std::vector<std::string> damaged_units;  ///< texts that cannot be had back from here
    std::vector<std::string> index_faults;   ///< what repairing mends
    bool repaired = false;

    [[nodiscard]] bool sound() const { return damaged_units.empty() && index_faults.empty(); }
};

/// Tells how far long work is: done, of how many (0: not known).
using ProgressSink = std::function<void(std::size_t done, std::size_t total)>;

/// Where translation units are kept. One object = one connection = one thread.
///
/// Two units are the same if their variants (languages, texts, inline codes), id and document are;
/// adding a unit that is there changes nothing but its metadata, where that differs. It stays
/// created when and by whom it was, and an unreviewed unit does not undo a review.
class Store {
public:
    Store() = default;
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    virtual ~Store() = default;

    /// Runs `body` inside one transaction: all that it changes is kept, or nothing if it throws.
    /// Inside another transaction it is a part of that one, undone alone if it throws; each such
    /// part costs time that grows with what was written before, so make few of them.
    virtual void in_transaction(const ChangeInfo& info, const std::function<void()>& body) = 0;

    // Outside of in_transaction(), each of these is a transaction of its own.

    /// Adds all of `units` or, if it throws, none of them.
    virtual AddCounts add(std::span<const TranslationUnit> units) = 0;
    /// Adds the units of an aligned document and remembers, in the same transaction, that the
    /// document's content `fingerprint` is in.
    virtual AddCounts add_document(std::string_view document, std::string_view fingerprint,
                                   std::span<const TranslationUnit> units) = 0;
    /// Puts `unit` in the place of the one with that number, even if another is the same as it.
    /// False if there is none.
    virtual bool replace(UnitNumber number, const TranslationUnit& unit) = 0;
    /// False if there is no such unit.
    virtual bool remove(UnitNumber number) = 0;
    /// Takes a change back: what it added is removed, what it updated or removed is as before.
    /// Units that a later change touched stay. This is a change too, and can be taken back.
    /// \throws Error (input) if there is no such change, or it is undone already
    virtual UndoCounts undo(ChangeNumber change, const ChangeInfo& info) = 0;

    /// Whether `add_document` was done for it with this fingerprint.
    [[nodiscard]] virtual bool has_document(std::string_view document,
                                            std::string_view fingerprint) const = 0;

    /// Runs `body` on one state of the memory, whatever others write meanwhile. After preload(),
    /// candidates(), containing() and unit() are of one state.
    virtual void in_snapshot(const std::function<void()>& body) const = 0;
    [[nodiscard]] virtual std::optional<TranslationUnit> unit(UnitNumber number) const = 0;
    /// Units whose source text might resemble the query, the highest bounds first: all that
    /// `score()` of tm/matcher.hpp would give at least `min_score` or that are equal but for
    /// numbers and placeables, and perhaps others.
    [[nodiscard]] virtual std::vector<Candidate> candidates(const CandidateQuery& query) const = 0;
    /// Units that might contain the phrase, in order of number: all that do, but for texts of more
    /// than 20 000 words, and perhaps others.
    [[nodiscard]] virtual std::vector<UnitNumber> containing(const PhraseQuery& query) const = 0;
    /// Shows every unit in the order of numbers; stops early when `visit` returns false.
    virtual void for_each(const std::function<bool(const StoredUnit&)>& visit) const = 0;

    [[nodiscard]] virtual Statistics statistics() const = 0;
    /// How many units each document has; without a name, those that are of none.
    [[nodiscard]] virtual std::map<std::string, std::size_t> units_by_document() const = 0;
    /// All changes, the oldest first.
    [[nodiscard]] virtual std::vector<Change> changes() const = 0;
    /// What the unit was, the oldest version first; the last one is how it is now.
    [[nodiscard]] virtual std::vector<UnitVersion> history(UnitNumber number) const = 0;

    /// Takes the index into memory: many queries get faster. Nothing else changes.
    virtual void preload() = 0;
    /// Compares the units with the index, and rebuilds that if `repair` and it is wrong.
    virtual CheckReport check(bool repair, const ProgressSink& progress) = 0;
    /// Rebuilds the index and gives unused space back. Neither this nor repairing can be a part of
    /// a transaction or a snapshot.
    virtual void optimise(const ProgressSink& progress) = 0;

    /// What keep() kept under this name, if it is still there: nobody may rely on it.
    [[nodiscard]] virtual std::optional<CachedBytes> cached(std::string_view name) const = 0;
    /// Keeps it beside the units, in place of what had the name before.
    virtual void keep(std::string_view name, const CachedBytes& what) = 0;
};

enum class OpenMode { read, write };  ///< `write` makes the store if it is not there

/// Opens `memory:` or a path to a SQLite file (`sqlite:PATH` too).
/// \throws Error (input) if the file is missing (read), is no memory of ours, is damaged, or is of
/// a newer schema; (busy) if another process is writing to it for too long
[[nodiscard]] std::unique_ptr<Store> open_store(const std::string& uri, OpenMode mode);

/// Whether there is no file yet, so that opening the store to write makes it.
[[nodiscard]] bool is_new_store(const std::string& uri);
/// Removes the file of a store that has never held anything and that nobody is using just now. For
/// whoever made it and then had nothing to put into it. Who has it open without using it gets an
/// Error (busy) when he does.
/// \return whether it was removed; if it cannot be, it stays as it is
bool remove_unused_store(const std::string& uri) noexcept;

}  // namespace egiz::tm
