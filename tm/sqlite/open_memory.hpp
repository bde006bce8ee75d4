// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/sqlite/database.hpp"
#include "tm/store.hpp"

#include <memory>
#include <string>

namespace egiz::tm {

/// Opens a memory's file and makes sure that it is one. Nothing on disk changes unless it is.
[[nodiscard]] std::unique_ptr<Database> open_memory(const std::string& path, OpenMode mode);

}  // namespace egiz::tm
