// SPDX-License-Identifier: Apache-2.0
#include "tm/sqlite/check_memory.hpp"

#include "tm/index/identity_index.hpp"
#include "tm/index/index_builder.hpp"
#include "tm/index/mark_block.hpp"
#include "tm/unit_identity.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <map>
#include <set>
#include <unordered_map>

namespace egiz::tm {
namespace {

constexpr std::size_t units_at_a_time = 300'000;
constexpr std::size_t most_faults = 100;

/// What must be in the index for some units, and whether it was met.
class Expected {
public:
    void add(std::uint64_t place, UnitNumber unit) { places_.push_back({mix(place, unit), unit}); }
    void seal() {
        std::sort(places_.begin(), places_.end());
        places_.erase(std::unique(places_.begin(), places_.end()), places_.end());
        met_.assign(places_.size(), false);
    }
    void meet(std::uint64_t place, UnitNumber unit) {
        const Place wanted{mix(place, unit), unit};
        const auto found = std::lower_bound(places_.begin(), places_.end(), wanted);
        if (found != places_.end() && *found == wanted) {
            met_[static_cast<std::size_t>(found - places_.begin())] = true;
        }
    }
    /// Units of which something was not met.
    [[nodiscard]] std::set<UnitNumber> missing() const {
        std::set<UnitNumber> units;
        for (std::size_t i = 0; i < places_.size(); ++i) {
            if (!met_[i]) units.insert(places_[i].unit);
        }
        return units;
    }

private:
    struct Place {
        std::uint64_t hash;
        UnitNumber unit;
        friend auto operator<=>(const Place&, const Place&) = default;
    };
    static std::uint64_t mix(std::uint64_t place, UnitNumber unit) {
        return (place ^ static_cast<std::uint64_t>(unit) * 0x9e3779b97f4a7c15) * 0xbf58476d1ce4e5b9;
    }
    std::vector<Place> places_;
    std::vector<bool> met_;
};

/// Takes what an IndexBuilder would write, as what must be there.
class ExpectingTables final : public IndexTables {
public:
    Expected postings;
    Expected identities;
    std::unordered_map<std::int64_t, std::string> blocks;

    bool last_words(std::uint64_t, std::uint64_t&, std::string&) override { return false; }
    bool next_words(std::uint64_t, std::uint64_t&) override { return false; }
    void put_words(std::uint64_t row, std::string_view bytes) override {
        for_each_in_words(row, bytes,
                          [&](std::uint64_t place, UnitNumber unit) { postings.add(place, unit); });
    }
    bool last_posting(std::int64_t, std::int64_t, std::int64_t&, std::string&) override {
        return false;
    }
    void put_posting(std::int64_t row, std::string_view bytes) override {
        for_each_posting(row, bytes,
                         [&](std::uint64_t place, UnitNumber unit) { postings.add(place, unit); });
    }
    bool find_marks(std::int64_t, std::string&) override { return false; }
    void put_marks(std::int64_t row, std::string_view bytes) override { blocks[row] = bytes; }
    void put_identities(std::int64_t, std::string_view) override {}
    bool last_identities(std::int64_t, std::int64_t, std::int64_t&, std::string&) override {
        return false;
    }
    void for_each_identities(std::int64_t, std::int64_t,
                             const std::function<bool(std::int64_t, std::string_view)>&) override {}
    void remove_identities(std::int64_t, std::int64_t) override {}
    [[noreturn]] void fail(const std::string& what) override {
        throw Error(Fault::internal, {}, what);
    }

    // These show word, length and signature, as one number, and the unit; false if the bytes make
    // no sense.

    template <class Visit>
    static bool for_each_posting(std::int64_t row, std::string_view bytes, Visit visit) {
        const std::uint64_t word = PostingKey::of_row(row).word;
        bool sound = true;
        const bool all = for_each_group(bytes, [&](PostingGroup& group) {
            std::uint64_t unit = 0;
            for (std::size_t i = 0; i < group.count; ++i) {
                unit += group.units.varint();
                visit(place(word, group.length, group.signature(i)), static_cast<UnitNumber>(unit));
            }
            sound = sound && !group.units.failed();
        });
        return all && sound;
    }
    template <class Visit>
    static bool for_each_in_words(std::uint64_t row, std::string_view bytes, Visit visit) {
        bool sound = true;
        const bool all = for_each_entry(row, bytes, [&](WordEntry entry) {
            LengthPosting posting;
            while (entry.has_list && !entry.list.at_end()) {
                posting = entry.next(posting);
                if (entry.list.failed()) break;
                visit(place(entry.word, posting.length, posting.posting.signature),
                      posting.posting.unit);
            }
            sound = sound && !entry.list.failed();
            return sound;
        });
        return all && sound;
    }

private:
    static std::uint64_t place(std::uint64_t word, std::size_t length, Signature signature) {
        return (word << 24U ^ length) * 0x94d049bb133111eb ^ signature;
    }
};

class MemoryCheck {
public:
    MemoryCheck(Database& database, const UnitTable& units, NameTable& names,
                const ProgressSink& progress)
        : database_(database), units_(units), names_(names), progress_(progress) {}

