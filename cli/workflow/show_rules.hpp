// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"
#include "cli/workflow/segment_text.hpp"

namespace egiz::workflow {

/// Writes our rules for a language and, behind them, the user's: as a rules file
/// (`options.show_rules`) or as SRX (`options.export_srx`). Says which options have no say in that.
/// \throws Error (usage) if there is a text to be cut too
int show_rules(const SegmentOptions& options, cli::Console& console);

}  // namespace egiz::workflow
