// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/sqlite/schema.hpp"

#include <cstdint>

namespace egiz::tm {

/// The schema of translation memories.
[[nodiscard]] const Schema& memory_schema();

/// Memories of an older version can be read, but hold no cache.
inline constexpr std::int64_t first_version_with_cache = 2;

}  // namespace egiz::tm
