// SPDX-License-Identifier: Apache-2.0
#include "cli/suggestion.hpp"

#include <algorithm>
#include <cstddef>

namespace egiz::cli {
namespace {

/// Optimal string alignment distance (Damerau's edits, none twice in one place).
std::size_t edits(const std::string& a, const std::string& b) {
    std::vector<std::vector<std::size_t>> cost(a.size() + 1,
                                               std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
    for (std::size_t k = 0; k <= b.size(); ++k) cost[0][k] = k;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t k = 1; k <= b.size(); ++k) {
            const std::size_t change = cost[i - 1][k - 1] + (a[i - 1] == b[k - 1] ? 0 : 1);
            cost[i][k] = std::min({cost[i - 1][k] + 1, cost[i][k - 1] + 1, change});
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1]) {
                cost[i][k] = std::min(cost[i][k], cost[i - 2][k - 2] + 1);
            }
        }
    }
    return cost[a.size()][b.size()];
}

}  // namespace

std::string nearest(const std::string& typed, const std::vector<std::string>& candidates) {
    if (typed.size() > 40) return {};
    std::string best;
    std::size_t best_edits = 0;
    for (const std::string& candidate : candidates) {
        const std::size_t distance = edits(typed, candidate);
        const std::size_t bearable = std::max<std::size_t>(1, candidate.size() / 3);
        if (distance > bearable || (!best.empty() && distance >= best_edits)) continue;
        best = candidate;
        best_edits = distance;
    }
    return best;
}

}  // namespace egiz::cli
