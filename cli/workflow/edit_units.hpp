// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"
#include "cli/workflow/change_options.hpp"
#include "cli/workflow/unit_filter.hpp"
#include "tm/text_edit.hpp"

#include <string>
#include <vector>

namespace egiz::workflow {

// Each is one change of the memory, which `tm undo` takes back. With `dry_run` it only shows what
// it would do, and the memory may be read-only.

struct AddUnitOptions {
    std::string memory;
    std::string source;  ///< language
    std::string target;
    std::string source_text;
    std::string target_text;
    std::string id;
    std::string document;
    bool reviewed = false;
    ChangeOptions change;
};
int add_unit(const AddUnitOptions& options, cli::Console& console);

struct UpdateUnitOptions {
    std::string memory;
    tm::UnitNumber number = 0;
    std::vector<std::string> texts;  ///< `ru=Текст`
    std::string state;
    std::vector<std::string> notes;  ///< put behind those that are there
    bool dry_run = false;
    ChangeOptions change;
};
/// 1 if there is no such unit.
int update_unit(const UpdateUnitOptions& options, cli::Console& console);

struct DeleteUnitsOptions {
    std::string memory;
    std::vector<tm::UnitNumber> numbers;
    UnitFilterOptions filter;
    bool all = false;
    bool dry_run = false;
    ChangeOptions change;
};
/// Removes units by number, or those that pass the filter. 1 if there is no unit with one of the
/// numbers; then nothing is removed.
int delete_units(const DeleteUnitsOptions& options, cli::Console& console);

struct ReplaceTextOptions {
    std::string memory;
    std::string language;
    tm::ReplacePattern pattern;
    UnitFilterOptions filter;
    bool dry_run = false;
    ChangeOptions change;
};
int replace_text(const ReplaceTextOptions& options, cli::Console& console);

}  // namespace egiz::workflow
