// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/native_engine.hpp"

#include "align/segmentation/reason.hpp"

#include <utility>

namespace egiz::align {

NativeEngine::NativeEngine(std::string name, RuleSet rules, const SegmenterOptions& options)
    : name_(std::move(name)),
      rules_(std::move(rules)),
      options_(options),
      stops_(first_bytes_of_marks()) {
    for (const RuleSet::OwnMark& own : rules_.own_marks()) {
        std::string bytes;
        append_utf8(bytes, own.code_point);
        stops_[static_cast<unsigned char>(bytes.front())] = true;
    }
    if (options.informal) {
        for (const char c : {' ', '\n', '\r', '\t'}) stops_[static_cast<unsigned char>(c)] = true;
    }
}

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
