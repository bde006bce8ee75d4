// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/language.hpp"
#include "text/segmentation_rules.hpp"

namespace egiz::align {

class RuleSet;

/// Our own rules for one language, as near as SRX can say them: a tool that reads the result cuts
/// nearly as we do. One language rule, mapped from the language with any region.
///
/// SRX sees two expressions around one place. What it cannot say is left out: brackets and
/// quotations that stay open, how long a sentence is and how it began, list numbers that count on,
/// the settings for informal text.
[[nodiscard]] SegmentationRules export_srx(const RuleSet& rules, const Language& language);

}  // namespace egiz::align