    CheckReport run() {
        check_pages();
        read_recent();
        total_ = units_.count();
        for (UnitNumber after = 0; after < last_;) after = check_some(after + 1);
        check_counts();
        return std::move(report_);
    }

private:
    void fault(const std::string& what) {
        if (report_.index_faults.size() < most_faults) report_.index_faults.push_back(what);
    }

    void check_pages() {
        Statement statement = database_.prepare("PRAGMA integrity_check(10)");
        while (statement.step()) {
            const std::string answer = statement.text(0);
            if (answer != "ok") report_.damaged_units.push_back("the file: " + answer);
        }
    }

    void read_recent() {
        last_ = std::max(units_.last_number(),
                         database_.integer("SELECT coalesce(max(id), 0) FROM unit"));
        if (last_ > units_.last_number())
            fault("the highest number is not the one that is counted");
        Statement statement = database_.prepare("SELECT unit, content, texts FROM recent");
        while (statement.step()) {
            recent_[statement.integer(0)] = {std::bit_cast<std::uint64_t>(statement.integer(1)),
                                             statement.blob(2)};
        }
    }

    /// Returns the last unit that it looked at; the last number of all if there is none.
    UnitNumber check_some(UnitNumber first) {
        ExpectingTables expected;
        IndexBuilder builder;
        UnitNumber last = first;
        std::size_t count = 0;
        units_.for_each(first, std::numeric_limits<UnitNumber>::max(),
                        [&](UnitNumber number, std::string_view body) {
                            last = number;
                            ++count;
                            check_unit_row(number, body, builder, expected);
                            return count < units_at_a_time;
                        });
        if (count == 0) return std::numeric_limits<UnitNumber>::max();
        builder.write(expected);
        expected.postings.seal();
        expected.identities.seal();
        meet_postings(expected, first, last);
        meet_identities(expected, first, last);
        meet_blocks(expected);
        for (const UnitNumber unit : expected.postings.missing()) {
            fault("unit " + std::to_string(unit) + " cannot be found by its words");
        }
        for (const UnitNumber unit : expected.identities.missing()) {
            fault("unit " + std::to_string(unit) + " cannot be found by its content");
        }
        return last;
    }

