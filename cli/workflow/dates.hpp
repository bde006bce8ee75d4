// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace egiz::workflow {

/// The date that new units are marked with, ISO 8601 in UTC: `asked` if it is not empty, else the
/// environment's SOURCE_DATE_EPOCH, else the latest modification time of `files`. So the same
/// files give the same output, whenever and however often the program runs
/// (docs/decisions/0008-dates-come-from-the-inputs.md).
/// \throws Error (usage) if `asked` or SOURCE_DATE_EPOCH is not a date
[[nodiscard]] std::string unit_date(const std::string& asked,
                                    const std::vector<std::string>& files);

/// The date of a change that a person asks for: `asked`, else SOURCE_DATE_EPOCH, else now.
/// \throws Error (usage) if one of the first two is not a date
[[nodiscard]] std::string change_date(const std::string& asked);

}  // namespace egiz::workflow
