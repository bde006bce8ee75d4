// SPDX-License-Identifier: Apache-2.0
#include "align/witness_term.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace egiz::align {
namespace {

/// No testimony rules anything out.
constexpr double doubt = 0.1;
/// What is not heard speaks for nothing in particular.
constexpr double indifferent = 0.5;

double log_agreement(double share, double unheard) {
    return std::log(std::min(share + unheard * indifferent, 1.0) * (1 - doubt) + doubt);
}

}  // namespace

Links::Links(std::vector<Found> found, std::vector<float> alone) : alone_(std::move(alone)) {
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
        return a.source != b.source ? a.source < b.source : a.target < b.target;
    });
    first_.assign(alone_.size() + 1, 0);
    std::uint32_t last = 0;
    for (const Found& each : found) {
        if (!links_.empty() && last == each.source && links_.back().segment == each.target) {
            links_.back().share += each.share;
        } else {
            links_.push_back({each.target, each.share});
            ++first_[each.source + 1];
            last = each.source;
        }
    }
    for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
}

Testimony follow(const Links& there, const Links& onward) {
    Testimony result;
    std::vector<Links::Found> found;
    std::vector<float> alone(there.segments());
    result.unheard.resize(there.segments());
    for (std::uint32_t i = 0; i < there.segments(); ++i) {
        float heard = 0;
        for (const Links::Link& link : there.of(i)) {
            heard += link.share;
            alone[i] += link.share * onward.alone(link.segment);
            for (const Links::Link& next : onward.of(link.segment)) {
                found.push_back({i, next.segment, link.share * next.share});
            }
        }
        result.unheard[i] = std::max(1 - heard, 0.0F);
    }
    result.links = Links(std::move(found), std::move(alone));
    return result;
}

WitnessTerm::WitnessTerm(Testimony source, Testimony target)
    : source_(side(std::move(source))), target_(side(std::move(target))) {}

WitnessTerm::Side WitnessTerm::side(Testimony said) {
    Side side;
    for (std::size_t i = 0; i < said.links.segments(); ++i) {
        const auto unheard = static_cast<double>(said.unheard[i]);
        side.none.push_back(log_agreement(0, unheard));
        side.alone.push_back(log_agreement(static_cast<double>(said.links.alone(i)), unheard));
    }
    side.said = std::move(said);
    return side;
}

double WitnessTerm::agreement(const Side& side, std::size_t segment, std::size_t begin,
                              std::size_t end) {
    if (begin == end) return side.alone[segment];
    float share = 0;
    for (const Links::Link& link : side.said.links.of(segment)) {
        if (link.segment >= begin && link.segment < end) share += link.share;
    }
    if (share == 0) return side.none[segment];
    return log_agreement(static_cast<double>(share),
                         static_cast<double>(side.said.unheard[segment]));
}

}  // namespace egiz::align
