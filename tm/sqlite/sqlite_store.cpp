// SPDX-License-Identifier: Apache-2.0
#include "tm/sqlite/sqlite_store.hpp"

#include "tm/prepared_query.hpp"
#include "tm/sqlite/match_index.hpp"
#include "tm/sqlite/memory_schema.hpp"
#include "tm/sqlite/open_memory.hpp"
#include "tm/sqlite/unit_cursor.hpp"
#include "tm/sqlite/unit_writer.hpp"
#include "tm/unit_identity.hpp"

#include "text/error.hpp"

#include <bit>
#include <limits>
#include <set>
#include <utility>

namespace egiz::tm {
namespace {

constexpr std::int64_t last_id = std::numeric_limits<std::int64_t>::max();

class SqliteStore final : public Store {
public:
    explicit SqliteStore(std::unique_ptr<Database> database) : database_(std::move(database)) {}

    AddCounts add(std::span<const TranslationUnit> units) override {
        const Database::Doing doing(*database_, "adding units");
        AddCounts counts;
        write([&] { counts = add_all(units); });
        return counts;
    }

    AddCounts add_document(std::string_view document, std::string_view fingerprint,
                           std::span<const TranslationUnit> units) override {
        const Database::Doing doing(*database_, "adding a document");
        AddCounts counts;
        write([&] {
            counts = add_all(units);
            UnitWriter writer(*database_, cache_);
            database_
                ->prepare(
                    "INSERT OR IGNORE INTO document_version (document, fingerprint)"
                    " VALUES (?, ?)")
                .bind(writer.document(std::string(document)), fingerprint)
                .run();
        });
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

    void in_transaction(const ChangeInfo& /*info*/, const std::function<void()>& body) override {
        write(body);
    }
    bool replace(UnitNumber, const TranslationUnit&) override { not_yet(); }
    bool remove(UnitNumber) override { not_yet(); }
    UndoCounts undo(ChangeNumber, const ChangeInfo&) override { not_yet(); }
    void in_snapshot(const std::function<void()>& body) const override { body(); }
    [[nodiscard]] std::optional<TranslationUnit> unit(UnitNumber number) const override {
        UnitCursor cursor(*database_, languages_, number, number);
        return cursor.next();
    }
    [[nodiscard]] std::vector<UnitNumber> containing(const PhraseQuery&) const override {
        not_yet();
    }
    [[nodiscard]] std::vector<Change> changes() const override { not_yet(); }
    [[nodiscard]] std::vector<UnitVersion> history(UnitNumber) const override { not_yet(); }
    void preload() override {}
    CheckReport check(bool, const ProgressSink&) override { not_yet(); }
    void optimise(const ProgressSink&) override { not_yet(); }
    [[noreturn]] static void not_yet() { throw Error(Fault::internal, {}, "not yet"); }

    [[nodiscard]] std::vector<Candidate> candidates(const CandidateQuery& query) const override {
        const Database::Doing doing(*database_, "looking up matches");
        if (query.min_score > 100) return {};
        Transaction snapshot(*database_, Transaction::Kind::read);
        std::vector<Candidate> found;
        if (query.min_score <= 0) {
            UnitCursor cursor(*database_, languages_, 0, last_id);
            while (cursor.next()) found.push_back({cursor.id()});
        } else {
            found = resembling(query);
        }
        snapshot.commit();
        return found;
    }

    void for_each(const std::function<bool(const StoredUnit&)>& visit) const override {
        const Database::Doing doing(*database_, "reading units");
        Transaction snapshot(*database_, Transaction::Kind::read);
        {
            UnitCursor cursor(*database_, languages_, 0, last_id);
            while (auto unit = cursor.next()) {
                if (!visit({cursor.id(), std::move(*unit)})) break;
            }
        }
        snapshot.commit();
    }

    [[nodiscard]] Statistics statistics() const override {
        const Database::Doing doing(*database_, "counting units");
        Transaction snapshot(*database_, Transaction::Kind::read);
        Statistics statistics;
        const auto count = [&](std::string_view sql) {
            return static_cast<std::size_t>(database_->integer(sql));
        };
        statistics.units = count("SELECT count(*) FROM unit");
        statistics.documents = count("SELECT count(DISTINCT document) FROM document_version");
        {
            Statement by_language = database_->prepare(
                "SELECT l.tag, count(*) FROM variant v JOIN language l ON l.id = v.language"
                " GROUP BY l.id ORDER BY l.id");
            while (by_language.step()) {
                const Language* const language = languages_.find(by_language.view(0));
                if (language == nullptr) database_->fail_damaged("a language tag is not sound");
                const auto variants = static_cast<std::size_t>(by_language.integer(1));
                statistics.variants_by_language[*language] += variants;
                statistics.variants += variants;
            }
        }
        snapshot.commit();
        return statistics;
    }

    [[nodiscard]] std::map<std::string, std::size_t> units_by_document() const override {
        const Database::Doing doing(*database_, "counting units");
        std::map<std::string, std::size_t> counts;
        Statement by_document = database_->prepare(
            "SELECT coalesce(d.name, ''), u.units FROM"
            " (SELECT document, count(*) AS units FROM unit GROUP BY document) u"
            " LEFT JOIN document d ON d.id = u.document");
        while (by_document.step()) {
            counts[by_document.text(0)] += static_cast<std::size_t>(by_document.integer(1));
        }
        return counts;
    }

    [[nodiscard]] std::optional<CachedBytes> cached(std::string_view name) const override {
        const Database::Doing doing(*database_, "reading the cache");
        // A memory that is only read may be of a version that had none.
        if (database_->integer("PRAGMA user_version") < first_version_with_cache) return {};
        Statement found = database_->prepare("SELECT stamp, bytes FROM cache WHERE name = ?");
        if (!found.bind(name).step()) return std::nullopt;
        return CachedBytes{found.text(0), found.blob(1)};
    }

    void keep(std::string_view name, const CachedBytes& what) override {
        const Database::Doing doing(*database_, "writing the cache");
        write([&] {
            database_->prepare("INSERT OR REPLACE INTO cache (name, stamp, bytes) VALUES (?, ?, ?)")
                .bind(name, what.stamp, Blob{what.bytes})
                .run();
        });
    }

private:
    void write(const std::function<void()>& body) {
        try {
            Transaction transaction(*database_, Transaction::Kind::write);
            ++depth_;
            const struct Leave {
                int& depth;
                ~Leave() { --depth; }
            } leave{depth_};
            body();
            if (depth_ == 1) {
                save_word_uses(*database_, cache_.words);
                // Other processes may write between this transaction and the next one.
                cache_ = {};
            }
            transaction.commit();
        } catch (...) {
            cache_ = {};
            throw;
        }
    }

    AddCounts add_all(std::span<const TranslationUnit> units) {
        AddCounts counts;
        UnitWriter writer(*database_, cache_);
        for (const TranslationUnit& unit : units) {
            check_unit(unit);
            const std::uint64_t hash = content_hash(unit);
            const auto stored = find_same(unit, hash);
            if (!stored) {
                writer.insert(unit, hash);
                ++counts.added;
                continue;
            }
            const TranslationUnit kept = merged(stored->second, unit);
            if (kept == stored->second) {
                ++counts.unchanged;
            } else {
                writer.replace_metadata(stored->first, kept);
                ++counts.updated;
            }
        }
        writer.finish();
        return counts;
    }

    [[nodiscard]] std::optional<std::pair<std::int64_t, TranslationUnit>> find_same(
        const TranslationUnit& unit, std::uint64_t hash) const {
        Statement same =
            database_->prepare("SELECT id FROM unit WHERE content_hash = ? ORDER BY id");
        same.bind(std::bit_cast<std::int64_t>(hash));
        RowOrder order(*database_);
        while (same.step()) {
            const std::int64_t id = order.next(same.integer(0));
            TranslationUnit stored = load(id);
            if (same_content(stored, unit)) return std::pair(id, std::move(stored));
        }
        return std::nullopt;
    }

    [[nodiscard]] TranslationUnit load(std::int64_t id) const {
        if (id < 0) database_->fail_damaged("a unit's number is negative");
        UnitCursor cursor(*database_, languages_, id, id);
        auto unit = cursor.next();
        if (!unit) database_->fail_damaged("the index leads to a unit that is not there");
        return std::move(*unit);
    }

    /// Row ids of the languages that serve `wanted`.
    [[nodiscard]] std::vector<std::int64_t> serving(const Language& wanted) const {
        std::vector<std::int64_t> ids;
        Statement tags = database_->prepare("SELECT id, tag FROM language ORDER BY id");
        RowOrder order(*database_);
        while (tags.step()) {
            const std::int64_t id = order.next(tags.integer(0));
            const Language* const language = languages_.find(tags.view(1));
            if (language == nullptr) database_->fail_damaged("a language tag is not sound");
            const auto [known, added] = serves_.try_emplace({language->tag(), wanted.tag()}, false);
            if (added) known->second = match(*language, wanted) != LanguageMatch::none;
            if (known->second) ids.push_back(id);
        }
        return ids;
    }

    [[nodiscard]] std::vector<Candidate> resembling(const CandidateQuery& query) const {
        const PreparedQuery prepared(query.text);
        std::set<std::int64_t> unit_ids;
        Statement variant = database_->prepare("SELECT unit, text FROM variant WHERE id = ?");
        for (const std::int64_t language : serving(query.source)) {
            for (const std::int64_t id :
                 find_variants(*database_, language, prepared, query.min_score)) {
                if (!variant.bind(id).step()) {
                    database_->fail_damaged("the index leads to a variant that is not there");
                }
                if (prepared.score(variant.view(1), query.min_score)) {
                    unit_ids.insert(variant.integer(0));
                }
                variant.reset();
            }
        }
        std::vector<Candidate> found;
        found.reserve(unit_ids.size());
        for (const std::int64_t id : unit_ids) found.push_back({id});
        return found;
    }

    std::unique_ptr<Database> database_;
    int depth_ = 0;
    WriteCache cache_;
    mutable LanguageCache languages_;
    mutable std::map<std::pair<std::string, std::string>, bool> serves_;  ///< by have and want
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
