// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "align/segmentation/engine.hpp"
#include "align/segmentation/srx_engine.hpp"
#include "align/segmenter.hpp"
#include "tests/support/srx_made_rules.hpp"
#include "text/unicode.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::align {

inline std::shared_ptr<const Engine> srx_engine(const SegmentationRules& document,
                                                std::shared_ptr<const Engine> base = nullptr,
                                                const char* tag = "en") {
    SrxReport report;
    return make_srx_engine(document, Language::require(tag), std::move(base), report);
}

inline std::shared_ptr<const Engine> srx_engine(std::vector<SegmentationRule> rules,
                                                std::shared_ptr<const Engine> base = nullptr) {
    return srx_engine(test::document_of(std::move(rules)), std::move(base));
}

/// Where sentences end, the text being given in stretches of `step` bytes.
inline std::vector<std::size_t> breaks(const Engine& engine, std::string_view paragraph,
                                       std::size_t step = static_cast<std::size_t>(-1)) {
    std::vector<std::size_t> result;
    ScanState state;
    while (state.offset < paragraph.size()) {
        const std::size_t limit =
            step < paragraph.size() - state.offset ? state.offset + step : paragraph.size();
        engine.scan(paragraph, limit, state, [&](const Boundary& boundary) {
            if (boundary.ends) result.push_back(boundary.offset);
            return boundary.ends;
        });
    }
    return result;
}

/// Without those that stand in the white space behind another: they cut off nothing.
inline std::vector<std::size_t> telling(const std::vector<std::size_t>& breaks,
                                        std::string_view text) {
    std::vector<std::size_t> result;
    std::size_t begin = 0;
    for (const std::size_t offset : breaks) {
        if (offset <= begin) continue;
        result.push_back(offset);
        begin = offset;
        for (std::size_t next = begin; next < text.size(); begin = next) {
            if (!is_space(next_code_point(text, next))) break;
        }
    }
    return result;
}

/// The sentences, with `|` between them.
inline std::string cut(const std::shared_ptr<const Engine>& engine, std::string_view paragraph) {
    std::string result;
    for (const Range sentence : Segmenter(engine).split(paragraph)) {
        if (!result.empty()) result += '|';
        result += slice(paragraph, sentence);
    }
    return result;
}

}  // namespace egiz::align
