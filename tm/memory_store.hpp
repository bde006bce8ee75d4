// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/store.hpp"

#include <memory>

namespace egiz::tm {

/// A memory that is gone when the object is: for tests and one-off runs.
[[nodiscard]] std::unique_ptr<Store> make_memory_store();

}  // namespace egiz::tm
