// SPDX-License-Identifier: Apache-2.0
#include "tm/sqlite/unit_table.hpp"

#include <limits>
#include <utility>

namespace egiz::tm {

std::int64_t UnitTable::counter(std::string_view name) const {
    Statement statement = database_.prepare("SELECT value FROM counter WHERE name = ?");
    return statement.bind(name).step() ? statement.integer(0) : 0;
}

std::size_t UnitTable::count() const {
    return static_cast<std::size_t>(counter("units") + counts_.units);
}

UnitNumber UnitTable::last_number() const {
    return counts_.last_number > 0 ? counts_.last_number : counter("last_unit");
}

UnitRecord UnitTable::decode(UnitNumber number, std::string_view body) const {
    auto record = decode_record(body, names_);
    if (!record) database_.fail_damaged("unit " + std::to_string(number) + " is not sound");
    return std::move(*record);
}

void UnitTable::preload() {
    constexpr std::int64_t most_bytes = std::int64_t{1} << 30U;
    constexpr std::int64_t bytes_a_unit_more = 8;
    Statement size = database_.prepare("SELECT coalesce(sum(length(body)), 0) FROM unit");
    static_cast<void>(size.step());
    const UnitNumber last = last_number();
    if (size.integer(0) + last * bytes_a_unit_more > most_bytes) return;
    Bodies bodies;
    bodies.bytes.reserve(static_cast<std::size_t>(size.integer(0)));
    bodies.begins.reserve(static_cast<std::size_t>(last) + 2);
    for_each(1, last, [&](UnitNumber number, std::string_view body) {
        bodies.begins.resize(static_cast<std::size_t>(number) + 1, bodies.bytes.size());
        bodies.bytes.insert(bodies.bytes.end(), body.begin(), body.end());
        return true;
    });
    bodies.begins.resize(static_cast<std::size_t>(last) + 2, bodies.bytes.size());
    bodies_ = std::move(bodies);
}

void UnitTable::prefetch(std::span<const Candidate> candidates) const {
    if (!bodies_) return;
    const auto is_known = [&](const Candidate& each) {
        return each.number > 0 && static_cast<std::size_t>(each.number) < bodies_->begins.size();
    };
    for (const Candidate& each : candidates) {
        if (is_known(each)) tm::prefetch(bodies_->begins.data() + each.number);
    }
    for (const Candidate& each : candidates) {
        if (!is_known(each)) continue;
        const char* const body =
            bodies_->bytes.data() + bodies_->begins[static_cast<std::size_t>(each.number)];
        constexpr std::size_t line = 64;
        tm::prefetch(body);
        tm::prefetch(body + line);
        tm::prefetch(body + 2 * line);
    }
}

std::optional<UnitRecord> UnitTable::find(UnitNumber number) const {
    if (bodies_) {
        const auto at = static_cast<std::size_t>(number);
        if (number < 1 || at + 1 >= bodies_->begins.size()) return std::nullopt;
        const std::size_t begin = bodies_->begins[at];
        const std::size_t end = bodies_->begins[at + 1];
        if (begin == end) return std::nullopt;
        return decode(number, {bodies_->bytes.data() + begin, end - begin});
    }
    Statement statement = database_.prepare("SELECT body FROM unit WHERE id = ?");
    if (!statement.bind(number).step()) return std::nullopt;
    return decode(number, statement.blob_view(0));
}

void UnitTable::for_each(UnitNumber first, UnitNumber last,
                         const std::function<bool(UnitNumber, std::string_view)>& visit) const {
    Statement statement =
        database_.prepare("SELECT id, body FROM unit WHERE id BETWEEN ? AND ? ORDER BY id");
    statement.bind(first, last);
    RowOrder order(database_);
    while (statement.step()) {
        if (!visit(order.next(statement.integer(0)), statement.blob_view(1))) return;
    }
}

void UnitTable::count(const TranslationUnit& unit, std::int64_t difference) {
    counts_.units += difference;
    for (const Variant& variant : unit.variants) {
        counts_.variants[names_.number_of(variant.language)] += difference;
    }
    if (!unit.document.empty()) {
        counts_.documents[names_.number_of_document(unit.document)] += difference;
    }
}

UnitNumber UnitTable::insert(const TranslationUnit& unit, ChangeNumber change) {
    const UnitNumber last = last_number();
    if (last < 0 || last == std::numeric_limits<UnitNumber>::max()) {
        database_.fail_damaged("there is no number left for a unit");
    }
    const UnitNumber number = last + 1;
    insert_as(number, unit, change);
    counts_.last_number = number;
    return number;
}

void UnitTable::insert_as(UnitNumber number, const TranslationUnit& unit, ChangeNumber change) {
    const std::string body = encode_record(unit, change, names_);
    database_.prepare("INSERT INTO unit (id, body) VALUES (?, ?)").bind(number, Blob{body}).run();
    count(unit, 1);
}

void UnitTable::replace(UnitNumber number, const TranslationUnit& before,
                        const TranslationUnit& unit, ChangeNumber change) {
    const std::string body = encode_record(unit, change, names_);
    database_.prepare("UPDATE unit SET body = ? WHERE id = ?").bind(Blob{body}, number).run();
    count(before, -1);
    count(unit, 1);
}

void UnitTable::remove(UnitNumber number, const TranslationUnit& before) {
    database_.prepare("DELETE FROM unit WHERE id = ?").bind(number).run();
    count(before, -1);
}

void UnitTable::remember(UnitNumber number, ChangeNumber change,
                         const std::optional<UnitRecord>& before) {
    Statement statement =
        database_.prepare("INSERT INTO history (unit, change, body) VALUES (?, ?, ?)");
    if (before) {
        const std::string body = encode_record(before->unit, before->change, names_);
        statement.bind(number, change, Blob{body}).run();
    } else {
        statement.bind(number, change, std::nullopt).run();
    }
}

void UnitTable::save_counts() {
    const auto save = [&](std::string_view name, std::int64_t value) {
        database_.prepare("INSERT OR REPLACE INTO counter (name, value) VALUES (?, ?)")
            .bind(name, value)
            .run();
    };
    if (counts_.units != 0) save("units", counter("units") + counts_.units);
    if (counts_.last_number > 0) save("last_unit", counts_.last_number);
    for (const auto& [language, difference] : counts_.variants) {
        if (difference == 0) continue;
        database_.prepare("UPDATE language SET variants = variants + ? WHERE id = ?")
            .bind(difference, language)
            .run();
    }
    for (const auto& [document, difference] : counts_.documents) {
        if (difference == 0) continue;
        database_.prepare("UPDATE document SET units = units + ? WHERE id = ?")
            .bind(difference, document)
            .run();
    }
    counts_ = {};
}

}  // namespace egiz::tm
