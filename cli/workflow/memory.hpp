// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"
#include "cli/workflow/client.hpp"
#include "cli/workflow/change_options.hpp"
#include "cli/workflow/reading.hpp"
#include "cli/workflow/unit_filter.hpp"
#include "formats/exchange/units.hpp"

#include <string>
#include <vector>

namespace egiz::workflow {

struct ImportOptions {
    std::vector<std::string> files;
    std::string memory;
    ChangeOptions change;
    ReadingOptions reading;
};
/// Adds all units of all files, in one transaction. The last line on standard output is
/// `units=N variants=M repaired=R skipped=S`, N being the units of the files that were read;
/// ` split=K` if K more were made of those with several texts in a language, ` broken=B` if files
/// were broken in B places.
int import_units(const ImportOptions& options, cli::Console& console);

struct MemoryExportOptions {
    std::string memory;
    std::string output;
    /// Without a pair the languages are those of the output's name, else all.
    UnitFilterOptions filter;
    ClientOptions client;
};
int export_units(const MemoryExportOptions& options, cli::Console& console);

}  // namespace egiz::workflow
