// SPDX-License-Identifier: Apache-2.0
#include "tm/salvage.hpp"

#include "text/unicode.hpp"
#include "tm/sqlite/database.hpp"
#include "tm/sqlite/memory_index.hpp"
#include "tm/sqlite/memory_schema.hpp"
#include "tm/sqlite/name_table.hpp"
#include "tm/sqlite/page_file.hpp"
#include "tm/sqlite/page_tree.hpp"
#include "tm/sqlite/unit_record.hpp"
#include "tm/sqlite/unit_table.hpp"
#include "tm/unit_identity.hpp"

#include <algorithm>
#include <bit>
#include <cstdio>
#include <map>
#include <set>
#include <sys/stat.h>
#include <unordered_map>

namespace egiz::tm {
namespace {

constexpr std::string_view salvaging = "salvaging the memory";
constexpr std::size_t application_id_place = 68;
constexpr std::size_t user_version_place = 60;
constexpr std::size_t most_damaged_units = 1'000;

using Kind = PageValue::Kind;

bool is_shape(const PageRow& row, std::initializer_list<Kind> kinds) {
    return row.size() == kinds.size() &&
           std::equal(row.begin(), row.end(), kinds.begin(),
                      [](const PageValue& value, Kind kind) { return value.kind == kind; });
}

using Shape = std::initializer_list<Kind>;

/// What tells a table's rows. Tables of the index have rows of numbers and bytes, as `unit`.
bool has_shape(std::string_view record, Shape shape) {
    PageRow row;
    return parse_record(record, row) && is_shape(row, shape);
}

bool is_text(std::string_view bytes) { return !find_invalid_utf8(bytes); }

bool is_canonical_tag(std::string_view tag) { return Language::from_store(tag).has_value(); }

/// Where a table of the damaged memory begins; 0 if that is not known.
struct Roots {
    std::map<std::string, std::uint32_t, std::less<>> tables;
    std::map<std::string, std::uint32_t, std::less<>> indexes;

    [[nodiscard]] std::uint32_t table(std::string_view name) const {
        const auto found = tables.find(name);
        return found == tables.end() ? 0 : found->second;
    }
    [[nodiscard]] std::uint32_t index(std::string_view name) const {
        const auto found = indexes.find(name);
        return found == indexes.end() ? 0 : found->second;
    }
};

class Salvage {
public:
    Salvage(const PageFile& file, Database& database, const ProgressSink& progress)
        : file_(file),
          trees_(file),
          database_(database),
          names_(database),
          units_(database, names_),
          index_(database, names_, units_),
          progress_(progress) {}

    SalvageReport run() {
        report_.pages = file_.count();
        read_roots();
        read_counters();
        read_tables();
        look_for_names();
        read_versions();
        read_units();
        write_counts();
        index_.rebuild(progress_);
        count_losses();
        return std::move(report_);
    }

private:
    // Where things are.

    void read_roots() {
        PageRow row;
        const TreeLoss loss = trees_.walk(
            1, true,
            [&](const PageCell& cell) {
                if (!cell.sound || !parse_record(cell.record, row)) return;
                if (!is_shape(row,
                              {Kind::text, Kind::text, Kind::text, Kind::integer, Kind::text}) &&
                    !is_shape(row,
                              {Kind::text, Kind::text, Kind::text, Kind::integer, Kind::null})) {
                    return;
                }
                auto& roots = row[0].bytes == "table" ? roots_.tables : roots_.indexes;
                if (row[3].integer > 0 && row[3].integer <= file_.count()) {
                    roots.emplace(row[1].bytes, static_cast<std::uint32_t>(row[3].integer));
                }
            },
            [](std::string_view record) {
                PageRow columns;
                return parse_record(record, columns) && columns.size() == 5;
            });
        count(loss);
    }

    TreeLoss walk_table(std::string_view name, const std::function<bool(std::string_view)>& is_own,
                        const std::function<void(const PageCell&)>& visit) {
        TreeLoss loss = trees_.walk(roots_.table(name), true, visit, is_own);
        count(loss);
        return loss;
    }
    TreeLoss walk_index(std::uint32_t root, Shape shape,
                        const std::function<void(const PageRow&)>& visit) {
        PageRow row;
        return trees_.walk(
            root, false,
            [&](const PageCell& cell) {
                if (cell.sound && parse_record(cell.record, row) && is_shape(row, shape)) {
                    visit(row);
                }
            },
            [&](std::string_view record) { return has_shape(record, shape); });
    }
    void count(const TreeLoss& loss) { report_.damaged_pages += loss.damaged_pages; }

