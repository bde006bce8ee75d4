// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/sqlite/database.hpp"

#include <cstdint>

namespace egiz::tm {

/// Makes a memory of the newest schema of one of schema 1 or 2, inside a transaction.
void upgrade_memory(Database& database, std::int64_t version);

}  // namespace egiz::tm
