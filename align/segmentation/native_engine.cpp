// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/native_engine.hpp"

#include "align/segmentation/reason.hpp"

namespace egiz::align {

Explanation NativeEngine::explain(const Boundary& boundary) const {
    Explanation result;
    result.rule_set = name_;
    result.reason = to_string(static_cast<Reason>(boundary.reason));
    if (boundary.rule != no_rule) {
        const RuleEntry& entry = rules_.entry(boundary.rule);
        result.file = rules_.files()[entry.file];
        result.line = entry.line;
        result.rule = "[" + std::string(to_string(entry.list)) + "] " + entry.word;
    }
    return result;
}

}  // namespace egiz::align
