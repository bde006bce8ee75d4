// SPDX-License-Identifier: Apache-2.0
#include "tm/sqlite/sqlite_store.hpp"

#include "tm/sqlite/change_log.hpp"
#include "tm/sqlite/check_memory.hpp"
#include "tm/sqlite/memory_index.hpp"
#include "tm/sqlite/memory_schema.hpp"
#include "tm/sqlite/name_table.hpp"
#include "tm/sqlite/open_memory.hpp"
#include "tm/sqlite/unit_table.hpp"
#include "tm/unit_identity.hpp"

#include <algorithm>
#include <chrono>
#include <limits>
#include <optional>
#include <utility>

namespace egiz::tm {
namespace {

constexpr UnitNumber last_unit = std::numeric_limits<UnitNumber>::max();

class SqliteStore final : public Store {
public:
    explicit SqliteStore(std::unique_ptr<Database> database)
        : database_(std::move(database)),
          names_(*database_),
          units_(*database_, names_),
          changes_(*database_),
          index_(*database_, names_, units_) {}

    void in_transaction(const ChangeInfo& info, const std::function<void()>& body) override {
        const Database::Doing doing(*database_, "writing units");
        write(info, body);
    }

    AddCounts add(std::span<const TranslationUnit> units) override {
        const Database::Doing doing(*database_, "adding units");
        AddCounts counts;
        write({"add", {}, {}, {}}, [&] { counts = add_all(units); });
        return counts;
    }

    AddCounts add_document(std::string_view document, std::string_view fingerprint,
                           std::span<const TranslationUnit> units) override {
        const Database::Doing doing(*database_, "adding a document");
        AddCounts counts;
        write({"align", std::string(document), {}, {}}, [&] {
            counts = add_all(units);
            database_
                ->prepare(
                    "INSERT OR IGNORE INTO document_version (document, fingerprint)"
                    " VALUES (?, ?)")
                .bind(names_.number_of_document(std::string(document)), fingerprint)
                .run();
        });
        return counts;
    }

    bool replace(UnitNumber number, const TranslationUnit& unit) override {
        const Database::Doing doing(*database_, "changing a unit");
        check_unit(unit);
        bool found = false;
        write({"update", {}, {}, {}}, [&] {
            const auto before = units_.find(number);
            if (!before) return;
            found = true;
            if (before->unit != unit) update(number, *before, unit);
        });
        return found;
    }

    bool remove(UnitNumber number) override {
        const Database::Doing doing(*database_, "removing a unit");
        bool found = false;
        write({"delete", {}, {}, {}}, [&] {
            const auto before = units_.find(number);
            if (!before) return;
            found = true;
            remove_known(number, *before);
        });
        return found;
    }

    UndoCounts undo(ChangeNumber number, const ChangeInfo& info) override {
        const Database::Doing doing(*database_, "taking a change back");
        UndoCounts counts;
        write(info, [&] { counts = take_back(number); });
        return counts;
    }

    [[nodiscard]] bool has_document(std::string_view document,
                                    std::string_view fingerprint) const override {
        const Database::Doing doing(*database_, "looking up a document");
        Statement found = database_->prepare(
            "SELECT 1 FROM document_version v JOIN document d ON d.id = v.document"
            " WHERE d.name = ? AND v.fingerprint = ?");
        return found.bind(document, fingerprint).step();
    }

    void in_snapshot(const std::function<void()>& body) const override {
        if (in_loaded_snapshot_ && !database_->in_transaction()) {
            body();
            return;
        }
        if (preloaded_ && !database_->in_transaction()) {
            const Database::Doing doing(*database_, "reading the memory");
            // All that is read is in RAM, and stays as it is. Asking whether someone has written
            // costs as much as a query.
            constexpr std::chrono::milliseconds rarely(1);
            const auto now = std::chrono::steady_clock::now();
            if (now - refreshed_ > rarely) {
                index_.refresh();
                refreshed_ = now;
            }
            if (index_.is_preloaded()) {
                in_loaded_snapshot_ = true;
                const struct Leave {
                    bool& inside;
                    ~Leave() { inside = false; }
                } leave{in_loaded_snapshot_};
                body();
                return;
            }
            forget_preloaded();
        }
        in_file_snapshot(body);
    }

