// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/index/index_rows.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace egiz::tm {

/// Finds units by the hash of their content, to keep the same one from being added twice.
///
/// Sorted runs of (48 bits of the hash, unit), in blocks of 256; a new run is merged with those
/// before it that are not much longer (a log-structured merge tree: O'Neil et al., 1996). What the
/// index gives may be gone or changed since: look at the unit.
class IdentityIndex {
public:
    explicit IdentityIndex(IndexTables& tables) : tables_(tables) {}

    /// Appends the units that may have this content.
    void find(std::uint64_t content_hash, std::vector<UnitNumber>& units);
    /// To be found at once, but not in the tables before write().
    void add(std::uint64_t content_hash, UnitNumber unit);
    [[nodiscard]] std::size_t waiting() const noexcept { return order_.size(); }
    /// Takes back all but the first `waiting` that wait.
    void truncate(std::size_t waiting);
    void write();
    /// Forgets what waits, and what is known of the tables.
    void reset();

private:
    using Entry = std::pair<std::uint64_t, UnitNumber>;  ///< the hash's upper 48 bits

    void find_in_tables(std::uint64_t hash, std::vector<UnitNumber>& units);
    void put_in_table(std::size_t place);
    void build_table();
    void read_runs();
    [[nodiscard]] bool may_be_stored(std::uint64_t hash) const;
    void build_filter();
    class RunReader;
    class RunWriter;
    /// Entries of a run; counts no further than to `enough`.
    [[nodiscard]] std::size_t length_of(std::int64_t run, std::size_t enough);
    /// \param merged  from the newest on
    [[nodiscard]] std::int64_t free_run(const std::vector<std::int64_t>& merged) const;

    IndexTables& tables_;
    std::vector<Entry> order_;  ///< what waits, as it came
    /// Places in `order_` + 1 by hash: open addressing, 0 is free.
    std::vector<std::uint32_t> table_;
    std::vector<std::int64_t> runs_;  ///< numbers, the oldest first
    bool runs_known_ = false;
    std::size_t finds_ = 0;
    std::vector<std::uint64_t> filter_;  ///< Bloom's, of what is stored; empty: not built
};

/// Appends the entries of a row, hashes cut to 48 bits; false if its bytes make no sense.
[[nodiscard]] bool read_identities(std::int64_t row, std::string_view bytes,
                                   std::vector<std::pair<std::uint64_t, UnitNumber>>& entries);

}  // namespace egiz::tm
