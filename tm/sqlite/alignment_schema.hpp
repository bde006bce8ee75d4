// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/sqlite/schema.hpp"

namespace egiz::tm {

/// The schema of alignment files, docs/format-egiz.md: 2 for documents with markup, else 1, which
/// older versions read too.
[[nodiscard]] const Schema& alignment_schema(bool markup);

}  // namespace egiz::tm