    void read_counters() {
        walk_index(roots_.table("counter"), {Kind::text, Kind::integer}, [&](const PageRow& row) {
            if (!is_shape(row, {Kind::text, Kind::integer}) || row[1].integer < 0) return;
            if (row[0].bytes == "units") counted_units_ = row[1].integer;
            if (row[0].bytes == "last_unit") last_unit_ = row[1].integer;
        });
    }

    // Small tables first: units call what they hold by number.

    void read_tables() {
        language_loss_ = walk_table(
            "language",
            [](std::string_view record) {
                return has_shape(record, {Kind::null, Kind::text, Kind::integer});
            },
            [&](const PageCell& cell) { add_language(cell); });
        document_loss_ = walk_table(
            "document",
            [](std::string_view record) {
                return has_shape(record, {Kind::null, Kind::text, Kind::integer});
            },
            [&](const PageCell& cell) { add_document(cell); });
        name_loss_ = walk_table(
            "name",
            [](std::string_view record) {
                return has_shape(record, {Kind::null, Kind::integer, Kind::text});
            },
            [&](const PageCell& cell) { add_name(cell); });
        change_loss_ = walk_table(
            "change",
            [](std::string_view record) {
                PageRow row;
                return parse_record(record, row) && row.size() == 11;
            },
            [&](const PageCell& cell) { add_change(cell); });
        const TreeLoss loss =
            walk_index(roots_.table("document_version"), {Kind::integer, Kind::text},
                       [&](const PageRow& row) { add_document_version(row); });
        count(loss);
        report_.lost_documents = !loss.none();
        // The index of a table's texts has them too, should rows have gone without a trace.
        walk_index(roots_.index("sqlite_autoindex_language_1"), {Kind::text, Kind::integer},
                   [&](const PageRow& row) {
                       if (is_shape(row, {Kind::text, Kind::integer})) {
                           put_language(row[1].integer, row[0].bytes);
                       }
                   });
        walk_index(roots_.index("sqlite_autoindex_document_1"), {Kind::text, Kind::integer},
                   [&](const PageRow& row) {
                       if (is_shape(row, {Kind::text, Kind::integer})) {
                           put_document(row[1].integer, row[0].bytes);
                       }
                   });
        walk_index(roots_.index("sqlite_autoindex_name_1"),
                   {Kind::integer, Kind::text, Kind::integer}, [&](const PageRow& row) {
                       if (is_shape(row, {Kind::integer, Kind::text, Kind::integer})) {
                           put_name(row[2].integer, row[0].integer, row[1].bytes);
                       }
                   });
    }

