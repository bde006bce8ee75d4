// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"
#include "formats/exchange/units.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace egiz::workflow {

struct ImportOptions {
    std::vector<std::string> files;
    std::string memory;
};
/// Adds all units of all files, in one transaction. The last line on standard output is
/// `units=N variants=M repaired=R skipped=S`.
int import_units(const ImportOptions& options, cli::Console& console);

struct MemoryExportOptions {
    std::string memory;
    std::string output;
    std::string pair;  ///< `en-kk`; empty: by the output's name, else all languages
    formats::XliffVersion xliff_version = formats::XliffVersion::v2_0;
};
int export_units(const MemoryExportOptions& options, cli::Console& console);

int show_statistics(const std::string& memory, cli::Console& console);

}  // namespace egiz::workflow
