// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/sqlite/schema.hpp"

namespace egiz::tm {

/// The schema of alignment files: docs/format-egiz.md.
[[nodiscard]] const Schema& alignment_schema();

}  // namespace egiz::tm
