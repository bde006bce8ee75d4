// SPDX-License-Identifier: Apache-2.0
#include "align/srx_segmenter.hpp"

#include "align/segmentation/engine.hpp"
#include "align/segmentation/rule_set.hpp"
#include "align/segmentation/srx_engine.hpp"
#include "align/segmentation/srx_export.hpp"

#include <utility>

namespace egiz::align {

Segmenter make_srx_segmenter(const SegmentationRules& rules, const Language& language,
                             const Segmenter* base, SrxReport& report) {
    std::shared_ptr<const Engine> base_engine;
    if (base != nullptr) base_engine = base->shared_engine();
    return Segmenter(make_srx_engine(rules, language, std::move(base_engine), report));
}

SegmentationRules own_rules_as_srx(const Language& language,
                                   const std::vector<RulesFile>& user_rules) {
    RuleSet rules = rules_for(language);
    for (const RulesFile& file : user_rules) add_rules(rules, file.text, file.name);
    return export_srx(rules, language);
}

}  // namespace egiz::align
