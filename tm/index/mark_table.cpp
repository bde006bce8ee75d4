// SPDX-License-Identifier: Apache-2.0
#include "tm/index/mark_table.hpp"

#include "tm/index/mark_block.hpp"

#include <limits>

namespace egiz::tm {

std::string_view marks_in_block(std::string_view block, UnitNumber unit) {
    const auto slot = static_cast<std::size_t>(unit % units_per_block);
    const char* begin = nullptr;
    const char* end = nullptr;
    for_each_marks(block, [&](const MarkBlockEntry& entry) {
        if (entry.slot == slot) {
            if (begin == nullptr) begin = entry.begin;
            end = entry.end;
        }
        return entry.slot <= slot;
    });
    if (begin == nullptr) return {};
    return {begin, static_cast<std::size_t>(end - begin)};
}

bool MarkTable::add_block(UnitNumber block, std::string_view bytes) {
    if (bytes_.size() + bytes.size() > std::numeric_limits<std::uint32_t>::max()) return false;
    const auto first = static_cast<std::size_t>(block * units_per_block);
    const std::size_t base = bytes_.size();
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    begins_.resize(first, static_cast<std::uint32_t>(base));
    const bool sound = for_each_marks(bytes, [&](const MarkBlockEntry& entry) {
        const std::size_t at = first + entry.slot;
        const auto begin =
            static_cast<std::uint32_t>(base + static_cast<std::size_t>(entry.begin - bytes.data()));
        if (begins_.size() <= at) begins_.resize(at + 1, begin);
        return true;
    });
    return sound;
}

void MarkTable::finish() {
    begins_.push_back(static_cast<std::uint32_t>(bytes_.size()));
    begins_.shrink_to_fit();
    bytes_.shrink_to_fit();
}

}  // namespace egiz::tm