    /// Also where the memory is loaded: for what is not in RAM.
    void in_file_snapshot(const std::function<void()>& body) const {
        if (database_->in_transaction()) {
            // A part of the transaction may have been undone.
            if (index_.is_forgotten()) index_.refresh();
            body();
            return;
        }
        const Database::Doing doing(*database_, "reading the memory");
        try {
            Transaction snapshot(*database_, Transaction::Kind::read);
            index_.refresh();
            body();
            snapshot.commit();
        } catch (...) {
            // The body may have written: that is undone.
            names_.forget();
            index_.forget();
            throw;
        }
    }

    [[nodiscard]] std::optional<TranslationUnit> unit(UnitNumber number) const override {
        auto record = units_.find(number);
        if (!record) return std::nullopt;
        return std::move(record->unit);
    }

    [[nodiscard]] std::vector<Candidate> candidates(const CandidateQuery& query) const override {
        std::vector<Candidate> found;
        if (query.min_score > 100) return found;
        in_snapshot([&] {
            const Database::Doing doing(*database_, "looking up matches");
            if (query.min_score > 0) {
                found = index_.candidates(query);
                constexpr std::size_t wanted_at_once = 8;
                units_.prefetch(std::span(found).first(std::min(found.size(), wanted_at_once)));
                return;
            }
            units_.for_each(1, last_unit, [&](UnitNumber number, std::string_view /*body*/) {
                found.push_back({number, 100});
                return true;
            });
        });
        return found;
    }

    [[nodiscard]] std::vector<UnitNumber> containing(const PhraseQuery& query) const override {
        std::vector<UnitNumber> found;
        in_snapshot([&] {
            const Database::Doing doing(*database_, "looking up a phrase");
            found = index_.containing(query);
        });
        return found;
    }

    void for_each(const std::function<bool(const StoredUnit&)>& visit) const override {
        in_file_snapshot([&] {
            const Database::Doing doing(*database_, "reading units");
            // What the visitor adds is not shown.
            units_.for_each(1, units_.last_number(), [&](UnitNumber number, std::string_view body) {
                return visit({number, units_.decode(number, body).unit});
            });
        });
    }

    [[nodiscard]] Statistics statistics() const override {
        Statistics statistics;
        in_file_snapshot([&] {
            const Database::Doing doing(*database_, "counting units");
            statistics.units = units_.count();
            statistics.documents = static_cast<std::size_t>(
                database_->integer("SELECT count(DISTINCT document) FROM document_version"));
            Statement rows = database_->prepare("SELECT id, variants FROM language ORDER BY id");
            while (rows.step()) {
                const std::int64_t number = rows.integer(0);
                std::int64_t variants = rows.integer(1);
                const auto fresh = units_.counts().variants.find(number);
                if (fresh != units_.counts().variants.end()) variants += fresh->second;
                if (variants == 0) continue;
                const auto count = static_cast<std::size_t>(variants);
                statistics.variants_by_language[names_.language(number)] += count;
                statistics.variants += count;
            }
        });
        return statistics;
    }

    [[nodiscard]] std::map<std::string, std::size_t> units_by_document() const override {
        std::map<std::string, std::size_t> counts;
        in_file_snapshot([&] {
            const Database::Doing doing(*database_, "counting units");
            std::size_t rest = units_.count();
            Statement rows = database_->prepare("SELECT id, name, units FROM document ORDER BY id");
            while (rows.step()) {
                std::int64_t units = rows.integer(2);
                const auto fresh = units_.counts().documents.find(rows.integer(0));
                if (fresh != units_.counts().documents.end()) units += fresh->second;
                if (units <= 0) continue;
                counts[rows.text(1)] = static_cast<std::size_t>(units);
                rest -= std::min(rest, static_cast<std::size_t>(units));
            }
            if (rest > 0) counts[""] = rest;
        });
        return counts;
    }

