// SPDX-License-Identifier: Apache-2.0
// Internal to align/: the engine that cuts by SRX rules.
#pragma once

#include "align/srx_segmenter.hpp"

#include <cstddef>
#include <memory>

namespace egiz::align {

class Engine;

/// As make_srx_segmenter(). scan() throws what a segmenter does on a text.
[[nodiscard]] std::unique_ptr<Engine> make_srx_engine(const SegmentationRules& rules,
                                                      const Language& language,
                                                      std::shared_ptr<const Engine> base,
                                                      SrxReport& report);

/// UTF-16 code units (at most three bytes each) that an expression may match, and as many that it
/// may look at beyond its match, forwards and backwards.
inline constexpr std::size_t srx_reach = 1024;

}  // namespace egiz::align
