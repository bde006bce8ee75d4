// SPDX-License-Identifier: Apache-2.0
#include "tm/sqlite/change_log.hpp"

#include <algorithm>

namespace egiz::tm {
namespace {

constexpr const char* columns =
    "SELECT id, action, subject, date, user, added, updated, removed, undone_by,"
    " first_unit, last_unit FROM change";

ChangeLog::Entry read_entry(const Statement& row) {
    ChangeLog::Entry entry;
    entry.change.number = row.integer(0);
    entry.change.info = {row.text(1), row.text(2), row.text(3), row.text(4)};
    entry.change.added = static_cast<std::size_t>(row.integer(5));
    entry.change.updated = static_cast<std::size_t>(row.integer(6));
    entry.change.removed = static_cast<std::size_t>(row.integer(7));
    if (!row.is_null(8)) entry.change.undone_by = row.integer(8);
    entry.first_unit = row.integer(9);
    entry.last_unit = row.integer(10);
    return entry;
}

}  // namespace

ChangeNumber ChangeLog::current(const ChangeInfo& info) {
    if (state_.number) return *state_.number;
    database_
        .prepare(
            "INSERT INTO change (action, subject, date, user, first_unit, last_unit, added,"
            " updated, removed) VALUES (?, ?, ?, ?, 0, 0, 0, 0, 0)")
        .bind(info.action, info.subject, info.date, info.user)
        .run();
    state_.number = database_.last_row();
    return *state_.number;
}

void ChangeLog::count_added(UnitNumber number) {
    ++state_.added;
    if (state_.first_unit == 0) state_.first_unit = number;
    state_.last_unit = std::max(state_.last_unit, number);
}

void ChangeLog::save() {
    if (state_.number) {
        database_
            .prepare(
                "UPDATE change SET first_unit = ?, last_unit = ?, added = ?, updated = ?,"
                " removed = ? WHERE id = ?")
            .bind(state_.first_unit, state_.last_unit, state_.added, state_.updated, state_.removed,
                  *state_.number)
            .run();
    }
    state_ = {};
}

std::vector<Change> ChangeLog::all() const {
    std::vector<Change> changes;
    Statement statement = database_.prepare(std::string(columns) + " ORDER BY id");
    RowOrder order(database_);
    while (statement.step()) {
        changes.push_back(read_entry(statement).change);
        order.next(changes.back().number);
    }
    return changes;
}

std::optional<ChangeLog::Entry> ChangeLog::find(ChangeNumber number) const {
    Statement statement = database_.prepare(std::string(columns) + " WHERE id = ?");
    if (!statement.bind(number).step()) return std::nullopt;
    return read_entry(statement);
}

void ChangeLog::set_undone(ChangeNumber change, ChangeNumber by) {
    database_.prepare("UPDATE change SET undone_by = ? WHERE id = ?").bind(by, change).run();
}

}  // namespace egiz::tm