    [[nodiscard]] std::vector<Change> changes() const override {
        const Database::Doing doing(*database_, "reading the changes");
        return changes_.all();
    }

    [[nodiscard]] std::vector<UnitVersion> history(UnitNumber number) const override {
        std::vector<UnitVersion> versions;
        in_file_snapshot([&] {
            const Database::Doing doing(*database_, "reading a unit's history");
            ChangeNumber last_change = 0;
            Statement rows = database_->prepare(
                "SELECT id, change, body FROM history WHERE unit = ? ORDER BY id");
            rows.bind(number);
            RowOrder order(*database_);
            while (rows.step()) {
                order.next(rows.integer(0));
                if (rows.is_null(2)) {
                    versions.push_back({last_change, std::nullopt});
                } else {
                    UnitRecord before = units_.decode(number, rows.blob_view(2));
                    versions.push_back({before.change, std::move(before.unit)});
                }
                last_change = rows.integer(1);
            }
            if (auto now = units_.find(number)) {
                versions.push_back({now->change, std::move(now->unit)});
            } else if (!versions.empty()) {
                versions.push_back({last_change, std::nullopt});
            }
        });
        return versions;
    }

    void preload() override {
        in_file_snapshot([&] {
            const Database::Doing doing(*database_, "loading the index");
            index_.preload();
            units_.preload();
        });
        preloaded_ = true;
    }

    CheckReport check(bool repair, const ProgressSink& progress) override {
        CheckReport report;
        in_file_snapshot([&] {
            const Database::Doing doing(*database_, "checking the memory");
            report = check_memory(*database_, units_, names_, progress);
        });
        if (repair && !report.index_faults.empty() && report.damaged_units.empty()) {
            rebuild(progress);
            report.repaired = true;
        }
        return report;
    }

    void optimise(const ProgressSink& progress) override {
        rebuild(progress);
        const Database::Doing doing(*database_, "giving unused space back");
        database_->vacuum();
        // The log would stay as long as the file.
        static_cast<void>(database_->integer("PRAGMA wal_checkpoint(TRUNCATE)"));
    }

    [[nodiscard]] std::optional<CachedBytes> cached(std::string_view name) const override {
        const Database::Doing doing(*database_, "reading the cache");
        Statement found = database_->prepare("SELECT stamp, bytes FROM cache WHERE name = ?");
        if (!found.bind(name).step()) return std::nullopt;
        return CachedBytes{found.text(0), found.blob(1)};
    }

    void keep(std::string_view name, const CachedBytes& what) override {
        const Database::Doing doing(*database_, "writing the cache");
        write({}, [&] {
            database_->prepare("INSERT OR REPLACE INTO cache (name, stamp, bytes) VALUES (?, ?, ?)")
                .bind(name, what.stamp, Blob{what.bytes})
                .run();
        });
    }

private:
    /// What has to be put back when a transaction inside another one is undone.
    struct State {
        MemoryIndex::State index;
        UnitTable::Counts counts;
        ChangeLog::State change;
    };

    void write(const ChangeInfo& info, const std::function<void()>& body) {
        const bool is_outermost = depth_ == 0;
        if (is_outermost) forget_preloaded();
        std::optional<State> before;
        try {
            Transaction transaction(*database_, Transaction::Kind::write);
            if (is_outermost) {
                index_.refresh();
                info_ = info;
            }
            before = State{index_.state(), units_.counts(), changes_.state()};
            ++depth_;
            body();
            if (is_outermost) {
                index_.save();
                changes_.save();
                units_.save_counts();
            }
            transaction.commit();
            --depth_;
        } catch (...) {
            if (before) {
                --depth_;
                undo_in_memory(*before, is_outermost);
            }
            throw;
        }
        if (!is_outermost) relieve();
    }

    void forget_preloaded() const {
        if (!preloaded_) return;
        preloaded_ = false;
        units_.forget_preloaded();
        index_.forget_preloaded();
    }

