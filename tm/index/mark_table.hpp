// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/index/index_rows.hpp"
#include "tm/index/large_pages.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace egiz::tm {

/// The entries of a unit in a block of marks (tm/index/mark_block.hpp), as they stand there.
[[nodiscard]] std::string_view marks_in_block(std::string_view block, UnitNumber unit);

/// All marks of a language, in RAM.
class MarkTable {
public:
    /// \param block  number of the unit / units_per_block; greater than those before
    /// False if its bytes make no sense.
    bool add_block(UnitNumber block, std::string_view bytes);
    /// Behind the last block.
    void finish();
    /// Empty if the unit has none.
    [[nodiscard]] std::string_view marks(UnitNumber unit) const {
        const auto at = static_cast<std::size_t>(unit);
        if (unit < 0 || at + 1 >= begins_.size()) return {};
        return {bytes_.data() + begins_[at], begins_[at + 1] - begins_[at]};
    }

    /// Begins to fetch them from RAM, for a call of marks() that comes soon: first the places, of
    /// all that are wanted, then the bytes.
    void prefetch_place(UnitNumber unit) const {
        const auto at = static_cast<std::size_t>(unit);
        if (unit >= 0 && at < begins_.size()) prefetch(begins_.data() + at);
    }
    void prefetch_bytes(UnitNumber unit) const {
        const auto at = static_cast<std::size_t>(unit);
        if (unit >= 0 && at < begins_.size()) prefetch(bytes_.data() + begins_[at]);
    }

private:
    LargeVector<std::uint32_t> begins_;  ///< by number of the unit
    LargeVector<char> bytes_;
};

}  // namespace egiz::tm
