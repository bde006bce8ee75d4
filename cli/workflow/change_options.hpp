// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tm/store.hpp"

#include <memory>
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

/// Opens a memory that must be there: to change what is not there makes no new memory.
/// \param dry_run  nothing will be changed
[[nodiscard]] std::unique_ptr<tm::Store> open_to_change(const std::string& memory,
                                                        bool dry_run = false);

/// Notes in the unit that it was changed now.
void mark_changed(Authorship& authorship, const tm::ChangeInfo& info);

/// The number of the change that is going on; only inside its transaction, and only if it has
/// changed something.
[[nodiscard]] tm::ChangeNumber current_change(const tm::Store& store);

}  // namespace egiz::workflow
