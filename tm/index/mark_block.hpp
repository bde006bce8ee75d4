// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/index/indexed_texts.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace egiz::tm {

/// The marks of a text in a block: the unit's place in the block, the number of tokens, the marks.
struct MarkBlockEntry {
    std::size_t slot = 0;
    std::size_t length = 0;
    std::string_view marks;       ///< empty if the text has more tokens than `most_marks`
    const char* begin = nullptr;  ///< of the entry's bytes
    const char* end = nullptr;
};

/// Shows the entries of a block, in the order of slots; false if its bytes make no sense.
template <class Visit>
bool for_each_marks(std::string_view block, Visit visit) {
    ByteReader reader(block);
    while (!reader.at_end()) {
        MarkBlockEntry entry;
        entry.begin = reader.position();
        entry.slot = static_cast<std::size_t>(reader.fixed(1));
        entry.length = static_cast<std::size_t>(reader.varint());
        entry.marks = reader.bytes(entry.length <= most_marks ? entry.length : 0);
        if (reader.failed() || entry.slot >= static_cast<std::size_t>(units_per_block))
            return false;
        entry.end = reader.position();
        if (!visit(entry)) return true;
    }
    return true;
}

/// `block` with the marks of `texts`, all of its units, in place of those that the units had.
/// \param texts  indexes into `all`, in the order of units
[[nodiscard]] std::string updated_block(std::string_view block, const IndexedTexts& all,
                                        std::span<const std::uint32_t> texts);

}  // namespace egiz::tm
