// SPDX-License-Identifier: Apache-2.0
// Internal to align/: what a third text says about two.
#pragma once

#include "align/band.hpp"
#include "align/bead_types.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace egiz::align {

/// How likely each segment of one text goes with each of another, and with none.
class Links {
public:
    struct Link {
        std::uint32_t segment = 0;  ///< of the other text
        float share = 0;
    };
    struct Found {
        std::uint32_t source = 0;
        std::uint32_t target = 0;
        float share = 0;
    };

    Links() = default;
    /// \param found   in any order; what is said twice of a pair adds up
    /// \param alone   of each source segment, how likely it goes with none
    Links(std::vector<Found> found, std::vector<float> alone);

    [[nodiscard]] std::size_t segments() const { return alone_.size(); }
    /// Sorted by segment.
    [[nodiscard]] std::span<const Link> of(std::size_t segment) const {
        return std::span(links_).subspan(first_[segment], first_[segment + 1] - first_[segment]);
    }
    [[nodiscard]] float alone(std::size_t segment) const { return alone_[segment]; }

private:
    std::vector<std::size_t> first_{0};
    std::vector<Link> links_;
    std::vector<float> alone_;
};

/// Both directions between two texts.
struct LinkedPair {
    Links forward;
    Links backward;
};

/// What a third text says of the segments of one text with respect to another: where they go if one
/// follows their links to the third text and from there on. `unheard` is the share that the third
/// text knows nothing of.
struct Testimony {
    Links links;
    std::vector<float> unheard;
};
[[nodiscard]] Testimony follow(const Links& there, const Links& onward);

/// The term of a bead: for each of its segments, the logarithm of the share of the testimony that
/// agrees with the bead. A bead with one side empty agrees with what the third text
/// knows but has found no counterpart for.
class WitnessTerm {
public:
    /// \param source  of the source's segments; \param target  of the target's
    WitnessTerm(Testimony source, Testimony target);

    /// For the two-sided or one-sided bead of `type` that ends before segments `i` and `j`.
    [[nodiscard]] double operator()(std::size_t i, std::size_t j, BeadType type) const {
        double sum = 0;
        for (std::size_t p = i - type.source; p < i; ++p) {
            sum += agreement(source_, p, j - type.target, j);
        }
        for (std::size_t q = j - type.target; q < j; ++q) {
            sum += agreement(target_, q, i - type.source, i);
        }
        return sum;
    }

private:
    struct Side {
        Testimony said;
        std::vector<double> none;   ///< of each segment: the term where nothing agrees
        std::vector<double> alone;  ///< where it goes with none
    };
    static Side side(Testimony said);
    static double agreement(const Side& side, std::size_t segment, std::size_t begin,
                            std::size_t end);

    Side source_;
    Side target_;
};

}  // namespace egiz::align
