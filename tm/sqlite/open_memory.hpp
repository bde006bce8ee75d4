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

[[nodiscard]] bool is_missing(const std::string& path);
/// Removes a memory that has never held anything and that nobody is using just now.
/// \return whether it was removed
bool remove_unused_memory(const std::string& path);

}  // namespace egiz::tm
