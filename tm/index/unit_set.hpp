// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/store.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace egiz::tm {

/// Numbers of units, for telling which came before: open addressing, kept from query to query.
class UnitSet {
public:
    /// Empty, with room for that many.
    void reset(std::size_t most) {
        const std::size_t size = std::bit_ceil(2 * most + 2);
        slots_.assign(size, 0);
        shift_ = 64U - static_cast<unsigned>(std::bit_width(size - 1));
    }
    /// Whether it is new. \param unit  positive
    bool insert(UnitNumber unit) {
        constexpr std::uint64_t golden_ratio = 0x9e3779b97f4a7c15;
        std::size_t at = static_cast<std::uint64_t>(unit) * golden_ratio >> shift_;
        for (; slots_[at] != 0; at = (at + 1) & (slots_.size() - 1)) {
            if (slots_[at] == unit) return false;
        }
        slots_[at] = unit;
        return true;
    }

private:
    std::vector<UnitNumber> slots_;  ///< 0: free
    unsigned shift_ = 63;
};

}  // namespace egiz::tm
