// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/units.hpp"
#include "formats/input_file.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace egiz::formats {

/// A JSON object a line, with everything that a unit holds (docs/formats.md lists the keys). What
/// is empty is left out.
[[nodiscard]] std::unique_ptr<UnitReader> make_jsonl_reader(InputFile file,
                                                            const WarningSink& warn);
[[nodiscard]] std::unique_ptr<UnitWriter> make_jsonl_writer(std::ostream& out,
                                                            const UnitWriterOptions& options);

/// A unit as one line of JSON, and back. \throws std::runtime_error, with the reason, if it is none
[[nodiscard]] std::string unit_to_json(const TranslationUnit& unit);
[[nodiscard]] TranslationUnit unit_from_json(std::string_view text);

}  // namespace egiz::formats
