// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/store.hpp"

#include <memory>
#include <string>

namespace egiz::tm {

/// A memory in a file.
[[nodiscard]] std::unique_ptr<Store> open_sqlite_store(const std::string& path, OpenMode mode);

/// A memory that is gone when the object is: for tests and one-off runs.
[[nodiscard]] std::unique_ptr<Store> make_memory_store();

}  // namespace egiz::tm