    void add_language(const PageCell& cell) {
        PageRow row;
        if (!cell.sound || !parse_record(cell.record, row) ||
            !is_shape(row, {Kind::null, Kind::text, Kind::integer})) {
            return;
        }
        put_language(cell.id, row[1].bytes);
    }
    void put_language(std::int64_t id, std::string_view tag) {
        if (id < 1 || !is_canonical_tag(tag)) return;
        database_.prepare("INSERT OR IGNORE INTO language (id, tag, variants) VALUES (?, ?, 0)")
            .bind(id, tag)
            .run();
    }
    void add_document(const PageCell& cell) {
        PageRow row;
        if (!cell.sound || !parse_record(cell.record, row) ||
            !is_shape(row, {Kind::null, Kind::text, Kind::integer})) {
            return;
        }
        put_document(cell.id, row[1].bytes);
    }
    void put_document(std::int64_t id, std::string_view name) {
        if (id < 1 || !is_text(name)) return;
        database_.prepare("INSERT OR IGNORE INTO document (id, name, units) VALUES (?, ?, 0)")
            .bind(id, name)
            .run();
    }
    void add_name(const PageCell& cell) {
        PageRow row;
        if (!cell.sound || !parse_record(cell.record, row) ||
            !is_shape(row, {Kind::null, Kind::integer, Kind::text})) {
            return;
        }
        put_name(cell.id, row[1].integer, row[2].bytes);
    }
    void put_name(std::int64_t id, std::int64_t kind, std::string_view text) {
        if (id < 1 || kind < 1 || !is_text(text)) return;
        database_.prepare("INSERT OR IGNORE INTO name (id, kind, text) VALUES (?, ?, ?)")
            .bind(id, kind, text)
            .run();
    }
    void add_change(const PageCell& cell) {
        PageRow row;
        if (!cell.sound || cell.id < 1 || !parse_record(cell.record, row) || row.size() != 11) {
            return;
        }
        for (std::size_t i = 1; i < 10; ++i) {
            if (row[i].kind != (i < 5 ? Kind::text : Kind::integer)) return;
            if (i < 5 && !is_text(row[i].bytes)) return;
        }
        const bool undone = row[10].kind == Kind::integer;
        if (!undone && row[10].kind != Kind::null) return;
        database_
            .prepare(
                "INSERT OR IGNORE INTO change (id, action, subject, date, user, first_unit,"
                " last_unit, added, updated, removed, undone_by)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .bind(cell.id, row[1].bytes, row[2].bytes, row[3].bytes, row[4].bytes, row[5].integer,
                  row[6].integer, row[7].integer, row[8].integer, row[9].integer,
                  undone ? std::optional(row[10].integer) : std::nullopt)
            .run();
    }
    void add_document_version(const PageRow& row) {
        if (!is_shape(row, {Kind::integer, Kind::text}) || !is_text(row[1].bytes)) return;
        database_
            .prepare(
                "INSERT OR IGNORE INTO document_version (document, fingerprint)"
                " VALUES (?, ?)")
            .bind(row[0].integer, row[1].bytes)
            .run();
    }

    /// Pages of tables that are not needed, so that they are not taken for others.
    void take_the_rest() {
        for (const char* name : {"recent", "word", "posting", "marks", "identity", "cache"}) {
            trees_.take(roots_.table(name), true);
        }
        for (const auto& [name, root] : roots_.indexes) trees_.take(root, false);
    }

    /// On pages that nothing leads to. A page belongs to one table: if all of its texts could be
    /// tags of languages, it is that of the languages.
    void look_for_names() {
        const bool all_sound = language_loss_.none() && document_loss_.none() &&
                               name_loss_.none() && change_loss_.none();
        if (all_sound) return;
        PageRow row;
        for (const std::uint32_t page : orphans()) {
            const auto cells = trees_.cells(page);
            if (!cells) continue;
            bool tags = true;
            for (const PageCell& cell : cells->cells) {
                if (cell.sound && parse_record(cell.record, row) &&
                    is_shape(row, {Kind::null, Kind::text, Kind::integer})) {
                    tags = tags && is_canonical_tag(row[1].bytes);
                }
            }
            for (const PageCell& cell : cells->cells) {
                if (!tags && document_loss_.may_hold(cell.id)) add_document(cell);
                if (tags && language_loss_.may_hold(cell.id)) add_language(cell);
                if (name_loss_.may_hold(cell.id)) add_name(cell);
                if (change_loss_.may_hold(cell.id)) add_change(cell);
            }
        }
        if (roots_.table("document_version") != 0) return;
        for (const std::uint32_t page : trees_.orphans(PageKind::leaf_index)) {
            const auto cells = trees_.cells(page);
            if (!cells) continue;
            for (const PageCell& cell : cells->cells) {
                if (cell.sound && parse_record(cell.record, row)) add_document_version(row);
            }
        }
    }

    /// Leaves of tables that nothing leads to; their trees must have been walked before.
    const std::vector<std::uint32_t>& orphans() {
        if (!orphans_) orphans_ = trees_.orphans(PageKind::leaf_table);
        return *orphans_;
    }

    // Units.

    std::optional<UnitRecord> decode(std::string_view body) {
        try {
            auto record = decode_record(body, names_);
            if (!record || record->change < 0) return std::nullopt;
            check_unit(record->unit);
            for (const Variant& variant : record->unit.variants) {
                if (!is_text(variant.text)) return std::nullopt;
            }
            return record;
        } catch (const Error& error) {
            // Only what the record says: the new file must be writable.
            if (error.fault() == Fault::output || error.fault() == Fault::busy) throw;
            return std::nullopt;
        }
    }

