// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"
#include "tm/store.hpp"

#include <optional>
#include <string>

namespace egiz::workflow {

/// Who changes the memory, and when.
struct ChangeOptions {
    std::string user;
    std::string date;  ///< empty: SOURCE_DATE_EPOCH, else now
};

/// What is listed of a change: `tm history` shows it. \throws Error (usage) if the date is none
[[nodiscard]] tm::ChangeInfo change_info(const std::string& action, const std::string& subject,
                                         const ChangeOptions& options);

/// Notes in the unit that it was changed now.
void mark_changed(Authorship& authorship, const tm::ChangeInfo& info);

/// The number of the change that is going on; only inside its transaction, and only if it has
/// changed something.
[[nodiscard]] tm::ChangeNumber current_change(const tm::Store& store);

/// Says that what was asked for is not there; returns the exit code of that, 1.
int report_missing(cli::Console& console, const std::string& memory, const std::string& message,
                   const std::string& hint = {});

}  // namespace egiz::workflow
