// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/index/index_rows.hpp"
#include "tm/index/large_pages.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace egiz::tm {

/// The entries of a unit in a block of marks (tm/index/mark_block.hpp), as they stand there.
[[nodiscard]] std::string_view marks_in_block(std::string_view block, UnitNumber unit);

/// All marks of a language, in RAM: a place of 16 bytes for each unit. What fits stands there, so
/// that one access to RAM finds it; a place of another says where the rest is.
class MarkTable {
public:
    void reserve(std::size_t blocks) {
        places_.reserve(blocks * static_cast<std::size_t>(units_per_block));
    }
    /// \param block  number of the unit / units_per_block; greater than those before
    /// False if its bytes make no sense.
    bool add_block(UnitNumber block, std::string_view bytes);
    /// Behind the last block.
    void finish();
    /// Empty if the unit has none.
    [[nodiscard]] std::string_view marks(UnitNumber unit) const {
        const auto at = static_cast<std::size_t>(unit);
        if (unit < 0 || at >= places_.size()) return {};
        const Place& place = places_[at];
        if (place.size != elsewhere) return {place.bytes.data(), place.size};
        const Elsewhere rest = place.rest();
        return {bytes_.data() + rest.begin, rest.size};
    }

    /// Begins to fetch them from RAM, for a call of marks() that comes soon: first the places, of
    /// all that are wanted, then the bytes.
    void prefetch_place(UnitNumber unit) const {
        const auto at = static_cast<std::size_t>(unit);
        if (unit >= 0 && at < places_.size()) prefetch(places_.data() + at);
    }
    void prefetch_bytes(UnitNumber unit) const {
        const auto at = static_cast<std::size_t>(unit);
        if (unit < 0 || at >= places_.size() || places_[at].size != elsewhere) return;
        prefetch(bytes_.data() + places_[at].rest().begin);
    }

private:
    struct Elsewhere {
        std::uint32_t begin = 0;  ///< in `bytes_`
        std::uint32_t size = 0;
    };
    static constexpr std::uint8_t elsewhere = 0xff;
    struct alignas(16) Place {
        std::array<char, 15> bytes{};
        std::uint8_t size = 0;

        [[nodiscard]] Elsewhere rest() const {
            Elsewhere result;
            std::memcpy(&result, bytes.data(), sizeof(result));
            return result;
        }
    };
    static_assert(sizeof(Place) == 16);
    void put(std::size_t unit, std::string_view entries);

    LargeVector<Place> places_;  ///< by number of the unit
    LargeVector<char> bytes_;
};

}  // namespace egiz::tm