    void put_what_is_lost() {
        names_.replace_lost([this](NameTable::Named named, std::int64_t number) {
            if (number < 1) return;
            const std::string text = "lost-" + std::to_string(number);
            switch (named) {
                case NameTable::Named::language:
                    put_language(number, "und-x-lost" + std::to_string(number));
                    ++report_.lost_languages;
                    break;
                case NameTable::Named::document:
                    put_document(number, text);
                    ++report_.lost_document_names;
                    break;
                case NameTable::Named::name:
                    // Of no kind that units would be given.
                    database_.prepare("INSERT INTO name (id, kind, text) VALUES (?, 0, ?)")
                        .bind(number, text)
                        .run();
                    ++report_.lost_names;
                    break;
            }
        });
    }

    void read_versions() {
        // Always: a page may have lost rows without a trace.
        put_what_is_lost();
        version_loss_ = walk_table(
            "history",
            [](std::string_view record) {
                PageRow row;
                return parse_record(record, row) && row.size() == 4;
            },
            [&](const PageCell& cell) { add_version(cell); });
    }

    void add_version(const PageCell& cell) {
        PageRow row;
        if (!cell.sound || cell.id < 1 || !parse_record(cell.record, row)) return;
        const bool with_body =
            is_shape(row, {Kind::null, Kind::integer, Kind::integer, Kind::blob});
        if (!with_body && !is_shape(row, {Kind::null, Kind::integer, Kind::integer, Kind::null})) {
            return;
        }
        if (with_body && !decode(row[3].bytes)) {
            report_.lost_versions = true;
            return;
        }
        Statement insert = database_.prepare(
            "INSERT OR IGNORE INTO history (id, unit, change, body) VALUES (?, ?, ?, ?)");
        if (with_body) {
            insert.bind(cell.id, row[1].integer, row[2].integer, Blob{row[3].bytes}).run();
        } else {
            insert.bind(cell.id, row[1].integer, row[2].integer, std::nullopt).run();
        }
    }

    void read_orphaned_versions() {
        if (version_loss_.none()) return;
        report_.lost_versions = true;
        for (const std::uint32_t page : trees_.orphans(PageKind::leaf_table)) {
            const auto cells = trees_.cells(page);
            if (!cells) continue;
            for (const PageCell& cell : cells->cells) {
                if (version_loss_.may_hold(cell.id)) add_version(cell);
            }
        }
    }

    void read_units() {
        std::vector<std::pair<UnitNumber, std::string>> misplaced;
        std::size_t seen = 0;
        const TreeLoss loss = walk_table(
            "unit",
            [](std::string_view record) {
                return has_shape(record, {Kind::null, Kind::blob});
            },
            [&](const PageCell& cell) {
                if (progress_ && ++seen % 10'000 == 0) {
                    progress_(seen, static_cast<std::size_t>(counted_units_.value_or(0)));
                }
                PageRow row;
                const bool is_unit = cell.sound && parse_record(cell.record, row) &&
                                     is_shape(row, {Kind::null, Kind::blob});
                const auto record = is_unit ? decode(row[1].bytes) : std::nullopt;
                if (!record) {
                    damaged_.push_back(cell.id);
                } else if (cell.id < 1 || !cell.in_order || is_there(cell.id)) {
                    misplaced.emplace_back(cell.id, row[1].bytes);
                } else {
                    put(cell.id, row[1].bytes, *record);
                }
            });
        unit_loss_ = !loss.none();
        take_the_rest();
        // What lies on free pages was removed. Only now: no list of them may take a unit's page.
        trees_.take_free_pages();
        read_orphaned_versions();
        if (!loss.ranges.empty()) read_orphaned_units(loss);
        UnitNumber next = std::max(last_unit_, last_there()) + 1;
        for (const auto& [number, body] : misplaced) {
            const auto record = decode(body);
            if (!record || next < 1) continue;
            put(next++, body, *record);
            ++report_.renumbered_units;
        }
    }

