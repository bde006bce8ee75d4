// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/engine.hpp"

#include "text/unicode.hpp"

#include <algorithm>

namespace egiz::align {

void ScanState::drop_front(std::size_t bytes) {
    for (std::size_t* each : {&offset, &sentence_begin, &hold_end, &straight_open, &refused}) {
        *each -= std::min(*each, bytes);
    }
}

std::size_t place_to_cut(std::string_view text, std::size_t sentence_begin) {
    constexpr std::size_t farthest_space = 1000;  // characters back
    const std::size_t most = sentence_begin + Engine::longest_sentence;
    std::size_t offset = most;
    for (std::size_t i = 0; i < farthest_space; ++i) {
        const std::size_t end = offset;
        if (is_space(previous_code_point(text, offset))) return end;
    }
    offset = most;
    static_cast<void>(previous_code_point(text, offset));  // perhaps cut in the middle: not with it
    return offset;
}

}  // namespace egiz::align
