// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/alignment.hpp"

#include <string>

namespace egiz::tm {

/// What an alignment file says of itself beside the alignment.
struct AlignmentFileInfo {
    std::string tool_version;
    std::string fingerprint;  ///< of the inputs and options it was made from
};

/// Writes an alignment file (docs/format-egiz.md): one SQLite file. `path` must not exist; use
/// formats::OutputFile around it to replace a file as a whole. Same alignment, same bytes.
void write_alignment(const std::string& path, const Alignment& alignment,
                     const AlignmentFileInfo& info);

struct AlignmentFile {
    Alignment alignment;
    AlignmentFileInfo info;
};
/// \throws Error (input) if the file is missing, is no alignment file, is damaged (its ladders must
/// hold, its segments must cover its texts), or is of a newer schema
[[nodiscard]] AlignmentFile read_alignment(const std::string& path);

}  // namespace egiz::tm