    /// Units on pages that nothing leads to: those with numbers that were on lost pages, the newest
    /// state of each, and none that was changed later.
    void read_orphaned_units(const TreeLoss& loss) {
        std::unordered_map<UnitNumber, ChangeNumber> from_orphans;
        PageRow row;
        for (const std::uint32_t page : trees_.orphans(PageKind::leaf_table)) {
            const auto cells = trees_.cells(page);
            if (!cells) continue;
            // The index's rows have the same shape, but one checksum in 65,536 would be right.
            const auto sound =
                std::count_if(cells->cells.begin(), cells->cells.end(), [&](const PageCell& cell) {
                    return cell.sound && parse_record(cell.record, row) &&
                           is_shape(row, {Kind::null, Kind::blob}) &&
                           has_sound_checksum(row[1].bytes);
                });
            if (static_cast<std::size_t>(sound) * 4 < cells->cells.size()) continue;
            for (const PageCell& cell : cells->cells) {
                if (!cell.sound || !cell.in_order || cell.id < 1 || !loss.may_hold(cell.id) ||
                    !parse_record(cell.record, row) || !is_shape(row, {Kind::null, Kind::blob})) {
                    continue;
                }
                const auto record = decode(row[1].bytes);
                if (!record || record->change < last_change_of(cell.id)) continue;
                const auto before = from_orphans.find(cell.id);
                if (before == from_orphans.end() ? is_there(cell.id)
                                                 : before->second >= record->change) {
                    continue;
                }
                if (before != from_orphans.end()) take_away(cell.id);
                put(cell.id, row[1].bytes, *record);
                from_orphans[cell.id] = record->change;
            }
        }
    }

    [[nodiscard]] bool is_there(UnitNumber number) {
        Statement statement = database_.prepare("SELECT 1 FROM unit WHERE id = ?");
        return statement.bind(number).step();
    }
    [[nodiscard]] UnitNumber last_there() {
        return database_.integer("SELECT coalesce(max(id), 0) FROM unit");
    }
    [[nodiscard]] ChangeNumber last_change_of(UnitNumber number) {
        Statement statement =
            database_.prepare("SELECT coalesce(max(change), 0) FROM history WHERE unit = ?");
        return statement.bind(number).step() ? statement.integer(0) : 0;
    }

    /// As it is: the numbers in it lead where they led.
    void put(UnitNumber number, std::string_view body, const UnitRecord& record) {
        database_.prepare("INSERT INTO unit (id, body) VALUES (?, ?)")
            .bind(number, Blob{body})
            .run();
        count(record.unit, 1);
        if (record.change > 0 && known_changes_.insert(record.change).second) {
            require_change(record.change);
        }
    }
    void take_away(UnitNumber number) {
        const auto record = units_.find(number);
        database_.prepare("DELETE FROM unit WHERE id = ?").bind(number).run();
        if (record) count(record->unit, -1);
    }
    void count(const TranslationUnit& unit, std::int64_t difference) {
        units_saved_ += difference;
        for (const Variant& variant : unit.variants) variants_[variant.language] += difference;
        if (!unit.document.empty()) documents_[unit.document] += difference;
    }

    /// A later change must not get the number of one that is lost.
    void require_change(ChangeNumber number) {
        Statement find = database_.prepare("SELECT 1 FROM change WHERE id = ?");
        if (find.bind(number).step()) return;
        report_.lost_changes = true;
        database_
            .prepare(
                "INSERT INTO change (id, action, subject, date, user, first_unit, last_unit,"
                " added, updated, removed) VALUES (?, 'lost', '', '', '', 0, 0, 0, 0, 0)")
            .bind(number)
            .run();
    }

    // The end.

    void write_counts() {
        Statement counter =
            database_.prepare("INSERT OR REPLACE INTO counter (name, value) VALUES (?, ?)");
        counter.bind("units", units_saved_).run();
        counter.bind("last_unit", std::max(last_unit_, last_there())).run();
        for (const auto& [language, count] : variants_) {
            database_.prepare("UPDATE language SET variants = ? WHERE tag = ?")
                .bind(count, language.tag())
                .run();
        }
        for (const auto& [document, count] : documents_) {
            database_.prepare("UPDATE document SET units = ? WHERE name = ?")
                .bind(count, document)
                .run();
        }
        // Versions of documents that are lost would be taken for those of the next ones.
        database_.execute(
            "DELETE FROM document_version WHERE document NOT IN (SELECT id FROM document)");
    }

