// SPDX-License-Identifier: Apache-2.0
#include "align/lexical/word_pairs.hpp"

#include <algorithm>
#include <utility>

namespace egiz::align {

std::vector<WordPair> merged(std::vector<WordPair> pairs) {
    std::stable_sort(pairs.begin(), pairs.end(), [](const WordPair& a, const WordPair& b) {
        return a.source != b.source ? a.source < b.source : a.target < b.target;
    });
    std::vector<WordPair> result;
    for (const WordPair& pair : pairs) {
        if (!result.empty() && result.back().source == pair.source &&
            result.back().target == pair.target) {
            result.back().count += pair.count;
            result.back().turned_count += pair.turned_count;
        } else {
            result.push_back(pair);
        }
    }
    return result;
}

}  // namespace egiz::align
