// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"
#include "formats/exchange/units.hpp"
#include "formats/output_file.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace egiz::workflow {

/// How files of units are read that are not as they should be.
struct ReadingOptions {
    bool strict = false;   ///< what would be mended or left out is an error
    bool salvage = false;  ///< a broken file is no error: what it still holds is taken
    std::string repairs;   ///< file for the list of all that was mended or left out; empty for none

    std::string languages;  ///< source and target of files that do not say, as `en-ru`
    std::string columns;    ///< what the columns of tables hold: see formats::ReadOptions

    /// For a file; of one that does not say its languages, the name may.
    /// \throws Error (usage) if `languages` are none
    [[nodiscard]] formats::ReadOptions format_options(const std::string& path) const;
};

/// Takes the warnings of reading: shows them, lists them, or refuses them.
class RepairReport {
public:
    /// \throws Error (usage) if `options` contradict themselves
    RepairReport(const ReadingOptions& options, cli::Console& console);

    /// With --strict it throws Error (input) at the first warning.
    [[nodiscard]] WarningSink sink();
    /// The same files are read anew: what was listed does not come again.
    void restart() { seen_ = 0; }
    /// Writes the list: `file TAB line TAB column TAB what`, a line each.
    /// \throws Error (output)
    void write();

private:
    [[nodiscard]] formats::OutputFile& list();

    ReadingOptions options_;
    cli::Console& console_;
    std::optional<formats::OutputFile> list_;  ///< as soon as there is something for it
    std::size_t seen_ = 0;                     ///< warnings since the beginning of the files
    std::size_t listed_ = 0;
};

/// `units=N variants=M repaired=R skipped=S`, and what else there is to say of the file.
[[nodiscard]] std::string counts_line(const formats::ReadCounts& counts);

}  // namespace egiz::workflow