    void count_losses() {
        report_.units = static_cast<std::size_t>(units_saved_);
        report_.versions =
            static_cast<std::size_t>(database_.integer("SELECT count(*) FROM history"));
        report_.documents =
            static_cast<std::size_t>(database_.integer("SELECT count(*) FROM document_version"));
        report_.lost_changes = report_.lost_changes || !change_loss_.none();
        if (counted_units_) {
            report_.lost_units =
                static_cast<std::size_t>(std::max<std::int64_t>(0, *counted_units_ - units_saved_));
        } else if (!unit_loss_ && damaged_.empty()) {
            report_.lost_units = 0;
        }
        std::sort(damaged_.begin(), damaged_.end());
        for (const UnitNumber number : damaged_) {
            if (report_.damaged_units.size() == most_damaged_units) break;
            if (number > 0) report_.damaged_units.push_back(number);
        }
    }

    const PageFile& file_;
    PageTrees trees_;
    Database& database_;
    NameTable names_;
    UnitTable units_;
    MemoryIndex index_;
    const ProgressSink& progress_;
    SalvageReport report_;
    Roots roots_;
    std::optional<std::int64_t> counted_units_;
    UnitNumber last_unit_ = 0;
    TreeLoss language_loss_;
    TreeLoss document_loss_;
    TreeLoss name_loss_;
    TreeLoss change_loss_;
    TreeLoss version_loss_;
    bool unit_loss_ = false;
    std::optional<std::vector<std::uint32_t>> orphans_;
    std::vector<UnitNumber> damaged_;
    std::set<ChangeNumber> known_changes_;
    std::int64_t units_saved_ = 0;
    std::map<Language, std::int64_t> variants_;
    std::map<std::string, std::int64_t> documents_;
};

/// \throws Error (input) if the header says that it is something else than a memory of this schema
void require_memory(const PageFile& file) {
    std::string page;
    if (!file.has_header() || !file.read(1, page)) return;
    const std::uint32_t id = big_endian_32(page, application_id_place);
    const std::uint32_t version = big_endian_32(page, user_version_place);
    if (id != memory_schema().application_id) {
        // One flipped bit makes no other program's file of ours; a whole other letter would.
        if (id != 0 && std::has_single_bit(id ^ memory_schema().application_id)) return;
        throw Error(Fault::input, {file.path()}, "is no egiz memory, but another SQLite file",
                    "`sqlite3 FILE .recover` saves what can be read of any SQLite file");
    }
    if (version == 1 || version == 2) {
        throw Error(Fault::input, {file.path()},
                    "memory of schema " + std::to_string(version) +
                        ": only those of schema 3 can be salvaged",
                    "make a sound file of it with `sqlite3 FILE .recover | sqlite3 NEW`, and open "
                    "that");
    }
}

void remove_all(const std::string& path) {
    for (const char* const suffix : {"", "-journal", "-wal", "-shm"}) {
        std::remove((path + suffix).c_str());
    }
}

}  // namespace

SalvageReport salvage(const std::string& damaged, const std::string& output,
                      const ProgressSink& progress) {
    const PageFile file(damaged);
    require_memory(file);
    struct stat status {};
    if (lstat(output.c_str(), &status) == 0) {
        throw Error(Fault::output, {output}, "is there already", "say another name");
    }
    SalvageReport report;
    try {
        Database database(output, Database::Access::create, salvaging);
        database.execute("PRAGMA page_size = 8192");
        upgrade(database, memory_schema());
        Transaction transaction(database, Transaction::Kind::write);
        report = Salvage(file, database, progress).run();
        if (report.units == 0 && report.lost_units != 0U) {
            throw Error(Fault::input, {damaged},
                        file.has_header() ? "no unit of the memory can be read any more"
                                          : "is no SQLite file, and holds no units of a memory",
                        "is this the right file? if so, put it back from a backup");
        }
        transaction.commit();
        static_cast<void>(database.text("PRAGMA journal_mode = WAL"));
    } catch (...) {
        remove_all(output);
        throw;
    }
    return report;
}

}  // namespace egiz::tm
