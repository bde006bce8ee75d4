// SPDX-License-Identifier: Apache-2.0
#include "align/segmenter.hpp"

#include "align/segmenter_rules.hpp"
#include "align/segmenter_scan.hpp"

#include <utility>

namespace egiz::align {

struct Segmenter::Impl {
    RuleSet rules;
    SegmenterOptions options;
    bool has_own_rules = false;
};

Segmenter::Segmenter(const Language& language, const SegmenterOptions& options)
    : impl_(std::make_unique<Impl>(Impl{rules_for(language), options, has_rules(language)})) {}
Segmenter::~Segmenter() = default;
Segmenter::Segmenter(Segmenter&&) noexcept = default;
Segmenter& Segmenter::operator=(Segmenter&&) noexcept = default;

std::vector<Range> Segmenter::split(std::string_view paragraph) const {
    std::vector<Range> sentences;
    std::size_t begin = 0;
    const auto add = [&](std::size_t end) {
        const Range sentence = trim(paragraph, {begin, end});
        if (!sentence.empty()) sentences.push_back(sentence);
        begin = end;
    };
    scan(paragraph, impl_->rules, impl_->options, [&](const Boundary& boundary) {
        if (boundary.ends) add(boundary.offset);
    });
    add(paragraph.size());
    return sentences;
}

bool Segmenter::has_own_rules() const noexcept { return impl_->has_own_rules; }

SegmentedText segment(Document document, const Segmenter& segmenter) {
    SegmentedText result{std::move(document), {}};
    for (std::size_t i = 0; i < result.document.paragraphs.size(); ++i) {
        const Range paragraph = result.document.paragraphs[i];
        for (const Range sentence : segmenter.split(slice(result.document.text, paragraph))) {
            result.segments.push_back(
                {{paragraph.begin + sentence.begin, paragraph.begin + sentence.end},
                 static_cast<std::uint32_t>(i)});
        }
    }
    return result;
}

}  // namespace egiz::align