    void check_unit_row(UnitNumber number, std::string_view body, IndexBuilder& builder,
                        ExpectingTables& expected) {
        ++report_.units;
        if (progress_ && report_.units % 10'000 == 0) progress_(report_.units, total_);
        std::optional<UnitRecord> record;
        try {
            record = decode_record(body, names_);
        } catch (const Error&) {
            // A name, document or language of it is not there.
        }
        if (!record) {
            report_.damaged_units.push_back("unit " + std::to_string(number) + " is not sound");
            return;
        }
        const TranslationUnit& unit = record->unit;
        for (const Variant& variant : unit.variants) ++variants_[variant.language.tag()];
        if (!unit.document.empty()) ++documents_[unit.document];
        const std::uint64_t hash = content_hash(unit);
        const auto recent = recent_.find(number);
        if (recent != recent_.end()) {
            IndexBuilder fresh;
            build(unit, number, fresh);
            std::string bytes;
            for (std::size_t i = 0; i < fresh.texts().size(); ++i) fresh.texts().encode(i, bytes);
            if (bytes != recent->second.texts || hash != recent->second.content) {
                fault("unit " + std::to_string(number) +
                      " is another one in the list of recent ones");
            }
            return;
        }
        build(unit, number, builder);
        expected.identities.add(hash >> 16U, number);
    }

    void build(const TranslationUnit& unit, UnitNumber number, IndexBuilder& builder) {
        for (const Variant& variant : unit.variants) {
            const std::string_view primary = variant.language.primary();
            auto known = languages_.find(primary);
            if (known == languages_.end()) {
                const auto found = names_.find_tag(primary);
                if (!found) {
                    fault("language " + std::string(primary) + " is not known to the index");
                    return;
                }
                known =
                    languages_.emplace(primary, std::pair(*found, language_hash(primary))).first;
            }
            builder.add(number, known->second.first, known->second.second, variant.text);
        }
    }

    void meet_postings(ExpectingTables& expected, UnitNumber first, UnitNumber last) {
        Statement rows = database_.prepare("SELECT id, list FROM posting ORDER BY id");
        while (rows.step()) {
            const bool sound = ExpectingTables::for_each_posting(
                rows.integer(0), rows.blob_view(1), [&](std::uint64_t place, UnitNumber unit) {
                    if (unit >= first && unit <= last) expected.postings.meet(place, unit);
                });
            if (!sound) fault("a list of the index makes no sense");
        }
        Statement words = database_.prepare("SELECT id, block FROM word ORDER BY id");
        while (words.step()) {
            const bool sound = ExpectingTables::for_each_in_words(
                static_cast<std::uint64_t>(words.integer(0)), words.blob_view(1),
                [&](std::uint64_t place, UnitNumber unit) {
                    if (unit >= first && unit <= last) expected.postings.meet(place, unit);
                });
            if (!sound) fault("a block of the index's words makes no sense");
        }
    }

    void meet_identities(ExpectingTables& expected, UnitNumber first, UnitNumber last) {
        Statement rows = database_.prepare("SELECT id, block FROM identity ORDER BY id");
        std::vector<std::pair<std::uint64_t, UnitNumber>> entries;
        while (rows.step()) {
            entries.clear();
            if (!read_identities(rows.integer(0), rows.blob_view(1), entries)) {
                fault("a block of the index of contents makes no sense");
            }
            for (const auto& [hash, unit] : entries) {
                if (unit >= first && unit <= last) expected.identities.meet(hash, unit);
            }
        }
    }

    /// What is expected must be in the block; what else is there was once.
    void meet_blocks(const ExpectingTables& expected) {
        Statement find = database_.prepare("SELECT block FROM marks WHERE id = ?");
        for (const auto& [row, block] : expected.blocks) {
            std::set<std::pair<std::size_t, std::string>> there;
            bool sound = true;
            if (find.bind(row).step()) {
                sound = for_each_marks(find.blob_view(0), [&](const MarkBlockEntry& entry) {
                    there.emplace(entry.slot, marks_of(entry));
                    return true;
                });
            }
            find.reset();
            static_cast<void>(for_each_marks(block, [&](const MarkBlockEntry& entry) {
                if (!there.contains({entry.slot, marks_of(entry)})) sound = false;
                return true;
            }));
            if (!sound) {
                fault("block " + std::to_string(row) + " of the index lacks marks of its units");
            }
        }
    }
    static std::string marks_of(const MarkBlockEntry& entry) {
        return std::to_string(entry.length) + ' ' + std::string(entry.marks);
    }

    void check_counts() {
        if (report_.units != units_.count()) {
            fault("there are " + std::to_string(report_.units) + " units, but " +
                  std::to_string(units_.count()) + " are counted");
        }
        compare("SELECT tag, variants FROM language", variants_, "variants in language ");
        compare("SELECT name, units FROM document", documents_, "units of document ");
    }
    void compare(std::string_view sql, const std::map<std::string, std::int64_t>& found,
                 const std::string& what) {
        Statement rows = database_.prepare(sql);
        while (rows.step()) {
            const auto entry = found.find(rows.text(0));
            const std::int64_t there = entry == found.end() ? 0 : entry->second;
            if (there != rows.integer(1)) {
                fault("there are " + std::to_string(there) + ' ' + what + rows.text(0) + ", but " +
                      std::to_string(rows.integer(1)) + " are counted");
            }
        }
    }

    struct Recent {
        std::uint64_t content = 0;
        std::string texts;
    };
    Database& database_;
    const UnitTable& units_;
    NameTable& names_;
    const ProgressSink& progress_;
    CheckReport report_;
    UnitNumber last_ = 0;
    std::size_t total_ = 0;
    std::unordered_map<UnitNumber, Recent> recent_;
    std::map<std::string, std::int64_t> variants_;
    std::map<std::string, std::int64_t> documents_;
    std::map<std::string, std::pair<IndexLanguage, std::uint64_t>, std::less<>> languages_;
};

}  // namespace

CheckReport check_memory(Database& database, const UnitTable& units, NameTable& names,
                         const ProgressSink& progress) {
    return MemoryCheck(database, units, names, progress).run();
}

}  // namespace egiz::tm
