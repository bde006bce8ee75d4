// SPDX-License-Identifier: Apache-2.0
#include "text/segmentation_rules.hpp"

#include <algorithm>
#include <tuple>

namespace egiz {

const LanguageRule* SegmentationRules::find(std::string_view name) const {
    const auto found =
        std::find_if(language_rules.begin(), language_rules.end(),
                     [&](const LanguageRule& candidate) { return candidate.name == name; });
    return found == language_rules.end() ? nullptr : &*found;
}

bool operator==(const SegmentationRules& a, const SegmentationRules& b) {
    const auto said = [](const SegmentationRules& rules) {
        return std::tie(rules.version, rules.segment_subflows, rules.cascade, rules.include_start,
                        rules.include_end, rules.include_isolated, rules.okapi,
                        rules.language_rules, rules.language_maps);
    };
    return said(a) == said(b);
}

}  // namespace egiz