    /// Only where nothing but the whole transaction can be undone any more: what is filed cannot be
    /// taken out of the index by parts.
    void relieve() {
        if (depth_ == 1) index_.relieve();
    }

    void undo_in_memory(const State& before, bool is_outermost) {
        units_.set_counts(is_outermost ? UnitTable::Counts{} : before.counts);
        changes_.set_state(is_outermost ? ChangeLog::State{} : before.change);
        names_.forget();
        if (is_outermost) {
            index_.forget();
        } else {
            index_.truncate(before.index);
        }
    }

    AddCounts add_all(std::span<const TranslationUnit> units) {
        AddCounts counts;
        for (const TranslationUnit& unit : units) {
            check_unit(unit);
            const std::uint64_t hash = content_hash(unit);
            const auto stored = find_same(unit, hash);
            if (!stored) {
                const UnitNumber number = units_.insert(unit, changes_.current(info_));
                index_.add(number, unit, hash);
                changes_.count_added(number);
                ++counts.added;
                relieve();
                continue;
            }
            const TranslationUnit kept = merged(stored->second.unit, unit);
            if (kept == stored->second.unit) {
                ++counts.unchanged;
            } else {
                // The texts are the same: the index knows them.
                rewrite(stored->first, stored->second, kept);
                ++counts.updated;
            }
        }
        return counts;
    }

    void rewrite(UnitNumber number, const UnitRecord& before, const TranslationUnit& unit) {
        const ChangeNumber change = changes_.current(info_);
        if (before.change != change) units_.remember(number, change, before);
        units_.replace(number, before.unit, unit, change);
        changes_.count_updated();
    }

    void update(UnitNumber number, const UnitRecord& before, const TranslationUnit& unit) {
        rewrite(number, before, unit);
        if (!same_content(before.unit, unit)) index_.add(number, unit, content_hash(unit));
    }

    void remove_known(UnitNumber number, const UnitRecord& before) {
        const ChangeNumber change = changes_.current(info_);
        if (before.change != change) units_.remember(number, change, before);
        units_.remove(number, before.unit);
        changes_.count_removed();
    }

    void restore(UnitNumber number, const TranslationUnit& unit) {
        const ChangeNumber change = changes_.current(info_);
        if (const auto now = units_.find(number)) {
            update(number, *now, unit);
            return;
        }
        units_.remember(number, change, std::nullopt);
        units_.insert_as(number, unit, change);
        index_.add(number, unit, content_hash(unit));
        changes_.count_updated();
    }

    UndoCounts take_back(ChangeNumber number) {
        const auto entry = changes_.find(number);
        if (!entry) {
            throw Error(Fault::input, {database_->path()},
                        "there is no change " + std::to_string(number),
                        "`egiz tm history` lists the changes");
        }
        if (entry->change.undone_by) {
            throw Error(Fault::input, {database_->path()},
                        "change " + std::to_string(number) + " was taken back already, by change " +
                            std::to_string(*entry->change.undone_by));
        }
        const ChangeNumber by = changes_.current(info_);
        UndoCounts counts;
        if (entry->first_unit > 0) {
            std::vector<UnitNumber> units;
            for (UnitNumber after = entry->first_unit - 1; after < entry->last_unit;) {
                // A few at a time here too.
                units.clear();
                units_.for_each(after + 1, entry->last_unit,
                                [&](UnitNumber unit, std::string_view /*body*/) {
                                    units.push_back(unit);
                                    return units.size() < 1000;
                                });
                if (units.empty()) break;
                after = units.back();
                for (const UnitNumber unit : units) {
                    const auto now = units_.find(unit);
                    if (!now) continue;
                    if (is_made_by(unit, now->change, number)) {
                        remove_known(unit, *now);
                        ++counts.removed;
                    } else {
                        ++counts.kept;
                    }
                }
            }
        }
        for (std::int64_t last = 0;;) {
            // A few at a time: no statement may stand in the table while it is written to.
            struct Row {
                std::int64_t id;
                UnitNumber unit;
                std::optional<TranslationUnit> before;
            };
            std::vector<Row> rows;
            {
                Statement statement = database_->prepare(
                    "SELECT id, unit, body FROM history WHERE change = ? AND id > ?"
                    " ORDER BY id LIMIT 1000");
                statement.bind(number, last);
                while (statement.step()) {
                    Row row{statement.integer(0), statement.integer(1), std::nullopt};
                    if (!statement.is_null(2)) {
                        row.before = units_.decode(row.unit, statement.blob_view(2)).unit;
                    }
                    rows.push_back(std::move(row));
                }
            }
            if (rows.empty()) break;
            last = rows.back().id;
            for (const Row& row : rows) take_back(row.unit, row.before, number, counts);
            relieve();
        }
        changes_.set_undone(number, by);
        return counts;
    }

