// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/sqlite/schema.hpp"

namespace egiz::tm {

/// The schema of translation memories: docs/memory.md.
[[nodiscard]] const Schema& memory_schema();

}  // namespace egiz::tm
