// SPDX-License-Identifier: Apache-2.0
// Internal to align/: our own rules as SRX.
#pragma once

#include "text/language.hpp"
#include "text/segmentation_rules.hpp"

namespace egiz::align {

class RuleSet;

/// As own_rules_as_srx(). One language rule, mapped from the language with any region.
[[nodiscard]] SegmentationRules export_srx(const RuleSet& rules, const Language& language);

}  // namespace egiz::align
