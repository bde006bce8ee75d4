// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"
#include "cli/workflow/change_options.hpp"

#include <optional>
#include <string>

namespace egiz::workflow {

struct HistoryOptions {
    std::string memory;
    std::optional<tm::UnitNumber> unit;  ///< nothing: the changes of the whole memory
};
/// 1 if there never was such a unit.
int show_history(const HistoryOptions& options, cli::Console& console);

struct UndoOptions {
    std::string memory;
    tm::ChangeNumber number = 0;
    ChangeOptions change;
};
/// 1 if there is no such change, or it is undone already.
int undo_change(const UndoOptions& options, cli::Console& console);

}  // namespace egiz::workflow
