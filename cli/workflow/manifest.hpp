// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/workflow/inputs.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace egiz::workflow {

/// One document set of a batch.
struct ManifestRow {
    std::string id;
    std::size_t line = 0;           ///< in the manifest, counted from 1
    std::vector<InputName> inputs;  ///< one a filled column; paths as seen from here
    std::string fault;              ///< why the row cannot be used; empty if it can
};

struct Manifest {
    std::vector<Language> languages;  ///< of the columns; the first is the pivot
    std::vector<ManifestRow> rows;
};

/// Reads a TSV with a header: `id`, then a column a language, holding paths relative to the
/// manifest. A row that cannot be used (wrong number of fields, an id that is taken or cannot be
/// a file name, fewer than two texts) is kept, with its fault.
/// \throws Error (input) if the file or its header cannot be used
[[nodiscard]] Manifest read_manifest(const std::string& path);

}  // namespace egiz::workflow
