// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/engine.hpp"

#include <algorithm>

namespace egiz::align {

void ScanState::drop_front(std::size_t bytes) {
    for (std::size_t* each : {&offset, &sentence_begin, &hold_end, &straight_open, &refused}) {
        *each -= std::min(*each, bytes);
    }
}

}  // namespace egiz::align
