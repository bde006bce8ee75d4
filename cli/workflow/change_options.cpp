// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/change_options.hpp"

#include "cli/workflow/dates.hpp"

namespace egiz::workflow {

tm::ChangeInfo change_info(const std::string& action, const std::string& subject,
                           const ChangeOptions& options) {
    return {action, subject, change_date(options.date), options.user};
}

void mark_changed(Authorship& authorship, const tm::ChangeInfo& info) {
    authorship.changed = info.date;
    authorship.changed_by = info.user;
}

tm::ChangeNumber current_change(const tm::Store& store) {
    const std::vector<tm::Change> changes = store.changes();
    return changes.empty() ? 0 : changes.back().number;
}

int report_missing(cli::Console& console, const std::string& memory, const std::string& message,
                   const std::string& hint) {
    console.error({Fault::internal, {memory}, message, hint});
    return static_cast<int>(Fault::internal);
}

}  // namespace egiz::workflow