    /// \param before  what the unit was before the change `number`
    void take_back(UnitNumber unit, const std::optional<TranslationUnit>& before,
                   ChangeNumber number, UndoCounts& counts) {
        const auto now = units_.find(unit);
        if (!is_made_by(unit, now ? now->change : last_change_of(unit), number)) {
            ++counts.kept;
            return;
        }
        if (before) {
            restore(unit, *before);
            ++counts.restored;
        } else if (now) {
            remove_known(unit, *now);
            ++counts.removed;
        }
    }

    /// Whether a unit that `change` wrote is what the change `number` had made it: an undo makes it
    /// what it was before the change that is taken back.
    [[nodiscard]] bool is_made_by(UnitNumber unit, ChangeNumber change, ChangeNumber number) const {
        while (change != number) {
            Statement before = database_->prepare(
                "SELECT h.body FROM history h JOIN change c ON c.id = h.change"
                " WHERE h.unit = ? AND c.undone_by = ? AND h.body IS NOT NULL ORDER BY h.id");
            if (!before.bind(unit, change).step()) return false;
            const ChangeNumber earlier = units_.decode(unit, before.blob_view(0)).change;
            // A damaged file could lead round in circles.
            if (earlier >= change) return false;
            change = earlier;
        }
        return true;
    }

    [[nodiscard]] ChangeNumber last_change_of(UnitNumber unit) const {
        Statement statement = database_->prepare(
            "SELECT change FROM history WHERE unit = ? ORDER BY id DESC LIMIT 1");
        return statement.bind(unit).step() ? statement.integer(0) : 0;
    }

    [[nodiscard]] std::optional<std::pair<UnitNumber, UnitRecord>> find_same(
        const TranslationUnit& unit, std::uint64_t hash) {
        for (const UnitNumber number : index_.find_content(hash)) {
            auto stored = units_.find(number);
            if (stored && same_content(stored->unit, unit)) {
                return std::pair(number, std::move(*stored));
            }
        }
        return std::nullopt;
    }

    void rebuild(const ProgressSink& progress) {
        const Database::Doing doing(*database_, "making the index anew");
        // What is filed cannot be taken out of it by parts, and VACUUM wants to be alone.
        if (database_->in_transaction()) {
            throw Error(Fault::internal, {database_->path()},
                        "the index cannot be made anew inside of a transaction");
        }
        write({}, [&] { index_.rebuild(progress); });
    }

    std::unique_ptr<Database> database_;
    int depth_ = 0;
    ChangeInfo info_;
    mutable NameTable names_;
    mutable UnitTable units_;
    ChangeLog changes_;
    mutable MemoryIndex index_;
    mutable bool preloaded_ = false;
    mutable bool in_loaded_snapshot_ = false;
    mutable std::chrono::steady_clock::time_point refreshed_;
};

}  // namespace

std::unique_ptr<Store> make_memory_store() {
    auto database = std::make_unique<Database>();
    upgrade(*database, memory_schema());
    return std::make_unique<SqliteStore>(std::move(database));
}

std::unique_ptr<Store> open_sqlite_store(const std::string& path, OpenMode mode) {
    return std::make_unique<SqliteStore>(open_memory(path, mode));
}

}  // namespace egiz::tm
