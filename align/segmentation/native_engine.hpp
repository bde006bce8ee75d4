// SPDX-License-Identifier: Apache-2.0
// Internal to align/: the segmenter's own engine.
#pragma once

#include "align/segmentation/engine.hpp"
#include "align/segmentation/looks.hpp"
#include "align/segmentation/rule_set.hpp"
#include "align/segmenter.hpp"

#include <string>

namespace egiz::align {

/// Finds runs of terminators and decides about each from the words around it, with the memory of a
/// `ScanState`. Linear in the size of the text.
class NativeEngine final : public Engine {
public:
    NativeEngine(std::string name, RuleSet rules, const SegmenterOptions& options);

    void scan(std::string_view text, std::size_t limit, ScanState& state,
              const Visit& visit) const override;
    [[nodiscard]] Explanation explain(const Boundary& boundary) const override;

private:
    std::string name_;  ///< of the rule set, for explanations
    RuleSet rules_;
    SegmenterOptions options_;
    ByteTable stops_;  ///< bytes that can begin a character at which the scan stops
};

}  // namespace egiz::align
