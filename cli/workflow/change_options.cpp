// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/change_options.hpp"

#include "cli/workflow/dates.hpp"

#include <utility>

namespace egiz::workflow {

tm::ChangeInfo change_info(const std::string& action, const std::string& subject,
                           const ChangeOptions& options) {
    return {action, subject, change_date(options.date), options.user};
}

std::unique_ptr<tm::Store> open_to_change(const std::string& memory, bool dry_run) {
    auto store = tm::open_store(memory, tm::OpenMode::read);
    return dry_run ? std::move(store) : tm::open_store(memory, tm::OpenMode::write);
}

void mark_changed(Authorship& authorship, const tm::ChangeInfo& info) {
    authorship.changed = info.date;
    authorship.changed_by = info.user;
}

tm::ChangeNumber current_change(const tm::Store& store) {
    const std::vector<tm::Change> changes = store.changes();
    return changes.empty() ? 0 : changes.back().number;
}

}  // namespace egiz::workflow
