// SPDX-License-Identifier: Apache-2.0
// Any bytes: the sentences hold all but white space, and do not depend on how the text arrives.
#include "align/segmentation/engine.hpp"
#include "align/segmenter.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

using egiz::Range;
using egiz::align::Segmenter;

namespace {

std::vector<Segmenter> make_segmenters() {
    std::vector<Segmenter> segmenters;
    for (const char* tag : {"en", "ru", "kk", "zh", "de", "el", "hy", "ja"}) {
        for (const bool informal : {false, true}) {
            segmenters.emplace_back(
                egiz::Language::require(tag),
                egiz::align::SegmenterOptions{.split_quotations = !informal, .informal = informal});
        }
    }
    return segmenters;
}

void require(bool good) {
    if (!good) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::vector<Segmenter> segmenters = make_segmenters();
    if (size < 2) return 0;
    const Segmenter& segmenter = segmenters[data[0] % segmenters.size()];
    const std::size_t piece = data[1] + 1U;
    const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);

    const std::vector<Range> sentences = segmenter.split(text);
    std::size_t end = 0;
    for (const Range sentence : sentences) {
        require(sentence.begin >= end && sentence.end <= text.size() && !sentence.empty());
        require(egiz::trim(text, {end, sentence.begin}).empty());
        require(egiz::trim(text, sentence) == sentence);
        end = sentence.end;
    }
    require(egiz::trim(text, {end, text.size()}).empty());

    std::size_t offset = 0;
    for (const Segmenter::Place& place : segmenter.explain(text)) {
        require(place.offset >= offset && place.offset < text.size() && !place.why.reason.empty());
        offset = place.offset;
    }

    // In stretches of any size.
    std::vector<std::size_t> ends;
    for (const Segmenter::Place& place : segmenter.explain(text)) {
        if (place.ends) ends.push_back(place.offset);
    }
    std::vector<std::size_t> ends_in_stretches;
    egiz::align::ScanState state;
    for (std::size_t limit = 0; limit < text.size();) {
        limit = std::min(limit + piece, text.size());
        segmenter.engine().scan(text, limit, state, [&](const egiz::align::Boundary& boundary) {
            if (boundary.ends) ends_in_stretches.push_back(boundary.offset);
            return boundary.ends;
        });
    }
    require(ends_in_stretches == ends);
    return 0;
}
