// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"
#include "tm/store.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace egiz::workflow {

using OutputJson = nlohmann::ordered_json;

[[nodiscard]] OutputJson unit_json(const TranslationUnit& unit);

/// One line, ill-formed UTF-8 replaced.
[[nodiscard]] std::string json_line(const OutputJson& json);

/// What becomes of a unit, a line each thing that goes (`-`) or comes (`+`):
/// `number TAB what TAB sign TAB value`, `what` being a language, `state`, `note` and so on.
/// \param number  0: not known yet
/// \param before  null: the unit is new
/// \param after  null: the unit goes
[[nodiscard]] std::string change_lines(tm::UnitNumber number, const TranslationUnit* before,
                                       const TranslationUnit* after);

/// Writes change_lines(), or `{"unit": …, "before": …, "after": …}` with --json.
void show_change(cli::Console& console, tm::UnitNumber number, const TranslationUnit* before,
                 const TranslationUnit* after);

}  // namespace egiz::workflow
