// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/units.hpp"

#include <memory>

namespace egiz::formats {

/// Reads on where `reader` throws, as long as that brings it further: an error in the file is a
/// warning then and counted as broken. A file of which nothing can be read is an error still.
[[nodiscard]] std::unique_ptr<UnitReader> make_salvaging_reader(std::unique_ptr<UnitReader> reader,
                                                                WarningSink warn);

}  // namespace egiz::formats
