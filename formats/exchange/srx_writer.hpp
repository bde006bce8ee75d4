// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/segmentation_rules.hpp"

#include <iosfwd>
#include <string_view>

namespace egiz::formats {

/// Writes SRX 2.0, valid against its schema; what was read from SRX 1.0 becomes 2.0. A language
/// rule without rules, which the schema forbids, gets one that never matches.
/// \param comment  goes in front; may be empty, and of several lines
/// \throws Error (usage) if there is no language rule or no language map, (output) if the stream
///         fails
void write_srx(std::ostream& out, const SegmentationRules& rules, std::string_view comment = {});

}  // namespace egiz::formats
