// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/units.hpp"
#include "formats/input_file.hpp"

#include <memory>

namespace egiz::formats {

/// A JSON object a line, with everything that a unit holds (docs/formats.md lists the keys). What
/// is empty is left out.
[[nodiscard]] std::unique_ptr<UnitReader> make_jsonl_reader(InputFile file,
                                                            const WarningSink& warn);
[[nodiscard]] std::unique_ptr<UnitWriter> make_jsonl_writer(std::ostream& out,
                                                            const UnitWriterOptions& options);

}  // namespace egiz::formats
