// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"
#include "cli/workflow/segment_text.hpp"
#include "cli/workflow/segmentation.hpp"

namespace egiz::workflow {

/// Cuts a stream of JSON objects `{"id", "lang", "text"}`, one a line. The language is the
/// object's, else the one of `options`, else the text's. Who asks line by line gets each answer at
/// once. \throws Error (input) with the line for what is no such object, (usage) with the line for
/// a
///         language that the SRX file has no rules for
int segment_items(const SegmentOptions& options, Segmenters& segmenters, cli::Console& console);

}  // namespace egiz::workflow
