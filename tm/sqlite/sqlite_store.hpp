// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/store.hpp"

#include <memory>
#include <string>

namespace egiz::tm {

/// A memory in one SQLite file. \throws Error as open_store() does
[[nodiscard]] std::unique_ptr<Store> open_sqlite_store(const std::string& path, OpenMode mode);

}  // namespace egiz::tm
