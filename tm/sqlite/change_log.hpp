// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/sqlite/database.hpp"
#include "tm/store.hpp"

#include <optional>
#include <vector>

namespace egiz::tm {

/// The list of changes. The one that is going on is listed when it first changes something.
class ChangeLog {
public:
    explicit ChangeLog(Database& database) : database_(database) {}

    /// The number of the change that is going on; `info` says what it is, if it is not listed yet.
    ChangeNumber current(const ChangeInfo& info);
    struct State {
        std::optional<ChangeNumber> number;
        std::size_t added = 0;
        std::size_t updated = 0;
        std::size_t removed = 0;
        UnitNumber first_unit = 0;  ///< of those that were added; 0: none
        UnitNumber last_unit = 0;
    };
    void count_added(UnitNumber number);
    void count_updated() { ++state_.updated; }
    void count_removed() { ++state_.removed; }
    [[nodiscard]] const State& state() const noexcept { return state_; }
    void set_state(const State& state) { state_ = state; }
    /// Writes the counts: the change is over.
    void save();

    [[nodiscard]] std::vector<Change> all() const;
    struct Entry {
        Change change;
        UnitNumber first_unit = 0;
        UnitNumber last_unit = 0;
    };
    [[nodiscard]] std::optional<Entry> find(ChangeNumber number) const;
    void set_undone(ChangeNumber change, ChangeNumber by);

private:
    Database& database_;
    State state_;
};

}  // namespace egiz::tm
