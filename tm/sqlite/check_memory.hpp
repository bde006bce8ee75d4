// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/sqlite/unit_table.hpp"
#include "tm/store.hpp"

namespace egiz::tm {

/// Reads every unit, and compares what the index and the counts say with them. Wants a transaction.
[[nodiscard]] CheckReport check_memory(Database& database, const UnitTable& units, NameTable& names,
                                       const ProgressSink& progress);

}  // namespace egiz::tm
