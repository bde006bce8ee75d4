// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "align/segmentation/srx_engine.hpp"
#include "align/segmenter.hpp"

#include <vector>

namespace egiz::align {

/// A segmenter by SRX rules; segmentation/srx_engine.hpp says how they are understood.
/// \param base  decides where the rules say nothing; null: no sentence ends there
/// \throws as make_srx_engine()
[[nodiscard]] Segmenter make_srx_segmenter(const SegmentationRules& rules,
                                           const Language& language, const Segmenter* base,
                                           SrxReport& report);

/// Our own rules for a language and, behind them, the user's, as near as SRX can say them;
/// segmentation/srx_export.hpp says what that leaves out.
/// \throws Error (input) with file and line if a file of the user's is bad
[[nodiscard]] SegmentationRules own_rules_as_srx(const Language& language,
                                                 const std::vector<RulesFile>& user_rules = {});

}  // namespace egiz::align
