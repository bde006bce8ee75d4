// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/input_file.hpp"
#include "text/segmentation_rules.hpp"

#include <cstddef>

namespace egiz::formats {

/// Bounds of an SRX file: what is beyond them was not written by a person.
inline constexpr std::size_t longest_srx_pattern = 1u << 16;  ///< bytes of one expression
inline constexpr std::size_t largest_srx = 64u << 20;         ///< bytes of all, as held in memory

/// Reads an SRX file, version 1.0 or 2.0, with or without a namespace. Patterns are kept as they
/// are written, and not compiled. What is odd but usable, or not honoured by the program, is in the
/// result's `notices`.
/// \throws Error (input), with file and line, for what is no SRX, has no rules, maps a language to
///         rules that are not there, or is out of bounds
[[nodiscard]] SegmentationRules read_srx(InputFile file);

}  // namespace egiz::formats
